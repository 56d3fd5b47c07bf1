"""Calls that no parser of files has to make, refused by the kernel from then on."""

import ctypes
import errno
import os
import platform
from collections.abc import Iterator
from typing import Final, NamedTuple

# linux/seccomp.h, linux/audit.h, linux/bpf_common.h
_SECCOMP, _FILTER = 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_THREAD: Final = 0x10000
# Calls of this architecture's other form, x32.
_OTHER_FORM: Final = 0x40000000


class Machine(NamedTuple):
    """What the kernel calls an architecture, and its numbers of calls, as its tables have them."""

    architecture: int
    clone: int
    clone3: int
    tgkill: int
    refused: tuple[int, ...]


# In this order: socket, socketpair, execve, execveat, kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo,
# ptrace, process_vm_readv, process_vm_writev, io_uring_setup, pidfd_open, pidfd_getfd, open_by_handle_at,
# add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, unshare, setns, mount, fchmod, fchmodat,
# fchmodat2, fchown, fchownat; and what only the older has: fork, vfork, chmod, chown, lchown.
MACHINES: Final = {
    "x86_64": Machine(
        0xC000003E, 56, 435, 234,
        (41, 53, 59, 322, 62, 200, 129, 297, 101, 310, 311, 425, 434, 438, 304, 248, 249, 250, 321, 298, 323,
         272, 308, 165, 91, 268, 452, 93, 260, 57, 58, 90, 92, 94),
    ),
    "aarch64": Machine(
        0xC00000B7, 220, 435, 131,
        (198, 199, 221, 281, 129, 130, 138, 240, 117, 270, 271, 425, 434, 438, 265, 217, 218, 219, 280, 241,
         282, 97, 268, 40, 52, 53, 452, 55, 54),
    ),
}  # fmt: skip


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def forbid_calls() -> None:
    """Of an architecture that is not known here nothing is refused; privileges were given up before."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return
    steps = [_Step(*step) for step in _steps(machine)]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    ctypes.CDLL(None).prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _steps(machine: Machine) -> Iterator[tuple[int, int, int, int]]:
    """Each step leads on by as many as its second and third number where its question holds and where not."""
    refuse = _RETURN, 0, 0, _REFUSE | errno.EPERM
    allow = _RETURN, 0, 0, _ALLOW
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _EQUAL, 1, 0, machine.architecture
    yield refuse
    yield _LOAD, 0, 0, _CALL
    yield _AT_LEAST, 0, 1, _OTHER_FORM
    yield refuse
    for call in machine.refused:
        yield _EQUAL, 0, 1, call
        yield refuse
    # The C library asks by clone where there is no clone3, whose flags no filter sees.
    yield _EQUAL, 0, 1, machine.clone3
    yield _RETURN, 0, 0, _REFUSE | errno.ENOSYS
    for call, question in ((machine.clone, (_ANY_BIT, _THREAD)), (machine.tgkill, (_EQUAL, os.getpid()))):
        yield _EQUAL, 0, 4, call
        yield _LOAD, 0, 0, _FIRST_ARGUMENT
        yield question[0], 1, 0, question[1]
        yield refuse
        yield allow
    yield allow
