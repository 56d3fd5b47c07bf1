"""Blank forms (R8): the consent letter and the list of firms, as a programme year has them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from activities.papers.programme_words import words_of
from activities.papers.typesetting import PrintedDate, Typesetter
from domain.programme import Programme
from domain.roc_date import common_year, roc_year


@dataclass(frozen=True, slots=True)
class ConsentLetter:
    """`dated` is the document's own date: the first day of the year."""

    programme_zh: str
    programme_en: str
    host_zh: str
    host_en: str
    executor_zh: str
    executor_en: str
    contact: str
    year: str
    inventory_year: int
    inventory_roc: int
    dated: PrintedDate


@dataclass(frozen=True, slots=True)
class FirmList:
    """A list of so many blank rows, with what the year asks of it; amounts in whole NTD."""

    programme_zh: str
    programme_en: str
    executor_zh: str
    rows: int
    early_until: PrintedDate
    early_firms: int
    supplement_days: int
    indicator_revenue: int
    indicator_capital: int
    indicator_firms: int
    dated: PrintedDate


class BlankForms:
    """Sets each form once for each version of the rules; a PaperFault where it cannot."""

    def __init__(self) -> None:
        self._typesetter = Typesetter()
        self._set: dict[tuple[str, str], bytes] = {}

    def consent_letter(self, programme: Programme) -> bytes:
        """The blank consent letter as PDF."""
        return self._once("consent-letter", consent_letter, programme)

    def firm_list(self, programme: Programme) -> bytes:
        """The blank list of firms as PDF."""
        return self._once("firm-list", firm_list, programme)

    def _once(self, template: str, content: Callable[[Programme], Any], programme: Programme) -> bytes:
        known = (template, programme.hash)
        if known not in self._set:
            self._set[known] = self._typesetter.typeset(template, content(programme))
        return self._set[known]


def consent_letter(programme: Programme) -> ConsentLetter:
    """What the blank consent letter of the year says."""
    words = words_of(programme)
    return ConsentLetter(
        programme_zh=words.programme_zh,
        programme_en=words.programme_en,
        host_zh=words.host_zh,
        host_en=words.host_en,
        executor_zh=words.executor_zh,
        executor_en=words.executor_en,
        contact=words.contact,
        year=programme.year,
        inventory_year=programme.inventory_year,
        inventory_roc=roc_year(programme.inventory_year),
        dated=_first_day(programme),
    )


def firm_list(programme: Programme) -> FirmList:
    """What the blank list of the year says, with a row for each firm that registration asks for (R7)."""
    words, early, mixes = words_of(programme), programme.registration.early, programme.mixes
    return FirmList(
        programme_zh=words.programme_zh,
        programme_en=words.programme_en,
        executor_zh=words.executor_zh,
        rows=programme.registration.firms,
        early_until=PrintedDate.of(early.until),
        early_firms=early.firms,
        supplement_days=programme.windows.list_supplement.working_days,
        indicator_revenue=programme.indicator.revenue,
        indicator_capital=programme.indicator.capital,
        indicator_firms=min(mix.indicator_firms for mix in (mixes.manufacturing, mixes.services)),
        dated=_first_day(programme),
    )


def _first_day(programme: Programme) -> PrintedDate:
    return PrintedDate.of(date(common_year(programme.year), 1, 1))
