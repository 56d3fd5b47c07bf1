"""Grammar of invoices and delivery notes as firms of Japan write them."""

from models.generator import names
from models.generator.blocks.entries import aligned, inline, packed, spread
from models.generator.blocks.strung import pairs_at_right, strung
from models.generator.blocks.tables import table
from models.generator.blocks.texts import paragraph
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.dice import Dice
from models.generator.families.saying import entries, said_of, sentence
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.paper import Column
from models.generator.wording import TRADES
from models.labels import Label

_WORDS = TRADES["japanese"]


def invoice(column: Column, content: Content) -> None:
    """Title, who is billed 御中, the firm and its number at the right, the sum twice, goods, where to pay."""
    dice = column.paper.dice
    said = said_of(content)
    name = dice.choose(_WORDS["forms"]).format(s=names.stem(dice), t=dice.choose(_WORDS["trades"]))
    said["v"] = (Piece(name, Label.VENDOR, "".join(name.split())),)
    column.line(
        plain(dice.choose(_WORDS["titles"])), dice.between(1.2, 2.0), dice.choose((0.5, 0.5, 0.0, 1.0))
    )
    column.skip(dice.between(0.2, 1.0))
    if column.width > 34 * column.size and dice.chance(0.7):
        halves = column.parts((dice.between(0.8, 1.4), 1), 2.0)
        _buyer(halves[0], content, said)
        _facts(halves[1], content, said)
        _seller(halves[1], content, said)
        column.after(halves)
    else:
        parts = (_buyer, _facts, _seller) if dice.chance(0.7) else (_buyer, _seller, _facts)
        for part in parts:
            part(column, content, said)
    for form in dice.some(_WORDS["greetings"], 0, 2):
        paragraph(column, plain(form))
    if "t" in said and dice.chance(0.55):
        _total(column, said)
    table(column, _goods(content))
    _sums(column, content, said)
    for form in dice.some(_WORDS["ends"], 0, 4):
        paragraph(column, plain(content.style.filled(form, content.day)), dice.between(0.8, 1.0))


def _told(column: Column, marked: Marked, anchor: float = 0.0) -> None:
    if marked:
        column.y += column.cell(column.left, column.width, marked, anchor) - column.size
        column.skip()


def _buyer(column: Column, content: Content, said: dict[str, Marked]) -> None:
    dice = column.paper.dice
    _told(column, sentence(content, said, dice.choose(_WORDS["buyers"])))
    if "b" in said:
        _told(column, sentence(content, said, dice.choose(_WORDS["to"])))


def _seller(column: Column, content: Content, said: dict[str, Marked]) -> None:
    """The firm, where it is, its number, and a round seal beside."""
    dice = column.paper.dice
    anchor = dice.choose((0.0, 0.0, 1.0))
    lines = [said["v"], plain(names.address(dice)), plain("TEL " + names.telephone(dice))]
    lines = lines[: dice.whole(1, 3)]
    lines.append(sentence(content, said, dice.choose(_WORDS["sellers"])))
    for line in lines:
        _told(column, line, anchor)
    if dice.chance(0.3):
        _told(column, plain(dice.choose(("印", "之印", "社印", "代表者印"))), 1.0)


def _facts(column: Column, content: Content, said: dict[str, Marked]) -> None:
    dice = column.paper.dice
    told = entries(content, dice.some(_WORDS["facts"], 1, 5))
    if "o" in said:
        told.append(Entry(plain(dice.choose(_WORDS["invoices"])), said["o"]))
    if "i" in said:
        told.insert(dice.whole(0, len(told)), Entry(plain(dice.choose(_WORDS["dated"])), said["i"]))
    dice.choose((inline, inline, aligned, packed, strung))(column, told)


def _total(column: Column, said: dict[str, Marked]) -> None:
    dice = column.paper.dice
    front, behind = dice.choose((("TWD ", ""), ("", "円"), ("NT$", ""), ("NT$ ", "-"), ("", " 元"), ("", "")))
    value = tuple(piece for piece in (Piece(front), *said["t"], Piece(behind)) if piece.text)
    words = plain(dice.choose(_WORDS["totals"]))
    dice.choose((inline, aligned, spread))(column, [Entry(words, value)])


def _goods(content: Content) -> Table:
    """The same numbers below heads in Japanese."""
    dice = content.style.dice
    rows = []
    for number, row in enumerate(content.tables[LINES].rows, 1):
        name, quantity, unit, price, amount = row
        named = plain(_named(dice, content)) if quantity or price else name
        unit = plain(dice.drawn(_WORDS["units"])) if unit and not unit[-1].label else unit
        rows.append((plain(str(number)), named, quantity, unit, price, amount))
    heads = [plain(dice.choose(words)) for words in _WORDS["heads"]]
    made = Table((plain(dice.choose(("No", "No.", "番号", "項"))), *heads), tuple(rows))
    kept = [place for place in range(6) if place not in _left_out(dice)]
    return Table(
        tuple(made.heads[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows)
    )


def _left_out(dice: Dice) -> tuple[int, ...]:
    return tuple(place for place, share in ((0, 0.5), (3, 0.3)) if dice.chance(share))


def _named(dice: Dice, content: Content) -> str:
    behind = dice.choose(
        ("", "", " {A}{n 10 99}", " {AA9999}", "（{n 1 12}月分）", " {n 1000 9999}ZZ", " M{n 3 20}")
    )
    name: str = dice.drawn(_WORDS["goods"])
    return name + content.style.filled(behind, content.day)


def _sums(column: Column, content: Content, said: dict[str, Marked]) -> None:
    dice = column.paper.dice
    made = [Entry(plain(dice.choose(_WORDS["before"])), said["y"])] if "y" in said else []
    made += [Entry(plain(dice.choose(_WORDS["taxes"])), said["x"])] if "x" in said else []
    made += [Entry(plain(dice.choose(_WORDS["totals"])), said.get("t", EMPTY))]
    dice.choose((pairs_at_right, pairs_at_right, spread, aligned, strung))(column, made)
