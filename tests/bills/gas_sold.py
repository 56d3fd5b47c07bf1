"""What gas costs: piped gas by the degree, bottled gas by the kilogram; and pieces of papers about it."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from string import ascii_uppercase

from domain.checkup.reading import ReadingField
from tests.bills.drawn import Entry
from tests.bills.made_up import rounded, with_tax

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Charge:
    """NT$ of one bill: `basic` and `energy` are with tax, `price` is of a degree."""

    basic: int
    price: Decimal
    energy: int

    @property
    def total(self) -> int:
        return self.basic + self.energy

    @property
    def tax(self) -> int:
        return with_tax(self.total)[1]


def charge(random: Random, usage: int, basic: tuple[int, int] = (80, 170), places: int = 2) -> Charge:
    """A charge for `usage` degrees, whose price has up to `places` behind the point."""
    price = rounded(random.uniform(11, 21), places)
    return Charge(random.randint(*basic), price, int(rounded(usage * price)))


@dataclass(frozen=True, slots=True)
class Bottles:
    """`count` bottles of `size` kg at NT$ `price` a kilogram."""

    size: int
    count: int
    price: Decimal

    @property
    def kilograms(self) -> int:
        return self.size * self.count

    @property
    def each(self) -> int:
        return int(self.size * self.price)

    @property
    def amount(self) -> int:
        return self.each * self.count


def bottles(random: Random, sizes: tuple[int, ...] = (16, 20, 50), most: int = 9) -> Bottles:
    """Some bottles; the price is so that each of them costs whole dollars."""
    price = Decimal(random.randint(67, 104)) / 2
    return Bottles(random.choice(sizes), random.randint(1, most), price)


def patterned(random: Random, pattern: str) -> str:
    """`pattern` with its d made digits and its L capital letters."""
    kinds = {"d": "0123456789", "L": ascii_uppercase}
    return "".join(random.choice(kinds[sign]) if sign in kinds else sign for sign in pattern)


def parted(entry: Entry, what: ReadingField, when: date, put: Callable[[str], str]) -> str:
    """A day of the Republic in a form that has 年, 月 and 日 printed, each number `put` before its own."""
    parts = (str(when.year - 1911), str(when.month), str(when.day))
    entry.note(what, when, *parts)
    return "".join(f" {put(part)} {sign}" for part, sign in zip(parts, "年月日", strict=True))


def english(when: date, form: str) -> str:
    """A date in English: B is the month, d and D the day, padded or bare, Y and y the year."""
    parts = {
        "B": MONTHS[when.month - 1],
        "d": f"{when.day:02d}",
        "D": str(when.day),
        "Y": str(when.year),
        "y": f"{when.year % 100:02d}",
    }
    return "".join(parts.get(sign, sign) for sign in form)


def boxed(escaped: str, count: int, ink: str, size_mm: float = 6) -> str:
    """Each sign in a box of its own, flush right in `count` boxes."""
    signs = html.unescape(escaped).rjust(count)
    style = (
        f"display:inline-block;width:{size_mm}mm;height:{size_mm * 1.25:.1f}mm;border:.25mm solid {ink};"
        f"margin-left:-.25mm;text-align:center;vertical-align:middle;line-height:{size_mm * 1.2:.1f}mm"
    )
    return "".join(f"<span style='{style}'>{html.escape(sign.strip())}</span>" for sign in signs)


def holes(height_mm: float, width_mm: float) -> str:
    """The holes down both sides of continuous paper, half an inch apart, and where the sides tear off."""
    hole = "position:absolute;width:4mm;height:4mm;border-radius:50%;background:#d9d6cf"
    places = [4.0 + 12.7 * number for number in range(int((height_mm - 6) / 12.7) + 1)]
    made = "".join(
        f"<i style='{hole};top:{top:.1f}mm;left:{left:.1f}mm'></i>"
        for top in places
        for left in (3.5, width_mm - 7.5)
    )
    tear = "position:absolute;top:0;border-left:.2mm dashed #aaa;height:100%"
    return f"{made}<i style='{tear};left:11mm'></i><i style='{tear};right:11mm'></i>"


def stripes() -> str:
    """Thin gaps across the ink, as the needles of a printer leave them."""
    return (
        "<i style='position:absolute;inset:0;background:repeating-linear-gradient(transparent 0 .26mm,"
        "rgba(255,255,255,.55) .26mm .35mm)'></i>"
    )
