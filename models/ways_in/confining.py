"""What the parsing process gives up before it looks at a file, as far as its kernel knows how.

What parses can be made to run what a file says. It then finds no file but libraries and fonts, no network, no
other process and no new one.
"""

import ctypes
import os
import resource
import signal
import site
from collections.abc import Iterable
from typing import Final

from models.ways_in.forbidden_calls import forbid_calls
from models.ways_in.limits import ProcessLimits

# Where Python looks for what it loads late, and PDFium for the fonts that a PDF has not embedded.
_LIBRARIES: Final = (os.path.dirname(os.__file__), *site.getsitepackages())
_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
_OPEN_FILES: Final = 16

# linux/prctl.h
_DEATH_SIGNAL, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
# linux/landlock.h, whose calls have these numbers on every architecture.
_CREATE, _ADD, _RESTRICT, _VERSION, _BENEATH = 444, 445, 446, 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# Of version 1, and what each later one can take besides: of files, of the network, and of other processes.
_FIRST_FILES: Final = (1 << 13) - 1
_MORE_FILES: Final = ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
_NETWORK, _NETWORK_FROM = 0b11, 4
_OTHERS, _OTHERS_FROM = 0b11, 6

_kernel: Final = ctypes.CDLL(None, use_errno=True)


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("others", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def hide_memory() -> None:
    """No other process of this user may read this one's memory and environment, where its keys lie."""
    _kernel.prctl(_DUMPABLE, 0, 0, 0, 0)


def die_with_parent() -> None:
    """Killed with the thread that started this process."""
    _kernel.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def bound(limits: ProcessLimits) -> None:
    """No more memory and computing than the limits; no file is written, no core dumped, few are open."""
    # At the hard limit of computing the end would look like one for memory.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        resource.setrlimit(kind, (most, most))


def shut_in(*, threads: bool = False) -> None:
    """For good, and without `threads` if none are needed.

    What the kernel does not know stays open: containers differ.
    """
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    _kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _only_read(folder for folder in (*_LIBRARIES, *_FONTS) if os.path.isdir(folder))
    forbid_calls()


def landlock_version() -> int:
    """0 where the kernel has none, or it is turned off."""
    return max(0, int(_kernel.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)))


def _only_read(folders: Iterable[str]) -> None:
    version = landlock_version()
    if not version:
        return
    files = _FIRST_FILES | sum(right for since, right in _MORE_FILES if version >= since)
    network = _NETWORK if version >= _NETWORK_FROM else 0
    rules = _Rules(files, network, _OTHERS if version >= _OTHERS_FROM else 0)
    # Older kernels know the shorter forms of it, and take a longer one that ends in zeros.
    ruleset = _kernel.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(ctypes.sizeof(rules)), 0)
    if ruleset < 0:
        return
    for folder in folders:
        opened = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        beneath = _Beneath(_READ_FILE | _READ_FOLDER, opened)
        _kernel.syscall(_ADD, ruleset, _BENEATH, ctypes.byref(beneath), 0)
        os.close(opened)
    _kernel.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)
