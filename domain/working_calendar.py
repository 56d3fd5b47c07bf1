"""The working-day calendar: which days are rest days, as the government's office calendars print them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated

from domain.counties import COUNTIES
from domain.errors import DomainError
from domain.strict_document import Wrong, not_empty, positive, read_table

SATURDAY = 5


class CalendarMissing(DomainError):
    code = "calendar_missing"
    rule = "R38"
    zh = "工作日曆 {version} 只涵蓋 {first} 至 {last}，無法判斷 {day} 是否為休息日；請先公告新的日曆。"
    en = "Calendar {version} covers {first} to {last} only and cannot tell whether {day} is a rest day."


class CalendarRefused(DomainError):
    code = "calendar_refused"
    rule = "R40"
    zh = "工作日曆不能採用：{key} = {value}（{reason_zh}）。"
    en = "The calendar cannot be used: {key} = {value} ({reason_en})."

    @classmethod
    def of(cls, wrong: Wrong) -> "CalendarRefused":
        return cls(key=wrong.key, value=wrong.value, reason_zh=wrong.zh, reason_en=wrong.en)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The rest days, weekends included, of the days from `first` to `last`.

    `suspended` are the days of suspended work by county: nobody's rest days until `for_county`.
    """

    version: str
    first: date
    last: date
    rest_days: frozenset[date]
    suspended: Mapping[str, frozenset[date]] = field(default_factory=dict, hash=False)

    def for_county(self, county: str | None) -> "WorkingCalendar":
        """The calendar as a county has it: its days of suspended work are rest days (R40)."""
        days = self.suspended.get(county, frozenset()) if county else frozenset()
        return replace(self, rest_days=self.rest_days | days) if days else self

    def is_rest_day(self, day: date) -> bool:
        """Whether `day` is a rest day. Raises `CalendarMissing` for a day that is not covered."""
        if not self.first <= day <= self.last:
            raise CalendarMissing(version=self.version, first=self.first, last=self.last, day=day)
        return day in self.rest_days


@dataclass(frozen=True, slots=True)
class NamedDay:
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year: the days on which its weekdays rest and its Saturdays work, and their total to check by."""

    year: Annotated[int, positive]
    source: str
    rest_days: Annotated[int, positive]
    holidays: tuple[NamedDay, ...]
    working_saturdays: tuple[NamedDay, ...]


@dataclass(frozen=True, slots=True)
class SuspensionDay:
    """A day on which work was suspended in these counties, and who declared it."""

    day: date
    counties: Annotated[tuple[str, ...], not_empty]
    source: str


@dataclass(frozen=True, slots=True)
class _CalendarDocument:
    version: str
    years: Annotated[tuple[CalendarYear, ...], not_empty]
    suspensions: tuple[SuspensionDay, ...]


def parse_calendar(document: Mapping[str, object]) -> WorkingCalendar:
    """A calendar from its parsed TOML. Raises `CalendarRefused` naming the first wrong key."""
    try:
        # Calendars published before there were days of suspension name none.
        read = read_table(_CalendarDocument, {"suspensions": [], **document}, "")
        _check_consecutive(read.years)
        rest = frozenset[date]().union(
            *(_rest_days(year, f"years[{n}]") for n, year in enumerate(read.years))
        )
        suspended = _suspended(read)
    except Wrong as wrong:
        raise CalendarRefused.of(wrong) from None
    first, last = date(read.years[0].year, 1, 1), date(read.years[-1].year, 12, 31)
    return WorkingCalendar(read.version, first, last, rest, suspended)


def _check_consecutive(years: tuple[CalendarYear, ...]) -> None:
    for place, year in enumerate(years):
        if year.year != years[0].year + place:
            raise Wrong(f"years[{place}].year", year.year, "年度必須連續", "years must follow one another")


def _suspended(read: _CalendarDocument) -> dict[str, frozenset[date]]:
    known = {year.year for year in read.years}
    by_county: dict[str, frozenset[date]] = {}
    for place, one in enumerate(read.suspensions):
        if one.day.year not in known:
            raise Wrong(f"suspensions[{place}].day", one.day, "不在日曆的年度內", "is in none of the years")
        for county in one.counties:
            if county not in COUNTIES:
                zh, en = "不是縣市全名", "is no county or city by its full name"
                raise Wrong(f"suspensions[{place}].counties", county, zh, en)
            by_county[county] = by_county.get(county, frozenset()) | {one.day}
    return by_county


def _rest_days(year: CalendarYear, key: str) -> frozenset[date]:
    weekends = {day for day in _days(year.year) if day.weekday() >= SATURDAY}
    for name, days, wanted in (
        ("holidays", year.holidays, False),
        ("working_saturdays", year.working_saturdays, True),
    ):
        for place, named in enumerate(days):
            _check_named(named, year.year, f"{key}.{name}[{place}].day", wanted, weekends)
    holidays = {named.day for named in year.holidays}
    rest = (weekends | holidays) - {named.day for named in year.working_saturdays}
    if len(rest) != year.rest_days:
        raise Wrong(
            f"{key}.rest_days",
            year.rest_days,
            f"列出的休息日共 {len(rest)} 天",
            f"the days listed make {len(rest)}",
        )
    return frozenset(rest)


def _check_named(named: NamedDay, year: int, key: str, on_weekend: bool, weekends: set[date]) -> None:
    if named.day.year != year:
        raise Wrong(key, named.day, f"不在 {year} 年", f"is not in {year}")
    if (named.day in weekends) != on_weekend:
        raise Wrong(
            key, named.day, "週末與平日放錯了表", "a weekend day and a weekday are in each other's list"
        )


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
