"""Nothing lost, nothing twice: a small run, and a checker that is not blind."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from tests.chaos.checker import check
from tests.chaos.plan import OWNERS, Fault, faults, large, small
from tests.chaos.run import Report, Scene
from tests.chaos.system import NAMES

ACKNOWLEDGED = "what_was_acknowledged_is_there"


@pytest.mark.servers
@pytest.mark.slow
@pytest.mark.timeout(900)
class TestASmallRun:
    """150 commands, each fail point once, four kills, and everything killed at once."""

    def test_nothing_is_lost_and_nothing_done_twice(self, report: Report) -> None:
        assert {name: faults for name, faults in report.found.items() if faults} == {}

    def test_it_was_broken_as_planned_and_went_on_to_the_end(self, report: Report, scene: Scene) -> None:
        told = report.told
        assert told["died_at_fail_points"] == OWNERS
        assert told["kills"] == scene.sizes.kills
        assert told["commands_under_faults"] >= scene.sizes.commands
        assert told["settled_seconds"] is not None
        assert (told["exit_code"], told["processes_left"]) == (0, 0)

    def test_what_was_received_when_everything_was_killed_is_decided_and_timers_fire(
        self, report: Report
    ) -> None:
        assert report.told["receipts_decided_after_everything_was_killed"] >= 1
        assert report.told["timers_fired_after_everything_was_killed"] >= 1

    def test_a_mail_whose_sender_died_was_sent_again_under_its_id(self, report: Report) -> None:
        assert report.told["mails_sent_again_under_their_id"] >= 1

    @pytest.mark.parametrize(
        ("statement", "seen_by"),
        [
            ("DELETE FROM outcomes {a_receipt}", "every_receipt_has_one_outcome"),
            ("DELETE FROM receipts {a_receipt}", ACKNOWLEDGED),
            (
                "UPDATE outcomes SET refusal_code = 'other' WHERE refusal_code IS NOT NULL",
                ACKNOWLEDGED,
            ),
            ("{delete} topic = 'enrolment.vetted.v1'", "versions_have_no_gaps"),
            ("{delete} topic = 'enrolment.registered.v1'", "versions_have_no_gaps"),
            ("{delete} {of_one_command}", ACKNOWLEDGED),
            ("{delete} topic ~ '^enrolment.(window_ended|ended|closed).v1'", "every_due_window_ended_once"),
            ("{again} topic = 'enrolment.window_ended.v1' LIMIT 1", "every_due_window_ended_once"),
            ("{again} last = 1 AND topic = 'quota_place.taken.v1' LIMIT 1", "nothing_is_held_twice"),
            ("{again} last = 1 AND topic = 'firm_year.claimed.v1' LIMIT 1", "nothing_is_held_twice"),
            ("{again} topic = 'enrolment.vetted.v1' LIMIT 1", "each_command_appended_once"),
            ("{again} topic = 'enrolment.vetted.v1' LIMIT 1", "every_event_has_its_outcome"),
            ("DELETE FROM receipts WHERE kind = 'enrolment.note_attendance'", "every_attendee_told_once"),
            ("UPDATE place_pool SET state = 'taken', taken_by = {any_id} WHERE number = 8000",
             "nothing_is_held_twice"),
            ("UPDATE read_1.enrolments SET version = version + 1", "read_models_equal_a_rebuild"),
            ("DELETE FROM read_1.deadlines", "read_models_equal_a_rebuild"),
        ],
    )  # fmt: skip
    def test_the_checker_sees_a_database_that_was_tampered_with(
        self, left: str, scene: Scene, statement: str, seen_by: str
    ) -> None:
        with copied(left) as (url, number):
            tamper(url, statement.replace("read_1", f"read_{number}"))
            found, _ = check(url, scene.journal)
        assert found[seen_by]

    @pytest.mark.parametrize(
        ("change", "seen_by"),
        [
            (
                lambda line: {**line, "position": line.get("position", 0) + 1},
                ACKNOWLEDGED,
            ),
            (lambda line: {**line, "receipt": str(uuid4())}, ACKNOWLEDGED),
            (lambda line: None if line["what"] == "mail" else line, "every_mail_arrived"),
            (lambda line: {**line, "what": "lost"}, ACKNOWLEDGED),
            (lambda line: {**line, "id": str(uuid4())}, "every_mail_arrived"),
        ],
    )
    def test_the_checker_sees_what_differs_from_what_the_client_was_told(
        self,
        left: str,
        tmp_path: Path,
        scene: Scene,
        change: Callable[[dict[str, object]], dict[str, object] | None],
        seen_by: str,
    ) -> None:
        told = [json.loads(line) for line in scene.journal.read_text().splitlines()]
        other = [change(line) if line["what"] in ("answered", "mail") else line for line in told]
        changed = tmp_path / "client.jsonl"
        changed.write_text("\n".join(json.dumps(line) for line in other if line))
        with copied(left) as (url, _):
            found, _ = check(url, changed)
        assert found[seen_by]


def test_a_plan_kills_every_process_alike_and_reaches_each_fail_point_once() -> None:
    planned = faults(large(3000, 30, seed=7))
    assert sorted(fault.point for fault in planned if fault.point) == sorted(OWNERS)
    victims = [fault.victim for fault in planned if not fault.point]
    assert {name: victims.count(name) for name in NAMES} == dict.fromkeys(NAMES, 5)
    assert [fault.at for fault in planned] == sorted(fault.at for fault in planned)
    assert 0 < planned[0].at < planned[-1].at < 1


def test_the_same_seed_plans_the_same_and_another_another() -> None:
    def victims(seed: int) -> list[Fault]:
        return list(faults(small(seed)))

    assert victims(3) == victims(3)
    assert victims(3) != victims(4)


A_RECEIPT = "WHERE command_id IN (SELECT command_id FROM receipts WHERE actor_role = 'trainee' LIMIT 1)"
OF_ONE_COMMAND = """
    convert_from(state, 'UTF8')::jsonb #>> '{cause,command}' IN (
        SELECT command_id::text FROM receipts WHERE kind = 'checkup.attach_bill' LIMIT 1)
"""
AGAIN = """
    INSERT INTO tanjian_events (originator_id, originator_version, topic, state)
    SELECT originator_id, last + 1, topic, state FROM tanjian_events e JOIN (
        SELECT originator_id, max(originator_version) AS last FROM tanjian_events GROUP BY 1
    ) AS streams USING (originator_id) WHERE
"""


def tamper(url: str, statement: str) -> None:
    """Do what the tables themselves would refuse."""
    words = {
        "a_receipt": A_RECEIPT,
        "delete": "DELETE FROM tanjian_events WHERE",
        "again": AGAIN,
        "of_one_command": OF_ONE_COMMAND,
        "any_id": f"'{uuid4()}'",
    }
    with psycopg.connect(url) as connection:
        connection.execute("ALTER TABLE tanjian_events DISABLE TRIGGER append_only")
        for name, meant in words.items():
            statement = statement.replace(f"{{{name}}}", meant)
        assert connection.execute(statement.encode()).rowcount > 0


@contextmanager
def copied(url: str) -> Iterator[tuple[str, int]]:
    """A copy of the database, and the number of its read models in use."""
    name = f"copy_{uuid4().hex}"
    with psycopg.connect(make_conninfo(url, dbname="postgres"), autocommit=True) as connection:
        made = SQL("CREATE DATABASE {} TEMPLATE tanjian STRATEGY file_copy")
        connection.execute(made.format(Identifier(name)))
        of_copy = make_conninfo(url, dbname=name)
        with psycopg.connect(of_copy) as inside:
            number = inside.execute("SELECT number FROM read_pointer").fetchone()
        assert number is not None
        yield of_copy, int(number[0])
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
