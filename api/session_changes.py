"""Training sessions that change: moved, cancelled, attendance corrected; and cases that change session."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from api.door import Order, Reply, Seal, Target, take
from api.services import Given
from api.sessions import known_cases, own_session
from api.shapes import Attends, Day, Id, LongWords, Shape, Words
from api.signing import Asking, SignedRoute, asks
from api.targets import of_case, of_office
from domain.enrolment.session_commands import Attendance, ChangeSession
from domain.session import CancelSession, CorrectAttendance, Correction, MoveSession
from workflows.contracts import WorkflowKind

router = APIRouter(tags=["sessions"], route_class=SignedRoute)


class Move(Shape):
    """The day and place as they now are, both; the reason is told to the trainees."""

    day: Day
    place: Words
    reason: LongWords

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"day": "2025-05-27", "place": "臺北市南港區", "reason": "場地整修"}]}
    )


class Cancellation(Shape):
    reason: Annotated[LongWords, Field(examples=["報名人數不足"])]


class CorrectionShape(Shape):
    """How the trainee really attended; null if not at all."""

    enrolment: Annotated[Id, Field(examples=["3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"])]
    attendance: Attends | None


class Corrections(Shape):
    corrections: Annotated[list[CorrectionShape], Field(min_length=1, max_length=2000)]
    reason: Annotated[LongWords, Field(examples=["簽到簿查無本人簽名"])]


class SessionChoice(Shape):
    """Another session of the case's guild; `attends` takes a seat of that kind."""

    session: Annotated[Id, Field(examples=["3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"])]
    attends: Attends | None = None


@router.post(
    "/sessions/{session}/move",
    operation_id="move_session",
    summary="場次改期或改地點 / Move a session to another day or place",
    response_model=None,
)
async def move(
    session: UUID, body: Move, services: Given, asking: Annotated[Asking, asks("session.move")]
) -> JSONResponse:
    """Tells each of its cases; a session that was held is moved to the day on which it really was."""

    def find() -> Target:
        own_session(services, asking.actor, session)
        return of_office(WorkflowKind.SESSION, asking, session)

    order = Order(
        find,
        body.model_dump(mode="json"),
        lambda seal: MoveSession(body.day, body.place, seal(body.reason)),
    )
    return await take(services, asking, order, Reply(session))


@router.post(
    "/sessions/{session}/cancellation",
    operation_id="cancel_session",
    summary="取消場次 / Cancel a session",
    response_model=None,
)
async def cancel(
    session: UUID, body: Cancellation, services: Given, asking: Annotated[Asking, asks("session.cancel")]
) -> JSONResponse:
    """Its cases wait for another session of the guild (R5)."""

    def find() -> Target:
        own_session(services, asking.actor, session)
        return of_office(WorkflowKind.SESSION, asking, session)

    order = Order(find, body.model_dump(mode="json"), lambda seal: CancelSession(seal(body.reason)))
    return await take(services, asking, order, Reply(session))


@router.post(
    "/sessions/{session}/attendance-corrections",
    operation_id="correct_attendance",
    summary="更正出席 / Correct who attended, or how",
    response_model=None,
)
async def correct(
    session: UUID,
    body: Corrections,
    services: Given,
    asking: Annotated[Asking, asks("session.correct_attendance")],
) -> JSONResponse:
    """A case that was trained by it waits again while nothing would be lost; else an officer decides."""

    def find() -> Target:
        held = own_session(services, asking.actor, session)
        named = [one.enrolment for one in body.corrections]
        known_cases(services, asking.actor, held, named, "corrections")
        return of_office(WorkflowKind.SESSION, asking, session)

    def build(seal: Seal) -> CorrectAttendance:
        corrections = tuple(
            Correction(one.enrolment, Attendance(one.attendance) if one.attendance else None)
            for one in body.corrections
        )
        return CorrectAttendance(corrections, seal(body.reason))

    return await take(services, asking, Order(find, body.model_dump(mode="json"), build), Reply(session))


@router.post(
    "/enrolments/{enrolment}/session",
    operation_id="change_session",
    summary="改報其他場次 / Wait for another session of the guild",
    response_model=None,
)
async def change(
    enrolment: UUID,
    body: SessionChoice,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.change_session")],
) -> JSONResponse:
    attends = Attendance(body.attends) if body.attends else None
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda _: ChangeSession(body.session, attends),
    )
    return await take(services, asking, order, Reply(enrolment))
