"""From marked sheets to a reading: taken alone where all fits, with the reason for a person where not."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.einvoice import EInvoice, Item
from models.judgement.judging import examples, weigh
from models.judgement.mentions import UnderstoodSheet
from models.judgement.rules import RulesAlone
from models.labels import Label, Span
from models.readings import DocumentReading
from models.understood import Understood
from tests.reading.laid_out import JUDGE, Written, judge, sheet_of

F = ReadingField
TODAY = date(2025, 6, 30)

POWER: list[Written] = [
    (60, 40, "[vendor:山明電力股份有限公司]"),
    (60, 100, "電號 [account_no:01-23-4567-89-7]"),
    (560, 100, "應繳總金額 [total_amount:2,298]元"),
    (60, 200, "上期指針 [previous_reading:11121]"),
    (60, 240, "本期指針 [current_reading:12052]"),
    (60, 280, "計費度數([unit:度])"),
    (300, 280, "[usage:931]"),
    (560, 240, "稅前應繳總金額 2189.0元"),
    (560, 280, "營業稅 [tax:109.0]元"),
    (560, 320, "電力排碳量 [printed_kgco2e:460]公斤"),
    (60, 600, "計費期間 [period_start:113/08/28]至[period_end:113/10/28]"),
]
DIESEL: list[Written] = [
    (60, 40, "[vendor:山明加油站有限公司]"),
    (60, 80, "[invoice_no:AB-12345678]"),
    (60, 120, "[issue_date:2024-01-26] 07:24:12"),
    (60, 160, "賣方 [seller_ubn:24567894] 買方 [buyer_ubn:12345675]"),
    (60, 200, "[fuel:超級柴油]"),
    (60, 240, "[usage:54.14]"), (240, 240, "[unit_price:27.7]"), (400, 240, "1500 TX"),
    (60, 280, "銷售額 1,429元"),
    (60, 320, "稅額 [tax:71]元"),
    (60, 360, "總計 [total_amount:1,500]元"),
    (60, 400, "本次加油排放CO2約[printed_kgco2e:143.5]公斤"),
]  # fmt: skip
CODE = EInvoice(
    "AB12345678", date(2024, 1, 26), "1282", 1429, 1500, "12345675", "24567894",
    (Item("超級柴油", Decimal("54.14"), Decimal("27.7")),), 1, (0.1, 0.3, 0.3, 0.4), True,
)  # fmt: skip


def edited(lines: list[Written], old: str, new: str) -> list[Written]:
    assert any(old in text for _, _, text in lines)
    return [(x, y, text.replace(old, new)) for x, y, text in lines]


def read(sheet: UnderstoodSheet) -> DocumentReading:
    return judge([sheet], TODAY)


def power(**given: object) -> UnderstoodSheet:
    return sheet_of(BillKind.ELECTRICITY, POWER, **given)  # type: ignore[arg-type]


def test_a_plain_bill_needs_nobody() -> None:
    reading = read(power())
    assert {field.value: found.value for field, found in reading.fields.items()} == {
        "vendor": "山明電力股份有限公司",
        "account_no": "01234567897",
        "total_amount": "2298",
        "previous_reading": "11121",
        "current_reading": "12052",
        "unit": "kWh",
        "usage": "931",
        "tax": "109",
        "printed_kgco2e": "460",
        "period_start": "2024-08-28",
        "period_end": "2024-10-28",
    }
    assert (reading.reasons, reading.missing, reading.pages) == ((), (), (1,))
    assert all(check.ok for check in reading.checks)
    usage = reading.fields[F.USAGE]
    assert usage.box is not None
    assert usage.box[0] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[usage:931]", "931", "missing:usage"),
        ("[period_start:113/08/28]", "[period_start:113/08/28@0.4]", "field_unsure:period_start"),
        ("[printed_kgco2e:460]", "[printed_kgco2e:4600]", "check_failed:co2_factor"),
        ("[period_end:113/10/28]", "[period_end:113/12/28]", "check_failed:period_length"),
        ("[tax:109.0]", "[tax:189.0]", "check_failed:tax_rate"),
    ],
)
def test_what_is_wrong_calls_a_person_with_the_reason(old: str, new: str, reason: str) -> None:
    assert reason in read(sheet_of(BillKind.ELECTRICITY, edited(POWER, old, new))).reasons


def test_a_digit_that_looks_like_another_is_mended_by_the_readings() -> None:
    reading = read(sheet_of(BillKind.ELECTRICITY, edited(POWER, "[usage:931]", "[usage:981]")))
    assert reading.fields[F.USAGE].value == "931"
    assert [check.detail for check in reading.checks if check.name == "repaired"] == ["981 → 931"]
    assert not any(reason.startswith("check_failed") for reason in reading.reasons)


def test_what_is_read_better_is_not_bent_to_what_is_read_worse() -> None:
    shape = re.compile(r"(current|previous)_reading:([^\]]*)")
    lines = edited(POWER, "[usage:931]", "[usage:981@0.99]")
    weak = [(x, y, shape.sub(r"\1_reading:\2@0.6", text)) for x, y, text in lines]
    assert weak != lines
    assert read(sheet_of(BillKind.ELECTRICITY, weak)).fields[F.USAGE].value == "981"


def test_a_mended_value_is_less_sure_than_one_that_was_right() -> None:
    right = read(power()).fields[F.USAGE].confidence
    lines = edited(POWER, "[usage:931]", "[usage:981]")
    assert read(sheet_of(BillKind.ELECTRICITY, lines)).fields[F.USAGE].confidence < right


def test_a_five_for_the_dollar_sign_is_found_by_the_price_of_a_unit() -> None:
    lines = edited(POWER, "[total_amount:2,298]", "[total_amount:NT52,298]")
    reading = read(sheet_of(BillKind.ELECTRICITY, lines))
    assert reading.fields[F.TOTAL_AMOUNT].value == "2298"
    assert "check_failed:tax_rate" not in reading.reasons


def test_a_lost_point_is_found_by_the_sum() -> None:
    lines = edited(DIESEL, "[usage:54.14]", "[usage:5414]")
    assert read(sheet_of(BillKind.FUEL, lines)).fields[F.USAGE].value == "54.14"


def test_two_ways_to_mend_mend_nothing() -> None:
    lines: list[Written] = [
        (60, 40, "[previous_reading:1000]"),
        (60, 80, "[current_reading:1100]"),
        (60, 120, "[usage:180]"),
        (60, 160, "[period_start:113/08/28]至[period_end:113/10/28]"),
    ]
    # 180 may have been 100, and 1000 nothing else; but 1100 may have been 1180 as well.
    reading = read(sheet_of(BillKind.WATER, lines))
    assert reading.fields[F.USAGE].value == "180"
    assert "check_failed:readings_difference" in reading.reasons


@given(st.sampled_from(["kind_unknown", "kind_unsure", "handwriting"]), st.floats(0.5, 1))
def test_unknown_kinds_and_handwriting_always_need_a_person(reason: str, likely: float) -> None:
    sheets = {
        "kind_unknown": sheet_of(BillKind.UNKNOWN, POWER),
        "kind_unsure": power(kind_sure=0.6),
        "handwriting": power(by_hand=likely),
    }
    assert reason in read(sheets[reason]).reasons


def test_one_value_filled_in_by_hand_on_a_printed_bill_is_asked_for() -> None:
    def filled_in(part: str) -> tuple[str, ...]:
        given = power()
        lines = (replace(line, by_hand=0.97 if part in line.text else 0.01) for line in given.sheet.lines)
        return read(replace(given, sheet=replace(given.sheet, lines=tuple(lines)))).reasons

    assert filled_in("2,298") == ("by_hand:total_amount",)
    assert filled_in("計費度數") == ("by_hand:unit",)


def test_a_value_that_stands_in_print_too_is_not_asked_for() -> None:
    given = sheet_of(BillKind.ELECTRICITY, [*POWER, (60, 700, "應繳 [total_amount:2,298]")])
    lines = (replace(line, by_hand=0.97 if line.text == "應繳 2,298" else 0.01) for line in given.sheet.lines)
    assert read(replace(given, sheet=replace(given.sheet, lines=tuple(lines)))).reasons == ()


def test_what_was_not_read_to_its_end_needs_a_person() -> None:
    given = power()
    assert read(given).reasons == ()
    assert read(replace(given, understood=replace(given.understood, unread=1))).reasons == ("cut_short",)


def test_lines_that_are_hard_to_recognise_count_as_handwriting_on_paper_only() -> None:
    assert "handwriting" in read(power(score=0.6)).reasons
    assert "handwriting" not in read(power(score=0.6, source=ReadingSource.TEXT)).reasons


def test_an_empty_page_is_unknown() -> None:
    assert judge([], TODAY).reasons == ("kind_unknown",)
    assert "kind_unknown" in read(sheet_of(BillKind.UNKNOWN, [])).reasons


def test_a_code_agrees_with_the_print() -> None:
    reading = read(sheet_of(BillKind.FUEL, DIESEL, invoices=(CODE,)))
    assert reading.reasons == ()
    for field in (F.INVOICE_NO, F.ISSUE_DATE, F.TOTAL_AMOUNT, F.SELLER_UBN, F.BUYER_UBN, F.USAGE, F.FUEL):
        found = reading.fields[field]
        assert (found.source, found.confidence) == (ReadingSource.QR, 0.999)
    agreed = {check.fields[0] for check in reading.checks if check.name == "code_against_print" and check.ok}
    assert {F.TAX, F.TOTAL_AMOUNT, F.USAGE} <= agreed


def test_a_code_outranks_the_print_and_the_contradiction_calls_a_person() -> None:
    reading = read(sheet_of(BillKind.FUEL, edited(DIESEL, "1,500", "7,500"), invoices=(CODE,)))
    assert reading.fields[F.TOTAL_AMOUNT].value == "1500"
    assert "codes_contradict" in reading.reasons


def test_a_code_gives_what_could_not_be_read() -> None:
    faint = [line for line in DIESEL if "usage" not in line[2] and "fuel" not in line[2]]
    reading = read(sheet_of(BillKind.INVOICE, faint, invoices=(CODE,)))
    assert (reading.kind, reading.fields[F.USAGE].value) == (BillKind.FUEL, "54.14")
    assert reading.fields[F.FUEL].value == "diesel"
    assert reading.missing == ()


def test_a_discount_in_a_code_is_no_litre() -> None:
    discount = Item("超級柴油折扣", Decimal("54.14"), Decimal("-1"))
    code = replace(CODE, items=(*CODE.items, discount), total=1446, sales=1377, item_count=2)
    lines = edited(edited(DIESEL, "1,500", "1,446"), "[tax:71]", "[tax:69]")
    reading = read(sheet_of(BillKind.FUEL, lines, invoices=(code,)))
    assert (reading.fields[F.USAGE].value, reading.rows) == ("54.14", ())


def test_an_unproved_quantity_beside_a_discount_calls_a_person() -> None:
    lines = [*edited(edited(DIESEL, "1500 TX", "TX"), "1,500", "1,446"), (60.0, 500.0, "會員折扣 -54")]
    assert "discount_unclear" in read(sheet_of(BillKind.FUEL, lines)).reasons


def test_two_invoices_in_one_document_call_a_person() -> None:
    other = replace(CODE, number="CD12345678")
    reading = read(sheet_of(BillKind.FUEL, DIESEL, invoices=(CODE, other)))
    assert "check_failed:one_invoice" in reading.reasons


def test_an_account_from_a_bar_code_outranks_the_print() -> None:
    reading = read(power(accounts=("01234567897",)))
    assert reading.fields[F.ACCOUNT_NO].source is ReadingSource.QR


def test_bars_of_two_accounts_on_one_power_bill_call_a_person() -> None:
    reading = read(power(accounts=("01234567897", "01234567822")))
    assert reading.fields[F.ACCOUNT_NO].value == "01234567897"
    assert "check_failed:one_account" in reading.reasons


def test_bars_on_a_water_bill_are_no_account_of_its_own() -> None:
    reading = read(sheet_of(BillKind.WATER, POWER, accounts=("99934567897",)))
    assert reading.fields[F.ACCOUNT_NO].value == "01234567897"
    assert reading.fields[F.ACCOUNT_NO].source is ReadingSource.OCR


def test_pages_of_one_document_are_read_together() -> None:
    first, second = POWER[:6], POWER[6:]
    sheets = [sheet_of(BillKind.ELECTRICITY, first), sheet_of(BillKind.ELECTRICITY, second, page=2)]
    reading = judge(sheets, TODAY)
    assert (reading.pages, reading.missing) == ((1, 2), ())
    assert (reading.fields[F.USAGE].page, reading.fields[F.VENDOR].page) == (2, 1)


def test_a_list_needs_no_start_of_its_periods() -> None:
    lines: list[Written] = []
    for row in range(5):
        lines += [
            (60, 100 + 40 * row, f"[period_end:2024/{row + 2:02}/26]"),
            (300, 100 + 40 * row, f"[usage:{12_000 + 77 * row}]"),
            (500, 100 + 40 * row, f"[total_amount:{210_000 + 991 * row}]"),
        ]
    reading = read(sheet_of(BillKind.NATURAL_GAS, lines))
    assert (len(reading.rows), reading.missing, reading.reasons) == (5, (), ())
    wrong = edited(lines, "[usage:12077]", "[usage:120770]")
    assert "check_failed:tariff_band" in read(sheet_of(BillKind.NATURAL_GAS, wrong)).reasons


SPANS = st.lists(
    st.tuples(
        st.sampled_from(list(Label)), st.integers(0, len(POWER) - 1), st.integers(0, 9), st.integers(1, 9)
    ),
    max_size=20,
)


@given(SPANS, st.sampled_from(list(BillKind)))
def test_no_marks_break_it(marks: list[tuple[Label, int, int, int]], kind: BillKind) -> None:
    base = power()
    spans = []
    for label, line, start, length in marks:
        end = min(start + length, len(base.sheet.lines[line].text))
        if start < end:
            spans.append(Span(label, line, start, end, 0.9))
    reading = read(replace(base, understood=Understood({kind: 1.0}, tuple(spans))))
    assert all(0 <= found.confidence <= 1 for found in reading.fields.values())
    assert reading.kind is kind


def test_rules_alone_read_a_plain_bill_and_know_its_kind() -> None:
    bare = power()
    understood = RulesAlone().understand(bare.sheet)
    reading = read(replace(bare, understood=understood))
    found = {field.value: value.value for field, value in reading.fields.items()}
    assert reading.kind is BillKind.ELECTRICITY
    assert found["account_no"] == "01234567897"
    assert (found["usage"], found["total_amount"]) == ("931", "2298")
    assert (found["period_start"], found["period_end"]) == ("2024-08-28", "2024-10-28")


def test_every_value_that_was_read_teaches_the_calibration_and_codes_teach_nothing() -> None:
    sheets = [sheet_of(BillKind.FUEL, DIESEL, invoices=(CODE,))]
    weighed, judged = weigh(sheets, TODAY), JUDGE
    reading = judged.told(weighed, sheets)
    known = [(value, field is not F.VENDOR) for field, value in reading.fields.items()]
    learnt = {example.field: example for example in examples(weighed, reading, known)}
    assert {field for field in learnt if not learnt[field].right} == {F.VENDOR}
    assert set(learnt) == {F.VENDOR, F.PRINTED_KGCO2E, F.UNIT}
    of_vendor = judged.calibration.confidence(F.VENDOR, learnt[F.VENDOR].evidence)
    assert reading.fields[F.VENDOR].confidence == pytest.approx(of_vendor, abs=1e-4)
