"""Papers of an office's drawers: minutes, contracts, payslips, menus, and offers that nobody has taken up."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.goods import sample_goods
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Table, plain
from models.generator.style import Style
from models.generator.wording import DRAWERS, NOTES, NUMBERS, PAPERS

_KIND = BillKind.UNKNOWN
_OFFERS = PAPERS["offers"]
_SORTS = (*PAPERS["papers"], *DRAWERS["papers"])
# Groups of a sale that an offer has none of.
_PAID = ("payment", "transaction", "weight", "carbon")


def sample_paper(dice: Dice) -> Content:
    """Facts, sentences and perhaps a table of one sort of paper, with little of any other."""
    paper: Mapping[str, Any] = dice.choose(_SORTS)
    style = Style.sample(dice, _KIND)
    day = some_day(dice)
    content = Content(_KIND, style, day, issuer(dice) if dice.chance(0.6) else EMPTY)
    content.titles.append(plain(style.filled(dice.choose(paper["titles"]), day)))
    content.add("facts", *(filled_fact(content, pair) for pair in dice.some(paper["facts"], 0, 8)))
    for form in (*dice.some(paper["lines"], 0, 9), *dice.some(PAPERS["any"]["lines"], 0, 7)):
        content.notes.append(plain(style.filled(form, day)))
    if dice.chance(0.12):
        _from_elsewhere(content)
    columns = paper.get("columns", ())
    if columns and dice.chance(0.7):
        content.tables["list"] = _table(content, columns)
    if dice.chance(0.2):
        content.codes.append(plain(identifiers.shaped(dice, dice.choose(NUMBERS["other"]["any"]))))
    return content


def issuer(dice: Dice) -> Marked:
    """Any firm, school or office; one that sells power or gas writes letters as well."""
    if dice.chance(0.15):
        return plain(names.vendor(dice, dice.choose(tuple(BillKind))))
    form: str = dice.choose(PAPERS["issuers"]["forms"])
    place = names.stem(dice) + dice.drawn(("市", "縣"))
    return plain(form.format(s=names.stem(dice), t=names.stem(dice, 3), p=place))


def filled_fact(content: Content, pair: Sequence[str]) -> Entry:
    """Where a name is a person or a day it is filled in as well."""
    name, form = (content.style.filled(one, content.day) for one in pair)
    return Entry(plain(name), plain(form))


def _from_elsewhere(content: Content) -> None:
    """What papers of other sorts say, bills among them."""
    style, dice = content.style, content.style.dice
    other = dice.choose(_SORTS)
    content.add("facts", *(filled_fact(content, pair) for pair in dice.some(other["facts"], 1, 3)))
    bills = NOTES[dice.choose(tuple(BillKind)).value]["lines"]
    for form in dice.some(bills, 1, 3):
        content.notes.append(plain(style.filled(form, content.day)))


def _table(content: Content, columns: Sequence[tuple[str, str]]) -> Table:
    style, dice = content.style, content.style.dice
    chosen = dice.some(columns, 2, 6)
    heads = [plain(name) for name, _ in chosen]
    rows = [[plain(style.filled(form, content.day)) for _, form in chosen] for _ in range(dice.whole(2, 14))]
    if dice.chance(0.4):
        heads.insert(0, plain(dice.choose(("項次", "序", "No.", "編號", "#"))))
        for number, row in enumerate(rows, 1):
            row.insert(0, plain(str(number)))
    return Table(tuple(heads), tuple(map(tuple, rows)))


def sample_offer(dice: Dice) -> Content:
    """Goods as on an invoice, on a paper by which nobody has bought them."""
    content = sample_goods(dice, dice.choose(("note", "note", "note", "foreign", "order")))
    style = content.style
    foreign = style.language == "en"
    titles = [dice.choose(_OFFERS["english" if foreign else "titles"])]
    if style.language == "both":
        titles.append(dice.choose(_OFFERS["english"]))
    content.titles = [plain(one) for one in titles]
    facts = [style.distractor(pair, content.day) for pair in dice.some(_OFFERS["facts"], 1, 6)]
    dated = [entry for entry in content.groups.get("invoice", []) if _is_dated(entry)]
    content.groups["invoice"] = dice.shuffled([*facts, *dated])
    for name in _PAID:
        content.groups.pop(name, None)
    content.groups["end"] = []
    if dice.chance(0.25):
        content.groups["sums"] = []
    content.notes = [plain(style.filled(form, content.day)) for form in dice.some(_OFFERS["lines"], 0, 5)]
    return content


def _is_dated(entry: Entry) -> bool:
    return any(piece.label == "issue_date" for piece in entry.value)
