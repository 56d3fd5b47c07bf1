"""A certificate's own stream: issued once, perhaps revoked, and what the public may know of it (R32, R35)."""

import base64
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.event import event
from domain.streams import derived

_LETTERS = 12
# Base 32 has neither 0 nor 1, and people write both for the letters that look like them.
_MISREAD = str.maketrans("01", "OI")
_BESIDE = re.compile(r"[\s\-‐–—―−]+")
_NUMBER = re.compile(rf"([1-9][0-9]{{2}})([A-Z2-7]{{{_LETTERS}}})")


class CertificateStatus(StrEnum):
    """All that the public is told of a number."""

    VALID = "valid"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@event("certificate.issued.v1")
@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """The stream of a certificate number holds this once."""

    number: str
    enrolment: UUID


@event("certificate.revoked.v1")
@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    """Two officers have taken the certificate back (R35); why is on the case, and not public."""

    number: str
    enrolment: UUID


CertificateEvent = CertificateIssued | CertificateRevoked


def certificate_status(events: Iterable[CertificateEvent]) -> CertificateStatus:
    """What the stream of a number says by now."""
    status = CertificateStatus.UNKNOWN
    for happened in events:
        issued = isinstance(happened, CertificateIssued)
        status = CertificateStatus.VALID if issued else CertificateStatus.REVOKED
    return status


def certificate_number(year: str, enrolment: UUID) -> str:
    """Year and twelve letters derived from the case: unique, and not to be guessed from another."""
    letters = base64.b32encode(derived("certificate-number", enrolment).bytes).decode()[:_LETTERS]
    return _printed(year, letters)


def normal_number(written: str) -> str | None:
    """The number as printed, however it was typed: case, blanks, hyphens, full width; None if it is none."""
    typed = _BESIDE.sub("", unicodedata.normalize("NFKC", written)).upper()
    found = _NUMBER.fullmatch(typed[:3] + typed[3:].translate(_MISREAD))
    return None if found is None else _printed(found[1], found[2])


def _printed(year: str, letters: str) -> str:
    return f"{year}-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
