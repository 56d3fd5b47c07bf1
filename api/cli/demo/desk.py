"""Who is at hand when a scenario is played: its trainees, and the tokens of those who work for them."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx

from api.cli.demo.scenario import Action, FirmPart, Scenario, SessionPart, TraineePart
from api.cli.demo.world import DemoWorld
from domain.programme import Programme

Result = TypeVar("Result")
# The year is lived out to here: every window of a programme year has ended by then.
DAYS_AFTER_LAST_ACTION = 60
# More only wait for each other: one process is all of the system here.
REQUESTS_AT_ONCE = 8


class RequestRefused(Exception):
    """A request that an action needs was refused; `code` is the rule's, None for any other fault."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Refusal:
    """An action that a rule refused; it went no further than the request that was."""

    action: Action
    code: str


@dataclass(slots=True)
class Stand:
    """A trainee of the scenario, and how far the playing has come with them.

    `session` is the one that is waited for, `batch` the last that was to pay, `filled` the firms, by ubn,
    whose checkup has its evidence.
    """

    part: TraineePart
    token: str
    enrolment: UUID | None = None
    refused: str | None = None
    refusals: list[Refusal] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    session: str = ""
    batch: str | None = None

    def __post_init__(self) -> None:
        self.session = self.session or self.part.session

    @property
    def case(self) -> UUID:
        """The enrolment; RequestRefused where the registration was."""
        if self.enrolment is None:
            raise RequestRefused(f"{self.part.name} has no enrolment: {self.refused}", self.refused)
        return self.enrolment

    def chosen(self, positions: tuple[int, ...] | None) -> tuple[FirmPart, ...]:
        """The firms at these positions (from 1), all of them by default."""
        if positions is None:
            return self.part.firms
        return tuple(self.part.firms[position - 1] for position in positions)


@dataclass(slots=True)
class Desk:
    """Who is at hand besides the trainees: bearer tokens of guilds, a reviewer and two officers."""

    world: DemoWorld
    scenario: Scenario
    guilds: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    reviewer: str = ""
    officers: tuple[str, str] = ("", "")
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(REQUESTS_AT_ONCE))
    _programme: Programme | None = None

    @property
    def programme(self) -> Programme:
        """The rules that the scenario is played under."""
        if self._programme is None:
            self._programme = self.world.tools.programmes.in_force(self.scenario.programme)
        return self._programme

    @property
    def year_ends(self) -> datetime:
        """When everything that can become due has become so."""
        last = max(action.at for trainee in self.scenario.trainees for action in trainee.actions)
        return (last + timedelta(days=DAYS_AFTER_LAST_ACTION)).astimezone(UTC)

    async def ask(self, token: str, method: str, path: str, body: Any = None, **rest: Any) -> httpx.Response:
        """One request, answered or refused, never left pending."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        async with self.gate:
            answer = await self.world.http.request(method, path, json=body, headers=headers, **rest)
        if answer.status_code == httpx.codes.ACCEPTED:
            await self.world.quiet()
            answer = await self.world.http.get(answer.headers["Location"], headers=headers)
        return answer

    async def do(self, token: str, method: str, path: str, body: Any = None, **rest: Any) -> dict[str, Any]:
        """One request that the scenario needs to succeed; RequestRefused."""
        answer = await self.ask(token, method, path, body, **rest)
        if answer.is_error:
            raise _refused(f"{method} {path}", answer)
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    async def schedule(self, session: SessionPart) -> str:
        """Schedule a session; its id."""
        body = {
            "programme": self.scenario.programme,
            "guild": session.guild,
            "day": session.day,
            "place": session.place,
            "seats_on_site": 60,
            "seats_online": 60,
        }
        told = await self.do(self.guilds[session.guild], "POST", "/sessions", body)
        return str(told["id"])

    def guild_of(self, stand: Stand) -> str:
        """The token of the trainee's guild."""
        return self.guilds[self.scenario.session(stand.part.session).guild]

    async def upload(self, token: str, words: str) -> str:
        """Upload a small PDF that holds the words; its address."""
        files = {"file": ("document.pdf", small_pdf(words), "application/pdf")}
        return str((await self.do(token, "POST", "/files", files=files))["address"])

    async def task(self, token: str, kind: str, enrolment: UUID) -> str:
        """Claim the case's open task of this kind; its id. RequestRefused where there is none."""
        found = await self.tasks(token, kind, enrolment)
        if not found:
            raise RequestRefused(f"本案沒有待辦 {kind} / no task {kind} is open in this case")
        await self.claim(token, found[0])
        return str(found[0]["id"])

    async def claim(self, token: str, task: dict[str, Any]) -> None:
        """Claim a task."""
        await self.do(token, "POST", f"/tasks/{task['id']}/claim")

    async def tasks(self, token: str, kind: str, enrolment: UUID) -> list[dict[str, Any]]:
        """The open tasks of this kind in the case."""
        told = await self.do(token, "GET", f"/tasks?kind={kind}&enrolment={enrolment}&limit=50")
        return list(told["items"])


async def together(jobs: Iterable[Awaitable[Result]]) -> list[Result]:
    """All jobs at the same time, their results in order; what failed first is raised once all are over."""
    results = await asyncio.gather(*jobs, return_exceptions=True)
    for one in results:
        if isinstance(one, BaseException):
            raise one
    return [one for one in results if not isinstance(one, BaseException)]


def small_pdf(words: str) -> bytes:
    """A PDF of one empty page, different for different words."""
    return (
        b"%PDF-1.4\n% " + words.encode() + b"\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _refused(request: str, answer: httpx.Response) -> RequestRefused:
    problem = answer.json()
    by_rule = answer.status_code == httpx.codes.CONFLICT
    message = f"{request}: {problem.get('code')} {problem.get('detail_en')}"
    return RequestRefused(message, problem["code"] if by_rule else None)
