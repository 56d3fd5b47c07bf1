"""Sums that a bill prints: readings and usage, price and quantity, tax and total."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.checks.subject import Subject, step
from models.readings import Check

F = ReadingField
_METERED: Final = (F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE)
_PRICED: Final = (F.USAGE, F.UNIT_PRICE, F.TOTAL_AMOUNT)


def readings_difference(subject: Subject) -> Check | None:
    """Usage is the difference of the readings; on electricity a whole multiple of it that is printed, on
    piped gas more by the pressure's correction, which proves nothing."""
    previous, current, usage = (subject.number(field) for field in _METERED)
    if previous is None or current is None or usage is None or subject.parts:
        return None
    difference = current - previous
    if difference < 0 and previous.as_tuple().digits[0] == 9:
        # The meter went round.
        difference += Decimal(10) ** len(str(int(previous)))
    detail = f"{current} - {previous} = {difference}; {usage}"
    if abs(difference - usage) <= step(previous) * (step(previous) < 1):
        return Check("readings_difference", True, detail, _METERED)
    allowed = _explained(subject, difference, usage)
    return None if allowed is None else Check("readings_difference", allowed, detail, _METERED)


def _explained(subject: Subject, difference: Decimal, usage: Decimal) -> bool | None:
    """Whether a multiplier explains the usage; None where it may and nothing shows it."""
    if difference <= 0:
        return False
    ratio = usage / difference
    low, high = bounds.GAS_RATIO
    if subject.kind is BillKind.NATURAL_GAS:
        return None if low <= ratio <= high else False
    # Readings without a decimal leave the ratio this vague.
    vague = max(Decimal("0.001"), 1 / difference) * ratio
    nearest = ratio.to_integral_value(ROUND_HALF_UP)
    if subject.kind is not BillKind.ELECTRICITY or nearest < 2 or abs(ratio - nearest) > vague:
        return False
    return True if nearest in subject.printed else None


def price_times_quantity(subject: Subject) -> Check | None:
    """Quantity × price is the total, with or without tax, or stands on the paper beside a smaller total."""
    usage, price, total = (subject.number(field) for field in _PRICED)
    if usage is None or price is None or total is None or not usage or not price:
        return None
    product = usage * price
    slack = 1 + price * step(usage) / 2
    detail = f"{usage} × {price} = {product}; {total}"
    off = _off_total(subject, product, total)
    if off <= slack:
        return Check("price_times_quantity", True, detail, _PRICED)
    # Slack of a dollar, because a line's amount is rounded and small numbers stand everywhere.
    if product >= 100 and any(abs(product - amount) <= 1 for amount in subject.printed):
        return Check("price_times_quantity", True, detail, (F.USAGE, F.UNIT_PRICE))
    rounded = off <= slack + usage * step(price) / 2
    if rounded or _otherwise_priced(subject, product, total, price):
        return None
    return Check("price_times_quantity", False, detail, _PRICED)


def _off_total(subject: Subject, product: Decimal, total: Decimal) -> Decimal:
    """How far the product is from the total, or from it without tax."""
    untaxed = (total - (subject.number(F.TAX) or Decimal(0)), total / (1 + bounds.TAX_RATE))
    return min(abs(product - amount) for amount in (total, *untaxed))


def _otherwise_priced(subject: Subject, product: Decimal, total: Decimal, price: Decimal) -> bool:
    """Whether the total may differ: fees beside the gas, a discount, a price for each bottle."""
    if subject.kind in (BillKind.NATURAL_GAS, BillKind.INVOICE):
        return product <= total + 1
    if subject.kind is BillKind.LPG and total % price == 0 and product > total:
        return True
    return subject.discounted and product > total


def tax_rate(subject: Subject) -> Check | None:
    """Tax is 5 % of what is left of the total without it."""
    tax, total = subject.number(F.TAX), subject.number(F.TOTAL_AMOUNT)
    if tax is None or total is None or tax <= 0:
        return None
    expected = (total - tax) * bounds.TAX_RATE
    ok = abs(expected - tax) <= max(bounds.TAX_TOLERANCE, expected * bounds.TAX_SHARE)
    detail = f"({total} - {tax}) × {bounds.TAX_RATE} = {expected}; {tax}"
    return Check("tax_rate", ok, detail, (F.TAX, F.TOTAL_AMOUNT))


def sales_printed(subject: Subject) -> Check | None:
    """What is left of the total without tax is printed too; that it is not says nothing."""
    tax, total = subject.number(F.TAX), subject.number(F.TOTAL_AMOUNT)
    if tax is None or total is None or tax <= 0 or total - tax not in subject.printed:
        return None
    return Check("sales_printed", True, f"{total - tax} + {tax} = {total}", (F.TAX, F.TOTAL_AMOUNT))
