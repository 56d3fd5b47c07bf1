"""The scenario of a demo: people, firms and dated actions, read from TOML (docs/scenarios.md)."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from domain.deadline import TAIPEI
from domain.errors import DomainError

Verb = Literal[
    "register",
    "vet",
    "online_course",
    "attend",
    "add_firms",
    "remove_firms",
    "attach_letters",
    "check_list",
    "fill",
    "submit",
    "review",
    "withdraw",
    "pay",
    "decide_fee",
    "end_late_notice",
    "give_account",
    "reverse",
    "swap_firm",
    "cancel_firm",
    "withdraw_consent",
    "correct_firm",
    "choose_session",
    "ask",
    "answer",
    "extend",
    "reinstate",
    "revoke",
]


# What an action has to say beside its instant and its verb.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "choose_session": ("session",),
    "extend": ("window", "last_day"),
    "reinstate": ("last_day",),
    "reverse": ("kind",),
    "swap_firm": ("firms",),
}
SWAPPED = 2


class ScenarioRefused(DomainError):
    code = "scenario_refused"
    rule = "engine"
    zh = "情境檔的「{key}」不正確：{reason}。"
    en = "The scenario's {key} is wrong: {reason}."


def _in_taipei(value: object) -> object:
    return value.replace(tzinfo=TAIPEI) if isinstance(value, datetime) and value.tzinfo is None else value


Instant = Annotated[AwareDatetime, BeforeValidator(_in_taipei)]


class Part(BaseModel):
    """A table of the scenario: no key that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GuildPart(Part):
    code: str
    name: str
    email: str


class MovedPart(Part):
    """When the guild moves a session, and the day that it falls on then."""

    at: Instant
    day: str


class SessionPart(Part):
    """A session; its guild can move it, or cancel it, before its day."""

    key: str
    guild: str
    day: str
    place: str
    moved: MovedPart | None = None
    cancelled: Instant | None = None

    @property
    def news_at(self) -> datetime | None:
        """When it is moved or cancelled."""
        return self.moved.at if self.moved else self.cancelled


class FirmPart(Part):
    ubn: str
    industry: str
    revenue: int
    capital: int
    county: str


class Action(Part):
    """What is done at an instant (Taipei unless said); `firms` are positions in the list, from 1.

    `session` is another than registered for, `amount` whole NTD, `returned` the bank's reason code, `kind`
    the one of a reversal; `window` ends on `last_day`; the last four are how a firm should be.
    """

    at: Instant
    do: Verb
    firms: tuple[int, ...] | None = None
    letters: tuple[int, ...] | None = None
    accepted: bool = True
    attendance: Literal["on_site", "online"] = "on_site"
    wrong: tuple[int, ...] = ()
    session: str | None = None
    amount: int | None = None
    returned: str | None = None
    kind: str | None = None
    window: str | None = None
    last_day: date | None = None
    industry: str | None = None
    revenue: int | None = None
    capital: int | None = None
    county: str | None = None

    @property
    def corrected(self) -> dict[str, Any]:
        """What it says of firms, as they should be."""
        return self.model_dump(include={"industry", "revenue", "capital", "county"}, exclude_none=True)


class TraineePart(Part):
    name: str
    national_id: str
    email: str
    session: str
    firms: tuple[FirmPart, ...]
    actions: tuple[Action, ...]


class Scenario(Part):
    """`quotas` replaces the programme's, where a scenario needs them to run out."""

    programme: str
    begins: Instant
    quotas: Mapping[str, int] = Field(default_factory=dict)
    guilds: tuple[GuildPart, ...]
    sessions: tuple[SessionPart, ...]
    trainees: tuple[TraineePart, ...]

    def session(self, key: str) -> SessionPart:
        """The session of this key; ScenarioRefused."""
        for session in self.sessions:
            if session.key == key:
                return session
        raise ScenarioRefused(key=f"session {key}", reason="沒有這個場次 / there is none")


def built_in() -> Scenario:
    """The scenario that comes with the engine."""
    return parse((files("api.cli.demo") / "built_in.toml").read_text(encoding="utf-8"))


def read(path: Path) -> Scenario:
    """The scenario of a file; ScenarioRefused names what is wrong."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise ScenarioRefused(key=str(path), reason=str(fault)) from None


def parse(text: str) -> Scenario:
    """The scenario of a TOML document; ScenarioRefused names what is wrong."""
    try:
        scenario = Scenario.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise ScenarioRefused(key="TOML", reason=str(fault)) from None
    except ValidationError as fault:
        first = fault.errors()[0]
        raise ScenarioRefused(key=".".join(map(str, first["loc"])), reason=first["msg"]) from None
    for session in scenario.sessions:
        _check_news(session)
    for trainee in scenario.trainees:
        _check_names(scenario, trainee)
    return scenario


def _check_names(scenario: Scenario, trainee: TraineePart) -> None:
    """Every session that is named exists, and every firm."""
    scenario.session(trainee.session)
    for number, action in enumerate(trainee.actions):
        _check_said(f"{trainee.name} actions.{number}", action)
        scenario.session(action.session or trainee.session)
        named = (*(action.firms or ()), *(action.letters or ()), *action.wrong)
        if not all(1 <= position <= len(trainee.firms) for position in named):
            key = f"{trainee.name} actions.{number}"
            raise ScenarioRefused(key=key, reason="沒有這個位置的企業 / no firm has this position")


def _check_said(key: str, action: Action) -> None:
    """An action says all that its request asks for."""
    for field in NEEDED.get(action.do, ()):
        if getattr(action, field) is None:
            raise ScenarioRefused(key=f"{key}.{field}", reason="缺這一欄 / it is missing")
    if action.do == "swap_firm" and len(action.firms or ()) != SWAPPED:
        raise ScenarioRefused(key=f"{key}.firms", reason="應為換出、換入兩家 / the one out and the one in")


def _check_news(session: SessionPart) -> None:
    """A session is moved or cancelled while it is still to come."""
    if session.news_at is None:
        return
    both = session.moved is not None and session.cancelled is not None
    if both or session.news_at.astimezone(TAIPEI).date() >= date.fromisoformat(session.day):
        reason = "只能在場次日前改期或取消其一 / it is moved or cancelled, before its day"
        raise ScenarioRefused(key=f"session {session.key}", reason=reason)
