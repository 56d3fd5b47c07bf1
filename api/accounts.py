"""Accounts, and what they sign in with."""

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
from store.accounts import LoginTaken

router = APIRouter(tags=["accounts"], route_class=SignedRoute)

_Login = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._@+-]{3,100}$"), Field(examples=["officer1"])]
_NewPassword = Annotated[str, StringConstraints(min_length=12, max_length=200)]


class NewAccount(Shape):
    """`guild` for a guild's account, and only there.

    `person` is who signs in: staff who are trainees too, or act for a firm, carry theirs, so that nobody
    checks what they made (R27). A trainee always gets a new one: whoever could name another's would act
    for them. Officers' accounts are made by the operator alone. The password is good for one thing, to
    choose another at POST /password.
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

    @model_validator(mode="after")
    def _no_person_of_another(self) -> Self:
        if self.role == "trainee" and self.person is not None:
            zh, en = "學員帳號由系統給予新的識別碼，不可指定", "a trainee's account is given a new person"
            raise misshape("person_misplaced", zh, en, at="person")
        return self


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
