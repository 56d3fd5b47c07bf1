"""What may be asked of a work list, as plain query parameters."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from api.misshapen import Misshape
from api.pages import Filter, Paging, choice
from api.problems import misshapen
from api.roles import SEES_ALL
from api.services import Services
from api.shapes import Ubn, plain_text
from domain.event import Actor, Role
from domain.task import Priority, TaskKind
from store.guilds import Guilds
from store.read_models import TasksWanted

FOLLOW_UPS = ("now", "later", "all")


class TaskFilter(Paging):
    """`mine`: claimed by oneself, or assigned; `free`: held by nobody; `doable`: not made by oneself (R27).

    `late`: past its service level; `follow_up`: `now` leaves out what rests until a day, `later` is that
    alone. `ubn`: about this firm, or about a case that lists it.
    """

    kind: Annotated[str, AfterValidator(plain_text), choice(TaskKind, "kind_unknown")] | None = None
    guild: Filter | None = None
    enrolment: UUID | None = None
    ubn: Ubn | None = None
    priority: Annotated[str, AfterValidator(plain_text), choice(Priority)] | None = None
    mine: bool = False
    assigned_to_me: bool = False
    free: bool = False
    doable: bool = False
    late: bool | None = None
    due_before: AwareDatetime | None = None
    due_within_days: Annotated[int, Field(ge=0, le=366)] | None = None
    follow_up: Annotated[str, AfterValidator(plain_text), choice(FOLLOW_UPS)] = "now"


def wanted(services: Services, actor: Actor, asked: TaskFilter, now: datetime) -> TasksWanted:
    """The tasks of the asker's queue that they want to see; Problem 400 for a guild that is none."""
    if asked.guild is not None:
        _check_guild(services, asked.guild)
    return TasksWanted(
        roles=None if actor.role in SEES_ALL else [actor.role],
        guild=(actor.guild or "") if actor.role is Role.GUILD else None,
        case_guild=asked.guild,
        kind=asked.kind,
        priority=asked.priority,
        enrolment=asked.enrolment,
        ubn=asked.ubn,
        claimed_by=actor.account if asked.mine else None,
        assigned_to=actor.account if asked.assigned_to_me else None,
        free_at=now if asked.free else None,
        not_made_by=selves(actor) if asked.doable else None,
        late=asked.late,
        due_before=_due_before(asked, now),
        awake_at=now if asked.follow_up == "now" else None,
        resting_at=now if asked.follow_up == "later" else None,
    )


def selves(actor: Actor) -> list[UUID]:
    """The account, and the person where that is known."""
    return [actor.account] if actor.person is None else [actor.account, actor.person]


def _due_before(asked: TaskFilter, now: datetime) -> datetime | None:
    within = None if asked.due_within_days is None else now + timedelta(days=asked.due_within_days)
    return min((each for each in (asked.due_before, within) if each is not None), default=None)


def _check_guild(services: Services, code: str) -> None:
    known = [guild.code for guild in Guilds(services.database).all()]
    if code not in known:
        zh = f"沒有這個公會，可用：{'、'.join(known)}"
        en = f"there is no such guild; there are: {', '.join(known)}"
        raise misshapen([Misshape("guild", code, "guild_unknown", "R1", zh, en)], 400)
