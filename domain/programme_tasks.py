"""The section `tasks` of a programme year: leases, urgency, and to whom late work is open too."""

from dataclasses import dataclass
from typing import Annotated

from domain.strict_document import not_negative, one_of, positive

Count = Annotated[int, positive]
Points = Annotated[int, not_negative]
Escalated = tuple[Annotated[str, one_of("lead_reviewer", "officer")], ...]


@dataclass(frozen=True, slots=True)
class Urgency:
    """Points of a task (engine): the due date counts from `horizon_days` before it on, age from the opening.

    `low` is taken off, `high` and `late` are added.
    """

    horizon_days: Count
    due_per_day: Points
    age_per_day: Points
    late: Points
    high: Points
    low: Points


@dataclass(frozen=True, slots=True)
class Escalation:
    """The roles that may do a task of the kind too, once its service level has passed (R30)."""

    vet_registration: Escalated
    check_list: Escalated
    review_checkup: Escalated
    answer_question: Escalated


@dataclass(frozen=True, slots=True)
class TaskRules:
    """A claim lasts `lease_minutes`, an assignment `assignment_hours`; a task may rest `follow_up_days`."""

    lease_minutes: Count
    assignment_hours: Count
    follow_up_days: Count
    urgency: Urgency
    escalates_to: Escalation
