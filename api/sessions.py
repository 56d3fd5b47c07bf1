"""Training sessions: scheduling, the list, and who attended."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from api.door import Order, Reply, Target, take
from api.misshapen import Misshape
from api.pages import Filter, Paging, page
from api.problems import misshapen, not_found
from api.roles import SEES_ALL
from api.services import Given, Services
from api.shapes import Code, Day, Id, Shape, Words, Year
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_office
from api.visibility import Document, cases_of, session_of
from domain.enrolment.session_commands import Attendance
from domain.event import Actor, Role
from domain.refusals import MakerCannotCheck, NotYourGuild
from domain.session import Attendee, RecordAttendance, ScheduleSession, SessionStage
from domain.streams import derived
from store.read_models import SessionRow
from workflows.contracts import WorkflowKind

router = APIRouter(tags=["sessions"], route_class=SignedRoute)
_Seats = Annotated[int, Field(ge=0, le=10_000)]


class NewSession(Shape):
    programme: Year
    guild: Code
    day: Day
    place: Words
    seats_on_site: _Seats
    seats_online: _Seats
    stage: Literal["mandatory", "elective"] = "mandatory"

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "programme": "114",
                    "guild": "G01",
                    "day": "2025-05-20",
                    "place": "臺北市",
                    "seats_on_site": 60,
                    "seats_online": 60,
                }
            ]
        }
    )


class AttendeeShape(Shape):
    enrolment: Annotated[Id, Field(examples=["3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"])]
    attendance: Annotated[Literal["on_site", "online"], Field(examples=["on_site"])]


class AttendanceSheet(Shape):
    attendees: Annotated[list[AttendeeShape], Field(min_length=1, max_length=2000)]


class SessionFilter(Paging):
    programme: Filter | None = None
    guild: Filter | None = None


@router.post(
    "/sessions",
    operation_id="schedule_session",
    summary="排定培訓場次 / Schedule a training session",
    status_code=201,
    response_model=None,
)
async def schedule(
    body: NewSession, services: Given, asking: Annotated[Asking, asks("session.schedule")]
) -> JSONResponse:
    session = derived("session", asking.command)

    def find() -> Target:
        _own_guild(asking.actor, body.guild)
        return of_office(WorkflowKind.SESSION, asking, session)

    seats = (body.seats_on_site, body.seats_online)
    about = (body.programme, body.guild, body.day, body.place)
    command = ScheduleSession(*about, *seats, SessionStage(body.stage))
    order = Order(find, body.model_dump(mode="json"), lambda _: command)
    return await take(services, asking, order, Reply(session, f"/sessions/{session}"))


@router.get(
    "/sessions", operation_id="list_sessions", summary="培訓場次 / Training sessions", response_model=None
)
def sessions(
    asked: Annotated[SessionFilter, Query()], services: Given, actor: Annotated[Actor, may("session.read")]
) -> JSONResponse:
    return page(
        lambda: services.read_models.sessions(
            programme=asked.programme, guild=asked.guild, after=asked.after, limit=asked.limit
        ),
        lambda rows: [_shown(actor, row.document, row) for row in rows],
    )


@router.get(
    "/sessions/{session}",
    operation_id="read_session",
    summary="一個培訓場次 / One training session",
    response_model=None,
)
def session(session: UUID, services: Given, actor: Annotated[Actor, may("session.read")]) -> JSONResponse:
    document = session_of(services, session)
    row = services.read_models.session(session)
    return JSONResponse(_shown(actor, document, row), headers={"ETag": f'"{document["version"]}"'})


@router.post(
    "/sessions/{session}/attendance",
    operation_id="record_attendance",
    summary="登錄出席 / Record who attended",
    response_model=None,
)
async def attendance(
    session: UUID,
    body: AttendanceSheet,
    services: Given,
    asking: Annotated[Asking, asks("session.record_attendance")],
) -> JSONResponse:
    """Tells the case of each attendee once; all of them are cases of the session's guild."""

    def find() -> Target:
        held = own_session(services, asking.actor, session)
        known_cases(services, asking.actor, held, [one.enrolment for one in body.attendees], "attendees")
        return of_office(WorkflowKind.SESSION, asking, session)

    attendees = tuple(Attendee(one.enrolment, Attendance(one.attendance)) for one in body.attendees)
    order = Order(find, body.model_dump(mode="json"), lambda _: RecordAttendance(attendees))
    return await take(services, asking, order, Reply(session))


def _own_guild(actor: Actor, guild: str) -> None:
    if not _of_guild(actor, guild):
        raise NotYourGuild(guild=guild)


def _of_guild(actor: Actor, guild: str) -> bool:
    return actor.role is not Role.GUILD or actor.guild == guild


def own_session(services: Services, actor: Actor, session: UUID) -> Document:
    """The session, for its guild or an officer; Problem 404."""
    held = session_of(services, session)
    if not _of_guild(actor, held["guild"]):
        raise not_found()
    return held


def known_cases(
    services: Services, actor: Actor, session: Document, enrolments: list[UUID], field: str
) -> None:
    """Nobody is marked present who is no trainee of this guild and year, nor by themselves (R27)."""
    cases = cases_of(services, enrolments)
    wrong = []
    for place, enrolment in enumerate(enrolments):
        case = cases.get(enrolment)
        if case is None or any(case[name] != session[name] for name in ("guild", "programme")):
            zh, en = "不是這個公會的學員案", "is no case of this guild"
            at = f"{field}.{place}.enrolment"
            wrong.append(Misshape(at, str(enrolment), "enrolment_of_other_guild", "R4", zh, en))
        elif actor.person is not None and str(actor.person) == case["trainee"]["person"]:
            raise MakerCannotCheck()
    if wrong:
        raise misshapen(wrong, 422)


def _shown(actor: Actor, session: Document, row: SessionRow | None) -> Document:
    """The session; by name of case only to those who hold it, in number to all."""
    document = {**session, "attended_count": len(session["attended"]), **_seats(session, row)}
    if actor.role not in SEES_ALL and not (actor.role is Role.GUILD and actor.guild == session["guild"]):
        del document["attended"]
    return document


def _seats(session: Document, row: SessionRow | None) -> Document:
    """Who is registered, and what is free of each kind: who did not say how they come takes no seat."""
    on_site, online = (row.registered_on_site, row.registered_online) if row else (0, 0)
    return {
        "registered": {"all": row.registered if row else 0, "on_site": on_site, "online": online},
        "free": {
            "on_site": max(session["seats_on_site"] - on_site, 0),
            "online": max(session["seats_online"] - online, 0),
        },
    }
