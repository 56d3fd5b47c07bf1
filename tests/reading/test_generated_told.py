"""Licences, bills by hours of use, bills in sentences, reminders and lists in halves say what they should."""

from decimal import Decimal
from random import Random

from domain.checkup.reading import BillKind, ReadingField
from models.generator.contents.charged_hours import sample_charged_hours
from models.generator.contents.told_bills import sample_reminder
from models.generator.dice import Dice
from models.generator.families.told_bills import abreast
from models.generator.marked import Table, plain, written
from models.generator.sampling import sample_page
from models.labels import Label

F = ReadingField


def test_hours_make_up_the_usage_and_their_sum_is_it() -> None:
    ways = set()
    for seed in range(60):
        content = sample_charged_hours(Dice(Random(seed)), BillKind.ELECTRICITY)
        cells = [piece for row in content.tables["hours"].rows for cell in row for piece in cell]
        told = [*cells, *(piece for entry in content.strong for piece in entry.value)]
        parts = [Decimal(one.value) for one in told if one.label is Label.USAGE_PART]
        sums = [Decimal(one.value) for one in told if one.label is Label.USAGE]
        assert sum(parts) == content.style.usage
        assert not sums or set(sums) == {content.style.usage}
        ways.add(bool(sums))
    assert ways == {True, False}


def test_what_was_unpaid_is_no_total_beside_what_is_due_now() -> None:
    later = 0
    for seed in range(60):
        content = sample_reminder(Dice(Random(seed)), BillKind.WATER)
        rows = content.tables["unpaid"].rows
        if len(rows) > 1:
            owed = [
                int(one.value) for row in rows for cell in row for one in cell if one.label == "total_amount"
            ]
            assert sum(owed[:-1]) == owed[-1] == content.style.total
            continue
        (row,) = rows
        due = [piece.value for cell in row for piece in cell if piece.label is Label.TOTAL_AMOUNT]
        said = [piece for entry in content.groups["told"] for piece in entry.value]
        again = {piece.value for piece in said if piece.label is Label.TOTAL_AMOUNT}
        assert due == [str(content.style.total)]
        assert again <= set(due)
        later += not again
    assert later > 20


def test_a_list_abreast_has_every_row_once_and_in_order() -> None:
    for count in range(2, 12):
        rows = tuple((plain(f"{place}"), plain(f"a{place}")) for place in range(count))
        made = abreast(Table((plain("n"), plain("a")), rows), 2)
        assert {len(row) for row in made.rows} == {len(made.heads)}
        firsts = [written(row[place]) for place in (0, 3) for row in made.rows if len(row) > place]
        assert [one for one in firsts if one] == [str(place) for place in range(count)]


def test_a_sum_told_below_halves_is_that_of_their_rows() -> None:
    checked = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["list_in_halves"])
        if F.USAGE in page.values and all(F.USAGE in row for row in page.rows) and page.rows:
            checked += 1
            assert Decimal(page.values[F.USAGE]) == sum(Decimal(row[F.USAGE]) for row in page.rows)
    assert checked > 10


def test_licences_and_registers_name_fuels_and_numbers_and_are_no_bill() -> None:
    fuels = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["licence", "licence_card", "things_register"])
        assert page.kind is BillKind.UNKNOWN
        assert not page.values
        assert not page.rows
        fuels += any("柴油" in line.text or "汽油" in line.text for line in page.lines)
    assert fuels > 10
