"""One supervised process: started, waited for until ready, started again when it dies."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import monotonic

READY_FD = "TANJIAN_READY_FD"
_GUARD = Path(__file__).with_name("guard.py")
_FIRST_PAUSE, _LONGEST_PAUSE, _LONG_ENOUGH = 0.2, 15.0, 60.0
_LOG_BYTES = 20_000_000


class State(StrEnum):
    """What a supervised process is doing."""

    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Program:
    """What to run; `port` is where it listens if it cannot announce by itself that it is ready.

    One that is not `awaited` may come later, or not at all: nobody waits for it.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None
    awaited: bool = True


def tanjian(*words: str) -> list[str]:
    """The command of another process of this program."""
    return [sys.executable, "-m", "api.cli.main", *words]


class Service:
    """Keeps a program running until it is stopped; `changed` is called after each change of state."""

    def __init__(self, program: Program, logs: Path, changed: Callable[["Service"], None]) -> None:
        self.program, self._log, self._changed = program, logs / f"{program.name}.log", changed
        self.state = State.STOPPED
        self.pid: int | None = None
        self.restarts = 0
        self.ready = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    @property
    def name(self) -> str:
        return self.program.name

    def start(self) -> None:
        """Begin to keep the program running; must be called in the main thread's loop."""
        self._keeping = asyncio.get_running_loop().create_task(self._keep(), name=self.name)

    async def stop(self, timeout_seconds: float) -> None:
        """Ask the program to end and wait; by force if it takes longer."""
        self._stopping.set()
        if self._keeping is None:
            return
        self._send(signal.SIGTERM)
        try:
            await asyncio.wait_for(asyncio.shield(self._keeping), timeout_seconds)
        except TimeoutError:
            self._send(signal.SIGKILL)
            await self._keeping
        self._become(State.STOPPED, None)

    async def run_to_success(self, attempts: int) -> int:
        """Run a program that ends by itself, again while it fails; gives its last exit code."""
        code = 1
        try:
            for attempt in range(attempts):
                if attempt:
                    await asyncio.sleep(_FIRST_PAUSE * 2**attempt)
                await self._run_once()
                code = 1 if self._process is None else self._process.returncode or 0
                if code == 0:
                    break
        finally:
            self._send(signal.SIGTERM)
        return code

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _keep(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            began = monotonic()
            with suppress(OSError):
                # Without disk or memory it cannot even be started: that is a run that failed.
                await self._run_once()
            if self._stopping.is_set():
                break
            failures = 1 if monotonic() - began > _LONG_ENOUGH else failures + 1
            self.restarts += 1
            self._become(State.RESTARTING, None)
            with suppress(TimeoutError):
                pause = min(_FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE)
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _run_once(self) -> None:
        announced, announce = os.pipe()
        try:
            self._process = await self._spawn(announce)
        except OSError:
            os.close(announced)
            raise
        finally:
            os.close(announce)
        # A wish to stop that came while the process was being made has reached nobody.
        if self._stopping.is_set():
            self._send(signal.SIGTERM)
        self._become(State.STARTING, self._process.pid)
        announcing = asyncio.create_task(self._await_ready(announced))
        await self._process.wait()
        self.ready.clear()
        announcing.cancel()
        with suppress(asyncio.CancelledError):
            await announcing

    async def _spawn(self, announce: int) -> asyncio.subprocess.Process:
        guard = [sys.executable, "-I", "-S", str(_GUARD), str(os.getpid())]
        environment = {**os.environ, **self.program.environment, READY_FD: str(announce)}
        if self._log.exists() and self._log.stat().st_size > _LOG_BYTES:
            self._log.replace(self._log.with_suffix(".log.1"))
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *guard,
                *self.program.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                pass_fds=[announce],
                # A Ctrl-C at the terminal is for the supervisor, who ends things in order.
                start_new_session=True,
            )

    async def _await_ready(self, announced: int) -> None:
        with os.fdopen(announced, "rb") as pipe:
            if await (self._announcement(pipe.fileno()) if self.program.port is None else self._listening()):
                self.ready.set()
                self._become(State.READY, self.pid)

    async def _announcement(self, pipe: int) -> bool:
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(pipe, told.set)
        try:
            await told.wait()
        finally:
            loop.remove_reader(pipe)
        return bool(os.read(pipe, 1))

    async def _listening(self) -> bool:
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.program.port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return True

    def _become(self, state: State, pid: int | None) -> None:
        self.state, self.pid = state, pid
        with suppress(OSError):
            # A full disk or a closed terminal is no reason to keep nothing running any more.
            self._changed(self)


def announce_ready() -> None:
    """Tell the supervisor, if there is one, that this process does its work now."""
    named = os.environ.pop(READY_FD, None)
    if named is not None:
        os.write(int(named), b"!")
        os.close(int(named))
