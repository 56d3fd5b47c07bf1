"""Sessions and their cases: who is told, that no news is missed, and that no seat is given twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from temporalio.testing import ActivityEnvironment

from activities.deciding import Decider
from activities.folds import Folds
from activities.session_telling import SessionTelling
from api.missing import missing
from domain.enrolment.changes import DecideProposal, ProposeReinstatement
from domain.enrolment.commands import Register, Trainee, Vet
from domain.enrolment.evolve import fold
from domain.enrolment.session_commands import Attendance, ChangeSession
from domain.enrolment.session_events import ElectiveAttended, ElectiveStruck, TrainingDayMoved
from domain.event import Actor, Cause, Role
from domain.session import (
    AttendanceRecorded,
    CancelSession,
    CorrectAttendance,
    Correction,
    MoveSession,
    ScheduleSession,
    SessionStage,
)
from domain.task import ClaimTask
from store.history import case_at
from store.session_index import cases_of_session, sessions_of_guild
from tests import made_up
from tests.activities.conftest import GUILD, Desk
from workflows.contracts import TellRequest, WorkflowKind

pytestmark = pytest.mark.servers


def registration(desk: Desk, session: UUID, number: int, attends: Attendance | None = None) -> Register:
    keys, person = desk.tools.person_keys, uuid4()
    mark = keys.identity_mark(made_up.national_id(number))
    name, email = keys.seal(person, made_up.person_name(number)), keys.seal(person, made_up.email(number))
    entries = tuple(desk.entry(number * 10 + place) for place in range(2))
    return Register("114", Trainee(person, mark, name, email), "G01", session, entries, attends)


def registered(desk: Desk, session: UUID, number: int, attends: Attendance | None = None) -> UUID:
    case, asked = uuid4(), registration(desk, session, number, attends)
    by = Actor(uuid4(), Role.TRAINEE, asked.trainee.person)
    assert desk.do(WorkflowKind.ENROLMENT, case, asked, by).refusal is None
    return case


def why(desk: Desk) -> Any:
    return desk.tools.person_keys.seal(GUILD.account, "講師異動")


def tell(desk: Desk, session: UUID, version: int | None = None) -> int:
    """Tell of the session's event of this version, or its last."""
    request = TellRequest(session, version or len(desk.tools.event_log.read(session)))
    told: int = ActivityEnvironment().run(SessionTelling(desk.tools).tell_cases, request)
    return told


def settle_told(desk: Desk, case: UUID) -> list[str]:
    """Settle what the engine has for the case; the templates of its mails."""
    for receipt in desk.tools.receipts.drain(case, desk.at + timedelta(days=1)):
        assert desk.settle(receipt).refusal is None
    state = fold(each.event for each in desk.tools.event_log.read(case))
    return [mail.template.value for mail in state.case.mails.values()]  # type: ignore[union-attr]


def test_a_move_reaches_each_case_of_the_session_once_and_no_other(desk: Desk) -> None:
    session, other = desk.schedule("2025-06-10"), desk.schedule("2025-06-20")
    cases = [registered(desk, session, number) for number in range(1, 4)]
    elsewhere = registered(desk, other, 4)
    gone = registered(desk, session, 5)
    assert desk.do(WorkflowKind.ENROLMENT, gone, ChangeSession(other), GUILD).refusal is None
    move = MoveSession(date(2025, 6, 12), "高雄市", why(desk))
    assert desk.do(WorkflowKind.SESSION, session, move, GUILD).refusal is None
    assert [tell(desk, session) for _ in range(2)] == [4, 4]
    assert [settle_told(desk, case) for case in cases] == 3 * [["registered", "session_moved"]]
    assert settle_told(desk, gone) == settle_told(desk, elsewhere) == ["registered"]
    position = desk.tools.event_log.last_position()
    assert set(cases_of_session(desk.tools.database, session, position)) == {*cases, gone}
    assert sessions_of_guild(desk.tools.database, "114", "G01") == [session, other]


def test_the_trainee_reads_where_and_why_under_their_own_key(desk: Desk) -> None:
    session = desk.schedule("2025-06-10")
    case = registered(desk, session, 1)
    desk.do(WorkflowKind.SESSION, session, MoveSession(date(2025, 6, 12), "高雄市", why(desk)), GUILD)
    tell(desk, session)
    settle_told(desk, case)
    state: Any = fold(each.event for each in desk.tools.event_log.read(case))
    *_, mail = state.case.mails.values()
    assert mail.note.person == state.case.trainee.person
    assert desk.tools.person_keys.open(mail.note) == "2025-06-12，高雄市；講師異動"


def test_who_registered_since_is_told_nothing_when_a_session_tells_its_news_again(desk: Desk) -> None:
    session = desk.schedule("2025-06-10")
    before = registered(desk, session, 1)
    for day in (12, 13):
        move = MoveSession(date(2025, 6, day), "高雄市", why(desk))
        assert desk.do(WorkflowKind.SESSION, session, move, GUILD).refusal is None
    since = registered(desk, session, 2)
    desk.at = datetime(2025, 6, 13, 10, tzinfo=UTC)
    assert desk.settle(desk.attendance(session, since)).refusal is None
    telling = SessionTelling(desk.tools)
    ActivityEnvironment().run(telling.tell_attendees, TellRequest(session, 4))
    for version in (2, 3, 2, 3):
        assert tell(desk, session, version) == 1
    told = [settle_told(desk, case) for case in (before, since)]
    assert told == [["registered", "session_moved", "session_moved"], ["registered"]]
    assert not any(isinstance(one.event, TrainingDayMoved) for one in desk.tools.event_log.read(since))


def test_where_nobody_can_read_the_reason_any_more_day_and_place_are_told(desk: Desk) -> None:
    session = desk.schedule("2025-06-10")
    case = registered(desk, session, 1)
    desk.do(WorkflowKind.SESSION, session, MoveSession(date(2025, 6, 12), "高雄市", why(desk)), GUILD)
    desk.tools.person_keys.forget(GUILD.account)
    assert tell(desk, session) == 1
    settle_told(desk, case)
    state: Any = fold(each.event for each in desk.tools.event_log.read(case))
    *_, mail = state.case.mails.values()
    assert desk.tools.person_keys.open(mail.note) == "2025-06-12，高雄市"


def test_a_cancellation_leaves_the_cases_waiting_for_another(desk: Desk) -> None:
    session = desk.schedule("2025-06-10")
    case = registered(desk, session, 1, Attendance.ON_SITE)
    desk.do(WorkflowKind.SESSION, session, CancelSession(why(desk)), GUILD)
    assert tell(desk, session) == 1
    assert settle_told(desk, case) == ["registered", "session_cancelled"]


def test_who_was_struck_from_one_session_is_told_again_of_another_that_they_attended(desk: Desk) -> None:
    first, second = desk.schedule("2025-03-10"), desk.schedule("2025-03-10")
    case = registered(desk, first, 1)
    for session in (first, second):
        assert desk.settle(desk.attendance(session, case)).refusal is None
    telling = SessionTelling(desk.tools)
    ActivityEnvironment().run(telling.tell_attendees, TellRequest(first, 2))
    settle_told(desk, case)
    desk.do(WorkflowKind.SESSION, first, CorrectAttendance((Correction(case, None),), why(desk)), GUILD)
    desk.at += timedelta(seconds=1)
    assert tell(desk, first) == 1
    settle_told(desk, case)
    state: Any = fold(each.event for each in desk.tools.event_log.read(case))
    assert state.case.attended.session == second
    assert isinstance(desk.tools.event_log.read(second)[-1].event, AttendanceRecorded)


def test_who_was_struck_from_an_elective_session_is_told_so(desk: Desk) -> None:
    case, elective = registered(desk, desk.schedule("2025-06-10"), 1), uuid4()
    held = ScheduleSession("114", "G01", date(2025, 11, 1), "臺北市", 60, 60, SessionStage.ELECTIVE)
    assert desk.do(WorkflowKind.SESSION, elective, held, GUILD).refusal is None
    desk.at = datetime(2025, 11, 1, 10, tzinfo=UTC)
    assert desk.settle(desk.attendance(elective, case)).refusal is None
    telling = SessionTelling(desk.tools)
    ActivityEnvironment().run(telling.tell_attendees, TellRequest(elective, 2))
    settle_told(desk, case)
    struck = CorrectAttendance((Correction(case, None),), why(desk))
    assert desk.do(WorkflowKind.SESSION, elective, struck, GUILD).refusal is None
    desk.at += timedelta(seconds=1)
    assert [tell(desk, elective) for _ in range(2)] == [1, 1]
    settle_told(desk, case)
    events = [each.event for each in desk.tools.event_log.read(case)]
    assert [event for event in events if isinstance(event, ElectiveAttended | ElectiveStruck)] == [
        ElectiveAttended(elective, date(2025, 11, 1), Attendance.ON_SITE),
        ElectiveStruck(elective),
    ]


def test_a_registration_holds_only_while_its_session_is_as_it_was_read(desk: Desk) -> None:
    session = desk.schedule("2025-06-10")
    asked = registration(desk, session, 1)
    by = Actor(uuid4(), Role.TRAINEE, asked.trainee.person)
    cause = Cause(uuid4(), by, desk.at, desk.at)
    decider = Decider(desk.tools, Folds(desk.tools.event_log))
    decided = decider.decide(WorkflowKind.ENROLMENT, uuid4(), asked, cause, None)
    assert (decided.unchanged, decided.versions[session]) == ((session,), 1)


def test_no_seat_is_given_twice_and_none_stays_empty_while_somebody_asks(desk: Desk) -> None:
    seats, asking = 4, 12
    session = uuid4()
    held = ScheduleSession("114", "G01", date(2025, 6, 10), "臺北市", seats, 0)
    assert desk.do(WorkflowKind.SESSION, session, held, GUILD).refusal is None
    orders = [registration(desk, session, number, Attendance.ON_SITE) for number in range(asking)]

    def register(asked: Register) -> tuple[UUID, str | None]:
        case, by = uuid4(), Actor(uuid4(), Role.TRAINEE, asked.trainee.person)
        for _ in range(200):
            try:
                return case, desk.do(WorkflowKind.ENROLMENT, case, asked, by).refusal
            except Exception as fault:
                # The last seats are held by others on their way: its workflow asks again, as here.
                if type(fault).__name__ != "PlacesBusy":
                    raise
        raise AssertionError("the seats stayed busy")

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(register, orders))
    refusals = [refusal for _, refusal in told]
    assert (refusals.count(None), refusals.count("seats_full")) == (seats, asking - seats)
    states: list[Any] = [
        fold(each.event for each in desk.tools.event_log.read(case)) for case, refusal in told if not refusal
    ]
    assert sorted(state.case.seat.number for state in states) == list(range(1, seats + 1))


def test_online_seats_are_counted_apart(desk: Desk) -> None:
    session = uuid4()
    held = ScheduleSession("114", "G01", date(2025, 6, 10), "臺北市", 0, 1)
    desk.do(WorkflowKind.SESSION, session, held, GUILD)
    full = replace(registration(desk, session, 1), attends=Attendance.ON_SITE)
    by = Actor(uuid4(), Role.TRAINEE, full.trainee.person)
    assert desk.do(WorkflowKind.ENROLMENT, uuid4(), full, by).refusal == "seats_full"
    registered(desk, session, 2, Attendance.ONLINE)
    registered(desk, session, 3)


def test_a_seat_that_was_given_up_and_taken_by_another_stays_theirs(desk: Desk) -> None:
    session, later = uuid4(), desk.schedule("2025-06-20")
    held = ScheduleSession("114", "G01", date(2025, 6, 10), "臺北市", 1, 1)
    assert desk.do(WorkflowKind.SESSION, session, held, GUILD).refusal is None
    case = registered(desk, session, 1, Attendance.ON_SITE)
    task = next(one.event.task for one in desk.tools.event_log.read(case) if hasattr(one.event, "task"))
    desk.do(WorkflowKind.ENROLMENT, case, ClaimTask(task), GUILD)
    assert desk.do(WorkflowKind.ENROLMENT, case, Vet(task, False, None), GUILD).refusal is None
    registered(desk, session, 2, Attendance.ON_SITE)
    reinstated(desk, case)
    back, document = seat_of(desk, case), case_at(desk.tools.event_log, case)
    assert document is not None
    needed = missing(document, desk.tools.programmes.in_force("114"))
    assert "session_seat" in {need["code"] for need in needed}
    assert (
        desk.do(WorkflowKind.ENROLMENT, case, ChangeSession(later, Attendance.ON_SITE), GUILD).refusal is None
    )
    third = registered(desk, session, 3)
    asked = ChangeSession(session, Attendance.ON_SITE)
    assert desk.do(WorkflowKind.ENROLMENT, third, asked, GUILD).refusal == "seats_full"
    assert (back, seat_of(desk, case)) == (None, 1)


def reinstated(desk: Desk, case: UUID) -> None:
    """One officer proposes it, another decides."""
    proposed = ProposeReinstatement(date(2025, 7, 10), why(desk))
    assert (
        desk.do(WorkflowKind.ENROLMENT, case, proposed, Actor(uuid4(), Role.OFFICER, uuid4())).refusal is None
    )
    task = desk.tools.event_log.read(case)[-1].event.task
    other = Actor(uuid4(), Role.OFFICER, uuid4())
    desk.do(WorkflowKind.ENROLMENT, case, ClaimTask(task), other)
    decided = DecideProposal(task, True, why(desk))
    assert desk.do(WorkflowKind.ENROLMENT, case, decided, other).refusal is None


def seat_of(desk: Desk, case: UUID) -> int | None:
    state: Any = fold(each.event for each in desk.tools.event_log.read(case))
    return state.case.seat.number if state.case.seat else None
