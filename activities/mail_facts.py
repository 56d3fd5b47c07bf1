"""What a mail has to tell, read from its case's stream as it stood when the mail was decided on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.checkup.commands import Finding
from domain.deadline import Deadline
from domain.enrolment.events import FirmChecked
from domain.enrolment.evolve import evolve
from domain.enrolment.mail_events import MailIntended
from domain.enrolment.state import Applying, Case, EnrolmentState, FeeDue, ListedFirm, Over, Unregistered
from domain.sealed import Sealed
from store.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Facts:
    """`firms` as last known, those too that have left; `notes` of their last check, `findings` of a return.

    `training_left` are the parts of the training that are missing, as labels; `own` the programme's words.
    """

    mail: MailIntended
    case: Case
    firms: Mapping[str, ListedFirm]
    notes: Mapping[str, Sealed] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    training_left: tuple[str, ...] = ()
    certificate: str | None = None
    amount: int = 0
    no_fee_for: tuple[str, ...] = ()
    own: Vocabulary = field(default_factory=dict)

    @property
    def open_windows(self) -> tuple[Deadline, ...]:
        """The ends of the case's open windows, the first one first."""
        ends = (window.deadline for window in self.case.windows.values())
        return tuple(sorted(ends, key=lambda end: (end.due, end.kind)))


def facts_of(events: Sequence[Any], mail: UUID) -> Facts:
    """The facts of the mail that the stream intends; LookupError if it intends none of this id.

    Nothing that happened later is in it, so that a mail which waited says the same.
    """
    state: EnrolmentState = Unregistered()
    applying: Applying | None = None
    firms: dict[str, ListedFirm] = {}
    notes: dict[str, Sealed] = {}
    for event in events:
        state = evolve(state, event)
        assert not isinstance(state, Unregistered)
        firms |= state.case.firms
        applying = state if isinstance(state, Applying) else applying
        if isinstance(event, FirmChecked):
            _note(notes, event)
        if isinstance(event, MailIntended) and event.mail == mail:
            return _facts(event, state, applying, firms, notes)
    raise LookupError(f"the stream intends no mail {mail}")


def _note(notes: dict[str, Sealed], checked: FirmChecked) -> None:
    notes.pop(checked.ubn, None)
    if checked.note is not None:
        notes[checked.ubn] = checked.note


def _facts(
    mail: MailIntended,
    state: Any,
    applying: Applying | None,
    firms: Mapping[str, ListedFirm],
    notes: Mapping[str, Sealed],
) -> Facts:
    certified = isinstance(state, FeeDue | Over)
    return Facts(
        mail,
        state.case,
        firms,
        notes,
        training_left=_training_left(applying),
        certificate=state.certificate if certified else None,
        amount=state.total if certified else 0,
        no_fee_for=state.reasons if isinstance(state, Over) else (),
    )


def _training_left(applying: Applying | None) -> tuple[str, ...]:
    if applying is None:
        return ()
    parts = {
        "vetting": applying.vetted,
        "online_course": applying.online_course,
        "attendance": applying.attended is not None,
    }
    return tuple(part for part, done in parts.items() if not done)
