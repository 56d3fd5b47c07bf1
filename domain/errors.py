"""Refusals: every way in which a rule can say no, as typed errors with stable codes."""

from string import Formatter
from typing import ClassVar

REFUSALS: dict[str, type["DomainError"]] = {}


class DomainError(Exception):
    """A refusal by a rule. Subclasses carry a stable `code`, the `rule`, and both messages.

    The fields that the messages name are given as keyword arguments.
    """

    code: ClassVar[str]
    rule: ClassVar[str]
    zh: ClassVar[str]
    en: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if cls.code in REFUSALS:
            raise ValueError(f"refusal code {cls.code} is used twice")
        REFUSALS[cls.code] = cls

    def __init__(self, **fields: object) -> None:
        wanted = {name for _, name, _, _ in Formatter().parse(self.zh + self.en) if name}
        if wanted != set(fields):
            raise TypeError(f"{self.code} takes {sorted(wanted)}, got {sorted(fields)}")
        self.fields = {name: str(value) for name, value in fields.items()}
        super().__init__(self.en.format(**self.fields))

    @property
    def message_zh(self) -> str:
        return self.zh.format(**self.fields)

    @property
    def message_en(self) -> str:
        return self.en.format(**self.fields)
