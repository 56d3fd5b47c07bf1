"""Changes that people make to a case beside its usual way: what they ask, and what has happened then."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.deadline import Deadline, WindowKind
from domain.enrolment.commands import FirmEntry
from domain.event import Actor, command, event
from domain.firm import FirmProfile
from domain.quota_place import Place
from domain.sealed import Sealed
from domain.seat import Seat


@command("enrolment.swap_firm")
@dataclass(frozen=True, slots=True)
class SwapFirm:
    """The firm `ubn` leaves the list and another takes its turn (R14); only its trainee needs no reason."""

    ubn: str
    firm: FirmEntry
    reason: Sealed | None = None


@command("enrolment.withdraw_consent")
@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """The firm's owner has withdrawn consent, and an officer puts it on record (R15)."""

    ubn: str
    reason: Sealed


@command("enrolment.correct_firm")
@dataclass(frozen=True, slots=True)
class CorrectFirm:
    """What was declared of a listed firm was wrong; `profile` is how it is."""

    profile: FirmProfile
    reason: Sealed


@command("enrolment.propose_extension")
@dataclass(frozen=True, slots=True)
class ProposeExtension:
    """An officer proposes a later last day for a window (R30)."""

    kind: WindowKind
    last_day: date
    reason: Sealed


@command("enrolment.propose_reinstatement")
@dataclass(frozen=True, slots=True)
class ProposeReinstatement:
    """An officer proposes to take an ended case up again, with a window until `last_day` (R36)."""

    last_day: date
    reason: Sealed


@command("enrolment.propose_revocation")
@dataclass(frozen=True, slots=True)
class ProposeRevocation:
    """An officer proposes to revoke the certificate (R35)."""

    reason: Sealed


@command("enrolment.decide_proposal")
@dataclass(frozen=True, slots=True)
class DecideProposal:
    """Another officer's yes or no to what one has proposed."""

    task: UUID
    approved: bool
    reason: Sealed | None


@command("enrolment.decide_questioned_lapse")
@dataclass(frozen=True, slots=True)
class DecideQuestionedLapse:
    """An officer proposes reinstatement until `last_day`, or with None lets the lapse stand (R40)."""

    task: UUID
    last_day: date | None
    reason: Sealed


@command("enrolment.recount_windows")
@dataclass(frozen=True, slots=True)
class RecountWindows:
    """Told to each case once for each published calendar, whose version this is (R40)."""

    calendar: str


ChangeCommand = (
    SwapFirm
    | WithdrawConsent
    | CorrectFirm
    | ProposeExtension
    | ProposeReinstatement
    | ProposeRevocation
    | DecideProposal
    | DecideQuestionedLapse
    | RecountWindows
)


class Stage(StrEnum):
    """Where a reinstated case goes on."""

    APPLYING = "applying"
    LISTING = "listing"
    UPLOADING = "uploading"
    RESUBMITTING = "resubmitting"


@event("enrolment.consent_withdrawn.v1")
@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """The firm's data are no longer used; once approved, it still counts (R15)."""

    ubn: str


@event("enrolment.firm_corrected.v1")
@dataclass(frozen=True, slots=True)
class FirmCorrected:
    """`place` is the one that the firm has from now on, in the sector that it is in now."""

    profile: FirmProfile
    place: Place | None
    by: UUID | None = None


@event("enrolment.extension_proposed.v1")
@dataclass(frozen=True, slots=True)
class ExtensionProposed:
    task: UUID
    kind: WindowKind
    last_day: date
    by: Actor
    reason: Sealed


@event("enrolment.reinstatement_proposed.v1")
@dataclass(frozen=True, slots=True)
class ReinstatementProposed:
    task: UUID
    last_day: date
    by: Actor
    reason: Sealed


@event("enrolment.revocation_proposed.v1")
@dataclass(frozen=True, slots=True)
class RevocationProposed:
    task: UUID
    by: Actor
    reason: Sealed


@event("enrolment.proposal_decided.v1")
@dataclass(frozen=True, slots=True)
class ProposalDecided:
    task: UUID
    approved: bool
    reason: Sealed | None


@dataclass(frozen=True, slots=True)
class RestoredFirm:
    """A firm that comes back with the case, and the place that it is given now."""

    ubn: str
    place: Place | None


@event("enrolment.reinstated.v1")
@dataclass(frozen=True, slots=True)
class Reinstated:
    """The case lives again, with those of its firms that nobody else has taken since (R36).

    `seat` is the one that it is given now for the session that it waits for.
    """

    stage: Stage
    firms: tuple[RestoredFirm, ...]
    seat: Seat | None = None


@event("enrolment.certificate_revoked.v1")
@dataclass(frozen=True, slots=True)
class Revoked:
    certificate: str


@event("enrolment.lapse_questioned.v1")
@dataclass(frozen=True, slots=True)
class LapseQuestioned:
    """By a calendar published since, the window would have ended later than the case lapsed (R40)."""

    task: UUID
    deadline: Deadline


Proposed = ExtensionProposed | ReinstatementProposed | RevocationProposed
ChangeEvent = (
    ConsentWithdrawn
    | FirmCorrected
    | ExtensionProposed
    | ReinstatementProposed
    | RevocationProposed
    | ProposalDecided
    | Reinstated
    | Revoked
    | LapseQuestioned
)
