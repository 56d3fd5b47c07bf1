"""Signs that values are written by hand: recognisers are sure of handwriting that they misread."""

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from domain.checkup.reading import ReadingSource
from models.judgement.mentions import UnderstoodSheet
from models.sheets import Sheet

_SIGNS: Final[dict[str, float]] = tomllib.loads(
    files("models.judgement").joinpath("needs.toml").read_text("utf-8")
)["handwriting"]


def is_handwritten(sheets: Sequence[UnderstoodSheet]) -> bool:
    """By anyone's word, by lines that hardly read, or by digits that stand off their lines."""
    recognised = [given for given in sheets if given.sheet.source is ReadingSource.OCR]
    return (
        any(given.handwritten is not None and given.handwritten >= _SIGNS["likely"] for given in sheets)
        or _hardly_reads(recognised)
        or any(_stands_unevenly(given.sheet) for given in recognised)
    )


def _hardly_reads(recognised: Sequence[UnderstoodSheet]) -> bool:
    scores = [given.sheet.lines[span.line].score for given in recognised for span in given.understood.spans]
    return bool(scores) and sum(scores) / len(scores) < _SIGNS["mean_score"]


def _stands_unevenly(sheet: Sheet) -> bool:
    """One line alone may be crumpled paper."""
    seen = [line.uneven for line in sheet.lines if line.uneven is not None]
    uneven = sum(one >= _SIGNS["uneven"] for one in seen)
    return uneven >= _SIGNS["uneven_lines"] and uneven >= _SIGNS["uneven_share"] * len(seen)
