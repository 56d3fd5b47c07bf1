"""Names put together of the words in `words/parts.toml`, and how a page dresses its names."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.dice import Dice
from models.generator.wording import PARTS

_SLOT: Final = re.compile(r"\{(\w+)(\??)\}")
_TWICE: Final = re.compile(r"([\u4e00-\u9fff]{1,3})\1")
_SHORT: Final = re.compile(r"^[\u4e00-\u9fff]{2,5}$")
_CJK: Final = re.compile(r"[\u4e00-\u9fff]")

METERED: Final = (BillKind.ELECTRICITY, BillKind.WATER, BillKind.NATURAL_GAS)
# Text and choices in turn.
Phrase = tuple[Sequence[str], ...]


def phrase(dice: Dice, key: str, kind: BillKind) -> str:
    """One way to name a field on bills of a kind; empty where none is made up."""
    found = _phrases(key, kind)
    return _said(dice, dice.choose(found)) if found else ""


def english_phrase(dice: Dice, key: str) -> str:
    """The same in English."""
    found = _english_phrases(key)
    return " ".join(_said(dice, dice.choose(found)).split()) if found else ""


def filled(dice: Dice, form: str, kind: BillKind) -> str:
    """A form with words in braces."""
    return _said(dice, _parsed(form, kind)) if "{" in form else form


def _said(dice: Dice, made: Phrase) -> str:
    choose = dice.choose
    text = "".join([options[0] if len(options) == 1 else choose(options) for options in made])
    # Two words that end and begin alike are said as one: 用氣 and 用氣量.
    return _TWICE.sub(r"\1", text)


@cache
def _phrases(key: str, kind: BillKind) -> Sequence[Phrase]:
    """Those of the kind's own beside those for any; of trades in goods the own ones alone."""
    table = PARTS["phrases"].get(key, {})
    own = table.get(kind.value, ())
    general = () if own and kind not in METERED else table.get("any", ())
    return [_parsed(form, kind) for form in (*own, *general)]


@cache
def _english_phrases(key: str) -> Sequence[Phrase]:
    forms = PARTS["phrases"].get(key, {}).get("english", ())
    return [_cut(form, lambda name: tuple(PARTS["english"][name])) for form in forms]


@cache
def _parsed(form: str, kind: BillKind) -> Phrase:
    return _cut(form, lambda name: _words(name, kind))


def _words(name: str, kind: BillKind) -> Sequence[str]:
    """Those of the kind twice, beside those for any."""
    table = PARTS["words"][name]
    if not isinstance(table, dict):
        return tuple(table)
    own = table.get(kind.value, ())
    return (*own, *own, *table.get("any", ()))


def _cut(form: str, words: Callable[[str], Sequence[str]]) -> Phrase:
    """What may be left out is so in every second case."""
    made: list[Sequence[str]] = []
    place = 0
    for slot in _SLOT.finditer(form):
        made.append((form[place : slot.start()],))
        options = words(slot[1])
        made.append((*options, *[""] * len(options)) if slot[2] else options)
        place = slot.end()
    made.append((form[place:],))
    return tuple(options for options in made if tuple(options) != ("",))


@dataclass(slots=True)
class Dress:
    """How one page writes names: `bullet` before each, blanks within, what is in brackets behind."""

    dice: Dice
    bullet: str
    blank: str
    noted: bool

    @classmethod
    def sample(cls, dice: Dice) -> "Dress":
        table = PARTS["dress"]
        return cls(
            dice,
            dice.choose(table["bullets"]) if dice.chance(0.06) else "",
            dice.choose(table["blanks"]) if dice.chance(0.08) else "",
            noted=dice.chance(0.12),
        )

    def on(self, key: str, text: str) -> str:
        """The name as it is printed."""
        dice = self.dice
        if self.blank and _SHORT.match(text) and dice.chance(0.8):
            text = self.blank.join(text)
        if self.noted and key in PARTS["notes"] and not text.endswith((")", "）")) and _CJK.search(text):
            text += dice.choose(PARTS["notes"][key])
        if not self.bullet:
            return text
        table = PARTS["dress"]
        number = dice.whole(1, 12)
        return (
            self.bullet.format(n=number, c=table["circled"][number - 1], z=table["counted"][number - 1])
            + text
        )
