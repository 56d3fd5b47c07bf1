"""Which bills a set holds: as many of each kind and of each of its families, at every level."""

import hashlib
import importlib
import json
import pkgutil
from dataclasses import dataclass
from functools import cache
from random import Random

from domain.checkup.reading import BillKind
from tests.bills import families
from tests.bills.drawn import FAMILIES, DrawnBill, Family
from tests.bills.photographing import Level

# Every tenth of the set: three scans, four photographs, three hard ones.
LEVELS = (Level.SCAN,) * 3 + (Level.PHOTO,) * 4 + (Level.HARD,) * 3


@dataclass(frozen=True, slots=True)
class Posed:
    """A bill of the set, the level of its picture and the seed that the picture is taken with."""

    bill: DrawnBill
    level: Level
    seed: str

    @property
    def truth(self) -> dict[str, object]:
        """Its entry in truths.json."""
        told: dict[str, object] = {
            "kind": self.bill.kind,
            "family": self.bill.family,
            "level": self.level,
            "values": self.bill.values,
            "rows": self.bill.rows,
            "coded": self.bill.coded,
            "handwritten": self.bill.page.handwritten,
        }
        plain = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
        return {**told, "sha256": hashlib.sha256(plain).hexdigest()}


@cache
def all_families() -> tuple[Family, ...]:
    """The families of every module below `families`, in order of kind and name."""
    for module in pkgutil.iter_modules(families.__path__, f"{families.__name__}."):
        importlib.import_module(module.name)
    return tuple(sorted(FAMILIES, key=lambda one: (one.kind, one.name)))


def bill_set(count: int, seed: int, *, development: bool = False) -> list[Posed]:
    """`count` bills: kinds in turn, and of each kind its families in turn, each with values of its own."""
    chosen = [one for one in all_families() if one.development == development]
    by_kind = {kind: [one for one in chosen if one.kind == kind] for kind in BillKind}
    kinds = [kind for kind in BillKind if by_kind[kind]]
    posed = []
    for number in range(count):
        turn, place = divmod(number, len(kinds))
        of_kind = by_kind[kinds[place]]
        design = of_kind[turn % len(of_kind)]
        bill = design.draw(Random(f"{seed}/{number}"))
        level = _levels(f"{seed}/{kinds[place]}/{turn // len(LEVELS)}")[turn % len(LEVELS)]
        posed.append(Posed(bill, level, f"{seed}/{number}/picture"))
    return posed


def _levels(seed: str) -> list[Level]:
    # Shuffled, or a kind of five families would show each of them at two levels only.
    return Random(seed).sample(LEVELS, len(LEVELS))
