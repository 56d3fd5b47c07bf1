"""Signing in and out, and choosing one's own password."""

from typing import Annotated

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, Field, StringConstraints

from api.problems import Problem
from api.services import Given, Services
from api.shapes import Shape, plain_text
from api.signing import FirstPasswordRoute, may, token_of
from domain.event import Actor
from store.accounts import FirstPassword, SignInRefused

open_router = APIRouter(tags=["accounts"])
router = APIRouter(tags=["accounts"], route_class=FirstPasswordRoute)

# A hash takes 64 MiB and several cores: more at once would leave nothing for those who are signed in.
HASHING = CapacityLimiter(2)
_MOST_WAITING = 50
_Given = Annotated[str, StringConstraints(max_length=200), AfterValidator(plain_text)]
Password = Annotated[str, StringConstraints(min_length=12, max_length=200), AfterValidator(plain_text)]


class SignIn(Shape):
    login: Annotated[_Given, Field(examples=["officer1"])]
    password: Annotated[_Given, Field(examples=["correct-horse-battery"])]


class NewPassword(Shape):
    """Replaces the present one; every token of the account ends."""

    password: Annotated[_Given, Field(examples=["correct-horse-battery"])]
    new_password: Annotated[Password, Field(examples=["another-horse-battery"])]


@open_router.post(
    "/sign-in",
    operation_id="sign_in",
    summary="登入 / Sign in for a bearer token",
    response_model=None,
)
async def sign_in(body: SignIn, request: Request, services: Given) -> JSONResponse:
    """`own_password_needed` is true until the account has a password that nobody else has set."""
    address = request.client.host if request.client else ""
    _wait_if_many_failed(services, address, body.login)
    if HASHING.statistics().tasks_waiting >= _MOST_WAITING:
        raise _slow_down(5)
    try:
        told = await anyio.to_thread.run_sync(_signed_in, services, body, limiter=HASHING)
    except SignInRefused:
        services.sign_in_attempts.failed(address, body.login)
        zh, en = "帳號或密碼不正確。", "The login or the password is wrong."
        raise Problem(401, "sign_in_refused", zh, en, headers={"WWW-Authenticate": "Bearer"}) from None
    services.sign_in_attempts.succeeded(address, body.login)
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


@router.post("/sign-out", operation_id="sign_out", summary="登出 / Sign out", status_code=204)
def sign_out(request: Request, services: Given, _: Annotated[Actor, may("account.own")]) -> Response:
    """The token is good for nothing from now on."""
    services.accounts.revoke(token_of(request))
    return Response(status_code=204)


@router.post(
    "/password",
    operation_id="change_password",
    summary="變更密碼 / Choose one's own password",
    response_model=None,
)
async def change_password(
    body: NewPassword, services: Given, actor: Annotated[Actor, may("account.own")]
) -> JSONResponse:
    """Every token of the account ends, and a new one is given."""
    if body.new_password == body.password:
        zh, en = "新密碼不可與原密碼相同。", "The new password must be another one."
        raise Problem(422, "password_unchanged", zh, en, fields={"new_password": None})
    try:
        told = await anyio.to_thread.run_sync(_changed, services, actor, body, limiter=HASHING)
    except SignInRefused:
        zh, en = "原密碼不正確。", "The present password is wrong."
        raise Problem(403, "password_refused", zh, en, fields={"password": None}) from None
    return JSONResponse(told)


def _changed(services: Services, actor: Actor, body: NewPassword) -> dict[str, object]:
    now = services.clock.now()
    services.accounts.change_password(actor.account, body.password, body.new_password)
    return _told(services, services.accounts.issue(actor.account, now + services.settings.token_lifetime))


def _signed_in(services: Services, body: SignIn) -> dict[str, object]:
    lifetime, now = services.settings.token_lifetime, services.clock.now()
    return _told(services, services.accounts.sign_in(body.login, body.password, now, lifetime))


def _told(services: Services, token: str) -> dict[str, object]:
    lifetime, now = services.settings.token_lifetime, services.clock.now()
    first = isinstance(services.accounts.actor_of(token, now), FirstPassword)
    return {
        "token": token,
        "token_type": "bearer",
        "expires_at": (now + lifetime).isoformat(),
        "own_password_needed": first,
    }


def _wait_if_many_failed(services: Services, address: str, login: str) -> None:
    seconds = services.sign_in_attempts.wait_seconds(address, login)
    if seconds > 0:
        raise _slow_down(int(seconds) + 1)


def _slow_down(seconds: int) -> Problem:
    zh, en = f"嘗試次數過多，請於 {seconds} 秒後再試。", f"Too many attempts: try again in {seconds} seconds."
    headers = {"Retry-After": str(seconds)}
    return Problem(429, "too_many_attempts", zh, en, fields={"seconds": seconds}, headers=headers)
