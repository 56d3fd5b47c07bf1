"""Sheets written down as text: `[usage:931]` marks characters, each line has its place."""

import math
import re
from collections.abc import Sequence
from datetime import date

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.einvoice import EInvoice
from models.judgement.calibrating import Calibration
from models.judgement.judging import Judge
from models.judgement.mentions import UnderstoodSheet
from models.judgement.places import em_width
from models.judgement.thresholds import Thresholds
from models.labels import Label, Span
from models.readings import DocumentReading
from models.sheets import Point, Quad, Sheet, TextLine
from models.understood import Understood

HEIGHT = 20.0
# What is checked here must not hang on the weights of the day.
JUDGE = Judge(Calibration.prior(), Thresholds(dict.fromkeys(ReadingField, 0.9), 0.9, "tests"))
MARK = re.compile(r"\[(\w+):([^\]]*)\]")
Written = tuple[float, float, str]


def sheet_of(
    kind: BillKind,
    lines: Sequence[Written],
    *,
    sure: float = 0.999,
    score: float = 0.99,
    turned: float = 0.0,
    page: int = 1,
    source: ReadingSource = ReadingSource.OCR,
    kind_sure: float = 0.998,
    by_hand: float | None = None,
    invoices: tuple[EInvoice, ...] = (),
    accounts: tuple[str, ...] = (),
) -> UnderstoodSheet:
    """`lines` are left, top and marked text; `turned` is the page's slope in degrees. A PDF's own text has no
    score but 1."""
    texts, spans = [], []
    score = score if source is ReadingSource.OCR else 1.0
    for number, (left, top, marked) in enumerate(lines):
        text, found = unmarked(marked, number, sure)
        texts.append(TextLine(text, quad_of(left, top, text, turned), score, by_hand))
        spans += found
    kinds = dict.fromkeys(BillKind, (1 - kind_sure) / (len(BillKind) - 1)) | {kind: kind_sure}
    sheet = Sheet(tuple(texts), 1000, 1400, page, source)
    return UnderstoodSheet(sheet, Understood(kinds, tuple(spans)), invoices, accounts)


def judge(sheets: Sequence[UnderstoodSheet], today: date) -> DocumentReading:
    """The reading, by what is believed before anything was fitted."""
    return JUDGE.judge(sheets, today)


def unmarked(marked: str, line: int, sure: float) -> tuple[str, list[Span]]:
    """The printed text and its spans; `[usage:931@0.6]` is sure to that degree."""
    text, spans, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        value, _, own = found[2].partition("@")
        spans.append(Span(Label(found[1]), line, len(text), len(text) + len(value), float(own or sure)))
        text += value
        last = found.end()
    return text + marked[last:], spans


def quad_of(left: float, top: float, text: str, turned: float) -> Quad:
    """The corners of the text, turned about the page's top left."""
    right, bottom = left + em_width(text) * HEIGHT, top + HEIGHT
    corners = [
        _turned(point, turned) for point in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    return corners[0], corners[1], corners[2], corners[3]


def _turned(point: Point, degrees: float) -> Point:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine
