"""Who made a list (R27), and replacing a letter that a reviewer objected to (R28)."""

from uuid import UUID

from domain.checkup import state as checkup
from domain.checkup.opening import opening
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import AttachLetter
from domain.enrolment.consents import check_letter
from domain.enrolment.drafting import listed
from domain.enrolment.events import LetterAttached
from domain.enrolment.state import Case, Live, Over
from domain.event import Cause


def made_by(cause: Cause) -> UUID:
    """Whoever is behind the command that brings a letter, or what is declared of a firm."""
    return cause.actor.person or cause.actor.account


def makers_of_list(case: Case) -> frozenset[UUID]:
    """The trainee, and everyone who entered a firm or attached a letter: none of them checks it (R27)."""
    firms = case.firms.values()
    letters = {firm.letter_by for firm in firms if firm.letter_by is not None}
    return frozenset({case.trainee.person}).union(letters, *(firm.entered_by for firm in firms))


def is_asked_for(state: Live | Over, ubn: str, around: Circumstances) -> bool:
    """Whether the firm's returned checkup has a finding on its letter."""
    filled = around.checkups.get(ubn)
    if ubn not in state.case.firms or not isinstance(filled, checkup.Returned):
        return False
    returned = filled.content.returned
    return returned is not None and opening(returned).letter


def replace_letter(state: Live | Over, asked: AttachLetter, around: Circumstances) -> Decision:
    """The letter of a returned checkup is mended; whoever reviews the resubmission looks at it."""
    firm = listed(state.case, asked.ubn)
    if firm.letter is not None and firm.letter.mark == asked.letter.mark:
        return ()
    check_letter(state.case, asked.ubn, asked.letter)
    attached = LetterAttached(asked.ubn, asked.letter, made_by(around.cause))
    return writes(around.enrolment, attached)
