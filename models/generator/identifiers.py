"""Numbers that name something, made up in shapes that are printed, with check digits that hold."""

from domain.checkup.reading import BillKind
from models.generator.dice import Dice
from models.generator.wording import NUMBERS

_WEIGHTS = (1, 2, 1, 2, 1, 2, 4)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
# An invoice's letters come from all of them, those that look like digits oftener than others.
_INVOICE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "IOQSZB"
_ACCOUNT_LENGTH = 11


def ubn(dice: Dice) -> str:
    """Eight digits whose check holds by the rule of `domain.ubn`."""
    digits = [dice.amount(0, 9) for _ in _WEIGHTS]
    total = sum(sum(divmod(digit * weight, 10)) for digit, weight in zip(digits, _WEIGHTS, strict=True))
    last = -total % 5 + (5 if dice.amount(0, 1) else 0)
    digits[0] += not any(digits) and not last
    return ubn(dice) if not any(digits) else "".join(map(str, digits)) + str(last)


def shaped(dice: Dice, shape: str, letters: str = _LETTERS) -> str:
    """The shape with its nines and its As replaced."""
    drawn = dice.drawn
    return "".join(
        drawn("0123456789") if sign == "9" else drawn(letters) if sign == "A" else sign for sign in shape
    )


def account(dice: Dice, kind: BillKind) -> str:
    """As printed; of eleven digits of electricity the last one checks the others."""
    text = shaped(dice, dice.choose(NUMBERS["account_no"].get(kind.value, NUMBERS["other"]["any"])))
    if kind is not BillKind.ELECTRICITY or sum(sign.isdigit() for sign in text) != _ACCOUNT_LENGTH:
        return text
    digits = [int(sign) for sign in text if sign.isdigit()][:-1]
    odd = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    return text[:-1] + str((odd + sum(digits[1::2])) % 10)


def meter(dice: Dice) -> str:
    return shaped(dice, dice.choose(NUMBERS["meter_no"]["any"]))


def invoice(dice: Dice, shape: str) -> str:
    """In a shape that stands in `numbers.toml`."""
    return shaped(dice, shape, _INVOICE_LETTERS)


def letters_and_digits(text: str) -> str:
    """What of a printed number counts."""
    return "".join(sign for sign in text if sign.isalnum())
