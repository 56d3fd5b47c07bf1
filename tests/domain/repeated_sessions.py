"""Commands about sessions and the cases that belong to them, each at a stage where it does something."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.enrolment import commands as asks
from domain.enrolment.commands import Channel
from domain.enrolment.session_commands import Attendance
from domain.event import Actor
from domain.guild_year import BeginDigests, DigestOutcome, NoteDigest, guild_year_stream, next_digest
from domain.session import (
    Attendee,
    CancelSession,
    CorrectAttendance,
    Correction,
    MoveSession,
    RecordAttendance,
)
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from tests.domain.made_up_cases import (
    ENGINE,
    GUILD,
    OFFICER,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
)
from tests.domain.made_up_particulars import sealed

Asked = tuple[UUID, Any, Actor]
WHY = sealed(derived("person", 1), "why")
CASE = derived("case", 1)
GUILD_YEAR = guild_year_stream("114", GUILD)
LATER = TRAINING_DAY + timedelta(days=14)


def of_session(asked: Any, *before: Any) -> Callable[[World], Asked]:
    def prepared(world: World) -> Asked:
        session = held_session(world)
        for each in before:
            world.ask(session, each, VETTER)
        return session, asked, VETTER

    return prepared


def of_case(
    stage: Callable[[MadeUpCase], object], asked: Callable[[MadeUpCase], Any], by: Actor | None = None
) -> Callable[[World], Asked]:
    def prepared(world: World) -> Asked:
        case = applied(world)
        stage(case)
        return case.id, asked(case), by or case.trainee

    return prepared


def wrong_attendance(world: World) -> Asked:
    case = applied(world).uploading()
    case.ask(asks.NoteAttendanceCorrected(case.session, None, WHY), ENGINE)
    task = case.task(TaskKind.WRONG_ATTENDANCE)
    case.ask(ClaimTask(task), OFFICER)
    return case.id, asks.DecideWrongAttendance(task, True, WHY), OFFICER


def digest_noted(world: World) -> Asked:
    world.ask(GUILD_YEAR, BeginDigests(world.programme.year, GUILD), ENGINE)
    due = next_digest(world.now, world.programme)
    assert due is not None
    return GUILD_YEAR, NoteDigest(due, due, DigestOutcome.SENT), ENGINE


def nothing(_: MadeUpCase) -> None:
    """The stage at which the case already is."""


def moved(case: MadeUpCase) -> asks.NoteSessionMoved:
    return asks.NoteSessionMoved(case.session, LATER, TRAINING_DAY, WHY, WHY)


SESSION_REPEATS: dict[str, tuple[Callable[[World], Asked], str]] = {
    "session.move": (of_session(MoveSession(LATER, "Keelung", WHY)), ""),
    "session.cancel": (of_session(CancelSession(WHY)), ""),
    "session.correct_attendance": (
        of_session(
            CorrectAttendance((Correction(CASE, None),), WHY),
            RecordAttendance((Attendee(CASE, Attendance.ONLINE),)),
        ),
        "",
    ),
    "enrolment.change_session": (
        of_case(nothing, lambda case: asks.ChangeSession(held_session(case.world, LATER), Attendance.ONLINE)),
        "",
    ),
    "enrolment.note_session_moved": (of_case(nothing, moved, ENGINE), ""),
    "enrolment.note_session_cancelled": (
        of_case(nothing, lambda case: asks.NoteSessionCancelled(case.session, TRAINING_DAY, WHY), ENGINE),
        "",
    ),
    "enrolment.note_attendance_corrected": (
        of_case(
            MadeUpCase.trained, lambda case: asks.NoteAttendanceCorrected(case.session, None, WHY), ENGINE
        ),
        "",
    ),
    "enrolment.note_elective_attendance": (
        of_case(
            nothing,
            lambda case: asks.NoteElectiveAttendance(derived("session", 2), LATER, Attendance.ONLINE),
            ENGINE,
        ),
        "",
    ),
    "enrolment.decide_wrong_attendance": (wrong_attendance, "task_unknown"),
    "guild.begin_digests": (
        lambda world: (GUILD_YEAR, BeginDigests(world.programme.year, GUILD), ENGINE),
        "",
    ),
    "guild.note_digest": (digest_noted, ""),
    "enrolment.log_chase": (
        of_case(nothing, lambda _: asks.LogChase(Channel.PHONE, WHY, LATER), VETTER),
        "",
    ),
}
