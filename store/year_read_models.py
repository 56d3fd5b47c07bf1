"""What is read of whole programme years: which there are, how their cases stand, what they have reached."""

from collections.abc import Sequence
from typing import Any, LiteralString

from psycopg.rows import DictRow

from store import read_schema
from store.database import Database

_YEARS = "SELECT DISTINCT programme FROM public.place_quotas ORDER BY programme"
_CASES = """
    SELECT coalesce(outcome, stage) AS standing, count(*) AS cases FROM enrolments
    WHERE programme = %s GROUP BY standing ORDER BY standing
"""
_APPROVED = """
    SELECT e.programme, count(*) AS firms FROM firms f JOIN enrolments e ON e.id = f.enrolment
    WHERE f.progress = 'approved' GROUP BY e.programme
"""


class YearReadModels:
    """Queries over the schema in use; NoReadModels where none were made yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self) -> list[str]:
        """The years whose rules are published: publishing gives each its places."""
        return [row["programme"] for row in self._select(_YEARS, ())]

    def cases(self, programme: str) -> dict[str, int]:
        """How many cases are at each stage or have come to each end."""
        return {row["standing"]: row["cases"] for row in self._select(_CASES, (programme,))}

    def approved(self) -> dict[str, int]:
        """Firms with an approved checkup, by programme year (R46)."""
        return {row["programme"]: row["firms"] for row in self._select(_APPROVED, ())}

    def _select(self, query: LiteralString, parameters: Sequence[Any]) -> list[DictRow]:
        with read_schema.current(self._database) as connection:
            return connection.execute(query, parameters).fetchall()
