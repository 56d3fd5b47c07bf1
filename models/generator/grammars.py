"""Every family: its name, its kinds, what it lays out, on what paper, and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.accounts import sample_account
from models.generator.contents.briefs import sample_brief
from models.generator.contents.charged_hours import sample_charged_hours
from models.generator.contents.drawers import (
    sample_declaration,
    sample_ledger,
    sample_plate,
    sample_rules,
    sample_talk,
)
from models.generator.contents.english_accounts import sample_english_account
from models.generator.contents.fares import sample_fare
from models.generator.contents.fuel import sample_fuel, sample_fuel_statement
from models.generator.contents.gauged import sample_quota, sample_weighed_bottles
from models.generator.contents.goods import sample_goods
from models.generator.contents.halves import sample_halves
from models.generator.contents.letters import sample_letter_told
from models.generator.contents.licences import sample_licence, sample_register
from models.generator.contents.lists import sample_list
from models.generator.contents.lpg import sample_lpg, sample_lpg_statement
from models.generator.contents.markets import sample_market
from models.generator.contents.metered_papers import sample_metered_ledger, sample_metered_sheet
from models.generator.contents.others import (
    sample_form,
    sample_grid,
    sample_letter,
    sample_look_alike,
    sample_scraps,
)  # fmt: skip
from models.generator.contents.pads import sample_bottles, sample_pad
from models.generator.contents.papers import sample_offer, sample_paper
from models.generator.contents.payments import sample_message, sample_payment
from models.generator.contents.pipes import sample_invoiced, sample_owed, sample_premises_list
from models.generator.contents.power_lists import (
    sample_cards,
    sample_hours,
    sample_hours_apart,
    sample_premises,
    sample_spreadsheet,
)  # fmt: skip
from models.generator.contents.power_works import sample_statement
from models.generator.contents.power_works import sample_works as sample_power_works
from models.generator.contents.queries import sample_query
from models.generator.contents.retail import sample_green, sample_recharge
from models.generator.contents.scales import sample_weighed
from models.generator.contents.services import sample_service
from models.generator.contents.supplied import sample_gauged, sample_notice
from models.generator.contents.told import sample_texted, sample_told
from models.generator.contents.told_bills import sample_open_bill, sample_reminder
from models.generator.contents.utility import sample_utility
from models.generator.contents.works import sample_summary, sample_works
from models.generator.dice import Dice
from models.generator.families import (
    accounts,
    charged_hours,
    chats,
    desks,
    drawers,
    hours,
    japanese,
    licences,
    mails,
    markets,
    notices,
    others,
    pads,
    pipes,
    plain,
    power,
    requests,
    retail,
    sales,
    services,
    shops,
    sites,
    told_bills,
    trade,
    upright,
    utility,
    works,
)
from models.generator.paper import Column

Says = Callable[[Dice, BillKind], Content]
LaysOut = Callable[[Column, Content], None]

_METERED = (BillKind.ELECTRICITY, BillKind.WATER, BillKind.NATURAL_GAS)
_SOLD = (BillKind.LPG, BillKind.FUEL, BillKind.INVOICE)
# Characters in a line of the page, least and most.
_SHEET, _LANDSCAPE, _HALF = (48, 92), (80, 130), (42, 70)
_SLIP, _TILL, _PHONE, _DESK = (24, 44), (15, 27), (19, 32), (50, 110)


@dataclass(frozen=True, slots=True)
class Family:
    """One grammar; `papers` are how many ideographs fit into a line, least and most."""

    name: str
    kinds: tuple[BillKind, ...]
    says: Says
    lays_out: LaysOut
    papers: Sequence[tuple[int, int]]


def _bill(dice: Dice, kind: BillKind) -> Content:
    return sample_look_alike(dice) if kind is BillKind.UNKNOWN else sample_utility(dice, kind)


def _brief(dice: Dice, kind: BillKind) -> Content:
    if kind is not BillKind.UNKNOWN:
        return sample_brief(dice, kind)
    content = sample_look_alike(dice)
    content.groups["told"] = [entry for entries in content.groups.values() for entry in entries]
    return content


def _retailed(dice: Dice, kind: BillKind) -> Content:
    green = kind is BillKind.ELECTRICITY and dice.chance(0.6)
    return (sample_green if green else sample_recharge)(dice, kind)


def _list(dice: Dice, kind: BillKind) -> Content:
    return sample_list(dice, kind)


def _query(dice: Dice, kind: BillKind) -> Content:
    return sample_query(dice, kind)


def _sold(*forms: str) -> Says:
    def says(dice: Dice, kind: BillKind) -> Content:
        form = dice.choose(forms)
        if kind is BillKind.FUEL:
            return sample_fuel(dice, form)
        if kind is BillKind.LPG:
            return sample_lpg(dice, form)
        return sample_goods(dice, form)

    return says


def _credit(dice: Dice, kind: BillKind) -> Content:
    return sample_goods(dice, "credit")


def _statement(dice: Dice, kind: BillKind) -> Content:
    return sample_fuel_statement(dice) if kind is BillKind.FUEL else sample_lpg_statement(dice)


def _other(*samplers: Callable[[Dice], Content]) -> Says:
    def says(dice: Dice, kind: BillKind) -> Content:
        return dice.choose(samplers)(dice)

    return says


_any_sale = _sold("note", "proof", "paper")
_note_or_paper = _sold("note", "paper")
_POWER = (BillKind.ELECTRICITY,)
_BILLS = (*_METERED, BillKind.UNKNOWN)
_STATED = (BillKind.LPG, BillKind.FUEL)
_GOODS = (BillKind.INVOICE,)
_BOTTLES = (BillKind.LPG,)
_FUELS = (BillKind.FUEL,)
_WEIGHED = (BillKind.INVOICE, BillKind.LPG)
_NO_BILL = (BillKind.UNKNOWN,)

# Papers of others than the vendor, and talks, which end in their own way.
NAMED_IN_HEAD: Final = frozenset({"payment_receipt", "message", "period_cards", "history_cards"})

FAMILIES: Final[tuple[Family, ...]] = (
    Family("boxed_bill", _BILLS, _bill, utility.boxed, (_SHEET, _SHEET, _LANDSCAPE)),
    Family("letter_bill", _BILLS, _bill, utility.letter, (_SHEET, _SHEET, _HALF)),
    Family("form_bill", _BILLS, _bill, utility.form, (_SHEET, _HALF, _LANDSCAPE)),
    Family("strip_bill", _METERED, _bill, utility.strips, (_SHEET, _LANDSCAPE)),
    Family("side_panel_bill", _METERED, _bill, utility.side_panel, (_SHEET, _LANDSCAPE, _DESK)),
    Family("slip_bill", _BILLS, _bill, utility.slip, (_SLIP, _SLIP, _HALF)),
    Family("screen_bill", _BILLS, _bill, utility.screen, (_PHONE, _PHONE, _DESK)),
    Family("mail_bill", _METERED, _bill, utility.mail, (_PHONE, _HALF, _DESK)),
    Family("free_bill", _METERED, _bill, utility.free, (_SHEET, _HALF, _LANDSCAPE, _SLIP)),
    Family("stub_right_bill", _METERED, _bill, utility.stub_right, (_LANDSCAPE, _SHEET)),
    Family("plain_strips", _BILLS, _brief, plain.plain_strips, (_HALF, _SHEET, _SHEET)),
    Family("plain_list", _BILLS, _brief, plain.plain_list, (_HALF, _SHEET, _SLIP, _DESK)),
    Family("plain_form", _BILLS, _brief, plain.plain_form, (_HALF, _SHEET, _DESK)),
    Family("plain_parts", _METERED, _brief, plain.plain_parts, (_HALF, _SHEET, _SLIP)),
    Family("readers_slip", _METERED, _brief, plain.readers_slip, (_TILL, _SLIP, _SLIP)),
    Family("retailed_bill", _METERED, _retailed, retail.billed, (_HALF, _SHEET, _SHEET, _LANDSCAPE)),
    Family("retailed_sheet", _METERED, _retailed, retail.sheet, (_HALF, _SHEET, _LANDSCAPE)),
    Family("payment_receipt", _METERED, sample_payment, retail.payment, (_SLIP, _PHONE, _HALF)),
    Family("message", _METERED, sample_message, retail.message, (_PHONE, _PHONE, _HALF)),
    Family("dashboard", _BILLS, _brief, retail.dashboard, (_PHONE, _PHONE, _DESK)),
    Family("listed_periods", _METERED, _list, utility.listed, (_SHEET, _HALF, _DESK, _PHONE)),
    Family("sheet_of_periods", _METERED, _list, utility.sheet, (_HALF, _LANDSCAPE, _DESK)),
    Family("period_cards", _METERED, _list, utility.period_cards, (_PHONE, _HALF)),
    Family("till_receipt", _SOLD, _sold("note"), sales.till, (_TILL, _TILL, _SLIP)),
    Family("invoice_proof", _SOLD, _sold("proof"), sales.proof, (_TILL, _TILL, _SLIP)),
    Family("paper_invoice", _SOLD, _sold("paper"), sales.paper_invoice, (_HALF, _SLIP, _SHEET)),
    Family("invoice_sheet", _SOLD, _note_or_paper, sales.invoice_sheet, (_SHEET, _HALF, _LANDSCAPE)),
    Family("delivery_note", _SOLD, _note_or_paper, sales.delivery_note, (_HALF, _SHEET)),
    Family("sale_screen", _SOLD, _any_sale, sales.sale_screen, (_PHONE, _PHONE, _DESK)),
    Family("short_receipt", _SOLD, _note_or_paper, sales.short_receipt, (_SLIP, _HALF)),
    Family("free_sale", _SOLD, _any_sale, sales.free_sale, (_SHEET, _HALF, _SLIP, _TILL)),
    Family("statement", _STATED, _statement, sales.statement, (_SHEET, _LANDSCAPE, _DESK)),
    Family("statement_cards", _STATED, _statement, sales.statement_cards, (_PHONE, _HALF)),
    Family("credit_note", _GOODS, _credit, sales.invoice_sheet, (_SHEET, _HALF)),
    Family("workshop_bill", _SOLD, _sold("note"), trade.workshop, (_HALF, _SHEET, _SLIP)),
    Family("counter_slip", _SOLD, _note_or_paper, trade.counter_slip, (_TILL, _SLIP, _SLIP)),
    Family("boxed_sale", _SOLD, _note_or_paper, trade.boxes, (_HALF, _SHEET, _LANDSCAPE)),
    Family("celled_invoice", _SOLD, _any_sale, trade.celled, (_SHEET, _HALF, _LANDSCAPE)),
    Family("sealed_sheet", _SOLD, _sold("paper", "proof"), trade.sealed_sheet, (_SHEET, _HALF)),
    Family("purchase_note", _SOLD, _sold("purchase"), trade.purchase_note, (_SLIP, _HALF)),
    Family("order_message", _SOLD, _sold("order"), trade.order, (_PHONE, _PHONE, _HALF, _DESK)),
    Family("foreign_invoice", _SOLD, _sold("foreign"), trade.foreign, (_SHEET, _HALF, _LANDSCAPE)),
    Family("goods_statement", _GOODS, _sold("statement"), trade.goods_statement, (_SHEET, _DESK)),
    Family("prose", _NO_BILL, _other(sample_letter), others.prose, (_SHEET, _HALF, _PHONE)),
    Family("filled_form", _NO_BILL, _other(sample_form), others.filled_form, (_SHEET, _HALF)),
    Family("grid_list", _NO_BILL, _other(sample_grid), others.grid_list, (_SHEET, _LANDSCAPE, _DESK)),
    Family("scattered", _NO_BILL, _other(sample_scraps), others.scattered, (_TILL, _SLIP, _HALF)),
    Family(
        "small_slip", _NO_BILL, _other(sample_form, sample_look_alike), others.slip_of_paper, (_SLIP, _TILL)
    ),
    Family(
        "office_paper", _NO_BILL, _other(sample_paper), others.office_paper, (_SHEET, _HALF, _SLIP, _DESK)
    ),
    Family("bubbles", _NO_BILL, _other(sample_paper), others.bubbles, (_PHONE, _HALF)),
    Family("offer_sheet", _NO_BILL, _other(sample_offer), sales.invoice_sheet, (_SHEET, _HALF, _LANDSCAPE)),
    Family("offer_note", _NO_BILL, _other(sample_offer), trade.workshop, (_HALF, _SHEET, _SLIP)),
    Family("offer_cells", _NO_BILL, _other(sample_offer), trade.celled, (_SHEET, _HALF)),
    Family("offer_screen", _NO_BILL, _other(sample_offer), trade.order, (_PHONE, _SLIP, _DESK)),
    Family("chat", _SOLD, _sold("order", "note"), chats.chat, (_PHONE, _PHONE, _SLIP)),
    Family("spreadsheet", _GOODS, _sold("statement", "note"), desks.spreadsheet, (_DESK, _SHEET, _LANDSCAPE)),
    Family("offer_in_cells", _NO_BILL, _other(sample_offer), desks.spreadsheet, (_DESK, _SHEET)),
    Family("register", _NO_BILL, _other(sample_ledger), drawers.register, (_SHEET, _HALF, _LANDSCAPE)),
    Family("book_page", _NO_BILL, _other(sample_ledger), drawers.register, (_HALF, _SHEET, _PHONE)),
    Family("declaration", _NO_BILL, _other(sample_declaration), drawers.declaration, (_SHEET, _LANDSCAPE)),
    Family("plate", _NO_BILL, _other(sample_plate), drawers.plate, (_TILL, _SLIP, _HALF)),
    Family("small_print", _NO_BILL, _other(sample_rules), drawers.small_print, (_TILL, _SLIP, _HALF)),
    Family("talk", _NO_BILL, _other(sample_talk), drawers.talk, (_PHONE, _PHONE, _SLIP, _DESK)),
    Family("columns_notice", _METERED, _bill, notices.columns_notice, (_SHEET, _LANDSCAPE, _LANDSCAPE)),
    Family("hours_list", _POWER, sample_hours, power.wide_list, (_SHEET, _DESK, _LANDSCAPE)),
    Family("power_spreadsheet", _POWER, sample_spreadsheet, power.spreadsheet, (_DESK, _SHEET, _HALF)),
    Family("premises_bill", _POWER, sample_premises, power.wide_list, (_LANDSCAPE, _SHEET)),
    Family("past_cards", _POWER, sample_cards, power.past_cards, (_PHONE, _PHONE, _HALF)),
    Family("works_bill", _POWER, sample_power_works, power.works, (_SHEET, _HALF, _LANDSCAPE)),
    Family("english_statement", _POWER, sample_statement, power.statement, (_SHEET, _HALF, _DESK)),
    Family("works_statement", _METERED, sample_works, works.statement, (_SHEET, _LANDSCAPE, _HALF)),
    Family("letter_told", _METERED, sample_letter_told, works.letter, (_HALF, _SHEET, _SLIP)),
    Family("ruled_card", _BILLS, _brief, works.ruled_card, (_HALF, _SHEET, _SLIP)),
    Family("summary", _METERED, sample_summary, works.summary, (_SHEET, _HALF, _DESK)),
    Family("history_cards", _METERED, _list, works.history_cards, (_PHONE, _PHONE, _HALF)),
    Family("hours_apart", _POWER, sample_hours_apart, hours.listed_hours, (_SHEET, _LANDSCAPE, _HALF, _DESK)),
    Family("meters_log", _NO_BILL, _other(sample_metered_ledger), drawers.register, (_SHEET, _HALF, _DESK)),
    Family("metered_paper", _NO_BILL, _other(sample_metered_sheet), plain.plain_form, (_SHEET, _HALF, _DESK)),
    Family(
        "metered_screen", _NO_BILL, _other(sample_metered_sheet), plain.plain_list, (_PHONE, _SLIP, _HALF)
    ),
    Family("periods_apart", _METERED, _list, hours.listed_hours, (_SHEET, _HALF, _DESK, _PHONE)),
    Family("ticked_pad", _STATED, sample_pad, pads.pad, (_SLIP, _HALF, _TILL)),
    Family("bottle_sheet", _BOTTLES, sample_bottles, pads.bottles, (_HALF, _SHEET)),
    Family("scales_slip", _WEIGHED, sample_weighed, pads.scales, (_SLIP, _HALF, _TILL)),
    Family("upright_receipt", _SOLD, _sold("purchase"), upright.receipt, (_SLIP, _HALF)),
    Family("delivery_mail", _SOLD, _sold("note", "order"), mails.delivery, (_PHONE, _HALF, _SHEET, _DESK)),
    Family("request_letter", _GOODS, _sold("note"), requests.request, (_SHEET, _HALF, _SHEET, _SLIP)),
    Family("offer_letter", _NO_BILL, _other(sample_offer), requests.offer, (_SHEET, _HALF)),
    Family("shop_order", _GOODS, _sold("order"), shops.order, (_PHONE, _DESK, _PHONE, _HALF)),
    Family("market_ticket", _GOODS, sample_market, markets.ticket, (_TILL, _TILL, _SLIP)),
    Family("service_bill", _GOODS, sample_service, services.bill, (_SHEET, _HALF, _SHEET, _DESK)),
    Family("service_slip", _GOODS, sample_service, services.slip, (_SLIP, _HALF, _PHONE)),
    Family("japanese_invoice", _GOODS, _sold("note", "paper"), japanese.invoice, (_SHEET, _HALF)),
    Family("fare_slip", _GOODS, sample_fare, pads.fares, (_TILL, _SLIP, _TILL, _PHONE)),
    Family("licence", _NO_BILL, _other(sample_licence), licences.licence, (_HALF, _SLIP, _SHEET, _SHEET)),
    Family("licence_card", _NO_BILL, _other(sample_licence), licences.licence, (_SLIP, _HALF)),
    Family("things_register", _NO_BILL, _other(sample_register), drawers.register, (_SHEET, _LANDSCAPE)),
    Family("charged_hours", _POWER, sample_charged_hours, charged_hours.charged, (_SHEET, _LANDSCAPE)),
    Family("open_bill", _METERED, sample_open_bill, told_bills.open_bill, (_SHEET, _HALF, _HALF, _PHONE)),
    Family("reminder", _METERED, sample_reminder, told_bills.reminder, (_HALF, _SHEET, _SLIP)),
    Family("list_in_halves", _METERED, sample_halves, told_bills.halves, (_SHEET, _LANDSCAPE, _HALF)),
    Family("owed_letter", _METERED, sample_owed, pipes.owed, (_HALF, _SHEET)),
    Family("own_invoice", _METERED, sample_invoiced, pipes.invoiced, (_SHEET, _HALF, _LANDSCAPE)),
    Family("own_proof", _METERED, sample_invoiced, pipes.proof, (_TILL, _SLIP, _SLIP)),
    Family("premises_list", _METERED, sample_premises_list, pipes.premises, (_SHEET, _LANDSCAPE, _DESK)),
    Family("english_account", _METERED, sample_english_account, pipes.account, (_HALF, _SHEET, _DESK)),
    Family("site", _BILLS, _brief, sites.site, (_DESK, _SHEET, _HALF)),
    Family("month_account", _STATED, sample_account, accounts.account, (_SHEET, _HALF, _HALF, _DESK)),
    Family("told_receipt", _STATED, sample_told, accounts.told, (_HALF, _SLIP, _SHEET)),
    Family("told_message", _STATED, sample_texted, accounts.texted, (_PHONE, _PHONE, _SLIP)),
    Family("supply_notice", _STATED, sample_notice, accounts.notice, (_SHEET, _HALF, _PHONE, _DESK)),
    Family("gauged_bottles", _BOTTLES, sample_gauged, accounts.notice, (_SHEET, _HALF, _PHONE, _DESK)),
    Family("weighed_bottles", _BOTTLES, sample_weighed_bottles, accounts.gauged, (_SHEET, _HALF, _LANDSCAPE)),
    Family("quota_note", _FUELS, sample_quota, accounts.gauged, (_SHEET, _HALF, _LANDSCAPE)),
    Family("query_page", _METERED, _query, notices.query, (_LANDSCAPE, _DESK, _SHEET)),
)
