"""A value that only the holder of its person's key can read (design: sealed at the edge)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sealed:
    """Personal text under the key of `person`; `nonce` and `ciphertext` are base64."""

    person: UUID
    nonce: str
    ciphertext: str
