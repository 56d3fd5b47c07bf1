"""Labels of printed characters carried over to the lines that recognition gives of their picture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from models.generator.matching import Wanted, folded, matched
from models.generator.pages import PrintedLine, SampledPage, Stretch
from models.labels import Label
from models.sheets import TextLine

# Characters so near to a line's ends (in its heights) may be its own or its neighbour's.
SLACK = 1.2
SURE = 0.3
# Off the middle of a line by more than this share of its height, a character is of another line.
ASIDE = 0.6
# A line that has less of its text right than this was not read but guessed.
LEAST_RIGHT = 0.25
ASCII_WIDTH = 0.55
WIDE_FROM = 0x2E7F

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Origin:
    """Character `place` of printed line `line`."""

    line: int
    place: int


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A recognised line; `origins` tells of each of its characters what it was printed as, None where
    nothing was printed."""

    line: TextLine
    stretches: tuple[Stretch, ...]
    origins: tuple[Origin | None, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Stretch `which` of a printed line."""

    line: int
    which: int
    label: Label


Owners = Mapping[Origin, Owner]
UNPRINTED = object()


@dataclass(frozen=True, slots=True)
class _Characters:
    """All n of a page: `centres` (n, 2), and where they come from."""

    text: str
    centres: Floats
    origins: tuple[Origin, ...]


def align(page: SampledPage, lines: Sequence[TextLine]) -> tuple[LabelledLine, ...]:
    """`page` has its quads in the pixels of the picture that `lines` were recognised on."""
    characters, owners = _characters(page.lines), _owners(page.lines)
    return tuple(_labelled(line, near, characters, owners) for line, near in _near(characters, lines))


def recognised_page(page: SampledPage, lines: Sequence[TextLine]) -> SampledPage:
    """The page as recognition sees it: its truth, and the recognised lines with their labels."""
    seen = tuple(
        PrintedLine(one.line.text, one.line.quad, one.stretches, height_of(one.line), _is_by_hand(page, one))
        for one in align(page, lines)
    )
    return replace(page, lines=seen)


def edges_of(text: str) -> Floats:
    """Where along a line each of its characters begins, and the last one ends; from 0 to 1."""
    widths = np.array([0.0] + [1.0 if ord(one) > WIDE_FROM else ASCII_WIDTH for one in text])
    edges: Floats = np.cumsum(widths) / max(widths.sum(), ASCII_WIDTH)
    return edges


def height_of(line: TextLine | PrintedLine) -> float:
    """Of its quad: the mean of both sides."""
    a, b, c, d = np.array(line.quad)
    return float(np.hypot(*(d - a)) + np.hypot(*(c - b))) / 2


def _is_by_hand(page: SampledPage, line: LabelledLine) -> bool:
    return any(page.lines[one.line].handwritten for one in line.origins if one is not None)


def _characters(lines: Sequence[PrintedLine]) -> _Characters:
    centres, origins = [np.zeros((0, 2))], []
    for number, line in enumerate(lines):
        if line.text:
            edges = edges_of(line.text)
            shares = (edges[:-1] + edges[1:])[:, None] / 2
            a, b, c, d = np.array(line.quad)
            centres.append((a + d) / 2 * (1 - shares) + (b + c) / 2 * shares)
            origins += [Origin(number, place) for place in range(len(line.text))]
    return _Characters("".join(line.text for line in lines), np.concatenate(centres), tuple(origins))


def _owners(lines: Sequence[PrintedLine]) -> Owners:
    return {
        Origin(number, place): Owner(number, which, stretch.label)
        for number, line in enumerate(lines)
        for which, stretch in enumerate(line.stretches)
        for place in range(stretch.start, stretch.end)
    }


@dataclass(frozen=True, slots=True)
class _Near:
    """Characters, by number, that lie on a recognised line or just beyond its ends, in reading order."""

    numbers: tuple[int, ...]
    wanted: tuple[Wanted, ...]


def _near(characters: _Characters, lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, _Near]]:
    """Each character is wanted of the line whose middle is nearest; near its ends others may have it too."""
    if not lines:
        return
    along, across, beyond = np.moveaxis(np.stack([_places(characters.centres, line) for line in lines]), 2, 0)
    distance = np.where((across < ASIDE) & (beyond < SLACK), across + np.maximum(beyond, 0), np.inf)
    nearest = np.argmin(distance, axis=0)
    for number, line in enumerate(lines):
        reachable = np.isfinite(distance[number])
        own = (nearest == number) & reachable
        near = np.flatnonzero(own | (reachable & (beyond[number] > -SLACK)))
        numbers = _in_order([int(one) for one in near], characters, along[number])
        wanted = [
            (Wanted.SURELY if beyond[number, one] < -SURE else Wanted.LIKELY) if own[one] else Wanted.PERHAPS
            for one in numbers
        ]
        yield line, _Near(tuple(numbers), tuple(wanted))


def _places(centres: Floats, line: TextLine) -> Floats:
    """Of points (n, 2): how far along the line, off its middle, and beyond its ends; in heights, (n, 3)."""
    a, b, c, d = np.array(line.quad)
    start, end = (a + d) / 2, (b + c) / 2
    length = max(float(np.hypot(*(end - start))), 1e-6)
    direction = (end - start) / length
    offsets = centres - start
    along = offsets @ direction
    across = np.abs(offsets @ np.array([-direction[1], direction[0]]))
    scaled: Floats = np.stack([along, across, np.maximum(-along, along - length)], axis=1)
    return scaled / max(height_of(line), 1.0)


def _in_order(numbers: Sequence[int], characters: _Characters, along: Floats) -> list[int]:
    """Printed lines one behind the other: where they touch, places alone would mix their characters."""
    groups = [list(group) for _, group in groupby(numbers, lambda one: characters.origins[one].line)]
    groups.sort(key=lambda group: float(np.mean(along[group])))
    return [number for group in groups for number in group]


def _labelled(line: TextLine, near: _Near, characters: _Characters, owners: Owners) -> LabelledLine:
    text = "".join(characters.text[one] for one in near.numbers)
    places = matched(text, near.wanted, line.text)
    right = sum(
        place is not None and folded(text[place]) == folded(one)
        for place, one in zip(places, line.text, strict=True)
    )
    if right < LEAST_RIGHT * len(line.text):
        return LabelledLine(line, (), (None,) * len(line.text))
    origins = tuple(None if place is None else characters.origins[near.numbers[place]] for place in places)
    return LabelledLine(line, _stretches(origins, owners), origins)


def _stretches(origins: Sequence[Origin | None], owners: Owners) -> tuple[Stretch, ...]:
    """What was read in the middle of a stretch though it was not printed belongs to it."""
    labelled = [owners.get(one) if one is not None else UNPRINTED for one in origins]
    found: list[Stretch] = []
    place = 0
    while place < len(labelled):
        owner = labelled[place]
        if isinstance(owner, Owner):
            end = _end_of(labelled, place)
            found.append(Stretch(place, end, owner.label))
            place = end
        else:
            place += 1
    return tuple(found)


def _end_of(labelled: Sequence[object], start: int) -> int:
    """Behind the last character of the stretch that begins at `start`."""
    end = start + 1
    for place in range(start + 1, len(labelled)):
        if labelled[place] == labelled[start]:
            end = place + 1
        elif labelled[place] is not UNPRINTED:
            break
    return end
