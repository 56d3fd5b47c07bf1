"""Grammar of tickets that a market's scales print."""

from models.generator.blocks.entries import aligned, inline, packed, spread
from models.generator.blocks.goods import placed
from models.generator.blocks.strung import strung
from models.generator.blocks.texts import notes
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.contents.markets import WEIGHED
from models.generator.contents.parties import BUYER_SHORT, SELLER_LINE
from models.generator.families.saying import said_of, sentence
from models.generator.marked import EMPTY, Piece, plain
from models.generator.paper import Column
from models.generator.wording import TRADES

_WORDS = TRADES["markets"]


def ticket(column: Column, content: Content) -> None:
    """Stall, day, buyer, then of each good its weights, its price and what it comes to; the sum."""
    dice, said = column.paper.dice, said_of(content)
    _head(column, content)
    facts = content.groups.get("invoice", [])
    dice.choose((inline, packed, strung))(
        column, facts if dice.chance(0.5) else [one._replace(words=EMPTY) for one in facts]
    )
    if dice.chance(0.4) and "b" in said:
        column.line(said["n"])
        column.line(sentence(content, said, dice.choose(("統編{%b}", "統編 {%b}", "統一編號:{%b}", "{%b}"))))
    else:
        name = dice.choose((BUYER_SHORT, "buyer"))
        inline(column, content.groups.get(name, []))
    form = [
        line.replace("NET", dice.choose(_WORDS["nets"])).split("|") for line in dice.choose(_WORDS["forms"])
    ]
    numbered = dice.choose(("", "", "{n:02} ", "{n}. ", "#{n} ", "{n} "))
    weighed = content.tables[WEIGHED].rows if dice.chance(0.85) else ()
    row_of = 0
    for row in content.tables[LINES].rows:
        told = EMPTY
        if row[1]:
            told = weighed[row_of][0] if row_of < len(weighed) else EMPTY
            row_of += 1
        front = (Piece(numbered.format(n=row_of)),) if numbered and row[1] else ()
        placed(column, form, ((*front, *row[0]), *row[1:], EMPTY, told))
    dice.choose((spread, inline, aligned, strung))(column, content.groups.get("sums", []))
    dice.choose((spread, inline, strung))(column, content.groups.get("payment", [])[:3])
    notes(column, content)


def _head(column: Column, content: Content) -> None:
    dice, style = column.paper.dice, content.style
    anchor = dice.choose((0.0, 0.5, 0.5))
    column.line(content.vendor, dice.between(1.0, 1.6), anchor)
    if dice.chance(0.4):
        column.line(content.titles[0], 1.0, anchor)
    for form in dice.some(_WORDS["heads"], 0, 3):
        column.line(plain(style.filled(form, content.day)), 1.0, anchor)
    dice.choose((inline, strung))(
        column, content.groups.get(SELLER_LINE if dice.chance(0.4) else "seller", [])
    )
