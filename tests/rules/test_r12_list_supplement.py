"""R12: the list is complete within 8 working days of the training day, which is not counted."""

from datetime import date

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.commands import AddFirm, AttachLetter, RemoveFirm
from domain.enrolment.events import Outcome
from domain.enrolment.state import Listing, Over
from domain.task import TaskKind
from tests.domain.made_up_cases import MadeUpCase, World, applied, last_moment
from tests.domain.made_up_particulars import entry, letter
from tests.domain.specification import when

# From Monday 4/14, with nothing but weekends between.
LAST_DAY = date(2025, 4, 24)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """A trained trainee who lacks one firm."""
    return applied(world, named=world.programme.registration.firms - 1).trained()


def test_r12_what_comes_on_the_eighth_working_day_completes_the_list(case: MadeUpCase) -> None:
    last = case.firms[-1]
    assert when(case, AddFirm(entry(last)), at=last_moment(LAST_DAY)).refused is None
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.stage is Listing
    assert case.task(TaskKind.CHECK_LIST)


def test_r12_what_comes_after_it_is_too_late(case: MadeUpCase) -> None:
    after, first = midnight_after(LAST_DAY), case.firms[0].ubn
    when(case, AddFirm(entry(case.firms[-1])), at=after).then_refused("list_window_closed")
    when(case, AttachLetter(first, letter("new")), at=after).then_refused("list_window_closed")
    when(case, RemoveFirm(first), at=after).then_refused("list_window_closed")


def test_r12_an_incomplete_list_lapses(case: MadeUpCase) -> None:
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.stage is Over
    assert (case.state.outcome, case.state.case.firms) == (Outcome.LAPSED_LIST, {})


def test_r12_a_firm_without_a_letter_leaves_the_list_incomplete(case: MadeUpCase) -> None:
    case.ask(AddFirm(entry(case.firms[-1], signed=False)))
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.state.outcome is Outcome.LAPSED_LIST


def test_r12_the_list_of_one_who_attended_closes_though_the_online_course_is_missing(world: World) -> None:
    case = applied(world, named=world.programme.registration.firms - 1).vetted().attended()
    last = entry(case.firms[-1])
    when(case, AddFirm(last), at=midnight_after(LAST_DAY)).then_refused("list_window_closed")
    assert when(case, AddFirm(last), at=last_moment(LAST_DAY)).refused is None
