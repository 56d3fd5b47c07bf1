"""Invitations: choosing a password by the link of a mail, and having the mail sent once more."""

from typing import Annotated
from uuid import UUID

import anyio.to_thread
from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field, ValidationError

from api.door import Order, Reply, take
from api.invitation_pages import done_page, form_page, refused_page
from api.problems import Problem
from api.services import Given, Services
from api.shapes import Nothing, Shape
from api.signing import Asking, SignedRoute, asks
from api.signing_in import HASHING, Password
from api.targets import of_case
from api.visibility import person_of
from domain.enrolment.mail_commands import Invite
from store.invitations import InvitationExpired, Invitations, InvitationUnknown, Invited

open_router = APIRouter(tags=["accounts"])
router = APIRouter(tags=["enrolments"], route_class=SignedRoute)

_Token = Annotated[str, Path(max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]
_UNCACHED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


class FirstPassword(Shape):
    password: Annotated[Password, Field(examples=["correct-horse-battery"])]


@open_router.get(
    "/invitations/{token}",
    operation_id="read_invitation",
    summary="邀請連結的帳號與期限 / Whom an invitation is for, and until when",
    response_model=None,
)
def invitation(token: _Token, request: Request, services: Given) -> Response:
    """A browser gets a page with a form, a program JSON."""
    if "text/html" in request.headers.get("accept", ""):
        return _page(services, token)
    invited = _known(services, token)
    told = {"login": invited.login, "expires_at": invited.until.isoformat()}
    return JSONResponse(told, headers=_UNCACHED)


@open_router.post(
    "/invitations/{token}",
    operation_id="accept_invitation",
    summary="以邀請連結設定密碼，僅限一次 / Choose a password by an invitation, once",
    response_model=None,
)
async def accept(token: _Token, body: FirstPassword, services: Given) -> JSONResponse:
    """The account can sign in from now on; the link is good for nothing more."""
    invited = await anyio.to_thread.run_sync(_known, services, token)
    await anyio.to_thread.run_sync(_accepted, services, token, body.password, limiter=HASHING)
    return JSONResponse({"login": invited.login}, headers=_UNCACHED)


@open_router.post("/invitations/{token}/form", include_in_schema=False)
async def accept_form(token: _Token, request: Request, services: Given) -> Response:
    """The same from the page's form; what is wrong is said on the page."""
    form = await request.form(max_files=0, max_fields=3)
    chosen, again = str(form.get("password") or ""), str(form.get("again") or "")
    wrong = _wrong(chosen, again)
    if wrong is not None:
        return await anyio.to_thread.run_sync(_page, services, token, wrong)
    try:
        invited = await anyio.to_thread.run_sync(_known, services, token)
        await anyio.to_thread.run_sync(_accepted, services, token, chosen, limiter=HASHING)
    except Problem as problem:
        return refused_page(problem)
    return done_page(invited.login)


@router.post(
    "/enrolments/{enrolment}/invitation",
    operation_id="invite",
    summary="重新寄送邀請連結 / Send the invitation once more",
    response_model=None,
)
async def invite(
    enrolment: UUID,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.invite")],
    body: Nothing | None = None,
) -> JSONResponse:
    """For a trainee whom a list registered and who has no password yet."""

    def build(_: object) -> Invite:
        if not Invitations(services.database, services.person_keys).awaits(person_of(services, enrolment)):
            zh, en = "此學員已能登入，不需邀請。", "This trainee can sign in and needs no invitation."
            raise Problem(409, "invitation_not_needed", zh, en)
        return Invite()

    order = Order(lambda: of_case(services, asking.actor, enrolment), {}, build, again=True)
    return await take(services, asking, order, Reply(enrolment))


def _page(services: Services, token: str, wrong: tuple[str, str] | None = None) -> Response:
    try:
        return form_page(token, _known(services, token), wrong)
    except Problem as problem:
        return refused_page(problem)


def _wrong(chosen: str, again: str) -> tuple[str, str] | None:
    if chosen != again:
        return "兩次輸入的密碼不同。", "The two passwords differ."
    try:
        FirstPassword(password=chosen)
    except ValidationError:
        return "密碼須為 12 至 200 字，不含控制字元。", "A password has 12 to 200 characters."
    return None


def _known(services: Services, token: str) -> Invited:
    try:
        return Invitations(services.database, services.person_keys).read(token, services.clock.now())
    except InvitationUnknown:
        raise _unknown() from None
    except InvitationExpired:
        zh, en = (
            "邀請連結已逾期，請洽公會重新寄送。",
            "The invitation has expired: ask your guild for another.",
        )
        raise Problem(410, "invitation_expired", zh, en) from None


def _accepted(services: Services, token: str, password: str) -> None:
    try:
        Invitations(services.database, services.person_keys).accept(token, password, services.clock.now())
    except (InvitationUnknown, InvitationExpired):
        raise _unknown() from None


def _unknown() -> Problem:
    zh = "邀請連結無效或已使用；已設定密碼者請直接登入。"
    en = "The invitation is not valid, or was used: whoever has chosen a password signs in."
    return Problem(404, "invitation_unknown", zh, en)
