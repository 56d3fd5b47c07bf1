"""Registration: an application with its first firms opens a case (R1, R6, R7, R9, R23)."""

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

from domain import firm_year, person_year
from domain.checkup.events import CheckupOpened
from domain.deadline import WindowKind, deadline, in_time, taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import FirmEntry, Register
from domain.enrolment.events import BankAccountGiven, FirmListed, LetterAttached, Registered
from domain.enrolment.letters import made_by
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.state import Case, EnrolmentState, Unregistered
from domain.enrolment.training_session import check_number, seat_for, training_session
from domain.enrolment.windows import reminder_instants
from domain.errors import DomainError
from domain.event import Role
from domain.firm import FirmProfile, check_profile
from domain.industry import Sector, sector_of
from domain.quota_place import Place, PlaceTaken
from domain.refusals import (
    AlreadyRegistered,
    FirmListedTwice,
    FirmNotSmallOrMedium,
    QuotaFull,
)
from domain.seat import Seat, take_seat
from domain.session import Scheduled
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
    session = training_session(asked.programme, asked.guild, around)
    registered = _registered(asked, session, around)
    if not in_time(around.cause.at, registered.training):
        raise RegistrationOver(last_day=registered.training.due_date)
    letters = sum(entry.letter is not None for entry in asked.firms)
    check_number(len(asked.firms), letters, _day_that_counts(session.details.day, around), around.programme)
    _check_no_firm_twice(asked.firms)
    seat = seat_for(asked.attends, session, around)
    enrolled = person_year.enrol(around.person_year, around.enrolment)
    person = person_year_streams(asked.programme, asked.trainee.mark, asked.trainee.person)
    return (
        Write(around.enrolment, replace(registered, seat=seat)),
        *(Write(stream, enrolled) for stream in person),
        *(write for entry in asked.firms for write in list_firm(entry, around)),
        Write(around.enrolment, vetting(asked.guild, around)),
        _told(asked, registered, around),
        *_seated(asked.session, seat, around),
        *(writes(around.enrolment, BankAccountGiven(asked.account)) if asked.account else ()),
        *((intend(Template.INVITATION, around),) if asked.invite else ()),
    )


def _day_that_counts(session_day: date, around: Circumstances) -> date:
    """Who registers for a session that is over is as late as they are; a guild's list may come afterwards."""
    own = around.cause.actor.role is Role.TRAINEE
    return max(session_day, taipei_date(around.cause.at)) if own else session_day


def list_firm(entry: FirmEntry, around: Circumstances) -> Decision:
    """Put one firm on the list: checked, claimed for the year, its place taken (R9, R23)."""
    profile, year = entry.profile, around.programme.year
    check_profile(profile)
    if not entry.small_or_medium:
        raise FirmNotSmallOrMedium(ubn=profile.ubn)
    claimed = firm_year.claim(profile.ubn, around.firm_years.get(profile.ubn), around.enrolment)
    place = place_for(profile, around)
    by = made_by(around.cause)
    decision = writes(around.enrolment, FirmListed(profile, place, by))
    decision += writes(firm_year_stream(year, profile.ubn), claimed)
    if place is not None:
        taken = PlaceTaken(place.sector, place.number, around.enrolment, profile.ubn)
        decision += writes(quota_place_stream(year, place.sector, place.number), taken)
    if entry.letter is not None:
        decision += writes(around.enrolment, LetterAttached(profile.ubn, entry.letter, by))
    return decision


def open_checkup(case: Case, ubn: str, around: Circumstances) -> Write:
    """The checkup of a listed firm, open for evidence from the training on."""
    opened = CheckupOpened(around.enrolment, ubn, case.programme, case.rules, case.trainee.person, case.guild)
    return Write(checkup_stream(around.enrolment, ubn), opened)


def place_for(profile: FirmProfile, around: Circumstances) -> Place | None:
    """The place that is held for the firm; one in neither sector takes none (R23)."""
    sector = sector_of(profile.industry, around.programme)
    if sector is Sector.NEITHER:
        return None
    place = around.places.get(profile.ubn)
    if place is None:
        raise QuotaFull(sector=sector, sector_zh=_SECTOR_ZH[sector])
    return place


def _registered(asked: Register, session: Scheduled, around: Circumstances) -> Registered:
    training = deadline(WindowKind.TRAINING, session.details.day, around.programme, around.calendar)
    reminders = reminder_instants(training, around.programme)
    about = (asked.programme, around.programme.hash, asked.trainee, asked.guild, asked.session)
    return Registered(*about, training, reminders)


def _told(asked: Register, registered: Registered, around: Circumstances) -> Write:
    ubns = tuple(entry.profile.ubn for entry in asked.firms)
    lacking = around.programme.registration.firms - len(ubns)
    return intend(Template.REGISTERED, around, until=registered.training, ubns=ubns, lacking=lacking)


def vetting(guild: str, around: Circumstances) -> TaskOpened:
    """The guild is asked whether it takes the trainee (R1)."""
    task = derived("task", around.enrolment, TaskKind.VET_REGISTRATION, around.cause.command)
    due = deadline(WindowKind.VETTING, taipei_date(around.cause.at), around.programme, around.calendar)
    return TaskOpened(task, TaskKind.VET_REGISTRATION, guild, due, None)


def _seated(session: UUID, seat: Seat | None, around: Circumstances) -> Decision:
    return () if seat is None else (take_seat(session, seat, around.enrolment),)


def _check_no_firm_twice(firms: tuple[FirmEntry, ...]) -> None:
    for ubn, times in Counter(entry.profile.ubn for entry in firms).items():
        if times > 1:
            raise FirmListedTwice(ubn=ubn)
