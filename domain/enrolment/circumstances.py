"""What a decision about an enrolment may look at besides the enrolment itself, and what it needs loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.checkup.state import CheckupState
from domain.enrolment.commands import (
    AddFirm,
    AttachLetter,
    Invite,
    NoteAttendance,
    NoteMailAccepted,
    NoteMailRefused,
    Register,
    Remind,
    SubmitCheckup,
)
from domain.enrolment.state import AWAITING, EnrolmentState, Progress, Unregistered
from domain.event import Cause
from domain.industry import Sector, sector_of
from domain.programme import Programme
from domain.quota_place import Place
from domain.session import SessionState
from domain.streams import person_year_streams
from domain.task import ClaimTask, ReleaseTask
from domain.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`places` are held for this command, by ubn; `firm_years` and `person_year` say who has them."""

    enrolment: UUID
    cause: Cause
    programme: Programme
    calendar: WorkingCalendar
    session: SessionState | None = None
    checkups: Mapping[str, CheckupState] = field(default_factory=dict)
    firm_years: Mapping[str, UUID | None] = field(default_factory=dict)
    person_year: UUID | None = None
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Needs:
    """Streams to load before a command is decided, and the sectors in which it wants places.

    `person` are the streams that say whether the person is enrolled (R6).
    """

    session: UUID | None = None
    checkups: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    person: tuple[UUID, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


def needs(state: EnrolmentState, asked: Any, programme: Programme) -> Needs:
    """What `asked` needs; the checkups are those that it, or an end of the case, may touch."""
    match asked:
        case Register(_, trainee, _, session, firms):
            ubns = tuple(entry.profile.ubn for entry in firms)
            codes = {entry.profile.ubn: entry.profile.industry for entry in firms}
            person = person_year_streams(programme.year, trainee.mark, trainee.person)
            return Needs(session, (), ubns, person, _places(codes, programme))
        case AddFirm(entry):
            ubn = entry.profile.ubn
            codes = {} if _listed(state, ubn) else {ubn: entry.profile.industry}
            return Needs(None, (ubn,), (ubn,), (), _places(codes, programme))
        case NoteAttendance(session):
            return Needs(session)
        case SubmitCheckup(ubn):
            return Needs(None, (ubn,), (ubn,))
        case AttachLetter() | ClaimTask() | ReleaseTask() | Remind() | NoteMailAccepted() | NoteMailRefused():
            # What neither ends a case nor touches a checkup.
            return Needs()
        case Invite():
            return Needs()
        case _:
            return Needs(None, unsettled(state), ())


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


def _listed(state: EnrolmentState, ubn: str) -> bool:
    return not isinstance(state, Unregistered) and ubn in state.case.firms


def _places(codes: Mapping[str, str], programme: Programme) -> Mapping[str, str]:
    sectors = {ubn: sector_of(code, programme) for ubn, code in codes.items()}
    return {ubn: sector.value for ubn, sector in sectors.items() if sector is not Sector.NEITHER}
