"""The guilds of the programme and the address that their copies of mails go to."""

from dataclasses import dataclass

from store.database import Database


@dataclass(frozen=True, slots=True)
class Guild:
    code: str
    name: str
    email: str


class Guilds:
    """The table of guilds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, guild: Guild) -> None:
        """Add the guild, or give it a new name and address."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO guilds (code, name, email) VALUES (%s, %s, %s)"
                " ON CONFLICT (code) DO UPDATE SET name = excluded.name, email = excluded.email",
                (guild.code, guild.name, guild.email),
            )

    def get(self, code: str) -> Guild | None:
        """The guild, or None."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT code, name, email FROM guilds WHERE code = %s", (code,)
            ).fetchone()
        return Guild(row["code"], row["name"], row["email"]) if row else None

    def all(self) -> list[Guild]:
        """Every guild, by code."""
        with self._database.transaction() as connection:
            rows = connection.execute("SELECT code, name, email FROM guilds ORDER BY code").fetchall()
        return [Guild(row["code"], row["name"], row["email"]) for row in rows]
