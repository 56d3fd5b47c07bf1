"""What recognition did to drawn pages, counted: characters misread and dropped, lines lost and merged."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from models.generator.alignment import LabelledLine, Origin, align, height_of
from models.generator.drawing import Drawn
from models.generator.matching import folded
from models.generator.noise import neighbours
from models.generator.pages import PrintedLine
from models.generator.rates import GAPS, LEADERS, LENGTHS, Writing, gap_bin, length_bins, writing_of
from models.sheets import TextLine

# A drawn page of which less was read was out of reach: what is learnt from it is nothing.
LEAST_READ = 0.2


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: float = 0.0
    of: float = 0.0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.of += 1

    @property
    def rate(self) -> float:
        return self.hits / self.of if self.of else 0.0


def _shares(count: int) -> list[Share]:
    return [Share() for _ in range(count)]


def _by_writing() -> dict[Writing, Share]:
    return {writing: Share() for writing in Writing}


@dataclass(slots=True)
class Counts:
    """Of the pages of one level. `pages` and `lines` have errors and characters of each."""

    pages: list[tuple[int, int]] = field(default_factory=list)
    lines: list[tuple[int, int, int]] = field(default_factory=list)
    unread: int = 0
    misread: dict[Writing, Share] = field(default_factory=_by_writing)
    dropped: dict[Writing, Share] = field(default_factory=_by_writing)
    split: dict[Writing, Share] = field(default_factory=_by_writing)
    inserted: Share = field(default_factory=Share)
    leaders: Share = field(default_factory=Share)
    lost: list[Share] = field(default_factory=lambda: _shares(len(LENGTHS) + 2))
    merged: list[Share] = field(default_factory=lambda: _shares(len(GAPS) + 1))
    blank_between: list[Share] = field(default_factory=lambda: _shares(len(GAPS) + 1))
    sides: list[np.ndarray] = field(default_factory=list)
    corners: list[np.ndarray] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    right_scores: list[float] = field(default_factory=list)
    wrong_scores: list[float] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    readings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    widths: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    insertions: Counter[str] = field(default_factory=Counter)


def count(drawn: Drawn, lines: Sequence[TextLine], counts: Counts) -> None:
    """Adds one page that was recognised."""
    found = align(drawn.page, lines)
    read = {one: number for number, line in enumerate(found) for one in line.origins if one is not None}
    characters = sum(len(line.text) for line in drawn.page.lines)
    if len(read) < LEAST_READ * characters:
        counts.unread += 1
        return
    printed = drawn.page.lines
    numbers = {number: _lines_of(number, line, read) for number, line in enumerate(printed)}
    errors = sum(_count_line(line, printed, counts, len(counts.pages)) for line in found)
    for number, line in enumerate(printed):
        errors += _count_printed(number, line, numbers[number], read, counts)
    counts.pages.append((errors, characters))
    _count_merges(printed, numbers, counts)
    _count_places(found, printed, counts)


def _lines_of(number: int, line: PrintedLine, read: dict[Origin, int]) -> list[int]:
    """Which recognised line each character went to, in order, without those that none has."""
    places = (read.get(Origin(number, place)) for place in range(len(line.text)))
    return [one for one in places if one is not None]


def _count_line(found: LabelledLine, printed: Sequence[PrintedLine], counts: Counts, page: int) -> int:
    """Misread and inserted characters of one recognised line; gives the number of errors."""
    if not any(found.origins):
        counts.strays.append(found.line.text)
        return 0
    errors = 0
    for place, (one, origin) in enumerate(zip(found.line.text, found.origins, strict=True)):
        if origin is None:
            inside = _inside(found.origins, place)
            counts.insertions[one] += inside
            errors += inside and not one.isspace()
            counts.inserted.hits += inside
            continue
        counts.inserted.of += 1
        errors += _count_character(printed[origin.line].text[origin.place], one, counts)
    (counts.wrong_scores if errors else counts.right_scores).append(found.line.score)
    counts.lines.append((errors, len(found.line.text), page))
    return errors


def _inside(origins: Sequence[Origin | None], place: int) -> bool:
    """Whether both of the next characters that were printed are of one printed line."""
    before = next((one for one in reversed(origins[:place]) if one is not None), None)
    behind = next((one for one in origins[place:] if one is not None), None)
    return before is not None and behind is not None and before.line == behind.line


def _count_character(printed: str, read: str, counts: Counts) -> bool:
    """Another width is not an error, but it is a reading."""
    counts.seen[printed] += 1
    wrong = folded(printed) != folded(read)
    counts.misread[writing_of(printed)].add(wrong)
    if printed != read:
        (counts.readings if wrong else counts.widths)[printed][read] += 1
    return wrong


def _count_printed(
    number: int, line: PrintedLine, parts: list[int], read: dict[Origin, int], counts: Counts
) -> int:
    """Whether a printed line was lost, where it was cut, and which of its characters were dropped."""
    counts.lost[int(length_bins([line])[0])].add(not parts)
    if not parts:
        return 0
    dropped = 0
    leaders = _count_leaders(number, line, read, counts)
    for place, character in enumerate(line.text):
        if place in leaders:
            continue
        gone = Origin(number, place) not in read
        counts.dropped[writing_of(character)].add(gone)
        counts.printed[character] += 1
        counts.gone[character] += gone
        dropped += gone and not character.isspace()
        if 0 < place < len(line.text) - 1:
            here, before = (
                _nearest(number, line, at, step, read) for at, step in ((place, 1), (place - 1, -1))
            )
            counts.split[writing_of(character)].add(None not in (here, before) and here != before)
    return dropped


def _count_leaders(number: int, line: PrintedLine, read: dict[Origin, int], counts: Counts) -> set[int]:
    """Their places: they go by the dozen, which says nothing of how other characters are read."""
    places: set[int] = set()
    for run in LEADERS.finditer(line.text):
        found = sum(Origin(number, place) in read for place in range(*run.span()))
        counts.leaders.add(found < (run.end() - run.start()) / 2)
        places.update(range(*run.span()))
    return places


def _nearest(number: int, line: PrintedLine, place: int, step: int, read: dict[Origin, int]) -> int | None:
    """The recognised line of the character, or of the next one if it is a blank."""
    while 0 <= place < len(line.text) and line.text[place].isspace():
        place += step
    return read.get(Origin(number, place))


def _count_merges(printed: Sequence[PrintedLine], numbers: dict[int, list[int]], counts: Counts) -> None:
    if not printed:
        return
    corners = np.array([line.quad for line in printed], np.float32)
    for one, other, bin_ in zip(*_neighbours(corners), strict=True):
        if numbers[one] and numbers[other]:
            counts.merged[bin_].add(numbers[one][-1] == numbers[other][0])


def _neighbours(corners: np.ndarray) -> tuple[list[int], list[int], list[int]]:
    ones, others, gaps = neighbours(corners)
    return ones.tolist(), others.tolist(), gap_bin(gaps).tolist()


def _count_places(found: Sequence[LabelledLine], printed: Sequence[PrintedLine], counts: Counts) -> None:
    """Of recognised lines that are one printed line: how far each side reaches beyond it."""
    for line in found:
        sources = {origin.line for origin in line.origins if origin is not None}
        if len(sources) == 1 and len(line.line.text) >= len(printed[min(sources)].text) - 1:
            source = printed[min(sources)]
            off = _off(source, line.line)
            if np.abs(off).max() < 1.5:
                counts.sides.append(off.mean(axis=1))
                counts.corners.append((off - off.mean(axis=1, keepdims=True)).ravel())
        elif len(sources) > 1:
            _count_blanks(line, printed, counts)


def _off(printed: PrintedLine, found: TextLine) -> np.ndarray:
    """Left, right, top and bottom, each at both of its corners, outwards; in heights, (4, 2)."""
    quad, other = np.array(printed.quad), np.array(found.quad)
    height = max(height_of(printed), 1.0)
    down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    down /= max(float(np.hypot(*down)), 1e-6)
    right = np.array([down[1], -down[0]])
    moved = (other - quad) / height
    along, across = moved @ right, moved @ down
    return np.array(
        [(-along[0], -along[3]), (along[1], along[2]), (-across[0], -across[1]), (across[3], across[2])]
    )


def _count_blanks(line: LabelledLine, printed: Sequence[PrintedLine], counts: Counts) -> None:
    """Between two printed lines that were read as one."""
    text, origins = line.line.text, line.origins
    known = [place for place, origin in enumerate(origins) if origin is not None]
    for one, other in pairwise(known):
        before, after = origins[one], origins[other]
        if before is not None and after is not None and before.line != after.line:
            pair = np.array([printed[before.line].quad, printed[after.line].quad], np.float32)
            for bin_ in _neighbours(pair)[2]:
                counts.blank_between[bin_].add(" " in text[one + 1 : other])
