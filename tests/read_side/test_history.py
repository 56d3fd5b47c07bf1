"""Replay and history: a case as it stood, and who did what, when and why."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from domain.enrolment import commands as asks
from domain.enrolment.evolve import fold as fold_case
from domain.enrolment.state import Unregistered
from domain.errors import DomainError
from domain.event import Actor, Role
from domain.programme import Programme
from domain.streams import checkup_stream
from domain.working_calendar import WorkingCalendar
from store import codec, replay
from store.database import Database
from store.event_log import EventLog
from store.history import Entry, case_at, history
from store.receipts import Accepted, ReceiptDraft, Receipts
from tests.domain.made_up_cases import MadeUpCase, applied
from tests.domain.made_up_particulars import entry
from tests.made_up import firm, usual
from tests.read_side.conftest import Year
from tests.read_side.recorded_world import RecordedWorld

pytestmark = pytest.mark.servers


def test_a_case_stands_at_each_event_as_its_events_say(year: Year, projected_log: EventLog) -> None:
    case = year.cases["failing"]
    own = year.world.of(case.id)
    for count in range(0, len(own), 13):
        expected = fold_case(event.event for event in own[: count + 1])
        assert replay.enrolment_state(projected_log, case.id, at_event=own[count].position) == expected
    assert replay.enrolment_state(projected_log, case.id) == case.state


def test_between_its_events_a_case_stands_as_after_the_last(year: Year, projected_log: EventLog) -> None:
    case = year.cases["failing"]
    own = year.world.of(case.id)
    foreign = next(
        event.position
        for event in year.world.recorded
        if event.stream != case.id and own[5].position < event.position
    )
    before = [event.event for event in own if event.position < foreign]
    assert replay.enrolment_state(projected_log, case.id, at_event=foreign) == fold_case(before)


def test_before_its_registration_there_is_no_case(year: Year, projected_log: EventLog) -> None:
    case = year.cases["failing"]
    first = year.world.of(case.id)[0]
    assert replay.enrolment_state(projected_log, case.id, at_event=first.position - 1) == Unregistered()
    earlier = first.cause.decided_at - timedelta(seconds=1)
    assert replay.enrolment_state(projected_log, case.id, at=earlier) == Unregistered()
    assert case_at(projected_log, case.id, at=earlier) is None
    assert case_at(projected_log, uuid4()) is None


def test_at_an_instant_a_case_stands_as_decided_until_then(year: Year, projected_log: EventLog) -> None:
    case = year.cases["lapsed"]
    ended = year.world.of(case.id)[-1].cause.decided_at
    before = replay.enrolment_state(projected_log, case.id, at=ended - timedelta(microseconds=1))
    assert type(before).__name__ == "Listing"
    assert replay.enrolment_state(projected_log, case.id, at=ended) == case.state


def test_the_document_of_the_past_holds_the_checkups_of_the_past(year: Year, projected_log: EventLog) -> None:
    case = year.cases["failing"]
    listed = next(event for event in year.world.of(case.id) if type(event.event).__name__ == "ListPassed")
    then, now = case_at(projected_log, case.id, at_event=listed.position), case_at(projected_log, case.id)
    assert then is not None
    assert now is not None
    assert then["stage"] == "uploading"
    assert {checkup["stage"] for checkup in then["checkups"]} == {"filling"}
    assert {checkup["stage"] for checkup in now["checkups"]} == {"approved", "failed", "returned"}
    first = now["checkups"][0]
    stream = UUID(first["id"])
    assert first["version"] == len(year.world.events[stream])
    assert stream == checkup_stream(case.id, first["ubn"])


class Desk:
    """Takes commands in as receipts and settles them in a recorded world, as the engine does."""

    def __init__(self, world: RecordedWorld, receipts: Receipts) -> None:
        self.world, self.receipts = world, receipts

    def receive(self, case: UUID, stream: UUID, asked: object, by: Actor) -> UUID:
        kind: str = asked.KIND  # type: ignore[attr-defined]
        command, body = uuid4(), codec.command_to_bytes(asked)
        draft = ReceiptDraft(
            command, by, str(command), case, stream, kind.partition(".")[0], kind, body, body
        )
        self.receipts.receive(draft, lambda: self.world.now)
        return command

    def settle(self, command: UUID, decided_at: datetime) -> None:
        receipt = self.receipts.get(command)
        asked = codec.command_from_bytes(receipt.kind, receipt.body)
        try:
            self.world.ask(receipt.stream, asked, receipt.actor, decided_at, command)
        except DomainError as refusal:
            self.receipts.refuse(command, receipt.stream, refusal, decided_at)


@pytest.fixture
def desk(programme: Programme, calendar: WorkingCalendar, database: Database, event_log: EventLog) -> Desk:
    return Desk(RecordedWorld(usual(programme), calendar, event_log), Receipts(database))


@pytest.fixture
def case(desk: Desk) -> MadeUpCase:
    return applied(desk.world, named=9).trained()


def told(
    desk: Desk, case: MadeUpCase, database: Database, until: int | datetime | None = None
) -> list[Entry]:
    return history(desk.world.event_log, desk.receipts, database, case.id, until=until)


def test_history_tells_every_event_of_case_and_checkups_in_order(
    year: Year, projected: Database, projected_log: EventLog
) -> None:
    case = year.cases["failing"]
    entries = history(projected_log, Receipts(projected), projected, case.id)
    streams = [case.id, *(checkup_stream(case.id, ubn) for ubn in case.ubns)]
    recorded = year.world.of(*streams)
    assert [entry.position for entry in entries] == [event.position for event in recorded]
    assert [entry.command for entry in entries] == [event.cause.command for event in recorded]
    assert [(entry.stream, entry.version) for entry in entries] == [
        (event.stream, event.version) for event in recorded
    ]


def test_history_tells_who_when_and_why_this_date(
    year: Year, projected: Database, projected_log: EventLog
) -> None:
    case = year.cases["lapsed"]
    entries = history(projected_log, Receipts(projected), projected, case.id)
    opened = [one for one in entries if one.topic == "enrolment.window_opened.v1"]
    [listing] = [one for one in opened if "補提供名單" in one.sentence_zh]
    deadline = next(
        event.event.deadline for event in year.world.of(case.id) if event.position == listing.position
    )
    assert len(listing.because) == len(deadline.steps)
    assert deadline.due_date.isoformat() in listing.sentence_zh
    assert "民法§120" in listing.because[0][0]
    assert "Civil Code §120" in listing.because[0][1]
    [ended] = [one for one in entries if one.topic == "enrolment.ended.v1"]
    assert (ended.actor.role, ended.received_at, ended.decided_at) == (Role.ENGINE, None, deadline.due)
    assert (ended.actor_zh.startswith("系統"), "名單未備齊" in ended.sentence_zh) == (True, True)
    first = entries[0]
    assert str(case.trainee.account) in first.actor_en
    assert first.actor_zh.startswith("學員")
    assert first.received_at == first.decided_at is not None


def test_a_refused_command_stays_in_the_history_with_its_reason(
    desk: Desk, case: MadeUpCase, database: Database
) -> None:
    desk.world.now += timedelta(days=60)
    late = desk.receive(case.id, case.id, asks.AddFirm(entry(firm(999))), case.trainee)
    decided_at = desk.world.now + timedelta(minutes=5)
    desk.settle(late, decided_at)
    case.ask(asks.Withdraw(None))
    entries = told(desk, case, database)
    [refused] = [one for one in entries if one.outcome == "refused"]
    assert refused.command == late
    assert refused.refusal is not None
    assert (refused.refusal.code, refused.refusal.rule) == ("list_window_closed", "R12")
    assert "期限已過" in refused.sentence_zh
    assert (refused.received_at, refused.decided_at) == (desk.world.now, decided_at)
    assert (refused.kind, refused.position) == ("enrolment.add_firm", None)
    place = entries.index(refused)
    assert entries[place - 1].topic != entries[-1].topic
    assert all(one.recorded_at <= refused.recorded_at for one in entries[:place])
    assert any(one.topic == "enrolment.ended.v1" for one in entries[place:])


def test_an_undecided_command_is_told_as_pending(desk: Desk, case: MadeUpCase, database: Database) -> None:
    waiting = desk.receive(case.id, case.id, asks.Withdraw(None), case.trainee)
    last = told(desk, case, database)[-1]
    assert (last.command, last.outcome, last.decided_at) == (waiting, "pending", None)
    assert last.received_at == desk.world.now
    desk.settle(waiting, desk.world.now)
    entries = told(desk, case, database)
    assert "pending" not in {one.outcome for one in entries}
    withdrawal = [one for one in entries if one.command == waiting]
    assert {(one.kind, one.outcome) for one in withdrawal} == {("enrolment.withdraw", "accepted")}
    assert all(one.position for one in withdrawal)


def test_an_accepted_command_that_changed_nothing_is_told(
    desk: Desk, case: MadeUpCase, database: Database
) -> None:
    again = desk.receive(case.id, case.id, asks.RemoveFirm("04595257"), case.trainee)
    desk.settle(again, desk.world.now)
    assert isinstance(desk.receipts.outcome_of(again), Accepted)
    last = told(desk, case, database)[-1]
    assert (last.command, last.outcome, last.position) == (again, "accepted", None)
    assert last.kind == "enrolment.remove_firm"


def test_the_history_of_a_past_instant_knows_nothing_later(
    desk: Desk, case: MadeUpCase, database: Database
) -> None:
    before = told(desk, case, database)
    desk.world.now += timedelta(hours=1)
    received = desk.world.now
    command = desk.receive(case.id, case.id, asks.Withdraw(None), case.trainee)
    decided = received + timedelta(hours=2)
    desk.settle(command, decided)
    assert told(desk, case, database, received - timedelta(seconds=1)) == before
    between = told(desk, case, database, received + timedelta(hours=1))
    assert between[:-1] == before
    assert (between[-1].command, between[-1].outcome) == (command, "pending")
    assert told(desk, case, database, decided) == told(desk, case, database)


def test_the_history_up_to_an_event_knows_nothing_later(
    desk: Desk, case: MadeUpCase, database: Database
) -> None:
    before = told(desk, case, database)
    position = before[-1].position
    assert position is not None
    refused = desk.receive(case.id, case.id, asks.SubmitCheckup("04595257"), case.trainee)
    desk.settle(refused, desk.world.now)
    case.ask(asks.Withdraw(None))
    assert told(desk, case, database, position) == before
    last = told(desk, case, database)[-1].position
    assert last is not None
    assert told(desk, case, database, last) == told(desk, case, database)
    assert told(desk, case, database, 0) == []
