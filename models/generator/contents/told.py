"""Sales of fuel or gas told in sentences: receipts of one paragraph, and messages among others."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.cheques import in_words
from models.generator.content import Content
from models.generator.contents.items import priced
from models.generator.contents.parties import ADDRESSED, parties
from models.generator.contents.sales import begin_sale
from models.generator.contents.utility import invoice_pieces
from models.generator.days import months_before
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, pieced, plain
from models.generator.style import Style
from models.generator.wording import NUMBERS, OIL, PRODUCTS
from models.labels import Label

_WORDS: Final = OIL["sentences"]


@dataclass(frozen=True, slots=True)
class _Sold:
    """`told` are the words for what was bought, by the slots of sentences."""

    told: dict[str, Marked]
    total: int


def sample_told(dice: Dice, kind: BillKind) -> Content:
    """A receipt; its paragraph is the first of the notes."""
    content = begin_sale(dice, kind).content
    style, day = content.style, content.day
    content.titles.append(plain(dice.choose(_WORDS["titles"])))
    form = dice.choose(_WORDS["receipts"][kind.value])
    parties(content, buyer=0.0, account=0.1)
    content.notes.append(_said(content, form, _sold(dice, style)))
    content.notes += [plain(style.filled(one, day)) for one in dice.some(_WORDS["places"], 0, 3)]
    content.add("dated", Entry(EMPTY, style.days.day(Label.ISSUE_DATE, day)))
    content.brand = content.brand if content.named_below else EMPTY
    return content


def sample_texted(dice: Dice, kind: BillKind) -> Content:
    """A message that tells a sale; codes are other messages, which tell none."""
    content = begin_sale(dice, kind).content
    style, day = content.style, content.day
    form = dice.choose(_WORDS["messages"][kind.value])
    content.notes.append(_said(content, form, _sold(dice, style)))
    opening = dice.choose(("", "【{v}】", "", "{v}："))
    others = [style.filled(one, day) for one in dice.some(_WORDS["others"], 0, 3)]
    vendor = {"v": content.vendor}
    content.codes = [(*pieced(opening, vendor), *plain(one)) for one in others]
    content.titles = [plain(style.filled(one, day)) for one in dice.some(_WORDS["tops"], 0, 4)]
    return content


def _sold(dice: Dice, style: Style) -> _Sold:
    return _bottles(dice, style) if style.kind is BillKind.LPG else _litres(dice, style)


def _bottles(dice: Dice, style: Style) -> _Sold:
    size, count = dice.drawn((16, 20, 20, 20, 50, 50, 4)), dice.amount(1, 20)
    price, weight = Decimal(dice.amount(60, 104)) / 2, size * count
    unit = (style.unit_piece(),)
    parts: dict[str, Marked] = {
        "s": (Piece(str(size), Label.USAGE_PART, str(weight)),),
        "j": (Piece(str(count), Label.USAGE_PART, "0"),),
        "k": unit,
    }
    told: dict[str, Marked] = {
        "b": pieced(dice.choose(_WORDS["bottles"]), parts),
        "q": (style.figures.labelled(Label.USAGE, weight),),
        "k": unit,
        "p": priced(style, Label.UNIT_PRICE, price),
    }
    return _Sold(told, round(weight * price))


def _litres(dice: Dice, style: Style) -> _Sold:
    fuel = dice.drawn(("gasoline", "gasoline", "gasoline", "diesel", "diesel", "kerosene"))
    low, high = PRODUCTS["prices"][fuel]
    price = round(Decimal(dice.random.uniform(low, high)), 1)
    litres = round(Decimal(dice.random.uniform(4, 90)), dice.drawn((2, 2, 2, 1, 0)))
    told: dict[str, Marked] = {
        "n": (Piece(dice.choose(PRODUCTS["fuels"][fuel]), Label.FUEL, fuel),),
        "q": (style.figures.labelled(Label.USAGE, litres),),
        "k": (style.unit_piece(),),
        "p": priced(style, Label.UNIT_PRICE, price),
    }
    return _Sold(told, round(litres * price))


def _said(content: Content, form: str, sold: _Sold) -> Marked:
    """Where the kilograms are told beside the bottles the bottles are no parts of anything."""
    style, dice, day = content.style, content.style.dice, content.day
    month = months_before(day.year, day.month, dice.whole(0, 1))
    number = identifiers.ubn(dice)
    words = (Piece(in_words(sold.total), Label.TOTAL_AMOUNT, str(sold.total)),)
    said: dict[str, Marked] = {
        **sold.told,
        "v": content.vendor,
        "c": _buyer(content),
        "u": (Piece(number, Label.BUYER_UBN, number),),
        "t": _money(style, sold.total),
        "w": words,
        "i": invoice_pieces(dice, dice.choose(NUMBERS["invoice_no"]["any"])),
        "m": style.days.months(month, month, Label.PERIOD_MONTHS),
        "d": style.days.day(Label.ISSUE_DATE, day),
        "h": plain(style.filled("{i}", day)),
        "x": plain(identifiers.shaped(dice, "AAA-9999")),
    }
    if "{q}" in form and "b" in said:
        said["b"] = tuple(
            one._replace(label=None, value="") if one.label is Label.USAGE_PART else one for one in said["b"]
        )
    if "{t}" in form and "{w}" in form and dice.chance(0.3):
        said["t"] = (Piece(dice.choose(("NT$ ", "NT$", "＄", "$"))), *said["t"])
    return pieced(form, said)


def _unlabelled(piece: Piece) -> Piece:
    return Piece(piece.text) if piece.label is Label.USAGE_PART else piece


def _money(style: Style, total: int) -> Marked:
    return (style.figures.labelled(Label.TOTAL_AMOUNT, total),)


def _buyer(content: Content) -> Marked:
    found = content.groups.get(ADDRESSED)
    dice = content.style.dice
    blank = dice.choose(("", "", " "))
    name = found[0].value if found and dice.chance(0.5) else plain(names.customer(dice))
    return (*plain(blank), *name, *plain(blank)) if blank else name
