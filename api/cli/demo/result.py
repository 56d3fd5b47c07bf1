"""What became of a scenario, read from the events: one entry per trainee, and the totals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from api.cli.demo.desk import Refusal, Stand
from domain.deadline import TAIPEI
from domain.enrolment.changes import Revoked
from domain.enrolment.events import (
    Certified,
    Ended,
    FirmApproved,
    FirmListed,
    Paid,
    PaymentReleased,
    PaymentReversed,
    Registered,
    WindowOpened,
)
from domain.enrolment.evolve import fold
from domain.enrolment.mail_events import MailIntended
from domain.enrolment.state import Over, Unregistered
from domain.event import RecordedEvent, topic_of
from store.event_log import EventLog


@dataclass(frozen=True, slots=True)
class Played:
    """A trainee of the scenario after it: the enrolment, or the code of the refused registration."""

    name: str
    enrolment: UUID | None
    refused: str | None
    refusals: tuple[Refusal, ...] = ()

    @classmethod
    def of(cls, stand: Stand) -> Self:
        """The trainee as the playing has left them."""
        return cls(stand.part.name, stand.enrolment, stand.refused, tuple(stand.refusals))


def result(event_log: EventLog, played: Sequence[Played]) -> dict[str, Any]:
    """The demo's JSON (its shape is in docs/scenarios.md)."""
    streams = event_log.read_many([each.enrolment for each in played if each.enrolment is not None])
    entries = [_entry(each, streams) for each in played]
    return {"enrolments": entries, "totals": _totals(entries, list(streams.values()))}


def _entry(each: Played, streams: Mapping[UUID, list[RecordedEvent]]) -> dict[str, Any]:
    recorded = streams[each.enrolment] if each.enrolment is not None else []
    events = [one.event for one in recorded]
    outcome, reason = ("refused", each.refused) if each.enrolment is None else _outcome(events)
    return {
        "name": each.name,
        "outcome": outcome,
        "reason": reason,
        "certified": _count(events, Certified) > _count(events, Revoked),
        "firms_approved": _count(events, FirmApproved),
        "paid_ntd": _paid(recorded),
        "deadlines": [_deadline(one) for one in _deadlines(recorded)],
        "refusals": [_refusal(one) for one in each.refusals],
        "mails": _mails(events),
        "events": [_event(one) for one in recorded],
    }


def _refusal(refusal: Refusal) -> dict[str, str]:
    at = refusal.action.at.astimezone(TAIPEI).isoformat()
    return {"at": at, "do": refusal.action.do, "code": refusal.code}


def _outcome(events: list[Any]) -> tuple[str, str | None]:
    state = fold(events)
    if not isinstance(state, Over):
        stage = type(state).__name__.lower() if not isinstance(state, Unregistered) else None
        return "live", stage
    reasons = next((one.reasons for one in reversed(events) if isinstance(one, Ended)), ())
    return state.outcome.value, ", ".join(reasons) or None


def _mails(events: list[Any]) -> dict[str, int]:
    templates = Counter(one.template.value for one in events if isinstance(one, MailIntended))
    return dict(sorted(templates.items()))


def _deadlines(recorded: list[RecordedEvent]) -> list[Any]:
    opened = [one.event for one in recorded if isinstance(one.event, Registered | WindowOpened)]
    return [one.training if isinstance(one, Registered) else one.deadline for one in opened]


def _deadline(deadline: Any) -> dict[str, str]:
    return {"kind": deadline.kind.value, "due_date": deadline.due_date.isoformat()}


def _event(one: RecordedEvent) -> dict[str, Any]:
    at = one.cause.at.astimezone(TAIPEI).isoformat()
    return {"position": one.position, "topic": topic_of(one.event), "at": at}


def _totals(entries: list[dict[str, Any]], streams: list[list[RecordedEvent]]) -> dict[str, Any]:
    events = [one.event for recorded in streams for one in recorded]
    held = [firm for recorded in streams for firm in _firms(recorded) if firm.place is not None]
    return {
        "trainees": len(entries),
        "outcomes": dict(sorted(Counter(entry["outcome"] for entry in entries).items())),
        "certificates": sum(entry["certified"] for entry in entries),
        "firms_listed": _count(events, FirmListed),
        "firms_approved": _count(events, FirmApproved),
        "places_held": dict(sorted(Counter(firm.place.sector for firm in held).items())),
        "paid_ntd": sum(entry["paid_ntd"] for entry in entries),
        "mails": _count(events, MailIntended),
    }


def _count(events: list[Any], kind: type[Any]) -> int:
    return sum(isinstance(one, kind) for one in events)


def _firms(recorded: list[RecordedEvent]) -> list[Any]:
    state = fold(one.event for one in recorded)
    return [] if isinstance(state, Unregistered) else list(state.case.firms.values())


def _paid(recorded: list[RecordedEvent]) -> int:
    """What has gone out and not come back, in NTD."""
    paid: dict[UUID, int] = {}
    for one in recorded:
        match one.event:
            case Paid(batch, amount):
                paid[batch] = amount
            case PaymentReleased(batch) | PaymentReversed(batch):
                paid.pop(batch, None)
    return sum(paid.values())
