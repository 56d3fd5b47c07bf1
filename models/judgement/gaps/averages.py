"""A usage by what a unit costs on average, and emissions by their unit."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.checks import bounds
from models.judgement.figures import written
from models.judgement.gaps.paper import Paper, known_of, only, single
from models.judgement.mentions import Mention
from models.judgement.words import PROOF_WORDS, plain
from models.labels import Label, Span

F = ReadingField
_AVERAGE: Final = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,4}(?![\d.])")
# The point of so small a print is often lost.
_WITHOUT_POINT: Final = re.compile(r"(?<![\d.])(\d)(\d\d)(?=\s*元)")
_KILOGRAMS: Final = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?:公斤|kg)(?!\w*\s*[/／每])", re.IGNORECASE
)
_LEAST_USAGE: Final = 10
# The total has other items too, and what a unit costs is rounded.
_OTHERS, _ROUNDING = Decimal(1), Decimal("0.0051")


def averaged(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only number that times the printed average price is the total."""
    known = known_of(found)
    total = only(known, F.TOTAL_AMOUNT)
    if paper.kind not in bounds.PERIOD_KINDS or F.USAGE in known or total is None:
        return
    averages = set(_averages(paper))
    fits = [
        (written(one.value), one.stretch.span(Label.USAGE))
        for one in paper.numbers
        if one.free
        and one.value >= _LEAST_USAGE
        and any(_comes_to(one.value, average, Decimal(total)) for average in averages)
    ]
    if len(averages) == 1:
        yield from single(fits)


def _averages(paper: Paper) -> Iterator[Decimal]:
    """Behind the word in its own line or in the next one to the right."""
    printed = [(one, match[0]) for one, match in paper.find(_AVERAGE)]
    printed += [(one, f"{match[1]}.{match[2]}") for one, match in paper.find(_WITHOUT_POINT)]
    for one, average in printed:
        if any(word in paper.before(one) for word in PROOF_WORDS["average"]):
            yield Decimal(average)


def _comes_to(count: Decimal, average: Decimal, total: Decimal) -> bool:
    return abs(count * average - total) <= count * _ROUNDING + _OTHERS


def emissions(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only kilograms on a bill of what is not sold by weight; those of one unit are a factor."""
    if paper.kind not in bounds.PERIOD_KINDS or F.PRINTED_KGCO2E in known_of(found):
        return
    weighed = []
    for one, match in paper.find(_KILOGRAMS):
        if not any(word in paper.before(one) for word in PROOF_WORDS["of_one"]):
            number = paper.stretch(one.sheet, one.line, one.start, one.start + len(match["number"]))
            weighed.append((plain(match["number"]), number.span(Label.PRINTED_KGCO2E)))
    yield from single(weighed)
