"""What a decision about an enrolment may look at besides the enrolment itself, and what it needs loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never, get_args
from uuid import UUID

from domain.checkup.state import CheckupState
from domain.enrolment.changes import (
    ChangeCommand,
    CorrectFirm,
    DecideProposal,
    DecideQuestionedLapse,
    ProposeExtension,
    ProposeReinstatement,
    ProposeRevocation,
    RecountWindows,
    SwapFirm,
    WithdrawConsent,
)
from domain.enrolment.commands import (
    AddFirm,
    AnswerQuestion,
    AskQuestion,
    AttachLetter,
    Comment,
    GiveBankAccount,
    LogChase,
    Register,
    Remind,
    RemindNow,
    SubmitCheckup,
)
from domain.enrolment.mail_commands import CorrectEmail, Invite, NoteMailAccepted, NoteMailRefused, SendAgain
from domain.enrolment.restorable import restorable_ubns, seat_given_up
from domain.enrolment.session_commands import (
    Attendance,
    ChangeSession,
    NoteAttendance,
    NoteAttendanceCorrected,
    NoteElectiveAttendance,
)
from domain.enrolment.state import (
    AWAITING,
    Applying,
    EnrolmentState,
    InReview,
    Over,
    Progress,
    Resubmitting,
    Unregistered,
    Uploading,
)
from domain.event import Cause
from domain.firm import FirmProfile
from domain.industry import Sector, sector_of
from domain.programme import Programme
from domain.quota_place import Place
from domain.seat import Seat
from domain.session import SessionState
from domain.streams import person_year_streams
from domain.working import TaskCommand
from domain.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`places`, by ubn, and `seat` are held for this command; `firm_years` and `person_year` have holders."""

    enrolment: UUID
    cause: Cause
    programme: Programme
    calendar: WorkingCalendar
    session: SessionState | None = None
    checkups: Mapping[str, CheckupState] = field(default_factory=dict)
    firm_years: Mapping[str, UUID | None] = field(default_factory=dict)
    person_year: UUID | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    seat: Seat | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """Streams to load before a command is decided, and the sectors in which it wants places.

    `person` are the streams that say whether the person is enrolled (R6), `attends` the kind of seat wanted.

    What is decided on the session holds only as long as the session is as it was read.
    """

    session: UUID | None = None
    checkups: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    person: tuple[UUID, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    attends: Attendance | None = None


# What neither ends a case nor touches a checkup.
_NEEDS_NOTHING = (
    *(AttachLetter, Remind, RemindNow, NoteMailAccepted, NoteMailRefused),
    *(Comment, AskQuestion, AnswerQuestion, LogChase, NoteElectiveAttendance, GiveBankAccount),
    *(CorrectEmail, SendAgain, Invite),
    *get_args(TaskCommand),
)


def needs(state: EnrolmentState, asked: Any, programme: Programme) -> Needs:
    """What `asked` needs; the checkups are those that it, or an end of the case, may touch."""
    if isinstance(asked, ChangeCommand):
        return _needs_of_change(state, asked, programme)
    match asked:
        case Register(_, trainee, _, session, firms, attends):
            ubns = tuple(entry.profile.ubn for entry in firms)
            codes = {entry.profile.ubn: entry.profile.industry for entry in firms}
            person = person_year_streams(programme.year, trainee.mark, trainee.person)
            return Needs(session, (), ubns, person, _places(codes, programme), attends)
        case ChangeSession(session, attends):
            return Needs(session, attends=attends)
        case AddFirm(entry):
            ubn = entry.profile.ubn
            codes = {} if _listed(state, ubn) else {ubn: entry.profile.industry}
            return Needs(None, (ubn,), (ubn,), (), _places(codes, programme))
        case NoteAttendance(session):
            return Needs(session)
        case NoteAttendanceCorrected(session):
            return Needs(session, unsettled(state))
        case SubmitCheckup(ubn):
            return Needs(None, (ubn,), (ubn,))
        case AttachLetter(ubn) if isinstance(state, Uploading | InReview | Resubmitting):
            return Needs(None, (ubn,))
        case _:
            return Needs() if isinstance(asked, _NEEDS_NOTHING) else Needs(None, unsettled(state), ())


def _needs_of_change(state: EnrolmentState, asked: ChangeCommand, programme: Programme) -> Needs:
    match asked:
        case SwapFirm(old, entry):
            new = entry.profile
            codes = {} if _listed(state, new.ubn) else {new.ubn: new.industry}
            return Needs(None, (old, new.ubn, *unsettled(state)), (new.ubn,), (), _places(codes, programme))
        case WithdrawConsent(ubn):
            return Needs(None, (ubn, *unsettled(state)))
        case CorrectFirm(profile):
            return Needs(places=_other_sector(state, profile, programme))
        case DecideProposal(_, approved):
            return _reinstating(state, programme, at_once=approved)
        case ProposeReinstatement():
            return _reinstating(state, programme, at_once=programme.reinstatement.persons == 1)
        case DecideQuestionedLapse():
            return _reinstating(state, programme, at_once=False)
        case ProposeExtension() | ProposeRevocation() | RecountWindows():
            return Needs()
        case _:
            assert_never(asked)


def unsettled(state: EnrolmentState) -> tuple[str, ...]:
    """The firms whose checkup is not finally decided."""
    if isinstance(state, Unregistered):
        return ()
    final = {Progress.APPROVED, Progress.FAILED}
    return tuple(ubn for ubn, firm in state.case.firms.items() if firm.progress not in final)


def awaiting(state: EnrolmentState) -> tuple[str, ...]:
    """The firms whose submitted checkup awaits a decision."""
    if isinstance(state, Unregistered):
        return ()
    return tuple(ubn for ubn, firm in state.case.firms.items() if firm.progress in AWAITING)


def _reinstating(state: EnrolmentState, programme: Programme, *, at_once: bool) -> Needs:
    """What has become of the case's firms and person since it ended (R36)."""
    if not isinstance(state, Over) or state.before is None:
        return Needs(None, unsettled(state))
    lost, trainee = restorable_ubns(state), state.case.trainee
    firms = state.before.case.firms
    person = person_year_streams(state.case.programme, trainee.mark, trainee.person)
    codes = {ubn: firms[ubn].profile.industry for ubn in lost}
    about = (tuple(dict.fromkeys((*firms, *lost))), lost, person, _places(codes, programme))
    if not isinstance(state.before, Applying) or state.case.attended is not None:
        return Needs(None, *about)
    return Needs(state.case.session, *about, seat_given_up(state) if at_once else None)


def _other_sector(state: EnrolmentState, profile: FirmProfile, programme: Programme) -> Mapping[str, str]:
    """A place is wanted only where the correction moves the firm to another sector."""
    if not _listed(state, profile.ubn):
        return {}
    assert not isinstance(state, Unregistered)
    before = state.case.firms[profile.ubn].profile
    same = sector_of(before.industry, programme) is sector_of(profile.industry, programme)
    return {} if same else _places({profile.ubn: profile.industry}, programme)


def _listed(state: EnrolmentState, ubn: str) -> bool:
    return not isinstance(state, Unregistered) and ubn in state.case.firms


def _places(codes: Mapping[str, str], programme: Programme) -> Mapping[str, str]:
    sectors = {ubn: sector_of(code, programme) for ubn, code in codes.items()}
    return {ubn: sector.value for ubn, sector in sectors.items() if sector is not Sector.NEITHER}
