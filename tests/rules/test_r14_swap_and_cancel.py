"""R14: a firm is swapped or cancelled by its trainee before its checkup is submitted, later by an officer."""

from dataclasses import replace

import pytest

from domain.checkup.state import Cancelled
from domain.deadline import WindowKind
from domain.enrolment.changes import SwapFirm
from domain.enrolment.commands import AddFirm, AttachLetter, RemoveFirm
from domain.enrolment.mail_events import Template
from domain.enrolment.state import InReview, Over, Uploading
from domain.programme import Programme
from domain.streams import derived
from domain.task import TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied, last_moment
from tests.domain.made_up_particulars import entry, letter, sealed
from tests.domain.specification import when
from tests.made_up import OTHER_MANUFACTURING, OTHER_SERVICES, firm, settled

NEW = firm(900, OTHER_SERVICES)
WHY = sealed(derived("person", 1), "why")


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).uploading()


def swapped(ubn: str) -> SwapFirm:
    return SwapFirm(ubn, entry(NEW), WHY)


def test_r14_a_trainee_swaps_a_firm_whose_checkup_is_not_submitted(case: MadeUpCase) -> None:
    first = case.ubns[0]
    assert when(case, swapped(first)).refused is None
    assert first not in case.ubns
    assert case.firm(NEW.ubn).check == "unchecked"
    assert case.world.firm_holder(first) is None
    assert case.world.firm_holder(NEW.ubn) == case.id
    assert isinstance(case.checkup(first), Cancelled)
    assert case.state.case.mails[next(reversed(case.state.case.mails))].template is Template.FIRM_SWAPPED


def test_r14_a_trainee_cannot_swap_a_submitted_one(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.submitted(first)
    when(case, swapped(first)).then_refused("checkup_already_submitted")
    when(case, RemoveFirm(first)).then_refused("checkup_already_submitted")


def test_r14_an_officer_swaps_a_submitted_one(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.submitted(first)
    assert when(case, swapped(first), OFFICER).refused is None
    assert isinstance(case.checkup(first), Cancelled)


def test_r14_nobody_swaps_what_is_decided(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.submitted(first).reviewed(first, seen=False)
    when(case, swapped(first), OFFICER).then_refused("firm_settled")
    case.observed()
    when(case, RemoveFirm(first, WHY), OFFICER).then_refused("firm_settled")


def test_r14_the_new_firm_needs_a_letter_and_a_check(case: MadeUpCase) -> None:
    first = case.ubns[0]
    when(case, SwapFirm(first, entry(NEW, signed=False))).then_refused("letters_missing")
    case.ask(swapped(first))
    assert case.task(TaskKind.CHECK_LIST)
    case.submitted(*(ubn for ubn in case.ubns if ubn != NEW.ubn))
    assert case.stage is Uploading
    case.checked()
    case.submitted(NEW.ubn)
    assert case.stage is InReview


def test_r14_what_the_check_finds_wrong_is_mended_in_what_is_left(case: MadeUpCase) -> None:
    case.ask(swapped(case.ubns[0]))
    case.checked({NEW.ubn: ("letter_unsigned",)})
    last = last_moment(case.window(WindowKind.UPLOAD).deadline.due_date)
    assert when(case, AttachLetter(NEW.ubn, letter("signed")), at=last).refused is None
    case.checked().submitted()
    assert case.stage is InReview


def test_r14_the_new_firm_gets_what_is_left_of_the_window(case: MadeUpCase) -> None:
    until = case.window(WindowKind.UPLOAD)
    case.submitted()
    assert case.stage is InReview
    assert when(case, swapped(case.ubns[0]), OFFICER).refused is None
    assert case.stage is Uploading
    assert case.window(WindowKind.UPLOAD).deadline == until.deadline
    case.checked().submitted(NEW.ubn)
    assert case.stage is InReview


def test_r14_no_firm_is_swapped_when_nothing_is_left(case: MadeUpCase) -> None:
    until = case.window(WindowKind.UPLOAD).deadline
    case.submitted()
    answer = when(case, swapped(case.ubns[0]), OFFICER, until.due)
    answer.then_refused("upload_window_closed")


def test_r14_the_place_of_the_new_firm_is_taken_before_the_old_one_is_free(world: World) -> None:
    world.programme = replace(world.programme, quotas=replace(world.programme.quotas, services=0))
    case = applied(world).uploading()
    when(case, swapped(case.ubns[0])).then_refused("quota_full")
    assert len(case.ubns) == 10


def test_r14_a_full_quota_refuses_even_who_would_free_a_place_of_it(world: World) -> None:
    world.programme = replace(world.programme, quotas=replace(world.programme.quotas, manufacturing=2))
    case = applied(world).uploading()
    old = next(ubn for ubn in case.ubns if case.firm(ubn).place is not None)
    other = SwapFirm(old, entry(firm(901, OTHER_MANUFACTURING)))
    when(case, other).then_refused("quota_full")


def test_r14_who_cancels_a_firm_may_name_another_while_days_are_left(case: MadeUpCase) -> None:
    case.ask(RemoveFirm(case.ubns[0]))
    when(case, AddFirm(entry(NEW, signed=False))).then_refused("letters_missing")
    assert when(case, AddFirm(entry(NEW))).refused is None
    case.checked().submitted()
    assert case.stage is InReview


def test_r14_cancelling_with_no_day_left_lets_the_case_go_by_what_it_has(case: MadeUpCase) -> None:
    until = case.window(WindowKind.UPLOAD).deadline
    case.submitted().reviewed(*case.ubns[1:])
    case.world.now = until.due
    case.ask(RemoveFirm(case.ubns[0], WHY), OFFICER)
    assert case.stage is Over
    assert case.state.outcome == "failed_review"


def test_r14_a_firm_of_another_case_is_no_swap(world: World) -> None:
    case, other = applied(world).uploading(), applied(world, 2, named=2)
    taken = case.world.case(other.id).case.firms[other.ubns[0]].profile
    when(case, SwapFirm(case.ubns[0], entry(taken))).then_refused("firm_taken")
