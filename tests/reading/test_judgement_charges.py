"""A purchase's lines that are no goods, and marks behind its head that are no day."""

import pytest

from domain.checkup.reading import BillKind
from models.judgement.assembling import assemble
from tests.reading.laid_out import Written, sheet_of

GOODS: list[Written] = [
    (60.0, 200.0, "牛肉麵"), (500.0, 200.0, "[usage:4]"), (600.0, 200.0, "[unit_price:155]"),
    (60.0, 240.0, "紅茶"), (500.0, 240.0, "[usage:6]"), (600.0, 240.0, "[unit_price:65]"),
]  # fmt: skip
BOTH = [{"usage": "4", "unit_price": "155"}, {"usage": "6", "unit_price": "65"}]


def rows(lines: list[Written], kind: BillKind = BillKind.INVOICE) -> list[dict[str, str]]:
    found = assemble([sheet_of(kind, lines)], kind, 0.99)
    return [{field.value: one.value for field, one in row.items()} for row in found.rows]


@pytest.mark.parametrize("name", ["服務費10%", "小 計", "Service charge", "運費", "折扣"])
@pytest.mark.parametrize("turned", [0.0, 4.0])
def test_a_number_behind_a_charge_is_no_price(name: str, turned: float) -> None:
    lines = [*GOODS, (60.0, 280.0, name), (600.0, 280.0, "[unit_price:101]")]
    found = assemble([sheet_of(BillKind.INVOICE, lines, turned=turned)], BillKind.INVOICE, 0.99)
    assert [{field.value: one.value for field, one in row.items()} for row in found.rows] == BOTH
    assert not found.fields


def test_a_name_of_goods_that_only_holds_such_a_word_stays() -> None:
    assert (
        len(
            rows(
                [
                    *GOODS,
                    (60.0, 280.0, "保全服務費"),
                    (500.0, 280.0, "[usage:1]"),
                    (600.0, 280.0, "[unit_price:900]"),
                ]
            )
        )
        == 3
    )


def test_marks_that_are_no_day_do_not_part_the_day_from_the_whole() -> None:
    head: list[Written] = [(500.0, 100.0, "[issue_date:2023/06/24]"), (620.0, 100.0, "Table [issue_date:15]")]
    found = assemble([sheet_of(BillKind.INVOICE, [*head, *GOODS])], BillKind.INVOICE, 0.99)
    assert {field.value: one.value for field, one in found.fields.items()} == {"issue_date": "2023-06-24"}
    assert [{field.value: one.value for field, one in row.items()} for row in found.rows] == BOTH
