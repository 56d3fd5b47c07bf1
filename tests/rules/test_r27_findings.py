"""R27: findings name parts that there are, for reasons that fit; the first reviewer comes first again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.checkup.commands import ApproveCheckup, EnterActivity, ReturnCheckup
from domain.checkup.parts import activity_part, bill_part, field_part
from domain.enrolment.commands import AttachLetter, CheckList, SubmitCheckup
from domain.event import Actor, Role
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from tests.domain.made_up_cases import OTHER_REVIEWER, REVIEWER, MadeUpCase, World, actor, applied
from tests.domain.made_up_checkups import (
    activity,
    bill,
    entered,
    found,
    half_filled,
    noticed,
    sent_back,
    under_review,
)
from tests.domain.made_up_particulars import letter
from tests.domain.specification import when, when_checkup


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    half_filled(case, case.ubns[0])
    return case


ONE = derived("activity", "first")
BILL = derived("bill", "first")
NOWHERE = derived("bill", "nowhere")


def returned_for(case: MadeUpCase, part: str, code: str) -> str | None:
    first = case.ubns[0]
    task = under_review(case, first)
    told = when_checkup(case, first, ReturnCheckup(task, (found(part, code),)), REVIEWER)
    return told.refused.code if told.refused else None


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("electricity", "period_missing"),
        ("gas", "none_not_credible"),
        (bill_part(BILL), "bill_of_other_firm"),
        (activity_part(ONE), "double_counted"),
        (field_part(ONE, "quantity"), "quantity_not_on_bill"),
        (field_part(ONE, "period"), "year_outside"),
        ("letter", "letter_not_valid"),
    ],
)
def test_r27_a_finding_names_a_part_and_a_reason_that_fits(case: MadeUpCase, part: str, code: str) -> None:
    assert returned_for(case, part, code) is None


@pytest.mark.parametrize(
    "part",
    [
        "oil",
        "transport",
        bill_part(NOWHERE),
        activity_part(BILL),
        field_part(ONE, "colour"),
        f"bill:{BILL}.name",
        f"activity:{ONE.hex}",
        "bill:",
        "letter:1",
    ],
)
def test_r27_a_part_that_is_not_there_is_refused_by_name(case: MadeUpCase, part: str) -> None:
    assert returned_for(case, part, "period_missing") == "part_unknown"


@pytest.mark.parametrize(
    ("part", "code", "refusal"),
    [
        ("electricity", "unreadable", "reason_unknown"),
        ("electricity", "letter_unsigned", "reason_unknown"),
        ("electricity", "bill_illegible", "reason_does_not_fit"),
        (bill_part(BILL), "none_not_credible", "reason_does_not_fit"),
        ("letter", "period_missing", "reason_does_not_fit"),
        (field_part(ONE, "unit"), "double_counted", "reason_does_not_fit"),
    ],
)
def test_r27_a_reason_is_one_of_the_programmes_and_fits(
    case: MadeUpCase, part: str, code: str, refusal: str
) -> None:
    assert returned_for(case, part, code) == refusal


def resubmitted(case: MadeUpCase) -> ClaimTask:
    """The first checkup came back, and was submitted again just now."""
    first = case.ubns[0]
    under_review(case, first)
    sent_back(case, first, found("electricity", "period_missing"))
    noticed(case)
    entered(case, first, "electricity", "december")
    case.ask(SubmitCheckup(first))
    return ClaimTask(case.review_task(first))


@pytest.mark.parametrize(
    ("waited", "code"),
    [(timedelta(hours=48, microseconds=-1), "kept_for_first_reviewer"), (timedelta(hours=48), None)],
)
def test_r27_a_resubmission_is_kept_for_its_first_reviewer(
    case: MadeUpCase, waited: timedelta, code: str | None
) -> None:
    claim = resubmitted(case)
    at = case.world.now + waited
    told = when_checkup(case, case.ubns[0], claim, OTHER_REVIEWER, at)
    assert (told.refused.code if told.refused else None) == code


def test_r27_who_is_too_early_is_told_when_it_is_free(case: MadeUpCase) -> None:
    claim = resubmitted(case)
    told = when_checkup(case, case.ubns[0], claim, OTHER_REVIEWER)
    assert told.refused is not None
    free = case.world.now + timedelta(hours=case.world.programme.review.first_reviewer_hours)
    assert told.refused.fields["until"] == f"{free:%Y-%m-%d %H:%M}"


def test_r27_the_first_reviewer_may_claim_at_once(case: MadeUpCase) -> None:
    claim = resubmitted(case)
    assert when_checkup(case, case.ubns[0], claim, REVIEWER).refused is None


def test_r27_it_is_kept_for_nobody_who_has_a_hand_in_it_by_now(case: MadeUpCase) -> None:
    first = case.ubns[0]
    under_review(case, first)
    sent_back(case, first, found("electricity", "period_missing"))
    noticed(case)
    used = activity(case, "electricity", "first", bill(case, "first"))
    case.ask_checkup(first, EnterActivity(replace(used, quantity=used.quantity + 1)), REVIEWER)
    case.ask(SubmitCheckup(first))
    claim = ClaimTask(case.review_task(first))
    when_checkup(case, first, claim, REVIEWER).then_refused("maker_cannot_check")
    assert when_checkup(case, first, claim, OTHER_REVIEWER).refused is None
    when_checkup(case, first, ApproveCheckup(claim.task), REVIEWER).then_refused("maker_cannot_check")


def attached(case: MadeUpCase, ubn: str, by: Actor) -> None:
    case.ask(AttachLetter(ubn, letter("better")), by)


def test_r27_whoever_attached_a_letter_neither_checks_the_list_nor_reviews(world: World) -> None:
    case = applied(world, named=9).trained()
    by = actor(Role.REVIEWER, 3)
    attached(case, case.ubns[0], by)
    case.listed()
    task = case.task(TaskKind.CHECK_LIST)
    when(case, ClaimTask(task), by).then_refused("maker_cannot_check")
    when(case, CheckList(task, ()), by).then_refused("maker_cannot_check")
    case.checked()
    first = case.submitted(case.ubns[0]).ubns[0]
    when_checkup(case, first, ClaimTask(case.review_task(first)), by).then_refused("maker_cannot_check")
