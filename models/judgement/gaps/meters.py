"""Readings and usages that their difference proves."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.figures import written
from models.judgement.gaps.paper import Number, Paper, Stretch, known_of, only, single
from models.judgement.mentions import Mention
from models.judgement.words import PROOF_WORDS, plain
from models.labels import Label, Span

F = ReadingField
_LEAST, _LEAST_OF_BOTH = Decimal(10), Decimal(100)
_WORD: Final = 8
# Two numbers whose space was lost, and one of them.
_RUN: Final = re.compile(r"(?<![\d.,])\d[\d,]{5,13}\d(?![\d.,])")
_READING: Final = re.compile(r"[1-9]\d{2,6}|[1-9]\d{0,2}(?:,\d{3})+")


def readings(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only two numbers that lie the usage apart, or the one that lies so far from a known reading."""
    known = known_of(found)
    usage = only(known, F.USAGE)
    if usage is None or paper.kind not in bounds.PERIOD_KINDS or Decimal(usage) < 1:
        return
    used = Decimal(usage)
    shown = [one for one in paper.numbers if one.free and _may_be_reading(paper, one)]
    previous, current = only(known, F.PREVIOUS_READING), only(known, F.CURRENT_READING)
    if F.PREVIOUS_READING not in known and F.CURRENT_READING not in known:
        yield from _both(paper, shown, used)
    elif F.PREVIOUS_READING not in known and current:
        yield from _one(shown, Decimal(current) - used, used, Label.PREVIOUS_READING)
    elif F.CURRENT_READING not in known and previous:
        yield from _one(shown, Decimal(previous) + used, used, Label.CURRENT_READING)


def run_together(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """Digits behind or below a word of meters that fall apart into two numbers the usage apart: of which
    nothing was read, or one reading as long as both."""
    known = known_of(found)
    usage = only(known, F.USAGE)
    shown = known.get(F.PREVIOUS_READING, frozenset()) | known.get(F.CURRENT_READING, frozenset())
    if usage is None or paper.kind not in bounds.PERIOD_KINDS or Decimal(usage) < _LEAST or len(shown) > 1:
        return
    parted = {
        (first, last)
        for number, texts in enumerate(paper.texts)
        for line, text in enumerate(texts)
        for run in _RUN.finditer(text)
        for cut in _cuts(run, Decimal(usage))
        if _is_unread(whole := paper.stretch(number, line, *run.span()), paper, shown)
        and _names_a_meter(paper, whole)
        for first, last in [_in_order(paper, (number, line), run, cut)]
    }
    if len(parted) == 1:
        for earlier, later in parted:
            yield earlier.span(Label.PREVIOUS_READING)
            yield later.span(Label.CURRENT_READING)


def _cuts(run: re.Match[str], used: Decimal) -> Iterator[int]:
    """Where a run of digits may be two readings."""
    for cut in range(run.start() + 1, run.end()):
        halves = run.string[run.start() : cut], run.string[cut : run.end()]
        if all(map(_READING.fullmatch, halves)):
            first, last = map(_number, halves)
            if abs(last - first) == used and min(first, last) >= _LEAST_OF_BOTH:
                yield cut


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _is_unread(run: Stretch, paper: Paper, shown: frozenset[str]) -> bool:
    return shown == {str(_number(run.text))} if shown else paper.is_free(run)


def _in_order(paper: Paper, where: tuple[int, int], run: re.Match[str], cut: int) -> tuple[Stretch, Stretch]:
    """The earlier reading and the later one."""
    first, last = paper.stretch(*where, run.start(), cut), paper.stretch(*where, cut, run.end())
    return (first, last) if _number(first.text) < _number(last.text) else (last, first)


def _may_be_reading(paper: Paper, one: Number) -> bool:
    text = paper.texts[one.stretch.sheet][one.stretch.line]
    around = paper.before(one.stretch)[-_WORD:] + plain(text[one.stretch.end :]).lower()[:1]
    whole = one.value == one.value.to_integral_value()
    return whole and not any(word in around for word in PROOF_WORDS["no_readings"])


def _both(paper: Paper, shown: Sequence[Number], used: Decimal) -> Iterator[tuple[int, Span]]:
    """A meter that runs has shown more before than was used since."""
    pairs = [
        (first, last)
        for first in shown
        for last in shown
        if last.value - first.value == used and first.value >= max(used, _LEAST_OF_BOTH)
    ]
    if len({(first.value, last.value) for first, last in pairs}) == 1:
        first, last = pairs[0]
        if _says(paper, first, "meters") or _says(paper, last, "meters"):
            yield first.stretch.span(Label.PREVIOUS_READING)
            yield last.stretch.span(Label.CURRENT_READING)


def _one(shown: Sequence[Number], value: Decimal, used: Decimal, label: Label) -> Iterator[tuple[int, Span]]:
    least = max(used, _LEAST)
    yield from single(
        [(written(one.value), one.stretch.span(label)) for one in shown if one.value == value >= least]
    )


def _says(paper: Paper, one: Number, words: str) -> bool:
    """Whether a word stands before a number, above it, or as the sign behind it."""
    return any(word in _around(paper, one.stretch) for word in PROOF_WORDS[words])


def _around(paper: Paper, one: Stretch) -> str:
    text = paper.texts[one.sheet][one.line]
    return paper.before(one) + paper.above(one) + plain(text[one.end :]).lower()[:1]


def _names_a_meter(paper: Paper, one: Stretch) -> bool:
    return any(word in _around(paper, one) for word in PROOF_WORDS["meters"])


def usages(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The difference of both readings, where it is printed: of water, which no factor corrects."""
    known = known_of(found)
    previous, current = only(known, F.PREVIOUS_READING), only(known, F.CURRENT_READING)
    if F.USAGE in known or previous is None or current is None or paper.kind is not BillKind.WATER:
        return
    if paper.says("multiplied"):
        return
    used = Decimal(current) - Decimal(previous)
    fits = [
        one
        for one in paper.numbers
        if one.free and one.value == used >= _LEAST and _says(paper, one, "usages")
    ]
    yield from single([(written(one.value), one.stretch.span(Label.USAGE)) for one in fits])
