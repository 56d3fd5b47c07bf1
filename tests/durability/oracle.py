"""What should become of a scenario, by a second, much simpler way: sets of firms and dates, no engine.

It knows programme 114 only so far as the built-in scenario goes, and nothing of the domain's code: dates
are typed from the calendar, sectors are the first two digits of a tax code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import groupby

from api.cli.demo.scenario import Action, FirmPart, Scenario, TraineePart

TAIPEI = timezone(timedelta(hours=8))
TRAINING, HARD_STOP = date(2025, 7, 15), date(2025, 10, 31)
# Session day: 8 working days on (4/3 and 4/4, 5/30 are holidays), and 3 months on (8/23 is a Saturday).
LIST = {"2025-03-27": date(2025, 4, 10), "2025-05-23": date(2025, 6, 5), "2025-07-08": date(2025, 7, 18)}
UPLOAD = {"2025-03-27": date(2025, 6, 27), "2025-05-23": date(2025, 8, 25), "2025-07-08": date(2025, 10, 8)}
MANUFACTURING_SUBS = ("25", "29", "08", "22", "26", "11")
SERVICES_SUBS = ("45", "46", "47", "48", "55", "56")
FEES = {"manufacturing": 1_000, "services": 700}


@dataclass(slots=True)
class Fate:
    """One trainee: firms by what they have reached, and what became of the case."""

    part: TraineePart
    day: str
    outcome: str = "live"
    trained: bool = False
    passed: bool = False
    fee: int = 0
    paid: int = 0
    certified: bool = False
    done: set[str] = field(default_factory=set)
    firms: dict[str, str] = field(default_factory=dict)
    deadlines: dict[str, date] = field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        return self.outcome == "live"

    def of(self, *reached: str) -> list[str]:
        return [ubn for ubn, how in self.firms.items() if how in reached]

    def chosen(self, positions: Sequence[int] | None) -> list[FirmPart]:
        return list(self.part.firms) if positions is None else [self.part.firms[one - 1] for one in positions]

    def end(self, outcome: str) -> None:
        """What is not submitted leaves; what came back can no longer be mended."""
        self.outcome = outcome
        for ubn in self.of("open"):
            del self.firms[ubn]
        for ubn in self.of("returned"):
            self.firms[ubn] = "failed"


class Oracle:
    """Lives the scenario through, instant by instant, ends of windows in between."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.fates = [Fate(part, scenario.session(part.session).day) for part in scenario.trainees]

    def live(self) -> list[Fate]:
        """What became of each trainee."""
        dated = [(one.at, number, one) for number, fate in enumerate(self.fates) for one in fate.part.actions]
        for at, group in groupby(sorted(dated, key=lambda each: each[:2]), key=lambda each: each[0]):
            self._end_windows(at)
            for _, number, action in group:
                self._act(self.fates[number], action)
        self._end_windows(datetime(2026, 1, 1, tzinfo=TAIPEI))
        return self.fates

    def places(self) -> dict[str, int]:
        """Places held by sector."""
        held = [
            sector(firm)
            for fate in self.fates
            for firm in fate.part.firms
            if fate.firms.get(firm.ubn, "failed") != "failed"
        ]
        return {name: held.count(name) for name in FEES}

    def _end_windows(self, now: datetime) -> None:
        for fate in self.fates:
            # Twice, for the end of one may open the next.
            for _ in range(2):
                for last, kind in sorted((last, kind) for kind, last in fate.deadlines.items()):
                    if fate.is_live and now >= midnight_after(last):
                        _end_window(fate, kind)

    def _act(self, fate: Fate, action: Action) -> None:
        if action.do == "register":
            self._register(fate, action)
        elif action.do == "review":
            _review(fate, action)
        elif fate.is_live and fate.deadlines:
            _do(fate, action)

    def _register(self, fate: Fate, action: Action) -> None:
        wanted = fate.chosen(action.firms)
        held = self.places()
        for name, places in self.scenario.quotas.items():
            if held[name] + sum(sector(firm) == name for firm in wanted) > places:
                fate.outcome = "refused"
                return
        fate.firms = {firm.ubn: "open" for firm in wanted}
        fate.deadlines = {"training": TRAINING}


def _do(fate: Fate, action: Action) -> None:
    match action.do:
        case "vet" if not action.accepted:
            fate.end("rejected")
        case "vet" | "online_course" | "attend":
            fate.done.add(action.do)
            _train(fate)
        case "add_firms":
            fate.firms |= {one.ubn: "open" for one in fate.chosen(action.firms) if one.ubn not in fate.firms}
        case "check_list":
            _check(fate, action)
        case "submit":
            _submit(fate, action)
        case "withdraw":
            fate.end("withdrawn")
        case "pay":
            fate.outcome, fate.paid = "paid", fate.fee


def _train(fate: Fate) -> None:
    if fate.done >= {"vet", "online_course", "attend"}:
        fate.trained = True
        fate.deadlines |= {"list_supplement": LIST[fate.day], "upload": UPLOAD[fate.day]}


def _check(fate: Fate, action: Action) -> None:
    fate.passed = not action.wrong
    if action.wrong and action.at.astimezone(TAIPEI).date() > fate.deadlines["list_supplement"]:
        # Three working days; no scenario of ours meets a holiday in them.
        fate.deadlines["list_fix"] = _working_days(action.at.astimezone(TAIPEI).date(), 3)


def _submit(fate: Fate, action: Action) -> None:
    for firm in fate.chosen(action.firms):
        if fate.firms.get(firm.ubn) == "open" and fate.passed:
            fate.firms[firm.ubn] = "submitted"
        elif fate.firms.get(firm.ubn) == "returned":
            fate.firms[firm.ubn] = "resubmitted"


def _review(fate: Fate, action: Action) -> None:
    wrong = {firm.ubn for firm in fate.chosen(action.wrong)}
    for ubn in fate.of("submitted", "resubmitted"):
        last = fate.firms[ubn] == "resubmitted" or not fate.is_live
        fate.firms[ubn] = ("failed" if last else "returned") if ubn in wrong else "approved"
    if not fate.is_live or len(fate.firms) < 10 or fate.of("open"):
        return
    if fate.of("returned"):
        if "resubmission" not in fate.deadlines:
            fate.deadlines["resubmission"] = month_after(action.at.astimezone(TAIPEI).date())
    else:
        _conclude(fate)


def _conclude(fate: Fate) -> None:
    if len(fate.of("approved")) < 10:
        fate.end("failed_review")
        return
    fate.certified = True
    fate.fee = sum(FEES[sector(firm)] for firm in fate.part.firms) if _has_mix(fate.part.firms) else 0
    if not fate.fee:
        fate.end("certified_without_fee")


def _end_window(fate: Fate, kind: str) -> None:
    if kind == "training" and not fate.trained and "online_course" in fate.done:
        # The guild may still record who attended; who did and is not vetted yet waits for that.
        if "attend" not in fate.done:
            fate.deadlines.setdefault("recording", _working_days(TRAINING, 3))
    elif kind in ("training", "recording") and not (fate.trained or "attend" in fate.done):
        fate.end("lapsed_training")
    elif kind == "list_supplement" and len(fate.firms) < 10:
        fate.end("lapsed_list")
    elif kind == "upload" and fate.of("open"):
        fate.end("lapsed_upload")
    elif kind == "resubmission" and fate.of("returned"):
        fate.end("failed_review")


def sector(firm: FirmPart) -> str:
    """No firm of the scenario is in neither."""
    return "manufacturing" if "08" <= firm.industry[:2] <= "34" else "services"


def midnight_after(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=TAIPEI) + timedelta(days=1)


def month_after(day: date) -> date:
    """The same day of the next month, on to Monday from a weekend, and never past 10/31."""
    last = day.replace(month=day.month + 1)
    if last >= HARD_STOP:
        return HARD_STOP
    weekend = max(last.isoweekday() - 5, 0)
    return min(last + timedelta(days=3 - weekend if weekend else 0), HARD_STOP)


def _working_days(day: date, count: int) -> date:
    for _ in range(count):
        day += timedelta(days=1)
        while day.isoweekday() > 5:
            day += timedelta(days=1)
    return day


def _has_mix(firms: Sequence[FirmPart]) -> bool:
    """An indicator firm, and beside it two manufacturers of two kinds or one shop or house of the four."""
    for indicator in firms:
        if indicator.revenue < 5_000_000 and indicator.capital < 2_000_000:
            continue
        beside = [firm.industry[:2] for firm in firms if firm is not indicator]
        if len({code for code in beside if code in MANUFACTURING_SUBS}) >= 2:
            return True
        if any(code in SERVICES_SUBS for code in beside):
            return True
    return False


def in_order(fate: Fate) -> Iterator[tuple[str, str]]:
    """The fate's deadlines by kind, as the demo's result writes them."""
    yield from sorted((kind, last.isoformat()) for kind, last in fate.deadlines.items())
