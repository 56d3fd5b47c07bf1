"""Bar codes: Code 39 of an electronic invoice, and Code 128 of a power bill with the customer's number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.codes.code import Code, CodeFormat
from models.readings import Box

# 期別 (year of the Republic, even month), number and random code; the source is that of einvoice.py.
_INVOICE = re.compile(rb"(\d{3})(02|04|06|08|10|12)([A-Z]{2}\d{8})(\d{4})")
_ACCOUNT = re.compile(rb"\d{4}(\d{11})")


@dataclass(frozen=True, slots=True)
class InvoiceBars:
    """An invoice of the two months that end with `month` of `year` (of the common era)."""

    number: str
    year: int
    month: int
    random_code: str
    box: Box


def invoice_bars(codes: Sequence[Code]) -> tuple[InvoiceBars, ...]:
    """Every invoice whose bars were read."""
    read = [
        (_INVOICE.fullmatch(code.content), code.box) for code in codes if code.format is CodeFormat.CODE_39
    ]
    return tuple(
        InvoiceBars(said[3].decode(), int(said[1]) + 1911, int(said[2]), said[4].decode(), box)
        for said, box in read
        if said is not None
    )


def account_numbers(codes: Sequence[Code]) -> tuple[str, ...]:
    """Customer numbers of power bills, eleven digits, of bars of fifteen, each once. Their last digit must
    check: the rule is derived, not published, but keeps out other bars of as many digits."""
    bars = [code.content for code in codes if code.format is CodeFormat.CODE_128]
    numbers = [said[1].decode() for said in map(_ACCOUNT.fullmatch, bars) if said is not None]
    return tuple(dict.fromkeys(number for number in numbers if _checks(number)))


def _checks(number: str) -> bool:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[0:9:2])
    return (doubled + sum(int(digit) for digit in number[1:10:2])) % 10 == int(number[10])
