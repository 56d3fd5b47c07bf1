"""Made-up names and numbers with valid check digits."""

from collections.abc import Callable
from random import Random

from domain.national_id import is_national_id
from domain.ubn import is_ubn

COUNTIES = (
    "臺北市",
    "新北市",
    "桃園市",
    "臺中市",
    "臺南市",
    "高雄市",
    "彰化縣",
    "屏東縣",
    "宜蘭縣",
    "花蓮縣",
)
_SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴周"
_GIVEN = tuple(
    "怡君 志明 淑芬 俊宏 雅婷 建宏 美玲 家豪 佩珊 承翰 宜蓁 柏宇 靜宜 冠廷 詩涵 文雄 惠如 宗翰".split()  # noqa: SIM905
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
# Coprime to ten million, so that counted numbers look mixed and never meet.
_SPREAD = 7919


class People:
    """New people and firm numbers, none given out twice."""

    def __init__(self, chance: Random) -> None:
        self._names = [surname + given for surname in _SURNAMES for given in _GIVEN]
        chance.shuffle(self._names)
        self._chance, self._first = chance, chance.randrange(10_000_000)
        self._ubns = self._ids = 0

    def name(self) -> str:
        """A name; they come round again only after some hundreds."""
        self._names.append(found := self._names.pop(0))
        return found

    def national_id(self) -> str:
        """A 身分證字號."""
        self._ids += 1
        head = f"{self._chance.choice(_LETTERS)}{self._chance.choice('12')}{self._mixed(self._ids)}"
        return _checked(head, is_national_id)

    def ubn(self) -> str:
        """A 統一編號."""
        self._ubns += 1
        return _checked(self._mixed(self._ubns), is_ubn)

    def _mixed(self, number: int) -> str:
        return f"{(self._first + number * _SPREAD) % 10_000_000:07d}"


def _checked(head: str, is_valid: Callable[[str], bool]) -> str:
    return next(head + last for last in "0123456789" if is_valid(head + last))
