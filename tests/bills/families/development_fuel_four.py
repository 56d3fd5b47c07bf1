"""Fuel for development, the rarer papers: a text message, a fishing boat's oil and a booklet kept by hand."""

from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.fillings import filling
from tests.bills.made_up import KAI, MING, grouped, roc, rounded

TEXTS = """background:#fff;font:10.2pt/1.45 'Noto Sans CJK TC';color:#111;padding:3mm 4mm 6mm;height:178mm;overflow:hidden;position:relative;
.bar{display:flex;justify-content:space-between;font-size:8pt;font-weight:700} .who{text-align:center;border-bottom:.2mm solid #ddd;padding:2mm 0;font-size:8.5pt}
.who i{display:block;width:11mm;height:11mm;border-radius:50%;background:#a4a9b3;color:#fff;font:700 15pt/11mm 'Noto Sans CJK TC';margin:0 auto 1mm}
.d{text-align:center;color:#8a8a8e;font-size:7.5pt;margin:2.5mm 0 1mm} .b{background:#e9e9eb;border-radius:4mm;padding:2mm 3mm;width:88%} u{color:#0b63ce} .in{position:absolute;left:4mm;right:4mm;bottom:4mm;color:#8a8a8e} .in span{display:inline-block;width:66mm;border:.25mm solid #ccc;border-radius:4mm;padding:.6mm 3mm}"""
TOLD = (
    "【{vendor}】{plate}車主您好，{day} {clock}加{fuel}{usage}{unit}，單價{price}元，實付{total}元，發票{number}已存入載具。",
    "【{vendor}】加油通知：{day} {clock}，油品 {fuel}，數量 {usage} {unit}，每{unit} NT${price}，扣款 NT${total}（車號 {plate}）。電子發票 {number}",
    "{vendor}感謝您的光臨！您的愛車{plate}於{day}消費{total}元（{fuel} {usage}{unit} × {price}），發票號碼{number}，開獎後如中獎另行通知。",
)
PLEASE = (
    "【{vendor}】驗證碼 {code}，請於 5 分鐘內輸入，切勿告知他人。",
    "【{vendor}】油價快訊：明日零時起汽油每公升調漲 0.{one} 元、柴油不調整，95 牌價 3{one}.1 元。",
    "【{vendor}】您有 {points} 點將於 {until} 到期，兌換請見 <u>https://oil.example/p/{one}</u>",
    "【{vendor}】會員日 {until}，自助加 95 每公升再減 1.{one} 元，滿 30 公升送礦泉水。",
)


def _texts(pen: Pen, vendor: str, when: date) -> tuple[str, str]:
    random = pen.random
    chosen = random.sample(PLEASE, 2)
    told = {
        "vendor": vendor,
        "code": made_up.digits(random, 6),
        "one": str(random.randint(1, 9)),
        "points": str(random.randint(40, 3000)),
        "until": roc(when + timedelta(random.randint(5, 60)), "M/D"),
    }
    bubbles = [f"<div class=b>{one.format(**told)}</div>" for one in chosen]
    dates = roc(when - timedelta(9), "M月D日"), roc(when + timedelta(4), "M月D日")
    first, second = (f"<div class=d>{day} 上午 9:0{random.randint(0, 9)}</div>" for day in dates)
    return first + bubbles[0], second + bubbles[1]


@family(BillKind.FUEL, development=True)
def text_message(pen: Pen) -> Page:
    """A telephone's short messages of one station: a sentence tells the sale, others a code and prices."""
    random, w = pen.random, pen.write
    sold = filling(random, pen.one_of((FuelKind.GASOLINE, FuelKind.GASOLINE, FuelKind.DIESEL)), (5, 64))
    when, clock = made_up.day(random), f"{random.randint(6, 22):02d}:{random.randint(0, 59):02d}"
    vendor = w(F.VENDOR, made_up.firm_stem(random) + pen.one_of(("加油站", "石油", "能源加油站")))
    before, after = _texts(pen, vendor, when)
    told = pen.one_of(TOLD).format(
        vendor=vendor,
        plate=made_up.plate(random),
        day=w(F.ISSUE_DATE, roc(when, pen.one_of(("Y/m/d", "Y-m-d", "y年M月D日", "Y年M月D日"))), when),
        clock=clock,
        fuel=w(F.FUEL, sold.name, sold.fuel),
        usage=w(F.USAGE, str(sold.litres)),
        unit=w(F.UNIT, pen.one_of(("公升", "L")), "L"),
        price=w(F.UNIT_PRICE, str(sold.price)),
        total=w(F.TOTAL_AMOUNT, grouped(sold.amount) if pen.chance(0.5) else str(sold.amount)),
        number=w(F.INVOICE_NO, made_up.invoice_no(random)),
    )
    after = "" if pen.chance(0.3) else after
    caller = pen.one_of(
        (f"+886 9{random.randint(10, 88)} {made_up.digits(random, 3)} {made_up.digits(random, 3)}", "68557")
    )
    return Page(
        TEXTS,
        f"""<div class=bar><span>{random.randint(1, 12)}:{random.randint(10, 59)}</span><span>▂▄▆ LTE {random.randint(8, 99)}%</span></div>
<div class=who><i>{pen.one_of("油車站")}</i>{caller} ›</div><div class=d>簡訊</div>{before}
<div class=d>{roc(when, "M月D日")} {clock}</div><div class=b>{told}</div>{after}
<div class=in>＋　<span>文字訊息</span></div>""",
        84,
        178,
    )


BOAT = f"""background:#f4f8fb;font:9.6pt/1.45 {MING};color:#27508c;padding:6mm 8mm;
h2{{margin:0;text-align:center;font-size:14.5pt;letter-spacing:1.2mm}} .l{{display:flex;justify-content:space-between}} table{{width:100%;border-collapse:collapse;margin:1.5mm 0}}
td{{border:.25mm solid #27508c;padding:.7mm 1.6mm}} b{{font:10pt 'Liberation Mono','AR PL UMing TW';color:#26232e}} .r{{text-align:right}} .v{{color:#b3303a;font-size:12pt}}"""
BOATS = ("漁豐", "海勝", "新滿載", "金順發", "福滿", "進財益")


@family(BillKind.FUEL, development=True)
def boat_oil(pen: Pen) -> Page:
    """A fishermen's association sells oil to a boat: a quota, the pump's counter, a subsidy off the price."""
    random, w = pen.random, pen.write
    name = pen.one_of(("漁船用柴油", "甲種漁船用柴油", "漁業動力用柴油"))
    when = made_up.day(random, date(2012, 2, 1), date(2021, 11, 30))
    litres = random.randint(12, 640) * 10
    price = rounded(random.uniform(17, 26), pen.one_of((2, 3)))
    gross = int(rounded(litres * price))
    share = random.randint(5, 30)
    off = int(rounded(Decimal(gross * share) / 100))
    begin, quota = random.randint(10_000, 880_000), random.randint(9, 60) * 1000

    def typed(escaped: str) -> str:
        return f"<b>{escaped}</b>"

    vendor = typed(
        w(F.VENDOR, made_up.firm_stem(random) + "區漁會" + pen.one_of(("漁船加油站", "供油站", "第二加油站")))
    )
    unit = typed(w(F.UNIT, pen.one_of(("公升", "L")), "L"))
    begun, ended = w(F.PREVIOUS_READING, str(begin)), w(F.CURRENT_READING, str(begin + litres))
    day = typed(w(F.ISSUE_DATE, roc(when, pen.one_of(("y.m.d", "y年m月d日", "y/m/d"))), when))
    usage, paid = typed(w(F.USAGE, grouped(litres))), typed(w(F.TOTAL_AMOUNT, grouped(gross - off)))
    sign = f"CT{random.randint(1, 5)}-{made_up.digits(random, 6)}"
    return Page(
        BOAT,
        f"""<div class=l><span>{vendor}</span><span class=v>№ {made_up.digits(random, 7)}</span></div><h2>漁船購油憑單</h2>
<div class=l><span>統一編號 {typed(w(F.SELLER_UBN, made_up.ubn(random)))}</span><span>{pen.one_of(("第二聯：船主存查", "第一聯：申報補貼"))}</span><span>購油日期 {day}</span></div>
<table><tr><td>漁船編號<td>{typed(sign)}<td>船　名<td>{typed(pen.one_of(BOATS) + str(random.randint(1, 168)) + "號")}<td>船主<td>{typed(made_up.person(random))}
<tr><td>購油手冊號碼<td>{typed(made_up.digits(random, 8))}<td>噸　數<td>{typed(f"{random.uniform(4, 98):.2f}")}<td>主機馬力<td>{typed(str(random.randint(60, 900)))} HP
<tr><td>本期核配油量<td class=r>{typed(grouped(quota))} 公升<td>購油前餘額<td class=r>{typed(grouped(quota - random.randint(0, 1500)))}<td>作業時數<td class=r>{typed(str(random.randint(20, 400)))} 時</table>
<table><tr><td>油品<td>流量計（起）<td>流量計（止）<td>實購數量（{unit}）<td>{pen.one_of(("單價", "牌價", "每公升單價"))}<td>油款
<tr><td>{typed(w(F.FUEL, name, FuelKind.DIESEL))}<td class=r>{typed(begun)}<td class=r>{typed(ended)}<td class=r>{usage}<td class=r>{typed(w(F.UNIT_PRICE, str(price)))}<td class=r>{typed(grouped(gross))}
<tr><td colspan=5 class=r>減：優惠油價補貼款（{share}%）<td class=r>{typed("-" + grouped(off))}<tr><td colspan=5 class=r>{pen.one_of(("實收金額", "船主自付金額", "應收油款淨額"))}<td class=r>{paid}</table>
<div>依漁業動力用油優惠油價標準核給補貼，本油品免徵營業稅及貨物稅，不得轉售或流用於陸上。</div>
<div class=l><span>加油員　{typed(made_up.person(random))}</span><span>船主簽章　＿＿＿＿＿</span><span>下次核配 {typed(roc(when + timedelta(90), "y.m.d"))}</span></div>""",
        200,
        130,
        cropped=True,
    )


BOOK = f"""background:linear-gradient(90deg,#fbf5df 0 49%,#d8ceb0 50%,#fbf5df 51%);font:9.6pt/1.4 {KAI};color:#8a2b22;padding:5mm 6mm;display:flex;gap:10mm;height:118mm;
.p{{flex:1;min-width:0}} table{{width:100%;border-collapse:collapse}} td,th{{border:.25mm solid #8a2b22;height:7.6mm;padding:0 1mm;font-weight:400;text-align:center}}
h2{{margin:0;text-align:center;font-size:15pt;letter-spacing:2mm}} .c{{border:.8mm double #8a2b22;padding:4mm;margin-top:5mm}} .c div{{margin:2.2mm 0}}"""


@family(BillKind.FUEL, development=True)
def account_booklet(pen: Pen) -> Page:
    """A customer's booklet lies open: the station's printed words on the left, a month's lines by hand right."""
    random, w, hand = pen.random, pen.write, Hand(pen.random)
    month = made_up.day(random).replace(day=1)
    form = pen.one_of(("M/D", "y.M.D", "y/M/D"))
    name, fuel, low = pen.one_of((("柴油", FuelKind.DIESEL, 25), ("九二無鉛汽油", FuelKind.GASOLINE, 28)))
    price = rounded(random.uniform(low, low + 3), 1)
    days = sorted(random.sample(range(28), random.randint(3, 9)))
    body, litres, total = "", 0, 0
    for day in days:
        row, when, got = pen.row(), month + timedelta(day), random.randint(8, 42 if low == 28 else 160)
        cost = int(rounded(got * price))
        cells = row.write(F.ISSUE_DATE, roc(when, form), when), row.write(F.USAGE, str(got))
        body += f"<tr><td>{hand.write(cells[0], 4)}<td>{hand.write(cells[1])}<td>{hand.write(str(cost))}<td>{hand.write(made_up.person(random)[0], 4)}"
        litres, total = litres + got, total + cost
    body += "<tr><td><td><td><td>" * (10 - len(days))
    titled = hand.write(pen.months(month, pen.one_of((roc(month, "y年M月"), roc(month, "y年M月份")))), 4.4)
    station = w(F.VENDOR, made_up.firm_stem(random) + pen.one_of(("加油站", "加油站行", "加油站有限公司")))
    paid = hand.write(w(F.TOTAL_AMOUNT, grouped(total) if pen.chance(0.5) else str(total)), 4.6)
    return Page(
        BOOK,
        f"""<div class=p><h2>加油記帳摺</h2><div class=c><div style="font-size:13pt">{station}</div><div>統一編號　{w(F.SELLER_UBN, made_up.ubn(random))}</div>
<div>地址　{made_up.address(random)}</div><div>電話　{made_up.phone(random)}</div><div>摺號　{hand.write(w(F.ACCOUNT_NO, made_up.digits(random, 4)))}（客戶編號）</div>
<div>戶名　{hand.write(made_up.firm(random), 4)}</div><div>車號　{hand.write(made_up.plate(random), 4.2)}</div></div>
<div style="font-size:8.4pt;margin-top:4mm">一、憑摺加油，請駕駛人逐筆簽名。<br>二、每月 {random.randint(3, 10)} 日前結清上月油款。<br>三、本摺遺失請即通知本站，冒用概不負責。<br>四、記帳額度以新臺幣 {random.randint(2, 9)} 萬元為限。</div></div>
<div class=p><div>{titled}　油品 {hand.write(w(F.FUEL, name, fuel), 4.4)}　單價 {hand.write(w(F.UNIT_PRICE, str(price)), 4.4)} 元</div>
<table><tr><th>日　期<th>{w(F.UNIT, "公升", "L")}數<th>金　額<th>簽名{body}<tr><td>合　計<td>{hand.write(w(F.USAGE, str(litres)))}<td>{paid}<td></table></div>""",
        210,
        118,
        handwritten=True,
    )
