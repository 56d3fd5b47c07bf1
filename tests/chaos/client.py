"""A good client: one key for each intention, the same request again until it is answered."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import httpx

from tests.chaos.journal import Journal

PATIENCE_SECONDS = 300.0
# So many of the requests that were received are sent once more, to see that the answer stays.
REPEATED = 0.05
_AGAIN = frozenset({408, 425, 429})


class Enough(Exception):
    """The run has what it wanted: nothing new is asked."""


class Unanswered(Exception):
    """A request found no answer, however often it was sent."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    login: str
    token: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: dict[str, Any]

    @property
    def accepted(self) -> bool:
        return self.status in (200, 201)

    @property
    def is_final(self) -> bool:
        """Yes, or no by rule or shape; 202 and faults are no answer."""
        return self.accepted or (400 <= self.status < 500 and self.status not in _AGAIN)


@dataclass(slots=True)
class Pace:
    """How many commands a second are begun; None is as fast as they are answered."""

    rate: float | None = None
    over: bool = False
    _next: float = 0.0

    async def turn(self) -> None:
        """Wait for one's turn; Enough once the run is over."""
        if self.rate is not None:
            now = time.monotonic()
            self._next = max(self._next, now) + 1 / self.rate
            await asyncio.sleep(self._next - 1 / self.rate - now)
        if self.over:
            raise Enough


@dataclass(slots=True)
class Client:
    """Sends commands and writes down what was asked and what was answered."""

    http: httpx.AsyncClient
    journal: Journal
    pace: Pace
    random: Random
    answered: int = 0
    tries: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    async def command(
        self, who: Person, method: str, path: str, body: Any = None, *, file: bytes | None = None
    ) -> Answer:
        """One intention, taken to its answer; Enough, Unanswered."""
        await self.pace.turn()
        key = str(UUID(int=self.random.getrandbits(128), version=4))
        files = {"files": {"file": ("單據.pdf", file, "application/pdf")}}
        request = {"json": body} if file is None else files
        self.journal.write("asked", key=key, method=method, path=path, who=who.login)
        began = time.monotonic()
        answer = await self._until_answered(who, method, path, key, request)
        self.waits.append(time.monotonic() - began)
        self.answered += 1
        if "receipt" in answer.body and self.random.random() < REPEATED:
            await self._until_answered(who, method, path, key, request)
        return answer

    async def ask(self, method: str, path: str, who: Person | None = None, **rest: Any) -> Answer:
        """A request without a key, sent again until it is answered: reading, signing in, uploading."""
        until, pause = time.monotonic() + PATIENCE_SECONDS, 0.1
        while True:
            answer = await self._once(method, path, who, None, rest)
            if answer.is_final:
                return answer
            pause = await _rest(pause, until, path)

    async def _until_answered(
        self, who: Person, method: str, path: str, key: str, request: dict[str, Any]
    ) -> Answer:
        until, pause = time.monotonic() + PATIENCE_SECONDS, 0.1
        while True:
            answer = await self._once(method, path, who, key, request)
            self.journal.write("answered" if answer.is_final else "unanswered", key=key, **_told(answer))
            if answer.is_final:
                return answer
            pause = await _rest(pause, until, path)

    async def _once(
        self, method: str, path: str, who: Person | None, key: str | None, request: dict[str, Any]
    ) -> Answer:
        headers = {"Authorization": f"Bearer {who.token}"} if who else {}
        headers |= {"Idempotency-Key": key} if key else {}
        try:
            got = await self.http.request(method, path, headers=headers, **request)
            answer = Answer(got.status_code, got.json())
        except (httpx.TransportError, ValueError):
            answer = Answer(0, {})
        self.tries[_sort(answer)] += 1
        return answer


async def _rest(pause: float, until: float, path: str) -> float:
    if time.monotonic() > until:
        raise Unanswered(path)
    await asyncio.sleep(pause)
    return min(1.5 * pause, 1.0)


def _told(answer: Answer) -> dict[str, Any]:
    named = ("receipt", "position", "version", "code")
    return {"status": answer.status, **{name: answer.body[name] for name in named if name in answer.body}}


def _sort(answer: Answer) -> str:
    return "no connection" if answer.status == 0 else str(answer.status)
