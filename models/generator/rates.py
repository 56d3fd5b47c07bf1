"""How often recognition does what to text: read from noise.toml, which fitting.py writes."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.generator.levels import Level
from models.generator.matching import folded
from models.generator.pages import PrintedLine

FITTED = Path(__file__).with_name("noise.toml")
LOOK_ALIKES = Path(__file__).with_name("look_alikes.toml")
# Dots, strokes or stars in a row, as they lead from a name to its number.
LEADERS = re.compile(r"([^\w\s]|_)(?:\s?\1){2,}")
# Lines of 1, 2, up to 5, up to 12, and more characters.
LENGTHS = (1, 2, 5, 12)
# Gaps between lines beside each other, in heights.
GAPS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
TABLE_SIZE = 0x10000
# What a counted reading weighs against a look-alike that was never counted.
NOT_COUNTED = 0.3
LATIN_END = 0x250

Floats = NDArray[np.float32]


class Writing(StrEnum):
    """Classes of characters that are misread about equally often."""

    DIGIT = "digit"
    LATIN = "latin"
    IDEOGRAPH = "ideograph"
    BLANK = "blank"
    OTHER = "other"
    WIDE = "wide"


WRITINGS = tuple(Writing)


@dataclass(frozen=True, slots=True)
class Side:
    """By how much a found quad reaches beyond the printed one, in heights."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one level. Tables (TABLE_SIZE) have a probability for each code point; `lost` goes by
    `length_bins`, `merged` and `blank_between` by GAPS with one more for what is beyond; `leaders` is how
    often a row of them is hardly read. `page_spread` and `line_spread` are shapes of gamma distributions: the
    smaller, the more errors come together. `stray` lines a page were never printed; scores are quantiles of
    lines read right and wrong."""

    share: float
    misread: Floats
    dropped: Floats
    inserted: float
    leaders: float
    split: Floats
    lost: Floats
    merged: Floats
    blank_between: Floats
    page_spread: float
    line_spread: float
    sides: tuple[Side, Side, Side, Side]
    corner: float
    stray: float
    right_scores: tuple[float, ...]
    wrong_scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Texts, and how often each or one before it is what is read."""

    texts: tuple[str, ...]
    cumulated: tuple[float, ...]

    def draw(self, random: Random) -> str:
        return random.choices(self.texts, cum_weights=self.cumulated)[0]


@dataclass(frozen=True, slots=True)
class Coarse:
    """So many pages are pictures too small for strokes: of their ideographs between `least` and `most` are
    misread, while digits are read as elsewhere."""

    share: float
    least: float
    most: float

    def draw(self, random: Random) -> float:
        """How many of one page's ideographs; mostly none."""
        return random.uniform(self.least, self.most) if random.random() < self.share else 0.0


@dataclass(frozen=True, slots=True)
class Noise:
    """What recognition does; `by_hand` multiplies the errors of handwritten lines. `width_rates` (TABLE_SIZE)
    say how often a character is read in its other width, which is no error and as frequent on good pages."""

    levels: Mapping[Level, Rates]
    readings: Mapping[str, Choice]
    anything: Mapping[Writing, Choice]
    insertions: Choice
    strays: Choice
    by_hand: float
    widths: Mapping[str, str]
    width_rates: Floats
    coarse: Coarse

    def of_a_page(self, random: Random) -> Rates:
        """Levels come as often as their shares say."""
        rates = list(self.levels.values())
        return random.choices(rates, [one.share for one in rates])[0]

    def read_for(self, character: str, random: Random) -> str:
        """What a character is taken for."""
        choice = self.readings.get(folded(character)) or self.anything[writing_of(character)]
        return choice.draw(random)


def writing_of(character: str) -> Writing:
    """`wide` are the full-width forms of what is in ASCII."""
    if character.isspace():
        return Writing.BLANK
    if 0xFF01 <= ord(character) <= 0xFF5E:
        return Writing.WIDE
    if character.isdigit():
        return Writing.DIGIT
    if ord(character) < LATIN_END:
        return Writing.LATIN if character.isalpha() else Writing.OTHER
    return Writing.IDEOGRAPH if character.isalpha() else Writing.OTHER


@cache
def fitted() -> Noise:
    """As it was measured."""
    return noise_of(FITTED.read_text("utf-8"))


def noise_of(text: str) -> Noise:
    """What a file such as noise.toml says."""
    told = tomllib.loads(text)
    characters = told["characters"]
    readings = _readings({one: entry.get("read_as", {}) for one, entry in characters.items()})
    factors = {
        name: {one: entry[name] for one, entry in characters.items()} for name in ("misread", "dropped")
    }
    return Noise(
        {Level(name): _rates(entry, factors) for name, entry in told["levels"].items()},
        {one: _choice(others) for one, others in readings.items() if others},
        _anything(readings),
        _choice(told["insertions"]),
        _choice(dict.fromkeys(told["strays"]["texts"], 1.0)),
        told["by_hand"]["factor"],
        {one: entry["width"] for one, entry in characters.items() if "width" in entry},
        _width_rates(characters),
        Coarse(**told["coarse"]),
    )


def _width_rates(characters: Mapping[str, Any]) -> Floats:
    rates = np.zeros(TABLE_SIZE, np.float32)
    for character, entry in characters.items():
        rates[ord(character)] = entry.get("width_rate", 0.0)
    return rates


def _rates(entry: Mapping[str, Any], factors: Mapping[str, Mapping[str, float]]) -> Rates:
    told = dict(entry)
    for name in ("misread", "dropped", "split"):
        told[name] = _by_code(told[name])
        for character, factor in factors.get(name, {}).items():
            told[name][ord(character)] *= factor
    for name in ("lost", "merged", "blank_between"):
        told[name] = np.array(told[name], np.float32)
    told["sides"] = tuple(Side(*side) for side in told["sides"])
    told["right_scores"], told["wrong_scores"] = tuple(told["right_scores"]), tuple(told["wrong_scores"])
    return Rates(**told)


def _by_code(rates: Mapping[str, float]) -> Floats:
    each = np.array([rates[one] for one in WRITINGS], np.float32)
    table: Floats = each[_writings()]
    return table


@cache
def ideographs() -> Floats:
    """One for each code point that is an ideograph, else zero."""
    found: Floats = (_writings() == WRITINGS.index(Writing.IDEOGRAPH)).astype(np.float32)
    return found


@cache
def _writings() -> NDArray[np.int8]:
    return np.array([WRITINGS.index(writing_of(chr(code))) for code in range(TABLE_SIZE)], np.int8)


def _readings(counted: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """What was counted, and look-alikes with a small weight each."""
    told = tomllib.loads(LOOK_ALIKES.read_text("utf-8"))
    weights: dict[str, dict[str, float]] = {}
    for group in told["groups"]:
        for one in group:
            weights.setdefault(one, {}).update((other, NOT_COUNTED) for other in group if other != one)
    for one, other in told["pairs"]:
        if one != other:
            weights.setdefault(one, {})[other] = NOT_COUNTED
    for one, others in counted.items():
        known = weights.setdefault(one, {})
        for other, count in others.items():
            known[other] = known.get(other, 0.0) + count
    return weights


def _anything(readings: Mapping[str, Mapping[str, float]]) -> dict[Writing, Choice]:
    """For characters that nothing is known of: what others of their class are read as."""
    pools: dict[Writing, dict[str, float]] = {writing: {"": 1.0} for writing in WRITINGS}
    for one, others in readings.items():
        pool = pools[writing_of(one)]
        for text, weight in others.items():
            pool[text] = pool.get(text, 0.0) + weight
    return {writing: _choice(pool) for writing, pool in pools.items()}


def _choice(weights: Mapping[str, float]) -> Choice:
    return Choice(tuple(weights), tuple(accumulate(weights.values())))


def length_bins(lines: Sequence[PrintedLine]) -> NDArray[np.int64]:
    """Zero for a line without a letter or digit, such as leaders; else from one on which of LENGTHS."""
    lengths = [len(line.text) if any(map(str.isalnum, line.text)) else 0 for line in lines]
    return np.searchsorted((0, *LENGTHS), lengths).astype(np.int64)


def gap_bin(gaps: Floats) -> NDArray[np.int64]:
    """Which of GAPS, or beyond."""
    return np.searchsorted(GAPS, gaps).astype(np.int64)
