"""Runs `guard.py PARENT COMMAND...` so that the command is told to end when its parent dies.

Linux only; elsewhere the command just runs. A program of its own, because the wish is lost in a fork.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Become the command; SIGTERM will follow the end of the parent, however it ended."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        # The parent may have died before the wish was made.
        if os.getppid() != parent:
            sys.exit(1)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
