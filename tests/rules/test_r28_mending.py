"""R28: a return opens what was found; what is approved and unchanged is not asked for again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.checkup.changes import Since, changes
from domain.checkup.commands import (
    Activity,
    AttachBill,
    EnterActivity,
    Finding,
    RemoveActivity,
    RemoveBill,
    ReopenPart,
    ReturnCheckup,
    Unit,
)
from domain.checkup.events import CheckupReturned, PartReopened
from domain.checkup.parts import activity_part, bill_part, field_part
from domain.checkup.state import Failed, NotOpened, Returned
from domain.enrolment.commands import AttachLetter, SubmitCheckup
from domain.streams import checkup_stream
from tests.domain.made_up_cases import REVIEWER, MadeUpCase, World, applied
from tests.domain.made_up_checkups import (
    LEAD,
    activity,
    bill,
    entered,
    found,
    half_filled,
    none,
    noticed,
    sent_back,
    under_review,
)
from tests.domain.made_up_particulars import letter, sealed
from tests.domain.specification import Answer, Specification, when, when_checkup


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    half_filled(case, case.ubns[0])
    return case


@pytest.fixture
def first(case: MadeUpCase) -> str:
    return case.ubns[0]


def returned(case: MadeUpCase, *findings: Finding) -> str:
    """The first checkup comes back with these findings."""
    first = case.ubns[0]
    under_review(case, first)
    sent_back(case, first, *findings)
    return first


def used(case: MadeUpCase, name: str) -> Activity:
    return activity(case, "water" if name == "water" else "electricity", name, bill(case, name))


def told(case: MadeUpCase, part: str) -> Since:
    checkup = case.checkup(case.ubns[0])
    assert not isinstance(checkup, NotOpened)
    [change] = [each for each in changes(checkup.content) if each.part == part]
    return change.since


def again(case: MadeUpCase, *findings: Finding) -> Answer:
    """The resubmission's review comes to these findings."""
    first = case.ubns[0]
    task = under_review(case, first)
    return when_checkup(case, first, ReturnCheckup(task, findings), REVIEWER)


def locked(answer: Answer, part: str) -> None:
    answer.then_refused("part_locked")
    assert answer.refused is not None
    assert answer.refused.fields["part"] == part


def test_r28_only_the_field_that_was_found_is_open(case: MadeUpCase) -> None:
    one = used(case, "first")
    first = returned(case, found(field_part(one.id, "period"), "period_differs"))
    april = replace(one, last_day=date(one.last_day.year, 4, 30))
    assert when_checkup(case, first, EnterActivity(april)).refused is None
    other = replace(april, unit=Unit.KILOWATT_HOUR, source="electricity", item="water")
    assert when_checkup(case, first, EnterActivity(other)).refused is not None
    second = replace(used(case, "second"), quantity=one.quantity + 1)
    part = field_part(second.id, "quantity")
    locked(when_checkup(case, first, EnterActivity(second)), part)
    locked(when_checkup(case, first, RemoveActivity(one.id)), activity_part(one.id))


def test_r28_what_nothing_was_found_of_is_locked(case: MadeUpCase) -> None:
    first = returned(case, found("electricity", "period_missing"))
    water = used(case, "water")
    locked(when_checkup(case, first, RemoveActivity(water.id)), activity_part(water.id))
    locked(when_checkup(case, first, RemoveBill(water.bills[0])), bill_part(water.bills[0]))
    locked(when_checkup(case, first, none(case, "gas", "another reason")), "gas")
    case.ask_checkup(first, AttachBill(bill(case, "new")))
    extra = activity(case, "water", "extra", bill(case, "new"))
    locked(when_checkup(case, first, EnterActivity(extra)), "water")


def test_r28_an_item_that_was_found_takes_more(case: MadeUpCase) -> None:
    first = returned(case, found("electricity", "period_missing"))
    entered(case, first, "electricity", "december")
    assert told(case, activity_part(activity(case, "electricity", "december").id)) is Since.NEW


def test_r28_what_was_found_double_can_be_taken_out(case: MadeUpCase) -> None:
    second = used(case, "second")
    first = returned(case, found(activity_part(second.id), "double_counted"))
    assert when_checkup(case, first, RemoveActivity(second.id)).refused is None
    assert told(case, activity_part(second.id)) is Since.REMOVED


def test_r28_a_bill_that_was_found_is_replaced_with_the_activity_that_rests_on_it(case: MadeUpCase) -> None:
    one = used(case, "first")
    first = returned(case, found(bill_part(one.bills[0]), "bill_illegible"))
    better = bill(case, "better")
    case.ask_checkup(first, AttachBill(better))
    case.ask_checkup(first, EnterActivity(replace(one, bills=(better.id,))))
    assert when_checkup(case, first, RemoveBill(one.bills[0])).refused is None
    assert told(case, activity_part(one.id)) is Since.CHANGED


def test_r28_a_none_that_was_found_is_explained_anew_or_filled(case: MadeUpCase) -> None:
    first = returned(case, found("gas", "none_unexplained"))
    assert when_checkup(case, first, none(case, "gas", "electric stoves only")).refused is None
    assert told(case, "gas") is Since.CHANGED
    entered(case, first, "gas", "gas")
    assert told(case, "gas") is Since.REMOVED


def test_r28_a_letter_that_was_found_is_replaced(case: MadeUpCase, first: str) -> None:
    other = case.ubns[1]
    returned(case, found("letter", "letter_not_valid"))
    when(case, AttachLetter(other, letter("new"))).then_refused("letter_already_passed")
    assert when(case, AttachLetter(first, letter("new"))).refused is None
    locked(when_checkup(case, first, AttachBill(bill(case, "new"))), bill_part(bill(case, "new").id))
    noticed(case).ask(SubmitCheckup(first))
    assert told(case, "letter") is Since.CHANGED


def test_r28_no_letter_is_replaced_unasked(case: MadeUpCase, first: str) -> None:
    returned(case, found("gas", "none_unexplained"))
    when(case, AttachLetter(first, letter("new"))).then_refused("letter_already_passed")


def test_r28_what_is_approved_and_unchanged_is_not_asked_for_again(case: MadeUpCase) -> None:
    returned(case, found("gas", "none_unexplained"))
    noticed(case)
    again(case, found("water", "period_missing")).then_refused("part_approved_before")
    one, first = used(case, "first"), case.ubns[0]
    for part, code in (
        (activity_part(one.id), "quantity_differs"),
        (field_part(one.id, "quantity"), "quantity_differs"),
        (bill_part(one.bills[0]), "bill_illegible"),
        ("letter", "letter_not_valid"),
    ):
        task = case.review_task(first)
        asked = ReturnCheckup(task, (found(part, code),))
        when_checkup(case, first, asked, REVIEWER).then_refused("part_approved_before")
    found_again = ReturnCheckup(case.review_task(first), (found("gas", "none_unexplained"),))
    assert when_checkup(case, first, found_again, REVIEWER).refused is None
    assert isinstance(case.checkup(first), Failed)


def test_r28_what_was_changed_since_is_looked_at_anew(case: MadeUpCase) -> None:
    one = used(case, "first")
    first = returned(case, found(field_part(one.id, "quantity"), "quantity_differs"))
    case.ask_checkup(first, EnterActivity(replace(one, quantity=one.quantity * 2)))
    noticed(case)
    part = field_part(one.id, "period")
    again(case, found(part, "period_differs")).then_refused("part_approved_before")
    asked = ReturnCheckup(case.review_task(first), (found(activity_part(one.id), "quantity_not_on_bill"),))
    assert when_checkup(case, first, asked, REVIEWER).refused is None


def test_r28_the_second_review_sees_what_changed_from_what_to_what(case: MadeUpCase) -> None:
    one = used(case, "first")
    first = returned(case, found(field_part(one.id, "quantity"), "quantity_differs"))
    case.ask_checkup(first, EnterActivity(replace(one, quantity=one.quantity * 2)))
    checkup = case.checkup(first)
    assert isinstance(checkup, Returned)
    [change] = [each for each in changes(checkup.content) if each.since is Since.CHANGED]
    [field] = change.fields
    assert (field.field, field.was, field.now) == ("quantity", one.quantity, one.quantity * 2)
    assert [finding.code for finding in change.findings] == ["quantity_differs"]
    assert told(case, activity_part(used(case, "water").id)) is Since.APPROVED
    assert told(case, "gas") is Since.APPROVED


def test_r28_the_same_quantity_written_otherwise_is_no_change(case: MadeUpCase) -> None:
    one = used(case, "first")
    first = returned(case, found(activity_part(one.id), "double_counted"))
    second = used(case, "second")
    same = replace(second, quantity=second.quantity.quantize(Decimal("0.01")))
    assert str(same.quantity) != str(second.quantity)
    assert when_checkup(case, first, EnterActivity(same)).refused is None
    assert told(case, activity_part(second.id)) is Since.APPROVED


def test_r28_a_lead_reviewer_reopens_with_a_reason(case: MadeUpCase, first: str) -> None:
    returned(case, found("gas", "none_unexplained"))
    reopen = ReopenPart("water", sealed(case.trainee.account, "another year's bill came to light"))
    when_checkup(case, first, reopen, LEAD).then_refused("checkup_not_in_review")
    noticed(case)
    task = under_review(case, first)
    when_checkup(case, first, reopen, REVIEWER).then_refused("not_allowed")
    assert LEAD.person
    when_checkup(case, first, reopen, LEAD).then(PartReopened("water", LEAD.person))
    asked = ReturnCheckup(task, (found("water", "period_missing"),))
    assert when_checkup(case, first, asked, REVIEWER).refused is None


def test_r28_findings_of_an_older_form_open_everything(case: MadeUpCase, first: str, world: World) -> None:
    under_review(case, first)
    old = CheckupReturned((found("bill:blurred", "unreadable"),), REVIEWER.account)
    Specification(world, checkup_stream(case.id, first)).given(old)
    assert when_checkup(case, first, RemoveActivity(used(case, "water").id)).refused is None
    assert told(case, "gas") is Since.UNCHANGED
