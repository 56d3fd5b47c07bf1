"""`tanjian read`: what the machine reads off files, with how sure it is, for people or as JSON."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import OUT, WRONG_INPUT, say_fault, say_json, table
from domain.checkup.reading import ReadingField
from domain.deadline import TAIPEI
from models.reading import Reader
from models.readings import DocumentReading, Fields, FileReading
from models.recognition.turning import turned
from models.seen import SeenPage
from models.telling import drawn, file_json
from models.ways_in.opening import NotReadable, Page

app = typer.Typer(add_completion=False)
COLUMNS = ("欄位 / field", "值 / value", "信心 / confidence", "來源 / source")


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="圖檔或 PDF / Pictures or PDF files", exists=True)],
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
    picture: Annotated[
        Path | None, typer.Option(help="畫出讀取位置的資料夾 / Folder for pages with the boxes drawn")
    ] = None,
    password: Annotated[str | None, typer.Option(help="PDF 密碼 / Password of a locked PDF")] = None,
    threads: Annotated[int, typer.Option(help="執行緒數，0 為全部 / Threads, 0 for all cores")] = 0,
) -> None:
    """判讀單據 / Read bills."""
    reader, told, refused = Reader.load(threads or None), [], 0
    today = datetime.now(TAIPEI).date()
    for file in files:
        pages: list[tuple[Page, SeenPage]] = []
        try:
            reading = reader.read(file, today=today, password=password, watch=_keeping(pages, picture))
        except NotReadable as fault:
            refused += 1
            told.append({"file": str(file), "refused": fault.code, "detail": fault.fields, "documents": []})
            say_fault(fault)
            continue
        told.append(file_json(str(file), reading))
        _draw(picture, file, pages, reading, reader.documents.judge.thresholds.fields)
        if not as_json:
            _print(file, reading)
    if as_json:
        say_json({"files": told})
    if refused:
        raise typer.Exit(WRONG_INPUT)


def _keeping(pages: list[tuple[Page, SeenPage]], folder: Path | None) -> Callable[[Page, SeenPage], None]:
    return lambda page, seen: pages.append((page, seen)) if folder is not None else None


def _draw(
    folder: Path | None,
    file: Path,
    pages: list[tuple[Page, SeenPage]],
    reading: FileReading,
    thresholds: Mapping[ReadingField, float],
) -> None:
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for page, seen in pages:
        if page.picture is not None:
            upright = turned(page.picture, seen.turned)
            image = drawn(upright, page.number, reading.documents, thresholds)
            image.save(folder / f"{file.stem}-{page.number}.png")


def _print(file: Path, reading: FileReading) -> None:
    for number, document in enumerate(reading.documents, 1):
        OUT.print(
            f"{file} [{number}/{len(reading.documents)}] {document.kind} {document.kind_confidence:.2f}"
        )
        OUT.print(
            table("", ("欄位 / field", "值 / value", "信心 / confidence", "來源 / source"), _lines(document))
        )
        for check in document.checks:
            OUT.print(f"  {'✓' if check.ok else '✗'} {check.name}: {check.detail}")
        if document.needs_person:
            OUT.print(f"  需人工確認 / needs a person: {', '.join(document.reasons)}")
    OUT.print(f"{reading.pages} 頁 / pages, {reading.seconds:.2f} s")


def _lines(document: DocumentReading) -> list[tuple[str, str, str, str]]:
    lines = _field_lines("", document.fields)
    for number, row in enumerate(document.rows, 1):
        lines += _field_lines(f"{number}. ", row)
    return lines


def _field_lines(prefix: str, fields: Fields) -> list[tuple[str, str, str, str]]:
    return [
        (prefix + field.value, one.value, f"{one.confidence:.3f}", one.source.value)
        for field, one in fields.items()
    ]
