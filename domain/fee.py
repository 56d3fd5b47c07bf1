"""The processing fee 資料處理費 (R20–R22), in whole New Taiwan dollars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.errors import DomainError
from domain.firm import FirmProfile, each_once, is_indicator
from domain.industry import Sector, sector_of
from domain.mix import SETS, SetName, judge, mix_of
from domain.programme import Programme


@dataclass(frozen=True, slots=True)
class FeeLine:
    """What one approved firm brings, in NTD."""

    ubn: str
    sector: Sector
    amount: int


@dataclass(frozen=True, slots=True)
class Fee:
    """Lines that sum to `total`; none where `missing` (`ten_firms`, `mix`, `indicator`) names why."""

    payable: bool
    lines: tuple[FeeLine, ...]
    total: int
    missing: tuple[str, ...]


class NegativeFee(DomainError):
    code: ClassVar[str] = "negative_fee"
    rule: ClassVar[str] = "R21"
    zh: ClassVar[str] = "統一編號 {ubn} 的資料處理費核定為 {amount} 元，不可為負數。"
    en: ClassVar[str] = "The processing fee decided for firm {ubn} is {amount} NTD; it cannot be negative."


def rate(sector: Sector, programme: Programme) -> int:
    """NTD for one firm of the sector (R21)."""
    fees = programme.fees
    rates = {Sector.MANUFACTURING: fees.manufacturing, Sector.SERVICES: fees.services}
    return rates.get(sector, fees.other)


def fee_for(
    firms: Iterable[FirmProfile],
    programme: Programme,
    decided: Mapping[str, int] | None = None,
) -> Fee:
    """The fee for the approved firms; `decided`: an officer's NTD by 統一編號 for firms in neither sector.

    Of more firms than are paid for, the best paid are taken, among equals as listed; the line that
    passes the highest total gets what is left. NegativeFee where an officer's amount is below 0.
    """
    approved = each_once(firms)
    judged = judge(approved, programme)
    missing = _missing(approved, programme, judged.holds)
    if missing:
        return Fee(False, (), 0, missing)
    paid_as = judged.chosen if programme.fees.by == "set" else None
    lines = [_line(firm, programme, paid_as, decided or {}) for firm in approved]
    kept = _capped(sorted(lines, key=lambda line: -line.amount), programme)
    return Fee(True, kept, sum(line.amount for line in kept), ())


def _missing(firms: tuple[FirmProfile, ...], programme: Programme, mix_holds: bool) -> tuple[str, ...]:
    # Where the mix is no gate, the indicator firm is still asked for (R22).
    wanted = min(mix_of(name, programme).indicator_firms for name in SETS)
    lacks = {
        "ten_firms": len(firms) < programme.registration.firms,
        "mix": "fee" in programme.mixes.gates and not mix_holds,
        "indicator": sum(is_indicator(firm, programme) for firm in firms) < wanted,
    }
    return tuple(code for code, lacking in lacks.items() if lacking)


def _line(
    firm: FirmProfile, programme: Programme, paid_as: SetName | None, decided: Mapping[str, int]
) -> FeeLine:
    sector = sector_of(firm.industry, programme)
    amount = rate(Sector(paid_as) if paid_as else sector, programme)
    if sector is Sector.NEITHER:
        amount = decided.get(firm.ubn, amount)
    if amount < 0:
        raise NegativeFee(ubn=firm.ubn, amount=amount)
    return FeeLine(firm.ubn, sector, amount)


def _capped(lines: list[FeeLine], programme: Programme) -> tuple[FeeLine, ...]:
    left = programme.fees.max_total
    kept = []
    for line in lines[: programme.fees.max_firms]:
        amount = min(line.amount, left)
        left -= amount
        kept.append(FeeLine(line.ubn, line.sector, amount))
    return tuple(kept)
