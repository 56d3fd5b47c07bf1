"""Printed numbers: separators, currency, units, slips of recognition, and sums in Chinese words."""

import re
from decimal import Decimal
from typing import Final

from models.judgement.normalised import Normalised
from models.judgement.words import CONTAINERS, CURRENCY, DEGREES, DIGIT_SLIPS, UNITS, mended, plain

_MOST_DIGITS: Final = 15
_FILLING: Final = re.compile(r"[*#=':\"+_<>()\[\]]")
_AFFIXES: Final = "|".join(
    re.escape(word) for word in sorted((*CURRENCY, *UNITS, *DEGREES), key=len, reverse=True)
)
_BEFORE: Final = re.compile(f"^(?:{_AFFIXES})", re.IGNORECASE)
_AFTER: Final = re.compile(f"(?:{_AFFIXES})$", re.IGNORECASE)
_HELD_IN: Final = re.compile(f"(?:{'|'.join(CONTAINERS)})+$")
_NUMBER: Final = re.compile(r"-?\d[\d.,]*")
_GROUPED: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_TIMES: Final = re.compile(r"^([\d.,]+)([^\d×xX*]*)[×xX*]([\d.,]+)[^\d.,]*$")
# 20K, whose G is lost.
_CUT_SIZE: Final = re.compile(r"\d+k")

_CHINESE_DIGITS: Final = {
    **{sign: place for place, sign in enumerate("零壹貳參肆伍陸柒捌玖")},
    **{sign: place for place, sign in enumerate("〇一二三四五六七八九")},
    "叁": 3, "参": 3, "贰": 2, "陆": 6, "两": 2, "兩": 2,
}  # fmt: skip
_CHINESE_POWERS: Final = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_CHINESE_GROUPS: Final = {"萬": 10_000, "万": 10_000, "億": 100_000_000, "亿": 100_000_000}


def written(number: Decimal) -> str:
    """Without separators and without zeros behind the point."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def number(raw: str, *, money: bool = False) -> Normalised | None:
    """A number; of `money` three digits behind a point are thousands, and a leading 5 may be a `$`."""
    text = _FILLING.sub("", plain(raw))
    signed = "$" in text
    core, stripped = _without_affixes(text)
    found = _read(core, money=money)
    if found is None:
        counted = _chinese(core)
        return None if counted is None else Normalised(str(counted))
    if money and not signed:
        return _perhaps_signed(found, core, lettered=stripped.startswith("nt"))
    return found


def product(raw: str) -> Normalised | None:
    """What `20kg×6` comes to, which is how bottles are counted; without a sign for times nothing."""
    found = _TIMES.match(plain(raw))
    if not found:
        return None
    each, count = number(found[1]), number(found[3])
    if not each or not count:
        return None
    return Normalised(written(Decimal(each.value) * Decimal(count.value)), each.clean and count.clean)


def without_container(raw: str) -> str:
    """`20公斤桶` and `5桶` without what holds the gas."""
    return _HELD_IN.sub("", plain(raw))


def is_size(raw: str) -> bool:
    """Whether `20公斤桶` or `20kg` says how much each of several bottles holds."""
    text = plain(raw).lower()
    told = any(word in text for word, unit in UNITS.items() if unit == "kg")
    return not _TIMES.match(text) and (told or _CUT_SIZE.fullmatch(text) is not None)


def _without_affixes(text: str) -> tuple[str, str]:
    """The text without currency and units, and what was taken off its front, in small letters."""
    front = ""
    while found := _BEFORE.match(text):
        front, text = front + found[0].lower(), text[found.end() :]
    while (found := _AFTER.search(text)) and found.start() > 0:
        text = text[: found.start()]
    return text, front


def _read(text: str, *, money: bool) -> Normalised | None:
    slipped = mended(text, DIGIT_SLIPS)
    core = slipped.rstrip(".,-").lstrip(".,")
    digits = sum(letter.isdigit() for letter in text)
    if not _NUMBER.fullmatch(core) or sum(map(str.isdigit, core)) > _MOST_DIGITS or 2 * digits < len(text):
        return None
    sign, body = ("-", core[1:]) if core.startswith("-") else ("", core)
    readings = [written(Decimal(sign + reading)) for reading in _readings(body, money=money)]
    standard = core == text and bool(
        body.isdigit() or _GROUPED.fullmatch(body) or _pointed(body, money=money)
    )
    return Normalised(readings[0], standard, tuple(dict.fromkeys(readings[1:])))


def _pointed(body: str, *, money: bool) -> bool:
    """Plain digits with one point, where that is not a thousand's."""
    whole, _, rest = body.partition(".")
    return whole.isdigit() and rest.isdigit() and not (money and len(rest) == 3)


def _readings(body: str, *, money: bool) -> list[str]:
    """What digits with separators can mean, the likeliest first."""
    joined = re.sub("[.,]", "", body)
    last = max(body.rfind("."), body.rfind(","))
    if last < 0:
        return [joined]
    behind = len(body) - last - 1
    parted = f"{joined[:-behind]}.{joined[-behind:]}"
    several = body.count(body[last]) > 1
    if behind == 3 and (money or several or body[last] == ","):
        sure = bool(_GROUPED.fullmatch(body)) and (money or several)
        return [joined] if sure else [joined, parted]
    sure = body[last] == "." and not several and behind != 3
    return [parted] if sure else [parted, joined]


def _perhaps_signed(found: Normalised, core: str, *, lettered: bool) -> Normalised:
    """Beside what was read: the same without a first 5 that may have been a `$`."""
    digits = core.lstrip("-")
    if digits[:1] not in ("5", "S", "s") or len(digits) < 2 or not digits[1].isdigit() or digits[1] == "0":
        return found
    without = _read(digits[1:], money=True)
    if without is None:
        return found
    first = digits.partition(",")[0]
    # Four digits before a comma are none of a number.
    if "," in digits and len(first) == 4:
        return Normalised(without.value, False, (found.value, *found.alternatives))
    alternatives = (*found.alternatives, without.value)
    return Normalised(found.value, found.clean and not lettered, alternatives)


def _chinese(text: str) -> int | None:
    """A whole number in Chinese words, as 壹仟伍佰."""
    known = {**_CHINESE_DIGITS, **_CHINESE_POWERS, **_CHINESE_GROUPS}
    if len(text) < 2 or any(sign not in known for sign in text):
        return None
    total, group, digit = 0, 0, 0
    for sign in text:
        if sign in _CHINESE_GROUPS:
            total, group, digit = total + (group + digit) * _CHINESE_GROUPS[sign], 0, 0
        elif sign in _CHINESE_POWERS:
            group, digit = group + (digit or 1) * _CHINESE_POWERS[sign], 0
        else:
            digit = _CHINESE_DIGITS[sign]
    return total + group + digit
