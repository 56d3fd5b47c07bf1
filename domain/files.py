"""A stored file as the domain knows it: where it lies and what it equals, never its bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileRef:
    """`address` is the SHA-256 of the ciphertext, `mark` a keyed HMAC of the plaintext, `size` in bytes."""

    address: str
    mark: str
    size: int
    media_type: str
