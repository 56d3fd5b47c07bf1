"""What the workflow of an import and its activities say to each other."""

from dataclasses import dataclass, field
from uuid import UUID

from workflows.contracts.files import StoredFile


@dataclass(frozen=True, slots=True)
class SettleRowsRequest:
    """Take the next trainees of an import to their outcomes, from number `first` on."""

    stream: UUID
    first: int


@dataclass(frozen=True, slots=True)
class FaultyRow:
    row: int
    codes: list[str]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class SettledRows:
    """What became of the rows of so many trainees; none while their commands are under way."""

    trainees: int = 0
    accepted: int = 0
    present: int = 0
    faults: list[FaultyRow] = field(default_factory=list)
    letters_attached: int = 0


@dataclass(frozen=True, slots=True)
class ImportResultRequest:
    stream: UUID


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The rows that were not taken, as a file; None if all were."""

    file: StoredFile | None
