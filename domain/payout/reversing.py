"""A confirmed payment is undone: proposed by one officer with a reason, approved by another person (R34)."""

from uuid import UUID

from domain.decision import Decision, Write, writes
from domain.enrolment.events import Closed, Ended, Outcome, PaymentReversed
from domain.enrolment.mail_events import Template
from domain.enrolment.state import Over
from domain.payout.circumstances import Circumstances
from domain.payout.commands import ApproveReversal, ProposeReversal, RejectReversal
from domain.payout.confirming import is_revoked, sent_batch, taken_back
from domain.payout.events import LineReversed, ReversalProposed, ReversalRejected
from domain.payout.line import PayoutLine
from domain.payout.refusals import LineNotPaid, ReversalKindUnknown, ReversalPending, ReversalUnknown
from domain.payout.state import PayoutState, Sent
from domain.payout.telling import tell
from domain.payout_rules import ReversalKind
from domain.refusals import LineUnknown
from domain.second_person import check_second
from domain.task import no_maker_checks


def propose_reversal(state: PayoutState, asked: ProposeReversal, around: Circumstances) -> Decision:
    """Ask that a confirmed payment be undone."""
    sent = sent_batch(state)
    _kind(asked.kind, around)
    proposed = ReversalProposed(asked.enrolment, asked.kind, asked.reason, around.cause.actor)
    if sent.pending.get(asked.enrolment) == proposed:
        return ()
    _paid_line(sent, asked.enrolment, around)
    if asked.enrolment in sent.pending:
        raise ReversalPending(enrolment=asked.enrolment)
    return writes(around.batch, proposed)


def approve_reversal(state: PayoutState, asked: ApproveReversal, around: Circumstances) -> Decision:
    """Undo the payment; by its kind the fee is due again, or the case stays closed as reversed."""
    sent, key = sent_batch(state), asked.enrolment
    if key in sent.reversed:
        return ()
    pending = _pending(sent, key)
    check_second(pending.by, around.cause)
    line, kind = _paid_line(sent, key, around), _kind(pending.kind, around)
    no_maker_checks(around.cause, frozenset({line.person}))
    due_again = kind.due_again and not is_revoked(around.case(key))
    undone = LineReversed(key, line.net, kind.code, due_again, around.cause.actor)
    reversed_ = PaymentReversed(around.batch, line.gross, kind.code, due_again)
    told = tell(key, Template.PAYMENT_REVERSED, around.cause, pending.reason)
    decision = (Write(around.batch, undone), Write(key, reversed_))
    if due_again:
        return (*decision, told, *taken_back(line, sent, around))
    return (*decision, Write(key, Ended(Outcome.REVERSED, (kind.code,))), told, Write(key, Closed()))


def reject_reversal(state: PayoutState, asked: RejectReversal, around: Circumstances) -> Decision:
    """Leave the payment as it is."""
    sent = sent_batch(state)
    _pending(sent, asked.enrolment)
    return writes(around.batch, ReversalRejected(asked.enrolment, around.cause.actor))


def _kind(code: str, around: Circumstances) -> ReversalKind:
    kind = around.programme.payout.reversal_kind(code)
    if kind is None:
        known = ", ".join(one.code for one in around.programme.payout.reversal_kinds)
        raise ReversalKindUnknown(kind=code, known=known)
    return kind


def _paid_line(state: Sent, key: UUID, around: Circumstances) -> PayoutLine:
    """The line, where this batch is what the case was paid by."""
    line = state.lines.get(key)
    if line is None:
        raise LineUnknown(enrolment=key)
    case = around.case(key)
    is_paid = isinstance(case, Over) and case.outcome is Outcome.PAID and case.batch == around.batch
    if key not in state.paid or not is_paid:
        raise LineNotPaid(enrolment=key)
    return line


def _pending(state: Sent, key: UUID) -> ReversalProposed:
    pending = state.pending.get(key)
    if pending is None:
        raise ReversalUnknown(enrolment=key)
    return pending
