"""Cases as lists: which are wanted, and their order, by registration or by the window that ends first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.rows import DictRow

from store.pages import Order

SORTS = ("opened", "due")
_ORDERS = {
    "opened": Order("enrolments", (int,)),
    "due": Order("enrolments_by_due", (datetime, int)),
}
# What has no open window comes after all that has one.
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)

_FIRST_TO_END: LiteralString = "SELECT e.*, e.next_due AS due FROM enrolments e"
_OF_WINDOW: LiteralString = (
    "SELECT e.*, d.due AS due FROM enrolments e"
    " JOIN deadlines d ON d.enrolment = e.id AND d.kind = %(window)s"
)
_KEYS: Mapping[str, LiteralString] = {
    "opened": "opened",
    "due": "coalesce(due, %(never)s::timestamptz), opened",
}
_AFTER: Mapping[str, LiteralString] = {
    "opened": " AND opened > %(after_opened)s",
    "due": " AND (coalesce(due, %(never)s::timestamptz), opened)"
    " > (%(after_due)s::timestamptz, %(after_opened)s)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesWanted:
    """Which cases; None is no condition.

    `ubn` is a firm that the case lists, or listed once. `window` keeps those with an open window of that
    kind, and its end is then the one that `due_before`, `due_until` (that instant included) and the order
    by `due` are about; else it is that of the window that ends first. `late`: a service level of ours has
    passed in it (R30), whatever became of the case since.
    """

    programme: str | None = None
    guild: str | None = None
    person: UUID | None = None
    stage: str | None = None
    outcome: str | None = None
    session: UUID | None = None
    certificate: str | None = None
    ubn: str | None = None
    window: str | None = None
    due_before: datetime | None = None
    due_until: datetime | None = None
    late: bool | None = None


EVERY_CASE = CasesWanted()

_CONDITIONS: Mapping[str, LiteralString] = {
    "programme": "programme = %(programme)s",
    "guild": "guild = %(guild)s",
    "person": "person = %(person)s",
    "stage": "stage = %(stage)s",
    "outcome": "outcome = %(outcome)s",
    "session": "session = %(session)s",
    "certificate": "certificate = %(certificate)s",
    "ubn": "ever_listed @> ARRAY[%(ubn)s]::text[]",
    "due_before": "due < %(due_before)s",
    "due_until": "due <= %(due_until)s",
    "late": "(late_since IS NOT NULL) = %(late)s",
}


def listed(
    wanted: CasesWanted, sort: str, after: str | None, limit: int
) -> tuple[LiteralString, dict[str, Any]]:
    """The query of a page with its parameters; BadCursor for a cursor of another list or order."""
    parameters: dict[str, Any] = {"window": wanted.window, "never": _NEVER, "limit": limit}
    base = _FIRST_TO_END if wanted.window is None else _OF_WINDOW
    query: LiteralString = "SELECT * FROM (" + base + ") AS cases WHERE true"
    for name, condition in _CONDITIONS.items():
        if (value := getattr(wanted, name)) is not None:
            query += " AND " + condition
            parameters[name] = value
    if after is not None:
        *due, parameters["after_opened"] = order_of(sort).keys(after)
        parameters["after_due"] = due[0] if due else None
        query += _AFTER[sort]
    return query + " ORDER BY " + _KEYS[sort] + " LIMIT %(limit)s", parameters


def order_of(sort: str) -> Order:
    """The cursors of an order; `sort` is one of SORTS."""
    return _ORDERS[sort]


def keys_of(row: DictRow, sort: str) -> list[Any]:
    """Where a row stands in the order."""
    return [row["opened"]] if sort == "opened" else [row["due"] or _NEVER, row["opened"]]
