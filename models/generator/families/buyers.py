"""Where buyers stand on papers of sales: addressed as on a letter, and as bare numbers among other facts."""

from models.generator.blocks.texts import heading
from models.generator.content import Content
from models.generator.contents.parties import ADDRESSED, BUYER_LINE, BUYER_SHORT
from models.generator.marked import Entry, plain
from models.generator.paper import Column
from models.generator.wording import SALES
from models.labels import Label

# Shares of pages: set by us.
_BARE, _ADDRESSED = 0.35, 0.15


def headed(column: Column, content: Content) -> None:
    """A sale's heading, with its buyer below it or among the facts as it may be."""
    heading(column, content)
    addressed(column, content)
    number_among_facts(content)


def number_among_facts(content: Content) -> None:
    """Now and then the buyer's number stands by the invoice's number or day, and its name tells no side."""
    dice = content.style.dice
    facts = content.groups.get("invoice", [])
    numbers = [entry for entry in content.groups.get("buyer", []) if _is_number(entry)]
    if not facts or not numbers or not dice.chance(_BARE):
        return
    words = SALES["buyers"]["bare"]
    if content.style.language == "en":
        words = [word for word in words if word.isascii()]
    entry = Entry(plain(dice.choose(words)), numbers[0].value)
    facts.insert(dice.whole(1, len(facts)), entry)
    for name in ("buyer", BUYER_LINE, BUYER_SHORT):
        content.groups.pop(name, None)


def _is_number(entry: Entry) -> bool:
    return any(piece.label is Label.BUYER_UBN for piece in entry.value)


def addressed(column: Column, content: Content) -> None:
    """Now and then who buys stands alone, with no word of what it is."""
    dice = column.paper.dice
    if not dice.chance(_ADDRESSED):
        return
    anchor = dice.choose((0.0, 0.0, 0.0, 0.5))
    for entry in content.groups.get(ADDRESSED, [])[: dice.whole(1, 2)]:
        column.y += column.cell(column.left, column.width, entry.value, anchor) - column.size
        column.skip()
    column.skip(dice.between(0.0, 0.8))
