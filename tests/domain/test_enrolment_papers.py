"""The papers of a case: due by what it has come to, noted once, and none for a payment that came back."""

from uuid import UUID

from domain import payout
from domain.enrolment.agenda import is_told, pending_mails
from domain.enrolment.commands import NotePaper, PaperKind
from domain.enrolment.events import PaperOmitted, PaperStored
from domain.enrolment.mail_commands import NoteMailAccepted
from domain.enrolment.papers import PendingPaper, pending_papers, stored_papers
from domain.enrolment.state import Over
from domain.streams import derived
from tests import made_up
from tests.domain.made_up_cases import ENGINE, OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter
from tests.domain.specification import when

CERTIFICATE, STATEMENT = PaperKind.CERTIFICATE, PaperKind.STATEMENT


def paid(case: MadeUpCase, number: int = 1) -> UUID:
    """The case paid by a batch of its own."""
    batch = sent(case, number)
    case.world.ask(batch, payout.ConfirmPayments((confirmation(case, batch),)), OFFICER)
    return batch


def sent(case: MadeUpCase, number: int) -> UUID:
    batch, world = derived("batch", number), case.world
    world.ask(batch, payout.ProposeBatch(world.programme.year, (case.id,)), OFFICER)
    world.ask(batch, payout.ApproveBatch(), OTHER_OFFICER)
    world.ask(batch, payout.NotePaymentFile(letter("file")), ENGINE)
    return batch


def confirmation(case: MadeUpCase, batch: UUID, returned: str | None = None) -> payout.Confirmation:
    state = case.world.batch(batch)
    assert isinstance(state, payout.Sent)
    return payout.Confirmation(case.id, state.lines[case.id].net, returned)


def noted(case: MadeUpCase, kind: PaperKind, of: str) -> None:
    case.ask(NotePaper(kind, of, letter(of)), ENGINE)


def test_nothing_is_due_before_the_certificate(world: World) -> None:
    assert pending_papers(applied(world).in_review().state) == ()


def test_a_certified_case_owes_its_certificate_until_it_is_noted(world: World) -> None:
    case = applied(world).certified()
    number = case.state.certificate
    assert pending_papers(case.state) == (PendingPaper(CERTIFICATE, number),)
    asked = NotePaper(CERTIFICATE, number, letter("paper"))
    when(case, asked, ENGINE).then(PaperStored(CERTIFICATE, number, letter("paper")))
    assert stored_papers(case.state) == {CERTIFICATE: letter("paper")}
    when(case, asked, ENGINE).then_nothing()


def test_a_certificate_without_fee_is_on_paper_too(world: World) -> None:
    firms = made_up.firms(500, *[(made_up.NEITHER, False)] * world.programme.registration.firms)
    case = applied(world, firms=firms).certified()
    assert case.stage is Over
    assert [paper.kind for paper in pending_papers(case.state)] == [CERTIFICATE]


def test_a_forgotten_person_is_owed_nothing_more(world: World) -> None:
    case = applied(world).certified()
    number = case.state.certificate
    when(case, NotePaper(CERTIFICATE, number, None), ENGINE).then(PaperOmitted(CERTIFICATE, number))
    assert (pending_papers(case.state), stored_papers(case.state)) == ((), {})


def test_a_paper_that_is_not_due_is_not_noted(world: World) -> None:
    case = applied(world).certified()
    when(case, NotePaper(CERTIFICATE, "114-AAAA-AAAA-AAAA", letter("paper")), ENGINE).then_nothing()
    when(case, NotePaper(STATEMENT, str(derived("batch", 1)), letter("paper")), ENGINE).then_nothing()


def test_a_paid_case_is_finished_once_its_papers_are_there(world: World) -> None:
    case = applied(world).certified()
    batch = paid(case)
    for mail in pending_mails(case.state):
        case.ask(NoteMailAccepted(mail.mail, world.now), ENGINE)
    assert is_told(case.state)
    assert pending_papers(case.state)
    noted(case, CERTIFICATE, case.state.certificate)
    assert pending_papers(case.state)
    noted(case, STATEMENT, str(batch))
    assert not pending_papers(case.state)


def test_the_statement_of_a_payment_that_came_back_stands_no_more(world: World) -> None:
    case = applied(world).certified()
    first = paid(case, 1)
    noted(case, STATEMENT, str(first))
    back = payout.ConfirmPayments((confirmation(case, first, "account_closed"),))
    world.ask(first, back, OFFICER)
    assert STATEMENT not in stored_papers(case.state)
    assert [paper.kind for paper in pending_papers(case.state)] == [CERTIFICATE]
    second = paid(case, 2)
    assert PendingPaper(STATEMENT, str(second)) in pending_papers(case.state)
    noted(case, STATEMENT, str(second))
    assert STATEMENT in stored_papers(case.state)
    when(case, NotePaper(STATEMENT, str(first), letter("late")), ENGINE).then_nothing()
