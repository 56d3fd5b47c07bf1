"""R27: nobody checks a list in which they entered a firm, its data or its letter."""

from dataclasses import replace

import pytest

from domain.enrolment.changes import CorrectFirm, SwapFirm
from domain.enrolment.commands import AttachLetter, CheckList, FirmFinding, Register
from domain.event import Actor, Role
from domain.programme import Programme
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from domain.working import AssignTask
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import why
from tests.domain.made_up_cases import (
    CHECKER,
    GUILD,
    OFFICER,
    OTHER_OFFICER,
    VETTER,
    MadeUpCase,
    World,
    actor,
    applied,
    held_session,
    trainee,
)
from tests.domain.made_up_particulars import entry, letter
from tests.domain.specification import when
from tests.made_up import OTHER_SERVICES, firm, holding, settled

NEW = firm(900, OTHER_SERVICES)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).trained()


def corrected(case: MadeUpCase, by: Actor, revenue: int) -> None:
    wrong = case.firm(case.ubns[3]).profile
    answer = when(case, CorrectFirm(replace(wrong, revenue=revenue), why(case)), by)
    assert answer.refused is None, answer.refused


def swapped_in(case: MadeUpCase) -> None:
    case.ask(SwapFirm(case.ubns[0], entry(NEW, signed=False), why(case)), OFFICER)
    case.ask(AttachLetter(NEW.ubn, letter("new")))


def may_not_check(case: MadeUpCase, by: Actor) -> None:
    """Neither claim, nor be given, nor decide the check."""
    task = case.task(TaskKind.CHECK_LIST)
    findings = tuple(FirmFinding(ubn, (), None) for ubn in case.ubns)
    when(case, ClaimTask(task), by).then_refused("maker_cannot_check")
    when(case, AssignTask(task, by), OTHER_OFFICER).then_refused("maker_cannot_check")
    when(case, CheckList(task, findings), by).then_refused("maker_cannot_check")


def test_r27_who_corrected_a_firm_does_not_check_it(case: MadeUpCase) -> None:
    corrected(case, OFFICER, 9_000_000)
    may_not_check(case, OFFICER)
    assert when(case, ClaimTask(case.task(TaskKind.CHECK_LIST)), OTHER_OFFICER).refused is None


def test_r27_who_swapped_a_firm_in_does_not_check_it_though_its_trainee_brought_the_letter(
    case: MadeUpCase,
) -> None:
    swapped_in(case)
    may_not_check(case, OFFICER)
    assert when(case, ClaimTask(case.task(TaskKind.CHECK_LIST)), CHECKER).refused is None


def test_r27_another_correction_does_not_make_the_first_one_somebody_elses(case: MadeUpCase) -> None:
    corrected(case, OFFICER, 9_000_000)
    corrected(case, OTHER_OFFICER, 8_000_000)
    when(case, ClaimTask(case.task(TaskKind.CHECK_LIST)), OFFICER).then_refused("maker_cannot_check")


def test_r27_under_another_account_the_maker_is_the_same_person(case: MadeUpCase) -> None:
    corrected(case, OFFICER, 9_000_000)
    may_not_check(case, replace(actor(Role.LEAD_REVIEWER, 7), person=OFFICER.person))


def test_r27_who_has_left_with_what_they_entered_may_check_the_rest(case: MadeUpCase) -> None:
    swapped_in(case)
    case.ask(SwapFirm(NEW.ubn, entry(firm(901, OTHER_SERVICES))))
    assert when(case, ClaimTask(case.task(TaskKind.CHECK_LIST)), OFFICER).refused is None


def test_r27_who_imported_a_list_does_not_check_it_and_its_guild_still_vets(world: World) -> None:
    held = held_session(world)
    account, person = trainee(1)
    firms = holding("manufacturing", world.programme, start=100)
    case = MadeUpCase(world, derived("case", 1), account, held, tuple(firms))
    entries = tuple(entry(profile) for profile in firms)
    case.ask(Register(world.programme.year, person, GUILD, held, entries), VETTER)
    as_reviewer = replace(actor(Role.REVIEWER, 7), person=VETTER.person)
    case.trained()
    may_not_check(case, as_reviewer)
