"""The programme and calendar documents that come with the engine, or a file that an officer names."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from domain.programme import Programme, ProgrammeRefused, parse_programme
from domain.strict_document import Wrong
from domain.working_calendar import CalendarRefused, WorkingCalendar, parse_calendar

_ALL_YEARS = frozenset(f"{year}" for year in range(100, 1000))


def read_programme(path: Path | None = None, year: str = "114") -> Programme:
    """The rules of the file, or those bundled for `year`. Raises `ProgrammeRefused`."""
    return parse_programme(programme_document(path, year))


def read_calendar(path: Path | None = None) -> WorkingCalendar:
    """The calendar of the file, or the bundled one of Taiwan. Raises `CalendarRefused`."""
    return parse_calendar(calendar_document(path))


def programme_document(path: Path | None = None, year: str = "114") -> dict[str, object]:
    """The parsed TOML that a programme is published from. Raises `ProgrammeRefused`."""
    try:
        return _document(path or _bundled_programme(year))
    except Wrong as wrong:
        raise ProgrammeRefused.of(wrong) from None


def calendar_document(path: Path | None = None) -> dict[str, object]:
    """The parsed TOML that a calendar is published from. Raises `CalendarRefused`."""
    try:
        return _document(path or files("domain") / "calendars" / "taiwan.toml")
    except Wrong as wrong:
        raise CalendarRefused.of(wrong) from None


def _bundled_programme(year: str) -> Traversable:
    if year not in _ALL_YEARS:
        raise Wrong("year", year, "必須是三位數的民國年", "must be a three-digit ROC year")
    bundled = {path.name.removesuffix(".toml"): path for path in (files("domain") / "programmes").iterdir()}
    if year not in bundled:
        known = "、".join(sorted(name for name in bundled if name in _ALL_YEARS))
        raise Wrong(
            "year", year, f"沒有內建的規則，可用：{known}", f"has no bundled rules; there are: {known}"
        )
    return bundled[year]


def _document(path: Path | Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise Wrong("file", path, "讀不到這個檔案", "cannot be read") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Wrong("file", path, f"不是有效的 TOML：{fault}", f"is not valid TOML: {fault}") from None
