"""What the network makes of one sheet: how likely each kind is, and which characters are which field."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.checkup.reading import BillKind
from models.labels import Span


@dataclass(frozen=True, slots=True)
class Understood:
    """`kinds` are probabilities that sum to 1; `spans` may overlap no other span of their line."""

    kinds: Mapping[BillKind, float]
    spans: tuple[Span, ...]
