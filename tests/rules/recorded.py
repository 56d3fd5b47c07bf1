"""A stream of a world in memory as the log would hold it, everything at the world's present instant."""

from uuid import UUID

from domain.event import RecordedEvent
from tests.domain.made_up_cases import ENGINE, World


def recorded(world: World, stream: UUID) -> list[RecordedEvent]:
    cause = world.cause(ENGINE)
    return [
        RecordedEvent(stream, version, version, happened, cause, world.now)
        for version, happened in enumerate(world.events[stream], start=1)
    ]
