"""Open tasks as work lists: what is wanted of them, and their order by urgency at one instant.

The sum is that of `domain.urgency`, computed by the database. A page's cursor names the instant, so that the
pages of a list agree with each other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from domain.event import Role
from domain.programme_tasks import Urgency
from store.pages import Order

ORDER = Order("tasks", (datetime, Decimal, UUID))
SELECT: LiteralString = (
    "SELECT t.*, e.guild AS case_guild, e.person, e.programme"
    " FROM tasks t JOIN enrolments e ON e.id = t.enrolment"
)

# A day has 86,400 seconds; a year whose rules are not known weighs nothing.
_RANKED: LiteralString = """
    SELECT * FROM (
        SELECT t.*, e.guild AS case_guild, e.person, e.programme,
            round(coalesce(w.due_per_day * greatest(
                0, w.horizon_days - extract(epoch FROM t.due - %(at)s::timestamptz) / 86400), 0), 6)
            + round(coalesce(
                w.age_per_day * extract(epoch FROM %(at)s::timestamptz - t.opened_at) / 86400, 0), 6)
            + CASE WHEN t.late THEN coalesce(w.late, 0) ELSE 0 END
            + CASE t.priority WHEN 'high' THEN coalesce(w.high, 0) WHEN 'low' THEN -coalesce(w.low, 0)
                ELSE 0 END AS points
        FROM tasks t JOIN enrolments e ON e.id = t.enrolment LEFT JOIN unnest(
            %(w_programme)s::text[], %(w_horizon_days)s::int[], %(w_due_per_day)s::int[],
            %(w_age_per_day)s::int[], %(w_late)s::int[], %(w_high)s::int[], %(w_low)s::int[]
        ) AS w (programme, horizon_days, due_per_day, age_per_day, late, high, low)
            ON w.programme = e.programme
    ) AS t WHERE true
"""
_AFTER: LiteralString = " AND (-points, id) > (%(after_points)s::numeric, %(after_id)s)"
_ORDER: LiteralString = " ORDER BY -points, id LIMIT %(limit)s"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksWanted:
    """Which open tasks; None is no condition.

    `guild` keeps the tasks that only it may do, `case_guild` those of its cases. `free_at` keeps those
    that no claim holds then, `not_made_by` those that none of these persons and accounts had a hand in
    (R27), `awake_at` those that do not rest then, `resting_at` the others. `ubn` is the firm that a task
    is about, or one of its case where it is about the case. `claimable_by` keeps those that are not kept
    for another reviewer than these persons and accounts.
    """

    roles: Collection[Role] | None = None
    guild: str | None = None
    case_guild: str | None = None
    kind: str | None = None
    priority: str | None = None
    enrolment: UUID | None = None
    ubn: str | None = None
    claimed_by: UUID | None = None
    assigned_to: UUID | None = None
    free_at: datetime | None = None
    not_made_by: Collection[UUID] | None = None
    late: bool | None = None
    due_before: datetime | None = None
    awake_at: datetime | None = None
    resting_at: datetime | None = None
    claimable_by: Collection[UUID] | None = None


_CONDITIONS: Mapping[str, LiteralString] = {
    "roles": "t.roles && %(roles)s::text[]",
    "guild": "t.guild = %(guild)s",
    "case_guild": "t.case_guild = %(case_guild)s",
    "kind": "t.kind = %(kind)s",
    "priority": "t.priority = %(priority)s",
    "enrolment": "t.enrolment = %(enrolment)s",
    "ubn": "EXISTS (SELECT FROM firms f WHERE f.enrolment = t.enrolment AND f.ubn = %(ubn)s"
    " AND coalesce(t.ubn = f.ubn, true))",
    "claimed_by": "t.claimed_by = %(claimed_by)s",
    "assigned_to": "t.assigned AND t.claimed_by = %(assigned_to)s",
    "free_at": "coalesce(t.claimed_until <= %(free_at)s, true)",
    "not_made_by": "NOT t.makers && %(not_made_by)s::uuid[]",
    "late": "t.late = %(late)s",
    "due_before": "t.due < %(due_before)s",
    "awake_at": "coalesce(t.rests_until <= %(awake_at)s, true)",
    "resting_at": "t.rests_until > %(resting_at)s",
    "claimable_by": "coalesce(t.offered_until <= %(at)s"
    " OR t.offered_to = ANY(%(claimable_by)s::uuid[]), true)",
}


def ranked(
    wanted: TasksWanted, weights: Mapping[str, Urgency], at: datetime, after: str | None, limit: int
) -> tuple[LiteralString, dict[str, Any], datetime]:
    """The query of a page with its parameters, and the instant that its points are of.

    `weights` are those of each programme year; the cursor's instant goes before `at`. BadCursor.
    """
    parameters = {f"w_{name}": [getattr(each, name) for each in weights.values()] for name in _WEIGHTS}
    parameters["w_programme"] = list(weights)
    where: LiteralString = ""
    for name, condition in _CONDITIONS.items():
        if (value := getattr(wanted, name)) is not None:
            where += " AND " + condition
            parameters[name] = list(value) if name in _LISTS else value
    if after is not None:
        at, points, last = ORDER.keys(after)
        where += _AFTER
        parameters |= {"after_points": points, "after_id": last}
    return _RANKED + where + _ORDER, {**parameters, "at": at, "limit": limit}, at


_WEIGHTS = tuple(field.name for field in fields(Urgency))
_LISTS = frozenset({"roles", "not_made_by", "claimable_by"})
