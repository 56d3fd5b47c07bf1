"""`tanjian models read-again`: what other versions read is read again, after all that people wait for."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import typer

from activities.tools import Tools
from api.cli.authority import sender
from api.cli.compose import opened_tools, reach_folder
from api.cli.console import OUT, say_json
from api.cli.data_folder import DATA_OPTION
from domain.checkup.reading_commands import ReadBillAgain
from domain.event import Actor, kind_of
from domain.streams import derived
from store import codec
from store.outdated_readings import Outdated, outdated_readings
from store.receipts import ReceiptDraft
from workflows.contracts import WorkflowKind


def read_again(
    login: str = typer.Option("officer", "--as", help="以哪個承辦人帳號 / Login of the officer who asks"),
    most: int = typer.Option(0, min=0, help="最多幾份，0 為全部 / At most so many bills; 0: all"),
    dry_run: bool = typer.Option(False, "--dry-run", help="只試算，不儲存 / Count only, store nothing"),
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """以本機的判讀版本重讀舊版讀過的單據 / Read again, in bulk, what other versions than this one read."""
    network, recogniser = _versions()
    with reach_folder(data) as found, opened_tools(found) as tools:
        actor = sender(tools.database, login, "checkup.read_bill_again")
        outdated = outdated_readings(tools.database, tools.event_log, network, recogniser)
        bills = list(islice(outdated, most or None))
        if not dry_run:
            _ask(tools, actor, bills, (network, recogniser))
    if as_json:
        versions = {"network": network, "recogniser": recogniser}
        say_json({"bills": len(bills), "dry_run": dry_run, **versions})
    elif dry_run:
        OUT.print(f"有 {len(bills)} 份單據可重讀，未儲存任何資料 / {len(bills)} bills; nothing was stored")
    else:
        OUT.print(f"已排入重讀 {len(bills)} 份單據 / {len(bills)} bills will be read again")


def _versions() -> tuple[str, str]:
    # Loading takes seconds and hundreds of megabytes, which no other command is to pay for.
    from models.reading import Reader

    versions = Reader.load(1).versions
    return versions.network, versions.recogniser


def _ask(tools: Tools, actor: Actor, bills: Sequence[Outdated], versions: tuple[str, str]) -> None:
    """The receipts, as the door would write them; whoever dispatches drives them.

    Their ids follow from who asks, what is read again and by which version: asked twice, a bill is read once.
    """
    for one in bills:
        command = derived("read again", actor.account, one.checkup, one.bill, one.number, *versions)
        asked = ReadBillAgain(one.bill, bulk=True)
        draft = ReceiptDraft(
            command_id=command,
            actor=actor,
            idempotency_key=str(command),
            case_id=one.enrolment,
            stream=one.checkup,
            workflow=WorkflowKind.CHECKUP,
            kind=kind_of(asked),
            body=codec.command_to_bytes(asked),
            body_mark=b"read again",
        )
        tools.receipts.receive(draft, tools.clock.now)
