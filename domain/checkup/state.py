"""A checkup as decisions need it: a union by stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.checkup.commands import Activity, Bill, Finding
from domain.checkup.events import CheckupOpened, Failure
from domain.task import Task


@dataclass(frozen=True, slots=True)
class Content:
    """Evidence and quantities, and everyone who put something in (R27).

    `late` are the reviews that passed their service level, the first of them at `late_since` (R30).
    """

    about: CheckupOpened
    bills: Mapping[UUID, Bill] = field(default_factory=dict)
    activities: Mapping[UUID, Activity] = field(default_factory=dict)
    nones: frozenset[str] = frozenset()
    makers: frozenset[UUID] = frozenset()
    tasks: Mapping[UUID, Task] = field(default_factory=dict)
    late: frozenset[UUID] = frozenset()
    late_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotOpened:
    pass


@dataclass(frozen=True, slots=True)
class Filling:
    """Open for evidence, not yet submitted."""

    content: Content


@dataclass(frozen=True, slots=True)
class Submitted:
    """Awaits a reviewer; `rounds` counts the decisions that returned it before."""

    content: Content
    rounds: int = 0
    case_ended: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """Open for mending what the findings name."""

    content: Content
    findings: tuple[Finding, ...]
    rounds: int


@dataclass(frozen=True, slots=True)
class Approved:
    content: Content


@dataclass(frozen=True, slots=True)
class Failed:
    content: Content
    why: Failure


@dataclass(frozen=True, slots=True)
class Cancelled:
    content: Content


Opened = Filling | Submitted | Returned | Approved | Failed | Cancelled
CheckupState = NotOpened | Opened
