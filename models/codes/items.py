"""What was sold, as both QR codes of an electronic invoice list it."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """One thing sold; a discount has a negative price."""

    name: str
    quantity: Decimal
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class Listed:
    """Items that were read, of `count` in all; `whole` if that is all of them and nothing is left over."""

    read: tuple[Item, ...]
    count: int
    whole: bool


# The seller's own characters, ten by the rule, are let be more or fewer: some issuers' are.
_TAIL = re.compile(rb":[^:]*:\d{1,4}:(?P<count>\d{1,4}):(?P<encoding>[0-2])(?::(?P<items>.*))?", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{0,6})?|-?\.[0-9]{1,6}")
_BASE_64 = b"2"
_PADDING = b" \0"


def listed(tail: bytes, right: bytes) -> Listed:
    """Of the left code what follows its head, of the right one what follows its stars."""
    said = _TAIL.fullmatch(tail)
    if said is None:
        return Listed((), 0, False)
    count, encoding = int(said["count"]), said["encoding"]
    here, there = (said["items"] or b"").strip(_PADDING), right.strip(_PADDING)
    ways = [_parsed(text, count) for text in _texts(here, there, encoding)]
    best = max(ways, key=lambda way: (way.whole, len(way.read)))
    return _with_plain_names(best) if encoding == _BASE_64 and b":" in here + there else best


def _texts(here: bytes, there: bytes, encoding: bytes) -> Iterator[str]:
    """Every way in which issuers divide the list between the codes: between items, or anywhere."""
    yield _decoded(here + b":" + there)
    yield _decoded(here + there)
    if encoding == _BASE_64:
        yield _decoded(_plain(here + there))
        yield _decoded(_plain(here) + b":" + _plain(there))
        yield _decoded(_plain(here) + _plain(there))


def _plain(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        return b""


def _decoded(text: bytes) -> str:
    """Big5 is hardly ever valid UTF-8 by chance, and issuers do not always write what they say they do."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp950", errors="replace")


def _parsed(text: str, count: int) -> Listed:
    """Items up to the first that is none."""
    words = [word.strip() for word in text.strip(":").split(":")]
    items: list[Item] = []
    for name, quantity, price in zip(words[0::3], words[1::3], words[2::3], strict=False):
        if not (_NUMBER.fullmatch(quantity) and _NUMBER.fullmatch(price)):
            break
        items.append(Item(name, Decimal(quantity), Decimal(price)))
    return Listed(tuple(items), count, len(items) == count and 3 * count == len(words))


def _with_plain_names(listed: Listed) -> Listed:
    """Some issuers put only the names in Base64, and then the list has its colons."""
    return replace(listed, read=tuple(replace(item, name=_plain_name(item.name)) for item in listed.read))


def _plain_name(name: str) -> str:
    try:
        return _plain(name.encode()).decode("utf-8") or name
    except UnicodeDecodeError:
        return name
