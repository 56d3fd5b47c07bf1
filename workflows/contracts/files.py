"""What workflows and activities say to each other about files that are made and stored."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaymentFileRequest:
    batch: UUID


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file's reference."""

    address: str
    mark: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class PaymentFile(StoredFile):
    """`sha256` is that of its bytes in clear, which the bank's answer names."""

    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """Make and store the case's paper of this kind; `of` is the certificate's number or the batch's id."""

    stream: UUID
    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class PaperMade:
    """Without a file the person whose name it would carry is forgotten."""

    file: StoredFile | None
