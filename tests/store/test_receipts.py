"""Receipts and outcomes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID, uuid4

import pytest

from domain.event import Actor, Role
from store.database import Database
from store.event_log import Change, EventLog
from store.receipts import Accepted, KeyReused, Receipts, Refused, UnknownReceipt
from tests.store.sample import NOON, Counted, SampleClosed, accepted, cause, draft

pytestmark = pytest.mark.servers


@pytest.fixture
def receipts(database: Database) -> Receipts:
    return Receipts(database)


def _at(minutes: float) -> Callable[[], datetime]:
    return lambda: NOON + timedelta(minutes=minutes)


def test_what_a_case_received_before_is_ahead_while_undecided(receipts: Receipts) -> None:
    case = uuid4()
    first, second, third = (receipts.receive(draft(case_id=case), _at(minute)) for minute in range(3))
    other = receipts.receive(draft(), _at(0))
    assert [one.behind for one in (first, second, third, other)] == [False, True, True, False]
    assert [one.command_id for one in receipts.undecided_ahead_of(third)] == [
        first.command_id, second.command_id
    ]  # fmt: skip
    assert receipts.undecided_ahead_of(first) == receipts.undecided_ahead_of(other) == []


def test_a_receipt_is_stamped_and_found_again(receipts: Receipts) -> None:
    given = draft()
    receipt = receipts.receive(given, _at(1))
    assert (receipt.received_at, receipt.attempts, receipt.outcome) == (_at(1)(), 0, None)
    assert all(getattr(receipt, name) == getattr(given, name) for name in type(given).__slots__)
    assert receipts.get(given.command_id) == receipt
    with pytest.raises(UnknownReceipt):
        receipts.get(uuid4())


def test_the_same_key_and_body_give_the_first_receipt(receipts: Receipts) -> None:
    actor = Actor(uuid4(), Role.GUILD, guild="taipei")
    first = receipts.receive(draft(actor=actor), _at(0))
    assert receipts.receive(draft(actor=actor), _at(5)) == first
    assert receipts.receive(draft(), _at(5)) != first


def test_a_key_with_another_body_or_kind_is_refused(receipts: Receipts) -> None:
    actor = Actor(uuid4(), Role.OFFICER)
    first = receipts.receive(draft(actor=actor), _at(0))
    for other in (draft(actor=actor, mark=b"other"), replace(draft(actor=actor), kind="sample.other")):
        with pytest.raises(KeyReused):
            receipts.receive(other, _at(0))
    with pytest.raises(KeyReused):
        receipts.receive(replace(draft(), command_id=first.command_id), _at(0))


def test_many_at_once_with_one_key_make_one_receipt(receipts: Receipts) -> None:
    actor = Actor(uuid4(), Role.TRAINEE)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: receipts.receive(draft(actor=actor), _at(0)), range(16)))
    assert len({receipt.command_id for receipt in made}) == 1


def _received(receipts: Receipts, case: UUID, minutes: float) -> UUID:
    given = draft(case_id=case, key=str(uuid4()))
    return receipts.receive(given, _at(minutes)).command_id


def test_a_drain_gives_what_came_in_time_in_order(receipts: Receipts) -> None:
    case = uuid4()
    late, second, first = (_received(receipts, case, minutes) for minutes in (10, 9.5, 2))
    decided, elsewhere = _received(receipts, case, 1), _received(receipts, uuid4(), 1)
    receipts.refuse(decided, case, SampleClosed(day="3/1"), NOON)
    drained = receipts.drain(case, _at(10)(), None)
    assert [receipt.command_id for receipt in drained] == [first, second]
    assert {late, elsewhere}.isdisjoint(receipt.command_id for receipt in drained)


def test_receipts_of_one_instant_come_in_the_order_of_their_ids(receipts: Receipts) -> None:
    case = uuid4()
    ids = [_received(receipts, case, 1) for _ in range(5)]
    assert [receipt.command_id for receipt in receipts.drain(case, _at(2)(), [case])] == sorted(ids)
    assert receipts.drain(case, _at(2)(), [uuid4()]) == []


def test_after_a_drain_nothing_is_stamped_before_its_end(receipts: Receipts) -> None:
    case = uuid4()
    receipts.drain(case, _at(10)(), None)
    receipts.drain(case, _at(5)(), None)
    late = receipts.get(_received(receipts, case, 9))
    assert late.received_at == _at(10)()
    assert receipts.drain(case, _at(10)(), None) == []


def test_a_drain_waits_for_a_receipt_that_is_being_stamped(receipts: Receipts, database: Database) -> None:
    case, stamping, go_on = uuid4(), Event(), Event()

    def slow_clock() -> datetime:
        stamping.set()
        assert go_on.wait(10)
        return _at(9)()

    given = draft(case_id=case)
    with ThreadPoolExecutor(2) as threads:
        receiving = threads.submit(receipts.receive, given, slow_clock)
        assert stamping.wait(10)
        draining = threads.submit(receipts.drain, case, _at(10)(), None)
        _until_someone_waits_for_a_lock(database)
        assert not draining.done()
        go_on.set()
        assert draining.result() == [receiving.result()]


def _until_someone_waits_for_a_lock(database: Database) -> None:
    for _ in range(5000):
        with database.transaction() as connection:
            waiting = connection.execute(
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            )
            if waiting.fetchone():
                return
    pytest.fail("nobody waited")


def test_whatever_the_interleaving_a_drain_misses_nothing(receipts: Receipts) -> None:
    case, until = uuid4(), _at(10)()

    def receive(number: int) -> UUID:
        return _received(receipts, case, 9 + number % 2)

    with ThreadPoolExecutor(6) as threads:
        made = [threads.submit(receive, number) for number in range(40)]
        early = threads.submit(receipts.drain, case, until, None).result()
        for each in made:
            each.result()
    in_time = {receipt.command_id for receipt in receipts.of_case(case) if receipt.received_at < until}
    assert {receipt.command_id for receipt in early} == in_time
    assert len(receipts.of_case(case)) == 40


def _pending(receipts: Receipts, seconds: float, limit: int = 10) -> list[UUID]:
    return [receipt.command_id for receipt in receipts.pending(seconds, limit)]


def _ago(database: Database, command: UUID, seconds: float, attempts: int = 0) -> None:
    """Let a receipt have come, and been driven so often, the last time so long ago."""
    with database.transaction() as connection:
        connection.execute(
            "UPDATE receipts SET attempts = %(attempts)s, created_at = clock_timestamp() - %(ago)s,"
            " last_attempt_at = CASE WHEN %(attempts)s > 0 THEN clock_timestamp() - %(ago)s END"
            " WHERE command_id = %(command)s",
            {"attempts": attempts, "ago": timedelta(seconds=seconds), "command": command},
        )


def test_pending_are_the_undecided_in_order_of_their_receipt(receipts: Receipts, event_log: EventLog) -> None:
    case = uuid4()
    second, first, refused, done = (_received(receipts, case, minute) for minute in (2, 1, 3, 4))
    receipts.refuse(refused, case, SampleClosed(day="3/1"), NOON)
    given = cause(done)
    event_log.append([Change(case, 0, (Counted(1),))], given, outcome=accepted(given, case))
    assert _pending(receipts, 0) == [first, second]
    assert _pending(receipts, 60) == []
    assert [receipts.attempted(first), receipts.attempted(first)] == [1, 2]
    assert _pending(receipts, 0, limit=1) == [first]
    with pytest.raises(UnknownReceipt):
        receipts.attempted(uuid4())


def test_a_case_waits_as_a_whole_for_the_last_of_its_receipts(receipts: Receipts, database: Database) -> None:
    case = uuid4()
    old, new = (_received(receipts, case, minute) for minute in (1, 2))
    _ago(database, old, 30)
    assert _pending(receipts, 2) == []
    _ago(database, new, 3)
    assert _pending(receipts, 2) == [old, new]


def test_cases_that_are_stuck_leave_room_for_the_others(receipts: Receipts, database: Database) -> None:
    stuck = [[_received(receipts, case, minute) for minute in (1, 2)] for case in (uuid4(), uuid4())]
    for head, tail in stuck:
        _ago(database, tail, 500)
        _ago(database, head, 90, attempts=9)
    fresh = _received(receipts, uuid4(), 3)
    _ago(database, fresh, 100)
    assert _pending(receipts, 2, limit=1) == [fresh]
    assert _pending(receipts, 2, limit=2)[0] == fresh
    assert set(_pending(receipts, 2)) == {fresh, *stuck[0], *stuck[1]}


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 2), (1, 4), (2, 8), (3, 16), (4, 32), (5, 60), (40, 60)]
)
def test_each_attempt_doubles_the_time_until_the_next(
    receipts: Receipts, database: Database, attempts: int, seconds: float
) -> None:
    command = _received(receipts, uuid4(), 1)
    _ago(database, command, seconds - 1, attempts)
    assert _pending(receipts, 2) == []
    _ago(database, command, seconds + 0.1, attempts)
    assert _pending(receipts, 2) == [command]


def test_what_the_engine_asked_is_seen_at_once_whatever_else_waits(receipts: Receipts) -> None:
    for minute in range(3):
        _received(receipts, uuid4(), minute)
    own = receipts.receive(draft(actor=Actor(uuid4(), Role.ENGINE)), _at(9))
    assert receipts.untried_of_engine(1) == [own]
    receipts.attempted(own.command_id)
    assert receipts.untried_of_engine(1) == []


def test_the_first_outcome_stands(receipts: Receipts, event_log: EventLog) -> None:
    command, timer, case = _received(receipts, uuid4(), 0), cause(), uuid4()
    first = receipts.refuse(command, case, SampleClosed(day="3/1"), NOON)
    assert first == Refused("sample_closed", "R0", {"day": "3/1"})
    assert receipts.refuse(command, case, SampleClosed(day="4/1"), NOON) == first
    assert receipts.get(command).outcome == first
    event_log.append([Change(case, 0, (Counted(1),))], timer, outcome=accepted(timer, case))
    won = receipts.refuse(timer.command, case, SampleClosed(day="3/1"), NOON)
    assert won == Accepted(event_log.last_position(), 1) == receipts.outcome_of(timer.command)
    assert receipts.outcome_of(uuid4()) is None


def test_a_refusal_is_the_rules_own_error_again(receipts: Receipts) -> None:
    raised = SampleClosed(day="3/1")
    outcome = receipts.refuse(uuid4(), uuid4(), raised, NOON)
    assert isinstance(outcome, Refused)
    again = outcome.error()
    assert (type(again), again.message_zh) == (SampleClosed, raised.message_zh)
