"""The words of a reading: kinds of bill, fields, and where a value came from."""

from enum import StrEnum


class BillKind(StrEnum):
    """What a document is; `unknown` is everything that no other kind describes."""

    ELECTRICITY = "electricity"
    WATER = "water"
    NATURAL_GAS = "natural_gas"
    LPG = "lpg"
    FUEL = "fuel"
    INVOICE = "invoice"
    UNKNOWN = "unknown"


class ReadingField(StrEnum):
    """What is read off a bill; docs/reading.md says what each field is and how its value is written."""

    VENDOR = "vendor"
    ACCOUNT_NO = "account_no"
    METER_NO = "meter_no"
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    PREVIOUS_READING = "previous_reading"
    CURRENT_READING = "current_reading"
    USAGE = "usage"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    TOTAL_AMOUNT = "total_amount"
    TAX = "tax"
    INVOICE_NO = "invoice_no"
    ISSUE_DATE = "issue_date"
    SELLER_UBN = "seller_ubn"
    BUYER_UBN = "buyer_ubn"
    PRINTED_KGCO2E = "printed_kgco2e"
    FUEL = "fuel"


class ReadingSource(StrEnum):
    """Where a value came from: a code on the paper, a PDF's own text, or recognised characters."""

    QR = "qr"
    TEXT = "text"
    OCR = "ocr"


class FuelKind(StrEnum):
    """What a fuel receipt sells."""

    GASOLINE = "gasoline"
    DIESEL = "diesel"
    KEROSENE = "kerosene"
    FUEL_OIL = "fuel_oil"
