"""The characters of a span as a value of docs/reading.md."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from domain.checkup.reading import BillKind
from models.judgement import days, figures, identifiers
from models.judgement.normalised import Normalised
from models.labels import Label

_TONNES: Final = re.compile(r"公噸|噸|tonnes?|tons?|tco2e?", re.IGNORECASE)

Reads = Callable[[str], Normalised | None]


def normalise(label: Label, raw: str, kind: BillKind) -> Normalised | None:
    """The value, or None if the characters can be none; months are an interval of two days with a stroke."""
    if label is Label.UNIT:
        return identifiers.unit(raw, kind)
    return _READS[label](raw)


def _quantity(raw: str) -> Normalised | None:
    found = figures.product(raw) or figures.number(raw) or figures.number(figures.without_container(raw))
    return None if found is None or found.value.startswith("-") else found


def _part(raw: str) -> Normalised | None:
    """`20K` is a size in kilograms whose unit was cut."""
    found = _quantity(raw)
    if found is None and figures.is_size(raw):
        found = figures.number(raw.rstrip(" kK"))
    return found


def _emissions(raw: str) -> Normalised | None:
    found = figures.number(_TONNES.sub("", raw))
    if found is None or not _TONNES.search(raw):
        return found
    return Normalised(figures.written(Decimal(found.value) * 1000), found.clean)


def _months(raw: str) -> Normalised | None:
    found = days.months(raw)
    return Normalised(f"{found[0].isoformat()}/{found[1].isoformat()}") if found else None


_money: Final[Reads] = partial(figures.number, money=True)
_READS: Final[Mapping[Label, Reads]] = {
    Label.VENDOR: identifiers.vendor,
    Label.ACCOUNT_NO: identifiers.account,
    Label.METER_NO: identifiers.account,
    Label.PERIOD_START: days.day,
    Label.PERIOD_END: days.day,
    Label.ISSUE_DATE: days.day,
    Label.PERIOD_MONTHS: _months,
    Label.PREVIOUS_READING: _quantity,
    Label.CURRENT_READING: _quantity,
    Label.USAGE: _quantity,
    Label.USAGE_PART: _part,
    Label.UNIT_PRICE: figures.number,
    Label.TOTAL_AMOUNT: _money,
    Label.TAX: _money,
    Label.INVOICE_NO: identifiers.invoice_number,
    Label.SELLER_UBN: identifiers.ubn,
    Label.BUYER_UBN: identifiers.ubn,
    Label.PRINTED_KGCO2E: _emissions,
    Label.FUEL: identifiers.fuel,
}
