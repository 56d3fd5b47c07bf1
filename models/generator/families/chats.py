"""A sale told in messages: the buyer asks and gives a number, the seller tells goods, sums and invoice."""

from models.generator.blocks.entries import inline, spread
from models.generator.blocks.goods import worded
from models.generator.blocks.strung import strung
from models.generator.blocks.texts import bubble
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.marked import Entry, Marked, Piece, plain
from models.generator.paper import Column
from models.generator.wording import SALES
from models.labels import Label


def chat(column: Column, content: Content) -> None:
    """A bare number that the buyer writes is the buyer's; who sells is whom one talks with."""
    dice = column.paper.dice
    mark = plain(dice.choose(("‹ ", "", f"‹ {dice.amount(2, 99)}　", "＜")))
    column.line((*mark, *content.vendor), dice.between(1.0, 1.5))
    hour, minute = dice.amount(8, 20), dice.amount(0, 40)
    facts = {piece.label: entry for entry in content.groups.get("invoice", []) for piece in entry.value}
    if Label.ISSUE_DATE in facts:
        column.line(facts[Label.ISSUE_DATE].value, 0.85, 0.5)
    asked: list[list[Marked]] = [[plain(dice.choose(SALES["chats"]["asked"]))]]
    asked += [[_bare(column, entry)] for entry in content.groups.get("buyer", []) if _is_number(entry)]
    for number, said in enumerate(asked if dice.chance(0.8) else asked[::-1]):
        bubble(column, said, f"{hour:02}:{minute + number:02}", own=True)
    column.line(plain(dice.choose(SALES["chats"]["told"])))
    worded(column, content.tables[LINES])
    dice.choose((inline, inline, strung, spread))(column, content.groups.get("sums", []))
    if Label.INVOICE_NO in facts:
        behind = plain(dice.choose(SALES["chats"]["made"]))
        bubble(column, [(*plain("發票 "), *facts[Label.INVOICE_NO].value, *behind)], "", own=False)
    bubble(column, [plain(dice.choose(SALES["chats"]["ends"]))], f"{hour:02}:{minute + 9:02}", own=True)


def _is_number(entry: Entry) -> bool:
    return any(piece.label is Label.BUYER_UBN for piece in entry.value)


def _bare(column: Column, entry: Entry) -> Marked:
    """By a name that tells no side, or by none."""
    words = column.paper.dice.choose(("統編 ", "統編", "", "統一編號：", "打統編 ", "公司統編 "))
    return (*((Piece(words),) if words else ()), *entry.value)
