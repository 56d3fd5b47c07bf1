"""Which printed character each recognised one was, by the cheapest way from the one text to the other."""

import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import cache

# What steps cost: a blank is easily lost or read where none is, and width is no difference.
SUBSTITUTED = 1.0
SAME_BUT_FOR_WIDTH = 0.05
INSERTED = 0.9
BLANK = 0.1
NOT_ITS_OWN = 0.2


class Wanted(Enum):
    """How sure it is that a printed character belongs to a line; the value is what leaving it out costs."""

    SURELY = 0.9
    LIKELY = 0.5
    PERHAPS = 0.0


def matched(printed: str, wanted: Sequence[Wanted], read: str) -> list[int | None]:
    """For each character of `read` its place in `printed`, None for what nothing there explains."""
    if printed == read and Wanted.PERHAPS not in wanted:
        return list(range(len(read)))
    return _way_back(printed, wanted, read, _costs(printed, wanted, read))


@cache
def folded(character: str) -> str:
    """Without the difference between full and half width."""
    return unicodedata.normalize("NFKC", character)


def _costs(printed: str, wanted: Sequence[Wanted], read: str) -> list[list[float]]:
    """Cheapest ways from the first so many characters of `printed` to the first so many of `read`."""
    table = [[0.0]]
    for one in read:
        table[0].append(table[0][-1] + _insertion(one))
    for place, character in enumerate(printed):
        above = table[-1]
        leaving = _deletion(character, wanted[place])
        row = [above[0] + leaving]
        for column, one in enumerate(read):
            row.append(
                min(
                    above[column] + _substitution(character, wanted[place], one),
                    above[column + 1] + leaving,
                    row[column] + _insertion(one),
                )
            )
        table.append(row)
    return table


def _way_back(
    printed: str, wanted: Sequence[Wanted], read: str, table: list[list[float]]
) -> list[int | None]:
    places: list[int | None] = [None] * len(read)
    row, column = len(printed), len(read)
    while row and column:
        here = table[row][column]
        character, one = printed[row - 1], read[column - 1]
        if here == table[row - 1][column - 1] + _substitution(character, wanted[row - 1], one):
            row, column = row - 1, column - 1
            places[column] = row
        elif here == table[row - 1][column] + _deletion(character, wanted[row - 1]):
            row -= 1
        else:
            column -= 1
    return places


def _substitution(printed: str, wanted: Wanted, read: str) -> float:
    extra = NOT_ITS_OWN if wanted is Wanted.PERHAPS else 0.0
    if printed == read:
        return extra
    if folded(printed) == folded(read):
        return extra + SAME_BUT_FOR_WIDTH
    return extra + SUBSTITUTED + (BLANK if printed.isspace() != read.isspace() else 0.0)


def _deletion(printed: str, wanted: Wanted) -> float:
    return min(BLANK, wanted.value) if printed.isspace() else wanted.value


def _insertion(read: str) -> float:
    return BLANK if read.isspace() else INSERTED
