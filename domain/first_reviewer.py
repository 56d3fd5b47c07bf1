"""What comes back from mending is kept for whoever reviewed it first, for a while (R27)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.deadline import TAIPEI
from domain.errors import DomainError
from domain.event import Cause
from domain.programme import Programme


class KeptForFirstReviewer(DomainError):
    code = "kept_for_first_reviewer"
    rule = "R27"
    zh = "待辦 {task} 先保留給原複核人員，{until} 起任何人皆可領取。"
    en = "Task {task} is kept for the first reviewer; anybody may claim it from {until} on."


@dataclass(frozen=True, slots=True)
class Offer:
    """A person or account, and the aware instant from which anybody else may claim the task too."""

    to: UUID
    until: datetime


def offer_to(
    reviewer: UUID | None, makers: frozenset[UUID | None], cause: Cause, programme: Programme
) -> Offer | None:
    """The offer to the first reviewer; none where there was no review yet, or they made some of it since."""
    hours = programme.review.first_reviewer_hours
    if reviewer is None or reviewer in makers or hours == 0:
        return None
    return Offer(reviewer, cause.at + timedelta(hours=hours))


def refuse_others(task: UUID, offered: Offer | None, cause: Cause) -> None:
    """Refuses a claim by another than whom the task is kept for, until that instant."""
    if offered is None or cause.at >= offered.until:
        return
    if offered.to not in (cause.actor.account, cause.actor.person):
        raise KeptForFirstReviewer(task=task, until=f"{offered.until.astimezone(TAIPEI):%Y-%m-%d %H:%M}")
