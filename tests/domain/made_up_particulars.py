"""What made-up people bring along: sealed texts, letters, firms to list."""

from uuid import UUID

from domain.enrolment.commands import FirmEntry
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.sealed import Sealed


def sealed(person: UUID, text: str) -> Sealed:
    return Sealed(person, "", text)


def letter(name: object) -> FileRef:
    return FileRef(f"address {name}", f"mark {name}", 1_000, "application/pdf")


def entry(profile: FirmProfile, *, small: bool = True, signed: bool = True) -> FirmEntry:
    return FirmEntry(profile, small, letter(profile.ubn) if signed else None)
