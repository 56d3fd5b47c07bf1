"""R40: a calendar published since moves open windows by an event, and questions the lapses it prevents."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind, midnight_after, taipei_date
from domain.enrolment.changes import (
    DecideQuestionedLapse,
    LapseQuestioned,
    ProposeExtension,
    ProposeReinstatement,
    Reinstated,
)
from domain.enrolment.commands import RemoveFirm
from domain.enrolment.events import Outcome, WindowOpened
from domain.enrolment.mail_events import Template
from domain.enrolment.state import Listing, Over
from domain.programme import Programme
from domain.task import ClaimTask, TaskClosed, TaskKind
from domain.working_calendar import WorkingCalendar, parse_calendar
from store.programme_files import calendar_document
from tests.domain.changed_cases import carried_out, decided, recounted, rest_day_added, why
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied, last_moment, noon
from tests.domain.specification import when
from tests.made_up import settled

LIST_ENDS, ONE_LATER = date(2025, 4, 24), date(2025, 4, 25)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world, named=2).trained()


def test_r40_a_new_rest_day_moves_an_open_window_by_an_event(case: MadeUpCase) -> None:
    was = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    assert was.due_date == LIST_ENDS
    version = rest_day_added(case.world, date(2025, 4, 22))
    recounted(case)
    now = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    assert (now.due_date, now.calendar) == (ONE_LATER, version)
    opened = [one for one in case.events if isinstance(one, WindowOpened)]
    assert opened[-1].deadline == now
    mails = [mail for mail in case.state.case.mails.values() if mail.template is Template.WINDOW_MOVED]
    assert [(mail.was, mail.deadline) for mail in mails] == [(LIST_ENDS, now)]


def test_r40_the_day_before_the_new_end_is_in_time_and_the_old_timer_ends_nothing(case: MadeUpCase) -> None:
    old = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    rest_day_added(case.world, date(2025, 4, 22))
    recounted(case)
    case.world.now = last_moment(ONE_LATER)
    case.listed()
    assert case.stage is Listing
    assert old.due < case.window(WindowKind.LIST_SUPPLEMENT).deadline.due


def test_r40_hearing_of_it_again_changes_nothing(case: MadeUpCase) -> None:
    rest_day_added(case.world, date(2025, 4, 22))
    recounted(case)
    before = len(case.events)
    recounted(case)
    assert len(case.events) == before


def test_r40_what_was_told_is_never_taken_away(case: MadeUpCase) -> None:
    rest = case.world.calendar.rest_days - {date(2025, 4, 19)}
    case.world.calendar = replace(case.world.calendar, version="works on Saturday", rest_days=rest)
    recounted(case)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.due_date == LIST_ENDS


def test_r40_a_programme_may_let_a_revision_shorten(case: MadeUpCase) -> None:
    suspension = replace(case.world.programme.suspension, shortens=True)
    case.world.programme = replace(case.world.programme, suspension=suspension)
    rest = case.world.calendar.rest_days - {date(2025, 4, 19)}
    case.world.calendar = replace(case.world.calendar, version="works on Saturday", rest_days=rest)
    recounted(case)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.due_date == date(2025, 4, 23)


def test_r40_a_day_that_officers_set_stays_theirs(case: MadeUpCase) -> None:
    carried_out(case, ProposeExtension(WindowKind.LIST_SUPPLEMENT, date(2025, 5, 9), why(case)))
    rest_day_added(case.world, date(2025, 4, 22))
    recounted(case)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.due_date == date(2025, 5, 9)


def test_r40_declared_after_a_lapse_it_is_put_before_an_officer(case: MadeUpCase) -> None:
    two = replace(case.world.programme.reinstatement, persons=2)
    case.world.programme = replace(case.world.programme, reinstatement=two)
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.stage is Over
    case.world.now = noon(date(2025, 4, 28))
    rest_day_added(case.world, LIST_ENDS)
    recounted(case)
    questioned = [one for one in case.events if isinstance(one, LapseQuestioned)]
    assert [one.deadline.due_date for one in questioned] == [ONE_LATER]
    task = case.task(TaskKind.QUESTIONED_LAPSE)
    case.ask(ClaimTask(task), OFFICER)
    last = taipei_date(case.world.now) + timedelta(days=10)
    case.ask(DecideQuestionedLapse(task, last, why(case)), OFFICER)
    decided(case)
    assert case.stage is Listing


def test_r40_an_officer_may_let_the_lapse_stand(case: MadeUpCase) -> None:
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    rest_day_added(case.world, LIST_ENDS)
    recounted(case)
    task = case.task(TaskKind.QUESTIONED_LAPSE)
    case.ask(ClaimTask(task), OFFICER)
    case.ask(DecideQuestionedLapse(task, None, why(case)), OFFICER)
    assert case.stage is Over
    recounted(case)
    assert not case.state.case.tasks


def test_r40_a_lapse_that_no_new_day_would_have_prevented_stands(case: MadeUpCase) -> None:
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    rest_day_added(case.world, date(2025, 6, 2))
    when(case, DecideQuestionedLapse(case.id, None, why(case)), OFFICER).then_refused("task_unknown")
    recounted(case)
    assert not case.state.case.tasks


@pytest.mark.parametrize("persons", [1, 2])
def test_r40_a_reinstatement_on_its_way_ends_the_question(case: MadeUpCase, persons: int) -> None:
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    asked = ProposeReinstatement(date(2025, 5, 20), why(case))
    if persons == 2:
        case.ask(asked, OFFICER)
    rest_day_added(case.world, LIST_ENDS)
    recounted(case)
    task = case.task(TaskKind.QUESTIONED_LAPSE)
    if persons == 2:
        decided(case)
    else:
        one = replace(case.world.programme.reinstatement, persons=1)
        case.world.programme = replace(case.world.programme, reinstatement=one)
        case.ask(asked, OFFICER)
    assert case.stage is Listing
    assert TaskClosed(task, done=False) in case.events
    assert TaskKind.QUESTIONED_LAPSE not in {one.kind for one in case.state.case.tasks.values()}
    when(case, DecideQuestionedLapse(task, None, why(case)), OFFICER).then_refused("task_unknown")


def test_r40_one_officer_who_reinstates_by_the_question_closes_it_once(case: MadeUpCase) -> None:
    one = replace(case.world.programme.reinstatement, persons=1)
    case.world.programme = replace(case.world.programme, reinstatement=one)
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    rest_day_added(case.world, LIST_ENDS)
    recounted(case)
    task = case.task(TaskKind.QUESTIONED_LAPSE)
    case.ask(ClaimTask(task), OFFICER)
    case.ask(DecideQuestionedLapse(task, date(2025, 5, 20), why(case)), OFFICER)
    assert any(isinstance(event, Reinstated) for event in case.events)
    closed = [event for event in case.events if isinstance(event, TaskClosed) and event.task == task]
    assert closed == [TaskClosed(task, done=True)]


@pytest.mark.parametrize("in_time", [True, False])
def test_r40_a_failure_is_questioned_only_where_its_window_was_missed(world: World, in_time: bool) -> None:
    case = applied(world).resubmitting()
    [sent_back] = [ubn for ubn in case.ubns if case.firm(ubn).progress == "returned"]
    last = case.window(WindowKind.RESUBMISSION).deadline.due_date
    if in_time:
        case.submitted(sent_back).reviewed(sent_back, sent_back=(sent_back,))
    else:
        case.window_ended(WindowKind.RESUBMISSION)
    assert (case.stage, case.state.outcome) == (Over, Outcome.FAILED_REVIEW)
    rest_day_added(world, last)
    recounted(case)
    assert bool(case.state.case.tasks) is not in_time


def test_r40_who_was_late_in_a_window_met_before_is_questioned(world: World) -> None:
    case = applied(world).in_review()
    when(case, RemoveFirm(case.ubns[0], why(case)), OFFICER)
    last = case.window(WindowKind.UPLOAD).deadline.due_date
    case.window_ended(WindowKind.UPLOAD)
    assert (case.stage, case.state.outcome) == (Over, Outcome.LAPSED_UPLOAD)
    rest_day_added(world, last)
    recounted(case)
    assert case.task(TaskKind.QUESTIONED_LAPSE)


def suspended_on(day: str, *counties: str) -> WorkingCalendar:
    document = calendar_document(None)
    declared = {"day": day, "counties": list(counties), "source": "人事行政總處"}
    return parse_calendar({**document, "version": "with a typhoon", "suspensions": [declared]})


def test_r40_a_day_of_suspended_work_is_a_rest_day_of_its_counties_alone() -> None:
    calendar, day = suspended_on("2025-04-24", "臺南市", "高雄市"), date(2025, 4, 24)
    assert calendar.for_county("臺南市").is_rest_day(day)
    assert not calendar.for_county("臺北市").is_rest_day(day)
    assert not calendar.for_county(None).is_rest_day(day)


def test_r40_a_typhoon_on_the_last_day_moves_it_on(case: MadeUpCase) -> None:
    case.world.calendar = suspended_on("2025-04-24", "臺南市").for_county("臺南市")
    recounted(case)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.due == midnight_after(ONE_LATER)
