"""What people are shown of a stream and no decision needs, so that its state forgets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.checkup.events import (
    AddendumApproved,
    CheckupApproved,
    CheckupFailed,
    CheckupReturned,
    CheckupSubmitted,
    NoneDeclared,
)
from domain.deadline import WindowKind
from domain.enrolment.events import (
    Commented,
    Ended,
    FirmListed,
    QuestionAnswered,
    QuestionAsked,
    Trained,
    WindowEnded,
)
from domain.enrolment.mail_events import MailAccepted, MailIntended, MailRefused, MailRepeated
from domain.enrolment.session_events import Chased, TrainingDayMoved, TrainingUndone
from domain.event import Actor, RecordedEvent
from domain.payout import (
    BatchApproved,
    BatchProposed,
    BatchRejected,
    LinePaid,
    LineReturned,
    LineReversed,
    LinesRecomputed,
    PaymentFileWritten,
)
from domain.task import TaskClosed, TaskOpened


@dataclass(frozen=True, slots=True)
class Mailed:
    """A mail of the case: when it was decided on, and when the server took it, or refused it for good.

    `reply` is the server's, `sha256` that of what it took; `repeats` the refused mail that it says again.
    """

    mail: MailIntended
    intended_at: datetime
    accepted_at: datetime | None = None
    refused_at: datetime | None = None
    refused_code: int | None = None
    reply: str = ""
    sha256: str = ""
    repeats: UUID | None = None

    @property
    def state(self) -> str:
        """waiting, sent or refused."""
        if self.refused_at is not None:
            return "refused"
        return "waiting" if self.accepted_at is None else "sent"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, a question or an answer on a case, and who said it when."""

    said: Commented | QuestionAsked | QuestionAnswered
    at: datetime
    by: Actor


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of the chase log: what was said, by whom and when (R45)."""

    chase: Chased
    at: datetime
    by: Actor


@dataclass(frozen=True, slots=True)
class Trace:
    """`decided_by` is a person or account, `tasks` tells when each open task was opened, `addenda` when
    each addendum was approved, `listed` the firms that the case has or had.

    The case submits from its training day until all of it was there, or its time was over.
    """

    tasks: Mapping[UUID, datetime] = field(default_factory=dict)
    mails: Mapping[UUID, Mailed] = field(default_factory=dict)
    nones: Mapping[str, NoneDeclared] = field(default_factory=dict)
    findings: CheckupReturned | None = None
    submitted_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    proposed: BatchProposed | None = None
    returned_lines: Mapping[UUID, str] = field(default_factory=dict)
    addenda: tuple[datetime, ...] = ()
    said: Mapping[UUID, Said] = field(default_factory=dict)
    answers: Mapping[UUID, Said] = field(default_factory=dict)
    chases: tuple[Logged, ...] = ()
    uploads_ended_at: datetime | None = None
    submits_from: date | None = None
    recomputed: LinesRecomputed | None = None
    file_written: PaymentFileWritten | None = None
    reversed_lines: Mapping[UUID, LineReversed] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()


def evolve(trace: Trace, recorded: RecordedEvent) -> Trace:
    """The trace after one event; its instants are those that rules judge by."""
    happened, at = recorded.event, recorded.cause.at
    match happened:
        case TaskOpened(task):
            return replace(trace, tasks={**trace.tasks, task: at})
        case TaskClosed(task):
            return replace(trace, tasks=_without(trace.tasks, task))
        case MailIntended(mail):
            return replace(trace, mails={**trace.mails, mail: Mailed(happened, at)})
        case MailAccepted() | MailRefused() | MailRepeated():
            mailed = _mailed(trace.mails[happened.mail], happened)
            return replace(trace, mails={**trace.mails, happened.mail: mailed})
        case Commented(said) | QuestionAsked(said):
            return replace(trace, said={**trace.said, said: Said(happened, at, recorded.cause.actor)})
        case QuestionAnswered(question):
            answer = Said(happened, at, recorded.cause.actor)
            return replace(trace, answers={**trace.answers, question: answer})
        case _:
            return _money(_checkup(trace, happened, at), happened, recorded)


def _mailed(mailed: Mailed, happened: MailAccepted | MailRefused | MailRepeated) -> Mailed:
    match happened:
        case MailAccepted(_, at, reply, sha256):
            return replace(mailed, accepted_at=at, reply=reply, sha256=sha256)
        case MailRefused(_, at, code, reply):
            return replace(mailed, refused_at=at, refused_code=code, reply=reply)
        case MailRepeated(_, refused):
            return replace(mailed, repeats=refused)


def _checkup(trace: Trace, happened: Any, at: datetime) -> Trace:
    match happened:
        case NoneDeclared(item):
            return replace(trace, nones={**trace.nones, item: happened})
        case CheckupSubmitted():
            return replace(trace, submitted_at=at, decided_at=None, decided_by=None)
        case CheckupApproved(by):
            return replace(trace, decided_at=at, decided_by=by)
        case CheckupReturned(_, by):
            return replace(trace, findings=happened, decided_at=at, decided_by=by)
        case AddendumApproved():
            return replace(trace, addenda=(*trace.addenda, at))
        case CheckupFailed():
            return replace(trace, decided_at=trace.decided_at or at)
        case _:
            return trace


def _money(trace: Trace, happened: Any, recorded: RecordedEvent) -> Trace:
    match happened:
        case BatchProposed():
            return replace(trace, proposed=happened)
        case BatchApproved(by) | BatchRejected(by):
            return replace(trace, decided_at=recorded.cause.at, decided_by=by.account)
        case LineReturned(line, reason):
            return replace(trace, returned_lines={**trace.returned_lines, line: reason})
        case LinePaid(line):
            return replace(trace, returned_lines=_without(trace.returned_lines, line))
        case LinesRecomputed(lines) if trace.proposed is not None:
            return replace(trace, proposed=replace(trace.proposed, lines=lines), recomputed=happened)
        case PaymentFileWritten():
            return replace(trace, file_written=happened)
        case LineReversed(line):
            return replace(trace, reversed_lines={**trace.reversed_lines, line: happened})
        case _:
            return _guild(trace, happened, recorded)


def _guild(trace: Trace, happened: Any, recorded: RecordedEvent) -> Trace:
    match happened:
        case FirmListed(profile):
            return replace(trace, listed=trace.listed | {profile.ubn})
        case Chased():
            logged = Logged(happened, recorded.cause.at, recorded.cause.actor)
            return replace(trace, chases=(*trace.chases, logged))
        case WindowEnded(WindowKind.UPLOAD) | Ended():
            return replace(trace, uploads_ended_at=trace.uploads_ended_at or recorded.cause.at)
        case Trained(day) | TrainingDayMoved(_, day):
            return replace(trace, submits_from=day)
        case TrainingUndone():
            return replace(trace, submits_from=None, uploads_ended_at=None)
        case _:
            return trace


def _without(mapping: Mapping[UUID, Any], key: UUID) -> Mapping[UUID, Any]:
    return {kept: value for kept, value in mapping.items() if kept != key}
