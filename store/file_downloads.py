"""Who had a stored file in clear, and when: rows that are never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from domain.event import Actor
from store.database import Database


@dataclass(frozen=True, slots=True)
class Download:
    """One download of a stream's file: who, in which role, at which world instant."""

    account: UUID
    person: UUID | None
    role: str
    address: str
    downloaded_at: datetime


def note_download(database: Database, stream: UUID, address: str, actor: Actor, at: datetime) -> None:
    """Write down that the actor gets the file, before they do."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT INTO file_downloads (stream, address, account, person, role, downloaded_at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (stream, address, actor.account, actor.person, actor.role.value, at),
        )


def downloads_of(database: Database, stream: UUID) -> list[Download]:
    """Every download of the stream's files, in order."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT account, person, role, address, downloaded_at FROM file_downloads"
            " WHERE stream = %s ORDER BY id",
            (stream,),
        ).fetchall()
    return [Download(**{**row, "downloaded_at": row["downloaded_at"].astimezone(UTC)}) for row in rows]
