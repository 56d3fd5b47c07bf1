"""From pages that were seen to documents that are judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from models.codes.bars import account_numbers, invoice_bars
from models.codes.code import Code
from models.codes.einvoice import einvoices
from models.joining import goes_on
from models.judgement.judging import Judge
from models.judgement.mentions import UnderstoodSheet
from models.readings import DocumentReading
from models.recognition.boxed import joined
from models.recognition.splitting import split
from models.seen import SeenPage
from models.sheets import Sheet
from models.understood import Understood


class Understands(Protocol):
    """What makes labelled spans of a sheet: the network, or the rules that it is compared with."""

    def understand(self, sheet: Sheet) -> Understood: ...


@dataclass(frozen=True, slots=True)
class Documents:
    """Tells documents apart, understands and judges them."""

    understanding: Understands
    judge: Judge

    def of(
        self, pages: Sequence[SeenPage], today: date, watch: Callable[[], None] = lambda: None
    ) -> tuple[DocumentReading, ...]:
        """In the order of the pages, and on a page from its top left; `watch` is called with each of both."""
        judged = []
        for document in self._apart(pages, watch):
            judged.append(self.judge.judge(document, today))
            watch()
        return tuple(judged)

    def _apart(
        self, pages: Sequence[SeenPage], watch: Callable[[], None]
    ) -> Sequence[Sequence[UnderstoodSheet]]:
        """The sheets of each document; only a page that is all one document's may go on with another's."""
        found: list[list[UnderstoodSheet]] = []
        whole_before = False
        for page in pages:
            parts = self.parts(page)
            whole = len(parts) == 1
            if whole_before and whole and goes_on(found[-1], parts[0]):
                found[-1].append(parts[0])
            else:
                found += [[part] for part in parts]
            whole_before = whole
            watch()
        return found

    def parts(self, page: SeenPage) -> list[UnderstoodSheet]:
        """The documents that lie on one page, each with everything that is known of it."""
        whole = Sheet(joined(page.lines), page.width, page.height, page.number, page.source)
        understood = self.understanding.understand(whole)
        found = split(whole, page.codes, understood.spans)
        if len(found) == 1:
            return [_known(whole, understood, page.codes)]
        return [_known(part.sheet, self.understanding.understand(part.sheet), part.codes) for part in found]


def _known(sheet: Sheet, understood: Understood, codes: Sequence[Code]) -> UnderstoodSheet:
    return UnderstoodSheet(
        sheet, understood, einvoices(codes), account_numbers(codes), bars=invoice_bars(codes)
    )
