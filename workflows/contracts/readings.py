"""What the checkup's workflow and the readers of its bills say to each other."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from workflows.contracts.files import StoredFile


@dataclass(frozen=True, slots=True)
class ReadBillRequest:
    """Read this file; its who-words are sealed under the key of `person`."""

    bill: UUID
    person: UUID
    file: StoredFile


@dataclass(frozen=True, slots=True)
class BillResult:
    """The reading as plain JSON values; or, where there can be none, a code with its fields."""

    reading: dict[str, Any] | None
    code: str = ""
    fields: dict[str, str] = field(default_factory=dict)
