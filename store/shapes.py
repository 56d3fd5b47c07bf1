"""Refuses types that JSON cannot tell apart, so that what was stored comes back as what it was."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import combinations, permutations
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

_TEXT = (str, UUID, Decimal, date, datetime)


class AmbiguousShape(TypeError):
    """A stored value of this type could be read back as another type."""


def require_decodable(cls: type[Any], _seen: set[Any] | None = None) -> None:
    """Raise AmbiguousShape unless every value of a dataclass has one reading.

    In a union each member has its own JSON kind, and dataclasses differ in the names of their fields
    or in a field of literals; Any, object and bytes are refused.
    """
    seen: set[Any] = set() if _seen is None else _seen
    if cls in seen:
        return
    seen.add(cls)
    if not dataclasses.is_dataclass(cls):
        raise AmbiguousShape(f"{cls.__qualname__} is not a dataclass")
    hints = get_type_hints(cls, include_extras=True)
    for field in dataclasses.fields(cls):
        for nested in _check(hints[field.name], f"{cls.__qualname__}.{field.name}"):
            require_decodable(nested, seen)


def _check(hint: Any, where: str) -> Iterator[type[Any]]:
    """Check one annotation and yield the dataclasses within it."""
    members = _members(hint)
    _tell_apart(members, where)
    for member in members:
        if isinstance(member, type) and dataclasses.is_dataclass(member):
            yield member
        elif get_origin(member) is not Literal:
            for inner in get_args(member):
                if inner is not Ellipsis:
                    yield from _check(inner, where)


def _members(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Annotated:
        return _members(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return tuple(member for each in get_args(hint) for member in _members(each))
    return (getattr(hint, "__supertype__", hint),)


def _tell_apart(members: tuple[Any, ...], where: str) -> None:
    for one, other in combinations([_kind(member, where) for member in members], 2):
        if one == other != "dataclass" or {one, other} == {"dataclass", "mapping"}:
            raise AmbiguousShape(f"{where}: two members of the union are both stored as {other}")
    records = [member for member in members if dataclasses.is_dataclass(member)]
    for stored, read in permutations(records, 2):
        if _fits(stored, read):
            raise AmbiguousShape(f"{where}: a stored {_name(stored)} reads as {_name(read)} too")


def _fits(one: Any, other: Any) -> bool:
    """Whether the stored fields of `one` would make an `other`."""
    stored = {field.name for field in dataclasses.fields(one)}
    known = {field.name for field in dataclasses.fields(other)}
    needed = {field.name for field in dataclasses.fields(other) if _is_needed(field)}
    return needed <= stored <= known and not _literals_differ(one, other, stored & known)


def _name(cls: Any) -> str:
    return str(cls.__qualname__)


def _is_needed(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _literals_differ(one: Any, other: Any, names: set[str]) -> bool:
    mine, theirs = get_type_hints(one), get_type_hints(other)
    return any(
        get_origin(mine[name]) is Literal
        and get_origin(theirs[name]) is Literal
        and not set(get_args(mine[name])) & set(get_args(theirs[name]))
        for name in names
    )


def _kind(member: Any, where: str) -> str:
    """The JSON kind that a member of a union is stored as."""
    origin = get_origin(member)
    if member in (None, NoneType):
        return "null"
    if origin is Literal:
        return _kind(type(get_args(member)[0]), where)
    cls = origin or member
    if not isinstance(cls, type) or cls in (object, bytes):
        raise AmbiguousShape(f"{where}: {member} does not say how it is read back")
    return _class_kind(cls, member, where)


def _class_kind(cls: type[Any], member: Any, where: str) -> str:
    if dataclasses.is_dataclass(cls):
        return "dataclass"
    if issubclass(cls, Enum):
        return _class_kind(type(next(iter(cls)).value), member, where)
    if issubclass(cls, Mapping):
        return "mapping"
    if issubclass(cls, bool):
        return "truth value"
    if issubclass(cls, (int, float)):
        return "number"
    if issubclass(cls, _TEXT):
        return "text"
    if issubclass(cls, (tuple, list, frozenset)):
        return "array"
    raise AmbiguousShape(f"{where}: {member} cannot be stored")
