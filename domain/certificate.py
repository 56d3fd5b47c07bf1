"""A certificate's own stream: its number is issued once, and may be revoked (R32, R35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.event import event


@event("certificate.issued.v1")
@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """The stream of a certificate number holds this once."""

    number: str
    enrolment: UUID


@event("certificate.revoked.v1")
@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    number: str
    enrolment: UUID


class CertificateStatus(StrEnum):
    """What anybody may know of a number."""

    VALID = "valid"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


CertificateEvent = CertificateIssued | CertificateRevoked


def certificate_status(events: Iterable[CertificateEvent]) -> CertificateStatus:
    """What the stream of a number says of it."""
    status = CertificateStatus.UNKNOWN
    for happened in events:
        revoked = isinstance(happened, CertificateRevoked)
        status = CertificateStatus.REVOKED if revoked else CertificateStatus.VALID
    return status
