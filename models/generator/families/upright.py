"""Receipts written downwards, their columns from right to left: words go down, numbers stand across."""

from collections.abc import Sequence
from typing import NamedTuple

from models.generator.blocks.texts import notes
from models.generator.cheques import in_words
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.contents.parties import ADDRESSED, SEAL
from models.generator.marked import Marked, Piece, plain, written
from models.generator.paper import Atom, Column
from models.generator.wording import PADS
from models.labels import Label

_WORDS = PADS["upright"]
# Where names, numbers, prices and sums begin, in shares of the height of the goods' columns.
_BANDS = (0.0, 0.42, 0.6, 0.78)


class _Frame(NamedTuple):
    """The ruled field: `pitch` from column to column, `deep` from its `top` to its bottom; `whole` where who
    recognises the picture sees each column of words as one line."""

    column: Column
    top: float
    pitch: float
    deep: float
    whole: bool = False


def receipt(column: Column, content: Content) -> None:
    """Title and buyer at the right, then goods, the sum, the day; the seller's stamp at the left."""
    dice = column.paper.dice
    goods = content.tables[LINES].rows[:4]
    count = len(goods) + dice.whole(5, 7)
    frame = _Frame(
        column, column.y, column.width / count, column.size * dice.between(17, 26), dice.chance(0.5)
    )
    column.paper.handwriting = False
    place = _down(frame, 0, plain(dice.choose(_WORDS["titles"])), 1.4)
    column.paper.handwriting = dice.chance(0.7)
    place = _buyer(frame, content, place)
    if len(goods) == 1 and dice.chance(0.5):
        place = _columns(frame, place, goods[0])
    else:
        place = _banded(frame, place, goods)
    place = _sum(frame, content, place)
    place = _day(frame, content, place)
    column.paper.handwriting = False
    _down(frame, place, plain(dice.choose(_WORDS["left"])), 0.8, dice.between(0.0, 0.4))
    column.y = frame.top + frame.deep + column.size
    _stamp(frame, content)
    notes(column, content)


def _right(frame: _Frame, place: int) -> float:
    """The middle of a column, counted from the right."""
    return frame.column.right - (place + 0.5) * frame.pitch


def _down(frame: _Frame, place: int, text: Marked, scale: float, share: float = 0.0) -> int:
    """Character below character; what would go too deep stands closer. Gives the next column."""
    paper, signs = frame.column.paper, [sign for sign in written(text) if not sign.isspace()]
    size = frame.column.size * scale
    room = frame.deep * (1.0 - share) / max(len(signs), 1)
    step = min(size * paper.dice.between(1.1, 1.9), room)
    if frame.whole and len(signs) > 1:
        _tall(frame, place, text, min(size, step), step * len(signs), frame.top + frame.deep * share)
        return place + 1
    for number, sign in enumerate(signs):
        y = frame.top + frame.deep * share + number * step
        paper.put(_right(frame, place), y, plain(sign), min(size, step), 0.5)
    return place + 1


def _tall(frame: _Frame, place: int, text: Marked, wide: float, deep: float, top: float) -> None:
    """A column of words as one line, higher than it is wide."""
    paper = frame.column.paper
    left = max(_right(frame, place) - wide / 2, 0.0)
    paper.atoms.append(Atom(left, top, wide, deep, text, paper.handwriting))


def _across(frame: _Frame, place: int, text: Marked, share: float) -> None:
    """As wide as its column has room."""
    paper = frame.column.paper
    wide = max(paper.measure(written(text), frame.column.size), 1.0)
    size = frame.column.size * min(1.0, 0.94 * frame.pitch / wide)
    paper.put(_right(frame, place), frame.top + frame.deep * share, text, max(size, 7.0), 0.5)


def _buyer(frame: _Frame, content: Content, place: int) -> int:
    dice = frame.column.paper.dice
    numbers = [
        piece
        for one in content.groups.get("buyer", [])
        for piece in one.value
        if piece.label is Label.BUYER_UBN
    ]
    name = content.groups[ADDRESSED][0].value
    if dice.chance(0.8):
        _down(frame, place, (*name[:1], *plain(dice.choose(_WORDS["behind"]))), 0.9)
        place += 1
    if numbers and dice.chance(0.8):
        _down(frame, place, plain(dice.choose(("統一編號", "統編", "買受人統一編號"))), 0.9)
        _across(frame, place, (numbers[0],), 0.6)
        place += 1
    return place


def _banded(frame: _Frame, place: int, goods: Sequence[Sequence[Marked]]) -> int:
    """A column of heads, then one for each of the goods."""
    heads = frame.column.paper.dice.choose(_WORDS["heads"])
    for name, share in zip(heads, _BANDS, strict=True):
        _down(frame, place, plain(name), 1.0, share)
    for row in goods:
        place += 1
        _good(frame, place, row, heads)
    return place + 1


def _columns(frame: _Frame, place: int, row: Sequence[Marked]) -> int:
    """A column for its name, one for how many and one for the price: word, number, unit below each other."""
    dice = frame.column.paper.dice
    name, quantity, unit, price, _ = row
    words = dice.choose((("品名", "數量", "單價"), ("品項", "數量", "單價"), ("貨名", "數量", "每單位")))
    if frame.whole:
        _down(frame, place, (*plain(words[0] + "　"[: dice.whole(0, 1)]), *name), 0.95)
    else:
        _down(frame, place, plain(words[0]), 1.0)
        _across(frame, place, name, 0.3)
    for word, value, behind in ((words[1], quantity, unit), (words[2], price, plain("元"))):
        if not value:
            continue
        place += 1
        _down(frame, place, plain(word), 1.0)
        _across(frame, place, value, 0.3)
        if behind and frame.whole:
            _down(frame, place, behind, 1.0, 0.42)
        elif behind:
            _across(frame, place, behind, 0.42)
    return place + 1


def _good(frame: _Frame, place: int, row: Sequence[Marked], heads: Sequence[str]) -> None:
    """Its name down or, where the paper is wide enough, across; numbers and prices across."""
    dice = frame.column.paper.dice
    name, quantity, unit, price, amount = row
    told = any(piece.label for piece in name)
    if told or dice.chance(0.3):
        _across(frame, place, name, 0.1)
    else:
        _down(frame, place, tuple(Piece(piece.text[:8]) for piece in name), 0.95)
    middle = (unit, quantity) if "單位" in heads else (quantity, price)
    if "單位" not in heads and unit and dice.chance(0.4):
        middle = ((*quantity, *unit), price)
    for cell, share in zip((*middle, amount), _BANDS[1:], strict=True):
        if cell:
            _across(frame, place, cell, share)


def _sum(frame: _Frame, content: Content, place: int) -> int:
    """In words that go down, in numbers across, or in both."""
    dice = frame.column.paper.dice
    total = next(piece for entry in content.strong for piece in entry.value if piece.label)
    words = dice.chance(0.6)
    _down(frame, place, plain(dice.choose(_WORDS["sums"])), 1.0)
    if words:
        _down(
            frame, place + 1, plain(in_words(int(total.value)) + dice.choose(("元整", "圓整", "元正"))), 1.0
        )
    if not words or dice.chance(0.8):
        sign = dice.choose(("", "$", "NT$", "＄"))
        _across(frame, place, (*([Piece(sign)] if sign else []), total), 0.65)
    return place + 1 + words


def _day(frame: _Frame, content: Content, place: int) -> int:
    """Year, month and day across between words that go down, or all of it across."""
    dice, day = frame.column.paper.dice, content.day
    found = [
        piece
        for one in content.groups.get("invoice", [])
        for piece in one.value
        if piece.label is Label.ISSUE_DATE
    ]
    if found and dice.chance(0.55):
        _down(frame, place, plain(dice.choose(("日期", "民國"))), 0.9)
        _across(frame, place, (found[0],), 0.3)
        return place + 1
    parts = [
        dice.choose(_WORDS["days"][:2]),
        str(day.year - 1911),
        "年",
        str(day.month),
        "月",
        str(day.day),
        "日",
    ]
    share = 0.0
    for part in parts:
        if part.isdigit() or len(part) == 1:
            _across(frame, place, plain(part), share)
            share += 0.09
        else:
            _down(frame, place, plain(part), 0.9, share)
            share += 0.1 * len(part)
    return place + 1


def _stamp(frame: _Frame, content: Content) -> None:
    """Level, in the left corner below, or below everything."""
    column, dice = frame.column, frame.column.paper.dice
    inner = Column(column.paper, column.left, column.left + 0.6 * column.width, column.y, column.size * 0.85)
    for entry in content.groups[SEAL]:
        inner.y += inner.cell(inner.left, inner.width, entry.value, dice.choose((0.0, 0.5))) - inner.size
        inner.skip()
    column.y = max(column.y, inner.y)
