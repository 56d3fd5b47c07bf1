"""A firm as the rules see it: what its owner declares, and whether it is an indicator firm (R11)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from domain.errors import DomainError
from domain.programme import Programme
from domain.ubn import is_ubn

# Above it a number is a slip: the gross product of Taiwan is not much more.
MOST_NTD = 10**13


@dataclass(frozen=True, slots=True)
class FirmProfile:
    """A firm by its 統一編號; `industry` is the six-digit tax code as text, amounts are whole NTD.

    `name` is the one of the public register, empty where it was not told.
    """

    ubn: str
    industry: str
    revenue: int
    capital: int
    county: str
    name: str = ""


class WrongUbn(DomainError):
    code: ClassVar[str] = "wrong_ubn"
    rule: ClassVar[str] = "R9"
    zh: ClassVar[str] = "統一編號「{ubn}」不正確：應為 8 位數字且通過檢查碼，請對照稅籍登記。"
    en: ClassVar[str] = (
        "The firm number {ubn} is wrong: it has 8 digits and a check; compare the tax registration."
    )


class WrongIndustryCode(DomainError):
    code: ClassVar[str] = "wrong_industry_code"
    rule: ClassVar[str] = "R10"
    zh: ClassVar[str] = "稅務行業代碼「{industry}」不正確：應為 6 位數字（例如 251111），不含連字號。"
    en: ClassVar[str] = (
        "The tax industry code {industry} is wrong: it has 6 digits (such as 251111), no hyphen."
    )


class IndustryCodeLostZero(WrongIndustryCode):
    code: ClassVar[str] = "industry_code_lost_zero"
    zh: ClassVar[str] = (
        "稅務行業代碼「{industry}」不足 6 位：試算表可能刪去了開頭的 0（081111 會變成 81111），"
        "請把該欄設為文字，填滿 6 位。"
    )
    en: ClassVar[str] = (
        "The tax industry code {industry} is short of 6 digits: a spreadsheet may have dropped the leading "
        "zero (081111 becomes 81111). Make the column text and give all 6 digits."
    )


class NegativeAmount(DomainError):
    code: ClassVar[str] = "negative_amount"
    rule: ClassVar[str] = "R11"
    zh: ClassVar[str] = "統一編號 {ubn} 的營收或資本額為 {amount} 元，不可為負數。"
    en: ClassVar[str] = "The revenue or capital of firm {ubn} is {amount} NTD; it cannot be negative."


def check_profile(profile: FirmProfile) -> None:
    """Refuse a wrong shape: WrongUbn, WrongIndustryCode, IndustryCodeLostZero, NegativeAmount."""
    check_ubn(profile.ubn)
    check_industry(profile.industry)
    check_amounts(profile.ubn, profile.revenue, profile.capital)


def check_ubn(ubn: str) -> None:
    """WrongUbn."""
    if not is_ubn(ubn):
        raise WrongUbn(ubn=ubn)


def check_industry(industry: str) -> None:
    """WrongIndustryCode, or IndustryCodeLostZero where a spreadsheet took its first digit for nothing."""
    if re.fullmatch("[0-9]{6}", industry) is None:
        short = re.fullmatch("[0-9]{4,5}", industry)
        raise (IndustryCodeLostZero if short else WrongIndustryCode)(industry=industry)


def check_amounts(ubn: str, *amounts: int) -> None:
    """NegativeAmount."""
    lowest = min(amounts)
    if lowest < 0:
        raise NegativeAmount(ubn=ubn, amount=lowest)


def is_indicator(profile: FirmProfile, programme: Programme) -> bool:
    """Whether yearly revenue or capital reaches the programme's threshold (R11)."""
    return profile.revenue >= programme.indicator.revenue or profile.capital >= programme.indicator.capital


def each_once(firms: Iterable[FirmProfile]) -> tuple[FirmProfile, ...]:
    """The firms in their order, each 統一編號 once, so that none is counted twice."""
    return tuple({firm.ubn: firm for firm in firms}.values())
