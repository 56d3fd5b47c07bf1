"""Whose number a firm's is, where the words before it say otherwise than it seemed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from domain.checkup.reading import ReadingField
from domain.ubn import is_ubn
from models.judgement.mentions import Mention
from models.judgement.words import BUYING, SELLING

F = ReadingField
_FIRMS: Final = (F.SELLER_UBN, F.BUYER_UBN)
# What is left of the network's probability for a number that stands alone and unnamed.
_LONE: Final = 0.7


def both_firms(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each number by the word before it in its line, of two alike the other by what is left: where no word
    tells, the less likely one. A lone number that no word tells could be either's."""
    valid = [one for one in found if one.field in _FIRMS and one.value and is_ubn(one.value)]
    told = {one.value: field for one in valid if (field := _told(one))}
    values = {one.value for one in valid}
    if len(values) == 2 and len({one.field for one in valid}) == 1 and len(told) < 2:
        likeliest = max(valid, key=lambda one: one.probability)
        told = told or {likeliest.value: likeliest.field}
        (other,) = values - told.keys()
        told[other] = next(field for field in _FIRMS if field not in told.values())
    if len(values) == 1 and not told:
        return tuple(_doubted(one) if one in valid else one for one in found)
    return tuple(
        replace(one, field=told[one.value]) if one.field in _FIRMS and one.value in told else one
        for one in found
    )


def _doubted(one: Mention) -> Mention:
    return replace(one, probability=one.probability * _LONE)


def _told(one: Mention) -> ReadingField | None:
    """Whose number the words before it say that it is, if they do."""
    sells, buys = (any(word in one.before for word in words) for words in (SELLING, BUYING))
    return None if sells == buys else F.SELLER_UBN if sells else F.BUYER_UBN
