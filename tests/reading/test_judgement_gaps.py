"""Fields that no span tells and the paper proves: what each proof takes, and what it leaves alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.assembling import Assembled, assemble
from models.judgement.names import name_end
from tests.reading.laid_out import Written, sheet_of

ELECTRICITY, WATER, GAS = BillKind.ELECTRICITY, BillKind.WATER, BillKind.NATURAL_GAS
INVOICE, FUEL, LPG = BillKind.INVOICE, BillKind.FUEL, BillKind.LPG


def assembled(kind: BillKind, texts: Sequence[str | Sequence[str]]) -> Assembled:
    """Rows below each other, the cells of a row beside each other."""
    lines: list[Written] = []
    for row, cells in enumerate(texts):
        for column, text in enumerate([cells] if isinstance(cells, str) else cells):
            lines.append((60 + 220 * column, 40 + 40 * row, text))
    return assemble([sheet_of(kind, lines)], kind, 0.99)


def read(kind: BillKind, *texts: str | Sequence[str]) -> dict[str, str]:
    found = assembled(kind, texts)
    assert not found.rows
    return {field.value: one.value for field, one in found.fields.items()}


@pytest.mark.parametrize(
    "printed", ["AB12345678", "AB-12345678", "AB 12345678", "A812345678", "發票AB12345678"]
)
def test_the_only_number_of_an_invoices_form_is_its_number(printed: str) -> None:
    found = assembled(INVOICE, ["山明商行", "發票號碼", printed]).fields[ReadingField.INVOICE_NO]
    assert found.value == "AB12345678"
    assert found.best.inferred


@pytest.mark.parametrize(
    "lines",
    [
        ["發票 AB12345678", "發票 CD87654321"],
        ["AB12345678"],
        ["發票憑證號碼 AB12345678"],
        ["發票 /AB12345678"],
        ["發票 8812345678"],
        ["發票 AB123456789"],
        ["發票 AB1234-5678"],
    ],
)
def test_other_numbers_are_no_invoices(lines: list[str]) -> None:
    assert "invoice_no" not in read(INVOICE, *lines)


def test_what_is_a_field_already_is_no_proof_of_another() -> None:
    assert read(WATER, "[account_no:AB12345678]") == {"account_no": "AB12345678"}
    assert read(INVOICE, "[invoice_no:AB12345678]", "CD87654321") == {"invoice_no": "AB12345678"}


@pytest.mark.parametrize(
    ("lines", "side"),
    [
        (["賣方統編 24567894"], "seller_ubn"),
        (["買受人統一編號：24567894"], "buyer_ubn"),
        ([["買方統編", "24567894"]], "buyer_ubn"),
        (["統編 24567894", "賣方 [seller_ubn:12345675]"], "buyer_ubn"),
        (["統一編號24567894", "[buyer_ubn:12345675]"], "seller_ubn"),
    ],
)
def test_a_firms_number_is_whose_words_or_the_other_firm_say(lines: list[str], side: str) -> None:
    assert read(INVOICE, *lines)[side] == "24567894"


@pytest.mark.parametrize(
    "lines",
    [
        ["統編 24567894"],
        ["買方統編 24567895"],
        ["電話 24567894", "賣方 [seller_ubn:12345675]"],
        ["買方統編 24567894", "買方統編 12345675"],
    ],
)
def test_a_number_of_nobody_is_no_firms(lines: list[str]) -> None:
    found = read(INVOICE, *lines)
    assert "24567894" not in found.values()
    assert "24567895" not in found.values()


FORMS = ("{0.year}/{0.month:02}/{0.day:02}", "{1}.{0.month:02}.{0.day:02}", "{1}年{0.month}月{0.day}日")


def printed(form: str, day: date) -> str:
    return form.format(day, day.year - 1911)


@given(
    st.dates(date(2020, 1, 1), date(2026, 6, 1)),
    st.integers(4, 129),
    st.sampled_from(FORMS),
    st.sampled_from(["-", "~", "至", "～", " - ", "起至"]),
    st.booleans(),
)
def test_two_days_joined_are_the_period(first: date, days: int, form: str, mark: str, apart: bool) -> None:
    last = first + timedelta(days)
    start, end = printed(form, first), printed(form, last)
    lines = [f"期間 {start}{mark}", end] if apart else [f"期間 {start}{mark}{end}"]
    if apart:
        lines = [f"{start}{mark}", end]
    found = read(WATER, *lines, f"繳費期限 {printed(form, last + timedelta(40))}")
    assert (found["period_start"], found["period_end"]) == (str(first), str(last))


@pytest.mark.parametrize(
    "lines",
    [
        ["2024/01/01-2024/03/01", "2024/03/02-2024/05/01"],
        ["2024/01/01-2024/01/03"],
        ["2024/01/01-2025/01/03"],
        ["繳費期間 2024/01/01-2024/01/20"],
        ["2024/01/01", "2024/03/01"],
        ["2024/03/01-2024/01/01"],
    ],
)
def test_other_days_are_no_period(lines: list[str]) -> None:
    assert not {"period_start", "period_end"} & read(WATER, *lines).keys()


@pytest.mark.parametrize(
    "lines",
    [
        ["維修收據113年1月18日"],
        ["2024-01-18 #4278"],
        ["Date 2024/01/18 Table 30"],
        ["日期 2024-01-1807:24:12"],
        ["日期 113.01.18", "2024/01/18 07:24", "有效期限 2024/05/01"],
    ],
)
def test_the_only_day_of_a_purchase_is_that_of_its_paper(lines: list[str]) -> None:
    assert read(INVOICE, *lines)["issue_date"] == "2024-01-18"


@pytest.mark.parametrize(
    "lines",
    [
        ["日期 2024/01/18", "2024/01/19"],
        ["付款期限日期 2024/01/18"],
        [["下次安檢", "2024/01/18"]],
        ["113年1-2月份"],
        ["日期 2024/13/18"],
        ["日期 2024/01/18止"],
        ["2024/01/18"],
    ],
)
def test_other_days_are_none_of_issue(lines: list[str]) -> None:
    assert "issue_date" not in read(INVOICE, *lines)
    assert "issue_date" not in read(WATER, "日期 2024/01/18")


AMOUNTS = st.integers(200, 400_000)


def taxed(sales: int) -> tuple[int, int]:
    tax = int(Decimal(sales * 5 / 100).quantize(Decimal(1)))
    return tax, sales + tax


@given(AMOUNTS, st.sampled_from(["tax", "total_amount", "neither"]))
def test_sales_and_tax_come_to_the_total(sales: int, told: str) -> None:
    tax, total = taxed(sales)
    lines = {"tax": f"稅 [tax:{tax:,}]", "total_amount": f"計 [total_amount:{total:,}]"}
    found = read(INVOICE, f"{sales:,}", lines["tax"] if told == "tax" else f"稅 {tax:,}",
                 lines["total_amount"] if told == "total_amount" else f"{total:,}元")  # fmt: skip
    assert (found["tax"], found["total_amount"]) == (str(tax), str(total))


@given(AMOUNTS, st.integers(1, 400_000))
def test_a_number_that_sums_do_not_prove_is_no_tax(sales: int, other: int) -> None:
    tax, total = taxed(sales)
    assume(abs(other - tax) > 1 + tax / 100 and other != sales)
    found = read(INVOICE, f"{sales:,}", f"稅額 {other:,}", f"計 [total_amount:{total:,}]")
    assert "tax" not in found


def test_tax_within_the_total_needs_its_word() -> None:
    assert read(FUEL, "內含營業稅 71", "[total_amount:1,500]")["tax"] == "71"
    assert "tax" not in read(FUEL, "收銀員 71", "[total_amount:1,500]")
    assert "tax" not in read(FUEL, "未稅 71", "[total_amount:1,500]")


@given(st.integers(1_000, 90_000), st.integers(60, 900))
def test_the_only_two_numbers_so_far_apart_are_the_readings(previous: int, used: int) -> None:
    current = previous + used
    found = read(WATER, f"前次 {previous}", f"本次 {current}", f"[usage:{used}]度", "應付 12元")
    assert (found["previous_reading"], found["current_reading"]) == (str(previous), str(current))
    found = read(WATER, f"{previous}", f"[current_reading:{current}]", f"[usage:{used}]度")
    assert found["previous_reading"] == str(previous)
    found = read(WATER, f"[previous_reading:{previous}]", f"[current_reading:{current}]", f"用水 {used} 度")
    assert found["usage"] == str(used)


def test_numbers_that_are_money_or_several_are_no_readings() -> None:
    assert read(WATER, "水費 1000元", "合計 1142元", "[usage:142]度").keys() == {"usage", "unit"}
    assert read(WATER, "上期 1000", "1142", "2000", "2142", "[usage:142]").keys() == {"usage", "unit"}
    assert "usage" not in read(WATER, "[previous_reading:1000]", "[current_reading:1142]", "用水 143 度")


@pytest.mark.parametrize(("kind", "price"), [(LPG, "24.44"), (FUEL, "16.79"), (INVOICE, "352.5")])
def test_what_times_the_usage_makes_the_total_is_the_price(kind: BillKind, price: str) -> None:
    total = round(Decimal(price) * 124)
    lines = ["[usage:124]", f"@{price}", f"計 [total_amount:{total:,}]"]
    assert read(kind, *lines)["unit_price"] == price
    wrong = [lines[0], f"@{Decimal(price) + 1}", lines[2]]
    assert "unit_price" not in read(kind, *wrong)


def test_a_line_of_a_bill_tells_the_price_of_its_gas() -> None:
    row = ["[usage:84]度", "17.50", "1,470"]
    assert read(GAS, row, "合計 [total_amount:1,590]元")["unit_price"] == "17.5"
    assert "unit_price" not in read(GAS, ["[usage:84]度", "17.50", "1,475"], "合計 [total_amount:1,590]元")


GOODS = [("工作手套棉紗", 5, 91), ("礦泉水", 8, 167), ("封箱膠帶", 11, 24)]


@pytest.mark.parametrize("lacking", ["unit_price", "usage"])
def test_each_line_of_goods_tells_what_it_lacks(lacking: str) -> None:
    marks = {"usage": "[usage:{}]", "unit_price": "[unit_price:{}]"} | {lacking: "{}"}
    rows = [
        [name, marks["usage"].format(number), marks["unit_price"].format(price), f"{number * price:,}"]
        for name, number, price in GOODS
    ]
    found = assembled(INVOICE, rows).rows
    told = [(row[ReadingField.USAGE].value, row[ReadingField.UNIT_PRICE].value) for row in found]
    assert told == [(str(number), str(price)) for _, number, price in GOODS]
    spoilt = [[*cells[:3], "1,999"] for cells in rows]
    fields = {field for row in assembled(INVOICE, spoilt).rows for field in row}
    assert ReadingField(lacking) not in fields


def test_freight_is_no_row_and_a_size_no_price() -> None:
    freight = ["運費", "[usage:2]", "130", "260"]
    assert "unit_price" not in read(INVOICE, freight)
    assert "unit_price" not in read(INVOICE, ["影印紙", "600cc", "[usage:4]", "2,400"])


@pytest.mark.parametrize(
    ("line", "span", "name"),
    [
        ("山明加油站有限公司出貨單兼發票明細", "山明加油站有限公司出貨單兼發", "山明加油站有限公司"),
        ("山明加油站 出貨單", "山明加油站 出貨單", "山明加油站"),
        ("山明油品公司出", "山明油品公司出", "山明油品公司"),
        ("山明機械修理廠", "山明機", "山明機械修理廠"),
        ("山明印刷商行統一發票", "山明印", "山明印刷商行"),
        ("山明行銷有限公司", "山明行銷有限公司", "山明行銷有限公司"),
        ("山明商行 林小明", "山明商行", "山明商行"),
        ("山明小吃 城中店", "山明小吃", "山明小吃"),
    ],
)
def test_a_name_ends_where_names_of_firms_end(line: str, span: str, name: str) -> None:
    assert line[: name_end(line, 0, len(span))] == name


def test_eight_digits_behind_two_letters_are_an_invoices() -> None:
    found = read(
        INVOICE, "發票AB[buyer_ubn:12345675] 賣方 [seller_ubn:24567894]", "統編 [buyer_ubn:53212539]"
    )
    assert found == {"invoice_no": "AB12345675", "seller_ubn": "24567894", "buyer_ubn": "53212539"}
    assert read(INVOICE, "Tax ID[buyer_ubn:12345675]") == {"buyer_ubn": "12345675"}
    assert read(INVOICE, "買方ID[buyer_ubn:12345675]") == {"buyer_ubn": "12345675"}


def test_an_unreadable_day_puts_no_day_into_a_row() -> None:
    rows = [[name, f"[usage:{number}]", f"[unit_price:{price}]"] for name, number, price in GOODS]
    found = assembled(INVOICE, ["Date [issue_date:2024/07/08] Table [issue_date:18]", *rows])
    assert found.fields[ReadingField.ISSUE_DATE].value == "2024-07-08"
    assert len(found.rows) == len(GOODS)
