"""How a page prints numbers and money; the value itself is written as docs/reading.md has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.generator.dice import Dice
from models.generator.marked import WHOLE, Marked, Piece
from models.generator.wording import NUMBERS
from models.labels import Label

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_PLAIN_MONEY = ("", "")
_MONEY_FORMS: Sequence[tuple[str, str]] = (_PLAIN_MONEY, *map(tuple, NUMBERS["money"]["forms"]))


def normal(number: Decimal | int) -> str:
    """Without separators and without zeros behind the point."""
    text = str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(slots=True)
class Figures:
    """One page's habits."""

    dice: Dice
    grouped: bool
    full_width: bool
    money_form: tuple[str, str]
    cents: bool
    padding: int
    spare_zeros: bool
    squared: bool
    places: int

    @classmethod
    def sample(cls, dice: Dice) -> "Figures":
        return cls(
            dice,
            grouped=dice.chance(0.75),
            full_width=dice.chance(0.025),
            money_form=dice.choose(_MONEY_FORMS) if dice.chance(0.6) else _PLAIN_MONEY,
            cents=dice.chance(0.07),
            padding=dice.choose((4, 5, 6)) if dice.chance(0.15) else 0,
            spare_zeros=dice.chance(0.15),
            squared=dice.chance(0.03),
            places=dice.choose((1, 2, 2, 3)) if dice.chance(0.07) else 0,
        )

    def number(self, number: Decimal | int) -> str:
        """With thousands' separators where the page has them."""
        text = f"{number:,}" if self.grouped else str(number)
        return text.translate(_FULL) if self.full_width else text

    def labelled(self, label: Label | None, number: Decimal | int, row: int = WHOLE) -> Piece:
        return Piece(self.number(number), label, normal(number), row)

    def quantity(self, label: Label | None, number: Decimal | int, row: int = WHOLE) -> Piece:
        """Whole quantities sometimes with zeros behind a point."""
        text = self.number(number)
        if self.spare_zeros and isinstance(number, int):
            text += ".00" if self.padding else ".0"
        return Piece(text, label, normal(number), row)

    def reading(self, label: Label | None, number: int, row: int = WHOLE) -> Piece:
        """What a meter shows, sometimes with zeros in front, now and then one digit to a square or with
        places behind a point, which go by the number: what is printed twice is the same twice."""
        text = f"{number:0{self.padding}}" if self.padding else self.number(number)
        if self.places and not self.squared:
            behind = f".{number * 7919 % 10**self.places:0{self.places}}"
            wide = behind.translate(_FULL) if self.full_width and not self.padding else behind
            return Piece(text + wide, label, normal(Decimal(f"{number}{behind}")), row)
        if self.squared:
            text = " ".join(f"{number:0{self.padding}}" if self.padding else str(number))
        return Piece(text, label, str(number), row)

    def money(
        self, label: Label | None, amount: int, row: int = WHOLE, *, bare: bool = False, behind: str = ""
    ) -> Marked:
        """A sum with its currency around it, unless `bare`; `behind` are its point and places, if any."""
        text = self.number(amount) + (behind or (".00" if self.cents else ""))
        piece = Piece(text, label, str(amount), row)
        if bare:
            return (piece,)
        before, after = self.dice.choose(_MONEY_FORMS) if self.dice.chance(0.1) else self.money_form
        if not before and not after:
            return (piece,)
        return (Piece(before), piece, Piece(after))
