"""Dates as Taiwan prints them: the year of the Republic is 1911 less than that of the common era."""

from datetime import date

_ERA = 1911


def roc_date(day: date) -> str:
    """民國 date, as in `114年6月3日`."""
    return f"{roc_year(day.year)}年{day.month}月{day.day}日"


def roc_year(year: int) -> int:
    """The year of the Republic for one of the common era."""
    return year - _ERA


def common_year(roc_year: str) -> int:
    """The year of the common era of a programme year, as `114`."""
    return int(roc_year) + _ERA
