"""How badly a page is taken: a clean scan, a usual photo, a hard one."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

LISTED = Path(__file__).with_name("levels.toml")


class Level(StrEnum):
    """From what is read easily to what people read with effort."""

    SCAN = "scan"
    PHOTO = "photo"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Range:
    """What is drawn lies between both ends."""

    least: float
    most: float

    def draw(self, random: Random) -> float:
        return random.uniform(self.least, self.most)


@dataclass(frozen=True, slots=True)
class Severity:
    """What levels.toml says of one level; shares are from 0 to 1, `degrees` clockwise."""

    text_height: Range
    long_side: Range
    degrees: Range
    perspective: Range
    margin: Range
    crumple: float
    crumple_height: Range
    highlighter: float
    stamp: float
    fading: float
    fading_left: Range
    dots: float
    shadow: float
    shadow_depth: Range
    lighting: Range
    tint: Range
    grey: float
    bilevel: float
    defocus: Range
    motion: float
    motion_length: Range
    noise: Range
    jpeg: Range


@cache
def severity(level: Level) -> Severity:
    """Of one level."""
    listed = tomllib.loads(LISTED.read_text("utf-8"))[level]
    return Severity(**{name: _told(value) for name, value in listed.items()})


@cache
def stamp_words() -> tuple[str, ...]:
    """What rubber stamps say."""
    return tuple(tomllib.loads(LISTED.read_text("utf-8"))["stamps"]["words"])


def _told(value: Any) -> Any:
    return Range(*value) if isinstance(value, list) else value
