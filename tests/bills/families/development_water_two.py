"""Water for development: a till roll of a shop that collects, a village's receipt written by hand, and an
English summary with credit."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills import made_up, pieces
from tests.bills.brush import Hand
from tests.bills.consumption import HOUSE_WATER, WORKS_WATER, metered, parts, period
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import grouped, roc
from tests.bills.serials import pairs, serial
from tests.bills.three_parts import in_words

TILL = """padding:3mm;font:8.5pt/1.4 'Noto Sans Mono CJK TC';color:#333; .c{text-align:center} .l{display:flex;justify-content:space-between}
hr{border:0;border-top:.3mm dashed #555} .big{font-size:12pt} svg{max-width:100%}"""


@family(BillKind.WATER, development=True)
def till_roll(pen: Pen) -> Page:
    """A shop's slip for a bill that it collects: whom the money is for, and little of the water."""
    random, use = pen.random, metered(pen.random, HOUSE_WATER)
    paid = use.end + timedelta(random.randint(9, 30))
    vendor = pen.one_of(("梧溪自來水公司", "臨淵自來水事業處", "北埤自來水股份有限公司"))
    fee = random.randint(3, 20)
    told = [
        ("代收項目", pen.one_of(("水費", "自來水費"))),
        (pen.one_of(("委託單位", "收款單位", "受託機構")), pen.write(F.VENDOR, vendor)),
        (
            pen.one_of(("水號", "用戶水號")),
            pen.write(F.ACCOUNT_NO, serial(random, pen.one_of(("Lddddddddd", "dddddddddd")))),
        ),
    ]
    if pen.chance(0.6):
        told.append(("用水期間", period(pen, use, "ymd", "-")))
        told.append(("度數", f"{pen.write(F.USAGE, str(use.usage))}{pen.write(F.UNIT, '度', 'm3')}"))
    told += [
        ("應繳期限", roc(use.end + timedelta(25), "ymd")),
        (pen.one_of(("代收金額", "繳費金額")), f"${pen.write(F.TOTAL_AMOUNT, grouped(use.total))}"),
        ("手續費", f"${fee} (由委託單位負擔)"),
    ]
    return Page(
        TILL,
        f"""<div class=c><span class=big>{made_up.firm_stem(random)}便利商店</span><br>{random.choice(list(made_up.COUNTIES))[:2]}{pen.one_of(("站前", "中正", "大同", "新港"))}門市　店號{serial(random, "dddddd")}<br>
代收款繳款證明　顧客聯</div><hr>{pairs(told)}<hr>{pieces.bar_code(serial(random, "ddddddLdL"), 42, 6)}{pieces.bar_code(serial(random, "dddddddddddddddd"), 50, 6)}
<hr><div class=l><span>{roc(paid, "Y/m/d")} {random.randint(7, 22):02d}:{random.randint(10, 59)}</span><span>機{random.randint(1, 4)} 序{serial(random, "dddddd")}</span></div>
<div class=l><span>現金 ${use.total + (-use.total) % 100:,}</span><span>找零 ${(-use.total) % 100}</span></div><div class=c>本證明請保留{random.randint(6, 24)}個月，非統一發票<br>集點活動至{roc(paid + timedelta(30), "M/D")}止</div>""",
        57,
        140,
        cropped=True,
    )


VILLAGE = """padding:6mm 8mm;font:10.5pt/1.9 'AR PL UMing TW';color:#1f3f8a;background:#f3f7ff; h2{margin:0;text-align:center;font-size:14pt;line-height:1.4}
table{width:100%;border-collapse:collapse} td,th{border:.3mm solid #1f3f8a;text-align:center;height:9mm;font-weight:400} .seal{position:absolute;left:14mm;bottom:5mm;border:.7mm solid #c2302a;
color:#c2302a;padding:1mm 2mm;line-height:1.3;transform:rotate(-4deg);font-size:9pt;opacity:.85} position:relative; .r{text-align:right}"""


@family(BillKind.WATER, development=True)
def village_receipt(pen: Pen) -> Page:
    """A village's own waterworks: a printed pad, everything else by hand, the sum also in words."""
    random, hand = pen.random, Hand(pen.random)
    use = metered(random, HOUSE_WATER)
    base, price = random.randint(3, 20) * 10, random.randint(5, 14)
    total = base + use.usage * price
    made = use.end + timedelta(random.randint(0, 12))
    w, ink = pen.write, hand.write
    day = [str(made.year - 1911), str(made.month), str(made.day)]
    pen.note(F.ISSUE_DATE, made, *day)
    form = pen.one_of(("y.M.D", "y/M/D", "y-m-d"))
    vendor = w(
        F.VENDOR,
        pen.one_of(("石壁村簡易自來水管理委員會", "上坑社區簡易自來水管理委員會", "泉源里自來水管理會")),
    )
    cells = (
        ink(w(F.PERIOD_START, roc(use.start, form), use.start)),
        ink(w(F.PERIOD_END, roc(use.end, form), use.end)),
        ink(w(F.PREVIOUS_READING, str(use.previous))),
        ink(w(F.CURRENT_READING, str(use.current))),
        f"{ink(w(F.USAGE, str(use.usage)))} {w(F.UNIT, '度', 'm3')}",
        ink(str(price)),
        ink(str(base)),
    )
    heads = ("上次抄表日", "這次抄表日", "上次", "這次", "用水量", "每度", "基本費")
    return Page(
        VILLAGE,
        f"""<h2>{vendor}</h2><div style='text-align:center'>水費收據　　<span style='color:#b00'>№ {serial(random, "00dddd")}</span></div>
<div>茲收到 {ink(made_up.person(random))} 君　戶號：{ink(w(F.ACCOUNT_NO, serial(random, pen.one_of(("dddd", "d-ddd", "ddddd")))))}</div>
{pieces.table(heads, [cells])}<div>合計新台幣　{in_words(total, ink)}　　NT$ {ink(w(F.TOTAL_AMOUNT, pen.one_of((f"{total}", f"{total}.", f"{total:,}")), total))}</div>
<div class=r>中華民國 {ink(day[0])} 年 {ink(day[1])} 月 {ink(day[2])} 日　收費人 {ink(made_up.person(random))}</div>
<div class=seal>{vendor}<br>收訖章</div>""",
        185,
        105,
        cropped=True,
        handwritten=True,
    )


SUMMARY = """padding:10mm;font:9pt/1.5 'Liberation Sans','Noto Sans CJK TC';background:#fff;color:#263238;
.head{display:flex;justify-content:space-between;align-items:center;background:#006064;color:#fff;padding:4mm 5mm;border-radius:2mm} h1{font-size:12pt;margin:0}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:4mm;margin:4mm 0} .card{border:.3mm solid #b2dfdb;border-radius:2mm;padding:3mm} .card small{color:#607d8b;display:block}
.card b{font-size:15pt;color:#006064} .two{display:grid;grid-template-columns:1fr 1fr;gap:8mm} .l{display:flex;justify-content:space-between;border-bottom:.15mm solid #e0e0e0;padding:.6mm 0}
h3{font-size:9.5pt;margin:1mm 0} .s{font-size:7.5pt;color:#607d8b;margin-top:3mm}"""


@family(BillKind.WATER, development=True)
def english_summary(pen: Pen) -> Page:
    """A bilingual summary in cards, its quantity told in litres too, and a payment before it."""
    random, use = pen.random, metered(pen.random, WORKS_WATER)
    made = use.end + timedelta(random.randint(1, 7))
    form = pen.one_of(("%Y/%m/%d", "%d %b %Y", "%b %d, %Y"))
    water, sewer, fixed = parts(random, use.total, 3)
    start = pen.write(F.PERIOD_START, use.start.strftime(form), use.start)
    ended = pen.write(F.PERIOD_END, use.end.strftime(form), use.end)
    total = pen.write(F.TOTAL_AMOUNT, grouped(use.total))
    cards = (
        ("Amount due 應繳金額", f"NT$ {total}"),
        ("Water used 用水量", f"{pen.write(F.USAGE, grouped(use.usage))} {pen.write(F.UNIT, 'm³', 'm3')}"),
        ("Pay by 繳費期限", (made + timedelta(21)).strftime(form)),
    )
    before = int(use.total * random.uniform(0.6, 1.4))
    account = (
        ("Customer no. 用戶號碼", pen.write(F.ACCOUNT_NO, serial(random, "dddd dddd d"))),
        ("Meter ID 水表號碼", pen.write(F.METER_NO, serial(random, "LLLddddddd"))),
        ("Issued 開立日期", pen.write(F.ISSUE_DATE, made.strftime(form), made)),
        ("From 起", start),
        ("To 迄", ended),
        ("Last reading 上期", pen.write(F.PREVIOUS_READING, grouped(use.previous))),
        ("This reading 本期", pen.write(F.CURRENT_READING, grouped(use.current))),
    )
    charges = (
        ("Previous bill 上期金額", grouped(before)),
        ("Paid, thank you 已繳", f"-{before:,}"),
        ("Water charge 水費", grouped(water)),
        ("Sewerage 下水道使用費", grouped(sewer)),
        ("Service fee 基本費", grouped(fixed)),
        ("Total 合計", total),
    )
    vendor = pen.write(
        F.VENDOR,
        pen.one_of(
            (
                "清瀨自來水公司",
                "Lotus Bay Water Authority",
                "Stonewell Waterworks Ltd.",
            )
        ),
    )
    held = "".join(f"<div class=card><small>{label}</small><b>{told}</b></div>" for label, told in cards)
    return Page(
        SUMMARY,
        f"""<div class=head><h1>{vendor}</h1><span>Account summary 帳單摘要</span></div><div class=cards>{held}</div>
<div class=two><div><h3>Account 帳戶</h3>{pairs(account)}</div><div><h3>Charges 費用 (NT$)</h3>{pairs(charges)}</div></div>
{pieces.chart(random, ["Jan", "Mar", "May", "Jul", "Sep", "Nov"], "#4db6ac", 20)}<div class=s>You used about {use.usage * 1000 // use.days:,} litres a day ({use.usage * 1000:,} L in {use.days} days).
Neighbours of your size used {int(use.usage * 0.93):,} m³. 24-hour leak line {made_up.phone(random)}. Direct debit reference {serial(random, "dddddddd")}.</div>""",
        200,
        180,
        cropped=True,
    )
