"""Several receipts on one page become sheets of their own; one bill with columns stays one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.codes.code import Code
from models.labels import Span
from models.recognition.documents import Evidence, evidence, said, words
from models.recognition.networks import Corners
from models.recognition.order import reading_order
from models.sheets import Sheet

Sides = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """One document on a page, with its codes. Places stay those of the whole page."""

    sheet: Sheet
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Numbers of lines and of codes that belong together."""

    lines: tuple[int, ...]
    codes: tuple[int, ...]


def split(sheet: Sheet, codes: Sequence[Code] = (), spans: Sequence[Span] = ()) -> tuple[Part, ...]:
    """Parts in reading order; one where there is no proof of several, because a wrong split loses more.

    `spans` are those of the whole sheet. One part is the sheet as it is given.
    """
    return _Page(sheet, codes, spans).parts() if sheet.lines else (Part(sheet, tuple(codes)),)


class _Page:
    """A sheet's lines and codes with their corners in pixels."""

    def __init__(self, sheet: Sheet, codes: Sequence[Code], spans: Sequence[Span]) -> None:
        self.sheet, self.codes = sheet, tuple(codes)
        self.said = [said(line) for line in sheet.lines]
        self.looks_left: int = words()["most_looks"]
        self.told: list[list[Span]] = [[] for _ in sheet.lines]
        for span in spans:
            self.told[span.line].append(span)
        self.of_lines = np.array([line.quad for line in sheet.lines], np.float32)
        size = np.array([sheet.width, sheet.height], np.float32)
        boxes = np.array([code.box for code in codes], np.float32).reshape(-1, 4)
        self.of_codes = boxes[:, [[0, 1], [2, 1], [2, 3], [0, 3]]] * size
        tall = np.linalg.norm(self.of_lines[:, 3] - self.of_lines[:, 0], axis=1)
        self.height = float(np.median(tall))

    def parts(self) -> tuple[Part, ...]:
        everything = _Piece(tuple(range(len(self.sheet.lines))), tuple(range(len(self.codes))))
        return tuple(self._part(piece) for piece in self._divided(everything))

    def _part(self, piece: _Piece) -> Part:
        lines = tuple(self.sheet.lines[number] for number in piece.lines)
        return Part(replace(self.sheet, lines=lines), tuple(self.codes[number] for number in piece.codes))

    def _divided(self, piece: _Piece) -> list[_Piece]:
        """The first cut that leaves two documents, and then each of them likewise."""
        for one, other in chain(self._cuts_beside(piece), self._cuts_below(piece)):
            return [*self._divided(one), *self._divided(other)]
        return [piece]

    def _cuts_beside(self, piece: _Piece) -> Iterator[tuple[_Piece, _Piece]]:
        least = words()["distances"]["gap_beside"] * self.height
        for one, other in self._cuts(piece, (1, 0), least):
            if self._two(self._evidence(one), self._evidence(other)):
                yield one, other

    def _cuts_below(self, piece: _Piece) -> Iterator[tuple[_Piece, _Piece]]:
        """Those first below which a head comes soonest: a gap within a receipt is no end of it."""
        distances = words()["distances"]
        found = []
        for one, other in self._cuts(piece, (0, 1), distances["gap_below"] * self.height):
            first = self._evidence(one)
            if not _heads(first):
                continue
            second = self._evidence(other)
            if _heads(second) and self._two(first, second):
                found.append((second.head or 0, (one, other)))
        yield from (cut for _, cut in sorted(found, key=lambda one: one[0]))

    def _two(self, one: Evidence, other: Evidence) -> bool:
        return one.alone and other.alone and one.differs(other)

    def _evidence(self, piece: _Piece) -> Evidence:
        lines = [self.said[number] for number in piece.lines]
        told = [self.told[number] for number in piece.lines]
        return evidence(lines, [self.codes[number] for number in piece.codes], self.height, told)

    def _cuts(self, piece: _Piece, across: tuple[int, int], least: float) -> Iterator[tuple[_Piece, _Piece]]:
        """Every way to part the piece along a straight empty band at least so wide, the widest first."""
        tilts = words()["tilts"]
        degrees = np.arange(-tilts["most"], tilts["most"] + tilts["step"] / 2, tilts["step"])
        found: dict[bytes, tuple[float, Sides]] = {}
        for degree in sorted(degrees, key=abs):
            for gap, before in self._bands(piece, _turned(across, float(degree)), least):
                of_lines = before[: len(piece.lines)]
                known = found.get(of_lines.tobytes(), (0.0,))[0]
                if of_lines.any() and not of_lines.all() and gap > known:
                    found[of_lines.tobytes()] = gap, before
        for _, before in sorted(found.values(), key=lambda cut: -cut[0]):
            self.looks_left -= len(piece.lines)
            if self.looks_left < 0:
                return
            yield self._side(piece, before), self._side(piece, ~before)

    def _bands(self, piece: _Piece, across: Corners, least: float) -> Iterator[tuple[float, Sides]]:
        """Empty bands across, at least so wide, each with which lines and codes lie before it."""
        lines, codes = list(piece.lines), list(piece.codes)
        along = np.concatenate([self.of_lines[lines], self.of_codes[codes]]) @ across
        starts, ends = along.min(axis=1), along.max(axis=1)
        order = np.argsort(starts)
        reached = np.maximum.accumulate(ends[order])
        gaps = starts[order][1:] - reached[:-1]
        for place in np.flatnonzero((gaps > 0) & (gaps >= least)):
            yield float(gaps[place]), starts <= reached[place]

    def _side(self, piece: _Piece, side: Sides) -> _Piece:
        of_lines, of_codes = side[: len(piece.lines)], side[len(piece.lines) :]
        kept = [number for number, here in zip(piece.lines, of_lines, strict=True) if here]
        ordered = reading_order(self.of_lines[kept])
        return _Piece(
            tuple(kept[place] for place in ordered),
            tuple(number for number, here in zip(piece.codes, of_codes, strict=True) if here),
        )


def _heads(found: Evidence) -> bool:
    """Whether it begins with a head."""
    return found.head is not None and found.head <= words()["lines_of_head"]


def _turned(across: tuple[int, int], degrees: float) -> Corners:
    angle = np.deg2rad(degrees)
    turning = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(turning @ np.array(across), np.float32)
