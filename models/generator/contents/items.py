"""The lines of a sale and the table that lists them."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from models.generator.content import Content
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import EMPTY, WHOLE, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import PADS, PRODUCTS, SALES
from models.labels import Label

# Goods whose columns are name, number, unit, price and amount, for whoever prints no table.
LINES: Final = "lines"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sale; `unit` is printed in a column of its own where there is one."""

    name: Marked
    quantity: Marked
    price: Marked
    amount: int
    unit: Marked = EMPTY


@dataclass(slots=True)
class Sale:
    """What is sold to whom; `total` is what its lines come to, tax included or not as `added_tax` says.

    `surcharges` and `discounts` are listed with the goods, what is `below` stands among the sums.
    """

    content: Content
    lines: list[Line] = field(default_factory=list)
    surcharges: list[Line] = field(default_factory=list)
    discounts: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    added_tax: bool = False

    @property
    def listed(self) -> tuple[Line, ...]:
        return (*self.lines, *self.surcharges, *self.discounts)

    @property
    def total(self) -> int:
        return sum(line.amount for line in (*self.listed, *self.below))


@dataclass(slots=True)
class _Column:
    """`name` is that of its head; `english` stands below it."""

    name: str
    head: Marked
    cells: list[Marked]
    english: str = ""


def amount_cell(style: Style, amount: int) -> Marked:
    """A line's own amount: no field."""
    return style.figures.money(None, amount, bare=True)


def priced(style: Style, label: Label | None, price: Decimal, row: int = WHOLE) -> Marked:
    """A price per unit, with as many places as the page's money has."""
    text = style.figures.number(price)
    if style.figures.cents and "." not in text and text.isascii():
        text += ".00"
    return (Piece(text, label, normal(price), row),)


def list_items(sale: Sale) -> None:
    """What is sold, as a table, and as it is before tables are made of it."""
    sale.content.tables["items"] = item_table(sale)
    style = sale.content.style
    keys = ("item", "quantity", "unit", "unit_price", "amount")
    unit = plain(style.dice.choose(("單位", "Unit")))
    heads = [unit if key == "unit" else style.words(key) for key in keys]
    rows: list[tuple[Marked, ...]] = [
        (line.name, line.quantity, line.unit, line.price, amount_cell(style, line.amount))
        for line in sale.listed
    ]
    if style.dice.chance(0.08):
        _annotate(sale, rows, 0)
    sale.content.tables[LINES] = Table(tuple(heads), tuple(rows))


def item_table(sale: Sale) -> Table:
    """Lines under heads; discounts below, as lines whose amounts are negative."""
    style, dice = sale.content.style, sale.content.style.dice
    columns = _kept(dice, _columns(style, sale))
    _with_units(style, columns, sale.listed)
    columns = _arranged(dice, columns)
    if dice.chance(0.3):
        columns.append(_Column("remarks", style.words("remarks"), [EMPTY for _ in sale.listed]))
    if dice.chance(0.35):
        numbers = [plain(str(place)) for place, _ in enumerate(sale.listed, 1)]
        head = plain(dice.choose(("項次", "No.", "序號", "#")))
        columns.insert(0, _Column("number", head, numbers))
    if dice.chance(0.15):
        columns.insert(dice.choose((0, 1, 1, len(columns))), _spare(sale))
    foreign = tuple(column.english for column in columns)
    rows = list(zip(*(column.cells for column in columns), strict=True))
    if dice.chance(0.12):
        _annotate(sale, rows, next(place for place, one in enumerate(columns) if one.name == "item"))
    return Table(tuple(column.head for column in columns), tuple(rows), foreign if any(foreign) else ())


def _annotate(sale: Sale, rows: list[tuple[Marked, ...]], place: int) -> None:
    """Notes below some of the goods, in the column of their names."""
    style = sale.content.style
    words = (*PADS["rows"]["any"], *PADS["rows"].get(sale.content.kind.value, ()))
    for form in style.dice.some(words, 1, 2):
        row: list[Marked] = [EMPTY] * len(rows[0])
        row[place] = plain(style.filled(form, sale.content.day))
        rows.insert(style.dice.whole(1, len(rows)), tuple(row))


def _spare(sale: Sale) -> _Column:
    """Codes, kinds of tax and the like: no field."""
    style = sale.content.style
    head, form = style.dice.choose(SALES["columns"]["pairs"])
    return _Column("spare", plain(head), [plain(style.filled(form, sale.content.day)) for _ in sale.listed])


def _columns(style: Style, sale: Sale) -> list[_Column]:
    dice = style.dice
    mark = dice.choose(PRODUCTS["tills"]["taxed"]) if dice.chance(0.1) else ""
    behind = plain(mark) if mark else EMPTY
    cells: dict[str, list[Marked]] = {
        "item": [line.name for line in sale.listed],
        "quantity": [line.quantity for line in sale.listed],
        "unit_price": [line.price for line in sale.listed],
        "amount": [(*amount_cell(style, line.amount), *behind) for line in sale.listed],
    }
    return [_Column(name, style.words(name), column, style.foreign(name)) for name, column in cells.items()]


def _kept(dice: Dice, columns: list[_Column]) -> list[_Column]:
    """Mostly without those that have nothing in them."""
    return [column for column in columns if any(column.cells) or dice.chance(0.2)]


def _with_units(style: Style, columns: list[_Column], lines: tuple[Line, ...]) -> None:
    """Units in a column of their own, or behind the quantities."""
    dice = style.dice
    place = next((number for number, one in enumerate(columns) if one.name == "quantity"), -1)
    if place < 0 or not any(line.unit for line in lines):
        return
    if dice.chance(0.6):
        head = plain(dice.choose(("單位", "單位", "Unit")))
        columns.insert(place + 1, _Column("unit", head, [line.unit for line in lines]))
    elif dice.chance(0.75):
        columns[place].cells = [
            (*cell, *line.unit) for cell, line in zip(columns[place].cells, lines, strict=True)
        ]


def _arranged(dice: Dice, columns: list[_Column]) -> list[_Column]:
    """Numbers and prices as they are, with signs, the other way round, or in one column with each other or
    the name."""
    found = {column.name: column for column in columns}
    item, quantity, price = found["item"], found.get("quantity"), found.get("unit_price")
    tills = PRODUCTS["tills"]
    if quantity and price and dice.chance(0.08):
        _join(dice, quantity, price, dice.choose(tills["times"]))
        return [column for column in columns if column is not price]
    if quantity and dice.chance(0.06):
        _join(dice, item, quantity, " " + dice.choose(tills["counted"]))
        return [column for column in columns if column is not quantity]
    if quantity and dice.chance(0.05):
        _signed(quantity, dice.choose(tills["counted"]))
    if price and dice.chance(0.06):
        _signed(price, dice.choose(tills["priced"]))
    if quantity and price and dice.chance(0.2):
        first, second = columns.index(quantity), columns.index(price)
        columns[first], columns[second] = price, quantity
    elif quantity and dice.chance(0.04):
        return [quantity, *(column for column in columns if column is not quantity)]
    return columns


def _join(dice: Dice, first: _Column, second: _Column, sign: str) -> None:
    """The second column's cells behind the first one's."""
    heads = dice.choose(PRODUCTS["tills"]["joined_heads"])
    before, _, rest = heads.partition("{a}")
    between, _, after = rest.partition("{b}")
    parts = (*plain(before), *first.head, *plain(between), *second.head, *plain(after))
    first.head = tuple(piece for piece in parts if piece.text)
    first.cells = [
        (*one, Piece(sign), *other) if one and other else (*one, *other)
        for one, other in zip(first.cells, second.cells, strict=True)
    ]
    first.english = ""


def _signed(column: _Column, sign: str) -> None:
    column.cells = [(Piece(sign), *cell) if cell else cell for cell in column.cells]
