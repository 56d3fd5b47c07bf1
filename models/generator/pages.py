"""What the generator gives: one page's printed lines, which characters of them are what, and the truth."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.checkup.reading import BillKind, ReadingField
from models.labels import Label
from models.sheets import Quad


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` up to `end` of one printed line."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as a recogniser would cut it. `quad` is in pixels of the page, `size` the font's height there;
    `stretches` are in their order and do not overlap."""

    text: str
    quad: Quad
    stretches: tuple[Stretch, ...]
    size: float
    handwritten: bool = False


@dataclass(frozen=True, slots=True)
class SampledPage:
    """One document on one page of `width` × `height` pixels; `values` and `rows` are what is printed on it,
    as docs/reading.md writes it."""

    kind: BillKind
    family: str
    lines: tuple[PrintedLine, ...]
    width: int
    height: int
    values: Mapping[ReadingField, str]
    rows: tuple[Mapping[ReadingField, str], ...]
    handwritten: bool
