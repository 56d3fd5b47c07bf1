"""An electronic invoice as its codes state it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.readings import Box


@dataclass(frozen=True, slots=True)
class Item:
    """One thing sold; a discount has a negative price."""

    name: str
    quantity: Decimal
    unit_price: Decimal


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
