"""Fuel for development: a delivery on continuous paper, and two slips filled in by hand."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.fillings import filling
from tests.bills.made_up import KAI, MING, SERIF, grouped, roc

CONTINUOUS = """font:10pt/1.55 'Liberation Mono','AR PL UMing TW';color:#2b2b3c;padding:5mm 16mm 6mm;position:relative;
background:repeating-linear-gradient(#fff 0 6mm,#eef6ee 6mm 12mm);white-space:pre;
.h{position:absolute;top:0;bottom:0;width:9mm;background:radial-gradient(circle at 50% 50%,#777 0 1.8mm,transparent 1.9mm) 0 0/9mm 12.7mm}
.w{font-size:15pt;letter-spacing:1.5mm} b{font-weight:400;border-bottom:.3mm dashed #888}"""


@family(BillKind.FUEL, development=True)
def tanker_note(pen: Pen) -> Page:
    """What a tanker's driver leaves at a boiler house: the counter before and after, on continuous paper."""
    random, w = pen.random, pen.write
    sold = filling(
        random,
        pen.one_of((FuelKind.FUEL_OIL, FuelKind.FUEL_OIL, FuelKind.DIESEL)),
        (1800, 15000),
        places=0,
        priced=2,
    )
    when, begin = made_up.day(random), random.randint(100_000, 900_000)
    tax = int(made_up.rounded(Decimal(sold.amount) / 20))
    density = random.randint(*(8250, 8450) if sold.fuel is FuelKind.DIESEL else (9200, 9680))
    previous, current = w(F.PREVIOUS_READING, f"{begin}"), w(F.CURRENT_READING, f"{begin + int(sold.litres)}")
    vendor = made_up.firm_stem(random) + pen.one_of(
        ("油品有限公司", "石化企業股份有限公司", "燃料行", "能源實業有限公司")
    )
    day = w(F.ISSUE_DATE, roc(when, pen.one_of(("y 年 m 月 d 日", "y.m.d", "Y/m/d"))), when)
    return Page(
        CONTINUOUS,
        f"""<i class=h style="left:0"></i><i class=h style="right:0"></i><span class=w>{w(F.VENDOR, vendor)}</span>    油品交運單（{pen.one_of(("客戶聯", "會計聯", "簽收聯"))}）
統一編號 {w(F.SELLER_UBN, made_up.ubn(random))}   電話 {made_up.phone(random)}
--------------------------------------------------------------
客戶代號 {w(F.ACCOUNT_NO, f"{pen.one_of('ABCK')}{made_up.digits(random, 5)}")}      客戶名稱 {made_up.firm(random)}
買受統編 {w(F.BUYER_UBN, made_up.ubn(random))}    交運日期 {day}
送貨地點 {made_up.address(random)}
油 罐 車 {made_up.plate(random)}    單據號碼 {made_up.digits(random, 8)}
--------------------------------------------------------------
品    名 {w(F.FUEL, sold.name, sold.fuel)}
流量計起數 {previous}    流量計迄數 {current}
油    溫 {random.randint(28, 68)} ℃    比  重 0.{density}    含硫 {pen.one_of(("0.45", "0.48", "0.50"))}%
實交數量 {w(F.USAGE, grouped(sold.litres))} {w(F.UNIT, pen.one_of(("公升", "L")), "L")}   單價 {w(F.UNIT_PRICE, f"{sold.price:.2f}")}   金額 {sold.amount:,}
                                   稅額 {w(F.TAX, grouped(tax))}
                                   總計 {w(F.TOTAL_AMOUNT, grouped(sold.amount + tax))}
--------------------------------------------------------------
罐前鉛封 {made_up.digits(random, 6)}   罐後鉛封 {made_up.digits(random, 6)}
司機 {made_up.person(random)}        客戶簽收              付款期限 {roc(when + timedelta(45), "y/m/d")}""",
        190,
        150,
        cropped=True,
    )


PAD = f"""background:#f6e3ea;padding:5mm 6mm;font:10pt/1.5 {MING};color:#6b2440;h2{{margin:0;text-align:center;font-size:14pt;letter-spacing:3mm}}
table{{border-collapse:collapse;width:100%}} td{{border:.3mm solid #6b2440;padding:.8mm 1.5mm;height:9mm}} .d td{{width:6mm;text-align:center;padding:0}}
.d{{width:auto;display:inline-table;vertical-align:middle}} .k{{white-space:nowrap;width:19mm}}"""
TICKED = (
    ("92無鉛", FuelKind.GASOLINE),
    ("95無鉛", FuelKind.GASOLINE),
    ("98無鉛", FuelKind.GASOLINE),
    ("柴油", FuelKind.DIESEL),
)


@family(BillKind.FUEL, development=True)
def credit_pad(pen: Pen) -> Page:
    """A slip that a driver signs on credit: the fuel is ticked, litres stand a digit to a box."""
    random, w, hand = pen.random, pen.write, Hand(pen.random)
    ticked, fuel = pen.one_of(TICKED)
    sold = filling(random, fuel, (12, 320 if fuel is FuelKind.DIESEL else 68), places=1)
    when = made_up.day(random)
    pen.note(F.FUEL, fuel, ticked)
    ticks = "　".join(
        f"<span style='white-space:nowrap'>{hand.write('V') if name == ticked else '□'} {name}</span>"
        for name, _ in TICKED
    )
    boxes = "".join(f"<td>{hand.write(sign, 5)}" for sign in f"{sold.litres:.1f}")
    pen.note(F.USAGE, sold.litres, f"{sold.litres:.1f}")
    priced = pen.chance(0.6)
    money = (
        (
            hand.write(w(F.UNIT_PRICE, f"{sold.price:.1f}")),
            hand.write(w(F.TOTAL_AMOUNT, grouped(sold.amount))),
        )
        if priced
        else ("", "")
    )
    day = [str(when.year - 1911), str(when.month), str(when.day)]
    pen.note(F.ISSUE_DATE, when, *day)
    year, month, date = map(hand.write, day)
    vendor = made_up.firm_stem(random) + pen.one_of(("加油站", "加油站有限公司", "加油站企業社"))
    unit = w(F.UNIT, pen.one_of(("公升", "L")), "L")
    return Page(
        PAD,
        f"""<h2>加油簽帳單</h2><div>{w(F.VENDOR, vendor)}　{made_up.address(random)}　<span style="color:#b3261e;font-size:13pt">№ {made_up.digits(random, 6)}</span></div>
<div>中華民國 {year} 年 {month} 月 {date} 日</div><table><tr><td class=k>客　　戶<td>{hand.write(made_up.firm(random), 4)}<td class=k>車　　號<td>{hand.write(made_up.plate(random))}
<tr><td>油　　品<td colspan=3>{ticks}<tr><td>數　　量<td colspan=3><table class=d><tr>{boxes}</table> {unit}
<tr><td>單　　價<td>{money[0]}<td>金　　額<td>{money[1]}<tr><td>里 程 數<td>{hand.write(made_up.digits(random, 6)) if pen.chance(0.5) else ""}
<td>簽　　名<td>{hand.write(made_up.person(random), 6)}</table><div>本單請於月底前憑開發票，第一聯（白）存根　第二聯（紅）客戶　電話 {made_up.phone(random)}</div>""",
        150,
        105,
        cropped=True,
        handwritten=True,
    )


UPRIGHT = f"""padding:6mm;font:10.5pt/1.35 {KAI};color:#1c5a3a;height:118mm;
.s{{writing-mode:vertical-rl;text-orientation:upright;border:.5mm solid #1c5a3a;height:105mm;width:100%;display:flex;flex-direction:column;flex-wrap:nowrap}}
.x{{writing-mode:horizontal-tb;display:inline-block}} .c{{width:12.5mm;border-left:.25mm solid #1c5a3a;padding:2mm 1.6mm;white-space:nowrap}} .c.t{{font:17pt {SERIF};letter-spacing:5mm;text-align:center}}
.stamp{{position:absolute;left:9mm;bottom:13mm;border:.7mm solid #c8372d;color:#c8372d;padding:1mm 2mm;font:9pt/1.3 {MING};text-align:center}}position:relative"""


@family(BillKind.FUEL, development=True)
def upright_receipt(pen: Pen) -> Page:
    """A small dealer's receipt without invoice: columns from right to left, filled in by hand, kerosene in cans."""
    random, w, hand = pen.random, pen.write, Hand(pen.random)

    def level(escaped: str) -> str:
        # Numbers are written across the column, words down it.
        return f"<span class=x>{hand.write(escaped, 4.6)}</span>"

    sold = filling(random, FuelKind.KEROSENE, (10, 200), places=0, priced=0)
    when = made_up.day(random)
    day = [str(when.year - 1911), str(when.month), str(when.day)]
    pen.note(F.ISSUE_DATE, when, *day)
    year, month, date = (level(part) for part in day)
    vendor = made_up.firm_stem(random) + pen.one_of(("油行", "煤油行", "油品商行"))
    columns = (
        f"中華民國 {year} 年 {month} 月 {date} 日",
        f"買受人　{hand.write(made_up.firm(random), 4.4)}　台照",
        f"品名　{hand.write(w(F.FUEL, sold.name, sold.fuel), 5)}",
        f"數量　{level(w(F.USAGE, str(sold.litres)))}　{hand.write(w(F.UNIT, '公升', 'L'), 5)}",
        f"單價　{level(w(F.UNIT_PRICE, str(sold.price)))}　元",
        f"合計新臺幣　{level(w(F.TOTAL_AMOUNT, str(sold.amount)))}　元整",
        pen.one_of(("貨款兩訖", "右款業經收訖無誤", "此據")),
    )
    body = "".join(f"<div class=c>{column}</div>" for column in columns)
    return Page(
        UPRIGHT,
        f"""<div class=s><div class="c t">免用統一發票收據</div>{body}</div>
<div class=stamp>{w(F.VENDOR, vendor)}<br>統一編號 {w(F.SELLER_UBN, made_up.ubn(random))}<br>負責人 {made_up.person(random)}<br>{made_up.phone(random)}</div>""",
        112,
        118,
        handwritten=True,
    )
