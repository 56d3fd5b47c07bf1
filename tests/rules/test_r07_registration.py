"""R7: ten firms with a letter each; two are enough for a session on or before 6/30."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from domain.enrolment.commands import AddFirm, FirmEntry, Register
from domain.event import Actor
from domain.programme import Programme
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import GUILD, VETTER, World, applied, held_session, noon, trainee
from tests.domain.made_up_particulars import entry
from tests.domain.specification import Answer, Specification, when
from tests.made_up import any_month, firm

EARLY, LATE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(replace(programme, stages=any_month(programme)), calendar)


def register(
    world: World,
    day: date,
    entries: Sequence[FirmEntry],
    on: date = date(2025, 3, 10),
    by: Actor | None = None,
) -> Answer:
    account, person = trainee(1)
    asked = Register(world.programme.year, person, GUILD, held_session(world, day), tuple(entries))
    return Specification(world, derived("case", 1)).when(asked, by or account, noon(on))


def entries(count: int, signed: int | None = None) -> list[FirmEntry]:
    letters = count if signed is None else signed
    return [entry(firm(number), signed=number < letters) for number in range(count)]


@pytest.mark.parametrize(("day", "count"), [(EARLY, 2), (EARLY, 10), (LATE, 10)])
def test_r07_enough_firms_with_letters_register(world: World, day: date, count: int) -> None:
    assert register(world, day, entries(count)).refused is None


@pytest.mark.parametrize(
    ("day", "count", "signed", "code"),
    [
        (EARLY, 1, 1, "too_few_firms"),
        (EARLY, 2, 1, "letters_missing"),
        (LATE, 9, 9, "too_few_firms"),
        (LATE, 10, 9, "letters_missing"),
        (EARLY, 11, 11, "too_many_firms"),
    ],
)
def test_r07_one_fewer_or_one_more_is_refused(
    world: World, day: date, count: int, signed: int, code: str
) -> None:
    register(world, day, entries(count, signed)).then_refused(code)


@pytest.mark.parametrize(("count", "code"), [(2, "too_few_firms"), (10, None)])
def test_r07_who_registers_later_for_a_session_that_is_over_needs_ten(
    world: World, count: int, code: str | None
) -> None:
    refused = register(world, EARLY, entries(count), on=LATE).refused
    assert (refused.code if refused else None) == code


def test_r07_a_guilds_list_of_an_early_session_may_come_later(world: World) -> None:
    assert register(world, EARLY, entries(2), on=LATE, by=VETTER).refused is None


def test_r07_of_more_firms_than_needed_two_letters_are_enough(world: World) -> None:
    assert register(world, EARLY, entries(6, signed=2)).refused is None


def test_r07_no_eleventh_firm_is_added(world: World) -> None:
    case = applied(world, firms=[firm(number) for number in range(10)], named=9)
    assert when(case, AddFirm(entry(firm(9)))).refused is None
    when(case, AddFirm(entry(firm(10)))).then_refused("too_many_firms")


def test_r07_a_firm_is_on_the_list_once(world: World) -> None:
    twice = [*entries(9), entry(firm(0))]
    register(world, EARLY, twice).then_refused("firm_listed_twice")
    case = applied(world, firms=[firm(number) for number in range(3)])
    when(case, AddFirm(entry(firm(0)))).then_refused("firm_already_listed")
