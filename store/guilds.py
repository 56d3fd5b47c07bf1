"""The guilds of the programme and the address that their copies of mails go to."""

from dataclasses import dataclass

from store.database import Database

_SELECT = "SELECT code, name, email, county FROM guilds"


@dataclass(frozen=True, slots=True)
class Guild:
    """`county` decides which days of suspended work are its own (R40); None where none is told."""

    code: str
    name: str
    email: str
    county: str | None = None


class Guilds:
    """The table of guilds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, guild: Guild) -> None:
        """Add the guild, or give it a new name, address and, where one is told, county."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO guilds (code, name, email, county) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (code) DO UPDATE SET name = excluded.name, email = excluded.email,"
                " county = coalesce(excluded.county, guilds.county)",
                (guild.code, guild.name, guild.email, guild.county),
            )

    def get(self, code: str) -> Guild | None:
        """The guild, or None."""
        with self._database.transaction() as connection:
            row = connection.execute(f"{_SELECT} WHERE code = %s", (code,)).fetchone()
        return Guild(**row) if row else None

    def all(self) -> list[Guild]:
        """Every guild, by code."""
        with self._database.transaction() as connection:
            rows = connection.execute(f"{_SELECT} ORDER BY code").fetchall()
        return [Guild(**row) for row in rows]
