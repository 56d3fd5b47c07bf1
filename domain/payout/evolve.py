"""The fold of a payout batch: state after each event."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from domain.payout.events import (
    BatchApproved,
    BatchProposed,
    BatchRejected,
    ConfirmationImported,
    LinePaid,
    LineReturned,
    LineReversed,
    LinesRecomputed,
    PaymentFileWritten,
    PayoutEvent,
    ReversalProposed,
    ReversalRejected,
)
from domain.payout.state import Approved, NotProposed, PayoutState, Proposed, Rejected, Sent


def fold(events: Iterable[PayoutEvent]) -> PayoutState:
    """The state after the events."""
    state: PayoutState = NotProposed()
    for happened in events:
        state = evolve(state, happened)
    return state


def evolve(state: PayoutState, happened: PayoutEvent) -> PayoutState:
    """The state after one event."""
    match happened, state:
        case BatchProposed(_, lines, by), _:
            return Proposed({line.enrolment: line for line in lines}, by)
        case LinesRecomputed(lines), Proposed():
            return replace(state, lines={line.enrolment: line for line in lines})
        case BatchApproved(_, day), Proposed(lines, _):
            return Approved(lines, day)
        case BatchRejected(), _:
            return Rejected()
        case PaymentFileWritten(file), Approved(lines, day):
            return Sent(lines, file, day=day)
        case _, Sent():
            return _sent(state, happened)
        case _:
            raise ValueError(f"{type(happened).__name__} after {type(state).__name__}")


def _sent(state: Sent, happened: PayoutEvent) -> Sent:
    match happened:
        case LinePaid(paid):
            return replace(state, paid=state.paid | {paid})
        case LineReturned(line):
            once = state.paid & {line}
            back = replace(state, paid=state.paid - once, pending=_without(state.pending, line))
            return replace(back, returned=state.returned | {line}, paid_before=state.paid_before | once)
        case ConfirmationImported(file):
            return replace(state, imported=state.imported | {file.mark})
        case ReversalProposed(line):
            return replace(state, pending={**state.pending, line: happened})
        case ReversalRejected(line):
            return replace(state, pending=_without(state.pending, line))
        case LineReversed(line):
            undone = replace(state, paid=state.paid - {line}, pending=_without(state.pending, line))
            return replace(undone, reversed=state.reversed | {line})
        case _:
            raise ValueError(f"{type(happened).__name__} after Sent")


def _without(pending: Mapping[UUID, ReversalProposed], line: UUID) -> Mapping[UUID, ReversalProposed]:
    return {key: kept for key, kept in pending.items() if key != line}
