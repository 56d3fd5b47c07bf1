"""Keyset pages: a cursor is an opaque text that names the last row of the page before."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson

Row = TypeVar("Row")
MOST_ROWS = 500


class BadCursor(ValueError):
    """A cursor that no page of this list gave."""

    zh = "分頁游標無效，請由第一頁重新查詢。"
    en = "The page cursor is not valid; start from the first page."

    def __init__(self) -> None:
        super().__init__(f"{self.zh} / {self.en}")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows, and the cursor of the next page; None after the last row."""

    rows: tuple[Row, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Order:
    """A list's name and the types of the columns that it is ordered by; the last one is unique."""

    name: str
    kinds: tuple[type[int] | type[Decimal] | type[datetime] | type[UUID] | type[str], ...]

    def cursor(self, keys: Sequence[Any]) -> str:
        """The cursor behind the row with these keys."""
        content = orjson.dumps([self.name, *(_text(key) for key in keys)])
        return base64.urlsafe_b64encode(content).decode().rstrip("=")

    def keys(self, cursor: str) -> list[Any]:
        """The keys that a cursor names; BadCursor."""
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            content = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            name, *texts = content
            if name != self.name:
                raise BadCursor
            return [_KINDS[kind](text) for kind, text in zip(self.kinds, texts, strict=True)]
        except (binascii.Error, ValueError, TypeError, AttributeError, OverflowError):
            raise BadCursor from None


def page_of(rows: Sequence[Row], limit: int, order: Order, keys: Sequence[Sequence[Any]]) -> Page[Row]:
    """A page of at most `limit` rows, of which one more was asked for to see whether it is the last."""
    more = len(rows) > limit
    return Page(tuple(rows[:limit]), order.cursor(keys[limit - 1]) if more else None)


def bounded(limit: int) -> int:
    """The limit, at least 1 and at most MOST_ROWS."""
    return max(1, min(limit, MOST_ROWS))


def _text(key: Any) -> str:
    return key.isoformat() if isinstance(key, datetime) else str(key)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise BadCursor
    return instant.astimezone(UTC)


def _number(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**63:
        raise BadCursor
    return number


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadCursor from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise BadCursor
    return number


_KINDS: dict[type, Any] = {int: _number, Decimal: _decimal, datetime: _instant, UUID: UUID, str: str}
