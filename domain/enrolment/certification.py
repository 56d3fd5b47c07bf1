"""The certificate, and the fee that goes with it or not (R20–R22, R32, R33)."""

from domain.certificate import CertificateIssued, certificate_number
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import DecideFirmFee
from domain.enrolment.drafting import after, listed
from domain.enrolment.ending import close_if_settled
from domain.enrolment.events import Certified, Ended, FirmFeeDecided, Outcome
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.state import Case, FeeDue, InReview, Progress
from domain.fee import fee_for
from domain.firm import FirmProfile
from domain.industry import Sector, sector_of
from domain.refusals import AmountNotAllowed, FeeAlreadyInBatch, FirmHasSectorFee
from domain.streams import certificate_stream
from domain.task import no_maker_checks


def certify(state: InReview, around: Circumstances) -> Decision:
    """Certify the trainee; the mix and the indicator firm decide the fee, not the certificate."""
    number = certificate_number(around.programme.year, around.enrolment)
    fee = fee_for(_approved(state.case), around.programme)
    missing = fee.missing if not fee.payable else ()
    issued = writes(certificate_stream(number), CertificateIssued(number, around.enrolment))
    decision = issued + writes(around.enrolment, Certified(number, fee.lines, fee.total, missing))
    if not missing:
        return (*decision, intend(Template.CERTIFIED, around))
    ended = Ended(Outcome.CERTIFIED_WITHOUT_FEE, missing)
    decision += writes(around.enrolment, ended)
    decision += (intend(Template.CERTIFIED_WITHOUT_FEE, around),)
    return decision + close_if_settled(after(state, decision, around), around)


def decide_firm_fee(state: FeeDue, asked: DecideFirmFee, around: Circumstances) -> Decision:
    """An officer sets the fee of a firm in neither sector, before the fee is in a batch (R21)."""
    no_maker_checks(around.cause, frozenset({state.case.trainee.person}))
    firm = listed(state.case, asked.ubn)
    if state.batch is not None:
        raise FeeAlreadyInBatch()
    if sector_of(firm.profile.industry, around.programme) is not Sector.NEITHER:
        raise FirmHasSectorFee(ubn=asked.ubn)
    most = around.programme.fees.other_max
    if not 0 <= asked.amount <= most:
        raise AmountNotAllowed(amount=asked.amount, most=most)
    if state.decided.get(asked.ubn) == asked.amount:
        return ()
    # The amounts as they were decided, for the lines may have been cut to the highest total.
    decided = {**state.decided, asked.ubn: asked.amount}
    fee = fee_for(_approved(state.case), around.programme, decided)
    return writes(around.enrolment, FirmFeeDecided(asked.ubn, asked.amount, fee.lines, fee.total))


def _approved(case: Case) -> tuple[FirmProfile, ...]:
    return tuple(firm.profile for firm in case.firms.values() if firm.progress is Progress.APPROVED)
