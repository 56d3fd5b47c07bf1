"""Sessions that are moved, cancelled, or whose attendance is corrected; and their numbered seats."""

from datetime import date, timedelta

from domain.enrolment.commands import Withdraw
from domain.enrolment.events import Registered
from domain.enrolment.session_commands import Attendance, ChangeSession
from domain.event import Role
from domain.seat import Seat, SeatFreed, SeatTaken
from domain.session import (
    AttendanceCorrected,
    AttendanceRecorded,
    Attendee,
    CancelSession,
    CorrectAttendance,
    Correction,
    MoveSession,
    RecordAttendance,
    SessionCancelled,
    SessionMoved,
    SessionScheduled,
    scheduled,
)
from domain.streams import derived
from tests.domain.made_up_cases import (
    GUILD,
    OTHER_GUILD,
    TRAINING_DAY,
    World,
    actor,
    applied,
    held_session,
    noon,
)
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import Specification, when

SESSION, STAFF = derived("session", 1), actor(Role.GUILD, guild=GUILD)
WHY = sealed(derived("person", 1), "why")
ONE, TWO = derived("case", 1), derived("case", 2)
LATER = TRAINING_DAY + timedelta(days=7)
RECORD = RecordAttendance((Attendee(ONE, Attendance.ONLINE), Attendee(TWO, Attendance.ON_SITE)))


def session_of(world: World, on_site: int = 40) -> Specification:
    details = SessionScheduled(world.programme.year, GUILD, TRAINING_DAY, "Hualien", on_site, 40)
    return Specification(world, SESSION).given(details)


def test_a_session_moves_to_another_day_or_place(world: World) -> None:
    session = session_of(world)
    session.when(MoveSession(LATER, "Taitung", WHY), STAFF).then(SessionMoved(LATER, "Taitung", TRAINING_DAY))
    session.when(MoveSession(LATER, "Taitung", WHY), STAFF).then_nothing()
    details = scheduled(world.session(SESSION)).details
    assert (details.day, details.place) == (LATER, "Taitung")


def test_the_rules_of_a_sessions_day_hold_for_the_new_one(world: World) -> None:
    session = session_of(world)
    last_day = world.programme.sessions.mandatory_last_day
    late, early = last_day + timedelta(days=1), date(2025, 1, 31)
    session.when(MoveSession(late, "Taitung", WHY), STAFF).then_refused("session_after_last_day")
    session.when(MoveSession(early, "Taitung", WHY), STAFF).then_refused("session_before_first_day")
    other = actor(Role.GUILD, guild=OTHER_GUILD)
    session.when(MoveSession(LATER, "Taitung", WHY), other).then_refused("not_your_guild")


def test_a_session_that_was_held_moves_to_a_day_that_has_come(world: World) -> None:
    session = session_of(world)
    session.when(RECORD, STAFF, noon(TRAINING_DAY))
    tomorrow = TRAINING_DAY + timedelta(days=1)
    session.when(MoveSession(tomorrow, "Hualien", WHY), STAFF).then_refused("session_not_held_yet")
    told = session.when(MoveSession(tomorrow, "Hualien", WHY), STAFF, noon(tomorrow))
    told.then(SessionMoved(tomorrow, "Hualien", TRAINING_DAY))


def test_a_cancelled_session_takes_nothing_more(world: World) -> None:
    session = session_of(world)
    session.when(CancelSession(WHY), STAFF).then(SessionCancelled(TRAINING_DAY))
    session.when(CancelSession(WHY), STAFF).then_nothing()
    for asked in (RECORD, MoveSession(LATER, "Taitung", WHY)):
        session.when(asked, STAFF).then_refused("session_called_off")


def test_a_session_that_somebody_attended_is_not_cancelled(world: World) -> None:
    session = session_of(world)
    session.when(RECORD, STAFF)
    session.when(CancelSession(WHY), STAFF).then_refused("session_was_held")
    nobody = CorrectAttendance((Correction(ONE, None), Correction(TWO, None)), WHY)
    session.when(nobody, STAFF).then(AttendanceCorrected(nobody.corrections))
    session.when(CancelSession(WHY), STAFF).then(SessionCancelled(TRAINING_DAY))


def test_only_what_was_recorded_otherwise_is_corrected(world: World) -> None:
    session = session_of(world)
    session.when(RECORD, STAFF)
    same, other = Correction(ONE, Attendance.ONLINE), Correction(TWO, Attendance.ONLINE)
    session.when(CorrectAttendance((same, other), WHY), STAFF).then(AttendanceCorrected((other,)))
    unknown = CorrectAttendance((Correction(derived("case", 3), None),), WHY)
    session.when(unknown, STAFF).then_refused("attendance_not_recorded")


def test_who_was_struck_may_be_recorded_again(world: World) -> None:
    session = session_of(world)
    session.when(RECORD, STAFF)
    session.when(CorrectAttendance((Correction(ONE, None),), WHY), STAFF)
    session.when(RECORD, STAFF).then(AttendanceRecorded((Attendee(ONE, Attendance.ONLINE),)))


def test_who_says_how_they_come_gets_a_numbered_seat_until_none_is_left(world: World) -> None:
    session_of(world, on_site=2)
    cases = [applied(world, number, held=SESSION, attends=Attendance.ON_SITE) for number in (1, 2)]
    assert [case.state.case.seat for case in cases] == [Seat(Attendance.ON_SITE, number) for number in (1, 2)]
    third = applied(world, 3, held=SESSION)
    assert third.state.case.seat is None
    full = when(third, ChangeSession(SESSION, Attendance.ON_SITE))
    full.then_refused("seats_full")
    cases[0].ask(Withdraw(None))
    third.ask(ChangeSession(SESSION, Attendance.ON_SITE))
    assert third.state.case.seat == Seat(Attendance.ON_SITE, 1)


def test_a_seat_is_given_back_with_the_session(world: World) -> None:
    session_of(world)
    case = applied(world, held=SESSION, attends=Attendance.ONLINE)
    [registered] = [event for event in case.events if isinstance(event, Registered)]
    assert registered.seat == Seat(Attendance.ONLINE, 1)
    other = held_session(world, LATER)
    written = [write.event for write in when(case, ChangeSession(other, Attendance.ON_SITE)).decision]
    assert SeatFreed(SESSION, Attendance.ONLINE, 1, case.id) in written
    assert SeatTaken(other, Attendance.ON_SITE, 1, case.id) in written
