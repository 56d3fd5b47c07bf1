"""Plays a scenario: each action is what a person would send over HTTP, at its instant of world time."""

import asyncio
import itertools
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from api.cli.demo import session_news
from api.cli.demo.actions import ACTIONS
from api.cli.demo.desk import Desk, Refusal, RequestRefused, Stand, together
from api.cli.demo.result import Played
from api.cli.demo.scenario import Action, Scenario, ScenarioRefused
from api.cli.demo.world import DemoWorld
from domain.deadline import TAIPEI
from domain.event import Role
from store.guilds import Guild


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant that is being played, and how many of the scenario's actions lie behind it."""

    at: datetime
    done: int
    actions: int


Progress = Callable[[Moment], None]


@dataclass(slots=True)
class Player:
    """A scenario in a world; `told` hears of every instant that is played."""

    scenario: Scenario
    world: DemoWorld
    told: Progress
    stands: list[Stand] = field(default_factory=list)

    async def play(self) -> list[Played]:
        """Every action in the order of its instant, then the rest of the year."""
        desk = await self._open()
        for trainee in self.scenario.trainees:
            self.stands.append(Stand(trainee, await self._account(Role.TRAINEE)))
        dated, done, news = self._dated(), 0, session_news.dated(self.scenario)
        for at, group in itertools.groupby(dated, key=lambda each: each[0]):
            self.told(Moment(at, done, len(dated)))
            while news and self._step_of(news[0][0]) <= at:
                told_at, session = news.pop(0)
                await self.world.advance_to(self._step_of(told_at))
                await session_news.tell(desk, session)
            await self.world.advance_to(at)
            done += await self._all(desk, [(number, action) for _, number, action in group])
            await self.world.quiet()
        await self.world.advance_to(desk.year_ends)
        return [Played.of(stand) for stand in self.stands]

    async def _all(self, desk: Desk, group: Sequence[tuple[int, Action]]) -> int:
        """What trainees do at an instant, each their own actions in order; how many actions that were."""

        async def one(stand: Stand, actions: Sequence[Action]) -> None:
            for action in actions:
                await _play(desk, stand, action)

        by_trainee = itertools.groupby(group, key=lambda each: each[0])
        acting = [(self.stands[number], [action for _, action in own]) for number, own in by_trainee]
        await together(one(stand, actions) for stand, actions in acting)
        return len(group)

    async def _open(self) -> Desk:
        """Guilds, staff accounts and sessions, before anyone registers."""
        world, scenario = self.world, self.scenario
        desk = Desk(world, scenario)
        for guild in scenario.guilds:
            await asyncio.to_thread(world.tools.guilds.put, Guild(guild.code, guild.name, guild.email))
            desk.guilds[guild.code] = await self._account(Role.GUILD, guild.code)
        desk.reviewer = await self._account(Role.REVIEWER)
        desk.officers = (await self._account(Role.OFFICER), await self._account(Role.OFFICER))
        for session in scenario.sessions:
            desk.sessions[session.key] = await desk.schedule(session)
        return desk

    def _dated(self) -> list[tuple[datetime, int, Action]]:
        """Every action with the step of the clock that it falls into, from whose beginning it is played.

        All that is received within a step is stamped alike, so the whole step is there to act in.
        """
        actions = (
            (self._step_of(action.at), number, action)
            for number, stand in enumerate(self.stands)
            for action in sorted(stand.part.actions, key=lambda each: each.at)
        )
        return sorted(actions, key=lambda each: each[:2])

    def _step_of(self, at: datetime) -> datetime:
        step = max(self.world.clock.world.resolution_seconds, 1)
        return datetime.fromtimestamp(at.timestamp() // step * step, UTC)

    async def _account(self, role: Role, guild: str | None = None) -> str:
        """A new account's bearer token."""
        return await asyncio.to_thread(self._account_now, role, guild)

    def _account_now(self, role: Role, guild: str | None) -> str:
        accounts, password = self.world.services.accounts, secrets.token_urlsafe(12)
        person = UUID(bytes=secrets.token_bytes(16), version=4)
        login = f"{role.value}-{secrets.token_hex(6)}"
        accounts.create_account(login, password, role, guild=guild, person=person)
        lifetime = self.world.services.settings.token_lifetime
        return accounts.sign_in(login, password, self.world.services.clock.now(), lifetime)


async def _play(desk: Desk, stand: Stand, action: Action) -> None:
    """One action; what a rule refuses is an outcome of the scenario, any other fault is the scenario's."""
    try:
        await ACTIONS[action.do](desk, stand, action)
    except RequestRefused as refused:
        if refused.code is None:
            key = f"{stand.part.name} {action.do} {action.at.astimezone(TAIPEI):%Y-%m-%d %H:%M:%S}"
            raise ScenarioRefused(key=key, reason=str(refused)) from refused
        stand.refusals.append(Refusal(action, refused.code))
