"""Readings of bills: which are wanted, and what becomes of them.

A reading never keeps a checkup from being submitted: where readers are away a trainee enters by hand, and
what nobody has confirmed is shown as such to trainee and reviewer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from domain.checkup.addendum import open_addendum
from domain.checkup.audit_draw import drawn_for_audit
from domain.checkup.commands import Bill
from domain.checkup.confirming import confirm
from domain.checkup.filling import maker
from domain.checkup.opening import check_reading_open
from domain.checkup.reading_commands import (
    ConfirmReading,
    DecideUnreadableBill,
    NoteBillNotReadable,
    NoteBillRead,
    ReadBillAgain,
    ReadingCommand,
)
from domain.checkup.reading_events import (
    BillNotReadable,
    BillRead,
    Judged,
    ReadingAsked,
    ReadingEvent,
)
from domain.checkup.reading_refusals import ReadingLocked
from domain.checkup.reading_state import BillReading, is_sure
from domain.checkup.refusals import BillUnknown, CheckupNotOpen, ConsentIsWithdrawn
from domain.checkup.state import (
    Approved,
    Cancelled,
    CheckupState,
    Failed,
    Filling,
    NotOpened,
    Opened,
    Returned,
)
from domain.event import Cause
from domain.programme import Programme
from domain.streams import checkup_stream, derived
from domain.task import TaskClosed, TaskEvent, TaskKind, TaskOpened, claimed_task

Decided = tuple[ReadingEvent | TaskEvent, ...]


@dataclass(frozen=True, slots=True)
class PendingReading:
    """The bill's `number`th result is wanted; `waits` where somebody waits for it at a screen."""

    bill: UUID
    number: int
    waits: bool


def pending_readings(state: CheckupState) -> tuple[PendingReading, ...]:
    """What is to be read: bills of what is open that never were, and those that are asked for again."""
    if isinstance(state, NotOpened | Failed | Cancelled) or not state.content.consents:
        return ()
    open_now = _open_bills(state)
    return tuple(
        PendingReading(bill, known.results + 1, known.asked is None or not known.asked.bulk)
        for bill in known_bills(state)
        for known in [state.content.readings.get(bill, BillReading())]
        if known.asked is not None or (known.last is None and bill in open_now)
    )


def known_bills(state: Opened) -> Mapping[UUID, Bill]:
    """The bills of the checkup, of its addendum and of those that were approved."""
    found = dict(state.content.bills)
    if isinstance(state, Approved):
        for added in state.addenda:
            found |= added.bills
        if state.addendum is not None:
            found |= state.addendum.content.bills
    return found


def decide_reading(state: Opened, asked: ReadingCommand, cause: Cause, programme: Programme) -> Decided:
    """What a command about a reading does.

    What the engine notes of a bill that is gone, or that is another file by then, does nothing: nobody could
    answer a refusal.
    """
    match asked:
        case NoteBillRead():
            return tuple(_read(state, asked, programme))
        case NoteBillNotReadable():
            return tuple(_not_readable(state, asked))
        case ReadBillAgain(bill, bulk):
            return _again(state, bill, bulk, cause)
        case DecideUnreadableBill():
            return _decided(state, asked, cause)
        case ConfirmReading():
            _check_open(state, asked.bill)
            _check_changeable(state, asked.bill, cause, programme)
            return confirm(state.content.readings.get(asked.bill, BillReading()), asked, maker(cause))
        case _:
            assert_never(asked)


def closed_with(state: Opened, bill: UUID) -> Decided:
    """The task about a bill that could not be read is over: the bill was read after all, or is gone."""
    last = state.content.readings.get(bill, BillReading()).last
    asked = isinstance(last, BillNotReadable) and last.task in state.content.tasks
    return (TaskClosed(last.task, done=False),) if asked and isinstance(last, BillNotReadable) else ()


def _check_open(state: Opened, bill: UUID) -> None:
    if isinstance(state, Failed | Cancelled):
        raise CheckupNotOpen()
    if not state.content.consents:
        raise ConsentIsWithdrawn(ubn=state.content.about.ubn)
    if bill not in known_bills(state):
        raise BillUnknown(bill=bill)


def _check_changeable(state: Opened, bill: UUID, cause: Cause, programme: Programme) -> None:
    """What is said of a bill may change as long as the bill may, or what rests on it (R28)."""
    match state:
        case Filling(content) | Returned(content):
            check_reading_open(bill, content)
        case Approved(addendum=Filling(content) | Returned(content)) if bill in content.bills:
            check_reading_open(bill, open_addendum(state, cause, programme).content)
        case _:
            raise ReadingLocked(bill=bill)


def _open_bills(state: Opened) -> Mapping[UUID, Bill]:
    if not isinstance(state, Approved):
        return state.content.bills
    return state.addendum.content.bills if state.addendum is not None else {}


def _is_next(state: Opened, noted: NoteBillRead | NoteBillNotReadable) -> bool:
    """Whether the result is wanted: not of a bill that is gone, nor of the file that it was before."""
    bill = known_bills(state).get(noted.bill)
    known = state.content.readings.get(noted.bill, BillReading())
    return bill is not None and noted.file == bill.file.address and noted.number == known.results + 1


def _read(state: Opened, asked: NoteBillRead, programme: Programme) -> Iterator[ReadingEvent | TaskEvent]:
    if not _is_next(state, asked):
        return
    rules, bill = programme.reading, known_bills(state)[asked.bill]
    judged = Judged(rules.least_confidence, rules.audit_share, rules.audit_seed)
    drawn = tuple(
        index
        for index, document in enumerate(asked.reading.documents)
        if is_sure(document, judged) and drawn_for_audit(judged.audit_seed, bill, index, judged.audit_share)
    )
    yield BillRead(asked.bill, asked.number, asked.file, asked.reading, judged, drawn)
    yield from closed_with(state, asked.bill)


def _not_readable(state: Opened, asked: NoteBillNotReadable) -> Iterator[ReadingEvent | TaskEvent]:
    if not _is_next(state, asked):
        return
    about = state.content.about
    stream = checkup_stream(about.enrolment, about.ubn)
    task = derived("task", stream, TaskKind.UNREADABLE_BILL, asked.bill, asked.number)
    yield from closed_with(state, asked.bill)
    yield BillNotReadable(asked.bill, asked.number, asked.file, asked.code, asked.fields, task)
    yield TaskOpened(task, TaskKind.UNREADABLE_BILL, None, None, about.ubn)


def _again(state: Opened, bill: UUID, bulk: bool, cause: Cause) -> Decided:
    _check_open(state, bill)
    known = state.content.readings.get(bill, BillReading())
    # What was never read is on its way already; somebody at a screen goes before what was asked in bulk.
    waiting = known.last is None or (known.asked is not None and (bulk or not known.asked.bulk))
    if waiting and bill in {one.bill for one in pending_readings(state)}:
        return ()
    return (ReadingAsked(bill, maker(cause), bulk), *closed_with(state, bill))


def _decided(state: Opened, asked: DecideUnreadableBill, cause: Cause) -> Decided:
    task = claimed_task(state.content.tasks, asked.task, TaskKind.UNREADABLE_BILL, cause)
    bill = next(
        bill
        for bill, known in state.content.readings.items()
        if isinstance(known.last, BillNotReadable) and known.last.task == task.id
    )
    again = (ReadingAsked(bill, maker(cause)),) if asked.read_again else ()
    return (*again, TaskClosed(task.id, done=True))
