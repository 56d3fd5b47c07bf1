"""A made-up cohort as a scenario: three guilds, their sessions, people on every path; from a seed alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from api.cli.demo.cohort.firm_lists import FirmMaker
from api.cli.demo.cohort.life import Life
from api.cli.demo.cohort.mix import Held, Meeting, Path, paths_for
from api.cli.demo.cohort.people import People
from api.cli.demo.cohort.programme_days import ProgrammeDays
from api.cli.demo.scenario import GuildPart, MovedPart, Scenario, SessionPart, TraineePart
from domain.deadline import TAIPEI

YEAR = "114"
BEGINS = datetime(2025, 3, 3, 9, tzinfo=TAIPEI)
GUILDS = (
    GuildPart(code="G01", name="北區記帳士公會", email="g01@example.tw"),
    GuildPart(code="G02", name="南區會計師公會", email="g02@example.tw"),
    GuildPart(code="G03", name="中區記帳及報稅代理人公會", email="g03@example.tw"),
)
# For each guild the first and last day that a session may fall on; where they are one it is a day to meet:
# the end of a month, the last day of early registration, the last day of the training.
SESSION_DAYS = {
    "G01": (("03-13", "03-28"), ("04-30", "04-30"), ("07-01", "07-08")),
    "G02": (("04-08", "04-22"), ("05-19", "05-23"), ("07-15", "07-15")),
    "G03": (("03-20", "04-02"), ("06-30", "06-30"), ("07-09", "07-11")),
}
# The day, the day on which that is heard, and the day that it is moved to; without one it is cancelled.
SESSIONS_WITH_NEWS = (
    ("G01", "05-07", "04-25", "05-14"),
    ("G03", "05-14", "05-05", None),
)
PLACES = {"G01": "臺北市", "G02": "高雄市", "G03": "臺中市"}
SATURDAY = 5
# Nothing else happens at these minutes, so that all still holds which held when the last place was taken.
FIRMS_LEAVE_BY = ("swap_firm", "cancel_firm", "withdraw_consent", "reinstate")
APART = timedelta(minutes=7)


@dataclass(slots=True)
class _Town:
    """What new lives are made from."""

    chance: Random
    days: ProgrammeDays
    make: FirmMaker
    people: People
    sessions: Sequence[SessionPart]

    def life(self, path: Path, held: Sequence[SessionPart]) -> Life:
        """A life that has not begun, in one of these sessions."""
        session = self.chance.choice(held)
        firms = self.chance.choice(path.lists)(self.make)
        name, national_id = self.people.name(), self.people.national_id()
        return Life(
            self.chance, self.days, self.make, session, self._later(session), name, national_id, firms
        )

    def held(self, path: Path) -> list[SessionPart]:
        """The sessions that the path can begin with."""
        return [session for session in self.sessions if self._fits(path.held, session)]

    def after(self, day: date) -> list[SessionPart]:
        """The sessions after a day."""
        return [session for session in self.sessions if not session.news_at and _day(session) > day]

    def _fits(self, held: Held, session: SessionPart) -> bool:
        match held:
            case Held.MOVED:
                return session.moved is not None
            case Held.CANCELLED:
                return session.cancelled is not None
            case _ if session.news_at is not None:
                return False
            case Held.ANY:
                return True
            case Held.EARLY:
                return self.days.is_early(_day(session))
            case Held.LATE:
                return not self.days.is_early(_day(session))
            case Held.FOLLOWED:
                return self._later(session) is not None

    def _later(self, session: SessionPart) -> SessionPart | None:
        own = [one for one in self.sessions if one.guild == session.guild and not one.news_at]
        after = [one for one in own if one.day > session.day]
        return min(after, key=lambda one: one.day, default=None)


def generate(trainees: int, seed: int) -> Scenario:
    """The cohort of this size and seed: the same each time."""
    chance = Random(seed)  # noqa: S311 - nothing here is secret, and the same seed must give the same
    days = ProgrammeDays.bundled(YEAR)
    people = People(chance)
    make = FirmMaker(chance, people, days.programme)
    town = _Town(chance, days, make, people, _sessions(chance))
    lives = _lives(town, paths_for(trainees, chance))
    full = _full(lives)
    parts = tuple(_part(number, life) for number, life in enumerate(lives, 1))
    return Scenario(
        programme=YEAR,
        begins=BEGINS,
        quotas={"manufacturing": full[1], "services": days.programme.quotas.services},
        guilds=GUILDS,
        sessions=tuple(town.sessions),
        trainees=parts,
    )


def _lives(town: _Town, paths: Sequence[Path]) -> list[Life]:
    """The lives in the order of their paths; those that hang on others are lived after those."""
    lives: dict[int, Life] = {}
    for number, path in _meeting(paths, Meeting.NOTHING):
        lives[number] = town.life(path, town.held(path))
        path.lives(lives[number])
    settled = list(lives.values())
    at = _full(settled)[0]
    for number, path in _meeting(paths, Meeting.FULL_QUOTA):
        at += APART
        lives[number] = town.life(path, town.after(at.date()))
        path.lives(lives[number], at)
    for number, path in _meeting(paths, Meeting.OTHER_LIFE):
        other = town.chance.choice(_enrolled_early(settled))
        lives[number] = town.life(path, town.after(other.listed_on + timedelta(days=3)))
        path.lives(lives[number], other)
    return [lives[number] for number in range(len(paths))]


def _meeting(paths: Sequence[Path], what: Meeting) -> list[tuple[int, Path]]:
    return [(number, path) for number, path in enumerate(paths) if path.meets is what]


def _enrolled_early(lives: Iterable[Life]) -> list[Life]:
    """Those who keep their firms to the end, and have them while others can still register."""
    paid = [life for life in lives if life.is_early and any(one.do == "pay" for one in life.actions)]
    return [life for life in paid if not any(one.do in FIRMS_LEAVE_BY for one in life.actions)]


def _full(lives: Iterable[Life]) -> tuple[datetime, int]:
    """When the most places of manufacturing are first held, and how many; some day where none is."""
    changes = sorted((change for life in lives for change in life.factories), key=lambda each: each[0])
    held, most, at = 0, 0, BEGINS + timedelta(days=5)
    for when, count in changes:
        held += count
        if held > most:
            most, at = held, when
    return at, most


def _sessions(chance: Random) -> list[SessionPart]:
    sessions = []
    for guild, spans in SESSION_DAYS.items():
        for number, (first, last) in enumerate(spans, 1):
            day = _weekday(chance, date.fromisoformat(f"2025-{first}"), date.fromisoformat(f"2025-{last}"))
            key = f"{guild}-{number}"
            sessions.append(SessionPart(key=key, guild=guild, day=day.isoformat(), place=PLACES[guild]))
    return [*sessions, *_sessions_with_news()]


def _sessions_with_news() -> Iterator[SessionPart]:
    for guild, day, heard, moved_to in SESSIONS_WITH_NEWS:
        at = datetime.fromisoformat(f"2025-{heard}T09:00:00+08:00")
        moved = MovedPart(at=at, day=f"2025-{moved_to}") if moved_to else None
        about = {"key": f"{guild}-4", "guild": guild, "day": f"2025-{day}", "place": PLACES[guild]}
        yield SessionPart(**about, moved=moved, cancelled=None if moved else at)


def _weekday(chance: Random, first: date, last: date) -> date:
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return chance.choice([day for day in span if day.weekday() < SATURDAY])


def _day(session: SessionPart) -> date:
    return date.fromisoformat(session.day)


def _part(number: int, life: Life) -> TraineePart:
    return TraineePart(
        name=life.name,
        national_id=life.national_id,
        email=f"trainee{number}@example.tw",
        session=life.session.key,
        firms=tuple(life.firms),
        actions=tuple(sorted(life.actions, key=lambda action: action.at)),
    )
