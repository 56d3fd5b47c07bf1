"""The papers of a case: which are due, and that each is noted once it is stored (R32, R34)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from domain.decision import Decision, writes
from domain.enrolment.commands import NotePaper, PaperKind
from domain.enrolment.events import EnrolmentEvent, Outcome, PaperOmitted, PaperStored
from domain.enrolment.state import Case, EnrolmentState, FeeDue, Over, Paper, Unregistered
from domain.files import FileRef


@dataclass(frozen=True, slots=True)
class PendingPaper:
    """A paper that is due and neither stored nor left out."""

    kind: PaperKind
    of: str


def pending_papers(state: EnrolmentState) -> tuple[PendingPaper, ...]:
    """What the case owes on paper."""
    standing = _standing(state)
    return tuple(PendingPaper(kind, of) for kind, of in _due(state).items() if kind not in standing)


def stored_papers(state: EnrolmentState) -> Mapping[PaperKind, FileRef]:
    """The papers that stand: not the statement of a payment that came back."""
    return {kind: paper.file for kind, paper in _standing(state).items() if paper.file is not None}


def note_paper(state: EnrolmentState, asked: NotePaper, enrolment: UUID) -> Decision:
    """The paper is there, or will never be; nothing where it is no longer due."""
    if PendingPaper(asked.paper, asked.of) not in pending_papers(state):
        return ()
    if asked.file is None:
        return writes(enrolment, PaperOmitted(asked.paper, asked.of))
    return writes(enrolment, PaperStored(asked.paper, asked.of, asked.file))


def with_paper(case: Case, happened: EnrolmentEvent) -> Case:
    """The case after an event that stores a paper or leaves it out; the same case after any other."""
    match happened:
        case PaperStored(kind, of, file):
            return replace(case, papers={**case.papers, kind: Paper(of, file)})
        case PaperOmitted(kind, of):
            return replace(case, papers={**case.papers, kind: Paper(of, None)})
        case _:
            return case


def _standing(state: EnrolmentState) -> Mapping[PaperKind, Paper]:
    known = {} if isinstance(state, Unregistered) else state.case.papers
    due = _due(state)
    return {kind: paper for kind, paper in known.items() if due.get(kind) == paper.of}


def _due(state: EnrolmentState) -> Mapping[PaperKind, str]:
    """For each kind that the case has come to: the number, or the batch that paid."""
    if not isinstance(state, FeeDue | Over) or state.certificate is None:
        return {}
    due = {PaperKind.CERTIFICATE: state.certificate}
    if isinstance(state, Over) and state.outcome is Outcome.PAID:
        due[PaperKind.STATEMENT] = str(state.batch)
    return due
