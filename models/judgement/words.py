"""The tables of `words.toml`, and the form in which words are compared."""

import tomllib
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from domain.checkup.reading import BillKind, FuelKind

_TABLES: Final = tomllib.loads(files("models.judgement").joinpath("words.toml").read_text("utf-8"))

DIGIT_SLIPS: Final[Mapping[str, str]] = _TABLES["slips"]["digits"]
LETTER_SLIPS: Final[Mapping[str, str]] = _TABLES["slips"]["letters"]
ALIKE: Final[Mapping[str, str]] = _TABLES["slips"]["alike"]
UNITS: Final[Mapping[str, str]] = {word: unit for unit, words in _TABLES["units"].items() for word in words}
DEGREES: Final[tuple[str, ...]] = tuple(_TABLES["degree"]["words"])
DEGREE_OF_KIND: Final[Mapping[BillKind, str]] = {
    kind: _TABLES["degree"][kind] for kind in BillKind if kind in _TABLES["degree"]
}
UNIT_OF_KIND: Final[Mapping[BillKind, str]] = {
    BillKind(kind): unit for kind, unit in _TABLES["unit_of_kind"].items()
}
# Words and the fuel that each tells, longest first; damaged ones after all whole ones.
FUELS: Final[tuple[tuple[str, FuelKind], ...]] = tuple(
    (word, FuelKind(fuel))
    for table in ("fuels", "fuels_damaged")
    for word, fuel in sorted(
        ((word, fuel) for fuel, words in _TABLES[table].items() for word in words),
        key=lambda pair: -len(pair[0]),
    )
)
CONTAINERS: Final[tuple[str, ...]] = tuple(_TABLES["containers"]["words"])
CURRENCY: Final[tuple[str, ...]] = tuple(_TABLES["currency"]["words"])
DISCOUNTS: Final[tuple[str, ...]] = tuple(_TABLES["discounts"]["words"])
SOLD_BY_STATIONS: Final[tuple[str, ...]] = tuple(_TABLES["stations"]["sell"])
NO_GOODS: Final[tuple[str, ...]] = tuple(_TABLES["no_goods"]["words"])
SELLING: Final[tuple[str, ...]] = tuple(_TABLES["firms"]["selling"])
BUYING: Final[tuple[str, ...]] = tuple(_TABLES["firms"]["buying"])
VENDOR_ENDINGS: Final[tuple[str, ...]] = tuple(_TABLES["vendors"]["endings"])
MISREAD_NAMES: Final[Mapping[str, str]] = _TABLES["vendors"]["misread"]
PAPERS: Final[tuple[str, ...]] = tuple(_TABLES["vendors"]["papers"])
SHOPS: Final[tuple[str, ...]] = tuple(_TABLES["vendors"]["shops"])
PROOF_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(words) for name, words in _TABLES["proofs"].items()
}
MONTHS: Final[Mapping[str, int]] = {name: place for place, name in enumerate(_TABLES["months"]["names"], 1)}

# NFKC leaves these apart; a recogniser writes one for another.
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−─ー", "-"),
        **dict.fromkeys("～〜∼", "~"),
        **dict.fromkeys("‧·•・。", "."),
        **dict.fromkeys("∕⁄\\", "/"),
        **dict.fromkeys("✕╳✖", "×"),
        **dict.fromkeys("，、", ","),
    }
)


def plain(text: str) -> str:
    """NFKC, without blanks, with one sign for each of dash, tilde, point, slash, comma and times."""
    joined = "".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())
    # An accent that stood by itself has found its letter.
    return unicodedata.normalize("NFKC", joined)


def level(text: str) -> str:
    """`text` with half forms and one sign for each, character for character: places stay."""
    forms = ((letter, unicodedata.normalize("NFKC", letter).translate(_SIGNS)) for letter in text)
    return "".join(form if len(form) == 1 else letter for letter, form in forms)


def mended(text: str, slips: Mapping[str, str]) -> str:
    """`text` with each slip replaced."""
    return "".join(slips.get(letter, letter) for letter in text)
