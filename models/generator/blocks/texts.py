"""Headings, titles of sections, and sentences."""

from models.generator.content import Content
from models.generator.marked import EMPTY, Entry, Marked, Piece, plain, written
from models.generator.names import office
from models.generator.paper import Column, wrapped
from models.labels import Label

_OF_THE_PAPER = (Label.ISSUE_DATE, Label.INVOICE_NO)
# Share of headings whose long name is broken, and how many characters are long: set by us.
_IN_TWO, _LONG = 0.06, 7


def heading(column: Column, content: Content) -> None:
    """Vendor and title, in one of the ways papers begin."""
    dice = column.paper.dice
    way = dice.choose((_centred, _sides, _left, _centred, _title_first, _together, _dated))
    if dice.chance(_IN_TWO) and not content.named_below and _is_long(content.vendor):
        way = _broken_name
    way(column, content)
    column.skip(dice.between(0.2, 1.2))


def _is_long(vendor: Marked) -> bool:
    """One name that narrow paper may break."""
    return len(vendor) == 1 and vendor[0].label is Label.VENDOR and len(vendor[0].text) > _LONG


def _broken_name(column: Column, content: Content) -> None:
    """The name in two lines, then what the paper is."""
    name_in_two(column, content)
    for title in content.titles:
        column.line(title, column.paper.dice.between(1.0, 1.8))


def _centred(column: Column, content: Content) -> None:
    dice = column.paper.dice
    if content.brand and dice.chance(0.7):
        column.line(content.brand, dice.between(1.0, 2.4), dice.choose((0.5, 0.0)))
    column.line(_named(content), dice.between(1.0, 2.0), 0.5)
    for title in content.titles:
        column.line(title, dice.between(1.0, 1.9), 0.5)


def _left(column: Column, content: Content) -> None:
    dice = column.paper.dice
    for marked in dict.fromkeys((content.brand, _named(content), *content.titles)):
        if marked:
            column.line(marked, dice.between(0.9, 1.9))


def _title_first(column: Column, content: Content) -> None:
    dice = column.paper.dice
    anchor = dice.choose((0.0, 0.5, 1.0))
    for title in content.titles:
        column.line(title, dice.between(1.1, 2.2), anchor)
    column.line(_named(content), dice.between(0.8, 1.4), anchor)


def _sides(column: Column, content: Content) -> None:
    """Name on one side, title on the other."""
    dice = column.paper.dice
    name, *titles = _named(content), *content.titles
    columns = column.parts((1, 1))
    for marked in (content.brand, name):
        if marked:
            columns[0].line(marked, dice.between(0.9, 1.6))
    for title in titles:
        columns[1].line(title, dice.between(1.0, 1.9), 1.0)
    column.after(columns)


def _together(column: Column, content: Content) -> None:
    """Name and title in one line."""
    dice = column.paper.dice
    gap = plain(dice.choose((" ", "", "  ", " - ", "｜")))
    title, *others = content.titles or [EMPTY]
    column.line((*content.vendor, *gap, *title), dice.between(1.0, 1.7), dice.choose((0.5, 0.0)))
    for other in others:
        column.line(other, 1.0, dice.choose((0.5, 0.0)))


def _dated(column: Column, content: Content) -> None:
    """Title and what the paper is dated and numbered by in one line, or in two at the right edge."""
    dice = column.paper.dice
    column.line(_named(content), dice.between(1.1, 1.8))
    told = [
        (*entry.words, *plain(dice.choose((" ", "：", ":"))), *entry.value)
        for name in ("invoice", "told")
        for entry in content.groups.get(name, ())
        if any(piece.label in _OF_THE_PAPER for piece in entry.value)
    ][: dice.whole(1, 2)]
    title, *others = content.titles or [EMPTY]
    apart, anchor = dice.chance(0.4), dice.choose((0.0, 0.0, 1.0))
    gap = plain(dice.choose(("　", "  ", "　　", " ")))
    lines = [title, *told] if apart else [tuple(piece for one in (title, *told) for piece in (*gap, *one))]
    for line in (*lines, *others):
        column.line(line, dice.between(0.9, 1.2), anchor)


def _named(content: Content) -> Marked:
    """The vendor's name, sometimes with an office behind that is none of it."""
    dice = content.style.dice
    if content.named_below:
        return content.brand
    if not content.vendor or not dice.chance(0.12):
        return content.vendor
    return (*content.vendor, Piece(dice.choose((" ", "　", "  ")) + office(dice, content.kind)))


def name_in_two(column: Column, content: Content) -> None:
    """The vendor's name as narrow paper breaks it, often with a station's number before it."""
    dice = column.paper.dice
    (whole,) = content.vendor
    if len(whole.text) < 5 or whole.text.isascii():
        column.line(content.vendor)
        return
    cut = dice.whole(len(whole.text) // 2, len(whole.text) - 1)
    before = dice.choose(("", f"{dice.amount(10, 99999)} ", f"{dice.amount(1000, 99999)}"))
    first = whole._replace(text=whole.text[:cut].strip())
    column.line((Piece(before), first) if before else (first,))
    rest: Marked = (whole._replace(text=whole.text[cut:].strip()),)
    if dice.chance(0.15):
        rest = (*rest, Piece(" " + office(dice, content.kind)))
    column.line(rest)


def section(column: Column, words: str) -> None:
    """The title of what follows."""
    dice = column.paper.dice
    mark = dice.choose(("", "", "", "■", "●", "【{}】", "▎", "◎", "一、", "※", "< {} >", "▼"))
    text = mark.format(words) if "{" in mark else mark + words
    column.line(plain(text), dice.between(0.9, 1.25), dice.choose((0.0, 0.0, 0.0, 0.5)))


def paragraph(column: Column, marked: Marked, scale: float = 1.0) -> None:
    """A sentence in as many lines as it needs."""
    size = column.size * scale
    for line in wrapped(column.paper, marked, column.width, size):
        column.line(line, scale)


def notes(column: Column, content: Content, scale: float | None = None) -> None:
    """All sentences, numbered or not."""
    dice = column.paper.dice
    scale = scale or dice.between(0.6, 1.0)
    form = dice.choose(("", "", "{}.", "{}、", "({})", "※", "•", "* ", "({}) "))
    for number, note in enumerate(content.notes, 1):
        paragraph(column, (*plain(form.format(number)), *note) if form else note, scale)


def codes(column: Column, content: Content) -> None:
    """The digits below bar codes."""
    dice = column.paper.dice
    for code in content.codes:
        column.skip(dice.between(0.5, 2.5))
        text = written(code)
        shown = plain("*" + text + "*") if dice.chance(0.2) else code
        column.line(shown, dice.between(0.7, 1.0), dice.choose((0.0, 0.5, 1.0)))


def sentence(entries: list[Entry], opening: str, between: str) -> Marked:
    """Entries told in prose."""
    pieces: list[Piece] = [Piece(opening)]
    for entry in entries:
        pieces += [*entry.words, Piece("為" if len(pieces) % 2 else "："), *entry.value, Piece(between)]
    return tuple(piece for piece in pieces if piece.text)


def bubble(column: Column, said: list[Marked], clock: str, *, own: bool) -> None:
    """At the right if one's own, else at the left; its time stands beside its last line."""
    dice, paper = column.paper.dice, column.paper
    inner = Column(paper, column.left, column.right, column.y, column.size)
    share = dice.between(0.12, 0.3) * column.width
    inner.left, inner.right = (
        (inner.left + share, inner.right) if own else (inner.left + column.size, inner.right - share)
    )
    for text in said:
        paragraph(inner, text)
    seen = plain(dice.choose(("已讀 ", "", "Read ")) + clock if own else clock)
    paper.put(
        column.left if own else column.right, inner.y - inner.step, seen, 0.7 * column.size, float(not own)
    )
    column.y = inner.y
    column.skip(dice.between(0.2, 0.8))
