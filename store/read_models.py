"""What pages and answers are read from: queries of the read models, never of a stream."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, LiteralString, TypeVar
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.sql import SQL, Composed, Identifier

from domain.programme_tasks import Urgency
from store import case_list, projector, read_schema, task_list
from store.case_list import EVERY_CASE, CasesWanted
from store.database import Database
from store.pages import BadCursor, Order, Page, bounded, page_of
from store.read_rows import (
    CheckupRow,
    DeadlineRow,
    EnrolmentRow,
    ImportRow,
    MailRow,
    PayoutBatchRow,
    QuotaCount,
    SessionRow,
    TaskRow,
)
from store.read_schema import Heartbeat
from store.task_list import TasksWanted

__all__ = [
    "BadCursor",
    "CasesWanted",
    "CheckupRow",
    "DeadlineRow",
    "EnrolmentRow",
    "ImportRow",
    "MailRow",
    "Page",
    "PayoutBatchRow",
    "QuotaCount",
    "ReadModels",
    "SessionRow",
    "TaskRow",
    "TasksWanted",
]

Row = TypeVar("Row")
Conditions = Mapping[LiteralString, Any]

_ENROLMENTS = "SELECT e.* FROM enrolments e"
_CHECKUPS = "SELECT c.*, e.guild FROM checkups c JOIN enrolments e ON e.id = c.enrolment"
_PROGRAMMES = "SELECT DISTINCT programme FROM enrolments ORDER BY programme"
_DEADLINES = """
    SELECT d.*, e.guild, e.person, e.firms, e.submitted, e.approved
    FROM deadlines d JOIN enrolments e ON e.id = d.enrolment
"""
_SESSIONS = """
    SELECT s.*, r.* FROM sessions s CROSS JOIN LATERAL (
        SELECT count(*) AS registered,
            count(*) FILTER (WHERE e.seat = 'on_site') AS registered_on_site,
            count(*) FILTER (WHERE e.seat = 'online') AS registered_online
        FROM enrolments e
        WHERE e.session = s.id AND (e.stage <> 'over' OR e.attended_session IS NOT NULL)
    ) r
"""
_MAILS = """
    SELECT m.*, coalesce(a.failed, 0) AS failed, a.last_failed_at, a.last_error
    FROM mails m LEFT JOIN public.mail_attempts a ON a.mail = m.id
"""
_BATCHES = "SELECT b.* FROM payout_batches b"
_IMPORTS = "SELECT i.* FROM imports i"
_QUOTA = """
    SELECT q.sector, q.places, count(t.stream) AS taken,
        count(t.stream) FILTER (WHERE f.progress = 'approved') AS approved
    FROM public.place_quotas q
    LEFT JOIN (taken_places t JOIN enrolments e ON e.id = t.enrolment)
        ON e.programme = q.programme AND t.sector = q.sector
    LEFT JOIN firms f ON f.enrolment = t.enrolment AND f.ubn = t.ubn
    WHERE q.programme = %s GROUP BY q.sector, q.places ORDER BY q.sector
"""


class ReadModels:
    """Queries over the schema in use; cursors come from the page before, a wrong one is a BadCursor.

    Raises NoReadModels where none were made yet.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait_for(self, position: int, timeout_seconds: float) -> bool:
        """Whether the rows know the event at `position` within the time given."""
        return projector.wait_for(self._database, position, timeout_seconds)

    def heartbeat(self) -> Heartbeat | None:
        """The projector's last sign of life."""
        return read_schema.last_heartbeat(self._database)

    def enrolment(self, enrolment: UUID) -> EnrolmentRow | None:
        return self._one(EnrolmentRow, _ENROLMENTS, {"e.id = %s": enrolment})

    def enrolments(
        self,
        wanted: CasesWanted = EVERY_CASE,
        *,
        sort: str = "opened",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[EnrolmentRow]:
        """Cases in the order of their registration, or of the window that ends first (`due`)."""
        count = bounded(limit)
        query, parameters = case_list.listed(wanted, sort, after, count + 1)
        rows = self._select(SQL(query), parameters)
        keys = [case_list.keys_of(row, sort) for row in rows]
        return page_of([_row(EnrolmentRow, row) for row in rows], count, case_list.order_of(sort), keys)

    def enrolments_among(self, enrolments: Sequence[UUID]) -> list[EnrolmentRow]:
        """Those of the cases that have a row."""
        rows = self._select(SQL(_ENROLMENTS + " WHERE e.id = ANY(%s)"), (list(enrolments),))
        return [_row(EnrolmentRow, row) for row in rows]

    def by_certificate(self, number: str) -> EnrolmentRow | None:
        """The case that a certificate number belongs to."""
        return self._one(EnrolmentRow, _ENROLMENTS, {"e.certificate = %s": number})

    def fee_due(self, programme: str, *, after: str | None = None, limit: int = 500) -> Page[EnrolmentRow]:
        """Cases of the year whose fee is due and in no batch, longest registered first."""
        wanted: Conditions = {
            "e.programme = %s": programme,
            "e.stage = %s": "fee_due",
            "e.batch IS NULL": True,
        }
        return self._page(EnrolmentRow, _ENROLMENTS, wanted, _OPENED["enrolments"], "e", after, limit)

    def stages(self, programme: str, guild: str | None = None) -> dict[str, int]:
        """How many cases of the year are at each stage."""
        rows = self._select(
            SQL(
                "SELECT stage, count(*) AS cases FROM enrolments WHERE programme = %s"
                " AND (%s::text IS NULL OR guild = %s) GROUP BY stage ORDER BY stage"
            ),
            (programme, guild, guild),
        )
        return {row["stage"]: row["cases"] for row in rows}

    def checkup(self, checkup: UUID) -> CheckupRow | None:
        return self._one(CheckupRow, _CHECKUPS, {"c.id = %s": checkup})

    def unread_bills(self) -> int:
        """How many bills wait for a reader."""
        with read_schema.current(self._database) as connection:
            row = connection.execute("SELECT coalesce(sum(unread), 0) AS n FROM checkups").fetchone()
        assert row is not None
        return int(row["n"])

    def checkups_of(self, enrolment: UUID) -> list[CheckupRow]:
        """The checkups of a case, by ubn."""
        rows = self._select(SQL(_CHECKUPS + " WHERE c.enrolment = %s ORDER BY c.ubn"), (enrolment,))
        return [_row(CheckupRow, row) for row in rows]

    def task(self, task: UUID) -> TaskRow | None:
        return self._one(TaskRow, task_list.SELECT, {"t.id = %s": task})

    def tasks(
        self,
        wanted: TasksWanted,
        weights: Mapping[str, Urgency],
        at: datetime,
        *,
        after: str | None = None,
        limit: int = 50,
    ) -> tuple[Page[TaskRow], datetime]:
        """Open tasks, most urgent first, and the instant that their urgency is of: `at`, or the cursor's.

        `weights` are those of each programme year.
        """
        count = bounded(limit)
        query, parameters, at = task_list.ranked(wanted, weights, at, after, count + 1)
        rows = self._select(SQL(query), parameters)
        keys = [[at, -row["points"], row["id"]] for row in rows]
        return page_of([_row(TaskRow, row) for row in rows], count, task_list.ORDER, keys), at

    def tasks_among(self, tasks: Sequence[UUID]) -> list[TaskRow]:
        """Those of the tasks that are open."""
        rows = self._select(SQL(task_list.SELECT + " WHERE t.id = ANY(%s)"), (list(tasks),))
        return [_row(TaskRow, row) for row in rows]

    def programmes(self) -> list[str]:
        """The programme years that have cases."""
        return [row["programme"] for row in self._select(SQL(_PROGRAMMES), ())]

    def deadlines(
        self,
        *,
        guild: str | None = None,
        person: UUID | None = None,
        kind: str | None = None,
        due_before: datetime | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[DeadlineRow]:
        """Open windows of cases, those that end first first (R45)."""
        wanted: Conditions = {
            "e.guild = %s": guild,
            "e.person = %s": person,
            "d.kind = %s": kind,
            "d.due < %s": due_before,
        }
        return self._page(DeadlineRow, _DEADLINES, wanted, _DEADLINE_ORDER, "d", after, limit)

    def mails(
        self,
        *,
        state: str | None = None,
        template: str | None = None,
        enrolment: UUID | None = None,
        guild: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[MailRow]:
        """Mails in the order in which they were decided on: of those that wait, the longest waiting first."""
        wanted: Conditions = {
            "m.state = %s": state,
            "m.template = %s": template,
            "m.enrolment = %s": enrolment,
            "m.guild = %s": guild,
        }
        return self._page(MailRow, _MAILS, wanted, _MAIL_ORDER, "m", after, limit)

    def session(self, session: UUID) -> SessionRow | None:
        return self._one(SessionRow, _SESSIONS, {"s.id = %s": session})

    def sessions(
        self,
        *,
        programme: str | None = None,
        guild: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[SessionRow]:
        """Training sessions in the order in which they were set."""
        wanted: Conditions = {"s.programme = %s": programme, "s.guild = %s": guild}
        return self._page(SessionRow, _SESSIONS, wanted, _OPENED["sessions"], "s", after, limit)

    def payout_batch(self, batch: UUID) -> PayoutBatchRow | None:
        return self._one(PayoutBatchRow, _BATCHES, {"b.id = %s": batch})

    def payout_batches(
        self,
        *,
        programme: str | None = None,
        stage: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[PayoutBatchRow]:
        """Payout batches in the order in which they were proposed."""
        wanted: Conditions = {"b.programme = %s": programme, "b.stage = %s": stage}
        return self._page(PayoutBatchRow, _BATCHES, wanted, _OPENED["payout_batches"], "b", after, limit)

    def imported(self, import_id: UUID) -> ImportRow | None:
        return self._one(ImportRow, _IMPORTS, {"i.id = %s": import_id})

    def imports(
        self,
        *,
        programme: str | None = None,
        guild: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[ImportRow]:
        """Imports of registration lists in the order in which they were received."""
        wanted: Conditions = {"i.programme = %s": programme, "i.guild = %s": guild}
        return self._page(ImportRow, _IMPORTS, wanted, _OPENED["imports"], "i", after, limit)

    def quota(self, programme: str) -> list[QuotaCount]:
        """The year's places by sector (R23)."""
        return [_row(QuotaCount, row) for row in self._select(SQL(_QUOTA), (programme,))]

    def _one(self, cls: type[Row], select: LiteralString, wanted: Conditions) -> Row | None:
        where, parameters = _where(wanted)
        rows = self._select(SQL(select) + where, parameters)
        return _row(cls, rows[0]) if rows else None

    def _page(
        self,
        cls: type[Row],
        select: LiteralString,
        wanted: Conditions,
        order: tuple[Order, Sequence[str]],
        table: str,
        after: str | None,
        limit: int,
    ) -> Page[Row]:
        by, names = order
        columns = SQL(", ").join(Identifier(table, name) for name in names)
        where, parameters = _where(wanted)
        if after is not None:
            marks = SQL(", ").join([SQL("%s")] * len(names))
            where += SQL(" AND ({}) > ({})").format(columns, marks)
            parameters += by.keys(after)
        count = bounded(limit)
        query = SQL(select) + where + SQL(" ORDER BY {} LIMIT %s").format(columns)
        rows = self._select(query, [*parameters, count + 1])
        keys = [[row[name] for name in names] for row in rows]
        return page_of([_row(cls, row) for row in rows], count, by, keys)

    def _select(self, query: SQL | Composed, parameters: Sequence[Any] | Mapping[str, Any]) -> list[DictRow]:
        with read_schema.current(self._database) as connection:
            return connection.execute(query, parameters).fetchall()


_OPENED: Mapping[str, tuple[Order, Sequence[str]]] = {
    name: (Order(name, (int,)), ("opened",))
    for name in ("enrolments", "sessions", "payout_batches", "imports")
}
_MAIL_ORDER = (Order("mails", (datetime, UUID)), ("intended_at", "id"))
_DEADLINE_ORDER = (Order("deadlines", (datetime, UUID, str)), ("due", "enrolment", "kind"))


def _where(wanted: Conditions) -> tuple[Composed, list[Any]]:
    """The conditions that have a value; one without a placeholder holds for True, one with two has a pair."""
    given = {condition: value for condition, value in wanted.items() if value is not None}
    texts: list[LiteralString] = ["true", *given]
    values = [value for condition, value in given.items() if "%s" in condition]
    parameters = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
    return SQL(" WHERE {}").format(SQL(" AND ").join(map(SQL, texts))), parameters


def _row(cls: type[Row], row: DictRow) -> Row:
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
    return cls(**{name: _value(row[name]) for name in names})


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return tuple(value) if isinstance(value, list) else value
