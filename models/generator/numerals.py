"""Days in Chinese numerals, as letters and seals write them."""

from datetime import date

from models.generator.dice import Dice

_SIGNS = "〇一二三四五六七八九"
_ERA = 1911


def numbered(number: int) -> str:
    """One to 999 as it is said: 25 is 二十五, 111 is 一百一十一."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    made = _SIGNS[hundreds] + "百" if hundreds else ""
    if tens:
        made += ("" if tens == 1 and not hundreds else _SIGNS[tens]) + "十"
    elif hundreds and ones:
        made += "零"
    return made + (_SIGNS[ones] if ones else "")


def day_in_numerals(dice: Dice, day: date) -> str:
    """A day of the Republic, its year digit by digit or as it is said."""
    year = day.year - _ERA
    digits = "".join(_SIGNS[int(digit)] for digit in str(year))
    if dice.chance(0.3):
        digits = digits.replace("〇", dice.choose(("零", "○")))
    told = numbered(year) if dice.chance(0.3) else digits
    gap = dice.choose(("", "", "", " "))
    parts = (told, "年", numbered(day.month), "月", numbered(day.day), "日")
    return dice.choose(("中華民國", "民國", "中華民國", "")) + gap + gap.join(parts)
