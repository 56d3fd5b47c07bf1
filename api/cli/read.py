"""`tanjian read`: what the machine reads off files, with how sure it is, for people or as JSON."""

import os
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image

from api.cli.console import WRONG_INPUT, Fault, say_fault, say_json, wrong_input
from api.cli.reading_tables import print_reading
from domain.deadline import TAIPEI
from models.reading import Reader
from models.readings import DocumentReading
from models.recognition.turning import turned
from models.seen import SeenPage
from models.telling import file_json, with_boxes
from models.ways_in.opening import NotReadable, Page

app = typer.Typer(add_completion=False)


@app.command()
def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="JPEG、PNG、WebP、TIFF、HEIC 圖檔或 PDF / Pictures or PDF files", exists=True, dir_okay=False
        ),
    ],
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
    picture: Annotated[
        Path | None,
        typer.Option(
            help="畫出讀取位置的資料夾：綠框可逕採，橘框要人看 / "
            "Folder for pages with the values' boxes drawn: green is sure enough, orange is not",
            file_okay=False,
        ),
    ] = None,
    password: Annotated[str | None, typer.Option(help="PDF 密碼 / Password of a locked PDF")] = None,
    threads: Annotated[
        int, typer.Option(help="執行緒數，0 為全部 / Threads, 0 for all cores", min=0, max=os.cpu_count())
    ] = 0,
) -> None:
    """判讀單據 / Read bills. What the output means: docs/reading-output.md."""
    _make(picture)
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
            say_fault(Fault(f"{file}：{fault.zh}", f"{file}: {fault.en}"))
            continue
        told.append(file_json(str(file), reading))
        drawings.draw(reading.documents)
        if not as_json:
            print_reading(str(file), reading)
    if as_json:
        say_json({"files": told})
    if refused:
        raise typer.Exit(WRONG_INPUT)


def _make(folder: Path | None) -> None:
    """Before anything is read for it."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        wrong_input(
            f"--picture 的資料夾 {folder} 無法建立：{fault.strerror}。",
            f"The folder of --picture, {folder}, cannot be made: {fault.strerror}.",
        )


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
        path = self._folder / f"{self._name}-{page.number}.png"
        Image.fromarray(turned(page.picture, seen.turned)).save(path)
        self._stored[page.number] = path

    def draw(self, documents: tuple[DocumentReading, ...]) -> None:
        for number, path in self._stored.items():
            with Image.open(path) as image:
                drawn = with_boxes(image, number, documents)
            drawn.save(path)

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
