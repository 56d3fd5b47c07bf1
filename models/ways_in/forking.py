"""The process that has loaded what parsing needs: it forks for each file, and tells how each fork ended."""

import os
import selectors
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final

from models.ways_in.confining import die_with_parent

# Whether a fork ended or could not be made, and its exit status, or the number of the system's error.
ENDING: Final = struct.Struct("!ci")
ENDED, NOT_FORKED = b"E", b"N"
ASK: Final = b"?"
# What comes with a question: where the fork reads, where it writes, and where its end is told.
PIPES: Final = 3
_MOST_DESCRIPTORS: Final = 1 << 16

Work = Callable[[BinaryIO, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class _Fork:
    """One at work: whoever waits for it holds the other end of `told`, and lets go to have it killed."""

    process: int
    watched: int
    told: socket.socket


def fork_for_each(control: socket.socket, work: Work) -> None:
    """Until nobody asks any more; whoever is still at work then dies with this process."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(control, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if waiting.get_map().get(key.fd) is not key:
                    # Its fork was seen to end a moment ago.
                    continue
                if isinstance(key.data, _Fork):
                    _attend(waiting, key.fd, key.data)
                elif not _fork(waiting, control, work):
                    return


def _fork(waiting: selectors.BaseSelector, control: socket.socket, work: Work) -> bool:
    asked, pipes, _, _ = socket.recv_fds(control, len(ASK), PIPES)
    if not asked:
        return False
    source, out, told = pipes
    telling = socket.socket(fileno=told)
    try:
        process = os.fork()
    except OSError as refused:
        _tell(telling, NOT_FORKED, refused.errno)
    else:
        if process == 0:
            _be_the_fork(work, source, out)
        fork = _Fork(process, os.pidfd_open(process), telling)
        waiting.register(fork.watched, selectors.EVENT_READ, fork)
        waiting.register(telling, selectors.EVENT_READ, fork)
    os.close(source)
    os.close(out)
    return True


def _be_the_fork(work: Work, source: int, out: int) -> None:
    """It has its two pipes, nothing of the others, and never comes back."""
    try:
        die_with_parent()
        os.dup2(source, 0)
        os.dup2(out, 1)
        os.closerange(3, _MOST_DESCRIPTORS)
        with open(0, "rb") as reading, open(1, "wb") as writing:
            work(reading, writing)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _attend(waiting: selectors.BaseSelector, descriptor: int, fork: _Fork) -> None:
    if descriptor != fork.watched:
        waiting.unregister(fork.told)
        os.kill(fork.process, signal.SIGKILL)
        return
    _, status = os.waitpid(fork.process, 0)
    waiting.unregister(fork.watched)
    os.close(fork.watched)
    with suppress(KeyError):
        waiting.unregister(fork.told)
    _tell(fork.told, ENDED, os.waitstatus_to_exitcode(status))


def _tell(telling: socket.socket, how: bytes, number: int | None) -> None:
    with suppress(OSError), telling:
        telling.send(ENDING.pack(how, number or 0))
