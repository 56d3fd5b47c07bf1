"""What a person said of a document goes with that document into a later reading, wherever it then stands."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.bill_reading import FieldValue, ReadDocument, ReadField, ReadRow
from domain.checkup.commands import Bill
from domain.checkup.reading import BillKind, ReadingField
from domain.checkup.reading_commands import ReadBillAgain
from domain.checkup.reading_state import Trust, in_question, standing_values, trust
from domain.checkup.said import MOST_SEARCHED, Said, carried
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_readings import (
    confirmed,
    document,
    not_readable,
    noted,
    read,
    read_field,
    reading_of,
    said,
)

F = ReadingField
USAGE, INVOICE, TOTAL = F.USAGE, F.INVOICE_NO, F.TOTAL_AMOUNT


@pytest.fixture
def case(world: World) -> MadeUpCase:
    rules = replace(world.programme.reading, audit_share=Decimal(0))
    world.programme = replace(world.programme, reading=rules)
    return applied(world).uploading()


def placed(one: ReadField, top: int) -> ReadField:
    return replace(one, box=(100, top, 300, top + 50))


def receipt(number: int, usage: str = "30", top: int | None = None, **more: str) -> ReadDocument:
    """The `number`th receipt of a scan, in its own place unless it has none (`top` below 0)."""
    values = {USAGE: usage, TOTAL: str(900 + number), INVOICE: f"AB1234567{number}"}
    values |= {F(name): value for name, value in more.items()}
    at = 1_000 * number if top is None else top
    fields = [read_field(name, value, 7_000 if name is USAGE else 9_950) for name, value in values.items()]
    own = [replace(one, box=None) if at < 0 else placed(one, at) for one in fields]
    return ReadDocument(BillKind.FUEL, 9_990, tuple(own))


def without(found: ReadDocument, *names: ReadingField) -> ReadDocument:
    return replace(found, fields=tuple(one for one in found.fields if one.field not in names))


def again(case: MadeUpCase, bill: Bill, *documents: ReadDocument, number: int = 2) -> None:
    ubn = case.ubns[0]
    case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)
    case.ask_checkup(ubn, noted(bill, *documents, number=number), ENGINE)


def usages(case: MadeUpCase, bill: Bill, documents: int) -> list[tuple[object, Trust]]:
    reading = reading_of(case, case.ubns[0], bill)
    return [(standing_values(reading, at)[None, USAGE].value, trust(reading, at)) for at in range(documents)]


READ, MENDED = ("30", Trust.NEEDS_PERSON), ("33", Trust.CORRECTED)


def three_receipts(case: MadeUpCase) -> Bill:
    """Three receipts of one scan, of which the first was corrected."""
    bill = read(case, case.ubns[0], *map(receipt, range(3)))
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "33")))
    return bill


def test_a_correction_goes_with_its_receipt_where_another_reader_orders_them_otherwise(
    case: MadeUpCase,
) -> None:
    bill = three_receipts(case)
    again(case, bill, receipt(1), receipt(0), receipt(2))
    assert usages(case, bill, 3) == [READ, MENDED, READ]
    again(case, bill, receipt(2), receipt(1), receipt(0), receipt(3), number=3)
    assert usages(case, bill, 4) == [READ, READ, MENDED, READ]


@pytest.mark.parametrize("spared", [(), (INVOICE,), (INVOICE, TOTAL)])
def test_the_place_on_the_page_tells_receipts_apart_too(
    case: MadeUpCase, spared: tuple[ReadingField, ...]
) -> None:
    bare = [without(receipt(number), *spared) for number in range(3)]
    bill = read(case, case.ubns[0], *bare)
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "33")))
    again(case, bill, bare[1], bare[0], bare[2])
    assert usages(case, bill, 3) == [READ, MENDED, READ]


def test_what_was_said_comes_back_with_its_receipt(case: MadeUpCase) -> None:
    bill = three_receipts(case)
    again(case, bill, receipt(1), receipt(2))
    assert usages(case, bill, 2) == [READ, READ]
    again(case, bill, receipt(0), receipt(2), number=3)
    assert usages(case, bill, 2) == [MENDED, READ]
    case.ask_checkup(case.ubns[0], ReadBillAgain(bill.id), OFFICER)
    case.ask_checkup(case.ubns[0], not_readable(bill, 4), ENGINE)
    again(case, bill, receipt(1), receipt(0), number=5)
    assert usages(case, bill, 2) == [READ, MENDED]


@pytest.mark.parametrize(
    "other",
    [
        receipt(0, invoice_no="AB99999999"),
        receipt(0, total_amount="7"),
        receipt(0, top=5_000),
        replace(receipt(0), kind=BillKind.WATER),
    ],
    ids=["another invoice", "another amount", "another place", "another kind"],
)
def test_nothing_stands_of_another_paper_in_its_number(case: MadeUpCase, other: ReadDocument) -> None:
    bill = read(case, case.ubns[0], receipt(0))
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "33")))
    again(case, bill, other)
    assert usages(case, bill, 1) == [READ]


def test_what_was_corrected_may_be_read_right_the_next_time(case: MadeUpCase) -> None:
    bill = read(case, case.ubns[0], receipt(0))
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "33"), said(TOTAL, "990")))
    again(case, bill, receipt(0, usage="33", total_amount="990"))
    assert usages(case, bill, 1) == [MENDED]


def test_twins_that_nothing_tells_apart_keep_their_numbers_or_lose_what_was_said(case: MadeUpCase) -> None:
    twin = without(receipt(0, top=-1), INVOICE)
    bill = read(case, case.ubns[0], twin, twin)
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "33"), document=1))
    again(case, bill, twin, twin)
    assert usages(case, bill, 2) == [READ, MENDED]
    again(case, bill, twin, twin, twin, number=3)
    assert usages(case, bill, 3) == [READ] * 3


def test_a_document_of_which_nothing_was_read_is_known_where_it_is_the_only_one(case: MadeUpCase) -> None:
    blank = ReadDocument(BillKind.UNKNOWN, 9_990, (), reasons=("kind_unknown",))
    bill = read(case, case.ubns[0], blank)
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "33"), kind=BillKind.FUEL))
    again(case, bill, receipt(0))
    assert usages(case, bill, 1) == [MENDED]
    again(case, bill, blank, blank, number=3)
    assert trust(reading_of(case, case.ubns[0], bill), 0) is Trust.NEEDS_PERSON


def listed(*periods: tuple[str, int]) -> ReadDocument:
    """A list of periods: usage and month of each, each month in its own place; February's usage is unsure."""
    rows = tuple(
        ReadRow(
            (
                placed(read_field(USAGE, usage, 7_000 if month == 2 else 9_950), 1_000 * month),
                placed(read_field(F.PERIOD_END, f"2024-{month:02}-28"), 1_000 * month),
            )
        )
        for usage, month in periods
    )
    return replace(document(), fields=(placed(read_field(F.ACCOUNT_NO, "01234567890"), 0),), rows=rows)


JANUARY, FEBRUARY, MARCH = ("100", 1), ("100", 2), ("100", 3)


@pytest.mark.parametrize(
    ("periods", "at"),
    [
        ((JANUARY, FEBRUARY, MARCH), 1),
        ((FEBRUARY, JANUARY, MARCH), 0),
        ((JANUARY, ("100", 4), FEBRUARY, MARCH), 2),
        ((FEBRUARY,), 0),
        ((JANUARY, ("97", 2), MARCH), 1),
        ((JANUARY, MARCH), None),
        ((JANUARY, ("100", 5), MARCH), None),
    ],
    ids=["alike", "in another order", "one more", "alone", "read otherwise", "one less", "another"],
)
def test_a_correction_goes_with_its_row(
    case: MadeUpCase, periods: tuple[tuple[str, int], ...], at: int | None
) -> None:
    bill = read(case, case.ubns[0], listed(JANUARY, FEBRUARY, MARCH))
    case.ask_checkup(case.ubns[0], confirmed(bill, said(USAGE, "111", row=1)))
    again(case, bill, listed(*periods))
    reading = reading_of(case, case.ubns[0], bill)
    stands = standing_values(reading, 0)
    found = [row for row in range(len(periods)) if stands[row, USAGE].value == "111"]
    assert found == ([] if at is None else [at])
    assert in_question(reading, 0) == set()
    assert trust(reading, 0) is (Trust.MACHINE if at is None else Trust.CORRECTED)


def test_rows_of_a_long_list_are_known_in_their_own_number_alone() -> None:
    long, other = (
        listed(*((f"{first}{row}", 1 + row % 12) for row in range(MOST_SEARCHED + 1))) for first in (1, 2)
    )
    values = {(row, USAGE): FieldValue(USAGE, "7", row) for row in range(len(long.rows))}
    spoken = Said(1, 0, long, 1, long.kind, values)
    standing, left = carried([spoken], [long])
    assert (set(standing[0].values), left) == (set(values), ())
    assert carried([spoken], [other]) == ({}, (spoken,))


@given(st.permutations(range(4)), st.sets(st.integers(0, 3)))
def test_whatever_the_order_each_stays_with_its_own(order: list[int], spoken_of: set[int]) -> None:
    receipts = [receipt(number) for number in range(4)]
    spoken = [
        Said(1, number, receipts[number], 4, BillKind.FUEL, {(None, USAGE): FieldValue(USAGE, str(number))})
        for number in spoken_of
    ]
    standing, left = carried(spoken, [receipts[number] for number in order])
    assert {order[at]: one.values[None, USAGE].value for at, one in standing.items()} == {
        number: str(number) for number in spoken_of
    }
    assert left == ()
