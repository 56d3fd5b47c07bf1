"""What a guild and its overseers read of it: stages, sessions, deadlines, and the standings to chase by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.rows import DictRow

from domain.chase import Due, FirmStanding, Standing
from domain.deadline import WindowKind
from store import read_schema
from store.database import Database

_STAGES = """
    SELECT stage, count(*) AS cases FROM enrolments
    WHERE programme = %s AND guild = %s GROUP BY stage ORDER BY stage
"""
_ATTENDED = """
    SELECT guild, array_agg(attended ORDER BY opened) AS attended FROM sessions
    WHERE programme = %s AND stage = 'mandatory' AND NOT cancelled
        AND (%s::text IS NULL OR guild = %s) GROUP BY guild
"""
_PACE = """
    SELECT coalesce(sum(submitted), 0)::int AS firms,
        coalesce(sum(greatest(coalesce((uploads_ended_at AT TIME ZONE 'Asia/Taipei')::date, %(today)s)
            - submits_from, 1)), 0)::int AS trainee_days
    FROM enrolments WHERE programme = %(programme)s AND submits_from < %(today)s
"""
_STANDINGS = """
    SELECT e.id, e.stage, e.document -> 'trainee' AS trainee, contact.at, contact.channel,
        (SELECT max(c.follow_up) FROM chases c WHERE c.enrolment = e.id AND c.follow_up >= %(today)s)
            AS follow_up,
        (SELECT jsonb_agg(jsonb_build_array(f.industry, f.has_letter AND f.list_check <> 'not_passed',
            f.progress) ORDER BY f.ubn) FROM firms f WHERE f.enrolment = e.id) AS firms,
        (SELECT jsonb_agg(jsonb_build_array(d.kind, d.due_date, d.rule) ORDER BY d.due, d.kind)
            FROM deadlines d WHERE d.enrolment = e.id) AS due
    FROM enrolments e LEFT JOIN LATERAL (
        SELECT at, channel FROM chases WHERE enrolment = e.id
        UNION ALL
        SELECT accepted_at, 'notice' FROM mails WHERE enrolment = e.id AND accepted_at IS NOT NULL
        ORDER BY at DESC LIMIT 1
    ) contact ON true
    WHERE e.programme = %(programme)s AND e.guild = %(guild)s AND e.stage NOT IN ('over', 'fee_due')
    ORDER BY e.opened
"""
_DEADLINES = """
    SELECT d.kind, d.due_date, count(*) AS cases FROM deadlines d JOIN enrolments e ON e.id = d.enrolment
    WHERE e.programme = %s AND e.guild = %s AND d.due_date <= %s
    GROUP BY d.kind, d.due_date ORDER BY d.due_date, d.kind
"""
_LATE_VETTING = """
    SELECT e.document -> 'trainee' AS trainee FROM tasks t JOIN enrolments e ON e.id = t.enrolment
    WHERE e.programme = %s AND t.guild = %s AND t.kind = 'vet_registration' AND t.late ORDER BY t.opened_at
"""


@dataclass(frozen=True, slots=True)
class ChasedCase:
    """A live case with its sealed trainee, and when and how they were last spoken to (`notice`: by us)."""

    standing: Standing
    trainee: dict[str, Any]
    contact_at: datetime | None
    contact_by: str | None
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class DueCount:
    """So many cases have a window of this kind that ends with this day."""

    kind: str
    last_day: date
    cases: int


class GuildReadModels:
    """Queries over the schema in use; NoReadModels where none were made yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stages(self, programme: str, guild: str) -> dict[str, int]:
        """How many of the guild's cases are at each stage."""
        return {row["stage"]: row["cases"] for row in self._select(_STAGES, (programme, guild))}

    def attended(self, programme: str, guild: str | None = None) -> dict[str, list[int]]:
        """For each guild, or one, how many people attended each of its mandatory sessions (R2)."""
        rows = self._select(_ATTENDED, (programme, guild, guild))
        return {row["guild"]: row["attended"] for row in rows}

    def completed(self, programme: str, today: date) -> tuple[int, int]:
        """Firms submitted in the whole programme year, and the trainee-days that they took."""
        [row] = self._select(_PACE, {"programme": programme, "today": today})
        return row["firms"], row["trainee_days"]

    def chased(self, programme: str, guild: str, today: date) -> list[ChasedCase]:
        """The guild's live cases, in the order of their registration."""
        asked = {"programme": programme, "guild": guild, "today": today}
        return [_chased(row) for row in self._select(_STANDINGS, asked)]

    def deadlines_until(self, programme: str, guild: str, day: date) -> list[DueCount]:
        """The windows of the guild's cases that end by that day, counted."""
        rows = self._select(_DEADLINES, (programme, guild, day))
        return [DueCount(row["kind"], row["due_date"], row["cases"]) for row in rows]

    def late_vetting(self, programme: str, guild: str) -> list[dict[str, Any]]:
        """The sealed trainees whom the guild should have vetted by now (R5)."""
        return [row["trainee"] for row in self._select(_LATE_VETTING, (programme, guild))]

    def _select(self, query: LiteralString, parameters: Sequence[Any] | dict[str, Any]) -> list[DictRow]:
        with read_schema.current(self._database) as connection:
            return connection.execute(query, parameters).fetchall()


def _chased(row: DictRow) -> ChasedCase:
    firms = tuple(FirmStanding(*each) for each in row["firms"] or ())
    due = tuple(Due(WindowKind(kind), date.fromisoformat(day), rule) for kind, day, rule in row["due"] or ())
    return ChasedCase(
        Standing(row["id"], row["stage"], firms, due),
        row["trainee"],
        row["at"].astimezone(UTC) if row["at"] else None,
        row["channel"],
        row["follow_up"],
    )


def chased_by_case(cases: Sequence[ChasedCase]) -> dict[UUID, ChasedCase]:
    """The cases by their id."""
    return {case.standing.enrolment: case for case in cases}
