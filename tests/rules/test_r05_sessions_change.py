"""R5: a moved or cancelled session tells its cases, and what hangs on its day is counted again."""

from datetime import date, timedelta

import pytest

from domain.checkup.commands import DeclareNone
from domain.checkup.state import Cancelled, Filling
from domain.deadline import WindowKind, deadline, taipei_date
from domain.enrolment.changes import ProposeReinstatement
from domain.enrolment.events import Outcome, WindowOpened
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.session_commands import (
    Attendance,
    ChangeSession,
    DecideWrongAttendance,
    NoteAttendance,
    NoteAttendanceCorrected,
    NoteSessionCancelled,
    NoteSessionMoved,
)
from domain.enrolment.session_events import (
    AttendanceModeCorrected,
    AttendanceStruck,
    OwnSessionCancelled,
    SessionChanged,
)
from domain.enrolment.state import Applying, Listing, Over, Uploading
from domain.programme import Programme
from domain.streams import derived
from domain.task import ClaimTask, TaskKind, open_of_kind
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out
from tests.domain.made_up_cases import (
    ENGINE,
    OFFICER,
    OTHER_GUILD,
    TRAINING_DAY,
    MadeUpCase,
    World,
    applied,
    held_session,
    noon,
)
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when
from tests.made_up import settled

WHY, NOTE = (sealed(derived("person", 1), text) for text in ("why", "when and where"))
LATER = TRAINING_DAY + timedelta(days=14)
DAY_AFTER = TRAINING_DAY + timedelta(days=1)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


def moved(case: MadeUpCase, day: date = DAY_AFTER) -> NoteSessionMoved:
    return NoteSessionMoved(case.session, day, TRAINING_DAY, NOTE, WHY)


def struck(case: MadeUpCase) -> NoteAttendanceCorrected:
    return NoteAttendanceCorrected(case.session, None, WHY)


def mails(case: MadeUpCase, template: Template) -> list[MailIntended]:
    told = [event for event in case.events if isinstance(event, MailIntended)]
    return [mail for mail in told if mail.template is template]


def test_r05_who_waits_for_a_session_is_told_that_it_moved(world: World) -> None:
    case = applied(world)
    case.ask(moved(case), ENGINE)
    [mail] = mails(case, Template.SESSION_MOVED)
    training = case.window(WindowKind.TRAINING).deadline
    assert (mail.was, mail.note, mail.deadline) == (TRAINING_DAY, NOTE, training)


def test_r05_a_session_corrected_to_another_day_moves_the_windows_of_who_attended(world: World) -> None:
    case = applied(world).trained()
    world.now = noon(DAY_AFTER)
    case.ask(moved(case), ENGINE)
    assert case.state.training_day == DAY_AFTER
    for kind in (WindowKind.LIST_SUPPLEMENT, WindowKind.UPLOAD):
        counted = deadline(kind, DAY_AFTER, world.programme, world.calendar)
        assert case.window(kind).deadline == counted
        assert any(isinstance(one, WindowOpened) and one.deadline == counted for one in case.events)
    [mail] = mails(case, Template.SESSION_MOVED)
    assert mail.deadline == case.window(WindowKind.LIST_SUPPLEMENT).deadline


def test_r05_only_open_windows_are_counted_again(world: World) -> None:
    case = applied(world).uploading()
    case.ask(moved(case), ENGINE)
    assert set(case.state.case.windows) == {WindowKind.UPLOAD}
    assert case.window(WindowKind.UPLOAD).deadline.starts == DAY_AFTER


def test_r05_a_move_of_a_session_that_a_case_left_concerns_it_no_more(world: World) -> None:
    case = applied(world)
    case.ask(ChangeSession(held_session(world, LATER)))
    when(case, moved(case), ENGINE).then_nothing()
    when(case, NoteSessionCancelled(case.session, TRAINING_DAY, WHY), ENGINE).then_nothing()


def test_r05_the_case_of_a_cancelled_session_waits_for_another(world: World) -> None:
    case = applied(world, attends=Attendance.ON_SITE)
    case.ask(NoteSessionCancelled(case.session, TRAINING_DAY, WHY), ENGINE)
    assert OwnSessionCancelled(case.session, TRAINING_DAY) in case.events
    assert (case.stage, case.state.case.session_cancelled, case.state.case.seat) == (Applying, True, None)
    [mail] = mails(case, Template.SESSION_CANCELLED)
    assert (mail.was, mail.note) == (TRAINING_DAY, WHY)
    other = held_session(world, LATER)
    case.ask(ChangeSession(other))
    assert (case.state.case.session, case.state.case.session_cancelled) == (other, False)
    assert case.trained(other).state.training_day == LATER


def test_r05_whose_session_was_cancelled_need_not_name_more_firms_for_the_next(world: World) -> None:
    july = world.programme.registration.early.until + timedelta(days=1)
    case = applied(world, named=2)
    other = held_session(world, july)
    when(case, ChangeSession(other)).then_refused("too_few_firms")
    case.ask(NoteSessionCancelled(case.session, TRAINING_DAY, WHY), ENGINE)
    when(case, ChangeSession(other)).then(SessionChanged(other, None))


def test_r05_nobody_changes_to_a_session_of_another_guild_or_one_that_was_held(world: World) -> None:
    case = applied(world)
    elsewhere, other = held_session(world, LATER, OTHER_GUILD), held_session(world, LATER)
    when(case, ChangeSession(elsewhere)).then_refused("session_of_other_guild")
    when(case, ChangeSession(other), at=noon(LATER + timedelta(days=1))).then_refused("session_over")
    case.attended()
    when(case, ChangeSession(other), at=noon(LATER)).then_refused("attended_already")


def test_r05_a_wrong_attendance_is_taken_back_while_nothing_would_be_lost(world: World) -> None:
    case = applied(world).trained()
    assert open_of_kind(case.state.case.tasks, TaskKind.CHECK_LIST) is not None
    case.ask(struck(case), ENGINE)
    assert (case.stage, case.state.vetted, case.state.online_course) == (Applying, True, True)
    assert (case.state.attended, set(case.state.case.windows)) == (None, {WindowKind.TRAINING})
    assert {type(case.checkup(ubn)) for ubn in case.ubns} == {Cancelled}
    assert case.state.case.tasks == {}
    case.attended(held_session(world, LATER))
    assert (case.stage, case.state.training_day) == (Listing, LATER)
    assert {type(case.checkup(ubn)) for ubn in case.ubns} == {Filling}


@pytest.mark.parametrize("touched", ["checked", "evidence"])
def test_r05_a_wrong_attendance_of_a_case_that_went_on_is_an_officers_to_decide(
    world: World, touched: str
) -> None:
    case = applied(world).trained()
    if touched == "checked":
        case.checked(wrong={case.ubns[0]: ("letter_illegible",)})
    else:
        case.ask_checkup(case.ubns[0], DeclareNone("fuel", WHY))
    case.ask(struck(case), ENGINE)
    assert case.stage is Listing
    assert case.task(TaskKind.WRONG_ATTENDANCE)


@pytest.mark.parametrize(("stands", "stage"), [(True, Uploading), (False, Over)])
def test_r05_the_officer_lets_it_stand_or_ends_it(world: World, stands: bool, stage: type) -> None:
    case = applied(world).uploading()
    case.ask(struck(case), ENGINE)
    task = case.task(TaskKind.WRONG_ATTENDANCE)
    case.ask(ClaimTask(task), OFFICER)
    case.ask(DecideWrongAttendance(task, stands, WHY), OFFICER)
    assert case.stage is stage
    if not stands:
        assert (case.state.outcome, case.state.reasons) == (Outcome.LAPSED_TRAINING, ("attendance_struck",))


@pytest.mark.parametrize("trained", [False, True])
def test_r05_another_session_that_was_attended_counts_instead(world: World, trained: bool) -> None:
    case = applied(world).trained() if trained else applied(world).attended()
    other = NoteAttendance(held_session(world, DAY_AFTER), DAY_AFTER, Attendance.ONLINE)
    case.ask(NoteAttendanceCorrected(case.session, None, WHY, other), ENGINE)
    assert case.state.case.attended.session == other.session
    if trained:
        assert (case.stage, case.state.training_day) == (Listing, DAY_AFTER)
        assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.starts == DAY_AFTER
    else:
        assert case.state.attended == DAY_AFTER


def test_r05_who_only_came_otherwise_than_recorded_keeps_everything(world: World) -> None:
    case = applied(world).trained()
    corrected = NoteAttendanceCorrected(case.session, Attendance.ONLINE, WHY)
    when(case, corrected, ENGINE).then(AttendanceModeCorrected(case.session, Attendance.ONLINE))
    assert case.stage is Listing


def test_r05_a_wrong_attendance_found_out_when_training_is_over_ends_an_untouched_case(world: World) -> None:
    case = applied(world).trained()
    after = deadline(
        WindowKind.RECORDING, world.programme.sessions.mandatory_last_day, world.programme, world.calendar
    )
    told = when(case, struck(case), ENGINE, after.due)
    assert told.decision[0].event == AttendanceStruck(case.session)
    assert (case.stage, case.state.outcome) == (Over, Outcome.LAPSED_TRAINING)


def test_r05_windows_that_ran_from_a_reinstatement_are_not_cut_short(world: World) -> None:
    case = applied(world, named=3).trained().window_ended(WindowKind.LIST_SUPPLEMENT)
    until = taipei_date(world.now) + timedelta(days=20)
    carried_out(case, ProposeReinstatement(until, WHY))
    before = case.state.case.windows
    assert {window.deadline.starts for window in before.values()} == {taipei_date(world.now)}
    case.ask(moved(case), ENGINE)
    assert case.state.training_day == DAY_AFTER
    assert case.state.case.windows == before


def test_r05_reminders_that_are_past_are_not_made_up_for_when_a_session_moves(world: World) -> None:
    case = applied(world).uploading()
    world.now = case.window(WindowKind.UPLOAD).reminders[0] + timedelta(days=2)
    case.ask(moved(case), ENGINE)
    window = case.window(WindowKind.UPLOAD)
    assert window.deadline.starts == DAY_AFTER
    assert all(instant > world.now for instant in window.reminders)
