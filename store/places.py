"""The pools of numbered quota places and seats: held for a command, then taken or given back (design §4.6).

A pool is of a programme year and sector (R23), or of a session and kind of seat (R1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from psycopg import Connection
from psycopg.rows import DictRow

from store.database import Database, lock_number


class HoldLost(Exception):
    """A place is not, or no longer, held by the command that would take it: hold again."""


@dataclass(frozen=True, slots=True, order=True)
class PlaceKey:
    """One numbered place; its stream is the proof of who has it.

    `holder` is under what it is held, where that is not the command itself.
    """

    programme: str
    sector: str
    number: int
    holder: UUID | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Full:
    """So many places are not left in this sector, even if every hold fell free."""

    sector: str


@dataclass(frozen=True, slots=True)
class Busy:
    """Others hold the last places of this sector: try again soon."""

    sector: str


class Places:
    """The table of places; a hold falls free after `hold_seconds` by the database's clock."""

    def __init__(self, database: Database, *, hold_seconds: float = 30.0) -> None:
        self._database = database
        self._hold_seconds = hold_seconds

    def provide(self, programme: str, sector: str, count: int) -> None:
        """Let the sector have places 1 to `count`; those beyond go, or wait unused if taken or held."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO place_quotas VALUES (%s, %s, %s)"
                " ON CONFLICT (programme, sector) DO UPDATE SET places = excluded.places",
                (programme, sector, count),
            )
            connection.execute(
                "INSERT INTO place_pool (programme, sector, number)"
                " SELECT %s, %s, generate_series(1, %s) ON CONFLICT DO NOTHING",
                (programme, sector, count),
            )
            connection.execute(
                "DELETE FROM place_pool WHERE programme = %s AND sector = %s AND number > %s"
                " AND state = 'free' AND (held_until IS NULL OR held_until <= clock_timestamp())",
                (programme, sector, count),
            )

    def ensure(self, programme: str, sector: str, count: int) -> None:
        """As `provide`, but a pool that has so many places is only looked at."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT places FROM place_quotas WHERE programme = %s AND sector = %s", (programme, sector)
            ).fetchone()
        if row is None or row["places"] != count:
            self.provide(programme, sector, count)

    def hold(
        self, programme: str, wanted: Mapping[str, str], command: UUID
    ) -> dict[str, PlaceKey] | Full | Busy:
        """Hold a place for each firm of `wanted` (ubn to sector), the lowest numbers, all or none.

        A command that asks again gets its own places again, held anew.
        """
        with self._database.transaction() as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (lock_number(command),))
            held = _own(connection, programme, wanted, command)
            for sector in sorted({sector for ubn, sector in wanted.items() if ubn not in held}):
                firms = [ubn for ubn, its in wanted.items() if its == sector and ubn not in held]
                numbers = _lock_free(connection, programme, sector, command, len(firms))
                if len(numbers) < len(firms):
                    return _too_few(connection, programme, sector, command, len(firms))
                places = [PlaceKey(programme, sector, number) for number in numbers]
                held.update(zip(firms, places, strict=True))
            _release(connection, command)
            self._write(connection, held, command)
        return {ubn: held[ubn] for ubn in wanted}

    def release(self, command: UUID) -> None:
        """Let go of what the command holds and has not taken."""
        with self._database.transaction() as connection:
            _release(connection, command)

    def _write(self, connection: Connection[DictRow], held: Mapping[str, PlaceKey], command: UUID) -> None:
        rows = [
            (command, ubn, self._hold_seconds, place.programme, place.sector, place.number)
            for ubn, place in held.items()
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE place_pool SET held_by = %s, held_for = %s,"
                " held_until = clock_timestamp() + make_interval(secs => %s)"
                " WHERE programme = %s AND sector = %s AND number = %s",
                rows,
            )


def _own(
    connection: Connection[DictRow], programme: str, wanted: Mapping[str, str], command: UUID
) -> dict[str, PlaceKey]:
    rows = connection.execute(
        "SELECT held_for, sector, number FROM place_pool"
        " WHERE held_by = %s AND programme = %s AND state = 'free' FOR UPDATE",
        (command, programme),
    ).fetchall()
    return {
        row["held_for"]: PlaceKey(programme, row["sector"], row["number"])
        for row in rows
        if wanted.get(row["held_for"]) == row["sector"]
    }


def _lock_free(
    connection: Connection[DictRow], programme: str, sector: str, command: UUID, count: int
) -> Sequence[int]:
    rows = connection.execute(
        "SELECT number FROM place_pool JOIN place_quotas USING (programme, sector)"
        " WHERE programme = %s AND sector = %s AND state = 'free' AND number <= places"
        " AND held_by IS DISTINCT FROM %s AND (held_until IS NULL OR held_until <= clock_timestamp())"
        " ORDER BY number LIMIT %s FOR UPDATE OF place_pool SKIP LOCKED",
        (programme, sector, command, count),
    ).fetchall()
    return [row["number"] for row in rows]


def _too_few(
    connection: Connection[DictRow], programme: str, sector: str, command: UUID, count: int
) -> Full | Busy:
    row = connection.execute(
        "SELECT count(*) AS untaken FROM place_pool JOIN place_quotas USING (programme, sector)"
        " WHERE programme = %s AND sector = %s AND state = 'free' AND number <= places"
        " AND held_by IS DISTINCT FROM %s",
        (programme, sector, command),
    ).fetchone()
    assert row is not None
    return Full(sector) if row["untaken"] < count else Busy(sector)


def _release(connection: Connection[DictRow], command: UUID) -> None:
    connection.execute(
        "UPDATE place_pool SET held_by = NULL, held_for = NULL, held_until = NULL WHERE held_by = %s",
        (command,),
    )
