"""A world that lives at random: people ask what may or may not be allowed, timers go off, mails go out."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain import payout
from domain.checkup.commands import ApproveCheckup, DeclareNone, Finding, ReturnCheckup
from domain.checkup.state import NotOpened
from domain.deadline import taipei_date
from domain.decision import Decision
from domain.enrolment import commands as asks
from domain.enrolment.agenda import due_reminder, next_deadline, pending_mails
from domain.enrolment.circumstances import awaiting
from domain.enrolment.commands import FirmFinding
from domain.enrolment.papers import pending_papers
from domain.enrolment.state import Check, FeeDue, Over
from domain.errors import DomainError
from domain.event import Actor, Cause
from domain.industry import Sector, sector_of
from domain.payout import (
    ApproveBatch,
    ApproveReversal,
    Confirmation,
    ConfirmPayments,
    ImportConfirmation,
    NotePaymentFile,
    ProposeBatch,
    ProposeReversal,
    RejectBatch,
    RejectReversal,
)
from domain.programme import Mix, Programme
from domain.session import ScheduleSession, SessionStage
from domain.streams import checkup_stream, derived
from domain.task import ClaimTask, TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_accounts import account_of
from tests.domain.made_up_cases import (
    CHECKER,
    ENGINE,
    GUILD,
    OFFICER,
    OTHER_OFFICER,
    OTHER_REVIEWER,
    REVIEWER,
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
    trainee,
)
from tests.domain.made_up_particulars import entry, letter, sealed
from tests.domain.random_changes import asked_changes, decided_changes
from tests.domain.random_review import content_moves
from tests.domain.random_work import words_on, work_on
from tests.made_up import MIDDLE, NEITHER, OTHER_SERVICES, firm

Choose = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Move:
    """A command to a stream, by someone."""

    stream: UUID
    asked: Any
    by: Actor


@dataclass(frozen=True, slots=True)
class Step:
    move: Move
    cause: Cause
    answer: Decision | DomainError


def small(programme: Programme, *, after_lapse: bool = True) -> Programme:
    """The programme with lists of three firms and few places, so that a short life meets every stage."""
    mix = Mix((next(iter(MIDDLE)),), 1, True, 1, 1)
    return replace(
        programme,
        mixes=replace(programme.mixes, manufacturing=mix, services=mix),
        registration=replace(
            programme.registration, firms=3, early=replace(programme.registration.early, firms=2)
        ),
        quotas=replace(programme.quotas, manufacturing=2, services=3),
        review=replace(programme.review, after_lapse=after_lapse),
        stages=replace(programme.stages, mandatory=replace(programme.stages.mandatory, items=("fuel",))),
    )


def elective_session(world: World) -> UUID:
    """A session of the elective stage, with the first of its days."""
    session, year = derived("elective", 1), world.programme.year
    asked = ScheduleSession(year, GUILD, date(2025, 11, 1), "Taipei", 1, 1, SessionStage.ELECTIVE)
    world.ask(session, asked, VETTER)
    return session


FIRMS = (
    firm(1, MIDDLE["25"]),
    firm(2, NEITHER, indicator=True),
    firm(3, OTHER_SERVICES),
    firm(4, MIDDLE["25"]),
    firm(5, NEITHER, indicator=True),
    firm(6, OTHER_SERVICES),
    firm(7, MIDDLE["29"], indicator=True),
    firm(8, NEITHER),
)
WRONG = ("letter_unsigned",)
FINDINGS = (Finding("fuel", "none_not_credible", None),)
WHY = sealed(derived("account", "someone"), "why")


class RandomWorld:
    """Two trainees who share eight firms, and three payout batches; every choice comes from `choose`."""

    def __init__(
        self, programme: Programme, calendar: WorkingCalendar, choose: Choose, *, stage: int | None = None
    ) -> None:
        self.world = World(programme, calendar)
        self.choose = choose
        self.session = held_session(self.world, seats=1)
        self.elective = elective_session(self.world)
        self.batches = [derived("batch", number) for number in range(3)]
        self.cases = [
            MadeUpCase(self.world, derived("case", number), trainee(number)[0], self.session, FIRMS)
            for number in (1, 2)
        ]
        self.start(self.choose(6) if stage is None else stage)

    def start(self, stage: int) -> None:
        """Some lives begin with a case that has come a long way."""
        if stage > 1:
            case = self.cases[0] = applied(self.world, 1, firms=FIRMS[:3], held=self.session).uploading()
        if stage > 2:
            case.submitted()
        if stage > 3:
            case.reviewed(sent_back=case.ubns[:1] if stage == 4 else ())

    def step(self) -> "Step":
        """One move, after every window that has ended by now has been ended."""
        if self.choose(30) == 0:
            self.time_passes()
        for case in self.cases:
            self.end_windows(case)
        while not (moves := list(self.moves())):
            continue
        return self.take(moves[self.choose(len(moves))])

    def time_passes(self) -> None:
        """From an hour to a month."""
        self.world.now += timedelta(hours=(1, 6, 24, 48, 24 * 8, 24 * 31)[self.choose(6)])

    def take(self, move: Move) -> "Step":
        """The move, and what it came to."""
        cause = self.world.cause(move.by)
        answer = self.answer(move, cause)
        if not isinstance(answer, DomainError):
            self.world.append(answer)
        return Step(move, cause, answer)

    def answer(self, move: Move, cause: Cause) -> Decision | DomainError:
        """What the command would come to now."""
        try:
            return self.world.decide(move.stream, move.asked, cause)
        except DomainError as refused:
            return refused

    def end_windows(self, case: MadeUpCase) -> None:
        now = self.world.now
        while (until := next_deadline(case.state)) is not None and until.due <= now:
            self.world.now = until.due
            case.ask(asks.EndWindow(until.kind, until.due), ENGINE)
            self.world.now = now

    def moves(self) -> Iterator[Move]:
        """What one kind of person may ask of one case, or of one batch, at this moment."""
        number = self.choose(len(self.cases))
        case, kind = self.cases[number], self.choose(16)
        if kind == 0 or (kind < 12 and isinstance(case.state, FeeDue)):
            yield from self.batch_moves(self.batches[self.choose(len(self.batches))])
        elif not case.events:
            yield Move(case.id, self.registration(number + 1), case.trainee)
        elif kind < 5:
            yield from self.trainee_moves(case)
        elif kind < 8:
            yield from self.staff_moves(case)
        elif kind < 13 and case.ubns:
            yield from self.checkup_moves(case, case.ubns[self.choose(len(case.ubns))])
        elif kind < 14:
            changes = asked_changes(case, FIRMS, self.choose)
            yield from (Move(case.id, asked, by) for asked, by in changes)
        else:
            yield from self.engine_moves(case)

    def registration(self, number: int) -> asks.Register:
        first = 0 if number == 1 else 3 - (self.choose(4) == 0)
        named = FIRMS[first : first + 2 + self.choose(2)]
        entries = tuple(entry(profile) for profile in named)
        attends = (None, *asks.Attendance)[self.choose(3)]
        about = (self.world.programme.year, trainee(number)[1], "guild-1", self.session)
        return asks.Register(*about, entries, attends)

    def trainee_moves(self, case: MadeUpCase) -> Iterator[Move]:
        profile, ubn = FIRMS[self.choose(len(FIRMS))], FIRMS[self.choose(len(FIRMS))].ubn
        asked = [
            asks.CompleteOnlineCourse(),
            asks.ChangeSession(self.session, (None, *asks.Attendance)[self.choose(3)]),
            asks.AddFirm(entry(profile, signed=bool(self.choose(4)))),
            asks.AttachLetter(ubn, letter(self.choose(3))),
            asks.GiveBankAccount(account_of(case.trainee.account, self.choose(3))),
            *([asks.Withdraw(None)] if self.choose(60) == 0 else []),
            *([asks.CorrectEmail(sealed(case.id, str(self.choose(9))), WHY)] if self.choose(12) == 0 else []),
            *([asks.RemoveFirm(ubn)] if self.choose(16) == 0 else []),
            *(asks.SubmitCheckup(listed) for listed in case.ubns),
        ]
        yield from (Move(case.id, one, case.trainee) for one in asked)

    def engine_moves(self, case: MadeUpCase) -> Iterator[Move]:
        day = self.world.events[self.session][0].day
        asked: list[Any] = [
            asks.NoteAttendance(self.session, day, asks.Attendance.ONLINE),
            *(asks.ObserveCheckup(ubn) for ubn in awaiting(case.state)),
            *(asks.NoteMailAccepted(mail.mail, self.world.now) for mail in pending_mails(case.state)),
            *(
                asks.NoteMailRefused(mail.mail, self.world.now, 550)
                for mail in pending_mails(case.state)
                if self.choose(4) == 0
            ),
            *(
                asks.NotePaper(paper.kind, paper.of, letter(paper.of) if self.choose(4) else None)
                for paper in pending_papers(case.state)
            ),
        ]
        asked += self.session_news(case)
        if self.choose(12) == 0:
            asked.append(asks.Invite())
        reminder = due_reminder(case.state, self.world.now)
        if reminder is not None:
            asked.append(asks.Remind(reminder.kind, reminder.at))
        yield from (Move(case.id, one, ENGINE) for one in asked)

    def session_news(self, case: MadeUpCase) -> list[Any]:
        """What the session's workflow may tell, most of it seldom."""
        why, held = sealed(case.trainee.account, "why"), self.world.events[self.session][0].day
        day = held + timedelta(days=self.choose(5))
        news: list[Any] = [
            asks.NoteElectiveAttendance(self.elective, held, asks.Attendance.ONLINE),
            asks.NoteAttendanceCorrected(self.session, asks.Attendance.ON_SITE, why),
        ]
        if self.choose(8) == 0:
            news.append(asks.NoteSessionMoved(self.session, day, held, why, why))
            news.append(asks.NoteAttendanceCorrected(self.session, None, why))
            news.append(asks.NoteAttendanceCorrected(self.elective, None, why))
            news.append(asks.NoteSessionCancelled(self.session, held, why))
        return news

    def staff_moves(self, case: MadeUpCase) -> Iterator[Move]:
        why = sealed(case.trainee.account, "why")
        for task in case.state.case.tasks.values():
            if task.kind is TaskKind.VET_REGISTRATION:
                yield Move(case.id, ClaimTask(task.id), VETTER)
                yield Move(case.id, asks.Vet(task.id, self.choose(16) > 0, None), VETTER)
            elif task.kind is TaskKind.CHECK_LIST:
                yield Move(case.id, ClaimTask(task.id), CHECKER)
                yield Move(case.id, asks.CheckList(task.id, self.findings(case)), CHECKER)
            elif task.kind in (TaskKind.DECIDE_PROPOSAL, TaskKind.QUESTIONED_LAPSE):
                for asked, by in decided_changes(case, task, self.choose):
                    yield Move(case.id, ClaimTask(task.id), by)
                    yield Move(case.id, asked, by)
            elif task.kind is TaskKind.UNDELIVERED_NOTICE:
                yield Move(case.id, ClaimTask(task.id), OFFICER)
                told = asks.DecideUndeliveredNotice(task.id, taipei_date(self.world.now), why)
                yield Move(case.id, told, OFFICER)
            elif task.kind is TaskKind.LATE_NOTICE:
                yield Move(case.id, ClaimTask(task.id), OFFICER)
                yield Move(case.id, asks.DecideLateNotice(task.id, why), OFFICER)
            elif task.kind is TaskKind.WRONG_ATTENDANCE:
                yield Move(case.id, ClaimTask(task.id), OFFICER)
                decided = asks.DecideWrongAttendance(task.id, self.choose(2) > 0, why)
                yield Move(case.id, decided, OFFICER)
            yield from (Move(case.id, *one) for one in work_on(task, case, self.choose))
        yield from (Move(case.id, *one) for one in words_on(case, self.choose))
        yield Move(case.id, asks.LogChase(asks.Channel.PHONE, why), VETTER)
        yield from (Move(case.id, asks.SendAgain(mail), OFFICER) for mail in case.state.case.refused_mails)
        if isinstance(case.state, FeeDue):
            yield Move(case.id, asks.DecideFirmFee(FIRMS[self.choose(len(FIRMS))].ubn, 100, why), OFFICER)

    def findings(self, case: MadeUpCase) -> tuple[FirmFinding, ...]:
        listed = case.state.case.firms.items()
        unchecked = [ubn for ubn, one in listed if one.check is Check.UNCHECKED]
        return tuple(FirmFinding(ubn, WRONG if self.choose(6) == 0 else (), None) for ubn in unchecked)

    def checkup_moves(self, case: MadeUpCase, ubn: str) -> Iterator[Move]:
        stream, checkup = checkup_stream(case.id, ubn), case.checkup(ubn)
        if isinstance(checkup, NotOpened):
            return
        none = DeclareNone("fuel", sealed(case.trainee.account, "none"))
        entering = REVIEWER if self.choose(4) == 0 else case.trainee
        yield Move(stream, none, entering)
        for asked, by in content_moves(case, self.choose) if self.choose(3) == 0 else ():
            yield Move(stream, asked, by)
        reviewer = (REVIEWER, OTHER_REVIEWER)[self.choose(2)]
        for task in checkup.content.tasks:
            yield Move(stream, ClaimTask(task), reviewer)
            yield Move(stream, ApproveCheckup(task), reviewer)
            yield Move(stream, ReturnCheckup(task, FINDINGS), reviewer)
            for asked, by in work_on(checkup.content.tasks[task], case, self.choose):
                yield Move(stream, asked, by)

    def batch_moves(self, batch: UUID) -> Iterator[Move]:
        stages = FeeDue if self.choose(8) else FeeDue | Over
        due = tuple(case.id for case in self.cases if isinstance(case.state, stages))
        officer = (OFFICER, OTHER_OFFICER)[self.choose(2)]
        match self.world.batch(batch):
            case payout.NotProposed() if due:
                yield Move(batch, ProposeBatch(self.world.programme.year, due[: 1 + self.choose(2)]), officer)
            case payout.Proposed():
                yield Move(batch, ApproveBatch(), officer)
                yield Move(batch, RejectBatch(), officer)
            case payout.Approved():
                yield Move(batch, NotePaymentFile(letter("file")), ENGINE)
            case payout.Sent(lines):
                said = [(None, "account_closed")[self.choose(2)] for _ in range(1 + self.choose(2))]
                told = [Confirmation(key, line.net, one) for key, line in lines.items() for one in said]
                yield Move(batch, ConfirmPayments(tuple(told)), OFFICER)
                yield Move(batch, self.bank_file(batch, told[:1]), OFFICER)
                yield from (Move(batch, asked, officer) for asked in self.reversals(next(iter(lines))))

    def bank_file(self, batch: UUID, told: list[Confirmation]) -> ImportConfirmation:
        """A file of the bank about one line."""
        [only] = told
        sums = (0, only.amount) if only.returned else (only.amount, 0)
        file = letter(("reply", self.choose(4)))
        return ImportConfirmation(batch, (replace(only, line=2),), 1, *sums, file)

    def reversals(self, enrolment: UUID) -> list[Any]:
        kinds = self.world.programme.payout.reversal_kinds
        kind, why = kinds[self.choose(len(kinds))].code, sealed(derived("person", 1), "why")
        asked = [ApproveReversal(enrolment), ProposeReversal(enrolment, kind, why)]
        return [*asked, RejectReversal(enrolment)] if self.choose(8) == 0 else asked


def holding_firms(case: MadeUpCase) -> set[str]:
    """The firms for which the case should have the year: all of a live case but those that failed;
    of an ended one those whose checkup is approved, or awaits its decision or the case's notice of it."""
    if not case.events:
        return set()
    kept = {"submitted", "resubmitted", "approved"}
    firms = case.state.case.firms.items()
    if isinstance(case.state, Over):
        return {ubn for ubn, one in firms if one.progress in kept}
    return {ubn for ubn, one in firms if one.progress != "failed"}


def check_places(lives: RandomWorld) -> None:
    """Places and firm years are held for exactly the firms of R9 and R23."""
    world, wanted = lives.world, Counter[str]()
    for case in lives.cases:
        for ubn in holding_firms(case):
            assert world.firm_holder(ubn) == case.id
            sector = sector_of(case.firm(ubn).profile.industry, world.programme)
            wanted[sector] += sector is not Sector.NEITHER
    assert {sector: len(taken) for sector, taken in world.taken.items() if taken} == dict(+wanted)
    taken = {profile.ubn for profile in FIRMS if world.firm_holder(profile.ubn)}
    assert taken == {ubn for case in lives.cases for ubn in holding_firms(case)}
    check_seats(lives)


def check_seats(lives: RandomWorld) -> None:
    """The seats that are taken are those that a case has, and no two have the same (R1)."""
    cases = [case.state.case for case in lives.cases if case.events]
    had = Counter((f"{case.session} {case.seat.kind}", case.seat.number) for case in cases if case.seat)
    taken = Counter((pool, number) for pool, numbers in lives.world.seats.items() for number in numbers)
    assert had == taken
