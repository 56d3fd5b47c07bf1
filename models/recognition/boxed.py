"""Digits that stand each in a box of its own, put together to the number that they write."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from models.sheets import TextLine

_FEWEST: Final = 3
_OF_DAYS: Final = "年月日"
# Boxes stand at one height and in one step, in heights of their digits.
_OFF_LINE, _STEP, _UNEVEN = 0.5, 2.4, 1.8


def joined(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Three digits or more beside each other in even steps become one line; all others stay."""
    made: list[TextLine] = []
    run: list[TextLine] = []
    for line in lines:
        if _is_digit(line) and (not run or _goes_on(run[-1], line)):
            run.append(line)
            continue
        made += _together(run)
        run = [line] if _is_digit(line) else []
        made += [] if run else [line]
    return (*made, *_together(run))


def _is_digit(line: TextLine) -> bool:
    return len(line.text) == 1 and (line.text.isdecimal() or line.text in _OF_DAYS)


def _middle(line: TextLine) -> tuple[float, float]:
    return sum(x for x, _ in line.quad) / 4, sum(y for _, y in line.quad) / 4


def _height(line: TextLine) -> float:
    return max(y for _, y in line.quad) - min(y for _, y in line.quad)


def _goes_on(before: TextLine, line: TextLine) -> bool:
    (x, y), (next_x, next_y) = _middle(before), _middle(line)
    tall = max(_height(before), _height(line))
    return 0 < next_x - x < _STEP * tall and abs(next_y - y) < _OFF_LINE * tall


def _together(run: Sequence[TextLine]) -> Iterable[TextLine]:
    steps = [_middle(line)[0] - _middle(before)[0] for before, line in pairwise(run)]
    if sum(line.text.isdecimal() for line in run) < _FEWEST or max(steps) > _UNEVEN * median(steps):
        return run
    first, last = run[0].quad, run[-1].quad
    quad = (first[0], last[1], last[2], first[3])
    text = "".join(line.text for line in run)
    scores = tuple(score for line in run for score in line.scores)
    return [
        replace(
            run[0], text=text, quad=quad, score=min(line.score for line in run), scores=scores, middles=()
        )
    ]
