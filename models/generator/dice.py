"""Chance with and without variety: without it, layout and wording always fall the same way."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """`random` draws what a bill says; the methods draw how it says it, and do so only where `varied`."""

    __slots__ = ("_next", "random", "varied")

    def __init__(self, random: Random, *, varied: bool = True) -> None:
        self.random = random
        self.varied = varied
        self._next = random.random

    def choose(self, options: Sequence[T]) -> T:
        """One of them; the first without variety."""
        return options[int(self._next() * len(options))] if self.varied else options[0]

    def chance(self, share: float) -> bool:
        """True so often; without variety, if likelier than not."""
        return self._next() < share if self.varied else share > 0.5

    def between(self, low: float, high: float) -> float:
        """Evenly between the two; their middle without variety."""
        return low + (high - low) * (self._next() if self.varied else 0.5)

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends counted; the lower one without variety."""
        return low + int(self._next() * (high - low + 1)) if self.varied else low

    def some(self, options: Sequence[T], low: int, high: int) -> list[T]:
        """Between `low` and `high` different ones, or as many as there are; the first without variety."""
        count = min(self.whole(low, high), len(options))
        return self.random.sample(options, count) if self.varied else list(options[:count])

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of them in another order."""
        return self.random.sample(options, len(options)) if self.varied else list(options)

    def amount(self, low: int, high: int) -> int:
        """A whole number that is printed, both ends counted, whether or not layouts vary."""
        return low + int(self._next() * (high - low + 1))

    def drawn(self, options: Sequence[T]) -> T:
        """One of them, whether or not layouts vary."""
        return options[int(self._next() * len(options))]
