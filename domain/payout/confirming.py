"""What the bank says of a batch's payments: heard once, however often it is said (R34)."""

from collections import Counter
from uuid import UUID

from domain.decision import Decision, Write, writes
from domain.enrolment.events import Closed, Ended, Outcome, Paid, PaymentReleased
from domain.enrolment.mail_events import Template
from domain.enrolment.state import EnrolmentState, FeeDue, Over
from domain.payee_day import PaymentTakenBack
from domain.payout.circumstances import Circumstances
from domain.payout.commands import Confirmation, ConfirmPayments, ImportConfirmation
from domain.payout.events import ConfirmationImported, LinePaid, LineReturned
from domain.payout.evolve import evolve
from domain.payout.line import PayoutLine
from domain.payout.refusals import (
    ConfirmationAmountDiffers,
    ConfirmationCountDiffers,
    ConfirmationLineTwice,
    ConfirmationLineUnknown,
    ConfirmationOfOtherBatch,
    ConfirmationReasonUnknown,
    ConfirmationSumDiffers,
    LineReversedAlready,
    ReturnReasonUnknown,
)
from domain.payout.state import NotProposed, PayoutState, Sent
from domain.payout.telling import tell
from domain.refusals import (
    AmountDiffers,
    BatchNotAtThisStage,
    BatchUnknown,
    FeeNotDue,
    LineReturnedAlready,
    LineUnknown,
)
from domain.streams import payee_day_stream


def confirm(state: PayoutState, asked: ConfirmPayments, around: Circumstances) -> Decision:
    """What an officer notes of the bank's words."""
    sent = sent_batch(state)
    for payment in asked.payments:
        _check_line(sent, payment, around)
    return _heard(sent, asked.payments, around)


def import_file(state: PayoutState, asked: ImportConfirmation, around: Circumstances) -> Decision:
    """A file of the bank: taken whole or not at all, and once."""
    sent = sent_batch(state)
    if asked.file.mark in sent.imported:
        return ()
    _check_file(sent, asked, around)
    taken = ConfirmationImported(asked.file, asked.count, asked.paid_sum, asked.returned_sum)
    return writes(around.batch, taken) + _heard(sent, asked.payments, around)


def sent_batch(state: PayoutState) -> Sent:
    """The batch, if its file is out."""
    if isinstance(state, NotProposed):
        raise BatchUnknown()
    if not isinstance(state, Sent):
        raise BatchNotAtThisStage()
    return state


def taken_back(line: PayoutLine, state: Sent, around: Circumstances) -> Decision:
    """The payment no longer counts for its payee's day."""
    if state.day is None:
        return ()
    taken = PaymentTakenBack(around.batch, line.enrolment)
    return writes(payee_day_stream(line.person, state.day), taken)


def _check_line(state: Sent, payment: Confirmation, around: Circumstances) -> None:
    line = state.lines.get(payment.enrolment)
    if line is None:
        raise LineUnknown(enrolment=payment.enrolment)
    if payment.amount != line.net:
        raise AmountDiffers(enrolment=payment.enrolment, expected=line.net, found=payment.amount)
    if not _is_known(payment.returned, around):
        raise ReturnReasonUnknown(reason=payment.returned, known=_known(around))


def _check_file(state: Sent, asked: ImportConfirmation, around: Circumstances) -> None:
    if asked.batch != around.batch:
        raise ConfirmationOfOtherBatch(line=1, found=asked.batch, expected=around.batch)
    for payment in asked.payments:
        _check_file_line(state, payment, around)
    seen = Counter[UUID]()
    for payment in asked.payments:
        seen[payment.enrolment] += 1
        if seen[payment.enrolment] > 1:
            raise ConfirmationLineTwice(line=payment.line, enrolment=payment.enrolment)
    _check_sums(asked)


def _check_file_line(state: Sent, payment: Confirmation, around: Circumstances) -> None:
    line = state.lines.get(payment.enrolment)
    if line is None:
        raise ConfirmationLineUnknown(line=payment.line, enrolment=payment.enrolment)
    if payment.amount != line.net:
        told = {"line": payment.line, "enrolment": payment.enrolment}
        raise ConfirmationAmountDiffers(**told, found=payment.amount, expected=line.net)
    if not _is_known(payment.returned, around):
        raise ConfirmationReasonUnknown(line=payment.line, reason=payment.returned, known=_known(around))


def _check_sums(asked: ImportConfirmation) -> None:
    last = max((payment.line or 0 for payment in asked.payments), default=1) + 1
    if asked.count != len(asked.payments):
        raise ConfirmationCountDiffers(line=last, found=asked.count, expected=len(asked.payments))
    paid = sum(payment.amount for payment in asked.payments if payment.returned is None)
    returned = sum(payment.amount for payment in asked.payments) - paid
    for kind, found, expected in (
        ("paid", asked.paid_sum, paid),
        ("returned", asked.returned_sum, returned),
    ):
        if found != expected:
            raise ConfirmationSumDiffers(line=last, kind=kind, found=found, expected=expected)


def _is_known(reason: str | None, around: Circumstances) -> bool:
    return reason is None or around.programme.payout.is_return_reason(reason)


def _known(around: Circumstances) -> str:
    return ", ".join(reason.code for reason in around.programme.payout.return_reasons)


def _heard(state: Sent, payments: tuple[Confirmation, ...], around: Circumstances) -> Decision:
    decision: Decision = ()
    for payment in payments:
        told = _hear(state, payment, around)
        state = _after(state, told, around)
        decision += told
    return decision


def _after(state: Sent, decision: Decision, around: Circumstances) -> Sent:
    """The batch once these lines have happened, so that a bank that says a thing twice is heard once."""
    for write in decision:
        if write.stream == around.batch:
            state = sent_batch(evolve(state, write.event))
    return state


def _hear(state: Sent, payment: Confirmation, around: Circumstances) -> Decision:
    line, key = state.lines[payment.enrolment], payment.enrolment
    if key in state.reversed:
        raise LineReversedAlready(enrolment=key)
    if payment.returned is not None:
        return _returned(state, line, payment.returned, around)
    if key in state.paid | state.paid_before:
        return ()
    if key in state.returned:
        # The fee is due again, and may be in another batch: silence would let it be paid twice.
        raise LineReturnedAlready(enrolment=key)
    return _paid(state, line, around)


def _returned(state: Sent, line: PayoutLine, reason: str, around: Circumstances) -> Decision:
    key = line.enrolment
    if key in state.returned:
        return ()
    back: Decision = (
        Write(around.batch, LineReturned(key, reason)),
        Write(key, PaymentReleased(around.batch, reason)),
    )
    if is_revoked(around.case(key)):
        back += writes(key, Closed())
    else:
        back += (tell(key, Template.PAYMENT_RETURNED, around.cause),)
    return back + taken_back(line, state, around)


def is_revoked(case: EnrolmentState) -> bool:
    """Whether what comes back stays back: no fee is due of a revoked certificate (R35)."""
    return isinstance(case, Over) and case.revoked


def _paid(state: Sent, line: PayoutLine, around: Circumstances) -> Decision:
    case = around.case(line.enrolment)
    if not isinstance(case, FeeDue) or case.batch != around.batch:
        raise FeeNotDue(enrolment=line.enrolment)
    paid = Paid(
        around.batch,
        line.gross,
        gross=line.gross,
        withheld=line.withheld,
        supplementary=line.supplementary,
        net=line.net,
        income_code=line.income_code,
        paid_on=state.day,
    )
    own = writes(line.enrolment, paid, Ended(Outcome.PAID, ()))
    own += (tell(line.enrolment, Template.PAID, around.cause),)
    own += writes(line.enrolment, Closed())
    return (Write(around.batch, LinePaid(line.enrolment, line.net)), *own)
