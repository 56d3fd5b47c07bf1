"""Drawn bills as pictures: one document of many pages through Chromium, then each page through pdfium."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from numpy.typing import NDArray

from tests.bills.drawn import DrawnBill, Page

Picture = NDArray[np.uint8]  # height × width × 3, red first
SECONDS = 170
POINTS_PER_MM = 72 / 25.4
MARGIN_MM = 4
SHEET = "*{box-sizing:border-box}body{margin:0}section{break-after:page}section:last-child{break-after:auto}"
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def browser() -> str | None:
    """Chromium's path, where this machine has one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def print_bills(bills: Sequence[DrawnBill], folder: Path) -> Path:
    """A PDF with a page for each bill, in order; a design that runs over its page is an error naming it."""
    pdf = _printed([bill.page for bill in bills], folder)
    with pypdfium2.PdfDocument(pdf) as document:
        if len(document) == len(bills):
            return pdf
    long = (
        [bill.family for bill in bills if _pages(bill, folder) != 1] if len(bills) > 1 else [bills[0].family]
    )
    raise ValueError(f"longer than their page: {', '.join(sorted(set(long)))}")


def pictures(bills: Sequence[DrawnBill], pixels_per_mm: Sequence[float]) -> Iterator[Picture]:
    """A clean picture of each bill at its own resolution."""
    with _opened(bills) as document:
        for number, (bill, density) in enumerate(zip(bills, pixels_per_mm, strict=True)):
            picture = rendered(document[number], density)
            yield _cropped(picture, density) if bill.page.cropped else picture


def texts(bills: Sequence[DrawnBill]) -> Iterator[str]:
    """The text layer of each bill, without blanks."""
    with _opened(bills) as document:
        for page in document:
            yield "".join(page.get_textpage().get_text_bounded().split())


def rendered(page: Any, pixels_per_mm: float) -> Picture:
    """A page of a PDF as a picture."""
    bitmap = page.render(scale=pixels_per_mm / POINTS_PER_MM, rev_byteorder=True)
    return np.array(bitmap.to_numpy()[:, :, :3], np.uint8)


@contextmanager
def _opened(bills: Sequence[DrawnBill]) -> Iterator[Any]:
    with (
        tempfile.TemporaryDirectory(prefix="bills-") as name,
        pypdfium2.PdfDocument(print_bills(bills, Path(name))) as document,
    ):
        yield document


def _printed(pages: Sequence[Page], folder: Path) -> Path:
    source, target = folder / "bills.html", folder / "bills.pdf"
    source.write_text(_document(pages), "utf-8")
    # A folder of its own: a browser that is open elsewhere would take the job and answer nothing.
    profile = tempfile.mkdtemp(dir=folder)
    command = [browser() or "chromium", *OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={target}"]
    environment = {**os.environ, "LANG": "C.UTF-8"}
    subprocess.run(
        [*command, source.as_uri()], check=True, capture_output=True, timeout=SECONDS, env=environment
    )
    return target


def _pages(bill: DrawnBill, folder: Path) -> int:
    with pypdfium2.PdfDocument(_printed([bill.page], folder)) as document:
        return len(document)


def _document(pages: Sequence[Page]) -> str:
    body = "\n".join(_section(number, page) for number, page in enumerate(pages))
    return f"<!doctype html><html lang='zh-Hant-TW'><meta charset='utf-8'><style>{SHEET}</style>{body}"


def _section(number: int, page: Page) -> str:
    size = f"{page.width_mm}mm {page.height_mm}mm"
    return (
        f"<style>@page p{number}{{size:{size};margin:0}}"
        f"#b{number}{{page:p{number};width:{page.width_mm}mm;{page.css}}}</style>"
        f"<section id='b{number}'>{page.html}</section>"
    )


def _cropped(picture: Picture, pixels_per_mm: float) -> Picture:
    inked = np.flatnonzero((picture < 200).any(axis=(1, 2)))
    return picture[: int(inked[-1] + MARGIN_MM * pixels_per_mm)]
