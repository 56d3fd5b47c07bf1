"""R3: which months belong to which stage, and attendance of the elective stage, on closed cases too."""

from dataclasses import replace
from datetime import date

import pytest

from domain.enrolment.commands import Withdraw
from domain.enrolment.session_commands import (
    Attendance,
    ChangeSession,
    NoteAttendanceCorrected,
    NoteElectiveAttendance,
)
from domain.enrolment.session_events import ElectiveAttended, ElectiveStruck
from domain.enrolment.state import Over
from domain.event import Role
from domain.programme import Programme
from domain.session import MoveSession, ScheduleSession, SessionScheduled, SessionStage
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import ENGINE, GUILD, World, actor, applied, noon
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import Answer, Specification, when

STAFF, WHY = actor(Role.GUILD, guild=GUILD), sealed(derived("person", 1), "why")


@pytest.fixture
def printed(programme: Programme, calendar: WorkingCalendar) -> World:
    """With the months of the stages as they are, and sessions until the year's end: the day is R1's."""
    sessions = replace(programme.sessions, mandatory_last_day=date(2025, 12, 31))
    return World(replace(programme, sessions=sessions), calendar)


def scheduled(world: World, day: date, stage: SessionStage) -> Answer:
    asked = ScheduleSession(world.programme.year, GUILD, day, "Tainan", 60, 40, stage)
    return Specification(world, derived("session", day, stage)).when(asked, STAFF)


@pytest.mark.parametrize(
    ("stage", "day", "inside"),
    [
        (SessionStage.MANDATORY, date(2025, 7, 31), True),
        (SessionStage.MANDATORY, date(2025, 8, 1), False),
        (SessionStage.ELECTIVE, date(2025, 10, 31), False),
        (SessionStage.ELECTIVE, date(2025, 11, 1), True),
        (SessionStage.ELECTIVE, date(2025, 12, 31), True),
        (SessionStage.ELECTIVE, date(2026, 1, 1), False),
    ],
)
def test_r03_each_stage_has_its_months(printed: World, stage: SessionStage, day: date, inside: bool) -> None:
    told = scheduled(printed, day, stage)
    if inside:
        told.then(SessionScheduled(printed.programme.year, GUILD, day, "Tainan", 60, 40, stage))
    else:
        told.then_refused("session_outside_stage")


def test_r03_a_session_is_moved_within_its_stage(printed: World) -> None:
    first, out = date(2025, 11, 1), date(2025, 10, 31)
    scheduled(printed, first, SessionStage.ELECTIVE)
    session = Specification(printed, derived("session", first, SessionStage.ELECTIVE))
    session.when(MoveSession(out, "Tainan", WHY), STAFF).then_refused("session_outside_stage")


def test_r03_a_session_of_the_elective_stage_trains_nobody(world: World) -> None:
    case, day = applied(world), date(2025, 11, 15)
    scheduled(world, day, SessionStage.ELECTIVE)
    elective = derived("session", day, SessionStage.ELECTIVE)
    when(case, ChangeSession(elective)).then_refused("session_not_mandatory")


def test_r03_elective_attendance_is_noted_on_a_closed_case_and_changes_nothing_else(world: World) -> None:
    case, day = applied(world), date(2025, 11, 15)
    case.ask(Withdraw(None))
    before = case.state
    noted = NoteElectiveAttendance(derived("session", day), day, Attendance.ONLINE)
    told = when(case, noted, ENGINE, noon(day))
    told.then(ElectiveAttended(noted.session, day, Attendance.ONLINE))
    assert case.stage is Over
    assert replace(case.state, case=before.case) == before
    assert case.state.case.electives == {noted.session}


@pytest.mark.parametrize("ended", [False, True])
def test_r03_an_elective_attendance_is_struck_and_put_back_and_the_training_stays(
    world: World, ended: bool
) -> None:
    case, day = applied(world).uploading(), date(2025, 11, 15)
    scheduled(world, day, SessionStage.ELECTIVE)
    elective = derived("session", day, SessionStage.ELECTIVE)
    if ended:
        case.ask(Withdraw(None))
    case.ask(NoteElectiveAttendance(elective, day, Attendance.ONLINE), ENGINE)
    before = case.state
    struck = NoteAttendanceCorrected(elective, None, WHY)
    when(case, struck, ENGINE).then(ElectiveStruck(elective))
    when(case, struck, ENGINE).then_nothing()
    assert case.state.case.electives == frozenset()
    assert (case.state.case.attended, case.state.case.tasks) == (before.case.attended, before.case.tasks)
    again = NoteAttendanceCorrected(elective, Attendance.ON_SITE, WHY)
    when(case, again, ENGINE).then(ElectiveAttended(elective, day, Attendance.ON_SITE))
    when(case, again, ENGINE).then_nothing()
    assert case.state == before


def test_r03_an_elective_attendance_put_back_trains_nobody_who_waits_for_training(world: World) -> None:
    case, day = applied(world).vetted(), date(2025, 11, 15)
    scheduled(world, day, SessionStage.ELECTIVE)
    elective = derived("session", day, SessionStage.ELECTIVE)
    case.ask(NoteAttendanceCorrected(elective, Attendance.ONLINE, WHY), ENGINE)
    assert (case.state.attended, case.state.case.electives) == (None, {elective})
