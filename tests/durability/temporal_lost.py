"""Temporal lost whole: a cohort whose server is killed in mid-life lives on as its undisturbed twin does.

`python -m tests.durability.temporal_lost --cases 100 --json`: the lives of `lives.py` over and over, as
many as asked. The server is killed on `MIDDLE`, when they stand at every stage; a fresh one that knows
nothing takes its place, every workflow is started again from the streams alone, and at the end of the
year both cohorts' streams are compared (`canonical.py` says what is left out of that, and why).
"""

import itertools
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.cli.demo.world import demo_world
from domain.enrolment.evolve import fold
from domain.enrolment.state import Over
from tests.durability.canonical import Streams, canonical_streams, differences
from tests.durability.cohort import Cohort, conditions
from tests.durability.entry import main
from tests.durability.lives import BEGINS, ENDS, LIVES, MIDDLE, Life


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of a cohort: its streams, its stages on `MIDDLE`, its ends, and what was recovered."""

    streams: Streams
    stages: Mapping[str, int]
    outcomes: Mapping[str, int]
    recovered: Mapping[str, int]


def lives(cases: int) -> dict[str, Life]:
    """So many lives, each kind in turn."""
    kinds = itertools.cycle(LIVES.items())
    return {
        f"{number:03d} {name}": life for number, (name, life) in enumerate(itertools.islice(kinds, cases))
    }


async def live(cases: int, *, lost: bool) -> Lived:
    """A cohort's year; `lost`: with another Temporal server from `MIDDLE` on."""
    with tempfile.TemporaryDirectory(prefix="tanjian-lost-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder)) as world:
            cohort = Cohort(world, lives(cases))
            await cohort.open()
            await cohort.play(MIDDLE)
            stages = _stages(cohort)
            recovered: dict[str, int] = {}
            if lost:
                await world.lose_temporal()
                recovered = await world.replace_temporal()
            await cohort.play(ENDS, since=MIDDLE)
            return Lived(canonical_streams(cohort), stages, _outcomes(cohort), recovered)


async def compare(cases: int) -> tuple[Lived, list[str]]:
    """The disturbed cohort, and where it differs from its undisturbed twin."""
    disturbed = await live(cases, lost=True)
    undisturbed = await live(cases, lost=False)
    return disturbed, differences(disturbed.streams, undisturbed.streams)


async def report(cases: int) -> dict[str, object]:
    """What the command prints; `passed` is whether the twins are equal."""
    lived, found = await compare(cases)
    return {
        "cases": cases,
        "streams": len(lived.streams),
        "events": sum(map(len, lived.streams.values())),
        "stages_when_lost": lived.stages,
        "recovered": lived.recovered,
        "outcomes": lived.outcomes,
        "differences": found,
        "passed": not found,
    }


def _stages(cohort: Cohort) -> dict[str, int]:
    return dict(sorted(Counter(type(state).__name__ for state in _states(cohort)).items()))


def _outcomes(cohort: Cohort) -> dict[str, int]:
    ended = (state.outcome.value if isinstance(state, Over) else "live" for state in _states(cohort))
    return dict(sorted(Counter(ended).items()))


def _states(cohort: Cohort) -> list[object]:
    event_log = cohort.world.tools.event_log
    return [
        fold(one.event for one in event_log.read(stand.enrolment))
        for stand in cohort.stands.values()
        if stand.enrolment is not None
    ]


if __name__ == "__main__":
    main(report, cases=20)
