"""What has happened to a payout batch. These names are the storage format: they never change."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.event import Actor, event
from domain.files import FileRef
from domain.payout.line import PayoutLine
from domain.sealed import Sealed


@event("payout.proposed.v1")
@dataclass(frozen=True, slots=True)
class BatchProposed:
    programme: str
    lines: tuple[PayoutLine, ...]
    by: Actor


@event("payout.approved.v1")
@dataclass(frozen=True, slots=True)
class BatchApproved:
    """`day` is the day that counts for withholding."""

    by: Actor
    day: date | None = None


@event("payout.rejected.v1")
@dataclass(frozen=True, slots=True)
class BatchRejected:
    by: Actor


@event("payout.file_written.v1")
@dataclass(frozen=True, slots=True)
class PaymentFileWritten:
    """The file that goes to the bank: its lines' net sum is the control sum, `sha256` that of its bytes."""

    file: FileRef
    lines: int
    control_sum: int
    sha256: str = ""


@event("payout.line_paid.v1")
@dataclass(frozen=True, slots=True)
class LinePaid:
    enrolment: UUID
    amount: int


@event("payout.line_returned.v1")
@dataclass(frozen=True, slots=True)
class LineReturned:
    enrolment: UUID
    reason: str


@event("payout.lines_recomputed.v1")
@dataclass(frozen=True, slots=True)
class LinesRecomputed:
    """On the day of approval other amounts are withheld than were proposed; approval is asked for anew."""

    lines: tuple[PayoutLine, ...]
    day: date


@event("payout.confirmation_imported.v1")
@dataclass(frozen=True, slots=True)
class ConfirmationImported:
    """A file of the bank was taken whole: so many payments, and the sums paid and returned (NTD)."""

    file: FileRef
    payments: int
    paid_sum: int
    returned_sum: int


@event("payout.reversal_proposed.v1")
@dataclass(frozen=True, slots=True)
class ReversalProposed:
    enrolment: UUID
    kind: str
    reason: Sealed
    by: Actor


@event("payout.reversal_rejected.v1")
@dataclass(frozen=True, slots=True)
class ReversalRejected:
    enrolment: UUID
    by: Actor


@event("payout.line_reversed.v1")
@dataclass(frozen=True, slots=True)
class LineReversed:
    """The payment is undone; `due_again` says whether the fee may be paid by another batch."""

    enrolment: UUID
    amount: int
    kind: str
    due_again: bool
    by: Actor


PayoutEvent = (
    BatchProposed
    | BatchApproved
    | BatchRejected
    | PaymentFileWritten
    | LinePaid
    | LineReturned
    | LinesRecomputed
    | ConfirmationImported
    | ReversalProposed
    | ReversalRejected
    | LineReversed
)
