"""Signs that values are written by hand: recognisers are sure of handwriting that they misread."""

import math
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from domain.checkup.reading import ReadingSource
from models.judgement.assembling import Choice
from models.judgement.mentions import UnderstoodSheet
from models.sheets import TextLine

_SIGNS: Final[dict[str, float]] = tomllib.loads(
    files("models.judgement").joinpath("needs.toml").read_text("utf-8")
)["handwriting"]
_LEAST: Final = 1e-4


def is_handwritten(sheets: Sequence[UnderstoodSheet]) -> bool:
    """By lines with values that hardly read, or by figures that look written."""
    values = [line for given in sheets for line in _with_values(given)]
    figures = [line for given in sheets for line in _of_figures(given)]
    return _hardly_read(values) or _look_written(figures)


def written(choice: Choice) -> bool:
    """Whether the value is one that somebody filled in on a printed form, and stands nowhere in print."""
    likely = [one.by_hand for one in choice.prints]
    return (max(likely) if choice.derived else min(likely)) >= _SIGNS["value"]


def _with_values(given: UnderstoodSheet) -> list[TextLine]:
    """Lines of paper that a value was read of."""
    numbers = {span.line for span in given.understood.spans}
    return [given.sheet.lines[number] for number in sorted(numbers) if _is_recognised(given, number)]


def _of_figures(given: UnderstoodSheet) -> Iterator[TextLine]:
    """Those with values, and those that are hardly anything but figures: hands are also misunderstood."""
    numbers = {span.line for span in given.understood.spans}
    for number, line in enumerate(given.sheet.lines):
        figures = sum(map(str.isdigit, line.text))
        whole = max(_SIGNS["figures"], _SIGNS["share"] * len("".join(line.text.split())))
        if (number in numbers or figures >= whole) and _is_recognised(given, number):
            yield line


def _is_recognised(given: UnderstoodSheet, number: int) -> bool:
    return given.sheet.source_of(number) is ReadingSource.OCR


def _hardly_read(lines: Sequence[TextLine]) -> bool:
    return bool(lines) and sum(line.score for line in lines) / len(lines) < _SIGNS["mean_score"]


def _look_written(lines: Sequence[TextLine]) -> bool:
    """By the mean log odds of the half of the lines that looks it most: a few may be crumpled or smeared, and
    of a long list some always look written."""
    seen = sorted((line.by_hand for line in lines if line.by_hand is not None), reverse=True)
    count = max(int(_SIGNS["lines"]), math.ceil(_SIGNS["part"] * len(seen)))
    most = [_log_odds(likely) for likely in seen[:count]]
    return bool(most) and sum(most) / len(most) >= _log_odds(_SIGNS["likely"])


def _log_odds(likely: float) -> float:
    bounded = min(max(likely, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
