"""What a decision about a batch may look at besides the batch itself, and what it needs loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.deadline import taipei_date
from domain.enrolment.state import EnrolmentState, FeeDue, Unregistered
from domain.event import Cause
from domain.payee_day import PayeeDay
from domain.payout.commands import (
    ApproveBatch,
    ApproveReversal,
    ConfirmPayments,
    ImportConfirmation,
    PayoutCommand,
    ProposeBatch,
    ProposeReversal,
)
from domain.payout.state import PayoutState, Proposed
from domain.programme import Programme
from domain.streams import payee_day_stream


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`cases` by enrolment; `days` by stream: what the payees were paid on the day of the command."""

    batch: UUID
    cause: Cause
    programme: Programme
    cases: Mapping[UUID, EnrolmentState] = field(default_factory=dict)
    days: Mapping[UUID, PayeeDay] = field(default_factory=dict)

    def case(self, enrolment: UUID) -> EnrolmentState:
        return self.cases.get(enrolment, Unregistered())

    def paid_today(self, person: UUID) -> PayeeDay:
        """What the person was paid before on the day of the command."""
        return self.days.get(payee_day_stream(person, taipei_date(self.cause.at)), PayeeDay())


def concerned(state: PayoutState, asked: PayoutCommand) -> tuple[UUID, ...]:
    """The cases that a command looks at, to be loaded before it is decided."""
    match asked, state:
        case ProposeBatch(_, enrolments), _:
            return enrolments
        case ApproveBatch(), Proposed(lines):
            return tuple(lines)
        case ((ConfirmPayments() | ImportConfirmation()), _):
            named = dict.fromkeys(payment.enrolment for payment in asked.payments)
            return tuple(key for key in named if key in getattr(state, "lines", ()))
        case ((ProposeReversal() | ApproveReversal()), _):
            return (asked.enrolment,)
        case _:
            return ()


def payee_days(asked: PayoutCommand, cases: Mapping[UUID, Any], cause: Cause) -> tuple[UUID, ...]:
    """The streams of what the payees are paid on the day of a proposal or approval."""
    if not isinstance(asked, ProposeBatch | ApproveBatch):
        return ()
    day = taipei_date(cause.at)
    dues = (case for case in cases.values() if isinstance(case, FeeDue))
    return tuple(dict.fromkeys(payee_day_stream(due.case.trainee.person, day) for due in dues))
