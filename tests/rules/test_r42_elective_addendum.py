"""R42: on an approved checkup elective items are an addendum with its own review; all else stays."""

from dataclasses import replace
from datetime import date

import pytest

from domain.checkup.commands import (
    ApproveCheckup,
    AttachBill,
    EnterActivity,
    RemoveActivity,
    ReturnCheckup,
    SubmitAddendum,
    Unit,
)
from domain.checkup.state import Approved, Returned, Submitted
from domain.deadline import WindowKind
from domain.enrolment.changes import WithdrawConsent
from domain.event import Role
from domain.payout import ProposeBatch
from domain.programme import Programme
from domain.streams import checkup_stream, derived
from domain.task import ClaimTask, TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import why
from tests.domain.made_up_cases import (
    OFFICER,
    OTHER_REVIEWER,
    REVIEWER,
    MadeUpCase,
    World,
    actor,
    applied,
    noon,
)
from tests.domain.made_up_checkups import (
    ELECTIVE_DAY,
    activity,
    addendum_approved,
    addendum_under_review,
    approved_in_autumn,
    bill,
    entered,
    found,
    none,
)
from tests.domain.specification import Answer, when_checkup
from tests.made_up import settled


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


@pytest.fixture
def first(case: MadeUpCase) -> str:
    return approved_in_autumn(case)


def approved(case: MadeUpCase, ubn: str) -> Approved:
    checkup = case.checkup(ubn)
    assert isinstance(checkup, Approved)
    return checkup


def test_r42_an_approved_addendum_is_recorded_beside_the_checkup(case: MadeUpCase, first: str) -> None:
    before, told = approved(case, first), list(case.events)
    addendum_approved(case, first)
    [added] = approved(case, first).addenda
    assert [one.item for one in added.activities.values()] == ["transport"]
    assert approved(case, first).content.activities == before.content.activities
    assert (approved(case, first).addendum, case.events) == (None, told)


def test_r42_it_has_a_review_of_its_own_with_a_service_level(case: MadeUpCase, first: str) -> None:
    task = addendum_under_review(case, first)
    found_task = approved(case, first).content.tasks[task]
    assert (found_task.kind, found_task.about) == (TaskKind.REVIEW_ADDENDUM, first)
    assert found_task.due is not None
    assert found_task.due.kind is WindowKind.REVIEW


def test_r42_several_follow_one_another(case: MadeUpCase, first: str) -> None:
    addendum_approved(case, first)
    entered(case, first, "waste", "waste")
    case.ask_checkup(first, SubmitAddendum())
    task = case.review_task(first)
    case.ask_checkup(first, ClaimTask(task), REVIEWER)
    case.ask_checkup(first, ApproveCheckup(task), REVIEWER)
    items = [[one.item for one in added.activities.values()] for added in approved(case, first).addenda]
    assert items == [["transport"], ["waste"]]


def test_r42_only_elective_items_go_in(case: MadeUpCase, first: str) -> None:
    case.ask_checkup(first, AttachBill(bill(case, "petrol")))
    petrol = activity(case, "fuel", "petrol", bill(case, "petrol"))
    when_checkup(case, first, EnterActivity(petrol)).then_refused("item_unknown")
    when_checkup(case, first, none(case, "transport")).then_refused("none_not_asked")


@pytest.mark.parametrize(
    ("item", "units"),
    [
        ("transport", {"tkm", "pkm", "L", "kWh"}),
        ("purchase", {"kg", "L", "m3", "kWh"}),
        ("waste", {"kg", "m3"}),
        ("other", {"kg", "L", "m3", "kWh"}),
    ],
)
def test_r42_its_sources_have_their_units(case: MadeUpCase, first: str, item: str, units: set[str]) -> None:
    case.ask_checkup(first, AttachBill(bill(case, "one")))
    used = activity(case, "waste", "one", bill(case, "one"))
    for unit in Unit:
        asked = EnterActivity(replace(used, item=item, source=item, unit=unit))
        told = when_checkup(case, first, asked)
        assert (told.refused.code if told.refused else None) == (
            None if unit in units else "unit_not_of_source"
        )


def test_r42_it_needs_evidence_and_something_to_review(case: MadeUpCase, first: str) -> None:
    when_checkup(case, first, SubmitAddendum()).then_refused("addendum_empty")
    when_checkup(case, first, EnterActivity(activity(case, "waste", "one"))).then_refused(
        "activity_without_bill"
    )


def test_r42_only_an_approved_checkup_takes_one(case: MadeUpCase) -> None:
    other = case.ubns[1]
    case.world.now = noon(ELECTIVE_DAY)
    when_checkup(case, other, SubmitAddendum()).then_refused("checkup_not_open")


def test_r42_while_it_is_reviewed_it_is_closed(case: MadeUpCase, first: str) -> None:
    addendum_under_review(case, first)
    when_checkup(case, first, AttachBill(bill(case, "late"))).then_refused("checkup_not_open")


def test_r42_nobody_reviews_what_they_put_into_it_or_into_the_checkup(case: MadeUpCase, first: str) -> None:
    by = OTHER_REVIEWER
    case.ask_checkup(first, AttachBill(bill(case, "theirs")), by)
    entered(case, first, "transport", "transport")
    case.ask_checkup(first, SubmitAddendum())
    task = case.review_task(first)
    when_checkup(case, first, ClaimTask(task), by).then_refused("maker_cannot_check")
    as_reviewer = replace(actor(Role.REVIEWER, 9), person=case.trainee.person)
    when_checkup(case, first, ClaimTask(task), as_reviewer).then_refused("maker_cannot_check")
    assert when_checkup(case, first, ClaimTask(task), REVIEWER).refused is None
    when_checkup(case, first, ApproveCheckup(task), by).then_refused("maker_cannot_check")


def test_r42_closed_cases_have_addenda_too(world: World) -> None:
    case = applied(world).certified()
    world.ask(derived("batch", 1), ProposeBatch(world.programme.year, (case.id,)), OFFICER)
    world.now = noon(ELECTIVE_DAY)
    told, certificate = list(case.events), case.state.certificate
    addendum_approved(case, case.ubns[0])
    assert (case.events, case.state.certificate) == (told, certificate)


def mend(case: MadeUpCase, ubn: str, day: date) -> Answer:
    return when_checkup(case, ubn, RemoveActivity(derived("activity", "transport")), at=noon(day))


@pytest.mark.parametrize(
    ("returned_on", "last_day"),
    [(date(2025, 11, 18), date(2025, 12, 31)), (date(2025, 12, 20), date(2026, 1, 19))],
)
def test_r42_a_returned_one_is_mended_in_thirty_days_or_as_long_as_the_stage_lasts(
    case: MadeUpCase, first: str, returned_on: date, last_day: date
) -> None:
    task = addendum_under_review(case, first)
    case.world.now = noon(returned_on)
    case.ask_checkup(first, ClaimTask(task), REVIEWER)
    case.ask_checkup(first, ReturnCheckup(task, (found("transport", "bill_missing"),)), REVIEWER)
    assert isinstance(approved(case, first).addendum, Returned)
    late = last_day.replace(day=last_day.day + 1) if last_day.day < 31 else date(2026, 1, 1)
    mend(case, first, late).then_refused("addendum_window_closed")
    assert mend(case, first, last_day).refused is None


def test_r42_a_returned_one_can_come_again(case: MadeUpCase, first: str) -> None:
    task = addendum_under_review(case, first)
    case.ask_checkup(first, ReturnCheckup(task, (found("transport", "bill_missing"),)), REVIEWER)
    entered(case, first, "transport", "more")
    case.ask_checkup(first, SubmitAddendum())
    addendum = approved(case, first).addendum
    assert isinstance(addendum, Submitted)
    assert addendum.rounds == 1
    stream = checkup_stream(case.id, first)
    assert case.world.checkup_at(stream) == approved(case, first)


def test_r15_without_consent_no_addendum_is_taken_and_none_is_reviewed(case: MadeUpCase, first: str) -> None:
    addendum_under_review(case, first)
    [task] = approved(case, first).content.tasks.values()
    assert task.kind is TaskKind.REVIEW_ADDENDUM
    case.ask(WithdrawConsent(first, why(case)), OFFICER)
    assert (approved(case, first).addendum, approved(case, first).content.tasks) == (None, {})
    when_checkup(case, first, SubmitAddendum(), case.trainee).then_refused("consent_is_withdrawn")
