"""Who asks: bearer tokens, checked before a body is read, and the headers that a command comes with."""

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool

from api.problems import Problem
from api.roles import allow
from api.services import Services
from api.strict_queries import knows
from domain.event import Actor
from domain.streams import derived
from store.accounts import Expired, FirstPassword

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_ETAG = re.compile(r'"?([0-9]{1,9})"?')
_CHALLENGE = {"WWW-Authenticate": "Bearer"}
# Only tells the OpenAPI document how to sign in; SignedRoute does the checking.
bearer = HTTPBearer(
    auto_error=False, description="POST /sign-in 給的權杖 / the token that POST /sign-in gives"
)


class SignedRoute(APIRoute):
    """A route for those who are signed in: the token comes before everything, query and body included."""

    takes_first_password = False

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle, check_query = super().get_route_handler(), knows(self.dependant)

        async def signed(request: Request) -> Response:
            request.state.actor = await authenticate(request, first_password=self.takes_first_password)
            check_query(request)
            response = await handle(request)
            # What one person may see no cache may keep for another.
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        return signed


class FirstPasswordRoute(SignedRoute):
    """What those may do too who have not chosen their own password yet."""

    takes_first_password = True


async def authenticate(request: Request, *, first_password: bool = False) -> Actor:
    """The actor of the request's token; Problem 401, or 403 while a password is to be chosen."""
    services = request.app.state.services
    assert isinstance(services, Services)
    found = await run_in_threadpool(services.accounts.actor_of, token_of(request), services.clock.now())
    if isinstance(found, Expired):
        zh, en = "登入已逾時，請重新登入。", "The token has expired: sign in again."
        raise _unsigned("token_expired", zh, en, expired_at=found.at.isoformat())
    if found is None:
        raise _unsigned("token_unknown", "登入無效，請重新登入。", "The token is not known: sign in again.")
    if isinstance(found, FirstPassword):
        if not first_password:
            zh = "這是他人設定的密碼，請先以 POST /password 改成自己的。"
            en = "This password was set by another: choose your own with POST /password first."
            raise Problem(403, "own_password_needed", zh, en)
        return found.actor
    return found


def token_of(request: Request) -> str:
    """The bearer token of the request; Problem 401."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unsigned(
            "token_missing", "請先登入。", "Sign in first: the Authorization header has no token."
        )
    return token.strip()


def _unsigned(code: str, zh: str, en: str, **fields: object) -> Problem:
    return Problem(401, code, zh, en, fields=fields, headers=_CHALLENGE)


def may(kind: str) -> Any:
    """The asking actor, whose role may do or read this; NotAllowed."""

    async def actor(request: Request, _: Annotated[object, Depends(bearer)]) -> Actor:
        return allow(_actor(request), kind)

    return Depends(actor)


@dataclass(frozen=True, slots=True)
class Asking:
    """A command's frame: who asks for what, under which key, on which version seen.

    Its id follows from account and key.
    """

    actor: Actor
    kind: str
    key: str
    version: int | None

    @property
    def command(self) -> UUID:
        return derived("command", self.actor.account, self.key)


def asks(kind: str) -> Any:
    """The frame of a command; NotAllowed, or a Problem for a missing or malformed header."""

    async def asking(
        request: Request,
        _: Annotated[object, Depends(bearer)],
        idempotency_key: Annotated[
            str | None,
            Header(description="必填；每次操作一個，重送時沿用 / required: one per operation"),
        ] = None,
        if_match: Annotated[
            str | None, Header(description="先前讀到的 ETag / the ETag that was read before")
        ] = None,
    ) -> Asking:
        actor = allow(_actor(request), kind)
        return Asking(actor, kind, _key_of(idempotency_key), _version_of(if_match))

    return Depends(asking)


def _actor(request: Request) -> Actor:
    actor = request.state.actor
    assert isinstance(actor, Actor)
    return actor


def _key_of(given: str | None) -> str:
    if given is None or not given.strip():
        zh, en = "缺少標頭 Idempotency-Key。", "The header Idempotency-Key is missing."
        raise Problem(400, "idempotency_key_missing", zh, en, fields={"header": "Idempotency-Key"})
    if _KEY.fullmatch(given) is None:
        zh = "標頭 Idempotency-Key 須為 1 至 200 個可見的 ASCII 字元。"
        en = "The header Idempotency-Key takes 1 to 200 visible ASCII characters."
        raise Problem(400, "idempotency_key_malformed", zh, en, fields={"header": "Idempotency-Key"})
    return given


def _version_of(given: str | None) -> int | None:
    if given is None or given.strip() == "*":
        return None
    found = _ETAG.fullmatch(given.strip())
    if found is None:
        zh, en = "標頭 If-Match 不是先前的 ETag。", "The header If-Match is no ETag of ours."
        raise Problem(400, "if_match_malformed", zh, en, fields={"header": "If-Match", "value": given[:40]})
    return int(found[1])
