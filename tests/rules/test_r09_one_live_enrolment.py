"""R9: a firm is in one live enrolment of a year, nor again once submitted and not failed; small or medium."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.enrolment.commands import AddFirm, RemoveFirm, Withdraw
from domain.programme import Programme
from domain.refusals import FirmTaken
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry
from tests.domain.specification import Answer, when
from tests.made_up import firm, usual


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    rules = usual(programme)
    return World(replace(rules, review=replace(rules.review, after_lapse=True)), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world, 1)


def named_by_another(case: MadeUpCase, place: int = 0) -> Answer:
    """Another trainee names one of the case's firms."""
    other = applied(case.world, 2, named=case.world.programme.registration.early.firms)
    return when(other, AddFirm(entry(case.firms[place])))


def test_r09_a_firm_of_a_live_case_is_taken(case: MadeUpCase) -> None:
    named_by_another(case).then_refused("firm_taken")
    with pytest.raises(FirmTaken):
        applied(case.world, 3, firms=case.firms)


@pytest.mark.parametrize(
    "let_go",
    [
        lambda case: case.ask(RemoveFirm(case.firms[0].ubn)),
        lambda case: case.ask(Withdraw(None)),
        lambda case: case.vetted(accepted=False),
    ],
    ids=["taken off", "withdrawn", "rejected"],
)
def test_r09_a_firm_that_is_let_go_is_free(case: MadeUpCase, let_go: Callable[[MadeUpCase], object]) -> None:
    let_go(case)
    assert named_by_another(case).refused is None


def test_r09_its_own_trainee_may_name_it_again(case: MadeUpCase) -> None:
    case.ask(RemoveFirm(case.firms[0].ubn))
    assert when(case, AddFirm(entry(case.firms[0]))).refused is None


@pytest.mark.parametrize("approved", [False, True])
def test_r09_a_submitted_checkup_keeps_its_firm_when_its_case_ends(case: MadeUpCase, approved: bool) -> None:
    case.uploading().submitted(case.firms[0].ubn).ask(Withdraw(None))
    if approved:
        case.reviewed()
    named_by_another(case).then_refused("firm_taken")


def test_r09_a_firm_whose_checkup_failed_is_free(case: MadeUpCase) -> None:
    first = case.firms[0].ubn
    case.uploading().submitted(first).ask(Withdraw(None))
    case.reviewed(sent_back=[first])
    assert named_by_another(case).refused is None


def test_r09_a_firm_not_declared_small_or_medium_is_refused(world: World) -> None:
    case = applied(world, named=world.programme.registration.early.firms)
    when(case, AddFirm(entry(firm(7), small=False))).then_refused("firm_not_small_or_medium")
