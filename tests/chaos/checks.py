"""What must hold at the end, each as a function from the record to what is wrong with it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from tests.chaos.record import Happened, Record
from tests.chaos.windows import every_due_window_ended_once, in_time_means_before_the_end

Check = Callable[[Record], Iterator[str]]

# What is accepted of these has always changed something; other commands may find it done already.
_LEAVES_EVENTS = frozenset(
    {
        "session.schedule",
        "enrolment.register",
        "enrolment.add_firm",
        "enrolment.vet",
        "enrolment.check_list",
        "enrolment.withdraw",
        "checkup.attach_bill",
        "checkup.approve",
        "checkup.return",
        "payout.propose",
        "payout.confirm",
    }
)
_OFFICE_FAMILIES = ("programme", "calendar")
# What is taken is given back before it is taken again; a certificate's number is given once.
_TAKEN_AND_FREED: Mapping[str, str | None] = {
    "quota_place.taken.v1": "quota_place.freed.v1",
    "firm_year.claimed.v1": "firm_year.released.v1",
    "person_year.enrolled.v1": "person_year.released.v1",
    "certificate.issued.v1": None,
}


def every_receipt_has_one_outcome(record: Record) -> Iterator[str]:
    """No receipt is left undecided, and the row's own mark of it agrees."""
    for command, receipt in record.receipts.items():
        if command not in record.outcomes:
            yield f"receipt {command} ({receipt['kind']}) has no outcome"
        elif not receipt["decided"]:
            yield f"receipt {command} has an outcome and is not marked as decided"


def what_was_acknowledged_is_there(record: Record) -> Iterator[str]:
    """Each yes and each no that the client heard is in the store, as it was said."""
    caused = record.by_command()
    for key in record.asked:
        if key not in record.answers:
            yield f"request {key} was never answered"
    for key, answers in record.answers.items():
        for answer in answers:
            if "receipt" in answer:
                for fault in _differs(record, UUID(answer["receipt"]), answer, caused):
                    yield f"request {key}: {fault}"


def _differs(
    record: Record, command: UUID, answer: Mapping[str, object], caused: Mapping[UUID, list[Happened]]
) -> Iterator[str]:
    receipt, outcome = record.receipts.get(command), record.outcomes.get(command)
    if receipt is None or outcome is None:
        yield f"receipt or outcome of {command} is gone"
        return
    told = (answer.get("position"), answer.get("version"), answer.get("code"))
    kept = (outcome["position"], outcome["version"], outcome["refusal_code"])
    if told != kept:
        yield f"{command} was told {told}, the store says {kept}"
    if receipt["kind"] in _LEAVES_EVENTS and (command in caused) != (outcome["position"] is not None):
        yield f"{command} ({receipt['kind']}) has {len(caused.get(command, []))} events, answered {told}"


def the_same_answer_for_ever(record: Record) -> Iterator[str]:
    """A request that was sent again after its answer has been answered alike."""
    for key, answers in record.answers.items():
        said = {(one["status"], one.get("receipt"), one.get("position"), one.get("code")) for one in answers}
        if len(said) > 1:
            yield f"request {key} was answered in different ways: {sorted(map(str, said))}"


def what_was_turned_away_left_nothing(record: Record) -> Iterator[str]:
    """A no at the door, without a receipt, means that nothing was received."""
    received = {receipt["idempotency_key"]: command for command, receipt in record.receipts.items()}
    for key, answers in record.answers.items():
        for answer in answers:
            if "receipt" not in answer and key in received:
                yield f"request {key} was turned away ({answer.get('code')}), yet is receipt {received[key]}"


def every_event_has_its_outcome(record: Record) -> Iterator[str]:
    """Events belong to accepted commands only; what was refused leaves none; the log knows their place."""
    for command, events in record.by_command().items():
        if events[0].topic.partition(".")[0] in _OFFICE_FAMILIES:
            continue
        outcome = record.outcomes.get(command)
        if outcome is None or outcome["position"] is None:
            yield f"command {command} left {events[0].topic} without being accepted"
        elif outcome["position"] != events[-1].position:
            last = events[-1].position
            yield f"command {command} was accepted at {outcome['position']}, its last event is {last}"


def each_command_appended_once(record: Record) -> Iterator[str]:
    """All events of a command are one append: neighbours in the log and in each stream."""
    for command, events in record.by_command().items():
        positions = [one.position for one in events]
        if positions[-1] - positions[0] + 1 != len(positions):
            yield f"command {command} was appended in pieces, at {positions}"
        for stream in {one.stream for one in events}:
            versions = [one.version for one in events if one.stream == stream]
            if versions != list(range(versions[0], versions[0] + len(versions))):
                yield f"command {command} has versions {versions} in stream {stream}"


def versions_have_no_gaps(record: Record) -> Iterator[str]:
    """Streams count from 1 without a gap, and are as long as outcomes say they were."""
    streams = record.streams()
    for stream, events in streams.items():
        if [one.version for one in events] != list(range(1, len(events) + 1)):
            yield f"stream {stream} has versions {[one.version for one in events]}"
    for command, outcome in record.outcomes.items():
        if outcome["version"] is not None and outcome["version"] > len(streams.get(outcome["stream"], [])):
            yield f"command {command} saw version {outcome['version']} of {outcome['stream']}, now shorter"


def every_attendee_told_once(record: Record) -> Iterator[str]:
    """Each who attended has one receipt of the engine's, and it is accepted or refused by rule."""
    told: dict[UUID, int] = {}
    for receipt in record.receipts.values():
        if receipt["kind"] == "enrolment.note_attendance":
            told[receipt["case_id"]] = told.get(receipt["case_id"], 0) + 1
    for sheet in record.of_topic("session.attendance_recorded.v1"):
        for attendee in sheet.event["attendees"]:
            times = told.pop(UUID(attendee["enrolment"]), 0)
            if times != 1:
                yield f"case {attendee['enrolment']} was told {times} times that it attended"
    yield from (f"case {case} was told of an attendance that nobody recorded" for case in told)


def every_mail_arrived(record: Record) -> Iterator[str]:
    """Each intended mail is at the mail server under its id, was noted once, and no other came."""
    intended = {one.event["mail"] for one in record.of_topic("enrolment.mail_intended.v1")}
    noted = Counter(one.event["mail"] for one in record.of_topic("enrolment.mail_accepted.v1"))
    yield from (f"mail {mail} never arrived" for mail in intended - set(record.mails))
    yield from (f"mail {mail} came and was not intended" for mail in set(record.mails) - intended)
    yield from (f"mail {mail} was never noted as sent" for mail in intended - set(noted))
    yield from (f"mail {mail} was noted {times} times" for mail, times in noted.items() if times > 1)


def nothing_is_held_twice(record: Record) -> Iterator[str]:
    """Places, firms, persons and certificate numbers have one holder at a time; the pool agrees."""
    held: set[tuple[str, int]] = set()
    for stream, events in record.streams("quota_place", "firm_year", "person_year", "certificate").items():
        takes, frees = events[0].topic, _TAKEN_AND_FREED.get(events[0].topic)
        holder: str | None = None
        for one in events:
            if (holder is None) != (one.topic == takes) or one.topic not in (takes, frees):
                yield f"{one.topic} in stream {stream} at version {one.version}, held by {holder}"
            holder = one.event["enrolment"] if one.topic == takes else None
        if takes == "quota_place.taken.v1" and holder is not None:
            held.add((events[0].event["sector"], events[0].event["number"]))
    pool = {(place["sector"], place["number"]) for place in record.places}
    yield from (f"place {place} is taken in the pool or in its stream, not in both" for place in held ^ pool)


def no_payment_is_made_twice(record: Record) -> Iterator[str]:
    """A fee is reserved, then paid or released; nothing is paid that is not reserved."""
    for stream, events in record.streams("enrolment").items():
        reserved = False
        for one in events:
            match one.topic.removeprefix("enrolment."):
                case "payment_reserved.v1":
                    if reserved:
                        yield f"case {stream} is in two batches"
                    reserved = True
                case "paid.v1" | "payment_released.v1":
                    if not reserved:
                        yield f"case {stream}: {one.topic} without a reservation"
                    reserved = False


CHECKS: tuple[Check, ...] = (
    every_receipt_has_one_outcome,
    what_was_acknowledged_is_there,
    the_same_answer_for_ever,
    what_was_turned_away_left_nothing,
    every_event_has_its_outcome,
    each_command_appended_once,
    versions_have_no_gaps,
    every_due_window_ended_once,
    in_time_means_before_the_end,
    every_attendee_told_once,
    every_mail_arrived,
    nothing_is_held_twice,
    no_payment_is_made_twice,
)
