"""`tanjian import registrations`: a guild's list, as the operator takes it in, or what it would come to."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import typer
from rich.markup import escape

from activities.import_preview import Preview, preview
from activities.tools import Tools
from api.cli.authority import sender
from api.cli.compose import Reach, opened_tools, reached_database
from api.cli.console import OUT, Fault, say_json, table, wrong_input
from api.cli.data_folder import DATA_OPTION, DataFolder
from api.cli.private_files import write_private
from api.cli.programs import temporal_address_of
from api.services import Settings
from domain.event import Actor, kind_of
from domain.imports import Finished, NotReceived, ReceiveImport, Settling, check_guild, fold, rows_of
from domain.session import Scheduled, SessionScheduled
from domain.session import fold as fold_session
from domain.streams import derived
from store import codec, sentences
from store.import_views import reasons
from store.letter_zip import ZIP
from store.receipts import ReceiptDraft, Refused
from store.registration_lists import ReadList, read_registrations, row_faults
from store.table_writing import ENDINGS
from workflows.contracts import WorkflowKind

app = typer.Typer(no_args_is_help=True, add_completion=False)
_POLL_SECONDS = 0.5


@app.callback()
def importing() -> None:
    """匯入清冊 / Lists."""


@app.command()
def registrations(
    file: Path = typer.Argument(metavar="FILE", help="清冊，.xlsx 或 .csv / The list"),
    session: str = typer.Option("", help="場次代碼 / Id of the training session"),
    programme: str = typer.Option("", help="計畫年度 / Programme year, as in 114"),
    letters: Path | None = typer.Option(None, help="委任書壓縮檔 / Zip file of the consent letters"),
    login: str = typer.Option("officer", "--as", help="以哪個帳號匯入 / Login of the account that imports"),
    dry_run: bool = typer.Option(False, "--dry-run", help="只試算，不儲存 / Count only, store nothing"),
    wait: int = typer.Option(600, help="最多等候秒數 / Seconds to wait for the end", min=0),
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """匯入報名清冊：一列為一位學員的一家企業 / A row is one firm of one trainee; faulty rows come back."""
    settings, wanted = Settings(), _id(session)
    content = _content("FILE", file, settings.list_bytes)
    enclosed = None if letters is None else _content("--letters", letters, settings.letters_bytes)
    read = read_registrations(content, enclosed)
    with reached_database(data) as url:
        found = Reach(DataFolder.at(data), url, temporal_address_of(data))
        with opened_tools(found) as tools:
            held, by = _session(tools, wanted, programme), sender(tools.database, login, "import.receive")
            check_guild(held.guild, by)
            if dry_run:
                _say_preview(preview(tools, read, held), as_json)
                return
            imported = _receive(tools, by, wanted, held, file, content, enclosed, read)
            _say_import(tools, imported, file, wait, as_json)


def _content(option: str, path: Path, most: int) -> bytes:
    if not path.is_file():
        wrong_input(f"{option} 找不到檔案：{path}。", f"{option} names no file: {path}.")
    if path.stat().st_size > most:
        size = f"{most // 1024**2} MB"
        wrong_input(f"{option} 超過 {size}：{path}。", f"{option} is larger than {size}: {path}.")
    return path.read_bytes()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        wrong_input(f"--session 必須是 UUID，收到「{text}」。", f'--session must be a UUID, got "{text}".')


def _session(tools: Tools, session: UUID, programme: str) -> SessionScheduled:
    events = [each.event for each in tools.event_log.read(session)]
    state = fold_session(events) if events and isinstance(events[0], SessionScheduled) else None
    if not isinstance(state, Scheduled) or state.details.programme != programme:
        raise Fault(
            f"{programme} 年度沒有場次 {session}。",
            f"There is no session {session} in programme {programme}.",
        )
    return state.details


def _receive(
    tools: Tools,
    by: Actor,
    session: UUID,
    held: SessionScheduled,
    file: Path,
    content: bytes,
    letters: bytes | None,
    read: ReadList,
) -> UUID:
    """The receipt, as the door would write it; whoever dispatches drives it."""
    command = uuid4()
    imported = derived("import", command)
    put = tools.files.put
    stored = put(imported, content, read.table.media_type, file.name)
    enclosed = None if letters is None else put(imported, letters, ZIP, "letters.zip")
    counts = (len(read.table.rows), len(read.judged.trainees), row_faults(read.judged))
    asked = ReceiveImport(held.programme, held.guild, session, stored, enclosed, *counts)
    draft = ReceiptDraft(
        command_id=command,
        actor=by,
        idempotency_key=str(command),
        case_id=imported,
        stream=imported,
        workflow=WorkflowKind.IMPORT,
        kind=kind_of(asked),
        body=codec.command_to_bytes(asked),
        body_mark=b"import",
    )
    tools.receipts.receive(draft, tools.clock.now)
    return imported


def _say_import(tools: Tools, imported: UUID, file: Path, wait: int, as_json: bool) -> None:
    state = _waited(tools, imported, wait)
    rows = None if isinstance(state, NotReceived) else rows_of(state)
    if rows is None:
        raise Fault(
            f"已收件（{imported}），尚未開始處理：請確認系統正在執行（tanjian up）。",
            f"Received ({imported}) and not begun: see that the system runs (tanjian up).",
        )
    counted = Counter(code for fault in rows.faults.values() for code in fault.codes)
    shown: dict[str, Any] = {
        "import": imported,
        "stage": "finished" if isinstance(state, Finished) else "settling",
        **_counts(rows.received.rows, rows, len(rows.faults)),
        "reasons": reasons(counted),
        "result": _result(tools, state, file),
    }
    _say(shown, as_json)


def _waited(tools: Tools, imported: UUID, wait: int) -> NotReceived | Settling | Finished:
    until = time.monotonic() + wait
    while True:
        _raise_if_refused(tools, imported)
        state = fold(each.event for each in tools.event_log.read(imported))
        if isinstance(state, Finished) or time.monotonic() >= until:
            return state
        time.sleep(_POLL_SECONDS)


def _raise_if_refused(tools: Tools, imported: UUID) -> None:
    for receipt in tools.receipts.of_case(imported):
        if isinstance(receipt.outcome, Refused):
            raise Fault(*sentences.refusal(receipt.outcome.code, receipt.outcome.fields))


def _result(tools: Tools, state: NotReceived | Settling | Finished, file: Path) -> Path | None:
    """The rows that were not taken, in a file beside the list, for its owner alone to read."""
    if not isinstance(state, Finished) or state.result is None:
        return None
    path = file.with_name(f"{file.stem}-faulty-rows{ENDINGS[state.result.media_type]}")
    write_private(path, tools.files.open(state.result))
    return path


def _say_preview(found: Preview, as_json: bool) -> None:
    counted = Counter(error.code for errors in found.faults.values() for error in errors)
    shown = {
        "dry_run": True,
        **_counts(found.rows, found, len(found.faults)),
        "reasons": reasons(counted),
        "faults": [
            {
                "row": row,
                "codes": [error.code for error in errors],
                "zh": "；".join(error.message_zh for error in errors),
                "en": "; ".join(error.message_en for error in errors),
            }
            for row, errors in sorted(found.faults.items())
        ],
    }
    _say(shown, as_json)


def _counts(rows: int, of: Preview | Settling, faulty: int) -> dict[str, int]:
    counted = {"accepted": of.accepted, "letters_attached": of.letters_attached, "present": of.present}
    return {"rows": rows, **counted, "faulty": faulty}


def _say(shown: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(shown)
        return
    if shown.get("dry_run"):
        OUT.print("[yellow]試算，未儲存任何資料 / A trial: nothing was stored[/]")
    OUT.print(
        f"共 {shown['rows']} 列：新增 [green]{shown['accepted']}[/]、"
        f"補上委任書 [green]{shown['letters_attached']}[/]、原已有 {shown['present']}、"
        f"未匯入 [red]{shown['faulty']}[/]"
    )
    OUT.print(
        f"{shown['rows']} rows: {shown['accepted']} go in, {shown['letters_attached']} bring a letter,"
        f" {shown['present']} were there, {shown['faulty']} are faulty"
    )
    if shown["reasons"]:
        lines = [(one["rows"], one["code"], escape(one["zh"]), escape(one["en"])) for one in shown["reasons"]]
        OUT.print(table("原因 / reasons", ("列數 / rows", "代碼 / code", "說明", "what"), lines))
    _say_faults(shown.get("faults", []))
    if shown.get("result"):
        OUT.print(f"未匯入的各列 / faulty rows: [bold]{shown['result']}[/]")


def _say_faults(faults: Sequence[Mapping[str, Any]]) -> None:
    if faults:
        lines = [(one["row"], escape(one["zh"]), escape(one["en"])) for one in faults]
        OUT.print(table("各列 / rows", ("列 / row", "說明", "what"), lines))
