"""What ended the attempts at reading a bill so far: the heartbeat carries it from one attempt to the next."""

from dataclasses import dataclass, replace
from typing import Final

from temporalio import activity

# How libraries tell that the machine has no memory or thread left, where the class of the error does not.
_SHORTAGES: Final = ("can't start new thread", "allocate memory", "nsufficient memory", "bad_alloc")


@dataclass(frozen=True, slots=True)
class Ended:
    """`deaths` ended with their process while it read the file, `faults` by what the machine lacked."""

    deaths: int = 0
    faults: int = 0

    @classmethod
    def before(cls) -> "Ended":
        """The attempts before this one; readers once counted deaths alone."""
        return cls(*(int(count) for count in activity.info().heartbeat_details))

    def begin(self) -> None:
        """Whoever hears no more of this attempt is to think that its process died of the file.

        Not where that has been told to stop, and may be cut off.
        """
        stopping = activity.is_worker_shutdown()
        (self if stopping else replace(self, deaths=self.deaths + 1)).tell()

    def by_a_fault(self) -> "Ended":
        """After this attempt, too, ended by a fault of the machine."""
        return replace(self, faults=self.faults + 1)

    def tell(self) -> None:
        """What the next attempt is to know."""
        activity.heartbeat(self.deaths, self.faults)


def is_of_the_machine(error: Exception) -> bool:
    """Whether the machine had no process, thread, memory or file left, which another day it has."""
    if isinstance(error, OSError | MemoryError):
        return True
    return any(words in str(error) for words in _SHORTAGES)
