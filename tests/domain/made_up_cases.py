"""Made-up cases, driven by commands: a world in memory that loads, decides and appends as the record does."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Any
from uuid import UUID

from domain import firm_year, guild_year, imports, payee_day, payout, person_year, session
from domain.checkup import decide as checkups
from domain.checkup import evolve as checkup_fold
from domain.checkup.commands import ApproveCheckup, DeclareNone, Finding, ReturnCheckup
from domain.checkup.events import CheckupOpened
from domain.checkup.state import CheckupState, NotOpened
from domain.deadline import TAIPEI, WindowKind
from domain.decision import Decision, writes
from domain.enrolment import agenda
from domain.enrolment import commands as asks
from domain.enrolment import evolve as case_fold
from domain.enrolment.circumstances import Circumstances, Needs, awaiting, needs
from domain.enrolment.commands import FirmFinding, Trainee
from domain.enrolment.decide import decide as decide_case
from domain.enrolment.mail_events import Template
from domain.enrolment.session_commands import Attendance
from domain.enrolment.state import EnrolmentState, ListedFirm, Unregistered, Window
from domain.event import Actor, Cause, Role
from domain.firm import FirmProfile
from domain.programme import Programme
from domain.quota_place import Place, PlaceFreed, PlaceTaken
from domain.seat import Seat, SeatFreed, SeatTaken
from domain.streams import checkup_stream, derived, firm_year_stream
from domain.task import ClaimTask, TaskKind, open_of_kind
from domain.working_calendar import WorkingCalendar
from tests import made_up
from tests.domain.made_up_accounts import account_of
from tests.domain.made_up_particulars import entry, letter, sealed

TRAINING_DAY = date(2025, 4, 14)
GUILD, OTHER_GUILD = "guild-1", "guild-2"


def actor(role: Role, number: int = 1, guild: str | None = None) -> Actor:
    """A person with an account and a role; the same number is the same one."""
    named = (role, number, guild)
    return Actor(derived("account", *named), role, derived("person", *named), guild)


ENGINE = Actor(derived("account", "engine"), Role.ENGINE)
VETTER = actor(Role.GUILD, guild=GUILD)
CHECKER = REVIEWER = actor(Role.REVIEWER)
OTHER_REVIEWER = actor(Role.REVIEWER, 2)
LEAD = actor(Role.LEAD_REVIEWER)
OFFICER, OTHER_OFFICER = actor(Role.OFFICER), actor(Role.OFFICER, 2)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), TAIPEI)


def last_moment(day: date) -> datetime:
    """The last microsecond that still belongs to the day."""
    return datetime.combine(day, time.max, TAIPEI)


class World:
    """Every stream, folded on demand; `now` is when commands are received and decided."""

    def __init__(self, programme: Programme, calendar: WorkingCalendar) -> None:
        self.programme, self.calendar = programme, calendar
        self.now = noon(TRAINING_DAY)
        self.events: dict[UUID, list[Any]] = defaultdict(list)
        self.taken: dict[str, set[int]] = defaultdict(set)
        self.seats: dict[str, set[int]] = defaultdict(set)
        self._folded: dict[UUID, tuple[int, Any]] = {}
        self._numbers = count(1)

    def ask(self, stream: UUID, asked: Any, by: Actor, decided_at: datetime | None = None) -> Decision:
        """Record a command received now: the decision, appended. Refused by `DomainError`."""
        decision = self.decide(stream, asked, self.cause(by, decided_at))
        self.append(decision)
        return decision

    def cause(self, by: Actor, decided_at: datetime | None = None) -> Cause:
        received = None if by.role is Role.ENGINE else self.now
        return Cause(UUID(int=next(self._numbers)), by, received, decided_at or self.now)

    def append(self, decision: Decision) -> None:
        for write in decision:
            self.events[write.stream].append(write.event)
            match write.event:
                case PlaceTaken(sector, number):
                    self.taken[sector].add(number)
                case PlaceFreed(sector, number):
                    self.taken[sector].discard(number)
                case SeatTaken(held, kind, number):
                    self.seats[f"{held} {kind}"].add(number)
                case SeatFreed(held, kind, number):
                    self.seats[f"{held} {kind}"].discard(number)

    def decide(self, stream: UUID, asked: Any, cause: Cause) -> Decision:
        match self._kind(stream, asked):
            case "checkup":
                events = checkups.decide(self.checkup_at(stream), asked, cause, self.programme, self.calendar)
                return writes(stream, *events)
            case "session":
                return writes(stream, *session.decide(self.session(stream), asked, cause, self.programme))
            case "guild":
                year = guild_year.fold(self.events.get(stream, ()))
                return writes(stream, *guild_year.decide(year, asked, cause, self.programme))
            case "import":
                held = self.session(asked.session) if isinstance(asked, imports.ReceiveImport) else None
                return writes(stream, *imports.decide(self.imported(stream), asked, cause, held))
            case "payout":
                batch = self.batch(stream)
                cases = {key: self.case(key) for key in payout.concerned(batch, asked)}
                days = payout.payee_days(asked, cases, cause)
                paid = {key: payee_day.fold(self.events.get(key, ())) for key in days}
                around = payout.Circumstances(stream, cause, self.programme, cases, paid)
                return payout.decide(batch, asked, around)
            case _:
                return decide_case(self.case(stream), asked, self._around(stream, asked, cause))

    def case(self, stream: UUID) -> EnrolmentState:
        state: EnrolmentState = self._fold(stream, Unregistered(), case_fold.evolve)
        return state

    def checkup(self, case: UUID, ubn: str) -> CheckupState:
        return self.checkup_at(checkup_stream(case, ubn))

    def checkup_at(self, stream: UUID) -> CheckupState:
        state: CheckupState = self._fold(stream, NotOpened(), checkup_fold.evolve)
        return state

    def session(self, stream: UUID) -> session.SessionState:
        state: session.SessionState = self._fold(stream, session.NotScheduled(), session.evolve)
        return state

    def batch(self, stream: UUID) -> payout.PayoutState:
        state: payout.PayoutState = self._fold(stream, payout.NotProposed(), payout.evolve)
        return state

    def imported(self, stream: UUID) -> imports.ImportState:
        state: imports.ImportState = self._fold(stream, imports.NotReceived(), imports.evolve)
        return state

    def firm_holder(self, ubn: str) -> UUID | None:
        return firm_year.holder(self.events.get(firm_year_stream(self.programme.year, ubn), ()))

    def _fold(self, stream: UUID, start: Any, evolve: Any) -> Any:
        events = self.events.get(stream, [])
        known, state = self._folded.get(stream, (0, start))
        for happened in events[known:]:
            state = evolve(state, happened)
        self._folded[stream] = (len(events), state)
        return state

    def _kind(self, stream: UUID, asked: Any) -> str:
        kind = str(asked.KIND).partition(".")[0]
        about_checkup = isinstance(next(iter(self.events.get(stream, ())), None), CheckupOpened)
        return "checkup" if kind == "task" and about_checkup else kind

    def _around(self, stream: UUID, asked: Any, cause: Cause) -> Circumstances:
        wanted = needs(self.case(stream), asked, self.programme)
        return Circumstances(
            stream,
            cause,
            self.programme,
            self.calendar,
            self.session(wanted.session) if wanted.session else None,
            {ubn: self.checkup(stream, ubn) for ubn in wanted.checkups},
            {ubn: self.firm_holder(ubn) for ubn in wanted.firms},
            person_year.enrolled_in_any(self.events.get(stream, ()) for stream in wanted.person),
            self._hold(wanted.places),
            self._hold_seat(wanted),
        )

    def _hold_seat(self, wanted: Needs) -> Seat | None:
        held = self.session(wanted.session) if wanted.session else None
        if wanted.attends is None or not isinstance(held, session.Scheduled):
            return None
        seats = getattr(held.details, f"seats_{wanted.attends}")
        taken = self.seats[f"{wanted.session} {wanted.attends}"]
        number = next((one for one in range(1, seats + 1) if one not in taken), None)
        return None if number is None else Seat(wanted.attends, number)

    def _hold(self, wanted: Mapping[str, str]) -> dict[str, Place]:
        """The lowest free numbers; none for a firm whose sector has none left."""
        numbers = {sector: self._free(sector) for sector in set(wanted.values())}
        held = {ubn: next(numbers[sector], None) for ubn, sector in wanted.items()}
        return {ubn: Place(wanted[ubn], number) for ubn, number in held.items() if number is not None}

    def _free(self, sector: str) -> Any:
        places = range(1, getattr(self.programme.quotas, sector) + 1)
        taken = self.taken[sector]
        return (number for number in places if number not in taken)


@dataclass(frozen=True, slots=True)
class MadeUpCase:
    """One enrolment in a world, with what people do to it: each step leaves the case at its next stage."""

    world: World
    id: UUID
    trainee: Actor
    session: UUID
    firms: tuple[FirmProfile, ...]

    @property
    def state(self) -> Any:
        return self.world.case(self.id)

    @property
    def stage(self) -> type[Any]:
        return type(self.state)

    @property
    def events(self) -> list[Any]:
        return self.world.events[self.id]

    @property
    def ubns(self) -> tuple[str, ...]:
        return tuple(self.state.case.firms)

    def firm(self, ubn: str) -> ListedFirm:
        found: ListedFirm = self.state.case.firms[ubn]
        return found

    def window(self, kind: WindowKind) -> Window:
        found: Window = self.state.case.windows[kind]
        return found

    def checkup(self, ubn: str) -> CheckupState:
        return self.world.checkup(self.id, ubn)

    def ask(self, asked: Any, by: Actor | None = None) -> Decision:
        return self.world.ask(self.id, asked, by or self.trainee)

    def ask_checkup(self, ubn: str, asked: Any, by: Actor | None = None) -> Decision:
        return self.world.ask(checkup_stream(self.id, ubn), asked, by or self.trainee)

    def task(self, kind: TaskKind) -> UUID:
        found = open_of_kind(self.state.case.tasks, kind)
        assert found is not None, f"no open task {kind}"
        return found.id

    def vetted(self, *, accepted: bool = True) -> "MadeUpCase":
        task = self.task(TaskKind.VET_REGISTRATION)
        self.ask(ClaimTask(task), VETTER)
        self.ask(asks.Vet(task, accepted, None), VETTER)
        return self

    def attended(self, held: UUID | None = None, how: Attendance = Attendance.ON_SITE) -> "MadeUpCase":
        held = held or self.session
        details = session.scheduled(self.world.session(held)).details
        self.ask(asks.NoteAttendance(held, details.day, how), ENGINE)
        return self

    def trained(self, held: UUID | None = None) -> "MadeUpCase":
        self.vetted().ask(asks.CompleteOnlineCourse())
        return self.attended(held)

    def listed(self) -> "MadeUpCase":
        """Add what is missing of the list, a letter with each."""
        for profile in self.firms:
            if profile.ubn not in self.ubns:
                self.ask(asks.AddFirm(entry(profile)))
        for ubn, firm in self.state.case.firms.items():
            if firm.letter is None:
                self.ask(asks.AttachLetter(ubn, letter(ubn)))
        return self

    def checked(self, wrong: Mapping[str, tuple[str, ...]] | None = None) -> "MadeUpCase":
        """Check the list: the firms of `wrong` do not pass, for these reasons."""
        task = self.task(TaskKind.CHECK_LIST)
        self.ask(ClaimTask(task), CHECKER)
        unchecked = [ubn for ubn, firm in self.state.case.firms.items() if firm.check == "unchecked"]
        found = tuple(FirmFinding(ubn, (wrong or {}).get(ubn, ()), None) for ubn in unchecked)
        self.ask(asks.CheckList(task, found), CHECKER)
        return self

    def uploading(self) -> "MadeUpCase":
        return self.trained().listed().checked()

    def filled(self, ubn: str) -> "MadeUpCase":
        for item in self.world.programme.stages.mandatory.items:
            self.ask_checkup(ubn, DeclareNone(item, sealed(self.trainee.account, "none")))
        return self

    def submitted(self, *ubns: str) -> "MadeUpCase":
        """Fill and submit these checkups, or all."""
        for ubn in ubns or self.ubns:
            self.filled(ubn).ask(asks.SubmitCheckup(ubn))
        return self

    def reviewed(
        self, *ubns: str, sent_back: Sequence[str] = (), by: Actor = REVIEWER, seen: bool = True
    ) -> "MadeUpCase":
        """Decide these reviews, or all that wait; `seen`: the case takes the decisions over."""
        for ubn in ubns or awaiting(self.state):
            task = self.review_task(ubn)
            self.ask_checkup(ubn, ClaimTask(task), by)
            decision = ReturnCheckup(task, (Finding("fuel", "none_not_credible", None),))
            self.ask_checkup(ubn, decision if ubn in sent_back else ApproveCheckup(task), by)
            if seen:
                self.ask(asks.ObserveCheckup(ubn), ENGINE)
        return self

    def observed(self) -> "MadeUpCase":
        """The case takes over every decision that it has not seen."""
        for ubn in awaiting(self.state):
            self.ask(asks.ObserveCheckup(ubn), ENGINE)
        return self

    def review_task(self, ubn: str) -> UUID:
        checkup = self.checkup(ubn)
        assert not isinstance(checkup, NotOpened)
        tasks = checkup.content.tasks.values()
        return next(task.id for task in tasks if task.kind is not TaskKind.UNREADABLE_BILL)

    def in_review(self) -> "MadeUpCase":
        return self.uploading().submitted()

    def noticed(self, accepted_at: datetime | None = None) -> "MadeUpCase":
        """The mail server takes the resubmission notice."""
        mail = self.notices()[0]
        self.ask(asks.NoteMailAccepted(mail, accepted_at or self.world.now), ENGINE)
        return self

    def notices(self) -> list[UUID]:
        mails = agenda.pending_mails(self.state)
        return [mail.mail for mail in mails if mail.template is Template.RESUBMISSION_NOTICE]

    def resubmitting(self, *sent_back: str) -> "MadeUpCase":
        """All reviewed, these checkups (or the first) returned, and the notice out."""
        self.in_review()
        return self.reviewed(sent_back=sent_back or self.ubns[:1]).noticed()

    def certified(self) -> "MadeUpCase":
        return self.in_review().reviewed()

    def window_ended(self, kind: WindowKind) -> "MadeUpCase":
        """The timer of the window goes off, on time."""
        due = self.window(kind).deadline.due
        self.world.now = max(self.world.now, due)
        self.ask(asks.EndWindow(kind, due), ENGINE)
        return self


def held_session(world: World, day: date = TRAINING_DAY, guild: str = GUILD, *, seats: int = 40) -> UUID:
    """A session of the guild, scheduled a month before its day or now, with so many seats of each kind."""
    stream = derived("session", guild, day)
    details = session.ScheduleSession(world.programme.year, guild, day, "Taipei", seats, seats)
    if not world.events.get(stream):
        world.ask(stream, details, actor(Role.GUILD, guild=guild))
    return stream


def trainee(number: int) -> tuple[Actor, Trainee]:
    """The account and the person of a made-up trainee."""
    account = actor(Role.TRAINEE, number)
    person = account.person
    assert person is not None
    name, mail = sealed(person, made_up.person_name(number)), sealed(person, made_up.email(number))
    return account, Trainee(person, f"mark of {made_up.national_id(number)}", name, mail)


def applied(
    world: World,
    number: int = 1,
    *,
    firms: Sequence[FirmProfile] | None = None,
    named: int | None = None,
    held: UUID | None = None,
    attends: Attendance | None = None,
    payable: bool = True,
) -> MadeUpCase:
    """Register: the first `named` of the firms (all unless said), each with its letter.

    `payable`: with an account that the fee can be paid to.
    """
    held = held or held_session(world)
    profiles = tuple(firms or made_up.holding("manufacturing", world.programme, start=number * 100))
    account, person = trainee(number)
    case = MadeUpCase(world, derived("case", number), account, held, profiles)
    entries = tuple(entry(profile) for profile in profiles[: named or len(profiles)])
    guild = session.scheduled(world.session(held)).details.guild
    to = account_of(person.person, number) if payable else None
    case.ask(asks.Register(world.programme.year, person, guild, held, entries, attends, to))
    return case
