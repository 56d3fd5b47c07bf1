"""R36: an attendance that the guild records after the case has lapsed is there once it is reinstated."""

from datetime import timedelta

import pytest

from domain.deadline import WindowKind
from domain.enrolment.changes import ProposeReinstatement
from domain.enrolment.commands import CompleteOnlineCourse, Withdraw
from domain.enrolment.events import Attended, Trained
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.enrolment.state import Listing, Over
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import ENGINE, MadeUpCase, World, applied, held_session
from tests.domain.specification import when


@pytest.fixture
def lapsed(world: World) -> MadeUpCase:
    """Vetted, with the course done and a seat at the last session, whose attendance nobody recorded."""
    held = held_session(world, world.programme.sessions.mandatory_last_day)
    case = applied(world, held=held).vetted()
    case.ask(CompleteOnlineCourse())
    return case.window_ended(WindowKind.TRAINING).window_ended(WindowKind.RECORDING)


def recorded(case: MadeUpCase) -> NoteAttendance:
    return NoteAttendance(case.session, case.world.programme.sessions.mandatory_last_day, Attendance.ON_SITE)


def test_r36_who_attended_goes_on_with_the_list(lapsed: MadeUpCase) -> None:
    last_day = lapsed.world.programme.sessions.mandatory_last_day
    answer = when(lapsed, recorded(lapsed), ENGINE)
    assert [type(write.event) for write in answer.decision] == [Attended]
    assert lapsed.stage is Over
    carried_out(lapsed, ProposeReinstatement(last_day + timedelta(days=20), why(lapsed)))
    assert lapsed.stage is Listing
    assert Trained(last_day) in lapsed.events


def test_r36_told_again_it_changes_nothing(lapsed: MadeUpCase) -> None:
    when(lapsed, recorded(lapsed), ENGINE)
    when(lapsed, recorded(lapsed), ENGINE).then_refused("case_closed")


def test_r36_a_case_that_cannot_come_back_takes_none(world: World) -> None:
    case = applied(world).vetted()
    case.ask(Withdraw(None))
    when(case, recorded(case), ENGINE).then_refused("case_closed")
