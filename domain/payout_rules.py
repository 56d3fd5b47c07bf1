"""The section `payout` of a programme year: who is paid, what is withheld, what a bank may say (R34, R47)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from domain.strict_document import not_empty, not_negative, one_of, share

_Dollars = Annotated[int, not_negative]
_Rate = Annotated[Decimal, share]


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is withheld from `from_date` on, where a day's payments to one payee reach the threshold."""

    from_date: date
    resident_rate: _Rate
    threshold: _Dollars
    non_resident_rate: _Rate
    non_resident_threshold: _Dollars
    supplementary_rate: _Rate
    supplementary_threshold: _Dollars


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """Why a bank sends a payment back."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ReversalKind:
    """Why a confirmed payment is undone, and whether the fee is due again then."""

    code: str
    due_again: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class PayoutRules:
    """`day` is the day whose table row and whose payments count."""

    payee: Annotated[str, one_of("trainee")]
    income_code: Annotated[str, one_of("9A", "92", "50")]
    day: Annotated[str, one_of("approval")]
    withholding: Annotated[tuple[Withholding, ...], not_empty]
    return_reasons: Annotated[tuple[ReturnReason, ...], not_empty]
    reversal_kinds: Annotated[tuple[ReversalKind, ...], not_empty]

    def reversal_kind(self, code: str) -> ReversalKind | None:
        return next((kind for kind in self.reversal_kinds if kind.code == code), None)

    def is_return_reason(self, code: str) -> bool:
        return any(reason.code == code for reason in self.return_reasons)
