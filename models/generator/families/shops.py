"""Grammar of orders on a shop's screen: steps, goods with old prices, facts abreast, who sells below."""

from collections.abc import Sequence

from models.generator import names
from models.generator.blocks.entries import Block, above, aligned, cards, inline, spread
from models.generator.blocks.goods import placed
from models.generator.blocks.texts import paragraph
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.dice import Dice
from models.generator.families.saying import entries, said_of, sentence
from models.generator.marked import EMPTY, Entry, Marked, plain
from models.generator.paper import Column
from models.generator.wording import TRADES

_WORDS = TRADES["shops"]


def order(column: Column, content: Content) -> None:
    """The shop's name on top is a brand; the firm stands among the invoice's facts or at the foot."""
    dice, said = column.paper.dice, said_of(content)
    _head(column, content)
    parts = [_goods, _facts] if dice.chance(0.6) else [_facts, _goods]
    named = dice.chance(0.5)
    for part in parts:
        if part is _facts:
            _facts(column, content, said, named=named)
        else:
            _goods(column, content)
    if not named:
        column.skip(dice.between(0.0, 1.0))
        foot = sentence(content, said, dice.choose(_WORDS["foot"])) or content.vendor
        paragraph(column, foot, dice.between(0.7, 1.0))
    for form in dice.some(_WORDS["ends"], 0, 3):
        paragraph(column, plain(content.style.filled(form, content.day)), dice.between(0.7, 1.0))


def _head(column: Column, content: Content) -> None:
    dice, style = column.paper.dice, content.style
    lines = [content.brand] if content.brand and dice.chance(0.5) else []
    lines += [plain(style.filled(form, content.day)) for form in dice.some(_WORDS["heads"], 1, 4)]
    for line in lines:
        column.line(line, dice.between(0.9, 1.3), dice.choose((0.0, 0.0, 0.5)))
    if dice.chance(0.5):
        _steps(column, content)
    for form in dice.some(_WORDS["states"], 0, 2):
        column.line(plain(style.filled(form, content.day)), dice.between(0.9, 1.2))
    column.skip(dice.between(0.0, 0.6))


def _steps(column: Column, content: Content) -> None:
    """How far the order is, each step with its day, which is no field."""
    dice, style = column.paper.dice, content.style
    steps = dice.some(_WORDS["steps"][:5], 3, 5)
    columns = column.parts((1,) * len(steps), 0.5)
    dated = dice.chance(0.7)
    form = dice.choose(("{m:02}/{d:02}", "{m}/{d}", style.days.day_form))
    for inner, step in zip(columns, steps, strict=True):
        inner.y += inner.cell(inner.left, inner.width, plain(step), 0.5, 0.8)
        if dated:
            day = style.days.written(content.day, form)
            inner.cell(inner.left, inner.width, plain(day), 0.5, 0.7)
            inner.y += inner.size
    column.after(columns)
    column.skip(0.4)


def _goods(column: Column, content: Content) -> None:
    """Who is the stall, the goods in one of the screens' forms, and sums."""
    dice = column.paper.dice
    if dice.chance(0.5):
        stall = dice.choose(_WORDS["stalls"]).format(s=names.stem(dice, dice.amount(2, 3)))
        column.paper.put(
            column.right, column.y, plain(dice.choose(("聊聊", ">", "進入商店", " "))), column.size, 1.0
        )
        column.line(plain(stall))
    form = [line.split("|") for line in dice.choose(_WORDS["forms"])]
    lowered, told = dice.chance(0.5), dice.chance(0.8)
    for row in content.tables[LINES].rows:
        placed(column, form, (*row, *_beside(content, row, lowered=lowered, told=told)))
    column.skip(dice.between(0.0, 0.6))
    block = dice.choose((spread, spread, inline, aligned))
    block(column, content.groups.get("sums", []))


def _beside(content: Content, row: Sequence[Marked], *, lowered: bool, told: bool) -> tuple[Marked, Marked]:
    """The price before it was lowered, and what tells the good's kind."""
    dice, style = content.style.dice, content.style
    old: Marked = EMPTY
    if lowered and row[3] and dice.chance(0.7):
        price = float(row[3][-1].value or 0)
        mark = dice.choose(("${}", "{}", "NT${}", "原價 {}", "定價${}"))
        old = plain(mark.format(style.figures.number(int(price * dice.between(1.05, 1.9)) + 1)))
    kind = plain(style.filled(dice.choose(_WORDS["beside"]), content.day)) if told else EMPTY
    return old, kind


def _facts(column: Column, content: Content, said: dict[str, Marked], *, named: bool) -> None:
    """Order, receiver and invoice: abreast, or below each other."""
    dice = column.paper.dice
    groups = _grouped(dice, content, said, named=named)
    abreast = dice.chance(0.4) and column.width > 28 * column.size
    columns = column.parts((1,) * len(groups), 1.0) if abreast else [column] * len(groups)
    block: Block = dice.choose((inline, inline, spread, aligned, above, cards))
    block = dice.choose((inline, aligned)) if abreast else block
    titled = dice.chance(0.6)
    for inner, group in zip(columns, groups, strict=True):
        if titled:
            inner.line(plain(dice.choose(_WORDS["parts"])), dice.between(0.9, 1.2))
        block(inner, group)
    column.after(columns)
    column.skip(dice.between(0.0, 0.6))


def _grouped(dice: Dice, content: Content, said: dict[str, Marked], *, named: bool) -> list[list[Entry]]:
    """The invoice's facts together, others around them."""
    told = entries(content, dice.some(_WORDS["receivers"], 2, 7))
    cut = dice.whole(0, len(told))
    first, second = told[:cut], told[cut:]
    invoice = [one for one in content.groups.get("invoice", ()) if not _is(one, said.get("i", EMPTY))]
    if "i" in said:
        day = Entry(plain(dice.choose(_WORDS["issued"])), said["i"])
        part = invoice if dice.chance(0.4) else first
        part.insert(dice.whole(0, len(part)), day)
    buyer = []
    if "b" in said:
        buyer.append(Entry(plain(dice.choose(_WORDS["buyers"])), said["b"]))
    if dice.chance(0.6):
        buyer.insert(dice.whole(0, len(buyer)), Entry(plain(dice.choose(_WORDS["titles"])), said["n"]))
    seller = _seller(dice, content, said) if named else []
    rest = [buyer, seller] if dice.chance(0.7) else [seller, buyer]
    invoice += [one for part in rest for one in part]
    groups = [group for group in (first, second, invoice) if group]
    return groups if dice.chance(0.6) else dice.shuffled(groups)


def _seller(dice: Dice, content: Content, said: dict[str, Marked]) -> list[Entry]:
    made = [Entry(plain(dice.choose(_WORDS["sellers"])), content.vendor)]
    if "u" in said:
        made.append(Entry(plain(dice.choose(_WORDS["numbers"])), said["u"]))
    return made


def _is(entry: Entry, value: Marked) -> bool:
    return any(piece in value for piece in entry.value)
