"""A programme year is open, frozen or closed: what it takes in, and what it still pays (design §4.10).

A year that is published is open. A frozen one takes in nobody and changes no rule, while its cases go on;
a closed one has no live case and reinstates none; what a bank sends back afterwards can still be paid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.errors import DomainError
from domain.event import command, event


class Standing(StrEnum):
    """How a year stands."""

    OPEN = "open"
    FROZEN = "frozen"
    CLOSED = "closed"


@command("programme.open")
@dataclass(frozen=True, slots=True)
class OpenYear:
    year: str
    basis: str | None = None


@command("programme.freeze")
@dataclass(frozen=True, slots=True)
class FreezeYear:
    year: str
    basis: str | None = None


@command("programme.close")
@dataclass(frozen=True, slots=True)
class CloseYear:
    year: str
    basis: str | None = None


@event("programme.year_opened.v1")
@dataclass(frozen=True, slots=True)
class YearOpened:
    year: str
    at: datetime
    basis: str | None = None


@event("programme.year_frozen.v1")
@dataclass(frozen=True, slots=True)
class YearFrozen:
    year: str
    at: datetime
    basis: str | None = None


@event("programme.year_closed.v1")
@dataclass(frozen=True, slots=True)
class YearClosed:
    year: str
    at: datetime
    basis: str | None = None


class YearNotOpen(DomainError):
    code = "year_not_open"
    rule = "engine"
    zh = "{year} 年度已停止受理（{standing}）。"
    en = "The year {year} takes nothing in any more ({standing})."


class YearIsClosed(DomainError):
    code = "year_is_closed"
    rule = "engine"
    zh = "{year} 年度已結算關閉，不再異動。"
    en = "The year {year} is closed: nothing of it changes any more."


class YearNotFrozen(DomainError):
    code = "year_not_frozen"
    rule = "engine"
    zh = "{year} 年度仍在受理，請先凍結再關閉。"
    en = "The year {year} still takes people in: freeze it before it is closed."


class YearHasLiveCases(DomainError):
    code = "year_has_live_cases"
    rule = "engine"
    zh = "{year} 年度尚有 {count} 件學員案未結案，不能關閉。"
    en = "The year {year} has {count} cases that are not closed, so it cannot be."


YearCommand = OpenYear | FreezeYear | CloseYear
YearEvent = YearOpened | YearFrozen | YearClosed
_AFTER: dict[type[Any], Standing] = {
    YearOpened: Standing.OPEN,
    YearFrozen: Standing.FROZEN,
    YearClosed: Standing.CLOSED,
}


def standing(events: Iterable[Any], at: datetime) -> Standing:
    """How the year stood at an aware instant: what was received before a freeze still counts (R25)."""
    found = Standing.OPEN
    for happened in events:
        if type(happened) in _AFTER and happened.at <= at:
            found = _AFTER[type(happened)]
    return found


def check_open(year: str, found: Standing) -> None:
    """Refuses what a year that is not open takes in no more."""
    if found is not Standing.OPEN:
        raise YearNotOpen(year=year, standing=found)


def check_not_closed(year: str, found: Standing) -> None:
    """Refuses what nothing of a closed year is asked any more."""
    if found is Standing.CLOSED:
        raise YearIsClosed(year=year)


def decide(events: Iterable[Any], asked: YearCommand, at: datetime, live_cases: int) -> tuple[YearEvent, ...]:
    """The year's new standing, or nothing where it stands so already."""
    now = standing(events, at)
    match asked:
        case OpenYear(year, basis):
            check_not_closed(year, now)
            return () if now is Standing.OPEN else (YearOpened(year, at, basis),)
        case FreezeYear(year, basis):
            check_not_closed(year, now)
            return () if now is Standing.FROZEN else (YearFrozen(year, at, basis),)
        case CloseYear(year, basis):
            if now is Standing.CLOSED:
                return ()
            if now is not Standing.FROZEN:
                raise YearNotFrozen(year=year)
            if live_cases:
                raise YearHasLiveCases(year=year, count=live_cases)
            return (YearClosed(year, at, basis),)
