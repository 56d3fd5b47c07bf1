"""R4: trained is who did the online course and attended; the training day is the session's date."""

from dataclasses import replace
from datetime import date

import pytest

from domain.enrolment.commands import CompleteOnlineCourse
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.enrolment.state import Applying
from domain.event import Role
from domain.session import AttendanceRecorded, Attendee, RecordAttendance
from domain.streams import derived
from tests.domain.made_up_cases import (
    ENGINE,
    GUILD,
    TRAINING_DAY,
    MadeUpCase,
    World,
    actor,
    applied,
    last_moment,
    noon,
)
from tests.domain.specification import Specification, when

STEPS = ("vetted", "online course", "attended")


def take(case: MadeUpCase, step: str) -> None:
    if step == "vetted":
        case.vetted()
    elif step == "attended":
        case.attended()
    else:
        case.ask(CompleteOnlineCourse())


@pytest.mark.parametrize("missing", STEPS)
def test_r04_each_step_is_needed(world: World, missing: str) -> None:
    case = applied(world)
    for step in STEPS:
        if step != missing:
            take(case, step)
    assert case.stage is Applying
    take(case, missing)
    assert case.state.training_day == TRAINING_DAY


@pytest.mark.parametrize("how", list(Attendance))
@pytest.mark.parametrize("late", STEPS)
def test_r04_the_session_is_the_training_day_whatever_comes_last(
    world: World, how: Attendance, late: str
) -> None:
    case = applied(world)
    for step in sorted(STEPS, key=lambda step: step == late):
        if step == late:
            world.now = noon(date(2025, 4, 17))
        if step == "attended":
            case.attended(how=how)
        else:
            take(case, step)
    assert case.state.training_day == TRAINING_DAY
    assert {window.deadline.starts for window in case.state.case.windows.values()} == {TRAINING_DAY}


def test_r04_attendance_is_recorded_from_the_day_of_the_session_on(world: World) -> None:
    case = applied(world)
    session = Specification(world, case.session)
    attendee = Attendee(case.id, Attendance.ONLINE)
    record, guild = RecordAttendance((attendee,)), actor(Role.GUILD, guild=GUILD)
    session.when(record, guild, last_moment(date(2025, 4, 13))).then_refused("session_not_held_yet")
    session.when(record, guild, noon(TRAINING_DAY)).then(AttendanceRecorded((attendee,)))
    session.when(record, guild).then_nothing()


def test_r04_a_session_of_another_year_trains_nobody(world: World) -> None:
    case = applied(world)
    other = derived("session", "of another year")
    world.events[other] = [replace(world.events[case.session][0], programme="113")]
    noted = NoteAttendance(other, TRAINING_DAY, Attendance.ON_SITE)
    when(case, noted, ENGINE).then_refused("session_unknown")
