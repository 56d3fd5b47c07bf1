"""The words of readings: kinds of bill, fields, and why a bill cannot be read (`unreadable.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.checkup.reading import BillKind, ReadingField


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a bill cannot be read, and what its trainee does about it."""

    zh: str
    en: str
    do_zh: str
    do_en: str


def unreadable(code: str) -> Unreadable:
    """The words of a reader's code; the general ones for a code that is not known."""
    known = _unreadable()
    return known.get(code, known["unreadable"])


@cache
def _unreadable() -> Mapping[str, Unreadable]:
    document = tomllib.loads(Path(__file__).with_name("unreadable.toml").read_text("utf-8"))
    return {code: Unreadable(**words) for code, words in document.items()}


READING_WORDS: Mapping[str, tuple[str, str]] = {
    BillKind.NATURAL_GAS.value: ("天然氣", "natural gas"),
    BillKind.LPG.value: ("桶裝瓦斯", "bottled gas"),
    BillKind.INVOICE.value: ("發票或收據", "invoice"),
    BillKind.UNKNOWN.value: ("無法辨識的文件", "unknown document"),
    f"field.{ReadingField.VENDOR}": ("開立單位", "vendor"),
    f"field.{ReadingField.ACCOUNT_NO}": ("用戶編號", "account number"),
    f"field.{ReadingField.METER_NO}": ("表號", "meter number"),
    f"field.{ReadingField.PERIOD_START}": ("期間起日", "first day of the period"),
    f"field.{ReadingField.PERIOD_END}": ("期間迄日", "last day of the period"),
    f"field.{ReadingField.PREVIOUS_READING}": ("上期指針", "previous reading"),
    f"field.{ReadingField.CURRENT_READING}": ("本期指針", "current reading"),
    f"field.{ReadingField.USAGE}": ("用量", "usage"),
    f"field.{ReadingField.UNIT}": ("單位", "unit"),
    f"field.{ReadingField.UNIT_PRICE}": ("單價", "unit price"),
    f"field.{ReadingField.TOTAL_AMOUNT}": ("總金額", "total amount"),
    f"field.{ReadingField.TAX}": ("稅額", "tax"),
    f"field.{ReadingField.INVOICE_NO}": ("發票號碼", "invoice number"),
    f"field.{ReadingField.ISSUE_DATE}": ("開立日期", "date of issue"),
    f"field.{ReadingField.SELLER_UBN}": ("賣方統一編號", "seller's ubn"),
    f"field.{ReadingField.BUYER_UBN}": ("買方統一編號", "buyer's ubn"),
    f"field.{ReadingField.PRINTED_KGCO2E}": ("單據所載排放量", "emissions as printed"),
    f"field.{ReadingField.FUEL}": ("油品", "fuel"),
    **{code: (words.zh, words.en) for code, words in _unreadable().items()},
}
