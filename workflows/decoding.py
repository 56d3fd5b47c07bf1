"""Stored events back as typed ones. Passed through the sandbox, so that its adapters are made once."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from domain import guild_year, imports, payout, session  # noqa: F401  registers their events
from domain.checkup import events as checkup_events  # noqa: F401
from domain.enrolment import events as enrolment_events  # noqa: F401
from domain.event import EVENT_TYPES
from workflows.contracts import StoredEvent


def decode(stored: StoredEvent) -> Any:
    """The typed event of a stored one."""
    return _adapter(stored.topic).validate_python(stored.body)


@cache
def _adapter(topic: str) -> TypeAdapter[Any]:
    return TypeAdapter(EVENT_TYPES[topic])
