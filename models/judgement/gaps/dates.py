"""Periods and days of issue that are the only ones of their form."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement import days
from models.judgement.checks import bounds
from models.judgement.gaps.paper import Paper, Stretch, known_of
from models.judgement.mentions import Mention
from models.judgement.words import PROOF_WORDS, plain
from models.labels import Label, Span

F = ReadingField
_ENDS: Final = (F.PERIOD_START, F.PERIOD_END)
_DATED: Final = (BillKind.FUEL, BillKind.LPG, BillKind.INVOICE)
_PARTED: Final = (
    r"(?:(?:中華)?民國\s*|西元\s*)?(?:20\d\d|1\d\d|\d\d)\s*"
    r"(?:/\s*\d{1,2}\s*/|\.\s*\d{1,2}\s*\.|-\s*\d{1,2}\s*-|年\s*\d{1,2}\s*月)\s*\d{1,2}(?:\s*日)?"
)
_NAMED: Final = r"[A-Za-z]{3,9}\.?\s?\d{1,2},?\s?20\d\d|\d{1,2}[ \-][A-Za-z]{3,9}\.?[ \-]20\d\d"
_BEHIND: Final = r"(?![0-9/月])"
DAY: Final = re.compile(rf"(?<![0-9A-Za-z/.\-])(?:{_PARTED}|{_NAMED})(?:(?<=\d\d)(?=\d\d:\d\d)|{_BEHIND})")
_RANGE_DAY: Final = re.compile(rf"(?<![0-9A-Za-z])(?:{_PARTED}|{_NAMED}|1\d{{6}}|20\d{{6}}){_BEHIND}")
_JOINED: Final = re.compile(r"(?:起?(?:至|到|~+|-+|to)|起)", re.IGNORECASE)
_FEWEST_DAYS, _MOST_DAYS = 5, 130
_WORD: Final = 16

Day = tuple[Stretch, date]


def periods(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only two days that are joined as a range; or the other end of one that is known."""
    known = known_of(found)
    if paper.kind not in bounds.PERIOD_KINDS or any(field in known for field in _ENDS):
        return
    ranges = [pair for pair in _ranges(paper) if _lasts(*pair)]
    if len({(first[1], last[1]) for first, last in ranges}) == 1:
        first, last = ranges[0]
        yield first[0].span(Label.PERIOD_START)
        yield last[0].span(Label.PERIOD_END)


def _ranges(paper: Paper) -> Iterator[tuple[Day, Day]]:
    read = [(one, day) for one, match in paper.find(_RANGE_DAY) if (day := _read(match[0]))]
    for first, last in pairwise(read):
        if _are_joined(paper, first[0], last[0]) and not _says(paper, first[0], "other_periods"):
            yield first, last


def _read(raw: str) -> date | None:
    found = days.day(raw)
    return date.fromisoformat(found.value) if found and not found.alternatives else None


def _are_joined(paper: Paper, first: Stretch, last: Stretch) -> bool:
    """Whether nothing but a word or sign of ranges stands between, in one line or two neighbouring ones."""
    text = paper.texts[first.sheet][first.line]
    if (first.sheet, first.line) == (last.sheet, last.line):
        return bool(_JOINED.fullmatch(plain(text[first.end : last.start])))
    if first.sheet != last.sheet or not (paper.same_row(first, last) or _is_below(first, last)):
        return False
    between = plain(text[first.end :] + paper.texts[last.sheet][last.line][: last.start])
    return bool(_JOINED.fullmatch(between))


def _is_below(first: Stretch, last: Stretch) -> bool:
    overlap = last.left < first.right and first.left < last.right
    return overlap and 0 < last.y - first.y < 3 * first.height


def _lasts(first: Day, last: Day) -> bool:
    return _FEWEST_DAYS <= (last[1] - first[1]).days + 1 <= _MOST_DAYS


def _says(paper: Paper, one: Stretch, words: str) -> bool:
    """Whether a word before a day or above it makes it something else."""
    around = (paper.before(one)[-_WORD:], paper.above(one) if one.start == 0 else "")
    behind = plain(paper.texts[one.sheet][one.line][one.end :]).lower()[:2]
    return any(word in text for text in (*around, behind) for word in PROOF_WORDS[words])


def issue_dates(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only full day on the paper of a purchase, behind or below a word of such days."""
    if paper.kind not in _DATED or F.ISSUE_DATE in known_of(found):
        return
    read = [(one, day) for one, match in paper.find(DAY) if (day := _read(match[0]))]
    open_days = [(one, day) for one, day in read if not _says(paper, one, "other_days")]
    if len({day for _, day in open_days}) == 1:
        told = [one for one, _ in open_days if _is_issue(paper, one)]
        yield from (one.span(Label.ISSUE_DATE) for one in told[:1])


def _is_issue(paper: Paper, one: Stretch) -> bool:
    before, above = paper.before(one)[-_WORD:], paper.above(one)
    if any(word in (before or above) for word in PROOF_WORDS["issued"]):
        return True
    behind = plain(paper.texts[one.sheet][one.line][one.end :]).lower()
    return not before and any(word in behind for word in PROOF_WORDS["tills"])
