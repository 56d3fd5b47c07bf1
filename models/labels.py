"""What a stretch of printed characters is: a field, or one of two forms that a field is worked out of."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.checkup.reading import ReadingField

# How an invoice's number is printed; a code has it without what parts letters from digits.
INVOICE_NUMBER = re.compile(r"(?<![A-Za-z])[A-Z]{2}[- ]?\d{8}(?!\d)")


class Label(StrEnum):
    """Every field by its own name; `usage_part` is one of the rows that add up to the usage where no sum is
    printed, `period_months` months that stand for both ends of a period (docs/reading.md)."""

    VENDOR = ReadingField.VENDOR
    ACCOUNT_NO = ReadingField.ACCOUNT_NO
    METER_NO = ReadingField.METER_NO
    PERIOD_START = ReadingField.PERIOD_START
    PERIOD_END = ReadingField.PERIOD_END
    PREVIOUS_READING = ReadingField.PREVIOUS_READING
    CURRENT_READING = ReadingField.CURRENT_READING
    USAGE = ReadingField.USAGE
    UNIT = ReadingField.UNIT
    UNIT_PRICE = ReadingField.UNIT_PRICE
    TOTAL_AMOUNT = ReadingField.TOTAL_AMOUNT
    TAX = ReadingField.TAX
    INVOICE_NO = ReadingField.INVOICE_NO
    ISSUE_DATE = ReadingField.ISSUE_DATE
    SELLER_UBN = ReadingField.SELLER_UBN
    BUYER_UBN = ReadingField.BUYER_UBN
    PRINTED_KGCO2E = ReadingField.PRINTED_KGCO2E
    FUEL = ReadingField.FUEL
    USAGE_PART = "usage_part"
    PERIOD_MONTHS = "period_months"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` of line `line` of a sheet; `probability` is its least sure one's."""

    label: Label
    line: int
    start: int
    end: int
    probability: float = 1.0
