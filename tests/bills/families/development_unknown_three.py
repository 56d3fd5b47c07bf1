"""No bills, for development: a vehicle's licence, and a works' list of its machines with what they draw."""

from collections.abc import Sequence
from datetime import timedelta

from domain.checkup.reading import BillKind
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import KAI, SANS, address, day, firm, person, plate, roc, ubn
from tests.bills.wares import numbered

# Kind of car, brand-like model, cubic centimetres, seats, kilograms, energy.
CARS: Sequence[tuple[str, str, int, str, int, str]] = (
    ("自用小貨車", "NV-35T", 2999, "3", 3490, "柴油"),
    ("自用小客車", "CX-1800", 1798, "5", 1620, "汽油"),
    ("自用大貨車", "HD-78", 3933, "3", 7800, "柴油"),
    ("租賃小客車", "RV-2400H", 2362, "7", 2280, "汽油/電能"),
    ("自用小客貨車", "VN-1500", 1496, "5", 1890, "汽油"),
)
LICENCE = f"""font:8.5pt/1.3 {KAI};color:#1d2a44;height:85.5mm;padding:4mm 5mm;background:repeating-linear-gradient(45deg,#eaf3ea 0 1.2mm,#f3f8ee 1.2mm 2.4mm);
h1{{font-size:15pt;text-align:center;margin:0 0 2mm;letter-spacing:4mm;font-weight:400;color:#14532d}} table{{width:100%;border-collapse:collapse;background:#ffffff66}}
td{{border:.2mm solid #3c6e47;height:8.4mm;padding:0 1.5mm;vertical-align:top}} small{{display:block;font-size:6pt;color:#3c6e47}} b{{font:10pt 'Liberation Mono',{KAI};color:#111}}
.seal{{position:absolute;margin:-19mm 0 0 92mm;width:21mm;height:21mm;border:.8mm solid #c0392b;color:#c0392b;opacity:.7;font-size:15pt;line-height:1.2;padding:1.5mm;writing-mode:vertical-rl;text-align:center}}"""


@family(BillKind.UNKNOWN, development=True)
def vehicle_licence(pen: Pen) -> Page:
    """A vehicle's licence: plate, owner, engine, weights and the kind of fuel, with the office's seal."""
    random, made = pen.random, day(pen.random)
    kind, model, size, seats, weight, energy = pen.one_of(CARS)
    form = pen.one_of(("y年m月d日", "y/m/d", "y.m.d"))
    built = made - timedelta(random.randint(20, 200))
    cells = (
        (("牌照號碼", plate(random)), ("車別", kind), ("原發照日期", roc(made, form))),
        (("車主", firm(random)), ("統一編號/身分證號", ubn(random)), ("換補照日期", "")),
        (
            ("廠牌型式", model),
            ("出廠年月", f"{built.year}年{built.month:02d}月"),
            ("顏色", pen.one_of(("白", "銀灰", "藍", "黑"))),
        ),
        (
            ("引擎/車身號碼", numbered(pen, "LLdLL-dddddd")),
            ("排氣量(立方公分)", f"{size}"),
            ("能源種類", energy),
        ),
        (("座位", seats), ("總重(公斤)", f"{weight}"), ("空重(公斤)", f"{weight * 0.58:.0f}")),
        (
            ("輪數", "4"),
            ("軸距(公分)", f"{random.randint(245, 420)}"),
            ("定期檢驗日期", roc(made + timedelta(365 * 3), form)),
        ),
    )
    rows = "".join(
        "<tr>" + "".join(f"<td><small>{label}</small><b>{value}</b>" for label, value in row) for row in cells
    )
    office = f"第{pen.one_of('一二三四五')}區監理所"
    return Page(
        LICENCE,
        f"""<div style="display:flex;justify-content:space-between;font-size:7pt"><span>行照號碼 {numbered(pen, "Ldd-ddddddd")}</span><span>有效日期 {roc(made + timedelta(365 * 3 + 30), form)}</span></div>
<h1>汽車行車執照</h1><table>{rows}<tr><td colspan=3><small>地址</small><b>{address(random)}</b></table>
<div class=seal>{office}</div><div style="margin-top:1.5mm;font-size:7pt">發照機關：{office}　列印 {roc(made, form)}　經辦 {person(random)}<br>
※汽車燃料使用費依排氣量 {size} cc 徵收；逾檢驗日期 1 個月未受檢者處罰鍰 900 至 1,800 元。</div>""",
        128,
        86,
    )


# Name, place, and the least and most kilowatts.
MACHINES: Sequence[tuple[str, str, float, float]] = (
    ("螺旋式空壓機", "動力房", 15, 75),
    ("冰水主機", "屋頂", 30, 120),
    ("CNC 加工中心機", "一廠", 11, 30),
    ("射出成型機 180T", "二廠", 18, 45),
    ("LED 天井燈", "全廠", 0.1, 0.2),
    ("冷卻水泵", "屋頂", 3.7, 11),
    ("烘料機", "二廠", 4, 12),
    ("分離式冷氣", "辦公室", 1.2, 4.5),
    ("天車 5 噸", "一廠", 5.5, 9),
    ("電動堆高機充電器", "倉庫", 3, 8),
    ("飲水機", "茶水間", 0.8, 1.4),
    ("集塵機", "一廠", 7.5, 22),
)
INVENTORY = f"""font:9pt/1.4 {SANS};color:#111;padding:9mm 11mm;
h2{{text-align:center;font-size:14pt;margin:0 0 1mm}} .u{{display:flex;justify-content:space-between;margin-bottom:2mm}} table{{width:100%;border-collapse:collapse}}
td,th{{border:.2mm solid #666;padding:.9mm 2mm;text-align:right}} th{{background:#d9e7f5;text-align:center;font-weight:700}} td:nth-child(-n+4){{text-align:left}} tr.s td{{text-align:right;background:#fff3cd;font-weight:700}}
.f{{display:flex;justify-content:space-between;margin:6mm 14mm 0}}"""


@family(BillKind.UNKNOWN, development=True)
def machine_list(pen: Pen) -> Page:
    """A works' own list of its machines: kilowatts, hours and worked-out kilowatt-hours, of which nobody bills."""
    random, made, lines, sum_of_hours = pen.random, day(pen.random), "", 0
    for place, (name, where, low, high) in enumerate(random.sample(MACHINES, random.randint(6, 11)), 1):
        count, power = pen.one_of((1, 1, 2, 3, 6, 24)), random.uniform(low, high)
        hours, load = pen.one_of((8, 10, 16, 24)), pen.one_of((50, 60, 70, 80, 90))
        used = round(count * power * hours * 22 * load / 100)
        sum_of_hours += used
        lines += f"""<tr><td>{place}<td>{numbered(pen, "LL-ddd")}<td>{name}<td>{where}<td>{made.year - 1911 - random.randint(1, 18)}<td>{count}<td>{power:.1f}
        <td>{count * power:.1f}<td>{hours}<td>22<td>{load}%<td>{used:,}"""
    price = random.randint(310, 520) / 100
    head = "項次 設備編號 設備名稱 設置地點 購置年度 數量(台) 額定功率(kW) 合計(kW) 時/日 日/月 負載率 推估用電(度/月)"
    return Page(
        INVENTORY,
        f"""<h2>{firm(random)}　{pen.one_of(("用電設備清冊", "主要耗能設備盤點表", "機台用電調查表"))}</h2>
<div class=u><span>填表單位：{pen.one_of(("廠務課", "工務組", "總務部"))}　填表人：{person(random)}</span><span>契約容量：{random.randint(8, 60) * 10} kW</span><span>填表日期：{roc(made, pen.one_of(("Y/m/d", "y年M月D日")))}　版次 {pen.one_of("ABC")}{random.randint(1, 4)}</span></div>
<table><tr><th>{"<th>".join(head.split())}{lines}<tr class=s><td colspan=11 style='text-align:center'>{pen.one_of(("推估每月用電量合計", "總計"))}<td>{sum_of_hours:,}</table>
<div style="margin-top:2mm;font-size:8pt">註：1. 推估用電＝台數 × 額定功率 × 時數 × 天數 × 負載率，僅供汰換評估，與實際電費單不同。　2. 電價以每度 {price:.2f} 元估算，約 {round(sum_of_hours * price):,} 元/月。<br>　　3. {made.year - 1912} 年同期推估 {round(sum_of_hours * random.uniform(0.8, 1.2)):,} 度；預計汰換後可節約 {random.randint(5, 18)}%。</div>
<div class=f><span>製表：</span><span>課長：</span><span>廠長：</span><span>總經理：</span></div>""",
        297,
        190,
        cropped=True,
    )
