"""From a level page to a photographed one: turned, seen aslant, bent, part of a larger picture."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from models.generator.dice import Dice
from models.generator.segmentation import Run
from models.sheets import Point, Quad

Moves = Callable[[float, float], Point]
_FLAT = 0.35


@dataclass(frozen=True, slots=True)
class Shot:
    """How a page comes out; `moves` takes a point of the level page to the picture of `width` × `height`."""

    moves: Moves
    width: int
    height: int


def sample_shot(dice: Dice, width: float, height: float) -> Shot:
    """A third are flat scans and screens; the others are turned by up to 10°, mostly by less than 3°."""
    if not dice.varied or dice.chance(_FLAT):
        return Shot(lambda x, y: (x, y), math.ceil(width), math.ceil(height))
    angle = math.radians(dice.random.gauss(0, 2) if dice.chance(0.8) else dice.between(-10, 10))
    lean, fall = dice.between(-0.12, 0.12), dice.between(-0.12, 0.12)
    bend = dice.between(-0.015, 0.015) if dice.chance(0.4) else 0.0
    stretch = dice.between(0.9, 1.1)
    moves = _bent(angle, (lean / width, fall / height), bend * width, math.pi / width, stretch)
    corners = [moves(x, y) for x in (0.0, width / 2, width) for y in (0.0, height)]
    margin = dice.choose((0.0, 0.0, 0.05, 0.3)) * width * dice.between(0.2, 1.0)
    left, top = (min(corner[axis] for corner in corners) - margin for axis in (0, 1))
    right, bottom = (
        max(corner[axis] for corner in corners) + margin * dice.between(0.2, 1.5) for axis in (0, 1)
    )

    def shifted(x: float, y: float) -> Point:
        across, down = moves(x, y)
        return across - left, down - top

    return Shot(shifted, math.ceil(right - left), math.ceil(bottom - top))


def _bent(angle: float, slant: Point, bend: float, wave: float, stretch: float) -> Moves:
    cosine, sine = math.cos(angle), math.sin(angle)
    lean, fall = slant

    def moves(x: float, y: float) -> Point:
        y = stretch * y + bend * math.sin(wave * x)
        depth = 1.0 + lean * x + fall * y
        return (x * cosine - y * sine) / depth, (x * sine + y * cosine) / depth

    return moves


def quad_of(run: Run, moves: Moves) -> Quad:
    """Its corners in the picture, clockwise from its left top."""
    bottom = run.y + run.size
    return moves(run.x, run.y), moves(run.right, run.y), moves(run.right, bottom), moves(run.x, bottom)
