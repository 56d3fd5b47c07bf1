"""Numbers of customers and meters, as they are printed and as they count."""

from models.generator import identifiers
from models.generator.dice import Dice
from models.generator.marked import WHOLE, Marked, Piece
from models.generator.style import Style
from models.labels import Label


def account_no(style: Style, row: int = WHOLE) -> Marked:
    """The customer's number with the vendor, in one of the kind's shapes."""
    return numbered(Label.ACCOUNT_NO, identifiers.account(style.dice, style.kind), row)


def meter_no(dice: Dice, row: int = WHOLE) -> Marked:
    """What stands on a meter."""
    return numbered(Label.METER_NO, identifiers.meter(dice), row)


def numbered(label: Label, printed: str, row: int = WHOLE) -> Marked:
    """A printed number with what of it counts."""
    return (Piece(printed, label, identifiers.letters_and_digits(printed), row),)
