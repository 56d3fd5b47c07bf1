"""The recipes of training, as data."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).with_name("recipe.toml")


@dataclass(frozen=True, slots=True)
class Recipe:
    """`pages_a_step` sampled pages make a batch; the rate falls by a cosine after `warm_up` steps;
    `encoder_rate` is the encoder's share of it."""

    name: str
    seed: int
    steps: int
    pages_a_step: int
    learning_rate: float
    encoder_rate: float
    warm_up: int
    weight_decay: float
    kind_weight: float
    vocabulary_pages: int

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def recipes() -> dict[str, Recipe]:
    """By name, in the file's order."""
    return {name: Recipe(**values) for name, values in tomllib.loads(FILE.read_text("utf-8")).items()}
