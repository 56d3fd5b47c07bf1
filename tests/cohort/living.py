"""A scenario's file lived by the engine."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.cli.demo.play import Player, Progress
from api.cli.demo.result import result
from api.cli.demo.scenario import read
from api.cli.demo.world import Conditions, demo_world


async def lived_by_the_engine(path: Path, heard: Progress = lambda _: None) -> dict[str, Any]:
    """The demo's result of the file, on a world of its own."""
    scenario = read(path)
    with TemporaryDirectory(prefix="tanjian-cohort-", ignore_cleanup_errors=True) as folder:
        async with demo_world(Path(folder), scenario.begins, Conditions(scenario.quotas)) as world:
            played = await Player(scenario, world, heard).play()
            return result(world.tools.event_log, played)
