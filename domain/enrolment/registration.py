"""Registration: an application with its first firms opens a case (R1, R6, R7, R9, R23)."""

from collections import Counter
from datetime import date

from domain import firm_year, person_year
from domain.checkup.events import CheckupOpened
from domain.deadline import WindowKind, deadline, in_time
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import FirmEntry, Register
from domain.enrolment.events import FirmListed, LetterAttached, Registered, Template
from domain.enrolment.mails import intend
from domain.enrolment.state import Case, EnrolmentState, Unregistered
from domain.enrolment.windows import reminder_instants
from domain.errors import DomainError
from domain.firm import FirmProfile, check_profile
from domain.industry import Sector, sector_of
from domain.programme import Programme
from domain.quota_place import Place, PlaceTaken
from domain.refusals import (
    AlreadyRegistered,
    FirmListedTwice,
    FirmNotSmallOrMedium,
    LettersMissing,
    QuotaFull,
    SessionOfOtherGuild,
    SessionUnknown,
    TooFewFirms,
    TooManyFirms,
)
from domain.session import Scheduled, scheduled
from domain.streams import (
    checkup_stream,
    derived,
    firm_year_stream,
    person_year_streams,
    quota_place_stream,
)
from domain.task import TaskKind, TaskOpened

_SECTOR_ZH = {Sector.MANUFACTURING: "製造業", Sector.SERVICES: "服務業"}


class RegistrationOver(DomainError):
    code = "registration_over"
    rule = "R5"
    zh = "培訓最晚於 {last_day} 前完成，報名已截止。"
    en = "Training ends with {last_day}: registration is over."


def register(state: EnrolmentState, asked: Register, around: Circumstances) -> Decision:
    """Open a case: claims the person's year and every firm, takes the places, asks the guild to vet."""
    if not isinstance(state, Unregistered):
        raise AlreadyRegistered()
    session = _session(asked, around)
    registered = _registered(asked, session, around)
    if not in_time(around.cause.at, registered.training):
        raise RegistrationOver(last_day=registered.training.due_date)
    letters = sum(entry.letter is not None for entry in asked.firms)
    check_number(len(asked.firms), letters, session.details.day, around.programme)
    _check_no_firm_twice(asked.firms)
    enrolled = person_year.enrol(around.person_year, around.enrolment)
    person = person_year_streams(asked.programme, asked.trainee.mark, asked.trainee.person)
    return (
        Write(around.enrolment, registered),
        *(Write(stream, enrolled) for stream in person),
        *(write for entry in asked.firms for write in list_firm(entry, around)),
        Write(around.enrolment, _vetting(asked.guild, around)),
        *((intend(Template.INVITATION, around),) if asked.invite else ()),
    )


def list_firm(entry: FirmEntry, around: Circumstances) -> Decision:
    """Put one firm on the list: checked, claimed for the year, its place taken (R9, R23)."""
    profile, year = entry.profile, around.programme.year
    check_profile(profile)
    if not entry.small_or_medium:
        raise FirmNotSmallOrMedium(ubn=profile.ubn)
    claimed = firm_year.claim(profile.ubn, around.firm_years.get(profile.ubn), around.enrolment)
    place = _place(profile, around)
    decision = writes(around.enrolment, FirmListed(profile, place))
    decision += writes(firm_year_stream(year, profile.ubn), claimed)
    if place is not None:
        taken = PlaceTaken(place.sector, place.number, around.enrolment, profile.ubn)
        decision += writes(quota_place_stream(year, place.sector, place.number), taken)
    if entry.letter is not None:
        decision += writes(around.enrolment, LetterAttached(profile.ubn, entry.letter))
    return decision


def open_checkup(case: Case, ubn: str, around: Circumstances) -> Write:
    """The checkup of a listed firm, open for evidence from the training on."""
    opened = CheckupOpened(around.enrolment, ubn, case.programme, case.rules, case.trainee.person)
    return Write(checkup_stream(around.enrolment, ubn), opened)


def _place(profile: FirmProfile, around: Circumstances) -> Place | None:
    """The place that is held for the firm; one in neither sector takes none (R23)."""
    sector = sector_of(profile.industry, around.programme)
    if sector is Sector.NEITHER:
        return None
    place = around.places.get(profile.ubn)
    if place is None:
        raise QuotaFull(sector=sector, sector_zh=_SECTOR_ZH[sector])
    return place


def _session(asked: Register, around: Circumstances) -> Scheduled:
    session = scheduled(around.session)
    if session.details.programme != asked.programme:
        raise SessionUnknown()
    if session.details.guild != asked.guild:
        raise SessionOfOtherGuild()
    return session


def _registered(asked: Register, session: Scheduled, around: Circumstances) -> Registered:
    training = deadline(WindowKind.TRAINING, session.details.day, around.programme, around.calendar)
    reminders = reminder_instants(training, around.programme)
    about = (asked.programme, around.programme.hash, asked.trainee, asked.guild, asked.session)
    return Registered(*about, training, reminders)


def _vetting(guild: str, around: Circumstances) -> TaskOpened:
    task = derived("task", around.enrolment, TaskKind.VET_REGISTRATION, around.cause.command)
    return TaskOpened(task, TaskKind.VET_REGISTRATION, guild, None, None)


def check_number(firms: int, letters: int, day: date, programme: Programme) -> None:
    """Refuse too few or too many firms, or letters, for a session of this day (R7)."""
    registration = programme.registration
    wanted = registration.early.firms if day <= registration.early.until else registration.firms
    if firms < wanted:
        raise TooFewFirms(count=firms, wanted=wanted)
    if firms > registration.firms:
        raise TooManyFirms(limit=registration.firms)
    if letters < wanted:
        raise LettersMissing(count=letters, wanted=wanted)


def _check_no_firm_twice(firms: tuple[FirmEntry, ...]) -> None:
    for ubn, times in Counter(entry.profile.ubn for entry in firms).items():
        if times > 1:
            raise FirmListedTwice(ubn=ubn)
