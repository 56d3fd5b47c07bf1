"""Text that knows what it says: pieces with labels and values, entries and tables made of them."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from models.labels import Label

# A piece of no row of its own belongs to the whole document.
WHOLE = -1
_SLOT: Final = re.compile(r"\{(\w)\}")


class Piece(NamedTuple):
    """`value` is written as docs/reading.md has it; of months it is two days with a stroke. A piece without
    text says something that another one shows."""

    text: str
    label: Label | None = None
    value: str = ""
    row: int = WHOLE


Marked = tuple[Piece, ...]
EMPTY: Marked = ()


class Entry(NamedTuple):
    """What something is called, and what it is. `english` stands beside or below the name."""

    words: Marked
    value: Marked
    english: str = ""


class Table(NamedTuple):
    """Cells in rows below their heads; `english` are second heads, or none."""

    heads: tuple[Marked, ...]
    rows: tuple[tuple[Marked, ...], ...]
    english: tuple[str, ...] = ()


def plain(text: str) -> Marked:
    """Text that is no field."""
    return (Piece(text),)


def written(marked: Marked) -> str:
    """Its characters."""
    return marked[0].text if len(marked) == 1 else "".join(piece.text for piece in marked)


def broken(marked: Marked) -> list[Marked]:
    """What a line break in text that is no field cuts it into."""
    lines: list[list[Piece]] = [[]]
    for piece in marked:
        parts = (piece,) if piece.label else [Piece(text) for text in piece.text.split("\n")]
        for number, part in enumerate(parts):
            if number:
                lines.append([])
            lines[-1].extend([part] * bool(part.text))
    return [tuple(line) for line in lines if line]


def is_broken(marked: Marked) -> bool:
    """Whether it stands in more than one line."""
    return any("\n" in piece.text for piece in marked)


def unbroken(marked: Marked) -> Marked:
    """In one line, where there is no room for two."""
    return tuple(piece._replace(text=piece.text.replace("\n", " ")) for piece in marked)


def pieced(form: str, said: Mapping[str, Marked]) -> Marked:
    """The form with marked text in its slots; slots without any stay empty."""
    made: list[Piece] = []
    for place, part in enumerate(_SLOT.split(form)):
        if place % 2:
            made += said.get(part, ())
        elif part:
            made.append(Piece(part))
    return tuple(made)
