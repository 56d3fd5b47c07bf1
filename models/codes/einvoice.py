"""An electronic invoice as its codes state it, by 財政部財政資訊中心
「電子發票證明聯一維及二維條碼規格說明」 v1.8 (107-08)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.codes.code import Code, CodeFormat
from models.codes.items import Item, listed
from models.readings import Box

__all__ = ["EInvoice", "Item", "einvoice", "einvoices"]


@dataclass(frozen=True, slots=True)
class EInvoice:
    """`sales` and `total` are NT$ without and with tax; `item_count` tells how many items there are in all,
    `complete` whether `items` has them all; `box` is where the left code lies."""

    number: str
    issue_date: date
    random_code: str
    sales: int
    total: int
    buyer_ubn: str | None
    seller_ubn: str
    items: tuple[Item, ...]
    item_count: int
    box: Box | None
    complete: bool


_HEAD = re.compile(
    rb"(?P<number>[A-Z]{2}\d{8})(?P<year>\d{3})(?P<month>\d\d)(?P<day>\d\d)(?P<random>\d{4})"
    rb"(?P<sales>[0-9A-Fa-f]{8})(?P<total>[0-9A-Fa-f]{8})(?P<buyer>\d{8})(?P<seller>\d{8})[ -~]{24}"
)
_RIGHT = b"**"
_NOBODY = "00000000"
# How many of its own widths to the side a left code's right one may lie.
_NEAR = 4.0


def einvoices(codes: Sequence[Code]) -> tuple[EInvoice, ...]:
    """Every invoice whose left code was read, with the items of the right code beside it."""
    squares = [code for code in codes if code.format is CodeFormat.QR]
    rights = [code for code in squares if code.content.startswith(_RIGHT)]
    found = []
    for left in squares:
        beside = _beside(left, rights)
        invoice = einvoice(left.content, beside.content if beside else b"", left.box)
        if invoice is not None:
            rights = [right for right in rights if right is not beside]
            found.append(invoice)
    return tuple(found)


def einvoice(left: bytes, right: bytes = b"", box: Box | None = None) -> EInvoice | None:
    """What the codes' bytes say; None if the left one is not an invoice's."""
    head = _HEAD.match(left)
    if head is None:
        return None
    said = {name: value.decode("ascii") for name, value in head.groupdict().items()}
    try:
        issued = date(int(said["year"]) + 1911, int(said["month"]), int(said["day"]))
    except ValueError:
        return None
    items = listed(left[head.end() :], right.removeprefix(_RIGHT) if right.startswith(_RIGHT) else b"")
    return EInvoice(
        number=said["number"],
        issue_date=issued,
        random_code=said["random"],
        sales=int(said["sales"], 16),
        total=int(said["total"], 16),
        buyer_ubn=None if said["buyer"] == _NOBODY else said["buyer"],
        seller_ubn=said["seller"],
        items=items.read,
        item_count=items.count,
        box=box,
        complete=items.whole,
    )


def _beside(left: Code, rights: Sequence[Code]) -> Code | None:
    width = left.box[2] - left.box[0]
    near = [(_distance(left, right), number) for number, right in enumerate(rights)]
    near = [(distance, number) for distance, number in near if distance < _NEAR * width]
    return rights[min(near)[1]] if near else None


def _distance(one: Code, other: Code) -> float:
    across, down = (one.box[0] - other.box[0]), (one.box[1] - other.box[1])
    return float((across**2 + down**2) ** 0.5)
