"""Sums in Chinese words."""

from typing import Final

DIGITS: Final = "零壹貳參肆伍陸柒捌玖"
_POWERS: Final = ("", "拾", "佰", "仟")
_MYRIADS: Final = ("", "萬", "億")


def in_words(number: int) -> str:
    """As cheques have it: 12045 is 壹萬貳仟零肆拾伍."""
    made, hole = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        power, myriad = _POWERS[place % 4], _MYRIADS[place // 4] if place % 4 == 0 else ""
        if digit:
            made += ("零" if hole else "") + DIGITS[digit] + power
        hole = not digit and bool(made)
        if myriad and number // 10**place % 10_000:
            made += myriad
    return made
