"""Calls that asked one thing of many: which items they named, and what the door refused of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from store.database import Database


@dataclass(frozen=True, slots=True)
class BulkItem:
    """A thing with the stream and version that its sender had seen, and the command about it.

    `problem` is what the door answered, where it wrote no receipt.
    """

    id: UUID
    stream: UUID | None
    version: int
    command: UUID
    problem: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Bulk:
    """`body_mark` is a keyed HMAC of what was sent."""

    id: UUID
    account: UUID
    action: str
    body_mark: bytes
    received_at: datetime
    items: tuple[BulkItem, ...]


class Bulks:
    """The table of such calls."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, bulk: Bulk) -> Bulk:
        """Keep the call before its first item is received; the one that was kept first stands."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO bulks VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                (
                    bulk.id,
                    bulk.account,
                    bulk.action,
                    bulk.body_mark,
                    bulk.received_at,
                    _plain(bulk.items),
                ),
            )
            row = connection.execute("SELECT * FROM bulks WHERE id = %s", (bulk.id,)).fetchone()
        assert row is not None
        return _bulk(row)

    def keep(self, bulk: UUID, items: Sequence[BulkItem]) -> None:
        """What the door answered to each."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE bulks SET items = %s WHERE id = %s", (_plain(items), bulk))

    def get(self, bulk: UUID) -> Bulk | None:
        """The call, or None."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM bulks WHERE id = %s", (bulk,)).fetchone()
        return _bulk(row) if row else None


def _plain(items: Sequence[BulkItem]) -> Jsonb:
    return Jsonb(
        [
            {
                "id": str(item.id),
                "stream": str(item.stream) if item.stream else None,
                "version": item.version,
                "command": str(item.command),
                "problem": item.problem,
            }
            for item in items
        ]
    )


def _bulk(row: DictRow) -> Bulk:
    items = tuple(
        BulkItem(
            UUID(item["id"]),
            UUID(item["stream"]) if item["stream"] else None,
            item["version"],
            UUID(item["command"]),
            item["problem"],
        )
        for item in row["items"]
    )
    at = row["received_at"].astimezone(UTC)
    return Bulk(row["id"], row["account"], row["action"], bytes(row["body_mark"]), at, items)
