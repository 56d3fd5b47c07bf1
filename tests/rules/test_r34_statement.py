"""R34: the statement of a payment lists every firm's fee, and its sums are those of the batch."""

from activities.papers.statement import line_of, statement_paper
from domain import payout
from domain.streams import derived
from tests.domain.made_up_cases import ENGINE, OFFICER, OTHER_OFFICER, World, applied
from tests.domain.made_up_particulars import letter
from tests.rules.recorded import recorded

BATCH = derived("batch", 1)


def test_r34_the_lines_sum_to_what_was_paid(world: World) -> None:
    case = applied(world).certified()
    due = case.state
    world.ask(BATCH, payout.ProposeBatch(world.programme.year, (case.id,)), OFFICER)
    world.ask(BATCH, payout.ApproveBatch(), OTHER_OFFICER)
    world.ask(BATCH, payout.NotePaymentFile(letter("file")), ENGINE)
    line = line_of(recorded(world, BATCH), case.id)
    world.ask(BATCH, payout.ConfirmPayments((payout.Confirmation(case.id, line.net, None),)), OFFICER)
    words = world.programme.papers
    assert words is not None
    paper = statement_paper(recorded(world, case.id), line, BATCH, "林志明", words)
    assert [(one.ubn, one.amount) for one in paper.lines] == [(one.ubn, one.amount) for one in due.lines]
    assert sum(one.amount for one in paper.lines) == paper.gross == due.total
    assert paper.net == paper.gross - paper.withheld - paper.supplementary == line.net
    assert (paper.income_code, paper.batch) == (line.income_code, str(BATCH))
    assert paper.certificate == due.certificate
