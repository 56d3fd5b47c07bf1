"""Documents for people: sealed words are opened, and keyed marks left out."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from api.services import Services
from domain.sealed import Sealed

_SEALED = frozenset({"person", "nonce", "ciphertext"})
_FILE = frozenset({"address", "mark", "size", "media_type"})


def opened(services: Services, document: Any) -> Any:
    """The JSON value with its sealed words in clear; None for those of a forgotten person."""
    sealed = dict.fromkeys(_sealed_in(document))
    texts = services.person_keys.open_all(list(sealed)) if sealed else []
    return _shown(document, dict(zip(sealed, texts, strict=True)))


def _sealed_in(value: Any) -> Iterator[Sealed]:
    if isinstance(value, dict):
        if value.keys() == _SEALED:
            yield _sealed(value)
        else:
            for inner in value.values():
                yield from _sealed_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sealed_in(inner)


def _shown(value: Any, texts: dict[Sealed, str | None]) -> Any:
    if isinstance(value, list):
        return [_shown(inner, texts) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == _SEALED:
        return texts[_sealed(value)]
    kept = _FILE - {"mark"} if value.keys() == _FILE else value.keys()
    return {name: _shown(value[name], texts) for name in value if name in kept}


def _sealed(value: dict[str, str]) -> Sealed:
    return Sealed(UUID(value["person"]), value["nonce"], value["ciphertext"])
