"""`tanjian read`: what the machine reads off files, with how sure it is, for people or as JSON."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image

from api.cli.console import OUT, WRONG_INPUT, say_fault, say_json, table
from domain.deadline import TAIPEI
from models.reading import Reader
from models.readings import DocumentReading, Fields, FileReading
from models.recognition.turning import turned
from models.seen import SeenPage
from models.telling import draw_boxes, file_json
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
    for file, name in zip(files, _told_apart(files), strict=True):
        drawings = _Drawings(picture, name)
        try:
            reading = reader.read(file, today=today, password=password, keep=drawings.keep)
        except NotReadable as fault:
            refused += 1
            drawings.discard()
            told.append({"file": str(file), "refused": fault.code, "detail": fault.fields, "documents": []})
            say_fault(fault)
            continue
        told.append(file_json(str(file), reading))
        drawings.draw(reading.documents)
        if not as_json:
            _print(file, reading)
    if as_json:
        say_json({"files": told})
    if refused:
        raise typer.Exit(WRONG_INPUT)


class _Drawings:
    """Pages of one file in a folder: stored one by one as they are seen, since all together fill a machine's
    memory, and drawn upon when it is known what stands on them. Without a folder there are none."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder, self._name = folder, name
        self._stored: dict[int, Path] = {}

    def keep(self, page: Page, seen: SeenPage) -> None:
        """As it stands upright."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._name}-{page.number}.png"
        Image.fromarray(turned(page.picture, seen.turned)).save(path)
        self._stored[page.number] = path

    def draw(self, documents: tuple[DocumentReading, ...]) -> None:
        for number, path in self._stored.items():
            with Image.open(path) as image:
                draw_boxes(image, number, documents)
                image.save(path)

    def discard(self) -> None:
        """Of a file that was refused after some pages."""
        for path in self._stored.values():
            path.unlink()


def _told_apart(files: Sequence[Path]) -> list[str]:
    """The files' names, the second of one name with a number."""
    names: list[str] = []
    for file in files:
        numbered = (f"{file.stem} ({number}){file.suffix}" for number in count(2))
        names.append(file.name if file.name not in names else next(n for n in numbered if n not in names))
    return names


def _print(file: Path, reading: FileReading) -> None:
    for number, document in enumerate(reading.documents, 1):
        OUT.print(
            f"{file} [{number}/{len(reading.documents)}] {document.kind} {document.kind_confidence:.2f}"
        )
        OUT.print(table("", COLUMNS, _lines(document)))
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
