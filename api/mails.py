"""Mails: what waits, what went out, what no server took; and another address for a case."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, Field

from api.door import Order, Reply, take
from api.misshapen import misshape
from api.pages import Filter, Paging, page
from api.services import Given
from api.shapes import Email, LongWords, Nothing, Shape
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_case
from domain.enrolment.mail_commands import CorrectEmail, SendAgain
from domain.enrolment.mail_events import Template
from domain.event import Actor, Role
from store.read_models import MailRow

router = APIRouter(tags=["mails"], route_class=SignedRoute)


def _known_template(text: str) -> str:
    if text not in set(Template):
        known = "、".join(Template)
        raise misshape("template_unknown", f"沒有這種郵件，可用：{known}", "there is no such mail")
    return text


class MailFilter(Paging):
    state: Literal["waiting", "sent", "refused"] | None = None
    template: Annotated[str, AfterValidator(_known_template)] | None = None
    enrolment: UUID | None = None
    guild: Filter | None = None


class Correction(Shape):
    """The address that mails go to from now on, and why; both are sealed."""

    email: Annotated[Email, Field(examples=["trainee@example.com"])]
    reason: Annotated[LongWords, Field(examples=["報名時誤植"])]


@router.get(
    "/mails",
    operation_id="list_mails",
    summary="郵件：待寄、已寄、遭拒收 / Mails that wait, were sent, or were refused",
    response_model=None,
)
def mails(
    asked: Annotated[MailFilter, Query()], services: Given, actor: Annotated[Actor, may("mail.read")]
) -> JSONResponse:
    """A guild's own, or all, in the order in which they were decided on; no addresses and no words."""
    guild = (actor.guild or "") if actor.role is Role.GUILD else asked.guild
    if asked.guild not in (None, guild):
        return JSONResponse({"items": [], "next": None})
    return page(
        lambda: services.read_models.mails(
            state=asked.state,
            template=asked.template,
            enrolment=asked.enrolment,
            guild=guild,
            after=asked.after,
            limit=asked.limit,
        ),
        lambda rows: [_line(row) for row in rows],
    )


@router.post(
    "/enrolments/{enrolment}/email",
    operation_id="correct_email",
    summary="更正電子郵件地址，並補寄遭拒收且仍有效的郵件 / Correct the address; refused mails go there",
    response_model=None,
)
async def correct_email(
    enrolment: UUID,
    body: Correction,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.correct_email")],
) -> JSONResponse:
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        body.model_dump(mode="json"),
        lambda seal: CorrectEmail(seal(body.email), seal(body.reason)),
    )
    return await take(services, asking, order, Reply(enrolment))


@router.post(
    "/enrolments/{enrolment}/mails/{mail}/send-again",
    operation_id="send_mail_again",
    summary="重寄遭拒收的郵件 / Send a refused mail once more",
    response_model=None,
)
async def send_again(
    enrolment: UUID,
    mail: UUID,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.send_again")],
    body: Nothing | None = None,
) -> JSONResponse:
    order = Order(
        lambda: of_case(services, asking.actor, enrolment), {"mail": str(mail)}, lambda _: SendAgain(mail)
    )
    return await take(services, asking, order, Reply(enrolment))


def _line(row: MailRow) -> dict[str, Any]:
    """A mail in the list; its words and addresses stay with the case."""
    return {
        "id": str(row.id),
        "enrolment": str(row.enrolment),
        "guild": row.guild,
        "template": row.template,
        "state": row.state,
        "to_guild": row.to_guild,
        "ubns": list(row.ubns),
        "last_day": row.last_day.isoformat() if row.last_day else None,
        "intended_at": row.intended_at.isoformat(),
        "accepted_at": _iso(row.accepted_at),
        "refused_at": _iso(row.refused_at),
        "refused_code": row.refused_code,
        "reply": row.reply,
        "sha256": row.sha256,
        "repeats": str(row.repeats) if row.repeats else None,
        "failed_attempts": row.failed,
        "last_failed_at": _iso(row.last_failed_at),
        "last_error": row.last_error,
    }


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
