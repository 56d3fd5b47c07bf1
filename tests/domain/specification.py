"""Given, when, then: events and commands before, one command, and what it wrote or why it was refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.decision import Decision, Write, writes
from domain.errors import DomainError
from domain.event import Actor
from domain.streams import checkup_stream
from tests.domain.made_up_cases import MadeUpCase, World


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to."""

    decision: Decision
    refused: DomainError | None

    def then(self, *events: Any) -> None:
        """These events, in this order, whichever stream each is for."""
        assert self.refused is None, f"refused: {self.refused}"
        assert tuple(write.event for write in self.decision) == events

    def then_wrote(self, *wanted: Write) -> None:
        """These writes are among the decision's."""
        assert self.refused is None, f"refused: {self.refused}"
        assert [write for write in wanted if write not in self.decision] == []

    def then_nothing(self) -> None:
        self.then()

    def then_refused(self, code: str) -> None:
        """The stable code of the refusal, and not one event."""
        assert self.refused is not None, f"wrote {self.decision}"
        assert (self.refused.code, self.decision) == (code, ())


@dataclass(frozen=True, slots=True)
class Specification:
    """A stream of a world, with all that happened beside it."""

    world: World
    stream: UUID

    def given(self, *events: Any) -> "Specification":
        self.world.append(writes(self.stream, *events))
        return self

    def when(self, asked: Any, by: Actor, at: datetime | None = None) -> Answer:
        """The command, received and decided at an instant."""
        self.world.now = at or self.world.now
        try:
            return Answer(self.world.ask(self.stream, asked, by), None)
        except DomainError as refused:
            return Answer((), refused)


def when(case: MadeUpCase, asked: Any, by: Actor | None = None, at: datetime | None = None) -> Answer:
    """A command to a made-up case, by its trainee unless said."""
    return Specification(case.world, case.id).when(asked, by or case.trainee, at)


def when_checkup(
    case: MadeUpCase, ubn: str, asked: Any, by: Actor | None = None, at: datetime | None = None
) -> Answer:
    """A command to the checkup of a firm of the case."""
    return Specification(case.world, checkup_stream(case.id, ubn)).when(asked, by or case.trainee, at)
