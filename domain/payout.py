"""Payout batches: proposed by one officer, approved by another, paid once (R34, R47)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import assert_never
from uuid import UUID

from domain.deadline import taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment import events as enrolment
from domain.enrolment.state import EnrolmentState, FeeDue, Unregistered
from domain.event import Actor, Cause, command, event
from domain.files import FileRef
from domain.programme import Programme
from domain.refusals import (
    AmountDiffers,
    BatchEmpty,
    BatchNotAtThisStage,
    BatchUnknown,
    FeeNotDue,
    LineReturnedAlready,
    LineUnknown,
    MakerCannotCheck,
)
from domain.streams import derived
from domain.task import no_maker_checks


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """One trainee's payment in whole NTD: `net` is what goes out after what is withheld."""

    enrolment: UUID
    person: UUID
    gross: int
    withheld: int
    supplementary: int
    net: int
    income_code: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the bank says of one line: paid with this amount, or returned with a reason code."""

    enrolment: UUID
    amount: int
    returned: str | None


@command("payout.propose")
@dataclass(frozen=True, slots=True)
class ProposeBatch:
    programme: str
    enrolments: tuple[UUID, ...]


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
    """Told by the batch's workflow once the payment file is stored."""

    file: FileRef


@command("payout.confirm")
@dataclass(frozen=True, slots=True)
class ConfirmPayments:
    payments: tuple[Confirmation, ...]


@event("payout.proposed.v1")
@dataclass(frozen=True, slots=True)
class BatchProposed:
    programme: str
    lines: tuple[PayoutLine, ...]
    by: Actor


@event("payout.approved.v1")
@dataclass(frozen=True, slots=True)
class BatchApproved:
    by: Actor


@event("payout.rejected.v1")
@dataclass(frozen=True, slots=True)
class BatchRejected:
    by: Actor


@event("payout.file_written.v1")
@dataclass(frozen=True, slots=True)
class PaymentFileWritten:
    """The file that goes to the bank: its lines' net sum is the control sum."""

    file: FileRef
    lines: int
    control_sum: int


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


PayoutCommand = ProposeBatch | ApproveBatch | RejectBatch | NotePaymentFile | ConfirmPayments
PayoutEvent = BatchProposed | BatchApproved | BatchRejected | PaymentFileWritten | LinePaid | LineReturned


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


@dataclass(frozen=True, slots=True)
class Sent:
    """The file is out; `paid` and `returned` are what the bank has confirmed so far.

    `paid_before` are those that were confirmed as paid before they came back.
    """

    lines: Mapping[UUID, PayoutLine]
    file: FileRef
    paid: frozenset[UUID] = field(default_factory=frozenset)
    returned: frozenset[UUID] = field(default_factory=frozenset)
    paid_before: frozenset[UUID] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Rejected:
    pass


PayoutState = NotProposed | Proposed | Approved | Sent | Rejected


def fold(events: Iterable[PayoutEvent]) -> PayoutState:
    """The state after the events."""
    state: PayoutState = NotProposed()
    for happened in events:
        state = evolve(state, happened)
    return state


def evolve(state: PayoutState, happened: PayoutEvent) -> PayoutState:
    """The state after one event."""
    match happened, state:
        case BatchProposed(_, lines, by), _:
            return Proposed({line.enrolment: line for line in lines}, by)
        case BatchApproved(), Proposed(lines, _):
            return Approved(lines)
        case BatchRejected(), _:
            return Rejected()
        case PaymentFileWritten(file), Approved(lines):
            return Sent(lines, file)
        case LinePaid(paid), Sent():
            return replace(state, paid=state.paid | {paid})
        case LineReturned(returned), Sent():
            once = state.paid & {returned}
            returned_now, before = state.returned | {returned}, state.paid_before | once
            return replace(state, paid=state.paid - once, returned=returned_now, paid_before=before)
        case _:
            raise ValueError(f"{type(happened).__name__} after {type(state).__name__}")


def decide(
    batch: UUID,
    state: PayoutState,
    asked: PayoutCommand,
    cause: Cause,
    programme: Programme,
    cases: Mapping[UUID, EnrolmentState],
) -> Decision:
    """The writes on the batch and on its cases, in one save; refuses with a `DomainError`."""
    match asked:
        case ProposeBatch():
            return _propose(batch, state, asked, cause, programme, cases)
        case ApproveBatch():
            return _approve(batch, state, cause)
        case RejectBatch():
            return _reject(batch, state, cause)
        case NotePaymentFile(file):
            return _note_file(batch, state, file)
        case ConfirmPayments(payments):
            return _confirm(batch, state, payments, cause, cases)
        case _:
            assert_never(asked)


def concerned(state: PayoutState, asked: PayoutCommand) -> tuple[UUID, ...]:
    """The cases that a command may write to, to be loaded before it is decided."""
    if isinstance(asked, ProposeBatch):
        return asked.enrolments
    return tuple(state.lines) if isinstance(state, Proposed | Approved | Sent) else ()


def line_for(enrolment: UUID, due: FeeDue, day: date, programme: Programme) -> PayoutLine:
    """What one trainee is paid on `day`, after the withholding table in force on it; whole dollars."""
    table = programme.withholding_on(day)
    withheld = _share(due.total, table.resident_rate, table.threshold)
    supplementary = _share(due.total, table.supplementary_rate, table.supplementary_threshold)
    net = due.total - withheld - supplementary
    person, code = due.case.trainee.person, programme.payout.income_code
    return PayoutLine(enrolment, person, due.total, withheld, supplementary, net, code)


def control_sum(lines: Iterable[PayoutLine]) -> int:
    """The net sum of a payment file, in NTD."""
    return sum(line.net for line in lines)


def _share(amount: int, rate: Decimal, threshold: int) -> int:
    share = Decimal(amount) * rate if amount >= threshold else Decimal(0)
    return int(share.to_integral_value(ROUND_DOWN))


def _propose(
    batch: UUID,
    state: PayoutState,
    asked: ProposeBatch,
    cause: Cause,
    programme: Programme,
    cases: Mapping[UUID, EnrolmentState],
) -> Decision:
    if not isinstance(state, NotProposed):
        return ()
    if not asked.enrolments or len(set(asked.enrolments)) != len(asked.enrolments):
        raise BatchEmpty()
    day = taipei_date(cause.at)
    dues = {key: _fee_due(key, asked.programme, cases) for key in asked.enrolments}
    lines = tuple(line_for(key, due, day, programme) for key, due in dues.items())
    reserved = (Write(line.enrolment, enrolment.PaymentReserved(batch, line.gross)) for line in lines)
    return (Write(batch, BatchProposed(asked.programme, lines, cause.actor)), *reserved)


def _fee_due(key: UUID, year: str, cases: Mapping[UUID, EnrolmentState]) -> FeeDue:
    case = cases.get(key, Unregistered())
    if not isinstance(case, FeeDue) or case.batch is not None or case.case.programme != year:
        raise FeeNotDue(enrolment=key)
    return case


def _approve(batch: UUID, state: PayoutState, cause: Cause) -> Decision:
    if isinstance(state, Approved | Sent):
        return ()
    proposed = _proposed(state)
    if proposed.by.account == cause.actor.account or _same_person(proposed.by, cause.actor):
        raise MakerCannotCheck()
    no_maker_checks(cause, frozenset(line.person for line in proposed.lines.values()))
    return writes(batch, BatchApproved(cause.actor))


def _same_person(one: Actor, other: Actor) -> bool:
    return one.person is not None and one.person == other.person


def _reject(batch: UUID, state: PayoutState, cause: Cause) -> Decision:
    if isinstance(state, Rejected):
        return ()
    released = (Write(key, enrolment.PaymentReleased(batch)) for key in _proposed(state).lines)
    return (Write(batch, BatchRejected(cause.actor)), *released)


def _proposed(state: PayoutState) -> Proposed:
    if isinstance(state, NotProposed):
        raise BatchUnknown()
    if not isinstance(state, Proposed):
        raise BatchNotAtThisStage()
    return state


def _note_file(batch: UUID, state: PayoutState, file: FileRef) -> Decision:
    if not isinstance(state, Approved):
        return ()
    lines = tuple(state.lines.values())
    return writes(batch, PaymentFileWritten(file, len(lines), control_sum(lines)))


def _confirm(
    batch: UUID,
    state: PayoutState,
    payments: tuple[Confirmation, ...],
    cause: Cause,
    cases: Mapping[UUID, EnrolmentState],
) -> Decision:
    if isinstance(state, NotProposed):
        raise BatchUnknown()
    if not isinstance(state, Sent):
        raise BatchNotAtThisStage()
    decision: Decision = ()
    for payment in payments:
        told = _confirm_line(batch, state, payment, cause, cases)
        state = _after(batch, state, told)
        decision += told
    return decision


def _after(batch: UUID, state: PayoutState, decision: Decision) -> PayoutState:
    """The batch once these lines have happened, so that a bank that says a thing twice is heard once."""
    for write in decision:
        if write.stream == batch:
            state = evolve(state, write.event)
    return state


def _confirm_line(
    batch: UUID,
    state: PayoutState,
    payment: Confirmation,
    cause: Cause,
    cases: Mapping[UUID, EnrolmentState],
) -> Decision:
    assert isinstance(state, Sent)
    line = state.lines.get(payment.enrolment)
    if line is None:
        raise LineUnknown(enrolment=payment.enrolment)
    if payment.amount != line.net:
        raise AmountDiffers(enrolment=payment.enrolment, expected=line.net, found=payment.amount)
    if payment.returned is not None:
        return _returned(batch, state, payment.enrolment, payment.returned)
    if payment.enrolment in state.paid | state.paid_before:
        return ()
    if payment.enrolment in state.returned:
        # The fee is due again, and may be in another batch: silence would let it be paid twice.
        raise LineReturnedAlready(enrolment=payment.enrolment)
    return _paid(batch, line, cause, cases.get(line.enrolment))


def _returned(batch: UUID, state: Sent, key: UUID, reason: str) -> Decision:
    if key in state.returned:
        return ()
    return (Write(batch, LineReturned(key, reason)), Write(key, enrolment.PaymentReleased(batch)))


def _paid(batch: UUID, line: PayoutLine, cause: Cause, case: EnrolmentState | None) -> Decision:
    if not isinstance(case, FeeDue) or case.batch != batch:
        raise FeeNotDue(enrolment=line.enrolment)
    mail = derived("mail", line.enrolment, cause.command, enrolment.Template.PAID)
    told = enrolment.MailIntended(mail, enrolment.Template.PAID, None, (), 0, to_guild=False, reminder=None)
    ended = enrolment.Ended(enrolment.Outcome.PAID, ())
    paid = enrolment.Paid(batch, line.gross)
    own = writes(line.enrolment, paid, ended, told, enrolment.Closed())
    return (Write(batch, LinePaid(line.enrolment, line.net)), *own)
