"""The words of `words/*.toml`, as they stand there."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from domain.checkup.reading import BillKind


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("models.generator").joinpath(f"words/{name}.toml").read_text("utf-8"))


FIELDS: Final = _table("fields")
PARTS: Final = _table("parts")
NAMES: Final = _table("names")
NUMBERS: Final = _table("numbers")
UTILITY: Final = _table("utility")
DAYS: Final = _table("days")
DISTRACTORS: Final = _table("distractors")
CHARGES: Final = _table("charges")
HEADINGS: Final = _table("headings")
NOTES: Final = _table("notes")
PRODUCTS: Final = _table("products")
SALES: Final = _table("sales")
PAPERS: Final = _table("papers")
POWER: Final = _table("power")
WORKS: Final = _table("works")
DRAWERS: Final = _table("drawers")
ENERGY: Final = _table("energy")
METERED: Final = _table("metered")
PADS: Final = _table("pads")
REQUESTS: Final = _table("requests")
TRADES: Final = _table("trades")
LICENCES: Final = _table("licences")
TOLD: Final = _table("told")
PIPES: Final = _table("pipes")
OIL: Final = _table("oil")
# What slots with an @ are filled with.
SLOT_WORDS: Final = {
    **DISTRACTORS["words"],
    **PAPERS["words"],
    **DRAWERS["words"],
    **LICENCES["words"],
    "mail": PADS["mails"]["places"],
    "name": PIPES["accounts"]["names"],
}


@cache
def wordings(key: str, kind: BillKind) -> Sequence[str]:
    """What a field is called on bills of a kind; those of its own come first."""
    table = FIELDS[key]
    own = table.get(kind.value, ())
    return (*own, *own, *table.get("any", ())) or tuple(table["english"])


@cache
def english(key: str) -> Sequence[str]:
    return tuple(FIELDS[key]["english"])


@cache
def notes(kind: BillKind) -> Sequence[str]:
    """Sentences for a kind, its own twice as often as those for any."""
    own = tuple(NOTES[kind.value]["lines"])
    return (*own, *own, *NOTES["any"]["lines"])
