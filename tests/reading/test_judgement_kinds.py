"""What a document is where its words leave that open: prices tell, and only then."""

from datetime import date

import pytest

from domain.checkup.reading import BillKind
from models.judgement.kinds import told_kind
from models.judgement.mentions import UnderstoodSheet
from models.understood import Understood
from tests.reading.laid_out import Written, sheet_of

TODAY = date(2025, 6, 30)


def listed(each: float, kinds: dict[BillKind, float]) -> UnderstoodSheet:
    """Three periods at NT$ `each` for a unit, of kinds so likely."""
    lines: list[Written] = []
    for place, usage in enumerate((720, 1198, 1211)):
        top = 100.0 + 40 * place
        lines += [
            (60.0, top, f"[period_end:2025/0{place + 1}/21]"),
            (300.0, top, f"[total_amount:{round(usage * each)}]"),
            (500.0, top, f"[usage:{usage}]"),
        ]
    one = sheet_of(BillKind.ELECTRICITY, lines)
    return UnderstoodSheet(one.sheet, Understood(dict.fromkeys(BillKind, 0.0) | kinds, one.understood.spans))


def test_a_list_that_names_no_kind_is_of_one_whose_prices_it_has() -> None:
    doubtful = {BillKind.ELECTRICITY: 0.45, BillKind.NATURAL_GAS: 0.4, BillKind.WATER: 0.15}
    kind, sure = told_kind([listed(17.8, doubtful)], TODAY)
    assert kind is BillKind.NATURAL_GAS
    assert sure == pytest.approx(0.4 / 0.55)
    assert told_kind([listed(3.4, doubtful)], TODAY) == (BillKind.ELECTRICITY, 0.45)


def test_words_that_are_sure_need_no_prices() -> None:
    sure = {BillKind.ELECTRICITY: 0.95, BillKind.NATURAL_GAS: 0.05}
    assert told_kind([listed(17.8, sure)], TODAY) == (BillKind.ELECTRICITY, 0.95)


def test_prices_of_no_kind_leave_it_open() -> None:
    doubtful = {BillKind.ELECTRICITY: 0.5, BillKind.NATURAL_GAS: 0.3, BillKind.UNKNOWN: 0.2}
    assert told_kind([listed(900, doubtful)], TODAY) == (BillKind.ELECTRICITY, 0.5)
