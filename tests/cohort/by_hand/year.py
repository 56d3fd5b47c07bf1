"""The whole year of a file: its actions in order, and between them the ends of windows."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.cohort.by_hand.case import Case, Refused
from tests.cohort.by_hand.conclusion import end_window
from tests.cohort.by_hand.deeds import DEEDS
from tests.cohort.by_hand.firms import Firm, sector
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import TAIPEI, end_of
from tests.cohort.by_hand.reminders import next_morning, remind

FAR_AWAY = datetime(2099, 1, 1, tzinfo=TAIPEI)
# Sessions are moved and cancelled before anyone acts at the same instant.
BEFORE_ALL = -1
# For a file that names no other numbers of places.
QUOTAS = {"manufacturing": 8_000, "services": 17_000}


@dataclass(slots=True)
class LivedYear:
    """The cases of a file, in its order, and what the year allows."""

    numbers: Numbers
    quotas: dict[str, int]
    days: dict[str, date]
    cases: list[Case]

    def session_day(self, key: str) -> date:
        return self.days[key]

    def firms_wanted(self, session: str) -> int:
        """How many firms who registers for a session has to name."""
        early = self.days[session] <= self.numbers.early_until
        return self.numbers.early_firms if early else self.numbers.firms

    def hears(self, session: str, moved_to: date | None) -> None:
        """Who waits for the session is told that it is moved, or cancelled."""
        waiting = [one for one in self.cases if one.session == session and one.is_live]
        for case in waiting:
            if case.training_day is None:
                case.tell("session_moved" if moved_to else "session_cancelled")
                case.session_cancelled = moved_to is None
        if moved_to and self.numbers.sessions_can_be_moved:
            self.days[session] = moved_to

    def is_enrolled(self, case: Case) -> bool:
        """Whether the person has a case already that was not rejected."""
        same = [one for one in self.cases if one is not case and one.person == case.person and one.registered]
        return self.numbers.person_once and any(one.outcome != "rejected" for one in same)

    def has_firm(self, ubn: str) -> bool:
        """Whether the firm is on someone's list, and not failed."""
        listed = [one.firms[ubn] for one in self.cases if ubn in one.firms]
        return self.numbers.firm_once and any(one.checkup != "failed" for one in listed)

    def has_place(self, firm: Firm) -> bool:
        """Whether a place of the firm's sector is free; one of neither sector needs none."""
        name = sector(firm, self.numbers)
        return name is None or self.places()[name] < self.quotas[name]

    def places(self) -> Counter[str]:
        """The places that are held, by sector."""
        listed = [one for case in self.cases for one in case.firms.values() if one.checkup != "failed"]
        names = [sector(one.firm, self.numbers) for one in listed]
        return Counter(name for name in names if name)


def lived(path: Path, numbers: Numbers | None = None) -> LivedYear:
    """What should become of a scenario's file."""
    file, numbers = tomllib.loads(path.read_text("utf-8")), numbers or Numbers()
    days = {one["key"]: date.fromisoformat(one["day"]) for one in file["sessions"]}
    cases = [_case(trainee) for trainee in file["trainees"]]
    year = LivedYear(numbers, {**QUOTAS, **file.get("quotas", {})}, days, cases)
    deeds = [
        (_instant(deed["at"]), number, deed)
        for number, trainee in enumerate(file["trainees"])
        for deed in trainee["actions"]
    ]
    deeds += [(_instant(at), BEFORE_ALL, news) for at, news in _news(file)]
    for at, number, deed in sorted(deeds, key=lambda each: each[:2]):
        _pass_time(year, at)
        if number == BEFORE_ALL:
            year.hears(deed["session"], deed["to"])
            continue
        _do(year, cases[number], deed, at)
        remind(cases[number], at, numbers)
    _pass_time(year, FAR_AWAY)
    return year


def _do(year: LivedYear, case: Case, deed: dict[str, Any], at: datetime) -> None:
    try:
        DEEDS[deed["do"]](case, deed, at, year)
    except Refused as refused:
        code = str(refused)
        case.refusals.append((at.isoformat(), deed["do"], code))
        if deed["do"] == "register":
            case.outcome, case.reason = "refused", code


def _pass_time(year: LivedYear, now: datetime) -> None:
    """Each case by itself comes to `now`: the ends of its windows, and the mornings before them."""
    for case in year.cases:
        while case.windows:
            end, kind = min(
                (end_of(window.last, year.numbers), kind) for kind, window in case.windows.items()
            )
            morning = next_morning(case, case.seen, year.numbers)
            case.seen = min(end, now) if morning is None else min(end, now, morning)
            if case.seen == end:
                end_window(case, kind, year.numbers)
            remind(case, case.seen, year.numbers)
            if case.seen == now < end:
                break
        case.seen = now


def _news(file: dict[str, Any]) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """When sessions are moved, and to which day, or cancelled."""
    for session in file["sessions"]:
        if "moved" in session:
            to = date.fromisoformat(session["moved"]["day"])
            yield session["moved"]["at"], {"session": session["key"], "to": to}
        elif "cancelled" in session:
            yield session["cancelled"], {"session": session["key"], "to": None}


def _case(trainee: dict[str, Any]) -> Case:
    firms = [Firm(**firm) for firm in trainee["firms"]]
    return Case(trainee["national_id"], trainee["session"], firms)


def _instant(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=TAIPEI)
