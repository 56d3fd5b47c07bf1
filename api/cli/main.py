"""The command `tanjian`: each command lies in its own module, loaded when it is called."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from api.cli.console import WRONG_INPUT, say_fault

# What a command is called, and the module whose `app` it is.
COMMANDS = {
    "up": "up",
    "api": "run_api",
    "dispatcher": "run_dispatcher",
    "worker": "run_worker",
    "projector": "run_projector",
    "recover": "recover",
    "projections": "projections",
    "doctor": "doctor",
    "programme": "programme",
    "account": "account",
    "case": "case",
    "deadline": "deadline",
    "postgres-keeper": "postgres_keeper",
}


class CommandLine(TyperGroup):
    """Loads the command that is called, and tells every refusal in both languages."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"api.cli.{COMMANDS[cmd_name]}").app)
        command.name = cmd_name
        return command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        """Run a command line, and exit with its code as the shell sees it."""
        standalone = settings.get("standalone_mode", True)
        try:
            code = super().main(args, *rest, **{**settings, "standalone_mode": False})
        except TyperException as error:
            code = _say_usage(error)
        except typer.Abort:
            code = 1
        except Exception as error:
            code = say_fault(error)
        return sys.exit(code if isinstance(code, int) else 0) if standalone else code


def _say_usage(error: TyperException) -> int:
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


if __name__ == "__main__":
    app()
