"""How a person writes the value of a field; docs/reading.md says what each field is."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from domain.checkup.reading import FuelKind, ReadingField
from domain.checkup.reading_refusals import WrongReadingValue
from domain.ubn import is_ubn

_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER_OF_OURS = re.compile(r"[A-Z0-9]{1,30}")
_INVOICE = re.compile(r"[A-Z]{2}[0-9]{8}")
_UNITS = ("kWh", "m3", "L", "kg")
_LONGEST = 100


def normal_value(field: ReadingField, value: str) -> str:
    """The value as it is stored; WrongReadingValue names field, value, and how it is written."""
    check, wanted_zh, wanted_en = _CHECKS[field]
    found = check(value.strip())
    if found is None:
        raise WrongReadingValue(
            field=field.value, value=value[:_LONGEST], wanted_zh=wanted_zh, wanted_en=wanted_en
        )
    return found


def _day(value: str) -> str | None:
    if _DAY.fullmatch(value) is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _number(value: str) -> str | None:
    if _NUMBER.fullmatch(value) is None:
        return None
    return format(Decimal(value).normalize(), "f")


def _of_ours(value: str) -> str | None:
    plain = value.upper().replace("-", "").replace(" ", "")
    return plain if _NUMBER_OF_OURS.fullmatch(plain) else None


def _invoice(value: str) -> str | None:
    plain = value.upper().replace("-", "").replace(" ", "")
    return plain if _INVOICE.fullmatch(plain) else None


def _ubn(value: str) -> str | None:
    return value if is_ubn(value) else None


def _vendor(value: str) -> str | None:
    plain = "".join(value.split())
    return plain if plain.isprintable() and 0 < len(plain) <= _LONGEST else None


def _one_of(*allowed: str) -> Callable[[str], str | None]:
    return lambda value: value if value in allowed else None


Check = tuple[Callable[[str], str | None], str, str]
_A_DAY: Check = (_day, "日期須寫作西元年月日，如 2024-10-28", "a date is written as in 2024-10-28")
_A_NUMBER: Check = (
    _number,
    "須為數字，不加千分位、貨幣與單位，如 1234.5",
    "a number without separators, currency or unit, as in 1234.5",
)
_OURS: Check = (_of_ours, "只含英文字母與數字，30 字以內", "letters and digits only, at most 30")
_A_UBN: Check = (
    _ubn,
    "統一編號為 8 位數字且須符合檢查碼",
    "a ubn has eight digits, and its check must hold",
)
_CHECKS: Mapping[ReadingField, Check] = {
    ReadingField.VENDOR: (_vendor, "1 至 100 個字", "1 to 100 characters"),
    ReadingField.ACCOUNT_NO: _OURS,
    ReadingField.METER_NO: _OURS,
    ReadingField.PERIOD_START: _A_DAY,
    ReadingField.PERIOD_END: _A_DAY,
    ReadingField.PREVIOUS_READING: _A_NUMBER,
    ReadingField.CURRENT_READING: _A_NUMBER,
    ReadingField.USAGE: _A_NUMBER,
    ReadingField.UNIT: (_one_of(*_UNITS), f"只能是 {'、'.join(_UNITS)}", f"one of {', '.join(_UNITS)}"),
    ReadingField.UNIT_PRICE: _A_NUMBER,
    ReadingField.TOTAL_AMOUNT: _A_NUMBER,
    ReadingField.TAX: _A_NUMBER,
    ReadingField.INVOICE_NO: (
        _invoice,
        "發票號碼為 2 個英文字母加 8 位數字，如 AB12345678",
        "an invoice number has two letters and eight digits, as in AB12345678",
    ),
    ReadingField.ISSUE_DATE: _A_DAY,
    ReadingField.SELLER_UBN: _A_UBN,
    ReadingField.BUYER_UBN: _A_UBN,
    ReadingField.PRINTED_KGCO2E: _A_NUMBER,
    ReadingField.FUEL: (
        _one_of(*FuelKind),
        f"只能是 {'、'.join(FuelKind)}",
        f"one of {', '.join(FuelKind)}",
    ),
}
