"""Piped gas for development: a form of needle printers, two meters of a works, a card and a closing letter."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up
from tests.bills.brush import Hand
from tests.bills.consumption import HOUSE_GAS, KITCHEN_GAS, Supply, metered
from tests.bills.drawn import Page, Pen, family
from tests.bills.gas_sold import boxed, charge, holes, parted, patterned, stripes
from tests.bills.made_up import grouped, roc, rounded

IMPACT = """padding:6mm 14mm;font:8.5pt 'AR PL UMing TW';color:#2d6b4f;position:relative;height:92mm;
table{border-collapse:collapse;width:100%} td{border:.25mm solid #2d6b4f;height:7.5mm;padding:0 1mm;position:relative}
.t{font:11pt 'Liberation Mono','AR PL UMing TW';color:#26262e;position:relative;left:.9mm;top:-.7mm;margin-right:1.6mm;white-space:pre}
.n{text-align:right} h2{margin:0 0 1mm;font-size:14pt;letter-spacing:2mm;text-align:center} .w{display:flex;gap:5mm}"""


@family(BillKind.NATURAL_GAS, development=True)
def needle_form(pen: Pen) -> Page:
    """A form of continuous paper that a needle printer fills in, with a counterfoil beside it."""
    random, use = pen.random, metered(pen.random, HOUSE_GAS)
    added = random.randint(1, 6) if pen.chance(0.5) else 0
    usage = use.usage + added
    bill, account = charge(random, usage, places=1), patterned(random, "dd-ddd-dddd-d")
    vendor = pen.one_of(("霧嶺瓦斯股份有限公司", "蘭岬天然氣股份有限公司", "礁岩瓦斯股份有限公司"))

    def typed(text: str) -> str:
        return f"<span class=t>{text}</span>"

    total = typed(pen.write(F.TOTAL_AMOUNT, f"***{grouped(bill.total)}"))
    number = typed(pen.write(F.ACCOUNT_NO, account))
    deadline = roc(use.end + timedelta(20), "y.m.d")
    left = f"""<table><tr><td>用戶號碼<td colspan=3>{number}<td>收費月份<td>{typed(roc(use.end, "y.m"))}
<tr><td>戶　　名<td colspan=3>{typed(made_up.person(random))}<td>表　　號<td>{typed(pen.write(F.METER_NO, patterned(random, "Ldddddd")))}
<tr><td>上次抄表日<td colspan=2>{parted(pen, F.PERIOD_START, use.start, typed)}<td colspan=2>上次指數<td class=n>{typed(pen.write(F.PREVIOUS_READING, f"{use.previous:>6}"))}
<tr><td>本次抄表日<td colspan=2>{parted(pen, F.PERIOD_END, use.end, typed)}<td colspan=2>本次指數<td class=n>{typed(pen.write(F.CURRENT_READING, f"{use.current:>6}"))}
<tr><td>指數差<td class=n>{typed(str(use.usage))}<td>補(退)度數<td class=n>{typed(str(added))}<td>計費度數
<td class=n>{typed(pen.write(F.USAGE, str(usage)))}{pen.write(F.UNIT, "度", "m3")}
<tr><td>基本費<td class=n>{typed(str(bill.basic))}<td>單價<td class=n>{typed(pen.write(F.UNIT_PRICE, f"{bill.price:.2f}", bill.price))}
<td>瓦斯費<td class=n>{typed(grouped(bill.energy))}
<tr><td colspan=2>應繳金額<small>（內含5%營業稅）</small><td colspan=2 class=n>{total}元<td>繳費期限<td>{typed(deadline)}</table>"""
    right = f"""<table><tr><td>用戶號碼<td>{number}<tr><td>期別<td>{typed(roc(use.end, "ym"))}
<tr><td>應繳金額<td class=n>{total}<tr><td>收費員<td>{typed(patterned(random, "ddd"))}<tr><td style='height:15mm' colspan=2>收款章</table>"""
    name = pen.write(F.VENDOR, vendor)
    return Page(
        IMPACT,
        f"""{holes(92, 241)}<div class=w><div style='flex:1'><h2>{name}</h2>
<div style='text-align:center'>{pen.one_of(("煤氣費收據", "瓦斯費繳費通知單", "用戶瓦斯費收據"))}　No.{patterned(random, "ddddddd")}</div>{left}
<div style='margin-top:3mm'>用氣地址 {typed(made_up.address(random))}<br>1. 逾期繳納按月加收 {random.randint(1, 5)}% 遲延費　2. 服務電話 {made_up.phone(random)}
　3. 嗅到瓦斯異味請勿開關電器</div></div><div style='width:62mm;border-left:.3mm dashed #2d6b4f;padding-left:3mm'>
<h2 style='font-size:10pt;letter-spacing:0'>存根聯</h2>{right}</div></div>{stripes()}""",
        241,
        93,
    )


WORKS = """padding:10mm 12mm 10mm 20mm;font:8.5pt/1.4 'Liberation Sans','Noto Sans CJK TC';position:relative;
table{border-collapse:collapse;width:100%;margin:2mm 0} th{background:#17375e;color:#fff;font-weight:400;padding:1mm}
td{border:.2mm solid #8aa;padding:1mm 2mm;text-align:right} small{display:block;color:#678;font-size:6.5pt} th small{color:#cde}
.v{writing-mode:vertical-rl;position:absolute;left:9mm;letter-spacing:2mm;background:#dde6f0;padding:2mm 1mm}
.k{display:grid;grid-template-columns:repeat(4,1fr);gap:1.5mm} .k div{border-bottom:.3mm solid #17375e}
.s{float:right;width:86mm} .s td:first-child{text-align:left}"""
TWO_METERS = Supply((2_000, 42_000), (1, 1), (28, 32))


def _meter_line(pen: Pen, factor: Decimal, number: int) -> tuple[str, int]:
    """A row of one meter, and the cubic metres that are billed on it."""
    use, row = metered(pen.random, TWO_METERS), pen.row()
    billed = int(rounded(use.usage * factor))
    cells = (
        f"{number}",
        row.write(F.METER_NO, patterned(pen.random, "LLL-ddddd")),
        row.write(F.CURRENT_READING, grouped(use.current)),
        row.write(F.PREVIOUS_READING, grouped(use.previous)),
        grouped(use.usage),
        str(factor),
        row.write(F.USAGE, grouped(billed)),
    )
    return "<tr>" + "".join(f"<td>{cell}" for cell in cells), billed


@family(BillKind.NATURAL_GAS, development=True)
def two_meters(pen: Pen) -> Page:
    """A works' bilingual bill across the page: two or three meters, pressure factors, sometimes two prices."""
    random, use = pen.random, metered(pen.random, KITCHEN_GAS)
    factor = rounded(random.uniform(1.05, 3.2), 4)
    lines = [_meter_line(pen, factor, number) for number in range(1, random.randint(3, 4))]
    usage = sum(billed for _, billed in lines)
    form, made = pen.one_of(("Y/m/d", "Y.m.d", "y/m/d")), use.end + timedelta(random.randint(1, 6))
    price, basic = rounded(random.uniform(11, 17), 4), random.randint(1_500, 6_000)
    part = int(usage * random.uniform(0.3, 0.7))
    if pen.chance(0.6):
        priced = f"<tr><td>從量費 Volume<td>{pen.write(F.UNIT_PRICE, str(price), price)}<td>{round(usage * price):,}"
        energy = round(usage * price)
    else:
        later = rounded(price + Decimal("0.6"), 4)
        energy = round(part * price) + round((usage - part) * later)
        priced = f"""<tr><td>從量費 {part:,} m³<td>{price}<td>{round(part * price):,}
<tr><td>從量費(調價後) {usage - part:,} m³<td>{later}<td>{round((usage - part) * later):,}"""
    sales = energy + basic
    tax = int(rounded(sales * 0.05))
    vendor = pen.one_of(("楓津天然氣股份有限公司", "翠河工業燃氣股份有限公司", "北瀾瓦斯股份有限公司"))
    carbon = pen.write(F.PRINTED_KGCO2E, grouped(round(usage * 1.879))) if pen.chance(0.5) else ""
    told = (
        ("客戶 Customer", made_up.firm(random)),
        ("統編 Tax ID", pen.write(F.BUYER_UBN, made_up.ubn(random))),
        ("契約編號 Contract No.", patterned(random, "CT-dddd-dd")),
        ("用戶代號 Account No.", pen.write(F.ACCOUNT_NO, patterned(random, "LddddddLd"))),
        ("開單日 Issued", pen.write(F.ISSUE_DATE, roc(made, form), made)),
        (
            "用氣期間 Service Period",
            f"{pen.write(F.PERIOD_START, roc(use.start, form), use.start)} → {pen.write(F.PERIOD_END, roc(use.end, form), use.end)}",
        ),
        ("繳款截止 Due", roc(made + timedelta(15), form)),
        ("供氣壓力 Pressure", f"{rounded(random.uniform(0.3, 3), 2)} kg/cm²"),
    )
    head = "".join(f"<div><small>{label}</small>{value}</div>" for label, value in told)
    unit = pen.write(F.UNIT, pen.one_of(("m³", "立方公尺")), "m3")
    return Page(
        WORKS,
        f"""<div class=v>工業用戶帳單</div><b style='font-size:14pt'>{pen.write(F.VENDOR, vendor)}</b>　NATURAL GAS STATEMENT
<div class=k>{head}</div><table><tr><th>項次<small>Item</small><th>表號<small>Meter</small><th>本期指針<small>Present</small>
<th>前期指針<small>Last</small><th>差數<small>Difference</small><th>壓溫補正<small>P/T factor</small>
<th>計費量({unit})<small>Billed volume</small>{"".join(line for line, _ in lines)}
<tr><td colspan=6>合計 Total<td><b>{pen.write(F.USAGE, grouped(usage))}</b></table>
<table class=s><tr><td>基本費 Basic<td>—<td>{basic:,}{priced}<tr><td colspan=2>小計 Subtotal<td>{sales:,}
<tr><td colspan=2>營業稅 VAT 5%<td>{pen.write(F.TAX, grouped(tax))}
<tr style='font-weight:700;font-size:11pt'><td colspan=2>應付總額 Amount Due (TWD)<td>{pen.write(F.TOTAL_AMOUNT, grouped(sales + tax))}</table>
<div>熱值 Heating value {random.randint(8900, 9700):,} kcal/m³　上年同期 Same month last year {int(usage * 0.93):,} m³<br>
{f"本期碳排放量 Emissions：{carbon} kgCO₂e<br>" if carbon else ""}
匯款 Bank 806-{patterned(random, "dddddddddddd")}　傳真 {made_up.phone(random)}<br>
單價依公告逐月調整 Prices are revised monthly.</div>""",
        297,
        150,
        cropped=True,
    )


CARD = """padding:6mm;font:10pt/1.5 'Noto Sans CJK TC';color:#a33b1e;background:#fffbea;height:125mm;
h2{text-align:center;margin:0;font-size:15pt} .l{display:flex;justify-content:space-between;border-bottom:.2mm solid #d9a;padding:1.2mm 0}
small{font-size:7pt}.st{border:.2mm solid #555;color:#222;font:9pt 'Liberation Mono';padding:1mm;width:56mm;margin:1mm auto}"""


@family(BillKind.NATURAL_GAS, development=True)
def reader_card(pen: Pen) -> Page:
    """A card that the reader of meters fills in by hand and hangs on the door."""
    random, use, hand = pen.random, metered(pen.random, HOUSE_GAS), Hand(pen.random)
    bill, ink = charge(random, use.usage), "#a33b1e"

    def day(what: F, when: object) -> str:
        assert isinstance(when, type(use.end))
        parts = [str(when.year - 1911), str(when.month), str(when.day)]
        pen.note(what, when, *parts)
        return "".join(f"{hand.write(part)} {unit} " for part, unit in zip(parts, "年月日", strict=True))

    def squares(what: F, value: int) -> str:
        written = pen.write(what, f"{value:05d}", value).rjust(5)
        return "".join(boxed(sign, 1, ink).replace(f">{sign}<", f">{hand.write(sign)}<") for sign in written)

    vendor = pen.one_of(("汐岸瓦斯股份有限公司", "鹿埔天然氣股份有限公司", "山腳煤氣股份有限公司"))
    printed = "" if pen.chance(0.4) else f"{hand.write(pen.write(F.TOTAL_AMOUNT, str(bill.total)))} 元"
    return Page(
        CARD,
        f"""<h2>{pen.write(F.VENDOR, vendor)}</h2><div style='text-align:center'>瓦斯表抄表通知卡</div>
<div class=st>{pen.write(F.ACCOUNT_NO, patterned(random, "dd dddd dddd"))}<br>表 {pen.write(F.METER_NO, patterned(random, "ddddddd"))}</div>
<div class=l><span>上次抄表</span><span>{parted(pen, F.PERIOD_START, use.start, hand.write)}</span></div>
<div class=l><span>本次抄表</span><span>{parted(pen, F.PERIOD_END, use.end, hand.write)}</span></div>
<div class=l><span>本次指數</span><span>{squares(F.CURRENT_READING, use.current)}</span></div>
<div class=l><span>上次指數</span><span>{squares(F.PREVIOUS_READING, use.previous)}</span></div>
<div class=l><span>用氣度數</span><span>{hand.write(pen.write(F.USAGE, str(use.usage)))} {pen.write(F.UNIT, "度", "m3")}</span></div>
<div class=l><span>約計氣費</span><span>{printed}</span></div>
<div class=l><span>抄表員</span><span>{hand.write(made_up.person(random))}</span></div>
<small>本卡僅供參考，實際金額以帳單為準。下次抄表約 {random.randint(1, 12)} 月 {random.randint(1, 28)} 日，請保持通道暢通。
不在時請自行填寫指數，於 3 日內電告 {made_up.phone(random)} 或傳真。</small>""",
        105,
        126,
        handwritten=True,
    )
