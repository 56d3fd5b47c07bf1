"""`tanjian account add`: an account for a person who signs in with a password."""

import re
from pathlib import Path
from uuid import UUID, uuid4

import typer

from api.cli.compose import reached_database
from api.cli.console import OUT, WRONG_INPUT, Fault, say_json, wrong_input
from api.cli.data_folder import DATA_OPTION
from api.cli.prepare import new_password
from domain.event import Role
from store.accounts import Accounts, LoginTaken
from store.database import Database

app = typer.Typer(no_args_is_help=True, add_completion=False)
_LOGIN = re.compile(r"[A-Za-z0-9._@+-]{3,100}")
_GUILD = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_ROLES = [role for role in Role if role is not Role.ENGINE]


@app.callback()
def account() -> None:
    """帳號 / Accounts."""


@app.command()
def add(
    role: str = typer.Option("", help="角色 / Role: " + ", ".join(_ROLES)),
    login: str = typer.Option("", help="登入名稱 / Login"),
    guild: str = typer.Option("", help="公會代碼，公會帳號必填 / Guild code, needed for role guild"),
    person: str = typer.Option(
        "",
        help="人員代碼（UUID）：同一人的各帳號填同一代碼；學員與承辦人未填則新給"
        " / Whose it is, a person id, the same for all accounts of one person",
    ),
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """新增帳號，密碼只顯示一次 / Make an account; its password is shown once."""
    wanted = _role(role, guild)
    is_person = _person(person, wanted)
    if not _LOGIN.fullmatch(login):
        wrong_input(
            f"--login 須為 3 至 100 個英數字或 . _ @ + -，收到「{login}」。",
            f'--login must be 3 to 100 letters, digits or . _ @ + -, got "{login}".',
        )
    password = new_password()
    with reached_database(data) as url, Database(url) as database:
        try:
            made = Accounts(database).create_account(
                login, password, wanted, guild=guild or None, person=is_person
            )
        except LoginTaken:
            raise Fault(f"登入名稱「{login}」已有人用。", f'The login "{login}" is taken.') from None
    if as_json:
        shown = {"account": made, "login": login, "role": wanted, "guild": guild or None, "person": is_person}
        say_json({**shown, "password": password})
        return
    OUT.print(f"帳號 / account: [bold]{login}[/] ({wanted}{' ' + guild if guild else ''}) {made}")
    if is_person:
        OUT.print(f"人員代碼 / person: {is_person}")
    OUT.print(f"密碼 / password: [bold]{password}[/]（只顯示這一次 / shown only now）")


def _role(text: str, guild: str) -> Role:
    if text not in _ROLES:
        names = ", ".join(_ROLES)
        wrong_input(
            f"--role 必須是下列之一：{names}；收到「{text}」。",
            f'--role must be one of {names}; got "{text}".',
        )
    if (text == Role.GUILD) != bool(guild):
        raise Fault(
            "公會帳號須以 --guild 指定公會，其他角色不可指定。",
            "An account of role guild needs --guild; other roles take none.",
            WRONG_INPUT,
        )
    if guild and not _GUILD.fullmatch(guild):
        wrong_input(f"--guild 不是公會代碼：「{guild}」。", f'--guild is no guild code: "{guild}".')
    return Role(text)


def _person(text: str, role: Role) -> UUID | None:
    """Trainees and officers are persons, and get an id where none is given; others are one where it is."""
    if not text:
        return uuid4() if role in (Role.TRAINEE, Role.OFFICER) else None
    try:
        return UUID(text)
    except ValueError:
        wrong_input(f"--person 必須是 UUID，收到「{text}」。", f'--person must be a UUID, got "{text}".')
