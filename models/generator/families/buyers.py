"""Where buyers stand on papers of sales: addressed as on a letter, and as bare numbers among other facts."""

from models.generator import names
from models.generator.blocks.entries import above, aligned, inline
from models.generator.blocks.texts import heading
from models.generator.content import Content
from models.generator.contents.parties import ADDRESSED, BUYER_LINE, BUYER_SHORT, SELLER_LINE
from models.generator.marked import EMPTY, Entry, Piece, plain
from models.generator.paper import Column
from models.generator.wording import PADS, SALES
from models.labels import Label

# Shares of pages: set by us.
_BARE, _ADDRESSED, _BY_PLACE, _SHIPPED = 0.35, 0.15, 0.15, 0.4
_SUM_ON_TOP = 0.06
# Two firms stand beside each other on paper that takes so many characters in a line.
_NARROW = 36


def headed(column: Column, content: Content) -> None:
    """A sale's heading, with its buyer below it or among the facts as it may be."""
    dice = column.paper.dice
    heading(column, content)
    if content.strong and dice.chance(_SUM_ON_TOP):
        dice.choose((inline, above, aligned))(column, content.strong[:1])
    if dice.chance(_BY_PLACE):
        numbers_by_place(column, content)
    elif dice.chance(_SHIPPED if content.style.language != "zh" else _SHIPPED / 8):
        billed_and_shipped(column, content)
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


def numbers_by_place(column: Column, content: Content) -> None:
    """The seller's number by its own name or address, the buyer's below the buyer's name, both bare."""
    dice = column.paper.dice
    sellers = [entry for entry in content.groups.get("seller", []) if _has(entry, Label.SELLER_UBN)]
    buyers = [entry for entry in content.groups.get("buyer", []) if _is_number(entry)]
    if not sellers or not buyers:
        return
    words = dice.choose(("", "", *SALES["buyers"]["bare"]))
    joint = dice.choose((" ", "：", ":", " : "))
    front = (Piece(words + joint),) if words else ()
    name, address = (entry.value for entry in content.groups[ADDRESSED][:2])
    reached = next((one.value for one in content.groups["seller"] if one not in sellers), name[:0])
    seller = [content.vendor, (*front, *sellers[0].value), reached]
    buyer = [name, (*front, *buyers[0].value), address if dice.chance(0.5) else name[:0]]
    below = dice.chance(0.4) or column.width < _NARROW * column.size
    sides = [column, column] if below else column.parts((1, 1), dice.between(1.0, 3.0))
    for side, lines in zip(sides, (seller, buyer), strict=True):
        for line in lines[int(below and lines is seller) :]:
            if line:
                side.y += side.cell(side.left, side.width, line, 0.0) - side.size
                side.skip()
        side.skip(dice.between(0.0, 0.8))
    column.after(sides)
    content.groups["seller"] = [one for one in content.groups["seller"] if one not in sellers]
    for group in ("buyer", BUYER_LINE, BUYER_SHORT, SELLER_LINE, ADDRESSED):
        content.groups.pop(group, None)


def billed_and_shipped(column: Column, content: Content) -> None:
    """Who pays and where goods go, in blocks beside or below each other; the number in the first."""
    dice, words = column.paper.dice, PADS["english"]
    name, address = (entry.value for entry in content.groups[ADDRESSED][:2])
    numbers = [entry.value for entry in content.groups.get("buyer", []) if _is_number(entry)]
    told = (Piece(dice.choose((dice.choose(words["numbers"]) + " ", ""))), *numbers[0]) if numbers else EMPTY
    billed = [plain(dice.choose(words["billed"])), name, *dice.shuffled([address, told])]
    other = plain(names.address(dice)) if dice.chance(0.5) else address
    shipped = [plain(dice.choose(words["shipped"])), name, other, plain(names.telephone(dice))]
    blocks = [billed, shipped] if dice.chance(0.8) else [shipped, billed]
    sides = column.parts((1, 1), dice.between(1.0, 3.0)) if dice.chance(0.75) else [column, column]
    for side, lines in zip(sides, blocks, strict=True):
        for line in lines[: dice.whole(3, 4) if lines is shipped else 4]:
            marked = tuple(piece for piece in line if piece.text)
            if marked:
                side.y += side.cell(side.left, side.width, marked, 0.0) - side.size
                side.skip()
    column.after(sides)
    column.skip(dice.between(0.0, 0.8))
    for group in ("buyer", BUYER_LINE, BUYER_SHORT, ADDRESSED) if numbers else (ADDRESSED,):
        content.groups.pop(group, None)


def _has(entry: Entry, label: Label) -> bool:
    return any(piece.label is label for piece in entry.value)


def _is_number(entry: Entry) -> bool:
    return _has(entry, Label.BUYER_UBN)


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
