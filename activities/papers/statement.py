"""The payout statement 撥款明細 (R34, R47): what one person was paid, firm by firm, and what was withheld."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from activities.papers.typesetting import PrintedDate
from domain.deadline import taipei_date
from domain.enrolment.events import Paid
from domain.enrolment.evolve import fold
from domain.enrolment.state import Over
from domain.event import RecordedEvent
from domain.industry import Sector
from domain.payout import BatchProposed, PayoutLine
from domain.programme_parts import PaperWords

TEMPLATE = "statement"
_SECTORS: Mapping[Sector, tuple[str, str]] = {
    Sector.MANUFACTURING: ("製造業", "manufacturing"),
    Sector.SERVICES: ("服務業", "services"),
    Sector.NEITHER: ("其他行業", "neither sector"),
}
_INCOME: Mapping[str, tuple[str, str]] = {
    "9A": ("執行業務所得", "professional practice"),
    "92": ("其他所得", "other income"),
    "50": ("薪資所得", "salary"),
}


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One firm's fee in whole NTD."""

    ubn: str
    sector_zh: str
    sector_en: str
    amount: int


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """Amounts in whole NTD: `net` is `gross` less what was withheld."""

    name: str
    programme_zh: str
    programme_en: str
    executor_zh: str
    contact: str
    enrolment: str
    batch: str
    certificate: str
    paid: PrintedDate
    income_code: str
    income_zh: str
    income_en: str
    lines: tuple[StatementLine, ...]
    gross: int
    withheld: int
    supplementary: int
    net: int


def statement_paper(
    recorded: Sequence[RecordedEvent], line: PayoutLine, batch: UUID, name: str, words: PaperWords
) -> StatementPaper:
    """The payment of the batch as it was made; LookupError if this case was not paid in it."""
    at = _paid(recorded, batch)
    state = _ended(recorded[: at + 1])
    assert state.certificate is not None
    income_zh, income_en = _INCOME[line.income_code]
    return StatementPaper(
        name=name,
        programme_zh=words.programme_zh,
        programme_en=words.programme_en,
        executor_zh=words.executor_zh,
        contact=words.contact,
        enrolment=str(line.enrolment),
        batch=str(batch),
        certificate=state.certificate,
        paid=PrintedDate.of(taipei_date(recorded[at].cause.at)),
        income_code=line.income_code,
        income_zh=income_zh,
        income_en=income_en,
        lines=tuple(StatementLine(one.ubn, *_SECTORS[one.sector], one.amount) for one in state.lines),
        gross=line.gross,
        withheld=line.withheld,
        supplementary=line.supplementary,
        net=line.net,
    )


def line_of(proposed: Sequence[RecordedEvent], enrolment: UUID) -> PayoutLine:
    """The case's line of a payout batch, from the batch's own events."""
    for each in proposed:
        if isinstance(each.event, BatchProposed):
            return next(line for line in each.event.lines if line.enrolment == enrolment)
    raise LookupError("this stream proposes no batch")


def _paid(recorded: Sequence[RecordedEvent], batch: UUID) -> int:
    for at, each in enumerate(recorded):
        if isinstance(each.event, Paid) and each.event.batch == batch:
            return at
    raise LookupError(f"nothing was paid here by batch {batch}")


def _ended(recorded: Sequence[RecordedEvent]) -> Over:
    state = fold(each.event for each in recorded)
    assert isinstance(state, Over)
    return state
