"""Windows: each is decided once, none that is due is left, and what came in time was heard before its end."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from tests.chaos.record import Happened, Record, instant

Open = dict[str, datetime]


def every_due_window_ended_once(record: Record) -> Iterator[str]:
    """A window that was opened is ended once, not before it is due unless met, and not later than now."""
    for stream, events in record.streams("enrolment").items():
        windows: Open = {}
        for one in events:
            yield from (f"case {stream}: {fault}" for fault in _follow(windows, one))
        for kind, due in windows.items():
            if due <= record.now:
                yield f"case {stream}: the {kind} window was due at {due} and has not ended"


def in_time_means_before_the_end(record: Record) -> Iterator[str]:
    """What the case received before a window's due is decided before that window ends (R25)."""
    received = _received_by_case(record)
    for stream, events in record.streams("enrolment").items():
        for due, end in _ends(events):
            for command, received_at in received.get(stream, []):
                outcome = record.outcomes.get(command)
                if received_at < due and outcome is not None and outcome["recorded_at"] > end.recorded_at:
                    yield f"case {stream}: receipt {command} came before {due} and was decided after the end"
            for later in events[: end.version - 1]:
                if (at := later.cause["received_at"]) and instant(at) >= due > _opened_at(events, end):
                    yield f"case {stream}: {later.topic} came after {due} and was decided before the end"


def timers_fired(record: Record, since: datetime) -> int:
    """How many windows were ended since then by a timer that had been waiting for that very instant."""
    return sum(
        end.recorded_at > since and _opened_at(events, end) < due
        for events in record.streams("enrolment").values()
        for due, end in _ends(events)
    )


def _follow(windows: Open, one: Happened) -> Iterator[str]:
    """Take an event into the open windows; what is wrong with it."""
    match one.topic.removeprefix("enrolment."):
        case "registered.v1":
            windows["training"] = instant(one.event["training"]["due"])
        case "window_opened.v1":
            deadline = one.event["deadline"]
            windows[deadline["kind"]] = instant(deadline["due"])
        case "window_ended.v1":
            yield from _end(windows, one)
        case "ended.v1":
            if windows.pop("ended", None):
                yield "ended twice"
            windows.clear()
            windows["ended"] = datetime.max.replace(tzinfo=one.recorded_at.tzinfo)


def _end(windows: Open, one: Happened) -> Iterator[str]:
    kind = one.event["kind"]
    due = windows.pop(kind, None)
    if due is None:
        yield f"the {kind} window was ended at version {one.version}, but none was open"
    elif not one.event["met"] and instant(one.cause["decided_at"]) < due:
        yield f"the {kind} window was ended at {one.cause['decided_at']}, before {due}"


def _ends(events: list[Happened]) -> Iterator[tuple[datetime, Happened]]:
    """The ends that a timer has made, with the instant that was due."""
    windows: Open = {}
    for one in events:
        due = windows.get(one.event.get("kind", ""))
        by_timer = one.topic == "enrolment.window_ended.v1" and one.cause["received_at"] is None
        if by_timer and due is not None and instant(one.cause["decided_at"]) >= due:
            yield due, one
        for _ in _follow(windows, one):
            pass


def _opened_at(events: list[Happened], end: Happened) -> datetime:
    """When the ended window was opened, by the clock of the rules; one opened late was never in time."""
    for one in reversed(events[: end.version]):
        if one.topic == "enrolment.window_opened.v1" and one.event["deadline"]["kind"] == end.event["kind"]:
            return instant(one.cause["received_at"] or one.cause["decided_at"])
    return instant(events[0].cause["received_at"])


def _received_by_case(record: Record) -> dict[UUID, list[tuple[UUID, datetime]]]:
    found: dict[UUID, list[tuple[UUID, datetime]]] = {}
    for command, receipt in record.receipts.items():
        if receipt["workflow"] in ("enrolment", "checkup"):
            found.setdefault(receipt["case_id"], []).append((command, receipt["received_at"]))
    return found
