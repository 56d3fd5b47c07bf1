"""How large a run is, and what is broken when."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from store.fail_points import FailPoint
from tests.chaos.system import NAMES

# The process that is to die at each fail point: another may come by first, then it is set again.
OWNERS: dict[FailPoint, str] = {
    "after_smtp": "worker",
    "before_append": "worker",
    "after_append": "worker",
    "before_completion": "worker",
    "after_file": "api",
    "after_receipt": "api",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a run is made of; seconds are real ones, those to midnight from its very beginning.

    So many trainees have an account beforehand; others get theirs when their turn comes.
    """

    commands: int
    kills: int
    seed: int
    at_once: int
    warm_up_seconds: float
    midnight_seconds: float
    trainees: int
    settle_seconds: float = 240.0


def small(seed: int = 1) -> Sizes:
    """For a test: under three minutes on two cores."""
    return Sizes(150, 4, seed, at_once=6, warm_up_seconds=8.0, midnight_seconds=90.0, trainees=12)


def large(commands: int, kills: int, seed: int) -> Sizes:
    """For a run by hand: the midnight comes about half-way through its commands."""
    midnight = 150.0 + commands / 10
    trainees = 16 + commands // 25
    return Sizes(commands, kills, seed, 16, 40.0, midnight_seconds=midnight, trainees=trainees)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is broken when this part of the commands is answered."""

    at: float
    point: FailPoint | None = None
    victim: str = ""


def faults(sizes: Sizes) -> Sequence[Fault]:
    """Each fail point once, and the kills spread over all processes, in a random order."""
    random = Random(sizes.seed)
    points = list(OWNERS)
    victims = [name for _ in range(sizes.kills // len(NAMES)) for name in NAMES]
    victims += random.sample(NAMES, sizes.kills % len(NAMES))
    random.shuffle(victims)
    # A mail whose sender dies is tried again only when its time is up, so that one comes early.
    planned = [Fault(0.02 + 0.4 * number / len(points), point) for number, point in enumerate(points)]
    planned += [
        Fault(0.1 + 0.85 * (number + random.random()) / max(1, len(victims)), None, victim)
        for number, victim in enumerate(victims)
    ]
    return sorted(planned, key=lambda fault: fault.at)
