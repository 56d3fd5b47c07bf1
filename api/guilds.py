"""Guilds: how they stand, whom they should call first, and the log of their calls (R2, R45)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.chase_view import board_view
from api.door import Order, Reply, take
from api.opening import opened
from api.pages import Filter
from api.problems import not_found
from api.roles import SEES_ALL
from api.services import Given, Services
from api.shapes import Day, LongWords, Shape
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_case
from domain.chase import board, pace
from domain.deadline import taipei_date
from domain.enrolment.commands import Channel, LogChase
from domain.event import Actor
from domain.guild_year import fold, guild_year_stream
from domain.programme import Programme
from domain.session_average import average_people
from store import views
from store.guild_read_models import GuildReadModels
from store.guilds import Guild, Guilds

router = APIRouter(tags=["guilds"], route_class=SignedRoute)
Document = dict[str, Any]


class OfYear(BaseModel):
    """The programme year that is asked of."""

    model_config = ConfigDict(extra="forbid")

    programme: Filter


class BoardPage(OfYear):
    """`after` is the rank of the last line that was read."""

    after: Annotated[int, Field(ge=0, le=100_000)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Call(Shape):
    """How the trainee was spoken to, what was said, and the day to ask again."""

    channel: Annotated[Literal["phone", "mail", "line", "visit"], Field(examples=["phone"])]
    note: Annotated[LongWords, Field(examples=["已提醒補兩家委任書"])]
    follow_up: Annotated[Day | None, Field(examples=["2025-05-20"])] = None


@router.get("/guilds", operation_id="list_guilds", summary="公會一覽 / The guilds", response_model=None)
def guilds(
    asked: Annotated[OfYear, Query()], services: Given, actor: Annotated[Actor, may("guild.read")]
) -> JSONResponse:
    """Every guild with the average of its sessions for those who see all; a guild sees itself."""
    programme, rows = services.programmes.in_force(asked.programme), GuildReadModels(services.database)
    attended = rows.attended(asked.programme)
    shown = [
        _head(guild, attended.get(guild.code, []), programme)
        for guild in Guilds(services.database).all()
        if _sees(actor, guild.code)
    ]
    return JSONResponse({"items": shown})


@router.get(
    "/guilds/{code}",
    operation_id="read_guild",
    summary="一個公會：學員案、場次平均人數、每週摘要 / One guild",
    response_model=None,
)
def guild(
    code: str,
    asked: Annotated[OfYear, Query()],
    services: Given,
    actor: Annotated[Actor, may("guild.read")],
) -> JSONResponse:
    found = _guild(services, actor, code)
    year, rows = asked.programme, GuildReadModels(services.database)
    programme = services.programmes.in_force(year)
    told = fold(each.event for each in services.event_log.read(guild_year_stream(year, code)))
    head = _head(found, rows.attended(year, code).get(code, []), programme)
    return JSONResponse({**head, "stages": rows.stages(year, code), "digest": views.plain(told) or None})


@router.get(
    "/guilds/{code}/chase",
    operation_id="read_chase_board",
    summary="稽催順位：先聯絡誰、還缺什麼、為什麼 / Whom to call first, what is missing, and why",
    response_model=None,
)
def chase(
    code: str,
    asked: Annotated[BoardPage, Query()],
    services: Given,
    actor: Annotated[Actor, may("guild.read")],
) -> JSONResponse:
    """Ranked by what can still be expected of each trainee, in money; the terms are part of the answer."""
    _guild(services, actor, code)
    year, rows = asked.programme, GuildReadModels(services.database)
    programme, today = services.programmes.in_force(year), taipei_date(services.clock.now())
    cases = rows.chased(year, code, today)
    known = pace(*rows.completed(year, today), programme)
    standings = [case.standing for case in cases]
    lines = board(standings, known, today, programme, services.programmes.calendar())
    first = asked.after
    page = list(enumerate(lines, start=1))[first : first + asked.limit]
    shown = board_view(known, page, cases, len(lines), programme)
    return JSONResponse(opened(services, {"day": today.isoformat(), **shown}))


@router.post(
    "/enrolments/{enrolment}/chases",
    operation_id="log_chase",
    summary="登錄稽催 / Log that the trainee was spoken to",
    response_model=None,
)
async def log_chase(
    enrolment: UUID, body: Call, services: Given, asking: Annotated[Asking, asks("enrolment.log_chase")]
) -> JSONResponse:
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: LogChase(Channel(body.channel), seal(body.note), body.follow_up),
    )
    return await take(services, asking, order, Reply(enrolment))


def _guild(services: Services, actor: Actor, code: str) -> Guild:
    found = Guilds(services.database).get(code) if _sees(actor, code) else None
    if found is None:
        raise not_found()
    return found


def _sees(actor: Actor, code: str) -> bool:
    return actor.role in SEES_ALL or actor.guild == code


def _head(guild: Guild, attended: list[int], programme: Programme) -> Document:
    average = views.plain(average_people(attended, programme))
    return {"code": guild.code, "name": guild.name, "county": guild.county, "sessions": average}
