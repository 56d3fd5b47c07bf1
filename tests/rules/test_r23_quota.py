"""R23: 8,000 manufacturing and 17,000 services firms; who holds a place, and when it falls free."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.deadline import WindowKind
from domain.enrolment.commands import AddFirm, RemoveFirm, Withdraw
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import MadeUpCase, World, applied
from tests.domain.made_up_particulars import entry
from tests.domain.specification import when
from tests.made_up import NEITHER, OTHER_MANUFACTURING, OTHER_SERVICES, firm, usual

INDUSTRY = {"manufacturing": OTHER_MANUFACTURING, "services": OTHER_SERVICES}


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    rules = usual(programme)
    return World(replace(rules, review=replace(rules.review, after_lapse=True)), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Every firm of the list is a factory, so each holds a place."""
    count = world.programme.registration.firms
    return applied(world, firms=[firm(number, OTHER_MANUFACTURING) for number in range(count)])


def few(world: World, industry: str = NEITHER) -> MadeUpCase:
    """As few firms as a registration takes."""
    count = world.programme.registration.early.firms
    return applied(world, firms=[firm(100 + number, industry) for number in range(count)])


def held(world: World) -> int:
    return len(world.taken["manufacturing"])


@pytest.mark.parametrize(("sector", "quota"), [("manufacturing", 8_000), ("services", 17_000)])
def test_r23_the_last_place_is_given_and_no_further_one(world: World, sector: str, quota: int) -> None:
    case = few(world)
    world.taken[sector] = set(range(1, quota))
    assert when(case, AddFirm(entry(firm(3, INDUSTRY[sector])))).refused is None
    assert world.taken[sector] == set(range(1, quota + 1))
    when(case, AddFirm(entry(firm(4, INDUSTRY[sector])))).then_refused("quota_full")


def test_r23_a_place_that_falls_free_is_given_again(world: World) -> None:
    case = few(world)
    world.taken["services"] = set(range(1, world.programme.quotas.services))
    case.ask(AddFirm(entry(firm(3, OTHER_SERVICES))))
    case.ask(RemoveFirm(firm(3).ubn))
    assert when(case, AddFirm(entry(firm(4, OTHER_SERVICES)))).refused is None


def test_r23_a_firm_in_neither_sector_holds_none(world: World) -> None:
    world.taken = {sector: set(range(1, getattr(world.programme.quotas, sector) + 1)) for sector in INDUSTRY}
    before = {sector: set(taken) for sector, taken in world.taken.items()}
    case = few(world)
    assert {one.place for one in case.state.case.firms.values()} == {None}
    assert world.taken == before


def test_r23_places_are_held_from_listing(world: World) -> None:
    case = few(world, OTHER_MANUFACTURING)
    assert held(world) == len(case.firms)
    case.ask(AddFirm(entry(firm(3, OTHER_MANUFACTURING))))
    assert held(world) == len(case.firms) + 1


@pytest.mark.parametrize(
    "lapse",
    [
        lambda case: case.vetted(accepted=False),
        lambda case: case.ask(Withdraw(None)),
        lambda case: case.window_ended(WindowKind.TRAINING),
        lambda case: case.uploading().window_ended(WindowKind.UPLOAD),
    ],
    ids=["rejected", "withdrawn", "not trained", "nothing uploaded"],
)
def test_r23_the_end_of_a_case_frees_what_is_not_submitted(
    case: MadeUpCase, lapse: Callable[[MadeUpCase], object]
) -> None:
    assert held(case.world) == len(case.firms)
    lapse(case)
    assert held(case.world) == 0


def test_r23_a_submitted_checkup_of_a_lapsed_case_holds_its_place_until_the_decision(
    case: MadeUpCase,
) -> None:
    one, other = case.firms[0].ubn, case.firms[1].ubn
    case.uploading().submitted(one, other).window_ended(WindowKind.UPLOAD)
    assert held(case.world) == 2
    case.reviewed(one, sent_back=[one])
    assert held(case.world) == 1
    case.reviewed(other)
    assert held(case.world) == 1


def test_r23_a_firm_that_fails_is_freed_and_the_approved_are_kept(case: MadeUpCase) -> None:
    case.resubmitting().window_ended(WindowKind.RESUBMISSION)
    assert held(case.world) == len(case.firms) - 1


def test_r23_a_certified_case_keeps_its_places(case: MadeUpCase) -> None:
    case.certified()
    assert held(case.world) == len(case.firms)
