"""R14, R15: who loses a firm can name another in what is left of the windows, wherever the case stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.changes import SwapFirm, WithdrawConsent
from domain.enrolment.commands import AddFirm, AttachLetter, RemoveFirm
from domain.enrolment.events import Outcome
from domain.enrolment.review import returned
from domain.enrolment.session_commands import NoteSessionMoved
from domain.enrolment.state import InReview, Listing, Over, Resubmitting, Uploading
from tests.domain.changed_cases import recounted, rest_day_added, why
from tests.domain.made_up_cases import ENGINE, OFFICER, TRAINING_DAY, MadeUpCase, World, applied, noon
from tests.domain.made_up_particulars import entry, letter
from tests.domain.specification import when
from tests.made_up import OTHER_SERVICES, firm

ANOTHER = entry(firm(900, OTHER_SERVICES))
UPLOAD = WindowKind.UPLOAD
Loss = Callable[[MadeUpCase, str], None]


def by_owner(case: MadeUpCase, ubn: str) -> None:
    assert when(case, WithdrawConsent(ubn, why(case)), OFFICER).refused is None


def by_officer(case: MadeUpCase, ubn: str) -> None:
    assert when(case, RemoveFirm(ubn, why(case)), OFFICER).refused is None


def sent_back(case: MadeUpCase) -> str:
    return returned(case.state.case)[0]


both_ways = pytest.mark.parametrize("lose", [by_owner, by_officer])


@both_ways
def test_r14_a_list_under_check_whose_days_are_over_can_be_filled_again(world: World, lose: Loss) -> None:
    case = applied(world).trained()
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    lose(case, case.ubns[0])
    assert when(case, AddFirm(ANOTHER)).refused is None
    assert case.stage is Listing
    case.checked()
    assert case.stage is Uploading


@both_ways
def test_r14_where_no_window_is_open_the_days_to_mend_a_list_are_given(world: World, lose: Loss) -> None:
    windows = world.programme.windows
    starts = replace(windows, upload=replace(windows.upload, starts="list_accepted"))
    case = applied(World(replace(world.programme, windows=starts), world.calendar)).trained()
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    lose(case, case.ubns[0])
    assert set(case.state.case.windows) == {WindowKind.LIST_FIX}
    assert when(case, AddFirm(ANOTHER)).refused is None


@both_ways
def test_r14_in_resubmission_another_is_named_once_the_rest_is_decided(world: World, lose: Loss) -> None:
    case = applied(world).uploading().submitted()
    first, second = case.ubns[:2]
    case.reviewed(sent_back=(first, second)).noticed()
    assert case.stage is Resubmitting
    lose(case, first)
    assert case.stage is Resubmitting
    case.submitted(second).reviewed(second)
    assert case.stage is Uploading
    assert when(case, AddFirm(ANOTHER)).refused is None
    case.checked().submitted(ANOTHER.profile.ubn)
    assert case.stage is InReview
    case.reviewed(sent_back=(ANOTHER.profile.ubn,)).noticed()
    assert case.stage is Resubmitting


def test_r14_the_last_returned_firm_leaves_and_the_case_goes_on(world: World) -> None:
    case = applied(world).resubmitting()
    by_owner(case, sent_back(case))
    assert case.stage is Uploading


def test_r14_with_no_day_left_the_case_goes_by_what_it_has(world: World) -> None:
    case = applied(world).resubmitting()
    world.now = case.state.case.ended[UPLOAD].due + timedelta(hours=12)
    by_owner(case, sent_back(case))
    assert (case.stage, case.state.outcome) == (Over, Outcome.FAILED_REVIEW)


def test_r14_with_a_firm_that_failed_no_other_is_waited_for(world: World) -> None:
    case = applied(world).uploading().submitted()
    first, second = case.ubns[:2]
    case.reviewed(sent_back=(first, second)).noticed()
    by_officer(case, first)
    case.submitted(second).reviewed(sent_back=(second,))
    assert (case.stage, case.state.outcome) == (Over, Outcome.FAILED_REVIEW)


def test_r14_what_is_left_is_counted_by_the_calendar_in_force(world: World) -> None:
    case = applied(world).in_review()
    last_day = case.state.case.ended[UPLOAD].due_date
    rest_day_added(world, last_day)
    recounted(case)
    world.now = noon(last_day + timedelta(days=1))
    assert when(case, SwapFirm(case.ubns[0], ANOTHER, why(case)), OFFICER).refused is None
    assert case.window(UPLOAD).deadline.due_date > last_day


def test_r14_what_is_left_is_counted_from_the_training_day_that_was_moved(world: World) -> None:
    case = applied(world).in_review()
    before = case.state.case.ended[UPLOAD].due_date
    moved = date.fromordinal(TRAINING_DAY.toordinal() + 7)
    case.ask(NoteSessionMoved(case.session, moved, TRAINING_DAY, why(case), why(case)), ENGINE)
    by_officer(case, case.ubns[0])
    assert case.window(UPLOAD).deadline.due >= midnight_after(before + timedelta(days=7))


def test_r14_a_complete_list_under_check_stays_as_it_is(world: World) -> None:
    case = applied(world).trained()
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    ubn = case.ubns[0]
    when(case, AttachLetter(ubn, letter("another"))).then_refused("list_window_closed")
    when(case, RemoveFirm(ubn)).then_refused("list_window_closed")


def test_r14_after_a_firm_has_failed_no_turn_is_opened_again(world: World) -> None:
    case = applied(world).uploading().submitted()
    first, second = case.ubns[:2]
    case.reviewed(sent_back=(first, second)).noticed()
    case.submitted(second).window_ended(WindowKind.RESUBMISSION)
    assert case.stage is InReview
    when(case, SwapFirm(second, ANOTHER, why(case)), OFFICER).then_refused("swap_too_late")
    by_owner(case, second)
    assert (case.stage, case.state.outcome) == (Over, Outcome.FAILED_REVIEW)
