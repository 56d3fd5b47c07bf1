"""The command `tanjian`: each command lies in its own module, loaded when it is called."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from api.cli.console import WRONG_INPUT, say_fault

# What a command is called, the module whose `app` it is, and its line in the list of commands.
COMMANDS = {
    "up": ("up", "啟動全部 / Start everything on one machine"),
    "doctor": ("doctor", "檢查系統 / Check everything that the system needs"),
    "deadline": ("deadline", "計算期限 / When a window ends, and why"),
    "case": ("case", "查閱學員案 / A case, as it is or stood"),
    "programme": ("programme", "計畫年度 / A year: its rules, and whether it is open"),
    "calendar": ("calendar", "工作日曆 / Rest days and days of suspended work: import, show"),
    "demo": ("demo.main", "演示 / Live a cohort's months on one world clock"),
    "bench": ("bench.main", "效能量測 / What commands and reading cost, beside their floors"),
    "account": ("account", "帳號 / Accounts: add"),
    "guild": ("guild", "公會 / Guilds: put, list"),
    "mails": ("mails", "郵件 / Mails: waiting, sent, refused"),
    "import": ("importing", "匯入 / Import lists of guilds: registrations"),
    "read": ("read", "判讀單據 / What the machine reads off files"),
    "models": ("models", "判讀模型 / Readers of bills: evaluate, what people corrected, bills read again"),
    "recover": ("recover", "復原工作流程 / Start the workflows that Temporal has lost"),
    "projections": ("projections", "查詢資料 / Read models: rebuild"),
    "prepare": ("run_prepare", "建立資料表、規則與帳號 / Tables, rules, a first officer; up does it itself"),
    "api": ("run_api", "單獨執行網頁與 API / The web interface alone"),
    "dispatcher": ("run_dispatcher", "單獨執行派送 / The dispatcher alone"),
    "worker": ("run_worker", "單獨執行工作流程 / The worker alone"),
    "reader": ("run_reader", "單獨執行單據判讀 / A reader of bills alone"),
    "projector": ("run_projector", "單獨更新查詢資料 / The projector alone"),
}
HIDDEN = {"postgres-keeper": "postgres_keeper"}


class CommandLine(TyperGroup):
    """Loads only the command that is called, and tells every refusal in both languages."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """What the list of commands shows of one."""
        if cmd_name in HIDDEN:
            return TyperCommand(name=cmd_name)
        return TyperCommand(name=cmd_name, help=COMMANDS[cmd_name][1]) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command itself."""
        name, shown, rest = super().resolve_command(ctx, args)
        if name is None or shown is None:
            return name, shown, rest
        module = HIDDEN.get(name) or COMMANDS[name][0]
        command = get_command(import_module(f"api.cli.{module}").app)
        command.name = name
        return name, command, rest

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        """Run a command line, and exit with its code as the shell sees it."""
        standalone = settings.get("standalone_mode", True)
        try:
            code = super().main(args, *rest, **{"prog_name": "tanjian", **settings, "standalone_mode": False})
        except TyperException as error:
            code = _say_usage(error)
        except typer.Abort:
            code = 1
        except Exception as error:
            code = say_fault(error)
        return sys.exit(code if isinstance(code, int) else 0) if standalone else code


def _say_usage(error: TyperException) -> int:
    # Without a message, it was the help that was asked for, and that is printed already.
    if not error.format_message():
        return WRONG_INPUT
    print(f"錯誤：指令寫法不對。\nError: {error.format_message()}", file=sys.stderr)
    context = getattr(error, "ctx", None)
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
    return WRONG_INPUT


app = typer.Typer(
    name="tanjian",
    cls=CommandLine,
    help="碳健檢案件系統 / The case engine of the carbon-checkup programme",
    no_args_is_help=True,
    add_completion=False,
)


@app.callback()
def tanjian() -> None:
    """碳健檢案件系統 / The case engine of the carbon-checkup programme."""


def run() -> NoReturn:
    """The program: its process ends with the command.

    Not by the interpreter's own way out: threads of Temporal's client that still let go of what they held
    have crashed it there, after everything was said and done.
    """
    code: object = 1
    try:
        app()
    except SystemExit as ended:
        code = ended.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    run()
