"""Piped gas for development: a two-monthly notice, a receipt after a bank has paid, a slip at the door."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, Metered, metered
from tests.bills.drawn import Page, Pen, family
from tests.bills.gas_sold import Charge, charge, patterned
from tests.bills.made_up import grouped, roc
from tests.bills.three_parts import NUMERALS

NOTICE = """padding:9mm 12mm;font:9pt/1.5 'Noto Sans CJK TC';color:#1c2b2d;
.hd{display:flex;justify-content:space-between;align-items:flex-end;border-bottom:1mm solid var(--c);padding-bottom:2mm}
.hd b{font-size:15pt} .hd i{display:inline-block;width:8mm;height:8mm;border-radius:50% 50% 50% 0;background:var(--c);margin-right:2mm}
.hd small{font-size:7pt;color:#667} .top{display:flex;gap:8mm;margin:4mm 0 5mm} .to{flex:1;font-size:10.5pt;padding-top:5mm}
.tiles{display:grid;grid-template-columns:1fr 1fr;width:88mm;gap:.6mm} .tiles div{background:var(--l);padding:1.6mm 3mm}
.tiles span{display:block;font-size:7.5pt;color:#456} .tiles b{font-size:12pt} .big{grid-column:1/3} .tiles .big b{font-size:20pt;color:var(--c)}
h4{margin:3mm 0 1mm;font-size:10pt;color:var(--c)} .g{display:grid;grid-template-columns:repeat(4,1fr);border:.25mm solid #aab}
.g div{border:.15mm solid #ccd;padding:1mm 2mm} .g span{display:block;font-size:7pt;color:#567}
.two{display:flex;gap:8mm} .two>div{flex:1} .fee{display:flex;align-items:baseline} .fee u{flex:1;text-decoration:none;border-bottom:.3mm dotted #889;margin:0 2mm}
.cut{border-top:.3mm dashed #444;margin:5mm -12mm 3mm;text-align:center;font-size:7pt} .stub{display:flex;gap:8mm;font-size:8.5pt} .n{font-size:7pt;color:#445}"""


def _tiles(pen: Pen, use: Metered, total: str, usage: str, form: str) -> str:
    """What is to pay, until when, and how much was used, in great letters."""
    due = roc(use.end + timedelta(pen.random.randint(16, 24)), form)
    told = [
        (pen.one_of(("繳費期限", "請於此日前繳納", "繳納截止日")), due),
        (pen.one_of(("本期用氣", "計費度數", "用氣量")), usage),
    ]
    if pen.chance(0.5):
        told.reverse()
    small = "".join(f"<div><span>{label}</span><b>{value}</b></div>" for label, value in told)
    great = f"<div class=big><span>{pen.one_of(('本期應繳總額', '應繳金額（含稅）', '您本期的瓦斯費'))}</span><b>{total}</b></div>"
    return f"<div class=tiles>{pen.one_of((great + small, small + great))}</div>"


def _used(pen: Pen, use: Metered, account: str, form: str) -> str:
    """Customer, meter and readings in ruled cells, each label above its value."""
    random = pen.random
    next_day = roc(use.end + timedelta(random.randint(58, 64)), form)
    told = [
        (pen.one_of(("用戶號碼", "客戶號碼", "用戶編號")), account),
        (pen.one_of(("瓦斯表號碼", "表號", "錶號")), pen.write(F.METER_NO, patterned(random, "dddLdddddd"))),
        ("表型", random.choice(("G2.5", "G4", "N3", "NI-3"))),
        ("用氣種類", random.choice(("家庭用", "商業用", "服務業", "營業用"))),
        (
            pen.one_of(("上期抄表日", "前次抄表")),
            pen.write(F.PERIOD_START, roc(use.start, form), use.start),
        ),
        (pen.one_of(("本期抄表日", "本次抄表")), pen.write(F.PERIOD_END, roc(use.end, form), use.end)),
        (pen.one_of(("上期度數", "前次指數")), pen.write(F.PREVIOUS_READING, str(use.previous))),
        (pen.one_of(("本期度數", "本次指數")), pen.write(F.CURRENT_READING, str(use.current))),
        ("下次抄表日", f"約 {next_day}"),
        ("抄表方式", random.choice(("實抄", "自報", "智慧表遠傳"))),
        ("抄表路線", patterned(random, "dd-ddd-ddd")),
        ("收費區", patterned(random, "dd")),
    ]
    return "<div class=g>" + "".join(f"<div><span>{a}</span>{b}</div>" for a, b in told) + "</div>"


@family(BillKind.NATURAL_GAS, development=True)
def tiled_notice(pen: Pen) -> Page:
    """A two-monthly notice of payment: an address for the window, great tiles, dotted lines of fees, a stub."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, form = charge(random, use.usage), pen.one_of(("Y/m/d", "y/m/d", "y.m.d", "y年m月d日"))
    off, colour = (
        random.choice((0, 3, 5, 10)),
        random.choice(("#0a7a78;--l:#e3f2f1", "#b4531a;--l:#fbeee4", "#33508f;--l:#e8edf7")),
    )
    vendor = pen.one_of(("晴埔天然氣股份有限公司", "竹棧瓦斯股份有限公司", "南岬溪天然氣股份有限公司"))
    total = "NT$ " + pen.write(F.TOTAL_AMOUNT, grouped(bill.total - off))
    unit = pen.write(F.UNIT, pen.one_of(("度", "度", "m³")), "m3")
    usage = f"{pen.write(F.USAGE, str(use.usage))} {unit}"
    account = pen.write(
        F.ACCOUNT_NO, patterned(random, pen.one_of(("ddd-dddd-dd", "dddddddddd", "Ldd-ddddd")))
    )
    fees = [
        ("基本費", f"{bill.basic}"),
        (f"從量費 {use.usage} × {pen.write(F.UNIT_PRICE, str(bill.price))}", f"{bill.energy:,}"),
    ]
    if off:
        fees.append((pen.one_of(("減：電子帳單優惠", "轉帳扣繳折扣")), f"-{off}"))
    fees.append(("合計", f"<b>{total}</b>"))
    fees.append(("（內含營業稅", f"{pen.write(F.TAX, str(made_up.with_tax(bill.total - off)[1]))} 元）"))
    fee_lines = "".join(f"<div class=fee>{label}<u></u>{value}</div>" for label, value in fees)
    past = [roc(use.end - timedelta(61 * back), "y/m") for back in range(5, -1, -1)]
    last = int(use.usage * random.uniform(0.7, 1.4))
    compared = f"本期共用氣 {use.days} 天，平均每日 {use.usage / use.days:.2f} 度、{bill.total / use.days:.1f} 元。<br>去年同期 {last} 度，上期 {int(last * 0.9) + 2} 度。"
    carbon = (
        f"<br>本期排碳約 {pen.write(F.PRINTED_KGCO2E, f'{use.usage * 2.09:.1f}')} 公斤 CO₂e"
        if pen.chance(0.4)
        else ""
    )
    return Page(
        f"--c:{colour};{NOTICE}",
        f"""<div class=hd><div><i></i><b>{pen.write(F.VENDOR, vendor)}</b><br><small>{made_up.address(random)}　24 小時緊急搶修 {made_up.phone(random)}</small></div>
<div style='text-align:right'>{pen.one_of(("瓦斯費繳費通知單", "天然氣費繳款單", "天然氣帳單"))}<br>{roc(use.end, "y 年 m 月份")}</div></div>
<div class=top><div class=to>{random.randint(100, 983)}{random.randint(10, 99)}<br>{made_up.address(random)}<br>{made_up.firm(random)}　台照</div>{_tiles(pen, use, total, usage, form)}</div>
<h4>▍用氣資料</h4>{_used(pen, use, account, form)}<div class=two><div><h4>▍費用明細（新臺幣元）</h4>{fee_lines}</div>
<div><h4>▍用氣分析</h4>{compared}{carbon}{pieces.chart(random, past, "var(--c)", 16)}</div></div>
<div class=n>{pieces.notices(random, 4)}</div><div class=cut>✂　以下代收單位收執，請勿折疊或污損條碼</div>
<div class=stub><div>用戶號碼　{account}<br>應繳金額　{total}</div><div>{pieces.bar_code(patterned(random, "dddddd6LL"), 40)}{pieces.bar_code(patterned(random, "dddddddddddddddd"), 60)}</div></div>""",
        210,
        285,
        cropped=True,
    )


DEBITED = """padding:6mm 10mm;font:10.5pt/1.62 'AR PL UMing TW','Liberation Mono';color:#23242b;background:#f3f7f1;
h2{margin:0;text-align:center;font-size:14pt;letter-spacing:1.5mm;font-weight:400} .s{text-align:center;font-size:9pt;margin-bottom:2mm}
.c{display:grid;grid-template-columns:66mm 52mm 1fr;column-gap:4mm} .r{display:flex;justify-content:space-between} .f{font-size:8pt;line-height:1.35;margin-top:1.5mm}
.o{position:absolute;right:16mm;bottom:9mm;border:.7mm solid #b33a3a;border-radius:50%;width:23mm;height:23mm;color:#b33a3a;font-size:8pt;line-height:1.4;
text-align:center;padding-top:5mm;opacity:.75} position:relative;height:80mm"""


def _debited_lines(pen: Pen, use: Metered, bill: Charge, form: str) -> tuple[list[str], list[str]]:
    """The middle column, of the meter, and the right one, of money."""
    unit = pen.write(F.UNIT, "度", "m3")
    first, last = pen.one_of((("上期指數", "本期指數"), ("起度", "迄度"), ("前期指針", "本期指針")))
    meter = [
        (first, pen.write(F.PREVIOUS_READING, f"{use.previous:05d}", use.previous)),
        (last, pen.write(F.CURRENT_READING, f"{use.current:05d}", use.current)),
        (pen.one_of(("實用度數", "使用度數", "本期用量")), f"{pen.write(F.USAGE, str(use.usage))}{unit}"),
        (pen.one_of(("每度單價", "氣價")), pen.write(F.UNIT_PRICE, str(bill.price))),
    ]
    money = [
        ("基本費", str(bill.basic)),
        (pen.one_of(("瓦斯費", "氣費")), grouped(bill.energy)),
        (pen.one_of(("內含稅額", "營業稅額")), pen.write(F.TAX, str(bill.tax))),
        (pen.one_of(("扣繳金額", "實收金額", "合計")), "*" + pen.write(F.TOTAL_AMOUNT, grouped(bill.total))),
    ]
    return [_apart(*one) for one in meter], [_apart(*one) for one in money]


def _apart(label: str, value: str) -> str:
    return f"<div class=r><span>{label}</span><span>{value}</span></div>"


def _in_words(total: int) -> str:
    """The sum as programs of old write it, a numeral for each place."""
    places = "億仟佰拾萬仟佰拾元"[-len(str(total)) :]
    return "".join(f"{NUMERALS[int(digit)]}{place}" for digit, place in zip(str(total), places, strict=True))


@family(BillKind.NATURAL_GAS, development=True)
def debited_receipt(pen: Pen) -> Page:
    """A small receipt after a bank has paid: three columns of lines without a rule, the sum in words too."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    bill, form = charge(random, use.usage, places=1), pen.one_of(("ymd", "y.m.d", "y-m-d", "y年m月d日"))
    vendor = pen.one_of(("埤頭崙瓦斯股份有限公司", "和煦天然氣股份有限公司", "東濱煤氣股份有限公司"))
    mark = pen.one_of(("", "-"))
    paid = use.end + timedelta(random.randint(12, 20))
    days = pen.write(F.PERIOD_START, roc(use.start, form), use.start) + pen.one_of(("-", "～", " 至 "))
    left = [
        f"{pen.one_of(('用戶號碼', '用戶編號', '戶號'))}：{pen.write(F.ACCOUNT_NO, patterned(random, 'dd-dddddd-d'))}",
        f"戶　　名：{made_up.person(random)[0]}○{made_up.person(random)[-1]}",
        f"用氣期間：{days}{pen.write(F.PERIOD_END, roc(use.end, form), use.end)}",
        f"發票號碼：{pen.write(F.INVOICE_NO, made_up.invoice_no(random, mark))}",
    ]
    if len(form) >= 6:
        left[2] = left[2].replace("：", "：<br>", 1)
    meter, money = _debited_lines(pen, use, bill, form)
    columns = "".join(
        f"<div>{'<br>'.join(one) if one is left else ''.join(one)}</div>" for one in (left, meter, money)
    )
    return Page(
        DEBITED,
        f"""<h2>{pen.write(F.VENDOR, vendor)}</h2><div class=s>{pen.one_of(("瓦斯費收據", "天然氣費收據", "代繳瓦斯費收據"))}（金融機構轉帳代繳用戶）　　期別 {roc(use.end, "ym")}</div>
<div class=c>{columns}</div>地　　址：{made_up.address(random)}<br>合計新臺幣{_in_words(bill.total)}整
<div class=f>營利事業統一編號 {pen.write(F.SELLER_UBN, made_up.ubn(random))}　收據號碼 {patterned(random, "dddddddd")}　扣款日 {roc(paid, form)}<br>
代繳單位 {patterned(random, "ddd")} 銀行　帳號 ****{patterned(random, "dddd")}　※本收據經查未扣款者無效。<br>※下期扣款約 {roc(paid + timedelta(61), "M 月 D 日")}，請預留存款。服務電話 {made_up.phone(random)}</div>
<div class=o>收費章<br>{roc(paid, "y.m.d")}<br>代繳</div>""",
        200,
        81,
    )


SLIP = """padding:3mm 3.5mm 6mm;font:8.5pt/1.4 'Noto Sans Mono CJK TC';color:#2c2a33;background:#fdfcfa;
.c{text-align:center} .b{font-size:13pt;font-weight:700} .r{display:flex;justify-content:space-between} hr{border:0;border-top:.3mm dashed #444;margin:1.5mm 0}
table{width:100%} td{padding:0;text-align:right} td:first-child{text-align:left} .k{background:#2c2a33;color:#fdfcfa;padding:.5mm 1mm}"""


@family(BillKind.NATURAL_GAS, development=True)
def handheld_slip(pen: Pen) -> Page:
    """What the reader of meters prints at the door with a machine on the belt: both days with hours, what is due."""
    random, use = pen.random, metered(pen.random, pen.one_of((HOUSE_GAS, HOUSE_GAS, KITCHEN_GAS)))
    bill, form = charge(random, use.usage, places=1), pen.one_of(("Y/m/d", "y/m/d", "y-m-d"))
    vendor = pen.one_of(("沙崙坡瓦斯股份有限公司", "綠汀天然氣股份有限公司", "大埕瓦斯股份有限公司"))
    hour = f"{random.randint(8, 17):02d}:{random.randint(0, 59):02d}"
    made = pen.write(F.ISSUE_DATE, roc(use.end, form), use.end)
    first, last = pen.write(F.PERIOD_START, roc(use.start, form), use.start), roc(use.end, form)
    last = pen.write(F.PERIOD_END, last, use.end)
    before, now = (
        pen.write(F.PREVIOUS_READING, str(use.previous)),
        pen.write(F.CURRENT_READING, str(use.current)),
    )
    unit, late = pen.write(F.UNIT, pen.one_of(("度", "m3", "M3")), "m3"), pen.one_of(("本次", "本期", "今次"))
    used = f"{pen.write(F.USAGE, str(use.usage))} {unit}"
    table = f"<table><tr><td>　<td>日期<td>指數<tr><td>{late}<td>{last}<td>{now}<tr><td>上次<td>{first}<td>{before}</table>"
    lines = f"""{_apart(late + "抄表日", last)}{_apart(late + "指數", now)}{_apart("上次抄表日", first)}{_apart("上次指數", before)}"""
    price = _apart("單價 元/度", pen.write(F.UNIT_PRICE, str(bill.price))) if pen.chance(0.6) else ""
    carbon = f"碳排 {pen.write(F.PRINTED_KGCO2E, f'{use.usage * 2.1:.1f}')} kg<br>" if pen.chance(0.3) else ""
    due = roc(use.end + timedelta(random.randint(10, 20)), form)
    return Page(
        SLIP,
        f"""<div class=c><b>{pen.write(F.VENDOR, vendor)}</b><br>{pen.one_of(("瓦斯費通知單（現場列印）", "抄表暨繳費通知", "用氣通知單"))}</div>
<div class=r><span>機號 {patterned(random, "L-dd")}</span><span>抄表員 {patterned(random, "ddd")}</span></div>列印時間 {made} {hour}<hr>
{pen.one_of(("戶號", "用戶號", "用戶編號"))} {pen.write(F.ACCOUNT_NO, patterned(random, pen.one_of(("dddd-dddd", "dd-dd-dddd-d", "ddddddd"))))}<br>表號 {pen.write(F.METER_NO, patterned(random, "dd-dddddd"))}<br>{made_up.address(random)[3:]}<hr>
{pen.one_of((table, lines))}<div class='r k'><span>{pen.one_of(("用氣量", "使用度數", "實用"))}</span><b>{used}</b></div>
{_apart("前期用氣", str(int(use.usage * random.uniform(0.7, 1.3))))}{price}{_apart("基本費", str(bill.basic))}{_apart("氣　費", grouped(bill.energy))}<hr>
<div class='r b'><span>{pen.one_of(("應繳", "合計", "應收"))}</span><span>${pen.write(F.TOTAL_AMOUNT, grouped(bill.total))}</span></div>{_apart("請於此日前繳", due)}
<div class=c>{pieces.bar_code(patterned(random, "dddddddddLdd"), 46, 9)}</div>{carbon}超商可繳，手續費 {random.choice((0, 3, 5, 8))} 元。<br>聞到瓦斯味先開窗，再撥<br>{made_up.phone(random)}<br>＊熱感紙請避免日曬＊""",
        62,
        180,
        cropped=True,
    )
