"""A line of a payout batch: what one trainee is paid, and what is withheld, by the dated table (R34, R47)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from domain.enrolment.state import FeeDue
from domain.payee_day import PayeeDay
from domain.programme import Programme
from domain.sealed import Sealed


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """One trainee's payment in whole NTD: `net` is what goes out after what is withheld.

    `account` is what people are shown of the account that is paid to.
    """

    enrolment: UUID
    person: UUID
    gross: int
    withheld: int
    supplementary: int
    net: int
    income_code: str
    resident: bool = True
    account: Sealed | None = None


NOTHING_ELSE = PayeeDay()


def line_for(
    enrolment: UUID,
    due: FeeDue,
    day: date,
    programme: Programme,
    before: PayeeDay = NOTHING_ELSE,
    *,
    resident: bool = True,
) -> PayoutLine:
    """What one trainee is paid on `day`, after what was paid to them `before` on that day."""
    trainee, account = due.case.trainee, due.case.account
    withheld, supplementary = _withheld(due.total, day, programme, before, resident=resident)
    return PayoutLine(
        enrolment,
        trainee.person,
        due.total,
        withheld,
        supplementary,
        due.total - withheld - supplementary,
        programme.payout.income_code,
        resident,
        account.shown if account else None,
    )


def control_sum(lines: Iterable[PayoutLine]) -> int:
    """The net sum of a payment file, in NTD."""
    return sum(line.net for line in lines)


def _withheld(
    gross: int, day: date, programme: Programme, before: PayeeDay, *, resident: bool
) -> tuple[int, int]:
    """Tax and premium of this payment: what the day's sum owes, less what was withheld before.

    Never more than the payment itself; what is left then is made up for by the day's next payment.
    """
    table = programme.withholding_on(day)
    rate = table.resident_rate if resident else table.non_resident_rate
    threshold = table.threshold if resident else table.non_resident_threshold
    total = before.gross + gross
    tax = min(max(_share(total, rate, threshold) - before.withheld, 0), gross)
    premium = _share(total, table.supplementary_rate, table.supplementary_threshold) - before.supplementary
    return tax, min(max(premium, 0), gross - tax)


def _share(amount: int, rate: Decimal, threshold: int) -> int:
    share = Decimal(amount) * rate if amount >= threshold else Decimal(0)
    return int(share.to_integral_value(ROUND_DOWN))
