"""Sessions: scheduled once, attendance told once for each case."""

from domain.enrolment.session_commands import Attendance
from domain.event import Role
from domain.session import AttendanceRecorded, Attendee, RecordAttendance, ScheduleSession, SessionScheduled
from domain.streams import derived
from tests.domain.made_up_cases import GUILD, OTHER_GUILD, TRAINING_DAY, World, actor
from tests.domain.specification import Specification

SESSION, STAFF = derived("session", 1), actor(Role.GUILD, guild=GUILD)
ONE, TWO = Attendee(derived("case", 1), Attendance.ONLINE), Attendee(derived("case", 2), Attendance.ON_SITE)


def scheduled(world: World) -> Specification:
    details = SessionScheduled(world.programme.year, GUILD, TRAINING_DAY, "Hualien", 40, 40)
    return Specification(world, SESSION).given(details)


def test_a_session_is_scheduled_once(world: World) -> None:
    again = ScheduleSession(world.programme.year, GUILD, TRAINING_DAY, "Hualien", 40, 40)
    scheduled(world).when(again, STAFF).then_nothing()


def test_attendance_that_comes_in_parts_tells_each_case_once(world: World) -> None:
    session = scheduled(world)
    session.when(RecordAttendance((ONE,)), STAFF).then(AttendanceRecorded((ONE,)))
    session.when(RecordAttendance((ONE, TWO)), STAFF).then(AttendanceRecorded((TWO,)))
    session.when(RecordAttendance((TWO, ONE)), STAFF).then_nothing()


def test_a_case_named_twice_in_one_list_is_told_once(world: World) -> None:
    scheduled(world).when(RecordAttendance((ONE, ONE)), STAFF).then(AttendanceRecorded((ONE,)))


def test_another_guild_records_nothing(world: World) -> None:
    other = actor(Role.GUILD, guild=OTHER_GUILD)
    scheduled(world).when(RecordAttendance((ONE,)), other).then_refused("not_your_guild")


def test_nobody_attends_a_session_that_is_not_there(world: World) -> None:
    nowhere = Specification(world, derived("session", "nowhere"))
    nowhere.when(RecordAttendance((ONE,)), STAFF).then_refused("session_unknown")
