"""Which of the fonts that are installed print a line."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from random import Random

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

LISTED = Path(__file__).with_name("fonts.toml")
# What no font has: its glyph is the one that stands for every missing one.
NOWHERE = "\uffff"
PROBE_SIZE = 20
ASCII_END = 128
# A font in one size takes up to 3 MB.
LOADED = 64


class FontUse(StrEnum):
    """What a font is for; `latin` ones have no ideographs."""

    PRINT = "print"
    RECEIPT = "receipt"
    HAND = "hand"
    LATIN = "latin"


class NoFonts(Exception):
    """No font with ideographs is installed."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"{folder} 沒有中文字型，請安裝 fonts-noto-cjk / "
            f"there is no Chinese font in {folder}: install fonts-noto-cjk"
        )


@dataclass(frozen=True, slots=True)
class Font:
    """A `neat` one is of a hand as even as print."""

    path: str
    index: int
    use: FontUse
    weight: float
    neat: bool = False

    def at(self, size: int) -> FreeTypeFont:
        """Of `size` pixels an em."""
        return _loaded(self.path, self.index, size)

    def covers(self, text: str) -> bool:
        """Whether it has every character of the text."""
        return all(_has(self.path, self.index, character) for character in set(text) if character != " ")


@dataclass(frozen=True, slots=True)
class Typefaces:
    """What one page is printed with: `latin` for lines in ASCII, None where `main` prints these too."""

    main: Font
    latin: Font | None
    hand: Font
    last_resort: Font

    def of(self, text: str, handwritten: bool) -> Font:
        """The font of one line."""
        if handwritten and self.hand.covers(text):
            return self.hand
        if self.latin is not None and all(ord(character) < ASCII_END for character in text):
            return self.latin
        return self.main if self.main.covers(text) else self.last_resort


@cache
def installed(path: Path = LISTED) -> tuple[Font, ...]:
    """Those of a list that are there. Raises `NoFonts`."""
    listed = tomllib.loads(path.read_text("utf-8"))
    there = {path.name: str(path) for path in sorted(Path(listed["folder"]).rglob("*.tt[cf]"))}
    fonts = tuple(
        Font(
            there[font["file"]],
            font.get("index", 0),
            FontUse(font["use"]),
            font["weight"],
            font.get("neat", False),
        )
        for font in listed["fonts"]
        if font["file"] in there
    )
    if not any(font.use is FontUse.PRINT for font in fonts):
        raise NoFonts(listed["folder"])
    return fonts


def typefaces(random: Random, fonts: Sequence[Font], *, receipt: bool, latin_share: float = 0.4) -> Typefaces:
    """Sampled for one page."""
    prints = [font for font in fonts if font.use is FontUse.PRINT]
    latins = [font for font in fonts if font.use is FontUse.LATIN]
    mains = [font for font in fonts if font.use is FontUse.RECEIPT] if receipt else prints
    hands = [font for font in fonts if font.use is FontUse.HAND]
    latin = _one(random, latins) if latins and random.random() < latin_share else None
    return Typefaces(_one(random, mains or prints), latin, _one(random, hands or prints), prints[0])


def _one(random: Random, fonts: Sequence[Font]) -> Font:
    return random.choices(fonts, [font.weight for font in fonts])[0]


@lru_cache(maxsize=LOADED)
def _loaded(path: str, index: int, size: int) -> FreeTypeFont:
    return ImageFont.truetype(path, size, index=index)


@cache
def _has(path: str, index: int, character: str) -> bool:
    font = _loaded(path, index, PROBE_SIZE)
    return bytes(font.getmask(character)) != bytes(font.getmask(NOWHERE))
