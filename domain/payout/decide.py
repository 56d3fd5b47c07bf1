"""The payout batch's decider: every command, in the stages that take it."""

from typing import assert_never

from domain.decision import Decision
from domain.payout.circumstances import Circumstances
from domain.payout.commands import (
    ApproveBatch,
    ApproveReversal,
    ConfirmPayments,
    ImportConfirmation,
    NotePaymentFile,
    PayoutCommand,
    ProposeBatch,
    ProposeReversal,
    RejectBatch,
    RejectReversal,
)
from domain.payout.confirming import confirm, import_file
from domain.payout.proposing import approve, note_file, propose, reject
from domain.payout.reversing import approve_reversal, propose_reversal, reject_reversal
from domain.payout.state import PayoutState


def decide(state: PayoutState, asked: PayoutCommand, around: Circumstances) -> Decision:
    """The writes on the batch, its cases and its payees' days, in one save; refuses with a `DomainError`."""
    match asked:
        case ProposeBatch():
            return propose(state, asked, around)
        case ApproveBatch():
            return approve(state, around)
        case RejectBatch():
            return reject(state, around)
        case NotePaymentFile():
            return note_file(state, asked, around)
        case ConfirmPayments():
            return confirm(state, asked, around)
        case ImportConfirmation():
            return import_file(state, asked, around)
        case _:
            return _reverse(state, asked, around)


def _reverse(
    state: PayoutState, asked: ProposeReversal | ApproveReversal | RejectReversal, around: Circumstances
) -> Decision:
    match asked:
        case ProposeReversal():
            return propose_reversal(state, asked, around)
        case ApproveReversal():
            return approve_reversal(state, asked, around)
        case RejectReversal():
            return reject_reversal(state, asked, around)
        case _:
            assert_never(asked)
