"""An open task as it is shown, with the terms of its urgency."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.roles import SEES_ALL
from api.services import Services
from domain import urgency
from domain.event import Actor, Role
from domain.programme_tasks import Urgency
from domain.refusals import ProgrammeUnknown
from domain.task import Priority
from store.read_models import TaskRow

_SEES_WHO = SEES_ALL | {Role.LEAD_REVIEWER}


def weights_in_force(services: Services) -> dict[str, Urgency]:
    """What each programme year's tasks weigh by its rules in force; no entry for a year without any."""
    weights = {}
    for year in services.read_models.programmes():
        try:
            weights[year] = services.programmes.in_force(year).tasks.urgency
        except ProgrammeUnknown:
            continue
    return weights


def task_shown(
    actor: Actor, row: TaskRow, weights: Mapping[str, Urgency], at: datetime, now: datetime
) -> dict[str, Any]:
    """The task, its urgency at `at`; who holds it is told to leads, officers and auditors alone."""
    held = row.claimed_until is not None and row.claimed_until > now
    kept = row.offered_until if row.offered_until is not None and row.offered_until > now else None
    return {
        "id": str(row.id),
        "kind": row.kind,
        "workflow": row.workflow,
        "stream": str(row.stream),
        "version": row.version,
        "enrolment": str(row.enrolment),
        "guild": row.case_guild,
        "ubn": row.ubn,
        "opened_at": row.opened_at.isoformat(),
        "due": row.due.isoformat() if row.due else None,
        "late": row.late,
        "late_since": row.late_since.isoformat() if row.late_since else None,
        "priority": row.priority,
        "follow_up": row.rests_until.isoformat() if row.rests_until else None,
        "kept_until": kept.isoformat() if kept else None,
        "kept_for_you": kept is not None and row.offered_to in (actor.account, actor.person),
        "claimed": held,
        "mine": row.claimed_by == actor.account,
        "assigned": held and row.assigned,
        "holder": str(row.claimed_by) if held and actor.role in _SEES_WHO else None,
        "claimed_until": row.claimed_until.isoformat() if held and row.claimed_until else None,
        "urgency": _urgency(row, weights.get(row.programme), at),
    }


def _urgency(row: TaskRow, rules: Urgency | None, at: datetime) -> dict[str, Any] | None:
    if rules is None:
        return None
    parts = urgency.terms(
        rules,
        due=row.due,
        opened_at=row.opened_at,
        priority=Priority(row.priority),
        late=row.late,
        at=at,
    )
    return {
        "points": float(urgency.points(parts)),
        "at": at.isoformat(),
        "terms": [
            {"term": part.term, "points": float(part.points), "zh": part.zh, "en": part.en} for part in parts
        ],
    }
