"""Read a parsed TOML or JSON document into frozen dataclasses: nothing unknown, nothing missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

Reason = tuple[str, str]
Check = Callable[[Any], Reason | None]
Table = TypeVar("Table")


class Wrong(Exception):
    """A key that cannot be read, its value, and the reason in zh-Hant and English."""

    def __init__(self, key: str, value: object, zh: str, en: str) -> None:
        super().__init__(f"{key} = {value}: {en}")
        self.key, self.value, self.zh, self.en = key, value, zh, en


def positive(value: int) -> Reason | None:
    return None if value > 0 else ("必須大於 0", "must be above 0")


def not_negative(value: int | Decimal) -> Reason | None:
    return None if value >= 0 else ("不得為負數", "must not be negative")


def share(value: Decimal) -> Reason | None:
    return None if 0 <= value <= 1 else ("必須介於 0 與 1 之間", "must lie between 0 and 1")


def not_empty(value: Sequence[object]) -> Reason | None:
    return None if value else ("不得為空", "must not be empty")


def descending(value: Sequence[int]) -> Reason | None:
    ordered = all(left > right for left, right in pairwise(value))
    return None if ordered else ("必須由大到小且不重複", "must descend without repeats")


def digits(length: int) -> Check:
    """A string of exactly so many digits; codes keep their leading zeros."""

    def check(value: str) -> Reason | None:
        right = len(value) == length and value.isascii() and value.isdigit()
        return None if right else (f"必須是 {length} 位數字的字串", f"must be a string of {length} digits")

    return check


def between(first: int, last: int) -> Check:
    def check(value: int) -> Reason | None:
        right = first <= value <= last
        return None if right else (f"必須介於 {first} 與 {last} 之間", f"must lie between {first} and {last}")

    return check


def one_of(*allowed: str | int) -> Check:
    """The values that this engine implements; any other is refused when the rules are read."""

    def check(value: str | int) -> Reason | None:
        names = "、".join(map(str, allowed)), ", ".join(map(str, allowed))
        return (
            None
            if value in allowed
            else (f"本系統只支援：{names[0]}", f"this engine supports only: {names[1]}")
        )

    return check


def read_table(
    kind: Callable[..., Table], value: object, key: str, given: Mapping[str, object] | None = None
) -> Table:
    """A dataclass from a table; the fields in `given` are not looked for. Raises `Wrong`.

    A field with a default may be missing: documents were published before it was known.
    """
    table, known = as_table(value, key), given or {}
    wanted = {name: hint for name, hint in _hints(kind).items() if name not in known}
    for name in table:
        if name not in wanted:
            raise Wrong(joined(key, str(name)), table[name], "不認得這個鍵", "unknown key")
    left_out = _with_default(kind) - set(table)
    read_fields = {
        name: read(hint, member(table, name, key), joined(key, name))
        for name, hint in wanted.items()
        if name not in left_out
    }
    return kind(**read_fields, **known)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def _with_default(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if field.default is not MISSING)


def read(kind: Any, value: object, key: str) -> Any:
    """A value of the annotated kind. Raises `Wrong` with its key."""
    origin = get_origin(kind)
    if origin is UnionType:
        return read(get_args(kind)[0], value, key)
    if origin is Annotated:
        return _checked(kind, value, key)
    if origin is tuple:
        return _tuple(get_args(kind), value, key)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind), value, key)
    if is_dataclass(kind) and isinstance(kind, type):
        return read_table(kind, value, key)
    return _enum(kind, value, key) if issubclass(kind, StrEnum) else _scalar(kind, value, key)


def joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def as_table(value: object, key: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Wrong(key, value, "必須是一個表", "must be a table")
    return value


def sole_list(document: Mapping[str, object], name: str) -> list[object]:
    """The list that is all a document has. Raises `Wrong`."""
    value = document.get(name)
    if set(document) != {name} or not isinstance(value, list):
        zh, en = "必須是一個列表，且文件沒有其他鍵", "must be a list, and the document's only key"
        raise Wrong(name, value or "", zh, en)
    return value


def keyed(listed: Sequence[Table], name: str, by: str) -> dict[str, Table]:
    """Each by one of its fields. Raises `Wrong` where two have the same."""
    found: dict[str, Table] = {}
    for place, one in enumerate(listed):
        key = getattr(one, by)
        if key in found:
            raise Wrong(f"{name}[{place}].{by}", key, "重複", "stands twice")
        found[key] = one
    return found


def member(table: Mapping[str, object], name: str, key: str) -> object:
    if name not in table:
        raise Wrong(joined(key, name), "", "缺少這個鍵", "missing key")
    return table[name]


def _checked(kind: Any, value: object, key: str) -> Any:
    inner, *checks = get_args(kind)
    result = read(inner, value, key)
    for check in checks:
        reason = check(result)
        if reason is not None:
            raise Wrong(key, value, *reason)
    return result


def _tuple(kinds: tuple[Any, ...], value: object, key: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise Wrong(key, value, "必須是一個列表", "must be a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise Wrong(key, value, f"必須有 {len(kinds)} 項", f"must have {len(kinds)} entries")
    return tuple(
        read(kind, item, f"{key}[{place}]")
        for place, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _mapping(kinds: tuple[Any, ...], value: object, key: str) -> dict[Any, Any]:
    table = as_table(value, key)
    return {
        read(kinds[0], name, key): read(kinds[1], item, joined(key, name)) for name, item in table.items()
    }


def _enum(kind: type[StrEnum], value: object, key: str) -> StrEnum:
    reason = one_of(*(member.value for member in kind))(str(value))
    if reason is not None:
        raise Wrong(key, value, *reason)
    return kind(str(value))


def _scalar(kind: type, value: object, key: str) -> Any:
    if kind is date:
        return _date(value, key)
    if kind is Decimal:
        return _decimal(value, key)
    # bool is a subclass of int: `firms = true` is a slip, not a one.
    if type(value) is not kind or value == "":
        raise Wrong(key, value, *_SCALARS[kind])
    return value


_SCALARS: dict[type, Reason] = {
    bool: ("必須是 true 或 false", "must be true or false"),
    int: ("必須是整數", "must be a whole number"),
    str: ("必須是非空白的字串", "must be a string that is not empty"),
}


def _date(value: object, key: str) -> date:
    """A date, or its ISO text as JSON carries it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and len(value) == len("2025-07-15"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong(key, value, "必須是日期（YYYY-MM-DD）", "must be a date (YYYY-MM-DD)")


def _decimal(value: object, key: str) -> Decimal:
    """A decimal from its text: a binary fraction would not be the printed rate."""
    try:
        if isinstance(value, str) and Decimal(value).is_finite():
            return Decimal(value)
    except InvalidOperation:
        pass
    raise Wrong(key, value, "必須是以字串寫成的十進位數", "must be a decimal written as a string")
