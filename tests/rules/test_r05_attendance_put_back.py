"""R5: an attendance that was struck by mistake is put back, by a correction or by recording it again."""

from datetime import timedelta

import pytest

from domain.deadline import WindowKind
from domain.enrolment.changes import ProposeReinstatement
from domain.enrolment.events import Attended, Outcome
from domain.enrolment.session_commands import Attendance, NoteAttendance, NoteAttendanceCorrected
from domain.enrolment.state import Applying, FeeDue, Listing, Over, Uploading
from domain.programme import Programme
from domain.session import Attendee, CancelSession, CorrectAttendance, Correction, RecordAttendance
from domain.task import ClaimTask, TaskClosed, TaskKind, open_of_kind
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import (
    ENGINE,
    OFFICER,
    OTHER_GUILD,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
    noon,
)
from tests.domain.specification import Specification, when
from tests.made_up import settled


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


def corrected(case: MadeUpCase, how: Attendance | None = Attendance.ON_SITE) -> NoteAttendanceCorrected:
    return NoteAttendanceCorrected(case.session, how, why(case))


def struck(case: MadeUpCase) -> MadeUpCase:
    case.ask(corrected(case, None), ENGINE)
    return case


def recorded(case: MadeUpCase) -> NoteAttendance:
    return NoteAttendance(case.session, TRAINING_DAY, Attendance.ON_SITE)


@pytest.mark.parametrize("stage", [Applying, Listing])
def test_r05_who_was_struck_and_put_back_goes_on_as_before(world: World, stage: type) -> None:
    case = struck(applied(world).attended() if stage is Applying else applied(world).trained())
    assert (case.stage, case.state.attended) == (Applying, None)
    case.ask(corrected(case), ENGINE)
    assert case.stage is stage
    assert case.state.case.attended == Attended(case.session, TRAINING_DAY, Attendance.ON_SITE)
    when(case, corrected(case), ENGINE).then_nothing()


@pytest.mark.parametrize("told", [corrected, recorded])
@pytest.mark.parametrize("claimed", [False, True])
def test_r05_who_is_trained_and_put_back_is_no_officers_to_decide_any_more(
    world: World, told: object, claimed: bool
) -> None:
    case = struck(applied(world).uploading())
    task = case.task(TaskKind.WRONG_ATTENDANCE)
    if claimed:
        case.ask(ClaimTask(task), OFFICER)
    attended = Attended(case.session, TRAINING_DAY, Attendance.ON_SITE)
    when(case, told(case), ENGINE).then(TaskClosed(task, done=False), attended)  # type: ignore[operator]
    assert (case.stage, case.state.case.attended) == (Uploading, attended)
    assert open_of_kind(case.state.case.tasks, TaskKind.WRONG_ATTENDANCE) is None


def test_r05_a_fee_that_is_due_stays_so(world: World) -> None:
    case = struck(applied(world).certified())
    case.ask(corrected(case), ENGINE)
    assert case.stage is FeeDue
    assert case.state.case.attended is not None


def test_r05_the_session_of_another_guild_is_not_put_back(world: World) -> None:
    case = applied(world).vetted()
    elsewhere = held_session(world, TRAINING_DAY, OTHER_GUILD)
    told = NoteAttendanceCorrected(elsewhere, Attendance.ON_SITE, why(case))
    when(case, told, ENGINE).then_refused("session_of_other_guild")


def test_r05_who_lapsed_by_the_mistake_is_trained_once_reinstated(world: World) -> None:
    case, last = struck(applied(world).trained()), world.programme.sessions.mandatory_last_day
    case.window_ended(WindowKind.TRAINING).window_ended(WindowKind.RECORDING)
    assert (case.stage, case.state.outcome) == (Over, Outcome.LAPSED_TRAINING)
    case.ask(corrected(case), ENGINE)
    assert (case.stage, case.state.case.attended) == (
        Over,
        Attended(case.session, TRAINING_DAY, Attendance.ON_SITE),
    )
    carried_out(case, ProposeReinstatement(last + timedelta(days=20), why(case)))
    assert (case.stage, case.state.training_day) == (Listing, TRAINING_DAY)
    assert WindowKind.TRAINING not in case.state.case.windows


def test_r05_nobody_is_put_back_into_a_cancelled_session(world: World) -> None:
    case = applied(world)
    session = Specification(world, case.session)
    session.when(RecordAttendance((Attendee(case.id, Attendance.ON_SITE),)), VETTER, noon(TRAINING_DAY))
    session.when(CorrectAttendance((Correction(case.id, None),), why(case)), VETTER)
    assert session.when(CancelSession(why(case)), VETTER).refused is None
    again = CorrectAttendance((Correction(case.id, Attendance.ONLINE),), why(case))
    session.when(again, VETTER).then_refused("session_called_off")
