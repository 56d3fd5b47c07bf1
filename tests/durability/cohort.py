"""Plays lives in a throw-away world, one step after the other, with room for a disturbance in between."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from api.cli.demo.desk import Desk, Stand
from api.cli.demo.play import Player
from api.cli.demo.world import Conditions, DemoWorld
from domain.event import Role
from tests.durability.lives import Life, Step, scenario, steps
from tests.durability.small_programme import small_programme

# Coarse enough that a slow machine does not stamp a step into the next hour.
HOUR_SECONDS = 3600
Happening = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Cohort:
    """Lives by name, in a world; `desk` and `stands` are there once it is open."""

    world: DemoWorld
    lives: Mapping[str, Life]
    stands: dict[str, Stand] = field(default_factory=dict)
    _desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        assert self._desk is not None
        return self._desk

    async def open(self) -> None:
        """Guilds, staff, sessions, and an account for each trainee."""
        clerk = _Clerk(scenario(self.lives), self.world, lambda _: None)
        self._desk = await clerk.open()
        for name, part in zip(self.lives, clerk.scenario.trainees, strict=True):
            self.stands[name] = Stand(part, await clerk.account())

    async def hire(self, role: Role) -> str:
        """One more account of a role; its token."""
        return await _Clerk(scenario(self.lives), self.world, lambda _: None).account(role)

    async def play(
        self,
        until: datetime,
        *,
        since: datetime | None = None,
        after: Happening | None = None,
    ) -> None:
        """Every step from `since` to `until` (both aware), then let time come to `until`.

        `after` is awaited when the steps of an instant are done and the world is quiet.
        """
        for at, name, step in self._dated():
            if (since is None or at >= since) and at <= until:
                await self.world.advance_to(at.astimezone(UTC))
                await step.play(self.desk, self.stands[name], step.action)
                await self.world.quiet()
                if after is not None:
                    await after()
        await self.world.advance_to(until.astimezone(UTC))

    def _dated(self) -> list[tuple[datetime, str, Step]]:
        dated = [(step.at, name, step) for name, life in self.lives.items() for step in steps(life)]
        return sorted(dated, key=lambda each: each[0])


class _Clerk(Player):
    """The demo's way to open a world."""

    async def open(self) -> Desk:
        return await self._open()

    async def account(self, role: Role = Role.TRAINEE) -> str:
        return await self._account(role)


def conditions(folder: Path, *, resolution_seconds: int = HOUR_SECONDS, encrypted: bool = True) -> Conditions:
    """The small programme, on a coarse clock."""
    return Conditions(
        programme=small_programme(folder), resolution_seconds=resolution_seconds, encrypted=encrypted
    )
