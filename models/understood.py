"""What is made of a sheet before it is judged: how likely each kind is, and labelled spans."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.checkup.reading import BillKind
from models.labels import Span


@dataclass(frozen=True, slots=True)
class Understood:
    """`kinds` sum to one; `unread` lines of the sheet were too many or too long to be understood."""

    kinds: Mapping[BillKind, float]
    spans: tuple[Span, ...]
    unread: int = 0
