"""Parsing processes as their reader sees them: forked from one that is ready, watched, ended."""

import atexit
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import IO, Final

import models
from models.ways_in.forking import ASK, ENDING, NOT_FORKED

_ROOT: Final = Path(models.__file__).parents[1]
_COMMAND: Final = (sys.executable, "-sP", "-m", "models.ways_in.parser")
# Nothing of ours: the secrets of whoever reads lie in the environment.
_ENVIRONMENT: Final = {"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"}


# Seconds in which what forks has ended a fork, or itself; then it is stuck, and killed.
_PATIENCE: Final = 20.0


class Parser:
    """One parsing process: `source` is what it reads, `out` what it wrote."""

    def __init__(
        self, source: IO[bytes], out: IO[bytes], told: socket.socket, give_up: Callable[[], None]
    ) -> None:
        self.source, self.out, self._told, self._give_up = source, out, told, give_up

    def ending(self, seconds: float) -> int | None:
        """Its exit status, a signal's negative; none if it lives on. OSError if it was never made, or if
        nobody is left who would tell."""
        waiting = select.poll()
        waiting.register(self._told, select.POLLIN)
        if not waiting.poll(seconds * 1000):
            return None
        told = self._told.recv(ENDING.size)
        if len(told) < ENDING.size:
            raise ChildProcessError("what parses files has ended")
        how, number = ENDING.unpack(told)
        if how == NOT_FORKED:
            raise OSError(number, os.strerror(number))
        return int(number)

    def end(self, patience: float = _PATIENCE) -> None:
        """Killed if it still lives; returns when it is gone. What fails to end it is killed itself."""
        with self._told, self.out:
            self._told.settimeout(patience)
            try:
                self._told.shutdown(socket.SHUT_WR)
                while self._told.recv(ENDING.size):
                    pass
            except TimeoutError:
                self._give_up()
            except OSError:
                return


class Parsers:
    """Starts parsing processes. What forks them is started when it is first needed, and again if it died."""

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        self._command = tuple(command)
        self._lock = Lock()
        self._running: tuple[subprocess.Popen[bytes], socket.socket] | None = None

    def forget(self) -> None:
        """In a process that was itself forked: what forks is another's to ask and to wait for."""
        self._lock = Lock()
        if self._running is not None:
            process, control = self._running
            self._running = None
            control.close()
            process.returncode = 0

    def start(self) -> Parser:
        """A new one; OSError."""
        with ExitStack() as ours, ExitStack() as theirs:
            (source, asked), (answers, out) = _pipe(theirs, ours), _pipe(ours, theirs)
            told, telling = map(ours.enter_context, socket.socketpair())
            with self._lock, telling:
                self._ask((source.fileno(), out.fileno(), telling.fileno()))
            ours.pop_all()
        return Parser(asked, answers, told, self.give_up)

    def close(self) -> None:
        """The one that forks ends, and with it all parsing processes."""
        with self._lock:
            self._stop()

    def give_up(self) -> None:
        """The one that forks is killed, and with it all parsing processes."""
        with self._lock:
            if self._running is not None:
                self._running[0].kill()
            self._stop()

    @property
    def forks_from(self) -> int | None:
        """The number of the process that forks, while there is one."""
        running = self._running
        return running[0].pid if running else None

    def _ask(self, pipes: Sequence[int]) -> None:
        if self._running is not None:
            try:
                socket.send_fds(self._running[1], [ASK], pipes)
                return
            except OSError:
                self._stop()
        self._running = self._started()
        socket.send_fds(self._running[1], [ASK], pipes)

    def _started(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        control, theirs = socket.socketpair()
        with theirs:
            try:
                process = subprocess.Popen(
                    self._command,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_ENVIRONMENT,
                    cwd="/",
                    start_new_session=True,
                )
            except BaseException:
                control.close()
                raise
        return process, control

    def _stop(self) -> None:
        if self._running is not None:
            process, control = self._running
            self._running = None
            control.close()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _pipe(reads: ExitStack, writes: ExitStack) -> tuple[IO[bytes], IO[bytes]]:
    """Its two ends, each closed by its stack."""
    source, out = os.pipe()
    return reads.enter_context(os.fdopen(source, "rb")), writes.enter_context(os.fdopen(out, "wb"))


PARSERS: Final = Parsers()
atexit.register(PARSERS.close)
os.register_at_fork(after_in_child=PARSERS.forget)
