"""Fuel on sheets: statements of a fleet, deliveries by tanker, invoices, a note signed at the pump."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from domain.checkup.reading import ReadingField as F
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.families.fuel_slips import again, filling, station
from tests.bills.made_up import (
    ARIAL,
    KAI,
    MING,
    SANS,
    SERIF,
    TIMES,
    address,
    day,
    digits,
    firm,
    grouped,
    invoice_no,
    person,
    phone,
    plate,
    roc,
    rounded,
    ubn,
)


@family(BillKind.FUEL)
def fleet_statement(pen: Pen) -> Page:
    """What the cars of a firm filled in a month, each filling a row."""
    w, r = pen.write, pen.random
    first = day(r).replace(day=1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    cars = [plate(r) for _ in range(4)]
    days = sorted(r.choices(range(last.day), k=r.randint(6, 18)))
    pumps = [filling(pen, FuelKind.DIESEL), filling(pen, FuelKind.GASOLINE)]
    pumped = [*pumps, *r.choices(pumps, k=16)]
    body, litres, total = "", Decimal(0), 0
    for late, pump in zip(days, pumped, strict=False):
        row, when = pen.row(), first + timedelta(late)
        filled = again(pen, replace(pump, price=pump.price + Decimal(late // 7) / 5), 15, 90)
        litres, total = litres + filled.litres, total + filled.amount
        body += f"""<tr><td>{row.write(F.ISSUE_DATE, roc(when, "Y/m/d"), when)}
    <td>{r.randint(5, 22):02d}:{r.randint(0, 59):02d}
        <td>{pen.one_of(cars)}<td>{row.write(F.FUEL, filled.name, filled.fuel)}
    <td>{row.write(F.USAGE, str(filled.litres))}
        <td>{row.write(F.UNIT_PRICE, str(filled.price))}<td>{grouped(filled.amount)}
    <td>{grouped(r.randint(9000, 240000))}"""
    made, hue = last + timedelta(r.randint(1, 6)), pen.one_of(("#8a1c1c", "#14406b", "#355e1d"))
    style = f"""font:9.5pt {pen.one_of((SANS, ARIAL))};padding:12mm 11mm;h1{{color:{hue};font-size:17pt;
    margin:0}}
    table{{width:100%;border-collapse:collapse}}th{{background:{hue};color:#fff;padding:1.6mm}}
    td{{padding:1.3mm;text-align:center}}tr:nth-child(odd) td{{background:#f1f1f1}}"""
    html = f"""<h1>車隊卡消費明細帳單</h1><div>{w(F.VENDOR, station(pen))}　客服專線 {phone(r)}</div>
    <p>客戶名稱：{firm(r)}　統一編號：{w(F.BUYER_UBN, ubn(r))}
    <br>客戶編號：{w(F.ACCOUNT_NO, f"FC{digits(r, 6)}")}
    帳單日期：{w(F.ISSUE_DATE, roc(made, "Y/m/d"), made)}

    <br>消費期間：{w(F.PERIOD_START, roc(first, "Y/m/d"), first)}－{w(F.PERIOD_END, roc(last, "Y/m/d"), last)}
    信用額度：{grouped(r.randint(1, 9) * 50000)}</p>
    <table><tr><th>日期<th>時間<th>車號<th>油品<th>數量({w(F.UNIT, "公升", "L")})<th>單價<th>金額
    <th>里程{body}
    <tr><td colspan=4><b>合　計</b><td><b>{w(F.USAGE, grouped(litres))}</b><td><td><b>{grouped(total)}</b>
    <td></table>
    <p style="text-align:right;font-size:12pt">本期應繳總額 NT$ <b>{w(F.TOTAL_AMOUNT, grouped(total))}</b>
    </p>
    <p>繳款期限：{roc(made + timedelta(15), "Y/m/d")}　虛擬帳號：{digits(r, 14)}　上期已繳
    {grouped(r.randint(3, 60) * 1000)}</p>"""
    return Page(style, html, 210, 297)


@family(BillKind.FUEL)
def tanker_delivery(pen: Pen) -> Page:
    """A tanker's delivery note of fuel oil or diesel, with density and temperature."""
    w, r, when = pen.write, pen.random, day(pen.random)
    fuel, name, low, high = pen.one_of(
        (
            (FuelKind.FUEL_OIL, "低硫燃料油", 14.0, 22.0),
            (FuelKind.FUEL_OIL, "鍋爐用重油", 13.0, 20.0),
            (FuelKind.DIESEL, "超級柴油", 23.0, 29.0),
            (FuelKind.KEROSENE, "煤油", 30.0, 38.0),
        )
    )
    litres, price = r.randint(4, 160) * 100, rounded(r.uniform(low, high), 2)
    total = int(rounded(litres * price))
    style = f"""font:11pt {TIMES};padding:9mm 11mm;color:#1a1a1a;table{{width:100%;
    border-collapse:collapse}}
    td{{border:.35mm solid #000;padding:2mm;text-align:center}}h2{{margin:0;text-align:center;
    letter-spacing:3mm}}"""
    html = f"""<h2>油品交運單</h2><div style="display:flex;justify-content:space-between">
    <span>供油單位：{w(F.VENDOR, station(pen))}</span>
    <span>單號 D-{digits(r, 7)}</span></div><table>
    <tr><td>客戶<td colspan=3>{firm(r)}<td>交運日期<td>{w(F.ISSUE_DATE, roc(when, "y年m月d日"), when)}
    <tr><td>客戶代號<td>{w(F.ACCOUNT_NO, digits(r, 7))}<td>油罐車<td>{plate(r)}<td>司機<td>{person(r)}
    <tr><td>油品名稱<td>交運數量<td>單價（元/{w(F.UNIT, "公升", "L")}）<td>金額<td>比重 15℃<td>油溫 ℃
    <tr><td>{w(F.FUEL, name, fuel)}<td>{w(F.USAGE, grouped(litres))}<td>{w(F.UNIT_PRICE, str(price))}
    <td>{w(F.TOTAL_AMOUNT, grouped(total))}<td>0.{r.randint(820, 970)}<td>{r.randint(18, 55)}
    <tr><td>卸油前油尺<td>{r.randint(20, 60)} cm<td>卸油後油尺<td>{r.randint(90, 180)} cm<td>封條號碼
    <td>{digits(r, 6)}</table>
    <p style='line-height:2.4'>卸油地點：{address(r)}　　（本單金額含營業稅）</p><p>客戶簽章：
    　發油員：{person(r)}　　緊急聯絡 {phone(r)}</p>"""
    return Page(style, html, 210, 128)


@family(BillKind.FUEL)
def signed_note(pen: Pen) -> Page:
    """Diesel from a tank of one's own or a tanker, the counter of the pump before and after, by hand."""
    w, r, when, hand = pen.write, pen.random, day(pen.random), Hand(pen.random)
    before, litres = r.randint(1000, 98000), r.randint(20, 400)
    put = hand.write
    rows = [
        ("日　　期", put(w(F.ISSUE_DATE, roc(when, pen.one_of(("y/M/D", "y.M.D", "y年M月D日"))), when))),
        ("客戶名稱", put(firm(r))),
        ("車號／機具", put(pen.one_of((plate(r), "挖土機 PC200", "堆高機 3號", "發電機")))),
        ("油　　品", put(w(F.FUEL, pen.one_of(("柴油", "超柴", "超級柴油")), FuelKind.DIESEL))),
        ("開始加油碼表數", put(w(F.PREVIOUS_READING, str(before)))),
        ("結束加油碼表數", put(w(F.CURRENT_READING, str(before + litres)))),
        ("實際加油公升數", f"{put(w(F.USAGE, str(litres)), 6)} {w(F.UNIT, '公升', 'L')}"),
        ("加油人員", put(person(r))),
        ("客戶簽名", put(person(r), 7)),
    ]
    body = "".join(f"<tr><td width=40%>{label}<td>{value}" for label, value in rows)
    style = f"""font:12pt {MING};padding:8mm;color:#3d2a63;table{{width:100%;border-collapse:collapse}}
    td{{border:.35mm solid #3d2a63;padding:1.5mm 3mm;height:10.5mm}}"""
    html = f"""<div style="font-size:19pt;text-align:center">{w(F.VENDOR, station(pen))}</div>
    <div style="text-align:center;letter-spacing:4mm">加油簽收單</div>
    <div style="text-align:right;color:#b00">№ {digits(r, 6)}</div>
    <table>{body}</table><div style="font-size:9pt">第一聯：公司　第二聯：客戶　電話 {phone(r)}</div>"""
    return Page(style, html, 120, 150, handwritten=True)


@family(BillKind.FUEL)
def two_products(pen: Pen) -> Page:
    """An invoice on A4 for a month of two fuels."""
    w, r, when = pen.write, pen.random, day(pen.random)
    body, total = "", 0
    for number, fuel in enumerate((FuelKind.DIESEL, FuelKind.GASOLINE), 1):
        row, filled = pen.row(), filling(pen, fuel, 150, 900)
        total += filled.amount
        body += f"""<tr><td>{number}<td class=l>{row.write(F.FUEL, filled.name, fuel)}
    <td>{row.write(F.USAGE, grouped(filled.litres))}
        <td>公升<td>{row.write(F.UNIT_PRICE, str(filled.price))}<td>{grouped(filled.amount)}<td>應稅"""
    w(F.UNIT, "公升", "L")
    tax = int(rounded(Decimal(total) * 5 / 105))
    style = f"""font:10.5pt {pen.one_of((SERIF, MING))};padding:13mm;h2{{text-align:center;margin:0}}
    .l{{text-align:left}}
    table{{width:100%;border-collapse:collapse;margin-top:4mm}}td{{border:.25mm solid #333;padding:2mm;
    text-align:right}}"""
    html = f"""<h2>{w(F.VENDOR, station(pen))}</h2><h2>電子發票證明聯</h2>
    <div style="text-align:center">{w(F.ISSUE_DATE, roc(when, "Y-m-d"), when)}</div>
    <p>發票號碼：{w(F.INVOICE_NO, invoice_no(r, "-"))}　　　　格　式：25<br>買　方：{firm(r)}
    <br>統一編號：{w(F.BUYER_UBN, ubn(r))}<br>地　址：{address(r)}</p>
    <table><tr><td>序號<td class=l>品名<td>數量<td>單位<td>單價(含稅)<td>金額<td>課稅別{body}
    <tr><td colspan=5 class=l>銷售額合計<td>{grouped(total - tax)}<td rowspan=3>
    <tr><td colspan=5 class=l>營業稅　應稅 V　零稅率　免稅<td>{w(F.TAX, grouped(tax))}
    <tr><td colspan=5 class=l>總計<td><b>{w(F.TOTAL_AMOUNT, grouped(total))}</b></table>
    <p>營業人蓋用統一發票專用章<br>賣方統一編號：{w(F.SELLER_UBN, ubn(r))}　電話：{phone(r)}</p>
    <p style="text-align:right">第1頁/共1頁</p>"""
    return Page(style, html, 210, 175)


@family(BillKind.FUEL)
def month_letter(pen: Pen) -> Page:
    """A station's letter by mail on what a firm filled on account, in sentences and one small table."""
    w, r, filled = pen.write, pen.random, filling(pen, FuelKind.DIESEL, 200, 2400)
    first = day(r).replace(day=1)
    made = (first + timedelta(31)).replace(day=3)
    style = f"""font:12pt/1.8 {KAI};padding:18mm 16mm;color:#111;td{{border-bottom:.3mm solid #999;
    padding:1.5mm 8mm 1.5mm 0}}"""
    html = f"""<div style="color:#666;font:9pt {ARIAL}">寄件者：帳務組　收件者：會計
    主旨：{pen.months(first, roc(first, "y年M月"))}份油款請款</div>
    <p>{firm(r)} 您好：</p><p>貴公司（客戶編號
    {w(F.ACCOUNT_NO, digits(r, 6))}）本月於本站記帳加油，明細彙總如下，發票
    {w(F.INVOICE_NO, invoice_no(r))} 已於 {w(F.ISSUE_DATE, roc(made, "y年M月D日"), made)} 開立，敬請查收。
    </p>
    <table><tr><td>油品種類<td>{w(F.FUEL, filled.name, filled.fuel)}<tr><td>加油公升數
    <td>{w(F.USAGE, grouped(filled.litres))} {w(F.UNIT, "公升", "L")}
    <tr><td>平均每公升<td>{filled.price} 元<tr><td>應付油款<td><b>新臺幣
    {w(F.TOTAL_AMOUNT, grouped(filled.amount))} 元</b>（含稅）
    <tr><td>去年同月<td>{grouped(r.randint(200, 2400))} 公升</table>
    <p>請於 {roc(made + timedelta(20), "M月D日")} 前匯入
    {digits(r, 3)}-{digits(r, 12)}。如已付款請勿重複繳納。</p>
    <p style="text-align:right">{w(F.VENDOR, station(pen))}　敬上<br>電話 {phone(r)}</p>"""
    return Page(style, html, 210, 230)


@family(BillKind.FUEL, development=True)
def boiler_oil(pen: Pen) -> Page:
    """A supplier's sheet for a boiler's oil that is note and invoice in one."""
    w, r, when = pen.write, pen.random, day(pen.random)
    litres, price = r.randint(5, 90) * 200, rounded(r.uniform(14, 21), 2)
    sales = int(rounded(litres * price))
    tax = int(rounded(Decimal(sales) / 20))
    oil = w(F.FUEL, pen.one_of(("燃料油", "重油", "低硫鍋爐油")), FuelKind.FUEL_OIL)
    facts = [
        ("出貨日期", w(F.ISSUE_DATE, roc(when, "Y.m.d"), when)),
        ("發票號碼", w(F.INVOICE_NO, invoice_no(r))),
        ("客戶代號", w(F.ACCOUNT_NO, f"K{digits(r, 4)}")),
        ("客戶統編", w(F.BUYER_UBN, ubn(r))),
        ("品名", oil),
        ("數量", f"{w(F.USAGE, grouped(litres))} {w(F.UNIT, pen.one_of(('公升', 'L')), 'L')}"),
        ("單價", w(F.UNIT_PRICE, str(price))),
        ("貨款", grouped(sales)),
        ("稅額", w(F.TAX, grouped(tax))),
        ("應付總額", f"<b>{w(F.TOTAL_AMOUNT, grouped(sales + tax))}</b>"),
        ("含硫量", f"0.{r.randint(3, 9)} %"),
        ("上次出貨", f"{grouped(r.randint(5, 90) * 200)} 公升"),
    ]
    cells = "".join(f"<div><small>{label}</small><br>{value}</div>" for label, value in facts)
    style = f"""font:12pt {SANS};padding:10mm;color:#222;h3{{margin:0;border-bottom:1mm solid #e0a100}}
    .g{{display:grid;grid-template-columns:repeat(4,1fr);gap:4mm;margin:5mm 0}}small{{color:#a37400}}"""
    html = f"""<h3>{w(F.VENDOR, station(pen))}　出貨單兼發票明細</h3><div>{firm(r)}　{address(r)}</div>
    <div class=g>{cells}</div><div>統一編號 {w(F.SELLER_UBN, ubn(r))}　電話 {phone(r)}　簽收：</div>"""
    return Page(style, html, 200, 105)
