"""A batch is proposed by one officer and approved by another person; any officer turns it down (R34, R47)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from domain.deadline import taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.events import PaymentReleased, PaymentReserved
from domain.enrolment.in_question import certificate_in_question
from domain.enrolment.state import EnrolmentState, FeeDue
from domain.payee_day import PayeeDay, PaymentCounted
from domain.payout.circumstances import Circumstances
from domain.payout.commands import NotePaymentFile, ProposeBatch
from domain.payout.events import (
    BatchApproved,
    BatchProposed,
    BatchRejected,
    LinesRecomputed,
    PaymentFileWritten,
)
from domain.payout.line import PayoutLine, control_sum, line_for
from domain.payout.refusals import BankAccountMissing, CertificateInQuestion, NonResidentNotInBatch
from domain.payout.state import Approved, NotProposed, PayoutState, Proposed, Rejected, Sent
from domain.refusals import BatchEmpty, BatchNotAtThisStage, BatchUnknown, FeeNotDue
from domain.second_person import check_second
from domain.streams import payee_day_stream
from domain.task import no_maker_checks


def propose(state: PayoutState, asked: ProposeBatch, around: Circumstances) -> Decision:
    """Reserve the fees; what is withheld is what it would be if the batch were approved on this day."""
    if not isinstance(state, NotProposed):
        return ()
    if not asked.enrolments or len(set(asked.enrolments)) != len(asked.enrolments):
        raise BatchEmpty()
    for enrolment in asked.non_residents:
        if enrolment not in asked.enrolments:
            raise NonResidentNotInBatch(enrolment=enrolment)
    dues = {key: _fee_due(key, asked.programme, around.case(key)) for key in asked.enrolments}
    residents = {key: key not in asked.non_residents for key in dues}
    lines = _lines(dues, residents, around)
    reserved = (Write(line.enrolment, PaymentReserved(around.batch, line.gross)) for line in lines)
    return (Write(around.batch, BatchProposed(asked.programme, lines, around.cause.actor)), *reserved)


def approve(state: PayoutState, around: Circumstances) -> Decision:
    """Approve as of this day; where other amounts are withheld on it, they are shown first and asked anew."""
    if isinstance(state, Approved | Sent):
        return ()
    proposed = _proposed(state)
    check_second(proposed.by, around.cause)
    no_maker_checks(around.cause, frozenset(line.person for line in proposed.lines.values()))
    day = taipei_date(around.cause.at)
    dues = {key: _reserved(key, around) for key in proposed.lines}
    lines = _lines(dues, {key: line.resident for key, line in proposed.lines.items()}, around)
    if lines != tuple(proposed.lines.values()):
        return writes(around.batch, LinesRecomputed(lines, day))
    counted = (_counted(line, around) for line in lines)
    return (Write(around.batch, BatchApproved(around.cause.actor, day)), *counted)


def reject(state: PayoutState, around: Circumstances) -> Decision:
    """Turn the batch down: its fees are due again."""
    if isinstance(state, Rejected):
        return ()
    released = (Write(key, PaymentReleased(around.batch)) for key in _proposed(state).lines)
    return (Write(around.batch, BatchRejected(around.cause.actor)), *released)


def note_file(state: PayoutState, asked: NotePaymentFile, around: Circumstances) -> Decision:
    """The payment file is stored."""
    if not isinstance(state, Approved):
        return ()
    lines = tuple(state.lines.values())
    return writes(around.batch, PaymentFileWritten(asked.file, len(lines), control_sum(lines), asked.sha256))


def _proposed(state: PayoutState) -> Proposed:
    if isinstance(state, NotProposed):
        raise BatchUnknown()
    if not isinstance(state, Proposed):
        raise BatchNotAtThisStage()
    return state


def _fee_due(key: UUID, year: str, case: EnrolmentState) -> FeeDue:
    if not isinstance(case, FeeDue) or case.batch is not None or case.case.programme != year:
        raise FeeNotDue(enrolment=key)
    return _payable(key, case)


def _reserved(key: UUID, around: Circumstances) -> FeeDue:
    case = around.case(key)
    if not isinstance(case, FeeDue) or case.batch != around.batch:
        raise FeeNotDue(enrolment=key)
    return _payable(key, case)


def _payable(key: UUID, due: FeeDue) -> FeeDue:
    """With an account to be paid to, and nothing that may take the certificate back (R35)."""
    if due.case.account is None:
        raise BankAccountMissing(enrolment=key)
    if certificate_in_question(due.case):
        raise CertificateInQuestion(enrolment=key)
    return due


def _lines(
    dues: Mapping[UUID, FeeDue], residents: Mapping[UUID, bool], around: Circumstances
) -> tuple[PayoutLine, ...]:
    """The lines as of the command's day; two of one payee add up too."""
    day = taipei_date(around.cause.at)
    lines: list[PayoutLine] = []
    for key, due in dues.items():
        before = _paid_before(due.case.trainee.person, lines, around)
        lines.append(line_for(key, due, day, around.programme, before, resident=residents[key]))
    return tuple(lines)


def _paid_before(person: UUID, lines: Iterable[PayoutLine], around: Circumstances) -> PayeeDay:
    today = around.paid_today(person)
    own = {(around.batch, line.enrolment): _payment(line, around) for line in lines if line.person == person}
    return replace(today, payments={**today.payments, **own}) if own else today


def _counted(line: PayoutLine, around: Circumstances) -> Write:
    return Write(payee_day_stream(line.person, taipei_date(around.cause.at)), _payment(line, around))


def _payment(line: PayoutLine, around: Circumstances) -> PaymentCounted:
    return PaymentCounted(around.batch, line.enrolment, line.gross, line.withheld, line.supplementary)
