"""Names that are put together say one thing: what names a field names nothing else."""

from random import Random

import pytest

from domain.checkup.reading import BillKind, ReadingField
from models.generator.dice import Dice
from models.generator.marked import plain, written
from models.generator.paper import Column, Paper
from models.generator.phrasing import Dress, english_phrase, filled, phrase
from models.generator.style import Style
from models.generator.wording import DISTRACTORS, FIELDS, PARTS, wordings

F = ReadingField
KINDS = [kind for kind in BillKind if kind is not BillKind.UNKNOWN]
# Heads of goods' columns are left out: what one line comes to is called 小計, and so is a sum before tax.
NAMED = [
    key
    for key in (*map(str, ReadingField), "period", "months", "previous_day", "current_day")
    if key in FIELDS
]


def names_of(kind: BillKind, key: str, count: int) -> set[str]:
    dice = Dice(Random(f"{kind} {key}"))
    listed = wordings(key, kind) if kind.value in FIELDS[key] or "any" in FIELDS[key] else ()
    return {*listed, *(phrase(dice, key, kind) for _ in range(count))}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_field_has_no_fields_name(kind: BillKind) -> None:
    dice = Dice(Random(kind.value))
    # A price is a field of what is sold by weight and volume alone.
    keys = [key for key in NAMED if key != F.UNIT_PRICE or kind.value in FIELDS[key]]
    named = set[str]().union(*(names_of(kind, key, 1500) for key in keys))
    others = {
        filled(dice, form, kind)
        for pairs in DISTRACTORS[kind.value].values()
        for form, _ in pairs
        for _ in range(200 if "{" in form else 1)
    }
    assert sorted(named & others) == []


@pytest.mark.parametrize("kind", KINDS)
def test_before_and_now_have_other_names(kind: BillKind) -> None:
    for before, now in (
        ("previous_reading", "current_reading"),
        ("previous_day", "current_day"),
        ("period_start", "period_end"),
        ("seller_ubn", "buyer_ubn"),
    ):
        assert not names_of(kind, before, 800) & names_of(kind, now, 800) - {""}


def test_names_are_many_and_need_no_more_filling() -> None:
    for kind in KINDS:
        for key in PARTS["phrases"]:
            made = names_of(kind, key, 300)
            assert not any("{" in name or "}" in name for name in made)
    assert len(names_of(BillKind.WATER, "period", 2000)) > 300
    assert len(names_of(BillKind.ELECTRICITY, "total_amount", 2000)) > 300


def test_a_cell_without_room_still_shows_its_text() -> None:
    """Gaps between many columns may be wider than the page; a name is wrapped all the same."""
    paper = Paper(Style.sample(Dice(Random(3)), BillKind.FUEL), 400, 20)
    for width in (-5.0, 0.0, 4.0):
        paper.atoms.clear()
        assert Column(paper, 0, 400, 0, 20).cell(10, width, plain("Line Total"), 0.0) > 0
        shown = "".join(written(atom.marked) for atom in paper.atoms)
        assert "".join(shown.split()) == "LineTotal"


def test_english_names_have_single_blanks() -> None:
    dice = Dice(Random(1))
    for key in PARTS["phrases"]:
        for _ in range(40):
            name = english_phrase(dice, key)
            assert name == " ".join(name.split())
            assert name.isascii()


def test_a_page_wears_one_dress() -> None:
    """Bullets stand before all of a page's names or before none."""
    bulleted = 0
    for seed in range(300):
        dress = Dress.sample(Dice(Random(seed)))
        names = [dress.on("usage", "計費度數") for _ in range(5)]
        worn = [not name.startswith("計") for name in names]
        assert all(worn) or not any(worn)
        bulleted += all(worn)
        assert all("".join(name.split()).endswith("計費度數") for name in names)
    assert 3 < bulleted < 60
