"""What a sale says, for sentences with slots."""

import re
from collections.abc import Mapping
from typing import Final

from models.generator.content import Content
from models.generator.contents.parties import ADDRESSED
from models.generator.marked import EMPTY, Entry, Marked, Piece, plain
from models.labels import Label

_OWN: Final = re.compile(r"\{%(\w)\}")
_SLOTS: Final = {
    "o": Label.INVOICE_NO,
    "i": Label.ISSUE_DATE,
    "u": Label.SELLER_UBN,
    "b": Label.BUYER_UBN,
    "t": Label.TOTAL_AMOUNT,
    "x": Label.TAX,
}


def said_of(content: Content) -> dict[str, Marked]:
    """Vendor (v), buyer's name (n), day, numbers, tax, what it comes to before tax (y) and in all."""
    found = {
        piece.label: piece
        for name in ("invoice", "seller", "buyer", "sums")
        for entry in content.groups.get(name, ())
        for piece in entry.value
        if piece.label
    }
    said: dict[str, Marked] = {slot: (found[label],) for slot, label in _SLOTS.items() if label in found}
    said |= {"v": content.vendor, "n": content.groups[ADDRESSED][0].value}
    if "t" in said and "x" in said:
        before = int(said["t"][0].value) - int(said["x"][0].value)
        said["y"] = plain(content.style.figures.number(before))
    return said


def sentence(content: Content, said: Mapping[str, Marked], form: str) -> Marked:
    """Slots {%x} with what is said, others with anything; nothing where a value is missing."""
    parts = _OWN.split(form)
    if any(slot not in said for slot in parts[1::2]):
        return EMPTY
    made: list[Piece] = []
    for place, part in enumerate(parts):
        if place % 2:
            made += said[part]
        elif part:
            made.append(Piece(content.style.filled(part, content.day)))
    return tuple(made)


def entries(content: Content, pairs: list[tuple[str, str]]) -> list[Entry]:
    """Facts that are no fields."""
    return [content.style.distractor(pair, content.day) for pair in pairs]
