"""Every command of a payout batch, prepared so that it changes something, and what it comes to again."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from domain import payout
from domain.event import Actor
from domain.streams import derived
from tests.domain.made_up_cases import ENGINE, OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter, sealed

Asked = tuple[UUID, Any, Actor]
Step = tuple[Callable[[MadeUpCase], Any], Actor]
BATCH = derived("batch", 1)


def batch(*steps: Step, then: Callable[[MadeUpCase], Any], by: Actor) -> Callable[[World], Asked]:
    def prepared(world: World) -> Asked:
        case = applied(world).certified()
        for asked, actor in steps:
            world.ask(BATCH, asked(case), actor)
        return BATCH, then(case), by

    return prepared


def proposal(case: MadeUpCase) -> payout.ProposeBatch:
    return payout.ProposeBatch(case.world.programme.year, (case.id,))


def net(case: MadeUpCase) -> int:
    state: Any = case.world.batch(BATCH)
    return int(state.lines[case.id].net)


def confirmation(case: MadeUpCase) -> payout.ConfirmPayments:
    return payout.ConfirmPayments((payout.Confirmation(case.id, net(case), None),))


def bank_file(case: MadeUpCase) -> payout.ImportConfirmation:
    paid = payout.Confirmation(case.id, net(case), None, 2)
    return payout.ImportConfirmation(BATCH, (paid,), 1, paid.amount, 0, letter("bank file"))


def reversal(case: MadeUpCase) -> payout.ProposeReversal:
    kind = case.world.programme.payout.reversal_kinds[0].code
    return payout.ProposeReversal(case.id, kind, sealed(case.trainee.account, "paid by mistake"))


def approval(_: MadeUpCase) -> payout.ApproveBatch:
    return payout.ApproveBatch()


def file(_: MadeUpCase) -> payout.NotePaymentFile:
    return payout.NotePaymentFile(letter("file"), "0" * 64)


PROPOSED, APPROVED = (proposal, OFFICER), (approval, OTHER_OFFICER)
SENT = (PROPOSED, APPROVED, (file, ENGINE))
PAID = (*SENT, (confirmation, OFFICER))
REVERSING = (*PAID, (reversal, OFFICER))
PAYOUTS: Mapping[str, tuple[Callable[[World], Asked], str]] = {
    "payout.propose": (batch(then=proposal, by=OFFICER), ""),
    "payout.approve": (batch(PROPOSED, then=approval, by=OTHER_OFFICER), ""),
    "payout.reject": (batch(PROPOSED, then=lambda case: payout.RejectBatch(), by=OFFICER), ""),
    "payout.note_file": (batch(PROPOSED, APPROVED, then=file, by=ENGINE), ""),
    "payout.confirm": (batch(*SENT, then=confirmation, by=OFFICER), ""),
    "payout.import_confirmation": (batch(*SENT, then=bank_file, by=OFFICER), ""),
    "payout.propose_reversal": (batch(*PAID, then=reversal, by=OFFICER), ""),
    "payout.approve_reversal": (
        batch(*REVERSING, then=lambda case: payout.ApproveReversal(case.id), by=OTHER_OFFICER),
        "",
    ),
    "payout.reject_reversal": (
        batch(*REVERSING, then=lambda case: payout.RejectReversal(case.id), by=OFFICER),
        "reversal_unknown",
    ),
}
