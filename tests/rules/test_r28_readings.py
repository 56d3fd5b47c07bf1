"""R28: what is said of a bill's reading may change as long as the bill may, or what rests on it."""

import pytest

from domain.checkup.commands import ApproveCheckup, AttachBill, Bill
from domain.checkup.parts import activity_part, bill_part, field_part
from domain.checkup.reading import ReadingField
from domain.checkup.state import Approved, NotOpened
from store.reading_views import readings_counts
from tests.domain.made_up_cases import ENGINE, REVIEWER, MadeUpCase, World, applied, noon
from tests.domain.made_up_checkups import (
    ELECTIVE_DAY,
    activity,
    addendum_under_review,
    bill,
    found,
    half_filled,
    sent_back,
    under_review,
)
from tests.domain.made_up_readings import attached, confirmed, noted, said, unsure
from tests.domain.specification import Answer, when_checkup

NAMES = ("first", "second", "water")


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Each bill of the first checkup was read, and is in doubt."""
    case = applied(world).uploading()
    half_filled(case, case.ubns[0])
    for name in NAMES:
        case.ask_checkup(case.ubns[0], noted(bill(case, name), unsure()), ENGINE)
    return case


def corrected(case: MadeUpCase, of: Bill) -> Answer:
    return when_checkup(case, case.ubns[0], confirmed(of, said(ReadingField.USAGE, "1280")))


def open_ones(case: MadeUpCase) -> list[str]:
    """The bills of which something can be said; others are refused with their part."""
    answers = {name: corrected(case, bill(case, name)) for name in NAMES}
    for name, answer in answers.items():
        if answer.refused is not None:
            answer.then_refused("part_locked")
            assert answer.refused.fields["part"] == bill_part(bill(case, name).id)
    return [name for name, answer in answers.items() if answer.refused is None]


def waiting(case: MadeUpCase) -> int:
    checkup = case.checkup(case.ubns[0])
    assert not isinstance(checkup, NotOpened)
    return readings_counts(checkup)["to_confirm"]


def test_r28_nothing_is_said_of_readings_while_a_reviewer_has_them(case: MadeUpCase) -> None:
    first = case.ubns[0]
    assert corrected(case, bill(case, "first")).refused is None
    under_review(case, first)
    answer = corrected(case, bill(case, "second"))
    answer.then_refused("reading_locked")
    assert answer.refused is not None
    assert "退回補件" in answer.refused.message_zh
    assert "only a return opens it" in answer.refused.message_en


@pytest.mark.parametrize("of", ["the bill", "its activity", "a field of it"])
def test_r28_a_return_opens_the_readings_of_what_was_found(case: MadeUpCase, of: str) -> None:
    used = activity(case, "electricity", "second", bill(case, "second"))
    parts = {
        "the bill": (bill_part(used.bills[0]), "bill_illegible"),
        "its activity": (activity_part(used.id), "double_counted"),
        "a field of it": (field_part(used.id, "period"), "period_differs"),
    }
    under_review(case, case.ubns[0])
    sent_back(case, case.ubns[0], found(*parts[of]))
    assert waiting(case) == 1
    assert open_ones(case) == ["second"]
    assert waiting(case) == 0


def test_r28_a_return_opens_the_readings_of_an_item_and_of_new_bills(case: MadeUpCase) -> None:
    first = case.ubns[0]
    under_review(case, first)
    sent_back(case, first, found("electricity", "period_missing"))
    assert waiting(case) == 2
    assert open_ones(case) == ["first", "second"]
    new = attached(case, first, "new")
    case.ask_checkup(first, noted(new, unsure()), ENGINE)
    assert waiting(case) == 1
    assert corrected(case, new).refused is None


def test_r28_of_what_is_approved_nothing_more_is_said_and_of_an_addendum_while_it_is_open(
    case: MadeUpCase,
) -> None:
    first = case.ubns[0]
    case.ask_checkup(first, ApproveCheckup(under_review(case, first)), REVIEWER)
    case.world.now = noon(ELECTIVE_DAY)
    corrected(case, bill(case, "first")).then_refused("reading_locked")
    late = bill(case, "late")
    case.ask_checkup(first, AttachBill(late))
    case.ask_checkup(first, noted(late, unsure()), ENGINE)
    assert corrected(case, late).refused is None
    corrected(case, bill(case, "first")).then_refused("reading_locked")
    addendum_under_review(case, first)
    checkup = case.checkup(first)
    assert isinstance(checkup, Approved)
    assert checkup.addendum is not None
    corrected(case, late).then_refused("reading_locked")
