"""Values against what is known of such bills: prices, emission factors, units."""

from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.checks.subject import Subject, step
from models.readings import Check

F = ReadingField
_SOLD: Final = (BillKind.FUEL, BillKind.LPG)


def tariff_band(subject: Subject) -> Check | None:
    """NT$ per unit lies where tariffs have been; a sale with a price of its own may have other goods too."""
    usage, total = subject.number(F.USAGE), subject.number(F.TOTAL_AMOUNT)
    day = subject.day(F.PERIOD_END) or subject.day(F.ISSUE_DATE) or subject.today
    tariff = bounds.tariff_of(subject.kind, subject.values.get(F.FUEL), day)
    if usage is None or total is None or tariff is None or usage < tariff.least or total <= 0:
        return None
    each = total / usage
    if each > tariff.high and F.UNIT_PRICE in subject.values and subject.kind in _SOLD:
        return None
    detail = f"{total} / {usage} = {each:.2f}; {tariff.low}–{tariff.high}"
    return Check("tariff_band", tariff.low <= each <= tariff.high, detail, (F.USAGE, F.TOTAL_AMOUNT))


def price_band(subject: Subject) -> Check | None:
    """The printed price lies there too."""
    price, day = subject.number(F.UNIT_PRICE), subject.day(F.ISSUE_DATE) or subject.today
    tariff = bounds.tariff_of(subject.kind, subject.values.get(F.FUEL), day)
    if price is None or tariff is None:
        return None
    detail = f"{price}; {tariff.low}–{tariff.high}"
    return Check("price_band", tariff.low <= price <= tariff.high, detail, (F.UNIT_PRICE,))


def co2_factor(subject: Subject) -> Check | None:
    """Printed emissions per unit are a known factor; far from all of them they are wrong."""
    usage, emitted = subject.number(F.USAGE), subject.number(F.PRINTED_KGCO2E)
    fields = (F.PRINTED_KGCO2E, F.USAGE)
    known = bounds.factors_of(subject.kind, subject.values.get(F.FUEL), subject.values.get(F.UNIT))
    if not usage or not emitted or known is None:
        return None
    each, rounding = emitted / usage, step(emitted) / 2 / usage
    nearest = min(known.values, key=lambda value: abs(each - value))
    far = each < min(known.values) * 9 / 10 - rounding or each > max(known.values) * 11 / 10 + rounding
    detail = f"{emitted} / {usage} = {each:.4f}"
    if abs(each - nearest) <= rounding + nearest * 5 / 1000:
        return Check("co2_factor", True, f"{detail}; {nearest}", fields)
    return Check("co2_factor", False, detail, fields) if far else None


def unit_of_kind(subject: Subject) -> Check | None:
    """The unit is one in which such a thing is sold."""
    unit, known = subject.values.get(F.UNIT), bounds.UNITS.get(subject.kind)
    if unit is None or known is None:
        return None
    return Check("unit_of_kind", unit in known, f"{unit}; {', '.join(known)}", (F.UNIT,))
