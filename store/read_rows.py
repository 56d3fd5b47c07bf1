"""The rows of the read models, as they are given out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A case; `next_due` is the end of the window that ends first, `fee` in whole NTD."""

    id: UUID
    programme: str
    guild: str
    person: UUID
    session: UUID
    stage: str
    outcome: str | None
    closed: bool
    version: int
    opened: int
    position: int
    opened_at: datetime
    changed_at: datetime
    training_day: date | None
    list_due: datetime | None
    upload_due: datetime | None
    next_due: datetime | None
    firms: int
    submitted: int
    approved: int
    fee: int | None
    certificate: str | None
    batch: UUID | None
    papers: tuple[str, ...]
    document: Document
    seat: str | None


@dataclass(frozen=True, slots=True)
class CheckupRow:
    """One firm's checkup; `guild` is that of its case.

    So many of its bills wait for a reader or cannot be read, and so many documents wait for a person.
    """

    id: UUID
    enrolment: UUID
    guild: str
    person: UUID
    ubn: str
    programme: str
    stage: str
    rounds: int
    bills: int
    activities: int
    submitted_at: datetime | None
    decided_at: datetime | None
    version: int
    position: int
    document: Document
    unread: int
    to_confirm: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task: `guild` where only that guild may do it, `case_guild` of the case it concerns.

    Until `offered_until` it is kept for the first reviewer, a person or account.
    `person` and `programme` are the case's, `version` that of the stream it lies in. `makers` may not do
    it (R27); `late` once its service level has passed (R30); it is left alone until `rests_until`.
    """

    id: UUID
    kind: str
    roles: tuple[str, ...]
    guild: str | None
    case_guild: str
    workflow: str
    stream: UUID
    enrolment: UUID
    ubn: str | None
    opened_at: datetime
    due: datetime | None
    late: bool
    makers: tuple[UUID, ...]
    claimed_by: UUID | None
    claimed_until: datetime | None
    offered_to: UUID | None
    offered_until: datetime | None
    person: UUID
    programme: str
    version: int
    priority: str
    rests_until: datetime | None
    late_since: datetime | None
    assigned: bool


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """An open window of a case."""

    enrolment: UUID
    guild: str
    person: UUID
    kind: str
    starts: date
    due_date: date
    due: datetime
    rule: str
    next_reminder: datetime | None
    firms: int
    submitted: int
    approved: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A training session; `attended` counts people (R2), `registered` cases, some of them by their seat."""

    id: UUID
    programme: str
    guild: str
    day: date
    place: str
    seats_on_site: int
    seats_online: int
    attended: int
    opened: int
    version: int
    position: int
    document: Document
    stage: str
    cancelled: bool
    registered: int
    registered_on_site: int
    registered_online: int


@dataclass(frozen=True, slots=True)
class PayoutBatchRow:
    """A payout batch; sums in whole NTD, before and after what is withheld, `day` that of its approval."""

    id: UUID
    programme: str
    stage: str
    lines: int
    gross: int
    net: int
    proposed_by: UUID
    decided_by: UUID | None
    file: str | None
    day: date | None
    opened: int
    version: int
    position: int
    document: Document


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail of a case; `state` is waiting, sent or refused.

    `reply` is the mail server's, `sha256` that of what it took, `repeats` the refused mail that this one
    says again; `failed` counts the attempts in vain, with the last one's time and error.
    """

    id: UUID
    enrolment: UUID
    guild: str
    template: str
    state: str
    to_guild: bool
    ubns: tuple[str, ...]
    last_day: date | None
    intended_at: datetime
    accepted_at: datetime | None
    refused_at: datetime | None
    refused_code: int | None
    reply: str
    sha256: str
    repeats: UUID | None
    failed: int
    last_failed_at: datetime | None
    last_error: str | None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """The import of a registration list: how many rows it has, went in, were there before, are faulty."""

    id: UUID
    programme: str
    guild: str
    session: UUID
    stage: str
    rows: int
    accepted: int
    present: int
    faulty: int
    opened: int
    version: int
    position: int
    document: Document


@dataclass(frozen=True, slots=True)
class QuotaCount:
    """A sector's places (R23): how many there are, are taken, and are taken by approved firms."""

    sector: str
    places: int
    taken: int
    approved: int
