"""States of streams as last seen, so that a command's decision need not read whole streams again."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from store.event_log import EventLog

Fold = Callable[..., Any]
# As many as a worker keeps workflows, which take far more than the few kilobytes of a state.
KEPT = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """A stream's state at a version, and how it is folded on."""

    version: int
    state: Any
    fold: Fold

    def after(self, events: Sequence[Any]) -> "Seen":
        """The state after the events that follow."""
        return Seen(self.version + len(events), self.fold(events, self.state), self.fold)


class Folds:
    """Up to `kept` states, the least used forgotten first; states never change, so threads share them."""

    def __init__(self, event_log: EventLog, kept: int = KEPT) -> None:
        self._event_log = event_log
        self._kept = kept
        self._seen: OrderedDict[UUID, Seen] = OrderedDict()
        self._lock = Lock()

    def seen(self, stream: UUID) -> Seen | None:
        """The state as it was seen last; others may have written since."""
        with self._lock:
            found = self._seen.get(stream)
            if found is not None:
                self._seen.move_to_end(stream)
            return found

    def read(self, streams: Iterable[UUID], fold: Fold) -> Mapping[UUID, Seen]:
        """The states as they are, by one query for what was not seen."""
        before = {stream: self.seen(stream) or Seen(0, None, fold) for stream in streams}
        if not before:
            return {}
        later = self._event_log.read_after({stream: seen.version for stream, seen in before.items()})
        read = {stream: seen.after([each.event for each in later[stream]]) for stream, seen in before.items()}
        for stream, seen in read.items():
            # What was never begun costs nothing to read, and there is no end of it.
            if seen.version:
                self._keep(stream, seen)
        return read

    def advance(self, stream: UUID, version: int, events: Sequence[Any]) -> None:
        """These events were appended to the stream at this version."""
        seen = self.seen(stream)
        if seen is not None and seen.version == version:
            self._keep(stream, seen.after(events))

    def _keep(self, stream: UUID, seen: Seen) -> None:
        with self._lock:
            known = self._seen.get(stream)
            if known is None or known.version < seen.version:
                self._seen[stream] = seen
            self._seen.move_to_end(stream)
            if len(self._seen) > self._kept:
                self._seen.popitem(last=False)
