"""A printed value as docs/reading.md writes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Normalised:
    """`clean` unless slips had to be mended; `alternatives` are what the same characters could be too."""

    value: str
    clean: bool = True
    alternatives: tuple[str, ...] = ()
