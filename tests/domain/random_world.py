"""A world that lives at random: people ask what may or may not be allowed, timers go off, mails go out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain import payout
from domain.checkup.commands import ApproveCheckup, DeclareNone, Finding, NoteReviewLate, ReturnCheckup
from domain.checkup.state import Approved, NotOpened, Submitted
from domain.decision import Decision
from domain.enrolment import commands as asks
from domain.enrolment.agenda import due_reminder, next_deadline, pending_mails
from domain.enrolment.circumstances import awaiting
from domain.enrolment.commands import FirmFinding
from domain.enrolment.state import Check, FeeDue, Over
from domain.errors import DomainError
from domain.event import Actor
from domain.industry import Sector
from domain.mix import Mix
from domain.payout import ApproveBatch, Confirmation, ConfirmPayments, NotePaymentFile, ProposeBatch, RejectBatch
from domain.programme import Programme
from domain.streams import checkup_stream, derived
from domain.task import ClaimTask, TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import (
    CHECKER,
    ENGINE,
    OFFICER,
    OTHER_OFFICER,
    OTHER_REVIEWER,
    REVIEWER,
    VETTER,
    MadeUpCase,
    World,
    entry,
    held_session,
    letter,
    sealed,
    trainee,
)
from tests.made_up import MIDDLE, NEITHER, OTHER_SERVICES, firm

Choose = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Move:
    """A command to a stream, by someone."""

    stream: UUID
    asked: Any
    by: Actor


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
        stages=replace(
            programme.stages, mandatory=replace(programme.stages.mandatory, items=("fuel",))
        ),
    )


FIRMS = (
    firm(1, MIDDLE["25"]),
    firm(2, NEITHER, indicator=True),
    firm(3, OTHER_SERVICES),
    firm(4, MIDDLE["25"]),
    firm(5, MIDDLE["29"], indicator=True),
    firm(6, NEITHER),
)
WRONG = ("illegible",)
FINDINGS = (Finding("fuel", "unreadable", None),)


class RandomWorld:
    """Two trainees who share six firms, and three payout batches; every choice comes from `choose`."""

    def __init__(self, programme: Programme, calendar: WorkingCalendar, choose: Choose) -> None:
        self.world = World(programme, calendar)
        self.choose = choose
        self.session = held_session(self.world)
        self.batches = [derived("batch", number) for number in range(3)]
        self.cases = [
            MadeUpCase(self.world, derived("case", number), trainee(number)[0], self.session, FIRMS)
            for number in (1, 2)
        ]

    def step(self) -> tuple[Move, Decision | DomainError]:
        """One move, after every window that has ended by now has been ended."""
        if self.choose(8) == 0:
            self.world.now += timedelta(hours=(1, 20, 24 * 8, 24 * 31)[self.choose(4)])
        for case in self.cases:
            self.end_windows(case)
        moves = list(self.moves())
        move = moves[self.choose(len(moves))]
        return move, self.try_out(move)

    def try_out(self, move: Move) -> Decision | DomainError:
        try:
            return self.world.ask(move.stream, move.asked, move.by)
        except DomainError as refused:
            return refused

    def end_windows(self, case: MadeUpCase) -> None:
        now = self.world.now
        while (until := next_deadline(case.state)) is not None and until.due <= now:
            self.world.now = until.due
            case.ask(asks.EndWindow(until.kind, until.due), ENGINE)
            self.world.now = now

    def moves(self) -> Iterator[Move]:
        for number, case in enumerate(self.cases, 1):
            if not case.events:
                yield Move(case.id, self.registration(number), case.trainee)
                continue
            yield from self.engine_moves(case)
            yield from self.trainee_moves(case)
            yield from self.staff_moves(case)
            for ubn in case.ubns:
                yield from self.checkup_moves(case, ubn)
        for batch in self.batches:
            yield from self.batch_moves(batch)

    def registration(self, number: int) -> asks.Register:
        named = FIRMS[: 2 + self.choose(2)] if number == 1 else FIRMS[3 - self.choose(2) : 5]
        entries = tuple(entry(profile) for profile in named)
        return asks.Register(
            self.world.programme.year, trainee(number)[1], "guild-1", self.session, entries
        )

    def trainee_moves(self, case: MadeUpCase) -> Iterator[Move]:
        profile, ubn = FIRMS[self.choose(6)], FIRMS[self.choose(6)].ubn
        asked = [
            asks.CompleteOnlineCourse(),
            asks.AddFirm(entry(profile, signed=bool(self.choose(4)))),
            asks.AttachLetter(ubn, letter(self.choose(3))),
            *([asks.Withdraw(None)] if self.choose(12) == 0 else []),
            *([asks.RemoveFirm(ubn)] if self.choose(4) == 0 else []),
            *(asks.SubmitCheckup(listed) for listed in case.ubns),
        ]
        yield from (Move(case.id, one, case.trainee) for one in asked)

    def engine_moves(self, case: MadeUpCase) -> Iterator[Move]:
        day = self.world.events[self.session][0].day
        asked: list[Any] = [
            asks.NoteAttendance(self.session, day, asks.Attendance.ONLINE),
            *(asks.ObserveCheckup(ubn) for ubn in awaiting(case.state)),
            *(asks.NoteMailAccepted(mail.mail, self.world.now) for mail in pending_mails(case.state)),
        ]
        reminder = due_reminder(case.state, self.world.now)
        if reminder is not None:
            asked.append(asks.Remind(reminder.kind, reminder.at))
        yield from (Move(case.id, one, ENGINE) for one in asked)

    def staff_moves(self, case: MadeUpCase) -> Iterator[Move]:
        why = sealed(case.trainee.account, "why")
        for task in case.state.case.tasks.values():
            if task.kind is TaskKind.VET_REGISTRATION:
                yield Move(case.id, ClaimTask(task.id), VETTER)
                yield Move(case.id, asks.Vet(task.id, self.choose(6) > 0, None), VETTER)
            elif task.kind is TaskKind.CHECK_LIST:
                yield Move(case.id, ClaimTask(task.id), CHECKER)
                yield Move(case.id, asks.CheckList(task.id, self.findings(case)), CHECKER)
            else:
                yield Move(case.id, ClaimTask(task.id), OFFICER)
                yield Move(case.id, asks.DecideLateNotice(task.id, why), OFFICER)
        if isinstance(case.state, FeeDue):
            yield Move(case.id, asks.DecideFirmFee(FIRMS[self.choose(6)].ubn, 100, why), OFFICER)

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
        reviewer = (REVIEWER, OTHER_REVIEWER)[self.choose(2)]
        for task in checkup.content.tasks:
            yield Move(stream, ClaimTask(task), reviewer)
            yield Move(stream, ApproveCheckup(task), reviewer)
            yield Move(stream, ReturnCheckup(task, FINDINGS), reviewer)
            yield Move(stream, NoteReviewLate(task), ENGINE)

    def batch_moves(self, batch: UUID) -> Iterator[Move]:
        due = tuple(case.id for case in self.cases if isinstance(case.state, FeeDue | Over))
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


def decided_or_waiting(case: MadeUpCase, ubn: str) -> bool:
    return isinstance(case.checkup(ubn), Approved | Submitted)


__all__ = ["FIRMS", "Move", "RandomWorld", "Sector", "decided_or_waiting", "holding_firms", "small"]
