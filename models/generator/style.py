"""One page's habits of speech: its language, its names for things, its numbers and days."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from domain.checkup.reading import BillKind
from models.generator import names, phrasing
from models.generator.days import Days
from models.generator.dice import Dice
from models.generator.figures import Figures
from models.generator.identifiers import shaped, ubn
from models.generator.marked import WHOLE, Entry, Marked, Piece, plain, written
from models.generator.phrasing import Dress
from models.generator.wording import DISTRACTORS, SLOT_WORDS, english, wordings
from models.labels import Label

_CUBIC = ("度", "度", "度", "度", "立方公尺", "m3", "M3", "m³", "立方米", "M³", "㎥", "m^3", "立方", "度")
UNITS: Final = {
    BillKind.ELECTRICITY: (
        "kWh",
        ("度", "度", "度", "kWh", "KWH", "千瓦時", "kwh", "瓩時", "Kwh", "千瓦小時", "kWh"),
    ),
    BillKind.WATER: ("m3", _CUBIC),
    BillKind.NATURAL_GAS: ("m3", _CUBIC),
    BillKind.LPG: ("kg", ("公斤", "kg", "KG", "Kg", "kgs", "KGS", "千克", "Kgs", "公斤", "㎏")),
    BillKind.FUEL: (
        "L",
        (
            "公升",
            "L",
            "公升",
            "升",
            "LT",
            "l",
            "ℓ",
            "Ltr",
            "Liter",
            "LTR",
            "Litre",
            "立",
        ),
    ),
}
_BRACKETS = (
    "({u})",
    "（{u}）",
    "[{u}]",
    " ({u})",
    "({u}) ",
    "／{u}",
    "/{u}",
    "【{u}】",
    " {u}",
    ":{u}",
    "(單位:{u})",
)
# Around the unit behind a number.
_BEHIND = (("", ""),) * 12 + ((" ", ""),) * 7 + (("(", ")"), (" (", ")"), ("  ", ""), ("（", "）"))
_COLONS = ("：", ":", "", "： ", ": ", "", " ", " :", "：", ":", "", " ： ", "﹕", "=", " = ")
_JOINTS = (" ", "/", " / ", "", "(")
_SPACED = re.compile(r"^[\u4e00-\u9fff]{2,3}$")
_SLOT = re.compile(r"\{([^}]+)\}")


@dataclass(slots=True)
class Style:
    """`language` is zh, both or en; `unit` is how the page writes its kind's unit, `unit_place` where;
    `widened` has blanks within names; `dense` pages print much that is no field."""

    dice: Dice
    kind: BillKind
    language: str
    colon: str
    joint: str
    bracket: str
    unit: str
    unit_place: str
    widened: bool
    dense: bool
    days: Days
    figures: Figures
    dress: Dress
    # What distractors are measured by: the bill's own quantity and total.
    usage: int = 100
    total: int = 1000

    @classmethod
    def sample(cls, dice: Dice, kind: BillKind) -> "Style":
        language = dice.choose(("zh",) * 14 + ("both",) * 5 + ("en",))
        units = UNITS.get(kind, ("", ("",)))[1]
        return cls(
            dice,
            kind,
            language,
            dice.choose(_COLONS),
            dice.choose(_JOINTS),
            dice.choose(_BRACKETS),
            dice.choose(units),
            dice.choose(("label", "value", "value", "none")),
            dice.chance(0.06),
            dice.chance(0.3),
            Days.sample(dice, foreign=language == "en" and dice.chance(0.6)),
            Figures.sample(dice),
            Dress.sample(dice),
        )

    def words(self, key: str) -> Marked:
        """What the page calls something: in a phrase that is listed, or in one put together."""
        dice = self.dice
        if self.language == "en" and dice.chance(0.9):
            return plain(self._english(key))
        text = phrasing.phrase(dice, key, self.kind) if dice.chance(0.5) else ""
        text = text or dice.choose(wordings(key, self.kind))
        if self.widened and _SPACED.match(text):
            text = " ".join(text)
        text = self.dress.on(key, text)
        if self.language == "zh" and dice.chance(0.02):
            text += self.joint + self._english(key) + (")" if self.joint == "(" else "")
        return plain(text)

    def _english(self, key: str) -> str:
        dice = self.dice
        made = phrasing.english_phrase(dice, key) if dice.chance(0.5) else ""
        return made or dice.choose(english(key))

    def foreign(self, key: str) -> str:
        """The English beside it, on pages of two languages."""
        if self.language != "both" or self.dice.chance(0.15):
            return ""
        return self._english(key)

    def entry(self, key: str, value: Marked) -> Entry:
        """Named in the page's way; of two languages the English sometimes comes first."""
        words, foreign = self.words(key), self.foreign(key)
        if foreign and self.dice.chance(0.15):
            return Entry(plain(foreign + (self.joint if self.joint != "(" else " ") + written(words)), value)
        return Entry(words, value, foreign)

    def unit_piece(self, row: int = WHOLE) -> Piece:
        return Piece(self.unit, Label.UNIT, UNITS[self.kind][0], row)

    def with_unit(self, words: Marked) -> Marked:
        """The words with the unit of the usage in brackets behind."""
        before, _, after = self.bracket.partition("{u}")
        return tuple(
            piece for piece in (*words, Piece(before), self.unit_piece(), Piece(after)) if piece.text
        )

    def quantity(self, key: str, value: Piece) -> Entry:
        """The usage, with its unit where the page puts it."""
        words, foreign = self.words(key), self.foreign(key)
        if self.unit_place == "label":
            return Entry(self.with_unit(words), (value,), foreign)
        if self.unit_place == "value":
            before, after = self.dice.choose(_BEHIND)
            behind = (Piece(before), self.unit_piece(), Piece(after))
            return Entry(words, (value, *(piece for piece in behind if piece.text)), foreign)
        return Entry(words, (value,), foreign)

    def filled(self, form: str, day: date) -> str:
        """A sentence or value of `distractors.toml` with its slots filled."""
        parts = parsed(form)
        return "".join(
            part if number % 2 == 0 else self._slot(part, day) for number, part in enumerate(parts)
        )

    def distractor(self, pair: tuple[str, str], day: date) -> Entry:
        name, form = pair
        name = self.dress.on("", phrasing.filled(self.dice, name, self.kind))
        return Entry(plain(name), plain(self.filled(form, day)))

    def distractors(self, kind: BillKind, group: str, day: date, low: int, high: int) -> list[Entry]:
        """Between `low` and `high` entries of a topic that are no fields; about twice as many if dense."""
        pairs = DISTRACTORS[kind.value].get(group, ())
        if self.dense:
            low, high = (low + high + 1) // 2, 2 * high
        return [self.distractor(pair, day) for pair in self.dice.some(pairs, low, high)]

    def _slot(self, slot: str, day: date) -> str:
        name, *rest = slot.split(" ")
        if name in ("n", "m", "f", "u", "v"):
            return self._number(name, rest)
        if name.startswith("@"):
            return str(self.dice.drawn(SLOT_WORDS[name[1:]]))
        if name in _MADE:
            return _MADE[name](self, day)
        return shaped(self.dice, name)

    def _number(self, name: str, rest: list[str]) -> str:
        dice, low, high = self.dice, int(rest[0]), int(rest[1])
        if name == "f":
            return f"{dice.random.uniform(low, high):.{rest[2]}f}"
        drawn = dice.amount(low, high)
        if name == "n":
            return str(drawn)
        whole = {"u": self.usage, "v": self.total}.get(name)
        return self.figures.number(drawn if whole is None else max(whole * drawn // 100, 1))

    def beside(self, day: date, low: int, high: int) -> str:
        """A day that many days from another one."""
        return self.days.written(day + timedelta(self.dice.amount(low, high)))


@cache
def parsed(form: str) -> tuple[str, ...]:
    """Text and slots in turn."""
    return tuple(_SLOT.split(form))


_MADE: Final[Mapping[str, Callable[[Style, date], str]]] = {
    "d": lambda style, day: style.beside(day, -20, 20),
    "D": lambda style, day: style.beside(day, 5, 62),
    "y": lambda style, day: style.beside(day, -900, -200),
    "ym": lambda style, day: style.days.month(day.year, day.month),
    "p": lambda style, _: names.person(style.dice),
    "c": lambda style, _: names.customer(style.dice),
    "a": lambda style, _: names.address(style.dice),
    "t": lambda style, _: names.telephone(style.dice),
    "ubn": lambda style, _: ubn(style.dice),
    "i": lambda style, _: f"{style.dice.amount(6, 21):02}:{style.dice.amount(0, 59):02}",
}
