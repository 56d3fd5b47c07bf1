"""The recipe of training for handwriting, and the fonts that its papers are made with."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.generator.fonts import Font, FontUse, installed

FILE = Path(__file__).with_name("recipe.toml")


@dataclass(frozen=True, slots=True)
class Recipe:
    """`papers` are drawn once, `steps` batches of `lines_a_step` are taken of their lines; the rate is
    AdamW's and falls by a cosine after `warm_up` steps, and for `steps_again` from `rate_again` of it."""

    name: str
    seed: int
    papers: int
    held_out_papers: int
    steps: int
    steps_again: int
    rate_again: float
    lines_a_step: int
    learning_rate: float
    weight_decay: float
    warm_up: int


def recipe() -> Recipe:
    """As recorded."""
    return Recipe(**{name: value for name, value in _recorded().items() if not isinstance(value, dict)})


def fonts(*, held_out: bool) -> Sequence[Font]:
    """Those of training, or those that it never sees."""
    withheld = _recorded()["held_out"]["files"]
    return [font for font in (*installed(), *_more()) if (Path(font.path).name in withheld) is held_out]


@cache
def _recorded() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def _more() -> tuple[Font, ...]:
    more = _recorded()["more"]
    there = {path.name: str(path) for path in sorted(Path(more["folder"]).rglob("*.ttf"))}
    return tuple(Font(there[file], 0, FontUse.LATIN, 0.7) for file in more["files"] if file in there)
