"""What the grammars share: groups with their titles, tables, stubs."""

from collections.abc import Iterable, Sequence

from models.generator.blocks.entries import ALL, LISTED, Block
from models.generator.blocks.tables import bars, entries_of, table
from models.generator.blocks.texts import codes, notes, section
from models.generator.content import Content
from models.generator.contents.utility import table_of
from models.generator.marked import Entry
from models.generator.paper import Column
from models.generator.wording import HEADINGS

GROUPS = ("customer", "period", "meters", "usage", "charges", "totals", "invoice", "carbon", "vendor")


def group(column: Column, content: Content, name: str, blocks: Sequence[Block], titled: float = 0.4) -> None:
    """The entries of a topic, and the tables that belong to it."""
    dice = column.paper.dice
    entries = content.groups.get(name, [])
    if entries:
        _titled(column, name, titled)
        block = dice.choose(blocks)
        if name == "charges" and dice.chance(0.35):
            heads = (column.paper.style.words("charge"), column.paper.style.words("amount"))
            table(column, table_of(entries, heads))
        else:
            # A name with a line of its own stays above what it names.
            fixed = name == "charges" or not all(entry.value for entry in entries)
            block(column, entries if fixed or dice.chance(0.7) else dice.shuffled(entries))
        column.skip(dice.between(0.1, 0.8))
    for key in tables_of(name):
        if key in content.tables:
            any_table(column, content, key)


def tables_of(name: str) -> tuple[str, ...]:
    """Which tables stand with a topic."""
    if name == "meters":
        return ("meters",)
    return {"usage": ("times", "comparison"), "charges": ("steps",), "carbon": ("history",)}.get(name, ())


def any_table(column: Column, content: Content, key: str) -> None:
    """A table, or its one row as entries, or its chart."""
    dice = column.paper.dice
    made = content.tables[key]
    if key == "history":
        _titled(column, "history", 0.6)
        if dice.chance(0.5):
            bars(column, made)
            return
    elif key == "meters":
        _titled(column, "meters", 0.3)
        if len(made.rows) == 1 and dice.chance(0.2):
            dice.choose(ALL)(column, entries_of(made))
            return
    table(column, made, dice.choose((1.0, 0.9, 0.8)))


def _titled(column: Column, name: str, share: float) -> None:
    names = HEADINGS["sections"].get(name)
    if names and column.paper.dice.chance(share):
        section(column, column.paper.dice.choose(names))


def all_groups(
    column: Column, content: Content, names: Iterable[str], blocks: Sequence[Block], titled: float
) -> None:
    """Topics one below the other."""
    for name in names:
        group(column, content, name, blocks, titled)


def prominent(column: Column, content: Content, block: Block, most: int = 4) -> None:
    """What the page prints large, once each."""
    block(column, distinct(content.strong)[:most])
    column.skip(column.paper.dice.between(0.2, 1.0))


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """Without repetitions."""
    return list(dict.fromkeys(entries))


def stub(column: Column, content: Content) -> None:
    """A part to tear off, which repeats what matters."""
    dice = column.paper.dice
    _titled(column, "stub", 0.9)
    if dice.chance(0.5):
        column.line(content.vendor, dice.between(0.8, 1.2), dice.choose((0.0, 0.5)))
    repeated = distinct(content.strong)
    dice.choose((*LISTED, *ALL))(column, repeated)
    if dice.chance(0.7):
        codes(column, content)


def ending(column: Column, content: Content) -> None:
    """Sentences and bar codes."""
    dice = column.paper.dice
    if dice.chance(0.4):
        _titled(column, "notes", 1.0)
    notes(column, content)
    if dice.chance(0.6):
        codes(column, content)


def shuffled_apart(content: Content, names: Sequence[str]) -> list[str]:
    """Topics in an order that few pages have."""
    return content.style.dice.shuffled(list(names))
