"""Failed attempts to sign in: after some, the next ones wait, so that nobody guesses through a list."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

SPAN_SECONDS = 900.0
MOST_OF_LOGIN, MOST_OF_ADDRESS = 10, 100
_KEPT = 10_000


@dataclass(slots=True)
class SignInAttempts:
    """Counts the failures of the last quarter of an hour, by address and login, and by address alone.

    Not by login alone: others could then keep somebody out on the last day of a window.
    """

    now: Callable[[], float] = monotonic
    _failed: OrderedDict[tuple[str, ...], deque[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait_seconds(self, address: str, login: str) -> float:
        """How long the next attempt has to wait; 0 if it need not."""
        with self._lock:
            both = self._wait((address, login), MOST_OF_LOGIN), self._wait((address,), MOST_OF_ADDRESS)
        return max(both)

    def failed(self, address: str, login: str) -> None:
        """Another failure of this address for this login."""
        with self._lock:
            for key in ((address, login), (address,)):
                self._failed.setdefault(key, deque(maxlen=MOST_OF_ADDRESS)).append(self.now())
                self._failed.move_to_end(key)
            while len(self._failed) > _KEPT:
                self._failed.popitem(last=False)

    def succeeded(self, address: str, login: str) -> None:
        """The login's owner is there: what they mistyped before no longer counts."""
        with self._lock:
            self._failed.pop((address, login), None)

    def _wait(self, key: tuple[str, ...], most: int) -> float:
        failures = self._failed.get(key)
        if failures is None or len(failures) < most:
            return 0.0
        return max(0.0, failures[-most] + SPAN_SECONDS - self.now())
