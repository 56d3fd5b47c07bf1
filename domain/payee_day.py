"""What one payee is paid on one day, over all batches and programme years: the sum is taxed (R34)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from domain.event import event


@event("payee_day.payment_counted.v1")
@dataclass(frozen=True, slots=True)
class PaymentCounted:
    """An approved line, in whole NTD."""

    batch: UUID
    enrolment: UUID
    gross: int
    withheld: int
    supplementary: int


@event("payee_day.payment_taken_back.v1")
@dataclass(frozen=True, slots=True)
class PaymentTakenBack:
    """The money of a counted line did not reach the payee after all."""

    batch: UUID
    enrolment: UUID


PayeeDayEvent = PaymentCounted | PaymentTakenBack


@dataclass(frozen=True, slots=True)
class PayeeDay:
    """The payments of the day by batch and enrolment."""

    payments: Mapping[tuple[UUID, UUID], PaymentCounted] = field(default_factory=dict)

    @property
    def gross(self) -> int:
        return sum(payment.gross for payment in self.payments.values())

    @property
    def withheld(self) -> int:
        return sum(payment.withheld for payment in self.payments.values())

    @property
    def supplementary(self) -> int:
        return sum(payment.supplementary for payment in self.payments.values())


def evolve(day: PayeeDay, happened: PayeeDayEvent) -> PayeeDay:
    """The day after one event."""
    payments = {**day.payments}
    key = (happened.batch, happened.enrolment)
    if isinstance(happened, PaymentCounted):
        payments[key] = happened
    else:
        payments.pop(key, None)
    return PayeeDay(payments)


def fold(events: Iterable[PayeeDayEvent]) -> PayeeDay:
    """The day after the events."""
    day = PayeeDay()
    for happened in events:
        day = evolve(day, happened)
    return day
