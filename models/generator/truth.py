"""What a page says: worked out of the pieces that are still to be seen on it."""

from collections.abc import Iterable
from decimal import Decimal

from domain.checkup.reading import ReadingField
from models.generator.figures import normal
from models.generator.marked import WHOLE, Piece
from models.labels import Label

Values = dict[ReadingField, str]


def truth_of(pieces: Iterable[Piece]) -> tuple[Values, tuple[Values, ...]]:
    """Fields of the whole and of the rows, in the rows' order."""
    by_row: dict[int, Values] = {}
    parts: dict[int, Decimal] = {}
    for piece in pieces:
        if piece.label is None:
            continue
        values = by_row.setdefault(piece.row, {})
        if piece.label is Label.USAGE_PART:
            parts[piece.row] = parts.get(piece.row, Decimal(0)) + Decimal(piece.value)
        elif piece.label is Label.PERIOD_MONTHS:
            values[ReadingField.PERIOD_START], values[ReadingField.PERIOD_END] = piece.value.split("/")
        else:
            values[ReadingField(piece.label.value)] = piece.value
    for row, total in parts.items():
        by_row[row].setdefault(ReadingField.USAGE, normal(total))
    whole = by_row.pop(WHOLE, {})
    rows = tuple(by_row[row] for row in sorted(by_row))
    if len(rows) == 1 and all(whole.get(field, value) == value for field, value in rows[0].items()):
        # Of several rows one is left to be seen, and nothing tells it from the whole.
        return {**rows[0], **whole}, ()
    return whole, rows
