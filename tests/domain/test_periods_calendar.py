"""The bundled calendar against the official totals and an outside source, and what none may say."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import holidays
import pytest

from domain.working_calendar import CalendarMissing, CalendarRefused, WorkingCalendar, parse_calendar
from store.programme_files import calendar_document

ALL_DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]


@pytest.mark.parametrize(("year", "rest_days"), [(2025, 118), (2026, 120)])
def test_a_year_has_the_rest_days_that_its_document_prints(
    calendar: WorkingCalendar, year: int, rest_days: int
) -> None:
    assert sum(calendar.is_rest_day(day) for day in ALL_DAYS if day.year == year) == rest_days


def test_every_day_agrees_with_the_holidays_package(calendar: WorkingCalendar) -> None:
    taiwan = holidays.country_holidays("TW", years=[2025, 2026])
    assert [day for day in ALL_DAYS if calendar.is_rest_day(day) == taiwan.is_working_day(day)] == []


def test_each_year_names_its_official_document() -> None:
    document: Any = calendar_document()
    sources = {year["year"]: year["source"] for year in document["years"]}
    assert "院授人培字第11430248311號" in sources[2025]
    assert "院授人培字第11430248312號" in sources[2026]


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_the_calendar_is_refused(calendar: WorkingCalendar, day: date) -> None:
    with pytest.raises(CalendarMissing) as refusal:
        calendar.is_rest_day(day)
    assert refusal.value.code == "calendar_missing"
    assert day.isoformat() in refusal.value.message_zh
    assert "2025-01-01 to 2026-12-31" in refusal.value.message_en


HOLIDAY_ON_SUNDAY = {"day": date(2025, 3, 2), "name": "週日"}
WORKING_MONDAY = {"day": date(2025, 3, 3), "name": "週一"}


@pytest.mark.parametrize(
    ("place", "value", "key"),
    [
        (("years", 0, "rest_days"), 117, "years[0].rest_days"),
        (("years", 0, "holidays"), [HOLIDAY_ON_SUNDAY], "years[0].holidays[0].day"),
        (("years", 0, "working_saturdays"), [WORKING_MONDAY], "years[0].working_saturdays[0].day"),
        (("years", 1, "holidays"), [WORKING_MONDAY], "years[1].holidays[0].day"),
        (("years", 1, "year"), 2027, "years[1].year"),
        (("years", 0, "source"), "", "years[0].source"),
        (("years",), [], "years"),
        (("edition",), "1", "edition"),
    ],
)
def test_a_wrong_calendar_is_refused_by_its_key(place: tuple[Any, ...], value: object, key: str) -> None:
    document: Any = deepcopy(calendar_document())
    table = document
    for name in place[:-1]:
        table = table[name]
    table[place[-1]] = value
    with pytest.raises(CalendarRefused) as refusal:
        parse_calendar(document)
    assert refusal.value.fields["key"] == key


def test_a_later_holiday_makes_another_rest_day(calendar: WorkingCalendar) -> None:
    document: Any = deepcopy(calendar_document())
    document["years"][0]["holidays"].append({"day": date(2025, 3, 3), "name": "新增假日"})
    document["years"][0]["rest_days"] += 1
    revised = parse_calendar(document)
    assert revised.rest_days - calendar.rest_days == {date(2025, 3, 3)}
