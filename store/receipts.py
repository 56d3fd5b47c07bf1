"""Receipts: the proof that a command was received, and its outcome, written once (design §4.2, §4.4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from domain.errors import REFUSALS, DomainError
from domain.event import Actor, Role
from store.database import Database, lock_number
from store.fail_points import fail_point

MOST_PATIENCE_SECONDS = 60.0


class KeyReused(Exception):
    """An idempotency key came again with another body."""


class UnknownReceipt(LookupError):
    """No receipt has this command id."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command was decided: the log's position to wait for, and its stream's version after it."""

    position: int
    version: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no."""

    code: str
    rule: str
    fields: dict[str, str]

    def error(self) -> DomainError:
        """The refusal as the error that was raised; KeyError if its code is no longer known."""
        return REFUSALS[self.code](**self.fields)


Outcome = Accepted | Refused


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What an append writes beside its events: that this command was accepted."""

    command_id: UUID
    stream: UUID
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptDraft:
    """A command as it came in; `body` is canonical and sealed, `body_mark` a keyed HMAC of its plaintext.

    `expected` is the stream and version that its sender had seen (If-Match), if they said so.
    """

    command_id: UUID
    actor: Actor
    idempotency_key: str
    case_id: UUID
    stream: UUID
    workflow: str
    kind: str
    body: bytes
    body_mark: bytes
    expected: tuple[UUID, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(ReceiptDraft):
    """A command as it was stamped and stored; `behind` others of its case that had no outcome then."""

    received_at: datetime
    attempts: int
    outcome: Outcome | None
    behind: bool = False


class Receipts:
    """The tables of receipts and outcomes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, draft: ReceiptDraft, now: Callable[[], datetime]) -> Receipt:
        """Stamp and store a command; the same key and body give the first receipt again.

        Raises KeyReused if the key came before with another body or kind.
        """
        with self._database.transaction() as connection:
            connection.execute("SELECT pg_advisory_xact_lock_shared(%s)", (lock_number(draft.case_id),))
            # The clock is read under the lock: a drain that follows sees every earlier stamp.
            made = connection.execute(_INSERT, {**_columns(draft), "now": now()}).fetchone()
            row = made or _of_key(connection, draft)
        receipt = _receipt(row) if row else None
        if receipt is None or (receipt.body_mark, receipt.kind) != (draft.body_mark, draft.kind):
            raise KeyReused(draft.idempotency_key)
        fail_point("after_receipt")
        return receipt

    def drain(self, case_id: UUID, until: datetime, streams: Sequence[UUID] | None = None) -> list[Receipt]:
        """The case's undecided receipts from before `until`, in order; none can appear there any more.

        `streams` keeps those that go to one of them.
        """
        with self._database.transaction() as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (lock_number(case_id),))
            connection.execute(_REMEMBER_DRAIN, (case_id, until))
            rows = connection.execute(
                f"{_SELECT} WHERE r.case_id = %s AND o.command_id IS NULL AND r.received_at < %s"
                " AND (%s::uuid[] IS NULL OR r.stream = ANY(%s)) ORDER BY r.received_at, r.command_id",
                (case_id, until, _list(streams), _list(streams)),
            ).fetchall()
        return [_receipt(row) for row in rows]

    def pending(self, older_than_seconds: float, limit: int) -> list[Receipt]:
        """Undecided receipts of cases that nobody has driven for so long (database clock).

        Whole cases come, each in order of receipt, first the one that was left alone longest: what is
        stuck goes to the back of the queue. Each attempt of a receipt doubles its time, up to 60 s.
        """
        asked = {"seconds": older_than_seconds, "most": MOST_PATIENCE_SECONDS, "limit": limit}
        with self._database.reading() as connection:
            rows = connection.execute(_PENDING, asked).fetchall()
        return [_receipt(row) for row in rows]

    def untried_of_engine(self, limit: int) -> list[Receipt]:
        """Undecided receipts of the engine's own that were never driven: no request drives them."""
        return self._select(
            "WHERE NOT r.decided AND r.attempts = 0 AND r.actor_role = %s"
            " ORDER BY r.received_at, r.command_id LIMIT %s",
            (Role.ENGINE.value, limit),
        )

    def undecided_before(self, stream: UUID, instant: datetime) -> list[Receipt]:
        """The stream's undecided receipts from before the instant, in the order they were received."""
        return self._select(
            "WHERE r.stream = %s AND NOT r.decided AND r.received_at < %s"
            " ORDER BY r.received_at, r.command_id",
            (stream, instant),
        )

    def undecided_ahead_of(self, receipt: Receipt) -> list[Receipt]:
        """The undecided receipts of its case that were received before it, in order."""
        return self._select(
            "WHERE r.case_id = %s AND NOT r.decided AND (r.received_at, r.command_id) < (%s, %s)"
            " ORDER BY r.received_at, r.command_id",
            (receipt.case_id, receipt.received_at, receipt.command_id),
        )

    def attempted(self, command_id: UUID) -> int:
        """Count an attempt to drive the command and give its number; UnknownReceipt."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "UPDATE receipts SET attempts = attempts + 1, last_attempt_at = clock_timestamp()"
                " WHERE command_id = %s RETURNING attempts",
                (command_id,),
            ).fetchone()
        if row is None:
            raise UnknownReceipt(str(command_id))
        return int(row["attempts"])

    def get(self, command_id: UUID) -> Receipt:
        """One receipt; UnknownReceipt."""
        found = self._select("WHERE r.command_id = %s", (command_id,))
        if not found:
            raise UnknownReceipt(str(command_id))
        return found[0]

    def among(self, command_ids: Sequence[UUID]) -> dict[UUID, Receipt]:
        """Those of the receipts that there are, by command id."""
        found = self._select("WHERE r.command_id = ANY(%s)", (list(command_ids),))
        return {receipt.command_id: receipt for receipt in found}

    def mark_decided(self, command_id: UUID) -> None:
        """The receipt has an outcome, written before it: it is no longer pending."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE receipts SET decided = true WHERE command_id = %s AND NOT decided", (command_id,)
            )

    def of_case(self, case_id: UUID) -> list[Receipt]:
        """All receipts of a case, in the order in which they were received."""
        return self._select("WHERE r.case_id = %s ORDER BY r.received_at, r.command_id", (case_id,))

    def outcome_of(self, command_id: UUID) -> Outcome | None:
        """The outcome of a command, a timer's without receipt included; None while undecided."""
        with self._database.reading() as connection:
            return _outcome_of(connection, command_id)

    def refuse(self, command_id: UUID, stream: UUID, refusal: DomainError, decided_at: datetime) -> Outcome:
        """Write that a command was refused; the outcome written first stands and is returned."""
        row = (command_id, stream, refusal.code, refusal.rule, Jsonb(refusal.fields), decided_at)
        with self._database.transaction() as connection:
            connection.execute(_REFUSE, row)
            outcome = _outcome_of(connection, command_id)
        assert outcome is not None
        return outcome

    def _select(self, rest: str, parameters: Sequence[Any]) -> list[Receipt]:
        with self._database.reading() as connection:
            rows = connection.execute(f"{_SELECT} {rest}".encode(), parameters).fetchall()
        return [_receipt(row) for row in rows]


_INSERT = """
    INSERT INTO receipts (command_id, actor_account, actor_role, actor_person, actor_guild, idempotency_key,
        case_id, stream, workflow, kind, body, body_mark, expected_stream, expected_version, received_at)
    VALUES (%(command_id)s, %(account)s, %(role)s, %(person)s, %(guild)s, %(idempotency_key)s,
        %(case_id)s, %(stream)s, %(workflow)s, %(kind)s, %(body)s, %(body_mark)s,
        %(expected_stream)s, %(expected_version)s,
        greatest(%(now)s, (SELECT drained_until FROM case_drains WHERE case_id = %(case_id)s)))
    ON CONFLICT DO NOTHING
    RETURNING *, NULL AS position, NULL AS refusal_code, EXISTS (
        SELECT FROM receipts e WHERE e.case_id = receipts.case_id AND NOT e.decided
            AND (e.received_at, e.command_id) < (receipts.received_at, receipts.command_id)
    ) AS behind
"""
_OUTCOME_COLUMNS = "o.position, o.version, o.refusal_code, o.refusal_rule, o.refusal_fields"
_SELECT = f"SELECT r.*, {_OUTCOME_COLUMNS} FROM receipts r LEFT JOIN outcomes o USING (command_id)"
_PENDING = f"""
    WITH waiting AS (
        SELECT case_id, max(coalesce(last_attempt_at, created_at)) AS last_driven
        FROM receipts WHERE NOT decided GROUP BY case_id
        HAVING max(coalesce(last_attempt_at, created_at) + make_interval(
            secs => least(%(seconds)s * power(2.0, least(attempts, 16)), greatest(%(most)s, %(seconds)s))
        )) < clock_timestamp()
        ORDER BY last_driven LIMIT %(limit)s
    )
    {_SELECT} JOIN waiting w ON w.case_id = r.case_id WHERE NOT r.decided
    ORDER BY w.last_driven, r.case_id, r.received_at, r.command_id LIMIT %(limit)s
""".encode()
_REMEMBER_DRAIN = """
    INSERT INTO case_drains AS known VALUES (%s, %s) ON CONFLICT (case_id)
    DO UPDATE SET drained_until = greatest(known.drained_until, excluded.drained_until)
"""
_REFUSE = """
    INSERT INTO outcomes (command_id, stream, refusal_code, refusal_rule, refusal_fields, decided_at)
    VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def _columns(draft: ReceiptDraft) -> dict[str, Any]:
    columns = {name: getattr(draft, name) for name in ReceiptDraft.__slots__}
    actor = columns.pop("actor")
    stream, version = columns.pop("expected") or (None, None)
    return columns | {
        "expected_stream": stream,
        "expected_version": version,
        "account": actor.account,
        "role": actor.role.value,
        "person": actor.person,
        "guild": actor.guild,
    }


def _receipt(row: DictRow) -> Receipt:
    return Receipt(
        command_id=row["command_id"],
        actor=Actor(row["actor_account"], Role(row["actor_role"]), row["actor_person"], row["actor_guild"]),
        idempotency_key=row["idempotency_key"],
        case_id=row["case_id"],
        stream=row["stream"],
        workflow=row["workflow"],
        kind=row["kind"],
        body=bytes(row["body"]),
        body_mark=bytes(row["body_mark"]),
        expected=(row["expected_stream"], row["expected_version"]) if row["expected_stream"] else None,
        received_at=row["received_at"].astimezone(UTC),
        attempts=row["attempts"],
        outcome=_outcome(row),
        behind=row.get("behind", False),
    )


def _outcome(row: DictRow) -> Outcome | None:
    if row["position"] is not None:
        return Accepted(row["position"], row["version"])
    if row["refusal_code"] is not None:
        return Refused(row["refusal_code"], row["refusal_rule"], row["refusal_fields"])
    return None


def _of_key(connection: Connection[DictRow], draft: ReceiptDraft) -> DictRow | None:
    return connection.execute(
        f"{_SELECT} WHERE r.actor_account = %s AND r.idempotency_key = %s",
        (draft.actor.account, draft.idempotency_key),
    ).fetchone()


def _outcome_of(connection: Connection[DictRow], command_id: UUID) -> Outcome | None:
    row = connection.execute(
        f"SELECT {_OUTCOME_COLUMNS} FROM outcomes o WHERE command_id = %s", (command_id,)
    ).fetchone()
    return _outcome(row) if row else None


def _list(streams: Sequence[UUID] | None) -> list[UUID] | None:
    return None if streams is None else list(streams)
