"""Events and commands as canonical JSON, and back, strictly typed."""

import dataclasses
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from domain.event import COMMAND_TYPES, EVENT_TYPES, Cause
from store.shapes import require_decodable

Fields = dict[str, Any]
Upcaster = Callable[[Fields], tuple[str, Fields]]
_UPCASTERS: dict[str, Upcaster] = {}
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
_STORED_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


class CodecError(Exception):
    """A value that cannot be stored, or stored bytes that do not have the type they name."""


def upcasts(old: str) -> Callable[[Upcaster], Upcaster]:
    """Register a function from the fields of event or command `old` to a newer name and its fields."""

    def register(upcaster: Upcaster) -> Upcaster:
        if old in _UPCASTERS:
            raise ValueError(f"{old} is upcast twice")
        _UPCASTERS[old] = upcaster
        return upcaster

    return register


def to_bytes(event: object) -> bytes:
    """Canonical JSON of an event's fields; CodecError for a type that is not registered."""
    _registered(EVENT_TYPES, "TOPIC", event)
    return _dumps(_plain(event))


def from_bytes(topic: str, content: bytes) -> Any:
    """The event that `to_bytes` wrote under `topic`, upcast to today's type."""
    return _decode(EVENT_TYPES, topic, content)


def command_to_bytes(command: object) -> bytes:
    """Canonical JSON of a command's fields; CodecError for a type that is not registered."""
    _registered(COMMAND_TYPES, "KIND", command)
    return _dumps(_plain(command))


def command_from_bytes(kind: str, content: bytes) -> Any:
    """The command that `command_to_bytes` wrote under `kind`, upcast to today's type."""
    return _decode(COMMAND_TYPES, kind, content)


def state_to_bytes(event: object, cause: Cause) -> bytes:
    """What the event store keeps: canonical JSON of `{"cause": …, "event": …}`."""
    _registered(EVENT_TYPES, "TOPIC", event)
    return _dumps({"event": _plain(event), "cause": _cause_bytes(cause)})


def state_from_bytes(topic: str, content: bytes) -> tuple[Any, Cause]:
    """The event and the cause that `state_to_bytes` wrote."""
    if topic not in _UPCASTERS and topic in EVENT_TYPES:
        stored = _validated(_stored_adapter(EVENT_TYPES[topic]), topic, content)
        return stored["event"], stored["cause"]
    fields = _loads(content)
    if set(fields) != {"event", "cause"}:
        raise CodecError(f"the stored state of {topic} is not an event and a cause")
    event, cause = (orjson.dumps(fields[name]) for name in ("event", "cause"))
    return _decode(EVENT_TYPES, topic, event), _typed(Cause, cause)


def plain(value: object) -> Any:
    """The JSON values of any value that events may hold."""
    return _plain(value)


def canonical(value: object) -> bytes:
    """Canonical JSON of any value that events may hold."""
    return _dumps(_plain(value))


@lru_cache(maxsize=64)
def _cause_bytes(cause: Cause) -> orjson.Fragment:
    # All events of a command share it.
    return orjson.Fragment(_dumps(_plain(cause)))


def _registered(types: Mapping[str, type[Any]], attribute: str, value: object) -> None:
    name = getattr(value, attribute, None)
    if name is None or types.get(name) is not type(value):
        raise CodecError(f"{type(value).__qualname__} is not the registered class of {name}")
    # What could not be read back must not be written.
    _adapter(type(value))


def _decode(types: Mapping[str, type[Any]], name: str, content: bytes) -> Any:
    # Bytes of today's type are validated as they are: only old ones are taken apart first.
    if name in _UPCASTERS:
        name, fields = _upcast(name, _loads(content))
        content = orjson.dumps(fields)
    if name not in types:
        raise CodecError(f"no class is registered under {name}")
    return _typed(types[name], content)


def _upcast(name: str, fields: Fields) -> tuple[str, Fields]:
    seen = {name}
    while upcaster := _UPCASTERS.get(name):
        name, fields = upcaster(fields)
        if name in seen:
            raise CodecError(f"the upcasters of {name} go round in a circle")
        seen.add(name)
    return name, fields


def _typed(cls: type[Any], content: bytes) -> Any:
    return _validated(_adapter(cls), cls.__qualname__, content)


def _validated(adapter: TypeAdapter[Any], name: str, content: bytes) -> Any:
    try:
        return adapter.validator.validate_json(content, strict=True, extra="forbid")
    except ValidationError as error:
        raise CodecError(f"stored fields do not fit {name}: {_causes(error)}") from None


def _causes(error: ValidationError) -> str:
    """Where and why, without the input: it may be personal."""
    return "; ".join(
        f"{'.'.join(map(str, each['loc']))}: {each['type']}" for each in error.errors(include_input=False)
    )


def _adapter(cls: type[Any]) -> TypeAdapter[Any]:
    if cls not in _ADAPTERS:
        require_decodable(cls)
        _ADAPTERS[cls] = TypeAdapter(cls)
    return _ADAPTERS[cls]


def _stored_adapter(cls: type[Any]) -> TypeAdapter[Any]:
    if cls not in _STORED_ADAPTERS:
        _adapter(cls)
        stored: Any = TypedDict("stored", {"event": cls, "cause": Cause})  # type: ignore[valid-type]
        _STORED_ADAPTERS[cls] = TypeAdapter(stored)
    return _STORED_ADAPTERS[cls]


def _loads(content: bytes) -> Fields:
    fields = orjson.loads(content)
    if not isinstance(fields, dict):
        raise CodecError("stored bytes are not a JSON object")
    return fields


def _dumps(plain: Any) -> bytes:
    try:
        return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise CodecError(str(error)) from None


def _plain(value: Any) -> Any:
    """The JSON form of a value, by its type."""
    kind = type(value)
    convert = _CONVERTERS.get(kind)
    if convert is None:
        convert = _CONVERTERS[kind] = _converter(kind)
    return convert(value)


def _converter(kind: type[Any]) -> Callable[[Any], Any]:
    """How values of a type are converted: found once, for events have thousands of values."""
    if issubclass(kind, NoneType | bool):
        return lambda value: value
    if issubclass(kind, Enum):
        return lambda value: _plain(value.value)
    for kinds, convert in _CONVERSIONS:
        if issubclass(kind, kinds):
            return convert
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        return lambda value: {name: _plain(getattr(value, name)) for name in names}
    raise CodecError(f"{kind.__qualname__} cannot be stored")


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise CodecError("a number that is not finite cannot be stored")
    return format(value, "f")


def _float(value: float) -> float:
    if not math.isfinite(value):
        raise CodecError("a number that is not finite cannot be stored")
    return value


def _instant(value: datetime) -> str:
    if value.utcoffset() is None:
        raise CodecError("a time without zone cannot be stored")
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {_plain(key): _plain(item) for key, item in value.items()}
    if any(not isinstance(key, str) for key in plain):
        raise CodecError("a mapping can only be stored if its keys are text")
    return plain


# A datetime is a date too, so it is asked for first.
_CONVERSIONS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (str, str),
    (int, int),
    (float, _float),
    (Decimal, _decimal),
    (datetime, _instant),
    (date, date.isoformat),
    (UUID, str),
    ((tuple, list), lambda items: [_plain(item) for item in items]),
    (frozenset, lambda items: sorted((_plain(item) for item in items), key=_dumps)),
    (Mapping, _mapping),
)
_CONVERTERS: dict[type[Any], Callable[[Any], Any]] = {}
