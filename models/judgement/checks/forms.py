"""Numbers that carry a check of their own."""

from functools import partial
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from domain.ubn import is_ubn
from models.judgement.checks.subject import Subject
from models.readings import Check

F = ReadingField
_ACCOUNT_DIGITS: Final = 11


def _ubn_digit(field: ReadingField, subject: Subject) -> Check | None:
    """A firm's number passes its check, as one in five wrong ones does."""
    number = subject.values.get(field)
    return None if number is None else Check(f"{field.value}_digit", is_ubn(number), number, (field,))


seller_ubn_digit = partial(_ubn_digit, F.SELLER_UBN)
buyer_ubn_digit = partial(_ubn_digit, F.BUYER_UBN)


def two_firms(subject: Subject) -> Check | None:
    """Nobody sells to himself."""
    seller, buyer = subject.values.get(F.SELLER_UBN), subject.values.get(F.BUYER_UBN)
    if seller is None or buyer is None or seller != buyer:
        return None
    return Check("two_firms", False, f"{seller} = {buyer}", (F.SELLER_UBN, F.BUYER_UBN))


def account_digit(subject: Subject) -> Check | None:
    """The last of a 電號's eleven digits; the rule is derived, not published, so it warns only."""
    number = subject.values.get(F.ACCOUNT_NO, "")
    if subject.kind is not BillKind.ELECTRICITY or len(number) != _ACCOUNT_DIGITS or not number.isdigit():
        return None
    digits = [int(digit) for digit in number]
    total = sum(digits[1:10:2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[0:10:2])
    return Check("account_digit", total % 10 == digits[-1], number, (F.ACCOUNT_NO,))
