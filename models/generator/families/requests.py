"""Grammar of letters in numbered sentences that ask for payment, or only offer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from models.generator.blocks.goods import filled_in
from models.generator.blocks.texts import paragraph
from models.generator.cheques import in_words
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.families.saying import said_of, sentence
from models.generator.marked import Marked, Piece, plain
from models.generator.numerals import day_in_numerals
from models.generator.paper import Column, wrapped
from models.generator.wording import REQUESTS

_LINES, _POINTS = REQUESTS["lines"], REQUESTS["points"]
_COUNTED: Final = "一二三四五六七八九十"
_LEVELS: Final = (
    ("{c}、", "（{c}）"),
    ("{c}、", "({n})"),
    ("{n}. ", "({n}) "),
    ("{n}、", "（{n}）"),
    ("({c})", "{n}."),
    ("{n}. ", "- "),
    ("", "{n}. "),
    ("{c}、", "{n}、"),
    ("第{c}條 ", "{c}、"),
)


def request(column: Column, content: Content) -> None:
    """Asks for payment of what was bought."""
    _letter(column, content, asks=True)


def offer(column: Column, content: Content) -> None:
    """Tells prices of what nobody has bought."""
    _letter(column, content, asks=False)


def _letter(column: Column, content: Content, *, asks: bool) -> None:
    """Head, who writes, to whom, about what, numbered points with goods and sum, closing, day."""
    dice = column.paper.dice
    said = _said(content)
    top = dice.chance(0.45)
    _head(column, content, asks=asks)
    _office(column, content, said, dated=top)
    _told(column, content, said, dice.choose(_LINES["subjects" if asks else "offers"]))
    if dice.chance(0.85):
        column.line(plain(dice.choose(_LINES["told"]) or " "))
    _points(column, content, said, asks=asks)
    _closing(column, content, said, dated=not top)


def _said(content: Content) -> dict[str, Marked]:
    """What each slot says; the day often in Chinese numerals."""
    dice, said = content.style.dice, said_of(content)
    if "i" in said and dice.chance(0.55):
        said["i"] = (said["i"][0]._replace(text=day_in_numerals(dice, content.day)),)
    if "t" in said:
        total = said["t"][0]
        said["w"] = (total._replace(text=in_words(int(total.value))),)
    return said


def _told(column: Column, content: Content, said: Mapping[str, Marked], form: str) -> None:
    marked = sentence(content, said, form)
    if marked:
        paragraph(column, marked)


def _head(column: Column, content: Content, *, asks: bool) -> None:
    dice = column.paper.dice
    title = plain(dice.choose(REQUESTS["heads"]["invoice" if asks else "unknown"]))
    anchor = dice.choose((0.5, 0.5, 0.0))
    if dice.chance(0.2):
        column.line(
            (*content.vendor, *plain(dice.choose((" ", "　", ""))), *title), dice.between(1.1, 1.6), anchor
        )
        return
    for line in (content.vendor, title) if dice.chance(0.9) else (title, content.vendor):
        column.line(line, dice.between(1.1, 1.8), anchor)


def _office(column: Column, content: Content, said: Mapping[str, Marked], *, dated: bool) -> None:
    """How the firm is reached and to whom it writes, in one order or another."""
    dice = column.paper.dice
    forms = dice.some(_LINES["office"], 0, 5)
    if dice.chance(0.75):
        forms.insert(dice.whole(0, len(forms)), dice.choose(_LINES["numbers"]))
    to = dice.choose([one for one in _LINES["to"] if "{%b}" not in one or "b" in said])
    if dated:
        forms.insert(dice.whole(0, len(forms)), dice.choose(_LINES["dated"]))
    forms.insert(dice.choose((0, len(forms), len(forms))), to)
    scale = dice.choose((1.0, 0.9))
    for form in forms:
        marked = sentence(content, said, form)
        if marked:
            paragraph(column, marked, scale)
    column.skip(dice.between(0.0, 0.6))


def _points(column: Column, content: Content, said: Mapping[str, Marked], *, asks: bool) -> None:
    """Sentences with their numbers; what is asked for is told one by one below its own."""
    dice = column.paper.dice
    first, second = dice.choose(_LEVELS)
    points: list[tuple[str, Sequence[Marked]]] = []
    points += [(form, ()) for form in dice.some(_POINTS["before"], 0, 3)]
    goods = _goods(content)
    if asks or dice.chance(0.6):
        points.append((dice.choose(_POINTS["goods"]), goods))
        taxed = "x" in said and dice.chance(0.9)
        sums = _POINTS["sums" if taxed else "untaxed"]
        points += [(dice.choose(sums), ())] if "t" in said else []
    invoiced = [(dice.choose(_POINTS["invoices"]), ())] if "o" in said and asks else []
    points += invoiced
    points += [(form, ()) for form in dice.some(_POINTS["pay" if asks else "others"], 0, 4)]
    indent = dice.choose((0.0, 1.0, 2.0)) * column.size
    number = 0
    for form, below in points:
        marked = sentence(content, said, form)
        if not marked:
            continue
        front = first.format(c=_COUNTED[number % 10], n=number + 1)
        number += 1
        _indented(column, (*plain(front), *marked) if front else marked, 0.0, indent)
        for place, one in enumerate(below):
            front = second.format(c=_COUNTED[place % 10], n=place + 1)
            _indented(column, (*plain(front), *one), indent, 2 * indent)


def _goods(content: Content) -> list[Marked]:
    dice = content.style.dice
    form = dice.choose(_POINTS["items"])
    rows = content.tables[LINES].rows
    return [marked for row in rows if (marked := filled_in(form, row))]


def _indented(column: Column, marked: Marked, first: float, rest: float) -> None:
    """Lines that go on further right than they begin."""
    lines = wrapped(column.paper, marked, column.width - rest, column.size)
    for place, line in enumerate(lines):
        column.paper.put(column.left + (rest if place else first), column.y, line, column.size)
        column.skip()


def _closing(column: Column, content: Content, said: Mapping[str, Marked], *, dated: bool) -> None:
    """To whom again, the firm's seal, who answers for it, and the day."""
    dice = column.paper.dice
    lines: list[Marked] = [plain(dice.choose(_POINTS["closing"]) or " ")]
    lines += [said["n"]] if dice.chance(0.4) else []
    signed = list(_ends(content, said))
    for line in (*lines, *signed):
        column.line(line, dice.choose((1.0, 1.0, 1.2)), dice.choose((0.0, 0.0, 0.5)))
    if dated and "i" in said:
        spread = dice.choose((0.0, 0.5, 1.0))
        _day(column, said["i"], spread)


def _ends(content: Content, said: Mapping[str, Marked]) -> Iterable[Marked]:
    dice = content.style.dice
    if dice.chance(0.6):
        yield content.vendor
    if dice.chance(0.3) and "u" in said:
        yield (Piece("統一編號"), *said["u"])
    for form in dice.some(_POINTS["signs"], 0, 2):
        yield plain(content.style.filled(form, content.day))


def _day(column: Column, day: Marked, anchor: float) -> None:
    column.skip(column.paper.dice.between(0.0, 1.0))
    column.line(day, 1.0, anchor)
