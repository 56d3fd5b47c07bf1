"""Why a file cannot be read: a stable code, its fields, and the sentence in both languages."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

_WORDS: Final[Mapping[str, Mapping[str, str]]] = tomllib.loads(
    files(__package__).joinpath("refusals.toml").read_text("utf-8")
)
CODES: Final = frozenset(_WORDS)


class NotReadable(Exception):
    """A file that gives no pages, or no more of them; the sentences are those of refusals.toml."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.fields = {name: str(value) for name, value in fields.items()}
        self.zh, self.en = (_WORDS[code][tongue].format_map(self.fields) for tongue in ("zh", "en"))
        super().__init__(f"{self.zh} / {self.en}")
