"""What may be asked of a work list, as plain query parameters."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

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


class TaskChoice(BaseModel):
    """`late`: past its service level; `ubn`: about this firm, or about a case that lists it."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, AfterValidator(plain_text), choice(TaskKind, "kind_unknown")] | None = None
    guild: Filter | None = None
    enrolment: UUID | None = None
    ubn: Ubn | None = None
    priority: Annotated[str, AfterValidator(plain_text), choice(Priority)] | None = None
    late: bool | None = None
    due_before: AwareDatetime | None = None
    due_within_days: Annotated[int, Field(ge=0, le=366)] | None = None


class TaskFilter(Paging, TaskChoice):
    """`mine`: claimed by oneself, or assigned; `free`: held by nobody; `doable`: not made by oneself (R27).

    `follow_up`: `now` leaves out what rests until a day, `later` is that alone.
    """

    mine: bool = False
    assigned_to_me: bool = False
    free: bool = False
    doable: bool = False
    follow_up: Annotated[str, AfterValidator(plain_text), choice(FOLLOW_UPS)] = "now"


def wanted(services: Services, actor: Actor, asked: TaskFilter, now: datetime) -> TasksWanted:
    """The tasks of the asker's queue that they want to see; Problem 400 for a guild that is none."""
    return replace(
        _chosen(services, actor, asked, now),
        claimed_by=actor.account if asked.mine else None,
        assigned_to=actor.account if asked.assigned_to_me else None,
        free_at=now if asked.free else None,
        not_made_by=selves(actor) if asked.doable else None,
        claimable_by=selves(actor) if asked.doable else None,
        awake_at=now if asked.follow_up == "now" else None,
        resting_at=now if asked.follow_up == "later" else None,
    )


def to_be_done(services: Services, actor: Actor, asked: TaskChoice, now: datetime) -> TasksWanted:
    """Those that the asker may claim now; Problem 400 as above."""
    own = replace(_chosen(services, actor, asked, now), roles=[actor.role])
    return replace(own, free_at=now, not_made_by=selves(actor), claimable_by=selves(actor), awake_at=now)


def _chosen(services: Services, actor: Actor, asked: TaskChoice, now: datetime) -> TasksWanted:
    if asked.guild is not None:
        check_guild(services, asked.guild)
    return TasksWanted(
        roles=None if actor.role in SEES_ALL else [actor.role],
        guild=(actor.guild or "") if actor.role is Role.GUILD else None,
        case_guild=asked.guild,
        kind=asked.kind,
        priority=asked.priority,
        enrolment=asked.enrolment,
        ubn=asked.ubn,
        late=asked.late,
        due_before=_due_before(asked, now),
    )


def selves(actor: Actor) -> list[UUID]:
    """The account, and the person where that is known."""
    return [actor.account] if actor.person is None else [actor.account, actor.person]


def _due_before(asked: TaskChoice, now: datetime) -> datetime | None:
    within = None if asked.due_within_days is None else now + timedelta(days=asked.due_within_days)
    return min((each for each in (asked.due_before, within) if each is not None), default=None)


def check_guild(services: Services, code: str) -> None:
    """Problem 400 for a guild that is none, with those there are."""
    known = [guild.code for guild in Guilds(services.database).all()]
    if code not in known:
        zh = f"沒有這個公會，可用：{'、'.join(known)}"
        en = f"there is no such guild; there are: {', '.join(known)}"
        raise misshapen([Misshape("guild", code, "guild_unknown", "R1", zh, en)], 400)
