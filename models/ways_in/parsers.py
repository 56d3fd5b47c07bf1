"""Parsing processes as their reader sees them: forked from one that is ready, watched, ended."""

import os
import select
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Final

import models
from models.ways_in.forking import ASK, ENDING, NOT_FORKED

_ROOT: Final = Path(models.__file__).parents[1]
_COMMAND: Final = (sys.executable, "-sP", "-m", "models.ways_in.parser")
# Nothing of ours: the secrets of whoever reads lie in the environment.
_ENVIRONMENT: Final = {"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"}


class Parser:
    """One parsing process: `source` is what it reads, `out` what it wrote."""

    def __init__(self, source: IO[bytes], out: IO[bytes], told: socket.socket) -> None:
        self.source, self.out, self._told = source, out, told

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

    def end(self) -> None:
        """Killed if it still lives; returns when it is gone."""
        with self._told, self.out, suppress(OSError):
            self._told.shutdown(socket.SHUT_WR)
            while self._told.recv(ENDING.size):
                pass


class Parsers:
    """Starts parsing processes. What forks them is started when it is first needed, and again if it died."""

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        self._command = tuple(command)
        self._lock = Lock()
        self._running: tuple[subprocess.Popen[bytes], socket.socket] | None = None

    def start(self) -> Parser:
        """A new one; OSError."""
        source, asked = os.pipe()
        answers, out = os.pipe()
        told, telling = socket.socketpair()
        with os.fdopen(source, "rb"), os.fdopen(out, "wb"), telling:
            parser = Parser(os.fdopen(asked, "wb"), os.fdopen(answers, "rb"), told)
            try:
                with self._lock:
                    self._ask((source, out, telling.fileno()))
            except BaseException:
                parser.source.close()
                parser.end()
                raise
        return parser

    def close(self) -> None:
        """The one that forks ends, and with it all parsing processes."""
        with self._lock:
            self._stop()

    @property
    def forks_from(self) -> int | None:
        """The number of the process that forks, while there is one."""
        return self._running[0].pid if self._running else None

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
            process.wait()


PARSERS: Final = Parsers()
