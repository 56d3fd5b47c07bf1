"""What a sampled layout is: printed lines with labelled stretches, and the values they say."""

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
    """One line as it is printed; `size` is the height of its font in pixels."""

    text: str
    quad: Quad
    stretches: tuple[Stretch, ...]
    size: float
    handwritten: bool = False


@dataclass(frozen=True, slots=True)
class SampledPage:
    """A page of `width` × `height` pixels; `values` and `rows` are its truth as docs/reading.md writes it."""

    kind: BillKind
    family: str
    lines: tuple[PrintedLine, ...]
    width: int
    height: int
    values: Mapping[ReadingField, str]
    rows: tuple[Mapping[ReadingField, str], ...]
    handwritten: bool
