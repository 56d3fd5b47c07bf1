"""What officers, and the batch's workflow, ask of a payout batch."""

from dataclasses import dataclass
from uuid import UUID

from domain.event import command
from domain.files import FileRef
from domain.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the bank says of one line: paid with this amount, or returned with a reason code.

    `line` is where the bank's file says so, from 1.
    """

    enrolment: UUID
    amount: int
    returned: str | None
    line: int | None = None


@command("payout.propose")
@dataclass(frozen=True, slots=True)
class ProposeBatch:
    """`non_residents` are those of the cases whose payee is taxed as a non-resident."""

    programme: str
    enrolments: tuple[UUID, ...]
    non_residents: tuple[UUID, ...] = ()


@command("payout.approve")
@dataclass(frozen=True, slots=True)
class ApproveBatch:
    pass


@command("payout.reject")
@dataclass(frozen=True, slots=True)
class RejectBatch:
    pass


@command("payout.note_file")
@dataclass(frozen=True, slots=True)
class NotePaymentFile:
    """Told by the batch's workflow once the payment file is stored; `sha256` is that of its bytes."""

    file: FileRef
    sha256: str = ""


@command("payout.confirm")
@dataclass(frozen=True, slots=True)
class ConfirmPayments:
    payments: tuple[Confirmation, ...]


@command("payout.import_confirmation")
@dataclass(frozen=True, slots=True)
class ImportConfirmation:
    """A file of the bank: `batch` is what its first line says, `count` and sums (NTD) what its last does."""

    batch: UUID
    payments: tuple[Confirmation, ...]
    count: int
    paid_sum: int
    returned_sum: int
    file: FileRef


@command("payout.propose_reversal")
@dataclass(frozen=True, slots=True)
class ProposeReversal:
    """Undo the confirmed payment of a line; `kind` is one of the programme's reversal kinds."""

    enrolment: UUID
    kind: str
    reason: Sealed


@command("payout.approve_reversal")
@dataclass(frozen=True, slots=True)
class ApproveReversal:
    enrolment: UUID


@command("payout.reject_reversal")
@dataclass(frozen=True, slots=True)
class RejectReversal:
    enrolment: UUID


PayoutCommand = (
    ProposeBatch
    | ApproveBatch
    | RejectBatch
    | NotePaymentFile
    | ConfirmPayments
    | ImportConfirmation
    | ProposeReversal
    | ApproveReversal
    | RejectReversal
)
