"""No bills, for development: an offer, a talk on a telephone, a boiler's log, and the back of an invoice."""

from datetime import timedelta

from domain.checkup.reading import BillKind
from tests.bills import made_up
from tests.bills.brush import Hand
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import roc
from tests.bills.purchases import purchases, seller

OFFER = """padding:14mm;font:10pt/1.5 'Noto Sans CJK TC';color:#222;h1{text-align:center;font-size:20pt;letter-spacing:6mm;margin:0 0 3mm}
.two{display:grid;grid-template-columns:1fr 1fr;gap:1mm 8mm;border:.4mm solid #333;padding:2mm 4mm} table{width:100%;border-collapse:collapse;margin:4mm 0}
td,th{border:.25mm solid #333;padding:1.2mm 2mm} th{background:#e8e8e8} td:nth-child(n+3){text-align:right}
.sign{display:flex;justify-content:space-between;margin-top:12mm} .sign div{border-top:.3mm solid #333;width:60mm;text-align:center}"""


@family(BillKind.UNKNOWN, development=True)
def price_offer(pen: Pen) -> Page:
    """An offer: goods, prices and tax as an invoice has them, but nobody has bought yet."""
    random, when, goods = pen.random, made_up.day(random=pen.random), purchases(pen, 2, 6)
    amount = sum(one.amount for one in goods)
    lines = "".join(
        f"<tr><td>{place}<td>{one.name}<td>{one.count} {one.unit}<td>{one.price:,}<td>{one.amount:,}"
        for place, one in enumerate(goods, 1)
    )
    title = pen.one_of(("報價單", "報價單", "估價單"))
    return Page(
        OFFER,
        f"""<div style="text-align:center;font-size:14pt">{seller(pen)}</div><h1>{title}</h1><div class=two><div>客戶名稱：{made_up.firm(random)}</div>
<div>{title}號：Q{roc(when, "Ymd")}-{random.randint(1, 40):02d}</div><div>聯 絡 人：{made_up.person(random)}</div><div>報價日期：{roc(when, "Y/m/d")}</div>
<div>統一編號：{made_up.ubn(random)}</div><div>有效期限：{random.choice((7, 15, 30))} 天（至 {roc(when + timedelta(30), "Y/m/d")}）</div>
<div>電　　話：{made_up.phone(random)}</div><div>業務代表：{made_up.person(random)}</div></div>
<table><tr><th>項次<th>品名規格<th>數量<th>單價<th>金額{lines}<tr><td colspan=4>小計<td>{amount:,}<tr><td colspan=4>營業稅 5%<td>{amount // 20:,}
<tr><td colspan=4><b>總計 NT$</b><td><b>{amount + amount // 20:,}</b></table>1. 交貨期：接獲訂單後 {random.randint(5, 45)} 個工作天。<br>2. 付款方式：訂金 30%，驗收後 70%，月結 60 天。<br>
3. 匯款銀行：{random.randint(100, 820)} 帳號 {made_up.digits(random, 12)}<br>4. 本報價如蒙採用，請蓋章回傳，視同正式訂單。
<div class=sign><div>報價人</div><div>客戶確認簽章</div></div>""",
        210,
        297,
    )


CHAT = """background:#8fa9c4;font:10pt/1.45 'Noto Sans CJK TC';height:165mm;padding-bottom:6mm;color:#111;
.bar{background:#5f7c9a;color:#fff;padding:2mm 4mm;font-size:11pt} .t{text-align:center;font-size:7.5pt;color:#fff;margin:2.5mm}
.r{display:flex;align-items:flex-end;margin:1.6mm 3mm;gap:1.5mm} .r small{color:#40566c;font-size:7pt} .b{background:#fff;border-radius:4mm;padding:1.6mm 3mm;max-width:54mm}
.me{flex-direction:row-reverse} .me .b{background:#a6e583} .o{width:8mm;height:8mm;border-radius:50%;background:#dfe6ee;align-self:flex-start}"""


def _talk(pen: Pen) -> list[tuple[bool, str]]:
    # Whether it is one's own line, and the line.
    random, when = pen.random, made_up.day(pen.random)
    amount, used = random.randint(900, 78_000), random.randint(200, 9_000)
    bill, unit = pen.one_of((("電費", "度"), ("水費", "度"), ("瓦斯費", "度"), ("加油", "公升")))
    return [
        (False, f"{made_up.person(random)[1:]}，{when.month}月的{bill}單你有收到嗎？"),
        (True, "有，放在會計桌上"),
        (False, f"多少錢？上一期是 {amount:,} 元，用了 {used:,} {unit}"),
        (
            True,
            f"這期 {int(amount * random.uniform(0.8, 1.4)):,}，比較多，{when.month}/{random.randint(1, 28)} 前要繳",
        ),
        (False, f"發票打統編 {made_up.ubn(random)}"),
        (True, f"好，{random.choice(('下午', '明天'))} {random.randint(1, 5)} 點我去超商繳"),
        (False, f"順便買 {random.randint(2, 9)} 包影印紙，{random.randint(80, 120)} 元一包那種"),
        (True, pen.one_of(("收到", "好的，謝謝", "OK"))),
    ]


@family(BillKind.UNKNOWN, development=True)
def chat_screen(pen: Pen) -> Page:
    """A screen of two people who write about a bill; the bill itself is not on it."""
    random, hour, minute = pen.random, pen.random.randint(8, 19), pen.random.randint(0, 40)
    lines = ""
    for place, (own, line) in enumerate(_talk(pen)):
        clock = f"{'下' if hour > 12 else '上'}午 {hour % 12 or 12}:{minute + place:02d}"
        face = "" if own else "<span class=o></span>"
        lines += f"<div class='r {'me' if own else ''}'>{face}<span class=b>{line}</span><small>{'已讀<br>' if own else ''}{clock}</small></div>"
    day = made_up.day(random)
    return Page(
        CHAT,
        f"<div class=bar>‹　{made_up.person(random)}（{pen.one_of(('總務', '廠務', '會計'))}）　({random.randint(2, 9)})</div><div class=t>{day.month}月{day.day}日（{'一二三四五六日'[day.weekday()]}）</div>{lines}",
        84,
        165,
    )


LOG = """padding:8mm 10mm;font:9pt/1.3 'AR PL UMing TW';color:#222;h2{text-align:center;margin:0;font-size:15pt}
table{border-collapse:collapse;width:100%} td,th{border:.25mm solid #222;height:8mm;padding:0 1mm;text-align:center;font-weight:400}"""


@family(BillKind.UNKNOWN, development=True)
def boiler_log(pen: Pen) -> Page:
    """A boiler's log of a shift, kept by hand: litres of oil and readings, but of no supplier."""
    random, hand, when = pen.random, Hand(pen.random), made_up.day(pen.random)
    oil, water, power = random.randint(2000, 90_000), random.randint(100, 9000), random.randint(1000, 99_000)
    body = ""
    for hour in range(8, 8 + random.randint(5, 9)):
        oil, water, power = (
            oil + random.randint(20, 90),
            water + random.randint(1, 6),
            power + random.randint(8, 70),
        )
        told = (
            f"{random.uniform(4.8, 7.2):.1f}",
            random.randint(68, 96),
            random.randint(170, 240),
            oil,
            water,
            power,
            pen.one_of(("正常", "正常", "✓", "排污")),
        )
        body += f"<tr><td>{hour:02d}:00" + "".join(f"<td>{hand.write(str(one), 4.2)}" for one in told)
    day = "".join(
        f"{hand.write(str(part))} {sign} "
        for part, sign in ((when.year - 1911, "年"), (when.month, "月"), (when.day, "日"))
    )
    return Page(
        LOG,
        f"""<h2>鍋 爐 運 轉 日 誌</h2><div>日期：{day}　班別：{hand.write(pen.one_of(("早", "中", "大夜")))}　鍋爐編號：B-{random.randint(1, 4)}　傳熱面積 {random.randint(20, 150)} m²　表單 QP-{random.randint(10, 99)}-0{random.randint(1, 9)}</div>
<table><tr><th>時間<th>蒸汽壓力<br>kg/cm²<th>給水溫度<br>℃<th>排氣溫度<br>℃<th>重油流量計<br>公升<th>水錶<br>m³<th>電錶<br>kWh<th>備註{body}</table>
<div>操作人員：{hand.write(made_up.person(random), 6)}　　主管：{hand.write(made_up.person(random), 6) if pen.chance(0.6) else ""}　　保存期限 3 年</div>""",
        250,
        140,
        cropped=True,
        handwritten=True,
    )


BACK = """padding:4mm;font:7.6pt/1.5 'Noto Sans CJK TC';color:#8a8a8a;.c{text-align:center;font-size:9pt} ol{padding-left:4mm;margin:1mm 0}"""
PRIZES = (
    ("特別獎", "1,000 萬元"),
    ("特獎", "200 萬元"),
    ("頭獎", "20 萬元"),
    ("二獎", "4 萬元"),
    ("三獎", "1 萬元"),
    ("六獎", "200 元"),
)


@family(BillKind.UNKNOWN, development=True)
def invoice_back(pen: Pen) -> Page:
    """The wrong side of an invoice: in grey, how prizes are claimed."""
    random = pen.random
    shown = PRIZES[: random.randint(2, len(PRIZES))]
    prizes = "".join(
        f"<div style='display:flex;justify-content:space-between'><span>{name}</span><span>{sum_}</span></div>"
        for name, sum_ in shown
    )
    claims = (
        "領獎期間自開獎之次月 6 日起 3 個月內。",
        f"中獎金額未達 {random.randint(1, 5)},000 元者，可至超商兌領。",
        f"中獎獎金逾 {random.choice((2000, 5000))} 元者，依規定扣繳 20% 所得稅。",
        "統一發票記載之買受人為公司行號或機關者，不適用給獎辦法。",
        f"感熱紙請避免日曬、受熱，保存期限約 {random.randint(2, 7)} 年。",
        f"退換貨請於 {random.randint(7, 30)} 日內憑本發票辦理。",
    )
    kept = random.sample(claims, random.randint(2, len(claims)))
    return Page(
        BACK,
        f"""<div class=c>統一發票給獎及領獎注意事項</div>{prizes}<ol>{"".join(f"<li>{line}" for line in kept)}</ol>
<table style="width:100%;font-size:7.6pt"><tr><td>中獎人簽章<td>＿＿＿＿＿＿＿＿<tr><td>身分證字號<td>＿＿＿＿＿＿＿＿<tr><td>聯絡電話<td>＿＿＿＿＿＿＿＿</table>
<div class=c>客服專線 {random.randint(100, 999)}-{made_up.digits(random, 5)}</div>""",
        57,
        110,
        cropped=True,
    )
