"""The recipes of training, as data."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).with_name("recipe.toml")


@dataclass(frozen=True, slots=True)
class Recipe:
    """`pages_a_step` sampled pages make a batch; the rate falls by a cosine after `warm_up` steps;
    `learning_rate` is that of AdamW, `hidden_rate` that of Muon,
    `encoder_rate` the encoder's share of the first; of a page's characters outside fields up to
    `hidden_characters` are shown as others or none, a share drawn for each page, seldom a large one."""

    name: str
    seed: int
    steps: int
    pages_a_step: int
    learning_rate: float
    encoder_rate: float
    hidden_rate: float
    warm_up: int
    weight_decay: float
    kind_weight: float
    hidden_characters: float
    vocabulary_pages: int

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def recipes() -> dict[str, Recipe]:
    """By name, in the file's order."""
    return {name: Recipe(**values) for name, values in tomllib.loads(FILE.read_text("utf-8")).items()}
