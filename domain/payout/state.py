"""A payout batch as decisions need it: a union by stage, each with only the fields that stage has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.event import Actor
from domain.files import FileRef
from domain.payout.events import ReversalProposed
from domain.payout.line import PayoutLine


@dataclass(frozen=True, slots=True)
class NotProposed:
    pass


@dataclass(frozen=True, slots=True)
class Proposed:
    lines: Mapping[UUID, PayoutLine]
    by: Actor


@dataclass(frozen=True, slots=True)
class Approved:
    """Approved; the payment file is being written."""

    lines: Mapping[UUID, PayoutLine]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The file is out; `paid` and `returned` are what the bank has confirmed so far.

    `paid_before` are those that were confirmed as paid before they came back, `pending` the reversals
    that wait for approval, `imported` the marks of the bank's files.
    """

    lines: Mapping[UUID, PayoutLine]
    file: FileRef
    paid: frozenset[UUID] = field(default_factory=frozenset)
    returned: frozenset[UUID] = field(default_factory=frozenset)
    paid_before: frozenset[UUID] = field(default_factory=frozenset)
    day: date | None = None
    pending: Mapping[UUID, ReversalProposed] = field(default_factory=dict)
    reversed: frozenset[UUID] = field(default_factory=frozenset)
    imported: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Rejected:
    pass


PayoutState = NotProposed | Proposed | Approved | Sent | Rejected
