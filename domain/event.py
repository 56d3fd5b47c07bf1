"""What an event is: a frozen dataclass with a stored name, and the cause it is recorded with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from domain.sealed import Sealed

EVENT_TYPES: dict[str, type[Any]] = {}
COMMAND_TYPES: dict[str, type[Any]] = {}
Kind = TypeVar("Kind", bound=type[Any])


def event(topic: str) -> Callable[[Kind], Kind]:
    """Give an event class its stored name, e.g. `enrolment.registered.v1`; the name never changes."""
    return lambda cls: _name(EVENT_TYPES, "TOPIC", topic, cls)


def command(kind: str) -> Callable[[Kind], Kind]:
    """Give a command class the name that its receipts carry, e.g. `enrolment.register`."""
    return lambda cls: _name(COMMAND_TYPES, "KIND", kind, cls)


def _name(registry: dict[str, type[Any]], attribute: str, name: str, cls: Kind) -> Kind:
    known = registry.get(name)
    if known is not None and known.__qualname__ != cls.__qualname__:
        raise ValueError(f"{name} already names {known.__qualname__}")
    setattr(cls, attribute, name)
    registry[name] = cls
    return cls


class Role(StrEnum):
    """Who may act (design §6); `engine` is a due timer or a reconciliation."""

    TRAINEE = "trainee"
    GUILD = "guild"
    REVIEWER = "reviewer"
    LEAD_REVIEWER = "lead_reviewer"
    OFFICER = "officer"
    AUDITOR = "auditor"
    ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Actor:
    """An account that acts, by opaque ids; `guild` only where the role belongs to one."""

    account: UUID
    role: Role
    person: UUID | None = None
    guild: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an event is there: the command, who gave it, and the first two of its three times.

    `received_at` is None where no one sent a command (a due timer). Instants are aware.
    """

    command: UUID
    actor: Actor
    received_at: datetime | None
    decided_at: datetime
    reason: Sealed | None = None

    @property
    def at(self) -> datetime:
        """The instant that rules judge by (R25, R39)."""
        return self.received_at or self.decided_at


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event as the store holds it."""

    stream: UUID
    version: int
    position: int
    event: Any
    cause: Cause
    recorded_at: datetime


def kind_of(asked: object) -> str:
    """The name that a command's receipts carry."""
    return str(getattr(type(asked), "KIND"))  # noqa: B009  set by the decorator, unknown to the checker


def topic_of(happened: object) -> str:
    """The stored name of an event."""
    return str(getattr(type(happened), "TOPIC"))  # noqa: B009  set by the decorator, unknown to the checker
