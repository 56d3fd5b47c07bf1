"""Events, commands and refusals of no real rule, for the tests of the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID, uuid4

from domain.errors import DomainError
from domain.event import Actor, Cause, Role, command, event
from domain.sealed import Sealed
from store.receipts import OutcomeRow, ReceiptDraft

NOON = datetime(2025, 3, 1, 4, 0, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Line:
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class ByBank:
    bank: str
    paid_on: date


@dataclass(frozen=True, slots=True)
class ByCheque:
    number: int


@event("sample.everything.v1")
@dataclass(frozen=True, slots=True)
class Everything:
    """One field of each kind that an event may have."""

    text: str
    count: int
    ratio: float
    amount: Decimal
    day: date
    at: datetime
    thing: UUID
    colour: Colour
    certain: bool
    maybe: str | None
    which: Literal["one", "other"]
    lines: tuple[Line, ...]
    pair: tuple[int, str]
    labels: frozenset[str]
    by_colour: Mapping[Colour, Decimal]
    payment: ByBank | ByCheque | None
    note: Sealed


@event("sample.counted.v1")
@dataclass(frozen=True, slots=True)
class Counted:
    count: int


@event("sample.weighed.v3")
@dataclass(frozen=True, slots=True)
class Weighed:
    grams: int
    by: str


@command("sample.count")
@dataclass(frozen=True, slots=True)
class Count:
    upto: int


class SampleClosed(DomainError):
    code: ClassVar[str] = "sample_closed"
    rule: ClassVar[str] = "R0"
    zh: ClassVar[str] = "已於 {day} 截止"
    en: ClassVar[str] = "closed on {day}"


def officer() -> Actor:
    return Actor(uuid4(), Role.OFFICER)


def cause(command_id: UUID | None = None) -> Cause:
    return Cause(command_id or uuid4(), officer(), NOON, NOON)


def accepted(given: Cause, stream: UUID) -> OutcomeRow:
    return OutcomeRow(given.command, stream, given.decided_at)


def draft(
    *, actor: Actor | None = None, key: str = "k1", case_id: UUID | None = None, mark: bytes = b"mark"
) -> ReceiptDraft:
    case = case_id or uuid4()
    return ReceiptDraft(
        command_id=uuid4(),
        actor=actor or Actor(uuid4(), Role.TRAINEE, uuid4()),
        idempotency_key=key,
        case_id=case,
        stream=case,
        workflow="enrolment",
        kind="sample.count",
        body=b'{"upto":3}',
        body_mark=mark,
    )
