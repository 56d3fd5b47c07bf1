"""Many cases lived at once, at a pace that can be changed while they go on."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.chaos.cases import live, trainee
from tests.chaos.client import Client, Enough, Person
from tests.chaos.office import Abandoned, Office

_HIRED_AT_ONCE = 4


@dataclass(slots=True)
class Load:
    """So many cases at a time; each that ends makes room for the next."""

    office: Office
    client: Client
    at_once: int
    begun: int = 0
    hired: dict[int, Person] = field(default_factory=dict)
    abandoned: Counter[str] = field(default_factory=Counter)
    _living: list[asyncio.Task[None]] = field(default_factory=list)

    async def hire(self, trainees: int) -> None:
        """Make the accounts of the first so many trainees: hashing their passwords is work of its own."""
        for first in range(0, trainees, _HIRED_AT_ONCE):
            numbers = range(first, min(trainees, first + _HIRED_AT_ONCE))
            people = await asyncio.gather(*(trainee(self.office, number) for number in numbers))
            self.hired |= dict(zip(numbers, people, strict=True))

    def start(self) -> None:
        """Begin; in the background."""
        self._living = [asyncio.create_task(self._one_after_another()) for _ in range(self.at_once)]

    async def measure(self, seconds: float) -> float:
        """Commands a second, answered over that time from now on."""
        began, answered = time.monotonic(), self.client.answered
        await asyncio.sleep(seconds)
        self._complain()
        return (self.client.answered - answered) / (time.monotonic() - began)

    async def until(self, commands: int) -> None:
        """Wait until so many commands were answered in all; raises what stopped the load."""
        while self.client.answered < commands:
            await asyncio.sleep(0.1)
            self._complain()

    async def finish(self) -> None:
        """Ask nothing new, and wait for the answers to what was asked."""
        self.client.pace.over = True
        await asyncio.gather(*self._living)

    def _complain(self) -> None:
        for living in self._living:
            if living.done() and (error := living.exception()):
                raise error

    async def _one_after_another(self) -> None:
        while True:
            number, self.begun = self.begun, self.begun + 1
            try:
                person = self.hired.get(number) or await trainee(self.office, number)
                await live(self.office, number, person)
            except Abandoned as why:
                self.abandoned[str(why)] += 1
            except Enough:
                return
