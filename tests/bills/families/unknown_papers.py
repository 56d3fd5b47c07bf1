"""Papers that look like bills of energy or like invoices and are neither, and things that are no papers.

Of an unknown document no field is true, whatever is printed on it.
"""

from datetime import timedelta

from domain.checkup.reading import BillKind
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import (
    ARIAL,
    COUNTIES,
    COURIER,
    KAI,
    MING,
    SANS,
    SERIF,
    STANDARD_KAI,
    TIMES,
    address,
    day,
    digits,
    firm,
    firm_stem,
    grouped,
    person,
    phone,
    roc,
    ubn,
)
from tests.bills.purchases import purchases, seller


@family(BillKind.UNKNOWN)
def telephone_bill(pen: Pen) -> Page:
    """A bill of a telephone and its line, with a period, an account and sums as a power bill has them."""
    r, start = pen.random, day(pen.random)
    end, rent, calls = start + timedelta(30), r.randint(3, 16) * 100 + 99, r.randint(10, 900)
    hue, brand = (
        pen.one_of(("#5b2a86", "#00629b", "#b3123c")),
        firm_stem(r) + pen.one_of(("電信", "寬頻", "固網", "通訊")),
    )
    css = f"""font:10.5pt {SANS};padding:0 0 8mm;color:#222;.h{{background:{hue};color:#fff;padding:7mm
    12mm;font-size:17pt}}
    .b{{padding:5mm 12mm}}table{{width:100%;border-collapse:collapse}}td{{padding:1.6mm;border-bottom:.2mm
    solid #ccc}}td+td{{text-align:right}}
    .k{{display:flex;justify-content:space-between;background:#eee;padding:3mm;margin:3mm 0}}"""
    html = f"""<div class=h>{brand}股份有限公司　電信費用帳單</div><div class=b>{firm(r)} 君啟
    <br>{address(r)}
    <div class=k><span>用戶號碼<br><b>09{digits(r, 8)}</b></span><span>計費期間<br>
    <b>{roc(start, "y/m/d")}~{roc(end, "y/m/d")}</b></span>
    <span>繳費期限<br><b>{roc(end + timedelta(18), "y/m/d")}</b></span><span>應繳總金額<br>
    <b>{grouped(rent + calls)} 元</b></span></div>
    <table><tr><td>月租費（{pen.one_of(("光世代 300M/100M", "5G 企業方案", "市內電話 2 線"))}）<td>{rent}
    <tr><td>通話費 {r.randint(20, 900)} 分鐘<td>{calls}
    <tr><td>數據用量 {r.randint(2, 90)}.{r.randint(0, 9)} GB<td>0<tr><td>營業稅（內含）
    <td>{(rent + calls) // 21}</table>
    <p>統一編號 {ubn(r)}　客服 {phone(r)}</p></div>"""
    return Page(css, html, 210, 180)


@family(BillKind.UNKNOWN)
def tax_notice(pen: Pen) -> Page:
    """A county's notice of a tax on houses or land."""
    r, county = pen.random, pen.one_of(list(COUNTIES))
    year, kind = r.randint(111, 115), pen.one_of(("房屋稅", "地價稅", "使用牌照稅"))
    value, rate = r.randint(30, 900) * 1000, pen.one_of(("1.2%", "2%", "3%", "10‰"))
    css = f"""font:11pt {MING};padding:11mm;color:#1c1c1c;table{{width:100%;border-collapse:collapse}}
    td{{border:.3mm solid #a33;padding:2mm}}
    h2{{text-align:center;color:#a33;margin:1mm}}"""
    html = f"""<h2>{county}政府地方稅務局</h2><h2>{year}年{kind}繳款書</h2><table>
    <tr><td>納稅義務人<td>{firm(r)}<td>管理代號<td>{digits(r, 9)}<tr><td>稅籍編號<td>{digits(r, 11)}
    <td>課稅期間<td>{year - 1}年7月1日至{year}年6月30日
    <tr><td>標的所在地<td colspan=3>{address(r)}<tr><td>課稅現值<td>{grouped(value)}<td>稅率<td>{rate}
    <tr><td>應納稅額<td><b>{grouped(value * 3 // 100)} 元</b><td>繳納期間<td>{year}年5月1日至5月31日<tr>
    <td>銷帳編號<td colspan=3>{digits(r, 16)}</table>
    <p>逾期繳納者，每逾三日按滯納數額加徵百分之一滯納金。本繳款書可至便利商店、金融機構或以行動支付繳納。
    </p><p>承辦人：{person(r)}　電話：{phone(r)}　收款章：</p>"""
    return Page(css, html, 210, 150)


@family(BillKind.UNKNOWN)
def insurance_premium(pen: Pen) -> Page:
    """A receipt of a premium for fire or cars."""
    r, start = pen.random, day(pen.random)
    name = f"{firm_stem(r)}{pen.one_of(('產物保險', '人壽保險'))}股份有限公司"
    premiums = {item: r.randint(4, 300) * 10 for item in ("火災保險", "公共意外責任險", "機器損壞險")}
    rows = "".join(
        f"<tr><td>{item}<td>{grouped(r.randint(5, 90) * 100000)}<td>{grouped(premium)}"
        for item, premium in premiums.items()
    )
    css = f"""font:11pt {TIMES};padding:13mm;h2{{color:#0a6b58;margin:0}}table{{width:100%;
    border-collapse:collapse;margin:4mm 0}}
    td{{border-bottom:.3mm solid #0a6b58;padding:2mm}}td+td{{text-align:right}}"""
    html = f"""<h2>{name}</h2><div>PREMIUM RECEIPT 保險費收據　No. {digits(r, 10)}</div><p>要保人：{firm(r)}
    <br>保單號碼：{digits(r, 4)}-{digits(r, 8)}
    <br>保險期間：自民國 {roc(start, "y 年 M 月 D 日")} 中午十二時起一年</p><table><tr><td>險種<td>保險金額
    <td>保險費{rows}
    <tr><td><b>保險費合計</b><td><td><b>NT$ {grouped(sum(premiums.values()))}</b></table>
    <p>茲收到上列保險費無誤。　收費日期 {roc(start, "y/m/d")}　經手人 {person(r)}</p>
    <p>{address(r)}　免費申訴電話 0800-{digits(r, 6)}</p>"""
    return Page(css, html, 205, 155)


@family(BillKind.UNKNOWN)
def bank_slip(pen: Pen) -> Page:
    """A machine's slip of a transfer, as when somebody has paid a bill."""
    r, when = pen.random, day(pen.random)
    css = f"font:10pt {COURIER};padding:5mm;color:#444;.r{{display:flex;justify-content:space-between}}"
    rows = [
        ("交易日期", roc(when, "Y/m/d")),
        ("交易時間", f"{r.randint(8, 22):02d}:{r.randint(0, 59):02d}:08"),
        ("交易種類", pen.one_of(("轉帳", "繳費", "跨行轉帳", "提款"))),
        ("轉出帳號", f"{digits(r, 5)}*****{digits(r, 3)}"),
        ("轉入帳號", f"{digits(r, 3)}-{digits(r, 12)}"),
        ("交易金額", f"NT$ {grouped(r.randint(3, 900) * 100)}"),
        ("手續費", pen.one_of(("0", "10", "15"))),
        ("帳戶餘額", f"NT$ {grouped(r.randint(1000, 900000))}"),
        ("跨行序號", digits(r, 7)),
    ]
    body = "".join(f"<div class=r><span>{label}</span><span>{value}</span></div>" for label, value in rows)
    html = f"""<center>{firm_stem(r)}{pen.one_of(("商業銀行", "信用合作社", "農會信用部"))}
    <br>自動櫃員機交易明細表</center><br>{body}<br><center>請妥善保管本明細表</center>"""
    return Page(css, html, 76, 110, cropped=True)


@family(BillKind.UNKNOWN)
def consent_letter(pen: Pen) -> Page:
    """A letter by which a firm consents that its use of power is looked up; it names no quantity."""
    r, when = pen.random, day(pen.random)
    css = f"""font:14pt/2 {pen.one_of((KAI, STANDARD_KAI))};padding:22mm;h1{{text-align:center;
    font-size:22pt;letter-spacing:5mm}}"""
    meters = "、".join(
        f"{digits(r, 2)}-{digits(r, 2)}-{digits(r, 4)}-{digits(r, 2)}-{r.randint(0, 9)}"
        for _ in range(r.randint(1, 2))
    )
    html = f"""<h1>同　意　書</h1><p>本公司 {firm(r)}（統一編號
    {ubn(r)}）同意受託單位為辦理中小企業碳健檢，於民國 {when.year - 1911} 年度內
    查詢本公司下列用電電號之用電度數及電費資料：{meters}，並同意提供水費、瓦斯及油料單據影本。</p>
    <p>上開資料僅供計算溫室氣體排放量之用，不作其他用途。</p>
    <p>立書人：{firm(r)}　　　（公司章）<br>代表人：{person(r)}　　　（簽章）<br>地址：{address(r)}
    <br>電話：{phone(r)}</p>
    <p style="text-align:center">中　華　民　國　{when.year - 1911}　年　{when.month}　月　{when.day}　日
    </p>"""
    return Page(css, html, 210, 297)


@family(BillKind.UNKNOWN)
def registration(pen: Pen) -> Page:
    """A county's certificate that a firm is registered."""
    r, when = pen.random, day(pen.random)
    capital = r.randint(1, 90) * 100000
    facts = [
        ("統一編號", ubn(r)),
        ("商業名稱", firm(r)),
        ("負責人", person(r)),
        ("資本額", f"新臺幣 {grouped(capital)} 元"),
        ("所在地", address(r)),
        ("組織型態", pen.one_of(("獨資", "合夥", "有限公司"))),
        ("所營業務", "C802100 化粧品製造業；F401010 國際貿易業；ZZ99999"),
        ("核准設立日期", roc(when - timedelta(r.randint(900, 9000)), "y年m月d日")),
    ]
    body = "".join(f"<tr><td>{label}<td>{value}" for label, value in facts)
    css = f"""font:13pt {pen.one_of((STANDARD_KAI, SERIF))};padding:18mm;border:2mm double #7c6a2d;
    min-height:279.6mm;h1{{text-align:center;font-size:22pt}}
    table{{width:100%;border-collapse:collapse}}td{{padding:4mm 2mm;border-bottom:.2mm solid #999}}
    td:first-child{{width:36mm}}"""
    html = f"""<h1>{pen.one_of(list(COUNTIES))}政府</h1><h1>商業登記抄本</h1><p>中華民國
    {roc(when, "y年m月d日")}　府經商字第 {digits(r, 10)} 號</p>
    <table>{body}</table><p>上列登記事項與登記簿相符，特此證明。</p>
    <div style="width:38mm;height:38mm;border:1.2mm solid #c33;color:#c33;margin-left:auto;
    text-align:center;padding-top:8mm;font-size:17pt">印信<br>之章</div>"""
    return Page(css, html, 210, 280)


@family(BillKind.UNKNOWN)
def delivery_without_prices(pen: Pen) -> Page:
    """What came with a parcel: goods and numbers, no money."""
    r, when = pen.random, day(pen.random)
    body = "".join(
        f"<tr><td>{number}<td>{one.name}<td>{one.count}<td>{one.unit}<td>□"
        for number, one in enumerate(purchases(pen, 2, 8), 1)
    )
    css = f"""font:11pt {ARIAL};padding:12mm;table{{width:100%;border-collapse:collapse}}td{{border:.3mm
    solid #444;padding:1.8mm}}
    .h{{display:flex;justify-content:space-between;align-items:end}}"""
    html = f"""<div class=h><b style="font-size:19pt">出貨單 PACKING LIST</b><span>頁次 1/1</span></div>
    <p>出貨廠商：{seller(pen)}　出貨日 {roc(when, "Y/m/d")}<br>
    收件人：{firm(r)} {person(r)}<br>送達地址：{address(r)}<br>物流單號：{digits(r, 12)}
    件數：{r.randint(1, 4)}　總重：{r.randint(2, 60)} 公斤</p>
    <table><tr><td>項次<td>品名<td>數量<td>單位<td>點收{body}</table><p>簽收人：　　　　　　日期：
    　如有短缺請於三日內來電 {phone(r)}</p>"""
    return Page(css, html, 210, 190)


@family(BillKind.UNKNOWN)
def scene(pen: Pen) -> Page:
    """A photograph without a word: shelves, a machine, a floor, in soft light."""
    r = pen.random
    hue = r.randint(0, 359)
    shapes = "".join(_shape(pen, hue) for _ in range(r.randint(16, 50)))
    floor = f"linear-gradient(160deg,hsl({hue} 20% 82%),hsl({hue} 25% 30%))"
    style = f"height:150mm;position:relative;overflow:hidden;background:{floor};div{{position:absolute}}"
    return Page(style, shapes, 200, 150)


def _shape(pen: Pen, hue: int) -> str:
    r = pen.random
    wide, high = r.randint(6, 60), r.randint(6, 70)
    place = f"left:{r.randint(-10, 190)}mm;top:{r.randint(5, 140)}mm;width:{wide}mm;height:{high}mm"
    colour = f"hsl({hue + r.randint(-60, 60)} {r.randint(5, 45)}% {r.randint(15, 80)}%)"
    round_off = pen.one_of(("0", "2mm", "50%"))
    return f'<div style="{place};background:{colour};border-radius:{round_off};opacity:{r.uniform(0.6, 1):.2f}"></div>'


@family(BillKind.UNKNOWN)
def nearly_empty(pen: Pen) -> Page:
    """The back of something, or a sheet with a word or a page number."""
    r = pen.random
    words = (
        "",
        f"- {r.randint(1, 9)} -",
        "（本頁空白）",
        f"附件{r.choice('一二三四')}",
        "背面",
        roc(day(r), "y.m.d"),
    )
    css = f"""font:12pt {MING};min-height:209.6mm;padding:{r.randint(10, 160)}mm 9mm 0
    {r.randint(10, 90)}mm;color:#555;background:{pen.one_of(("#fff", "#f4f1e8", "#f7f7fb"))}"""
    return Page(css, f"<div style='height:8mm'>{pen.one_of(words)}</div>", 150, 210)


@family(BillKind.UNKNOWN)
def meter_table(pen: Pen) -> Page:
    """A factory's own log of its machines: numbers and dates, of nobody's bill."""
    r, first = pen.random, day(pen.random)
    names = r.sample(("空壓機", "冰水主機", "射出機A", "射出機B", "烘箱", "集塵機", "輸送帶"), 4)
    body = "".join(
        "<tr><td>"
        + roc(first + timedelta(late), "m/d")
        + "".join(f"<td>{r.randint(10, 999) / 10}" for _ in names)
        + f"<td>{person(r)}"
        for late in range(r.randint(8, 20))
    )
    css = f"""font:10.5pt {pen.one_of((SANS, MING))};padding:11mm;table{{width:100%;
    border-collapse:collapse}}td{{border:.25mm solid #333;padding:1.3mm;text-align:center}}"""
    html = f"""<h3 style="text-align:center">{roc(first, "y年m月")}設備運轉紀錄表</h3>
    <div>單位：{pen.one_of(("製造一課", "廠務課", "設備組"))}　表單編號 QP-{digits(r, 4)}</div>
    <table><tr><td>日期{"".join(f"<td>{name}<br>電流(A)" for name in names)}<td>檢查人{body}</table>
    <p>核准：{person(r)}　　審查：{person(r)}</p>"""
    return Page(css, html, 210, 240)


@family(BillKind.UNKNOWN, development=True)
def meeting_minutes(pen: Pen) -> Page:
    """Minutes of a meeting on saving energy."""
    r, when = pen.random, day(pen.random)
    css = f"font:12pt/1.7 {SERIF};padding:18mm;h2{{text-align:center}}"
    html = f"""<h2>節能減碳推動小組會議紀錄</h2><p>時間：{roc(when, "y年M月D日")} 上午{r.randint(9, 11)}時
    <br>地點：{r.randint(1, 5)}樓會議室<br>主席：{person(r)}　紀錄：{person(r)}</p>
    <p>一、去年用電較前年減少 {r.randint(1, 12)}.{r.randint(0, 9)}%，請廠務續辦空壓系統改善。
    <br>二、柴油堆高機 {r.randint(1, 4)} 台評估汰換為電動。<br>
    三、下次會議訂於 {roc(when + timedelta(30), "M月D日")}。</p>
    <p>出席：{"、".join(person(r) for _ in range(5))}</p>"""
    return Page(css, html, 210, 200)


@family(BillKind.UNKNOWN, development=True)
def course_certificate(pen: Pen) -> Page:
    """A certificate of a course on carbon."""
    r, when = pen.random, day(pen.random)
    css = f"""font:17pt/2 {KAI};padding:20mm 30mm;border:3mm ridge #b79a3c;text-align:center;
    min-height:199.6mm;h1{{font-size:36pt;letter-spacing:9mm;margin:0}}"""
    html = f"""<h1>結業證書</h1><div>（{when.year - 1911}）碳訓字第 {digits(r, 5)} 號</div><p>{person(r)}
    君參加「組織型溫室氣體盤查」課程<br>
    共計 {pen.one_of((6, 12, 18, 36))} 小時，成績及格，特頒此證。</p><div>{firm_stem(r)}人才培訓學會
    理事長 {person(r)}</div><div>中華民國 {roc(when, "y年M月D日")}</div>"""
    return Page(css, html, 280, 200)
