"""A registered name read again by the heading that it begins with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.judgement.mentions import Mention

_LEAST: Final = 4


def as_headed(several: Sequence[Mention]) -> tuple[Mention, ...]:
    """Of vendors: one takes the sign in which a shorter and clearer one differs from its beginning."""
    return tuple(_as_headed(one, several) for one in several)


def _as_headed(one: Mention, several: Sequence[Mention]) -> Mention:
    begun = [other for other in several if other.score > one.score and _nearly_begins(other.value, one.value)]
    if not begun:
        return one
    heading = max(begun, key=lambda other: (len(other.value), other.score)).value
    return replace(one, value=heading + one.value[len(heading) :], clean=False)


def _nearly_begins(heading: str, name: str) -> bool:
    differing = sum(a != b for a, b in zip(heading, name, strict=False))
    return _LEAST <= len(heading) < len(name) and differing == 1
