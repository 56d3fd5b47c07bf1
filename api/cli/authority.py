"""Who sends a command; by whom and on what basis rules, calendars and years are changed."""

from typing import Annotated

import typer

from api.cli.console import wrong_input
from api.roles import allow
from domain.event import Actor, Role
from store.accounts import Accounts
from store.database import Database
from store.programmes import Authority

By = Annotated[str, typer.Option(help="核定的承辦人帳號 / Login of the officer who decided it")]
Basis = Annotated[str, typer.Option(help="依據，如公文文號 / Its basis: the official document's number")]
_LONGEST = 200


def sender(database: Database, login: str, kind: str) -> Actor:
    """The account of that login, which may send commands of this kind; NotAllowed, or the command ends."""
    actor = Accounts(database).actor_named(login)
    if actor is None:
        wrong_input(f"--as 沒有帳號「{login}」。", f'--as: there is no account "{login}".')
    return allow(actor, kind)


def authority(database: Database, by: str, basis: str) -> Authority:
    """The officer of that login, and the basis; ends the command where either is none."""
    officer = Accounts(database).actor_named(by)
    if officer is None or officer.role is not Role.OFFICER:
        wrong_input(f"--by：「{by}」不是承辦人帳號。", f"--by: {by} is no officer's login.")
    if not 0 < len(basis.strip()) <= _LONGEST:
        wrong_input(
            f"--basis：須填依據，至多 {_LONGEST} 字。",
            f"--basis: say the basis, in {_LONGEST} characters at most.",
        )
    return Authority(officer, basis.strip())
