"""The file that goes to the bank: CSV with a BOM, a head, a line a payment, an end with the control sum.

Its layout is written down in docs/payment-file.md.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.payout import PayoutLine, control_sum
from store.table_writing import guarded

MEDIA_TYPE = "text/csv"
COLUMNS = ("C", "序號", "學員案", "戶名", "銀行", "分行", "帳號", "金額", "所得類別")


@dataclass(frozen=True, slots=True)
class Payment:
    """A line of the batch with whom it is paid to, in clear."""

    line: PayoutLine
    name: str
    bank: str
    branch: str
    account: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the file is about; `reference` is known to nobody who has not seen the file."""

    batch: UUID
    programme: str
    day: date
    reference: str


def payment_file(head: Head, payments: Sequence[Payment]) -> bytes:
    """The file's bytes: the same batch gives the same ones."""
    text = io.StringIO()
    count, total = len(payments), control_sum(payment.line for payment in payments)
    rows = csv.writer(text)
    rows.writerow(("H", head.batch, head.programme, head.day.isoformat(), count, total, head.reference))
    rows.writerow(COLUMNS)
    rows.writerows(_rows(payments))
    rows.writerow(("T", head.batch, count, total))
    return text.getvalue().encode("utf-8-sig")


def _rows(payments: Sequence[Payment]) -> Iterable[tuple[object, ...]]:
    for number, payment in enumerate(payments, start=1):
        line = payment.line
        to = (guarded(payment.name), payment.bank, payment.branch, payment.account)
        yield ("D", number, line.enrolment, *to, line.net, line.income_code)
