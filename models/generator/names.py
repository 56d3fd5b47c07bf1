"""People, firms and places that are nobody's."""

from domain.checkup.reading import BillKind
from models.generator.dice import Dice
from models.generator.wording import NAMES

_IDEOGRAPHS = (0x4E00, 0x9FA5)
_SYLLABLES: str = NAMES["syllables"]


def stem(dice: Dice, count: int = 2) -> str:
    """Syllables, no two neighbours alike; a few are any ideograph, since no list has all that firms use."""
    made = ""
    while len(made) < count:
        more = chr(dice.amount(*_IDEOGRAPHS)) if dice.chance(0.03) else dice.drawn(_SYLLABLES)
        made += more if more != made[-1:] else ""
    return made


def vendor(dice: Dice, kind: BillKind) -> str:
    return _filled(dice, dice.choose(NAMES["vendors"][kind.value]))


def english(dice: Dice, kind: BillKind) -> str:
    """A firm's name in Latin letters."""
    stem_of = "".join(dice.drawn(NAMES["latin"]) for _ in range(dice.amount(2, 3))).capitalize()
    return f"{stem_of} {dice.choose(NAMES['trades'][kind.value])} {dice.choose(NAMES['forms'])}"


def customer(dice: Dice) -> str:
    return _filled(dice, dice.choose(NAMES["vendors"]["customers"]))


def brand(dice: Dice, kind: BillKind) -> str:
    return _filled(dice, dice.choose(NAMES["brands"][kind.value]))


def office(dice: Dice, kind: BillKind) -> str:
    return _filled(dice, dice.choose(NAMES["offices"][kind.value]))


def person(dice: Dice) -> str:
    """Sometimes with some of it hidden, or a title behind."""
    drawn = dice.drawn
    name: str = drawn(NAMES["surnames"]) + drawn(NAMES["given"]) + drawn(NAMES["given"])
    if dice.chance(0.15):
        return name[0] + dice.choose(("○", "*", "O", "Ｏ")) + name[2]
    title: str = drawn(NAMES["titles"])
    return name + title


def address(dice: Dice) -> str:
    drawn = dice.drawn
    place = drawn(NAMES["counties"]) + drawn(NAMES["districts"])
    road = drawn(NAMES["roads"]) + drawn(NAMES["parts"])
    floor = f"{dice.amount(2, 12)}樓" if dice.chance(0.3) else ""
    lane = f"{dice.amount(1, 300)}巷" if dice.chance(0.2) else ""
    code = str(dice.amount(100, 983)) if dice.chance(0.2) else ""
    return f"{code}{place}{road}{lane}{dice.amount(1, 480)}號{floor}"


def telephone(dice: Dice) -> str:
    area = dice.drawn(("02", "03", "04", "05", "06", "07", "037", "049", "08"))
    number = f"{dice.amount(200, 2999)}-{dice.amount(0, 9999):04}"
    form = dice.choose(("({a}){n}", "{a}-{n}", "({a}) {n}", "0800-{s}", "{a}{n}"))
    return form.format(a=area, n=number, s=f"{dice.amount(0, 999999):06}")


def _filled(dice: Dice, form: str) -> str:
    values = {
        "s": stem(dice),
        "t": stem(dice, 3),
        "p": stem(dice) + dice.drawn(("市", "縣", "", "")),
        "d": dice.drawn(NAMES["districts"])[:2] if dice.chance(0.5) else stem(dice),
        "n": "一二三四五六七八九十"[dice.amount(0, 9)],
    }
    return form.format_map(values)
