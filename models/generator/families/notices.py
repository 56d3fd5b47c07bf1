"""Grammars of dense notices in columns, with boxes on top, and of pages that answer a query."""

from collections.abc import Sequence

from models.generator.blocks.entries import Block, above, aligned, grid, inline, packed, spread
from models.generator.blocks.texts import codes, heading, notes, section
from models.generator.content import Content
from models.generator.families.parts import any_table, distinct, group
from models.generator.marked import EMPTY, Entry, Marked, plain
from models.generator.names import english
from models.generator.paper import Column
from models.generator.wording import CHARGES
from models.labels import Label

_PRIVATE = (Label.ACCOUNT_NO, Label.BUYER_UBN, Label.METER_NO)
_LEFT, _MIDDLE, _RIGHT = (
    ("customer", "meters", "usage"),
    ("charges", "totals"),
    ("carbon", "invoice", "vendor"),
)


def columns_notice(column: Column, content: Content) -> None:
    """A bar with the name, an empty window, boxes, two or three narrow columns, a panel to pay with, and the
    days at the foot; what is private is blacked out."""
    dice = column.paper.dice
    _black_out(content)
    (_bar if dice.chance(0.6) else heading)(column, content)
    column.skip(dice.between(0.0, 4.0))
    boxes = [entry for entry in distinct(content.strong) if entry.value or dice.chance(0.7)]
    above(column, boxes[: dice.whole(3, 4)], per_row=3)
    column.skip(dice.between(0.2, 1.0))
    _narrow_columns(column, content)
    if dice.chance(0.75):
        _panel(column, content)
    group(column, content, "period", (packed, inline, spread, packed), 0.2)
    notes(column, content)
    if dice.chance(0.5):
        codes(column, content)


def _bar(column: Column, content: Content) -> None:
    """The name small at one side, English beside or below it, the title at the other."""
    dice = column.paper.dice
    columns = column.parts((dice.between(1.0, 2.0), 1.0))
    columns[0].line(content.vendor, dice.between(0.6, 1.2))
    if dice.chance(0.7):
        name = content.brand or plain(english(dice, content.kind))
        columns[0].line(name, dice.between(0.5, 0.9))
    for title in content.titles:
        columns[1].line(title, dice.between(1.0, 1.6), dice.choose((1.0, 0.5, 0.0)))
    column.after(columns)


def _black_out(content: Content) -> None:
    """Values that tell who somebody is leave their names behind."""
    dice = content.style.dice
    hidden = {label for label in _PRIVATE if dice.chance(0.4)}
    unnamed = dice.chance(0.5)

    def seen(entry: Entry, *, of_customer: bool) -> Entry:
        labels = {piece.label for piece in entry.value if piece.label}
        gone = labels & hidden or (of_customer and unnamed and not labels)
        return entry._replace(value=EMPTY) if gone else entry

    for name, entries in content.groups.items():
        content.groups[name] = [seen(entry, of_customer=name == "customer") for entry in entries]
    content.strong = [seen(entry, of_customer=False) for entry in content.strong]


def _narrow_columns(column: Column, content: Content) -> None:
    dice = column.paper.dice
    three = dice.chance(0.65)
    topics = [_LEFT, _MIDDLE, _RIGHT] if three else [(*_LEFT, *_RIGHT), _MIDDLE]
    if dice.chance(0.25):
        topics = dice.shuffled(topics)
    shares = [dice.between(0.8, 1.3) for _ in topics]
    columns = column.parts(shares, dice.between(0.6, 1.8))
    blocks: Sequence[Block] = dice.choose(
        ((spread,), (spread,), (aligned, spread), (inline, spread), (grid,))
    )
    for inner, names in zip(columns, topics, strict=True):
        inner.size *= dice.choose((1.0, 0.9, 0.8))
        for name in names:
            group(inner, content, name, blocks, 0.6)
    column.after(columns)


def _panel(column: Column, content: Content) -> None:
    """What is needed to pay, once more: some of it with nothing behind its name."""
    dice = column.paper.dice
    section(
        column,
        dice.choose(("繳費專區", "繳費資訊 Payment", "自動扣繳資訊", "代繳專區", "Payment Information")),
    )
    known = [*content.groups.get("customer", [])[:3], *content.strong, *content.groups.get("totals", [])[:2]]
    told = [entry._replace(value=EMPTY) if dice.chance(0.5) else entry for entry in distinct(known)]
    dice.choose((spread, inline, above, aligned))(column, told)
    column.skip(dice.between(0.2, 1.0))


def query(column: Column, content: Content) -> None:
    """Boxes that ask, remarks, buttons, and the table that answers."""
    dice = column.paper.dice
    if dice.chance(0.7):
        column.line(content.vendor, dice.between(0.9, 1.6), dice.choose((0.0, 0.0, 0.5)))
    if dice.chance(0.8):
        column.line(content.titles[0], dice.between(1.0, 1.5), dice.choose((0.0, 0.5)))
    for part in dice.shuffled((_questions, _remarks, _buttons)):
        part(column, content)
        column.skip(dice.between(0.0, 0.6))
    rows = len(content.tables["list"].rows)
    counted = plain(dice.choose(CHARGES["queries"]["counts"]).format(n=rows))
    below = dice.chance(0.5)
    _counted(column, counted if not below else EMPTY)
    any_table(column, content, "list")
    _counted(column, counted if below else EMPTY)


def _questions(column: Column, content: Content) -> None:
    column.paper.dice.choose((inline, packed, grid, aligned))(column, content.groups["asked"])


def _remarks(column: Column, content: Content) -> None:
    notes(column, content, column.paper.dice.between(0.75, 1.0))


def _buttons(column: Column, content: Content) -> None:
    words = column.paper.dice.some(CHARGES["queries"]["buttons"], 1, 4)
    packed(column, [Entry(EMPTY, plain(word)) for word in words])


def _counted(column: Column, counted: Marked) -> None:
    if counted and column.paper.dice.chance(0.5):
        column.line(counted, 0.9, column.paper.dice.choose((0.0, 1.0, 0.5)))
