"""What codes on the paper say, against what is printed; the code outranks the print."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.einvoice import EInvoice, Item
from models.judgement import identifiers
from models.judgement.assembling import Assembled, Choice
from models.judgement.checks.lists import Finding
from models.judgement.figures import written
from models.judgement.mentions import Mention, UnderstoodSheet
from models.judgement.words import DISCOUNTS, SOLD_BY_STATIONS
from models.readings import Box, Check

F = ReadingField
# A code corrects its own errors: one that was read is right, and the rest is whether it means this document.
OF_A_CODE: Final = 0.999
_SURELY: Final = 0.5


def with_codes(
    assembled: Assembled, sheets: Sequence[UnderstoodSheet]
) -> tuple[Assembled, tuple[Finding, ...]]:
    """The document with the codes' values, and where print and code agree or do not."""
    said = dict(_said(sheets, assembled))
    fields = dict(assembled.fields)
    findings = [
        *_several_invoices(sheets),
        *_several_accounts(assembled, sheets),
        *_in_months(assembled, sheets),
    ]
    for field, mention in said.items():
        printed = fields.get(field)
        if printed is not None:
            findings.append(_against(printed, mention))
        fields[field] = _outranking(printed, mention)
    return replace(assembled, fields=fields), tuple(findings)


def sold_by_station(invoice: EInvoice) -> bool:
    """Whether an item is what petrol stations fill in."""
    return any(_fuel_item(item) for item in invoice.items)


def _said(sheets: Sequence[UnderstoodSheet], assembled: Assembled) -> Iterator[tuple[ReadingField, Mention]]:
    for given in sheets:
        # Bars of as many digits stand on other bills too, and mean something else.
        for number in given.accounts[:1] if assembled.kind is BillKind.ELECTRICITY else ():
            yield F.ACCOUNT_NO, _mention(F.ACCOUNT_NO, number, given.sheet.page, None)
        # A square says what bars say, and more.
        for bar in given.bars[:1]:
            yield F.INVOICE_NO, _mention(F.INVOICE_NO, bar.number, given.sheet.page, bar.box)
        for invoice in given.invoices[:1]:
            for field, value in _of_invoice(invoice, assembled):
                yield field, _mention(field, value, given.sheet.page, invoice.box)


def _of_invoice(invoice: EInvoice, assembled: Assembled) -> Iterator[tuple[ReadingField, str]]:
    yield F.INVOICE_NO, invoice.number
    yield F.ISSUE_DATE, invoice.issue_date.isoformat()
    yield F.TOTAL_AMOUNT, str(invoice.total)
    yield F.SELLER_UBN, invoice.seller_ubn
    if invoice.buyer_ubn:
        yield F.BUYER_UBN, invoice.buyer_ubn
    # Receipts for consumers print no tax, and some codes of theirs state no sales.
    if F.TAX in assembled.fields and 0 < invoice.sales < invoice.total:
        yield F.TAX, str(invoice.total - invoice.sales)
    filled = [item for item in invoice.items if _fuel_item(item)]
    if assembled.kind is BillKind.FUEL and len(filled) == 1 and not assembled.rows:
        yield from _of_item(filled[0])


def _of_item(item: Item) -> Iterator[tuple[ReadingField, str]]:
    fuel = identifiers.fuel(item.name)
    if fuel:
        yield F.FUEL, fuel.value
    yield F.USAGE, written(item.quantity)
    yield F.UNIT_PRICE, written(item.unit_price)


def _fuel_item(item: Item) -> bool:
    """Discounts name the fuel too, with a price below nothing."""
    named = any(word in item.name for word in SOLD_BY_STATIONS)
    return named and item.unit_price > 0 and not any(word in item.name for word in DISCOUNTS)


def _mention(field: ReadingField, value: str, page: int, box: Box | None) -> Mention:
    return Mention(field, value, OF_A_CODE, source=ReadingSource.QR, page=page, box=box)


def _outranking(printed: Choice | None, code: Mention) -> Choice:
    if printed is None:
        return Choice(code.value, (code,))
    several = (*printed.prints, *printed.rivals)
    agreeing = tuple(one for one in several if one.value == code.value)
    return Choice(code.value, (code, *agreeing), tuple(one for one in several if one.value != code.value))


def _against(printed: Choice, code: Mention) -> Finding:
    """A print that is surely something else speaks against the code, whatever else is printed."""
    agrees = printed.value == code.value or (
        printed.best.strength < _SURELY and any(one.value == code.value for one in printed.rivals)
    )
    return Finding(Check("code_against_print", agrees, f"{code.value}; {printed.value}", (code.field,)))


def _several_invoices(sheets: Sequence[UnderstoodSheet]) -> Iterator[Finding]:
    """One document has one invoice."""
    numbers = {invoice.number for given in sheets for invoice in given.invoices}
    numbers |= {bar.number for given in sheets for bar in given.bars}
    if len(numbers) > 1:
        told = ", ".join(sorted(numbers))
        yield Finding(Check("one_invoice", False, told, (F.INVOICE_NO, F.TOTAL_AMOUNT)))


def _several_accounts(assembled: Assembled, sheets: Sequence[UnderstoodSheet]) -> Iterator[Finding]:
    """One power bill has one customer."""
    numbers = {number for given in sheets for number in given.accounts}
    if len(numbers) > 1 and assembled.kind is BillKind.ELECTRICITY:
        yield Finding(Check("one_account", False, ", ".join(sorted(numbers)), (F.ACCOUNT_NO,)))


def _in_months(assembled: Assembled, sheets: Sequence[UnderstoodSheet]) -> Iterator[Finding]:
    """The day of an invoice lies in the two months whose numbers its bars name."""
    issued = assembled.fields.get(F.ISSUE_DATE)
    if issued is None:
        return
    for bar in dict.fromkeys((bar.year, bar.month) for given in sheets for bar in given.bars):
        ok = _two_months(issued.value) == bar
        detail = f"{bar[0]}-{bar[1] - 1:02}/{bar[1]:02}; {issued.value}"
        yield Finding(Check("issued_in_months", ok, detail, (F.ISSUE_DATE,)))


def _two_months(day: str) -> tuple[int, int]:
    """The year, and the even month that ends the two."""
    read = date.fromisoformat(day)
    return read.year, read.month + read.month % 2
