"""R5: a no-show waits for another session of the guild until the last mandatory day, then the case lapses."""

from datetime import timedelta

import pytest

from domain.deadline import WindowKind, midnight_after
from domain.enrolment.commands import CompleteOnlineCourse, EndWindow, Register
from domain.enrolment.events import Outcome
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.enrolment.state import Applying, Listing, Over
from domain.streams import derived
from tests.domain.made_up_cases import (
    ENGINE,
    OTHER_GUILD,
    TRAINING_DAY,
    World,
    applied,
    held_session,
    last_moment,
    noon,
    trainee,
)
from tests.domain.made_up_particulars import entry
from tests.domain.specification import Specification, when
from tests.made_up import firm


def test_r05_a_no_show_waits_and_attends_a_later_session_of_the_guild(world: World) -> None:
    case = applied(world).vetted()
    last_day = world.programme.sessions.mandatory_last_day
    later = held_session(world, last_day)
    world.now = last_moment(last_day)
    case.ask(CompleteOnlineCourse())
    assert case.stage is Applying
    case.attended(later)
    assert case.stage is Listing
    assert case.state.training_day == last_day


def test_r05_the_case_lapses_when_the_last_mandatory_day_is_over(world: World) -> None:
    case = applied(world).vetted()
    due = midnight_after(world.programme.sessions.mandatory_last_day)
    end = EndWindow(WindowKind.TRAINING, due)
    when(case, end, ENGINE, due - timedelta(microseconds=1)).then_nothing()
    assert case.stage is Applying
    case.window_ended(WindowKind.TRAINING)
    assert case.stage is Over
    assert (case.state.outcome, case.state.closed) == (Outcome.LAPSED_TRAINING, True)


def test_r05_a_session_of_another_guild_does_not_count(world: World) -> None:
    case = applied(world).vetted()
    elsewhere = held_session(world, TRAINING_DAY, OTHER_GUILD)
    told = when(case, NoteAttendance(elsewhere, TRAINING_DAY, Attendance.ON_SITE), ENGINE)
    told.then_refused("session_of_other_guild")


@pytest.mark.parametrize(("days", "refused"), [(0, False), (1, True)])
def test_r05_who_registers_after_the_last_day_could_not_be_trained(
    world: World, days: int, refused: bool
) -> None:
    session, (account, person) = held_session(world), trainee(1)
    entries = tuple(entry(firm(number)) for number in range(world.programme.registration.firms))
    last_day = world.programme.sessions.mandatory_last_day + timedelta(days=days)
    register = Register(world.programme.year, person, "guild-1", session, entries)
    told = Specification(world, derived("case", 1)).when(register, account, noon(last_day))
    assert (told.refused is not None and told.refused.code == "registration_over") is refused
