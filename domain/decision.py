"""What a decider answers: events, each with the stream that it belongs to."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Write:
    """One event for one stream; all writes of a decision are saved together or not at all."""

    stream: UUID
    event: Any


Decision = tuple[Write, ...]


def writes(stream: UUID, *events: Any) -> Decision:
    """The events, in order, for one stream."""
    return tuple(Write(stream, event) for event in events)
