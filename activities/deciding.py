"""Loads what a command's decider needs, and asks it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from activities.folds import Fold, Folds
from activities.tools import Tools
from domain import firm_year, guild_year, imports, payee_day, payout, person_year, session
from domain.certificate import CertificateIssued
from domain.checkup import decide as checkup_decide
from domain.checkup.commands import SubmitAddendum
from domain.checkup.evolve import fold as fold_checkup
from domain.checkup.refusals import CheckupUnknown
from domain.checkup.state import NotOpened
from domain.decision import Decision, writes
from domain.enrolment.changes import (
    DecideProposal,
    DecideQuestionedLapse,
    ProposeReinstatement,
    ReinstatementProposed,
)
from domain.enrolment.circumstances import Circumstances, Needs, needs
from domain.enrolment.commands import Register
from domain.enrolment.decide import decide as decide_enrolment
from domain.enrolment.events import Registered
from domain.enrolment.evolve import fold as fold_enrolment
from domain.enrolment.session_commands import Attendance
from domain.enrolment.state import Case, EnrolmentState, Unregistered
from domain.event import Cause
from domain.precondition import still_stands
from domain.programme import Programme
from domain.programme_year import Standing, check_not_closed, check_open
from domain.quota_place import Place
from domain.refusals import BatchUnknown, EnrolmentUnknown, PreconditionFailed, SessionUnknown
from domain.seat import Seat, freeing_own
from domain.session_refusals import GuildYearUnknown
from domain.streams import checkup_stream, derived, firm_year_stream
from domain.working_calendar import WorkingCalendar
from store.places import Busy, Full, PlaceKey
from workflows.contracts import WorkflowKind


class PlacesBusy(Exception):
    """The last places are held by commands that are still on their way: worth asking again soon."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the version of every stream that it was made on.

    Streams that must be `unchanged` when it is appended are not written to by it.
    """

    stream: UUID
    programme: str
    decision: Decision
    versions: Mapping[UUID, int]
    unchanged: tuple[UUID, ...] = ()


@dataclass(slots=True)
class Loaded:
    """Streams read for one decision; their versions are what the append then expects.

    `at_least` is a version that the command's own stream is known to have.
    """

    tools: Tools
    folds: Folds
    at_least: int | None
    versions: dict[UUID, int] = field(default_factory=dict)
    unchanged: tuple[UUID, ...] = ()

    def own(self, stream: UUID, fold: Fold) -> Any:
        """The state of the command's own stream; where `at_least` allows it as it was seen last."""
        seen = None if self.at_least is None else self.folds.seen(stream)
        if seen is None or (self.at_least is not None and seen.version < self.at_least):
            seen = self.folds.read([stream], fold)[stream]
        self.versions[stream] = seen.version
        return seen.state

    def states(self, streams: Iterable[UUID], fold: Fold) -> dict[UUID, Any]:
        """The present state of other streams."""
        read = self.folds.read(streams, fold)
        self.versions |= {stream: seen.version for stream, seen in read.items()}
        return {stream: seen.state for stream, seen in read.items()}

    def read(self, streams: Iterable[UUID]) -> dict[UUID, list[Any]]:
        """The events of each stream, by one query."""
        wanted = list(streams)
        if not wanted:
            return {}
        found = self.tools.event_log.read_many(wanted)
        self.versions |= {stream: len(events) for stream, events in found.items()}
        return {stream: [each.event for each in events] for stream, events in found.items()}

    def one(self, stream: UUID) -> list[Any]:
        """The events of one stream."""
        return self.read([stream])[stream]

    def compare(self, expected: tuple[UUID, int] | None) -> None:
        """Refuse a command where something that matters has changed since its sender looked."""
        if expected is None:
            return
        stream, given = expected
        current = self.versions.get(stream, given)
        if current == given:
            return
        since = self.tools.event_log.read(stream, given)
        if current < given or not still_stands(each.event for each in since):
            raise PreconditionFailed(given=given, current=current)

    def expect(self, decision: Decision) -> Decision:
        """Learn the versions of streams that the decision writes to without having read them.

        Returns it without the freeing of a seat that somebody else has by now.
        """
        for write in decision:
            if isinstance(write.event, CertificateIssued):
                self.versions[write.stream] = 0
        unread = {write.stream for write in decision} - set(self.versions)
        return freeing_own(decision, self.read(unread))


class Decider:
    """Asks the decider of each kind of stream."""

    def __init__(self, tools: Tools, folds: Folds) -> None:
        self._tools = tools
        self._folds = folds

    def decide(
        self,
        workflow: WorkflowKind,
        stream: UUID,
        asked: Any,
        cause: Cause,
        expected: tuple[UUID, int] | None,
        at_least: int | None = None,
    ) -> Decided:
        """The decision on a command; raises its `DomainError`, or `PlacesBusy`.

        `expected` is the stream and version that the sender had seen; another version is refused.

        With `at_least` the stream may be as it was seen last, from that version on: then the append finds
        out what has come since, and a refusal is to be asked for again without it.
        """
        loaded = Loaded(self._tools, self._folds, at_least)
        match workflow:
            case WorkflowKind.ENROLMENT:
                programme, decision = self._enrolment(stream, asked, cause, loaded)
            case WorkflowKind.CHECKUP:
                programme, decision = self._checkup(stream, asked, cause, loaded)
            case WorkflowKind.SESSION:
                programme, decision = self._session(stream, asked, cause, loaded)
            case WorkflowKind.PAYOUT_BATCH:
                programme, decision = self._payout(stream, asked, cause, loaded)
            case WorkflowKind.GUILD_YEAR:
                programme, decision = self._guild_year(stream, asked, cause, loaded)
            case WorkflowKind.IMPORT:
                programme, decision = self._import(stream, asked, cause, loaded)
        loaded.compare(expected)
        decision = loaded.expect(decision)
        return Decided(stream, programme.year, decision, loaded.versions, loaded.unchanged)

    def _enrolment(
        self, stream: UUID, asked: Any, cause: Cause, loaded: Loaded
    ) -> tuple[Programme, Decision]:
        state = loaded.own(stream, fold_enrolment)
        programme = self._rules_of(state, asked, cause)
        wanted = needs(state, asked, programme)
        guild = asked.guild if isinstance(state, Unregistered) else state.case.guild
        around = self._circumstances(stream, cause, programme, wanted, loaded, guild)
        return programme, decide_enrolment(state, asked, around)

    def _rules_of(self, state: EnrolmentState, asked: Any, cause: Cause) -> Programme:
        if isinstance(asked, Register):
            check_open(asked.programme, self._standing(asked.programme, cause))
            return self._tools.programmes.in_force(asked.programme)
        case = _registered(state)
        if _would_revive(case, asked):
            check_not_closed(case.programme, self._standing(case.programme, cause))
        return self._tools.programmes.by_hash(case.programme, case.rules)

    def _standing(self, year: str, cause: Cause) -> Standing:
        return self._tools.programmes.standing(year, cause.at)

    def _circumstances(
        self, stream: UUID, cause: Cause, programme: Programme, wanted: Needs, loaded: Loaded, guild: str
    ) -> Circumstances:
        year = programme.year
        checkups = {ubn: checkup_stream(stream, ubn) for ubn in wanted.checkups}
        firms = {ubn: firm_year_stream(year, ubn) for ubn in wanted.firms}
        sessions = [wanted.session] if wanted.session else []
        filled = loaded.states(checkups.values(), fold_checkup)
        events = loaded.read([*firms.values(), *wanted.person, *sessions])
        held = _session_of(events[sessions[0]]) if sessions else None
        loaded.unchanged = tuple(sessions)
        return Circumstances(
            stream,
            cause,
            programme,
            self._calendar(guild),
            _session_of(events[sessions[0]]) if sessions else None,
            {ubn: filled[key] for ubn, key in checkups.items()},
            {ubn: firm_year.holder(events[key]) for ubn, key in firms.items()},
            person_year.enrolled_in_any(events[key] for key in wanted.person),
            self._hold(year, wanted.places, cause.command),
            self._hold_seat(wanted, held, cause.command),
        )

    def _calendar(self, guild: str) -> WorkingCalendar:
        """The calendar in force, with the days of suspended work of the guild's county (R40)."""
        calendar = self._tools.programmes.calendar()
        if not calendar.suspended:
            return calendar
        known = self._tools.guilds.get(guild)
        return calendar.for_county(known.county if known else None)

    def _hold(self, year: str, wanted: Mapping[str, str], command: UUID) -> dict[str, Place]:
        if not wanted:
            return {}
        match self._tools.places.hold(year, wanted, command):
            case Full(full):
                # The decider says so of this sector's firms, after every rule that comes before it.
                others = {ubn: sector for ubn, sector in wanted.items() if sector != full}
                return self._hold(year, others, command)
            case Busy(sector):
                raise PlacesBusy(sector)
            case held:
                return {ubn: _place(key) for ubn, key in held.items()}

    def _hold_seat(self, wanted: Needs, held: session.SessionState | None, command: UUID) -> Seat | None:
        kind = wanted.attends
        if kind is None or not isinstance(held, session.Scheduled):
            return None
        details, pool = held.details, str(wanted.session)
        seats = details.seats_on_site if kind is Attendance.ON_SITE else details.seats_online
        self._tools.places.ensure(pool, kind, seats)
        match self._tools.places.hold(pool, {"seat": kind}, seat_hold(command)):
            case Full():
                return None
            case Busy(sector):
                raise PlacesBusy(sector)
            case found:
                return Seat(kind, found["seat"].number)

    def _checkup(self, stream: UUID, asked: Any, cause: Cause, loaded: Loaded) -> tuple[Programme, Decision]:
        state = loaded.own(stream, fold_checkup)
        if isinstance(state, NotOpened):
            raise CheckupUnknown()
        about = state.content.about
        programme = self._tools.programmes.by_hash(about.programme, about.rules)
        calendar = self._tools.programmes.calendar() if isinstance(asked, SubmitAddendum) else None
        decided = checkup_decide.decide(state, asked, cause, programme, calendar)
        return programme, writes(stream, *decided)

    def _session(self, stream: UUID, asked: Any, cause: Cause, loaded: Loaded) -> tuple[Programme, Decision]:
        state = _session_of(loaded.one(stream))
        if isinstance(asked, session.ScheduleSession):
            year = asked.programme
            check_open(year, self._standing(year, cause))
        elif isinstance(state, session.Scheduled):
            year = state.details.programme
        else:
            raise SessionUnknown()
        programme = self._tools.programmes.in_force(year)
        return programme, writes(stream, *session.decide(state, asked, cause, programme))

    def _guild_year(
        self, stream: UUID, asked: Any, cause: Cause, loaded: Loaded
    ) -> tuple[Programme, Decision]:
        state = guild_year.fold(loaded.one(stream))
        if isinstance(asked, guild_year.BeginDigests):
            year = asked.programme
        elif isinstance(state, guild_year.Reporting):
            year = state.programme
        else:
            raise GuildYearUnknown()
        programme = self._tools.programmes.in_force(year)
        return programme, writes(stream, *guild_year.decide(state, asked, cause, programme))

    def _payout(self, stream: UUID, asked: Any, cause: Cause, loaded: Loaded) -> tuple[Programme, Decision]:
        events = loaded.one(stream)
        state = payout.fold(events)
        if isinstance(asked, payout.ProposeBatch):
            year = asked.programme
        elif events:
            year = events[0].programme
        else:
            raise BatchUnknown()
        programme = self._tools.programmes.in_force(year)
        cases = loaded.read(payout.concerned(state, asked))
        states = {key: _case_of(each) for key, each in cases.items()}
        paid = loaded.read(payout.payee_days(asked, states, cause))
        days = {key: payee_day.fold(each) for key, each in paid.items()}
        around = payout.Circumstances(stream, cause, programme, states, days)
        return programme, payout.decide(state, asked, around)

    def _import(self, stream: UUID, asked: Any, cause: Cause, loaded: Loaded) -> tuple[Programme, Decision]:
        state = imports.fold(loaded.one(stream))
        held: session.SessionState | None = None
        if isinstance(asked, imports.ReceiveImport):
            held = _session_of(loaded.one(asked.session))
            year = asked.programme
        elif isinstance(state, imports.NotReceived):
            raise imports.ImportUnknown()
        else:
            year = imports.rows_of(state).received.programme
        programme = self._tools.programmes.in_force(year)
        return programme, writes(stream, *imports.decide(state, asked, cause, held))


def _would_revive(case: Case, asked: Any) -> bool:
    """Whether a case that has ended would live again."""
    match asked:
        case ProposeReinstatement():
            return True
        case DecideQuestionedLapse(last_day=last_day):
            return last_day is not None
        case DecideProposal(task, approved):
            return approved and isinstance(case.proposals.get(task), ReinstatementProposed)
        case _:
            return False


def _registered(state: EnrolmentState) -> Case:
    if isinstance(state, Unregistered):
        raise EnrolmentUnknown()
    return state.case


def seat_hold(command: UUID) -> UUID:
    """Under which a command holds a seat, apart from the quota places that it holds."""
    return derived("seat-hold", command)


def _session_of(events: list[Any]) -> session.SessionState:
    """None has been scheduled where the id that was sent names something else."""
    begun = events and isinstance(events[0], session.SessionScheduled)
    return session.fold(events) if begun else session.NotScheduled()


def _case_of(events: list[Any]) -> EnrolmentState:
    """Nobody is registered where the id that was sent names something else."""
    return fold_enrolment(events) if events and isinstance(events[0], Registered) else Unregistered()


def _place(key: PlaceKey) -> Place:
    return Place(key.sector, key.number)
