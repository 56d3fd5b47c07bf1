"""Accounts and signing in."""

from typing import Annotated, Literal, Self
from uuid import UUID, uuid4

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, StringConstraints, model_validator

from api.misshapen import misshape
from api.problems import Problem
from api.services import Given
from api.shapes import Code, Id, Shape
from api.signing import SignedRoute, may
from domain.event import Actor, Role
from store.accounts import LoginTaken, SignInRefused

open_router = APIRouter(tags=["accounts"])
router = APIRouter(tags=["accounts"], route_class=SignedRoute)

_Login = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._@+-]{3,100}$"), Field(examples=["officer1"])]
_NewPassword = Annotated[str, StringConstraints(min_length=12, max_length=200)]


class SignIn(Shape):
    login: Annotated[str, StringConstraints(max_length=100), Field(examples=["officer1"])]
    password: Annotated[str, StringConstraints(max_length=200), Field(examples=["correct-horse-battery"])]


class NewAccount(Shape):
    """`guild` for a guild's account, and only there.

    `person` is who signs in: staff who are trainees too, or act for a firm, carry theirs, so that nobody
    checks what they made (R27). A trainee gets a new one where none is given. Officers' accounts are made
    by the operator alone.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"login": "g01.clerk", "password": "correct-horse-battery", "role": "guild", "guild": "G01"}
            ]
        }
    )

    login: _Login
    password: _NewPassword
    role: Literal["trainee", "guild", "reviewer", "lead_reviewer", "officer", "auditor"]
    guild: Code | None = None
    person: Id | None = None

    @model_validator(mode="after")
    def _guild_where_needed(self) -> Self:
        if (self.role == "guild") != (self.guild is not None):
            zh, en = "公會帳號須填公會，其他帳號不可填", "a guild's account names its guild, no other does"
            raise misshape("guild_misplaced", zh, en, at="guild")
        return self


@open_router.post(
    "/sign-in",
    operation_id="sign_in",
    summary="登入 / Sign in for a bearer token",
    response_model=None,
)
def sign_in(body: SignIn, services: Given) -> JSONResponse:
    lifetime, now = services.settings.token_lifetime, services.clock.now()
    try:
        token = services.accounts.sign_in(body.login, body.password, now, lifetime)
    except SignInRefused:
        zh, en = "帳號或密碼不正確。", "The login or the password is wrong."
        raise Problem(401, "sign_in_refused", zh, en, headers={"WWW-Authenticate": "Bearer"}) from None
    told = {"token": token, "token_type": "bearer", "expires_at": (now + lifetime).isoformat()}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


@router.post(
    "/accounts",
    operation_id="create_account",
    summary="建立帳號（承辦人） / Create an account (officer)",
    status_code=201,
    response_model=None,
)
def create_account(
    body: NewAccount, services: Given, maker: Annotated[Actor, may("account.create")]
) -> JSONResponse:
    role = Role(body.role)
    if role is Role.OFFICER:
        raise _officer_refused()
    person: UUID | None = body.person or (uuid4() if role is Role.TRAINEE else None)
    try:
        made = services.accounts.create_account(
            body.login, body.password, role, guild=body.guild, person=person, created_by=maker.account
        )
    except LoginTaken:
        zh, en = f"帳號「{body.login}」已有人使用。", f"The login {body.login} is taken."
        raise Problem(409, "login_taken", zh, en, fields={"login": body.login}) from None
    return JSONResponse({"id": str(made), "person": str(person) if person else None}, 201)


def _officer_refused() -> Problem:
    # An officer who made a second one, and knew its password, would be both persons that a payout needs.
    zh = "承辦人帳號只能由系統操作者以 tanjian account add 建立。"
    en = "Officers' accounts are made by the operator with tanjian account add."
    return Problem(403, "officer_by_operator", zh, en, fields={"role": Role.OFFICER.value})
