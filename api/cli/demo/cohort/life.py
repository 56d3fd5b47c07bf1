"""A trainee being made up: who and which firms they are, and what is done for their case, when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from api.cli.demo.cohort.firm_lists import FirmMaker
from api.cli.demo.cohort.programme_days import DAY, ProgrammeDays
from api.cli.demo.scenario import Action, FirmPart, SessionPart
from domain.deadline import TAIPEI

TEN = tuple(range(1, 11))
LAST_SECOND = time(23, 59, 59)
SECOND_LATE = time(0, 0, 1)


@dataclass(slots=True)
class Life:
    """What a path writes its actions into.

    `factories` says when the case takes or gives up quota places of manufacturing: the file never does,
    but how many places there are is chosen so that they run out.
    """

    chance: Random
    days: ProgrammeDays
    make: FirmMaker
    session: SessionPart
    later: SessionPart | None
    name: str
    national_id: str
    firms: list[FirmPart] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    factories: list[tuple[datetime, int]] = field(default_factory=list)
    training_day: date = date.max
    passed_on: date = date.max
    reviewed_on: date = date.max

    def __post_init__(self) -> None:
        self.training_day = date.fromisoformat(self.session.day)

    @property
    def is_early(self) -> bool:
        """Whether the session registered for needs few firms."""
        return self.days.is_early(date.fromisoformat(self.session.day))

    @property
    def list_ends(self) -> date:
        return self.days.list_ends(self.training_day)

    @property
    def upload_ends(self) -> date:
        return self.days.upload_ends(self.training_day)

    @property
    def registered_at(self) -> datetime:
        return self.actions[0].at

    @property
    def listed_on(self) -> date:
        """The day on which the last of its firms came onto the list."""
        return max(one.at for one in self.actions if one.do in ("register", "add_firms")).date()

    def do(self, day: date, at: int | time, verb: str, **said: Any) -> datetime:
        """Note an action at an hour, or a time, of a day in Taipei."""
        instant = datetime.combine(day, time(at) if isinstance(at, int) else at, TAIPEI)
        return self.do_at(instant, verb, **said)

    def do_at(self, instant: datetime, verb: str, **said: Any) -> datetime:
        """Note an action at an aware instant."""
        self.actions.append(Action.model_validate({"at": instant, "do": verb, **said}))
        return instant

    def takes(self, at: datetime, firms: Iterable[int]) -> None:
        """These firms, by position, take their places."""
        self.factories.append((at, self._factories(firms)))

    def frees(self, at: datetime, firms: Iterable[int]) -> None:
        """These firms, by position, give their places up."""
        self.factories.append((at, -self._factories(firms)))

    def frees_after(self, day: date, firms: Iterable[int]) -> None:
        """These firms, by position, give their places up at the midnight that ends the day."""
        self.frees(datetime.combine(day + DAY, time(), TAIPEI), firms)

    def some_of(self, positions: Iterable[int], least: int = 1, most: int = 3) -> tuple[int, ...]:
        """A few of these positions, in order."""
        known = list(positions)
        count = min(len(known), self.chance.randint(least, most))
        return tuple(sorted(self.chance.sample(known, count)))

    def day_between(self, first: date, last: date) -> date:
        """A day from the first to the last, both included."""
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def _factories(self, firms: Iterable[int]) -> int:
        return sum(self.make.is_manufacturing(self.firms[position - 1]) for position in firms)
