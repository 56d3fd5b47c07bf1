"""Printed days and months: Republic and common years, in figures and in words."""

import calendar
import re
from datetime import date
from typing import Final

from models.judgement.normalised import Normalised
from models.judgement.words import DIGIT_SLIPS, MONTHS, mended, plain

_ERA: Final = 1911
_YEARS: Final = range(2000, 2100)
# The first Republic year of two digits that falls in those years.
_FIRST_SHORT: Final = 89

_TIME: Final = re.compile(r"(\s*\d{2}|\s+\d):\d{2}(:\d{2})?\s*$")
_BEFORE: Final = re.compile(r"^(中華|中华)?(民國|民国)|^西元|^(R\.?O\.?C\.?)", re.IGNORECASE)
_EDGES: Final = re.compile(r"^[^0-9A-Za-z|!]+|[^0-9A-Za-z|!]+$")
_PARTED: Final = re.compile(r"(\d{2,4})([/.\-年])(\d{1,2})([/.\-月])(\d{1,2})")
_SLIPPED: Final = re.compile(r"(\d{2,4})[/.,\-年牛:](\d{1,2})[/.,\-月:](\d{1,2})")
_RUN_TOGETHER: Final = re.compile(r"(1\d\d|20\d\d)[/.\-1]?([01]\d)[/.\-1]?([0-3]\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](20\d\d)")
_MONTH_FIRST: Final = re.compile(r"([A-Za-z]{3,9})[.,\-]?(\d{1,2})(?:st|nd|rd|th)?[.,\-]*(20\d\d)")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.,\-/]?([A-Za-z]{3,9})[.,\-/]*(20\d\d|\d\d)")
_YEARLESS: Final = re.compile(r"(\d{1,2})[/.\-月](\d{1,2})日?")
_DIGITS_OF_COMPACT: Final = (6, 7, 8)
_NUMERALS: Final = {sign: place for place, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_IN_NUMERALS: Final = re.compile(r"[〇零○一二三四五六七八九十百]+(?=\s*[年月日])")


def day(raw: str) -> Normalised | None:
    """One day as ISO; a year of two digits is the Republic's from 89 to 99, else of this century."""
    told = _IN_NUMERALS.sub(lambda found: _counted(found[0]), raw)
    text = _EDGES.sub("", _BEFORE.sub("", plain(_TIME.sub("", told))))
    named = _named(text)
    if named:
        return Normalised(named.isoformat())
    return _figured(text, clean=True) or _figured(mended(text, DIGIT_SLIPS), clean=False)


def _counted(numerals: str) -> str:
    """Chinese numerals in figures, whether digit by digit or with tens and hundreds."""
    if not set(numerals) & set("十百"):
        return "".join(str(_NUMERALS[sign]) for sign in numerals)
    whole, digit = 0, 0
    for sign in numerals:
        if sign in "十百":
            whole += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _NUMERALS[sign]
    return str(whole + digit)


def yearless(raw: str) -> tuple[int, int] | None:
    """Month and day of a day printed without its year."""
    found = _YEARLESS.fullmatch(_EDGES.sub("", plain(raw)))
    return (int(found[1]), int(found[2])) if found else None


def _figured(text: str, *, clean: bool) -> Normalised | None:
    if found := _PARTED.fullmatch(text):
        return _short_year(found[1], found[3], found[5], clean=clean)
    if text.isdigit() and len(text) in _DIGITS_OF_COMPACT:
        return _short_year(text[:-4], text[-4:-2], text[-2:], clean=clean)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found[3], found[1], found[2], clean=clean)
    if clean:
        return None
    if found := _SLIPPED.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        return _short_year(found[1], found[2], found[3], clean=False)
    return None


def _short_year(year: str, month: str, of_month: str, *, clean: bool) -> Normalised | None:
    """A year of two digits may also be one of the Republic that lost its first."""
    value = _date(common(year), month, of_month)
    if value is None:
        return None
    if len(year) > 2 or int(year) >= _FIRST_SHORT:
        return Normalised(value.isoformat(), clean)
    other = _date(common("1" + year), month, of_month)
    return Normalised(value.isoformat(), False, (other.isoformat(),) if other else ())


def _year_last(year: str, first: str, second: str, *, clean: bool) -> Normalised | None:
    found = [_date(int(year), first, second), _date(int(year), second, first)]
    days = list(dict.fromkeys(value.isoformat() for value in found if value))
    if not days:
        return None
    return Normalised(days[0], clean and len(days) == 1, tuple(days[1:]))


def _named(text: str) -> date | None:
    if found := _MONTH_FIRST.fullmatch(text):
        return _of_word(found[3], found[1], found[2])
    if found := _DAY_FIRST.fullmatch(text):
        return _of_word(found[3], found[2], found[1])
    return None


def _of_word(year: str, word: str, of_month: str) -> date | None:
    month = MONTHS.get(word[:3].lower())
    return _date(int(year) + 2000 * (len(year) == 2), str(month), of_month) if month else None


def common(year: str) -> int:
    """The common year of two to four printed digits."""
    number = int(year)
    if number >= 1000:
        return number
    return number + (2000 if len(year) == 2 and number < _FIRST_SHORT else _ERA)


def _date(year: int, month: str, of_month: str) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, int(month), int(of_month))
    except ValueError:
        return None


_RANGE: Final = re.compile(r"[~至到\-,&]")
_MONTH: Final = re.compile(r"(?:(\d{2,4})[年/.\-])?(\d{1,2})月?份?")
_COMPACT_MONTH: Final = re.compile(r"(\d{3}|20\d\d|9\d|8[9])([01]\d)月?份?")
_WORD_MONTH: Final = re.compile(r"([A-Za-z]{3,9})[.,\-/]*(20\d\d)?|(20\d\d)[.,\-/]*([A-Za-z]{3,9})\.?")

_Month = tuple[int | None, int]


def months(raw: str) -> tuple[date, date] | None:
    """First and last day of the month or months printed."""
    text = _EDGES.sub("", _BEFORE.sub("", plain(raw)))
    whole = _month(text)
    if whole and whole[0]:
        return _first_and_last(whole, whole)
    for mark in _RANGE.finditer(text):
        first = _month(text[: mark.start()])
        last = _month(_BEFORE.sub("", text[mark.end() :]))
        found = _first_and_last(first, last) if first and last else None
        if found:
            return found
    return None


def _month(text: str) -> _Month | None:
    if found := _COMPACT_MONTH.fullmatch(text) or _MONTH.fullmatch(text):
        return _valid(common(found[1]) if found[1] else None, int(found[2]))
    if found := _WORD_MONTH.fullmatch(text):
        name, year = found[1] or found[4], found[2] or found[3]
        return _valid(int(year) if year else None, MONTHS.get(name[:3].lower(), 0))
    return None


def _valid(year: int | None, month: int) -> _Month | None:
    return (year, month) if 1 <= month <= 12 and (year is None or year in _YEARS) else None


def _first_and_last(first: _Month, last: _Month) -> tuple[date, date] | None:
    """The year printed once is that of both, unless the months then run backwards."""
    first_year, last_year = first[0], last[0]
    if first_year is None and last_year is None:
        return None
    turned = first[1] > last[1]
    start = first_year if first_year is not None else (last_year or 0) - turned
    end = last_year if last_year is not None else start + turned
    days = date(start, first[1], 1), date(end, last[1], calendar.monthrange(end, last[1])[1])
    # More than a year is two things, not one period.
    return days if 0 < (days[1] - days[0]).days <= 366 else None
