"""Purchases for development: a month of lines and telephones, a letter that asks for money, a web shop's order."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Page, Pen, family
from tests.bills.made_up import (
    ARIAL,
    SANS,
    STANDARD_KAI,
    address,
    day,
    digits,
    firm,
    grouped,
    invoice_no,
    person,
    phone,
    roc,
    ubn,
    with_tax,
)
from tests.bills.pieces import bar_code
from tests.bills.purchases import Purchase
from tests.bills.three_parts import in_words
from tests.bills.wares import Ware, bought, entries, house, numbered, sum_of, tax_on

LINES: Sequence[Ware] = (
    ("企業光纖 300M/100M 月租", "線", 999, 1699),
    ("企業光纖 1G/600M 月租", "線", 1899, 3299),
    ("固定 IP 加購", "組", 150, 400),
    ("市話月租費(營業用)", "線", 190, 295),
    ("行動 4G 吃到飽 599 型", "門", 499, 599),
    ("行動 5G 商務 1399 型", "門", 999, 1399),
    ("雲端總機席次", "席", 120, 260),
    ("Wi-Fi 分享器租用", "台", 60, 150),
)
TELEPHONE = f"""font:9pt/1.45 {ARIAL};color:#2b2b33;height:296mm;display:flex;flex-direction:column;
.top{{display:flex;justify-content:space-between;padding:9mm 13mm 3mm;border-top:5mm solid #00796b}} .top h1{{font-size:15pt;margin:0;color:#00796b}}
.who{{padding:2mm 13mm 2mm 22mm;height:30mm;font-size:11pt}} .three{{display:grid;grid-template-columns:1.1fr 1fr 1fr;margin:0 13mm;background:#e4f2f0;border-radius:2mm}}
.three div{{padding:2.5mm 4mm;border-right:.3mm solid #fff}} .three b{{display:block;font-size:15pt}} small{{color:#5c6670}}
.two{{display:grid;grid-template-columns:118mm 1fr;gap:6mm;padding:5mm 13mm}} h3{{margin:0 0 1mm;font-size:10.5pt;border-bottom:.5mm solid #00796b;color:#00796b}}
table{{width:100%;border-collapse:collapse}} td,th{{padding:.9mm 0;font-weight:400;text-align:right;border-bottom:.15mm solid #d5d8db}} th{{color:#5c6670}}
td:first-child,th:first-child{{text-align:left}} .tot td{{font-weight:700;border-bottom:.5mm double #00796b}} .in td{{padding-left:4mm;color:#5c6670}}
.cut{{border-top:.3mm dashed #555;margin:auto 6mm 0;padding:4mm 7mm 12mm;display:grid;grid-template-columns:62mm 1fr;font-size:8.5pt}}"""


def _charges(pen: Pen, goods: Sequence[Purchase], off: int) -> str:
    lines = "".join(
        f"""<tr><td>{one.name}<td>{entry.write(F.USAGE, str(one.count))} {one.unit}
        <td>{entry.write(F.UNIT_PRICE, grouped(one.price))}<td>{one.amount:,}"""
        for entry, one in entries(pen, goods)
    )
    return lines + (f"<tr><td>合約期間優惠折讓<td><td><td>-{off:,}" if off else "")


@family(BillKind.INVOICE, development=True)
def telephone_bill(pen: Pen) -> Page:
    """A month's bill of lines and telephones: charges on the left, the account on the right, a stub below."""
    w, random, made = pen.write, pen.random, day(pen.random).replace(day=pen.one_of((5, 8, 12)))
    goods = bought(pen, LINES, 1, 5, (1, 1, 1, 2, 3, 6))
    off = pen.one_of((0, 0, 50, 100, 120))
    total, last, form = (
        sum_of(goods) - off,
        random.randint(600, 9000),
        pen.one_of(("y/m/d", "Y/m/d", "Y.m.d")),
    )
    end = made.replace(day=1) - timedelta(1)
    start, due = end.replace(day=1), made + timedelta(random.randint(14, 20))
    used = f"""{w(F.PERIOD_START, roc(start, form), start)}{pen.one_of(("~", " - ", " 至 "))}{w(F.PERIOD_END, roc(end, form), end)}"""
    account, tax, name = w(F.ACCOUNT_NO, numbered(pen, "dddd-dddddd")), with_tax(total)[1], firm(random)
    amount = w(F.TOTAL_AMOUNT, grouped(total))
    told = ((70, random.randint(600, 9000)), (40, random.randint(600, 9000)), (10, last))
    past = "".join(f"<tr><td>{roc(start - timedelta(back), 'y/m')}<td>{paid:,}" for back, paid in told)
    return Page(
        TELEPHONE,
        f"""<div class=top><div><h1>{w(F.VENDOR, house(pen, "電信股份有限公司", "寬頻電信股份有限公司", "網路通訊有限公司"))}</h1><small>統一編號 {w(F.SELLER_UBN, ubn(random))}　{address(random)}<br>
客服專線 手機直撥 {random.randint(180, 199)}　市話 0800-{digits(random, 3)}-{digits(random, 3)}</small></div><div style="text-align:right;font-size:13pt">{pen.one_of(("電信費用帳單", "電信帳單", "綜合帳單"))}<br><small style="font-size:9pt">{roc(made, "Y 年 M 月號")}　第 1 頁 / 共 1 頁</small></div></div>
<div class=who>{digits(random, 5)}<br>{address(random)}<br>{name}　台啟</div>
<div class=three><div><small>{pen.one_of(("本期應繳總額", "應繳總金額", "應付總額"))}</small><b>NT$ {amount}</b></div><div><small>繳費期限</small><b>{roc(due, form)}</b></div><div><small>用戶號碼</small><b style="font-size:12.5pt">{account}</b></div></div>
<div class=two><div><h3>費用明細　<small>計費期間 {used}</small></h3><table><tr><th>項目<th>數量<th>單價(含稅)<th>金額{_charges(pen, goods, off)}
<tr class=tot><td colspan=3>本期費用合計<td>{amount}<tr class=in><td colspan=3>應稅銷售額<td>{total - tax:,}<tr class=in><td colspan=3>營業稅額(5%)<td>{w(F.TAX, grouped(tax))}
<tr><td colspan=3>前期帳單金額<td>{last:,}<tr><td colspan=3>前期已繳（{roc(made - timedelta(16), form)} 超商入帳）<td>-{last:,}</table></div>
<div><h3>帳戶資料</h3>用戶名稱　{name}<br>統一編號　{w(F.BUYER_UBN, ubn(random))}<br>出帳日期　{w(F.ISSUE_DATE, roc(made, form), made)}<br>帳單序號　{digits(random, 8)}<br>合約到期　{roc(made + timedelta(400), form)}<br>
<h3 style="margin-top:3mm">電子發票</h3>字軌號碼　{w(F.INVOICE_NO, invoice_no(random, pen.one_of(("", "-"))))}<br>隨機碼　{digits(random, 4)}<br><small>中獎者另行通知，中獎發票寄帳單地址</small>
<h3 style="margin-top:3mm">近三期帳單</h3><table>{past}</table></div></div>
<div style="padding:0 13mm;font-size:8pt;color:#5c6670">• 逾期未繳，自{due.month}月{due.day}日起加計延遲利息；欠費達 {pen.one_of((300, 500))} 元將暫停通信。<br>• 推薦企業同業申裝光纖 1G，雙方各折抵 {pen.one_of((500, 1000))} 元，活動至 {due.year} 年底。</div>
<div class=cut><div><b>代收聯</b>　（收款店收執）<br>應繳 NT$ {amount}<br>期限 {roc(due, form)}<br><br>收款章</div><div>{bar_code(roc(due, "ymd")[1:] + numbered(pen, "LdL"), 46, 8)}{bar_code(numbered(pen, "dddddddddddddddd"), 62, 8)}<br>{bar_code(numbered(pen, "dddd") + f"{total:011d}", 58, 8)}</div></div>""",
        210,
        297,
    )


JOBS: Sequence[Ware] = (
    ("水塔清洗及消毒", "座", 1500, 4200),
    ("客貨電梯定期保養", "台", 1800, 3600),
    ("飲水機濾心更換保養", "台", 650, 1500),
    ("廠區病媒防治作業", "次", 2500, 6800),
    ("消防設備檢修申報", "件", 6000, 18000),
    ("冷卻水塔水質處理", "座", 2200, 5800),
    ("化糞池抽除清運", "車", 2600, 4800),
)
ORDINALS = "一二三四五六七八"
LETTER = f"""font:13pt/1.75 {STANDARD_KAI};color:#161616;padding:18mm 24mm;position:relative;
h1{{font-size:19pt;text-align:center;margin:0;letter-spacing:1mm}} h2{{font-size:17pt;text-align:center;margin:0 0 3mm;letter-spacing:9mm;font-weight:400}}
.r{{text-align:right;font-size:11pt;line-height:1.4}} .n{{padding-left:9mm;text-indent:-9mm}} .m{{padding-left:20mm;text-indent:-7mm}}
.seal{{position:absolute;right:30mm;bottom:52mm;border:1mm solid #c4302b;color:#c4302b;width:27mm;height:27mm;font-size:14pt;line-height:1.2;padding:1mm;
opacity:.8;writing-mode:vertical-rl;text-align:center;overflow:hidden;transform:rotate(-2deg)}}"""


def _chinese(number: int) -> str:
    """A number up to 39 as it is said."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{'一二三'[tens - 1]}十") + (
        " 一二三四五六七八九"[ones].strip()
    )


def _said(when: date) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(when.year - 1911))
    return f"中華民國{year}年{_chinese(when.month)}月{_chinese(when.day)}日"


def _jobs(pen: Pen, goods: Sequence[Purchase]) -> str:
    said = []
    for place, (entry, one) in enumerate(entries(pen, goods), 1):
        count, price = entry.write(F.USAGE, str(one.count)), entry.write(F.UNIT_PRICE, grouped(one.price))
        ways = (
            f"{one.name}，共 {count} {one.unit}，每{one.unit}新臺幣 {price} 元，計 {one.amount:,} 元。",
            f"{one.name}：每{one.unit} {price} 元 × {count} {one.unit}＝{one.amount:,} 元。",
        )
        said.append(f"<div class=m>({ORDINALS[place - 1]}) {ways[len(goods) % 2]}</div>")
    return "".join(said)


@family(BillKind.INVOICE, development=True)
def upkeep_request(pen: Pen) -> Page:
    """A letter of a firm that keeps plant in order: what was done and what it comes to, in numbered sentences."""
    w, random, when = pen.write, pen.random, day(pen.random)
    goods = bought(pen, JOBS, 1, 3, (1, 1, 2, 3, 4))
    sales = sum_of(goods)
    tax, done, vendor = (
        tax_on(sales),
        when - timedelta(random.randint(4, 20)),
        house(pen, "環保工程有限公司", "機電工程股份有限公司", "環境清潔有限公司", "水處理科技有限公司"),
    )
    total = sales + tax
    words = in_words(total, str).replace(" ", "")
    words = "新臺幣" + words[words.index(next(sign for sign in words if sign in "壹貳參肆伍陸柒捌玖")) :]
    return Page(
        LETTER,
        f"""<h1>{w(F.VENDOR, vendor)}</h1><h2>{pen.one_of(("請款函", "請款單", "請款通知"))}</h2>
<div class=r>公司地址：{address(random)}<br>電話：{phone(random)}　傳真：{phone(random)}<br>承辦人：{person(random)}　統一編號：{w(F.SELLER_UBN, ubn(random))}<br>發文字號：{vendor[1]}字第 {roc(when, "y")}{digits(random, 5)} 號</div>
<div>受文者：{firm(random)}（統編 {w(F.BUYER_UBN, ubn(random))}）</div>
<div class=n>主旨：檢送{_chinese(done.month)}月{_chinese(done.day)}日完工之服務款項，請惠予撥付。</div><div>說明：</div>
<div class=n>一、依據雙方 {done.year - 1912} 年度契約第 {random.randint(3, 9)} 條第 {random.randint(1, 4)} 項辦理。</div><div class=n>二、服務內容及費用：</div>{_jobs(pen, goods)}
<div class=n>三、以上未稅金額 {sales:,} 元，外加營業稅 {w(F.TAX, grouped(tax))} 元，{pen.one_of(("合計", "總計", "本次請款"))}{words}（NT$ {w(F.TOTAL_AMOUNT, grouped(total))}）。</div>
<div class=n>四、隨函檢附統一發票乙紙（號碼 {w(F.INVOICE_NO, invoice_no(random))}）及施工照片 {random.randint(4, 12)} 張。</div>
<div class=n>五、請於文到 {pen.one_of((15, 30, 45))} 日內匯入：{pen.one_of(("合作社", "商業銀行", "農會"))}{person(random)[0]}厝分行，帳號 {numbered(pen, "ddd-dd-ddddddd-d")}，或開立即期票據。</div>
<div style="margin-top:8mm">此致</div><div style="margin-top:22mm">負責人　{person(random)}</div><div class=seal>{vendor}</div>
<div style="margin-top:9mm;text-align:center;letter-spacing:2.5mm">{w(F.ISSUE_DATE, _said(when), when)}</div>""",
        210,
        297,
    )


STOCK: Sequence[Ware] = (
    ("人體工學辦公椅 黑色網布", "", 2380, 5690),
    ("27 吋 IPS 護眼螢幕", "", 3590, 7990),
    ("Type-C 七合一集線器", "", 690, 1590),
    ("雷射標籤貼紙 A4 24 格 100 張", "", 189, 420),
    ("三層鐵製資料櫃（附鎖）", "", 1890, 3990),
    ("抽取式衛生紙 100 抽 × 72 包", "", 599, 899),
    ("濾掛咖啡 綜合 50 入", "", 399, 799),
    ("USB 充電式碎紙機", "", 1290, 2990),
    ("公文夾 PP 透明 L 型 12 入", "", 49, 119),
)
SHOP = f"""font:9pt/1.5 {SANS};color:#333;padding:7mm 11mm;
.nav{{display:flex;justify-content:space-between;align-items:center;border-bottom:.6mm solid #f28c28;padding-bottom:2mm}} .nav b{{font-size:17pt;color:#f28c28}}
.path{{font-size:7.5pt;color:#888;margin:2mm 0}} h2{{font-size:13pt;margin:2mm 0}} .st{{display:flex;margin:3mm 0 4mm}} .st div{{flex:1;text-align:center;font-size:7.5pt;color:#888;border-top:1mm solid #f8c48f;padding-top:1mm}}
.cards{{display:grid;grid-template-columns:1fr 1fr 1fr;gap:3mm;margin:3mm 0}} .cards>div{{border:.2mm solid #ddd;border-radius:1.5mm;padding:2mm 3mm}} .cards h4{{margin:0 0 1mm;font-size:9.5pt}}
table{{width:100%;border-collapse:collapse}} th{{background:#fafafa;font-weight:400;color:#888;text-align:right;padding:1.5mm}} td{{border-bottom:.2mm solid #eee;text-align:right;padding:2mm 1.5mm}}
td:first-child,th:first-child{{text-align:left}} .ph{{display:inline-block;width:11mm;height:11mm;border-radius:1mm;vertical-align:middle;margin-right:2.5mm}} i{{font-style:normal;color:#999;font-size:7.5pt}}
.sum{{margin-left:58%;margin-top:3mm}} .sum div{{display:flex;justify-content:space-between}} .sum .p{{font-size:13pt;color:#d9480f;border-top:.3mm solid #ccc;margin-top:1mm}}
.foot{{margin-top:7mm;background:#f5f5f5;padding:3mm;font-size:7.5pt;color:#888;text-align:center}}"""


def _stock(pen: Pen, goods: Sequence[Purchase]) -> str:
    told = []
    for entry, one in entries(pen, goods):
        colour = f"hsl({pen.random.randint(0, 359)} 30% 78%)"
        before = f"<i><s>${int(one.price * 1.25):,}</s></i> " if pen.chance(0.4) else ""
        told.append(
            f"""<tr><td><span class=ph style="background:{colour}"></span>{one.name}　<i>商品編號 {numbered(pen, "LL-dddddd")}</i>
            <td>{before}${entry.write(F.UNIT_PRICE, grouped(one.price))}<td>{entry.write(F.USAGE, str(one.count))}<td>${one.amount:,}"""
        )
    return "".join(told)


@family(BillKind.INVOICE, development=True)
def web_order(pen: Pen) -> Page:
    """A web shop's page of one order of a firm, printed out of the browser."""
    w, random, when = pen.write, pen.random, day(pen.random)
    goods = bought(pen, STOCK, 1, 5, (1, 1, 2, 3, 5, 10))
    freight, coupon = pen.one_of((0, 80, 100, 150)), pen.one_of((0, 0, 30, 50))
    total, brand = sum_of(goods) + freight - coupon, pen.one_of(("Buroshop", "好辦公", "OFFI 購", "一站備品"))
    clock, number = f"{random.randint(8, 22):02d}:{random.randint(0, 59):02d}", digits(random, 14)
    shown, dash = pen.one_of((("Y/m/d", "/"), ("Y-m-d", "-"), ("Y年M月D日", "年")))
    taxed = (
        f"<div><i>（內含營業稅</i><i>${w(F.TAX, grouped(with_tax(total)[1]))}）</i></div>"
        if pen.chance(0.6)
        else ""
    )
    stages = "".join(
        f"<div>{stage}<br>{roc(when + timedelta(later), 'm' + ('/' if dash == '年' else dash) + 'd')}</div>"
        for stage, later in (("訂單成立", 0), ("付款完成", 0), ("理貨出貨", 1), ("配送中", 2), ("已取貨", 3))
    )
    return Page(
        SHOP,
        f"""<div class=nav><b>{brand}</b><span>企業會員 {person(random)[0]}**　您好｜紅利 {random.randint(20, 4000)} 點｜購物車(0)｜登出</span></div>
<div class=path>首頁 › 會員中心 › 我的訂單 › 訂單明細</div><h2>訂單明細　<i>訂單編號 {number}</i></h2><div class=st>{stages}</div>
<div class=cards><div><h4>訂購資訊</h4>{pen.one_of(("訂購時間", "成立時間", "下單日期"))} {w(F.ISSUE_DATE, roc(when, shown), when)} {clock}<br>付款方式 {pen.one_of(("信用卡一次付清", "ATM 轉帳", "月結 30 天"))}<br>訂單狀態 已完成</div>
<div><h4>收件資訊</h4>{person(random)}　09{digits(random, 2)}-***-{digits(random, 3)}<br>{address(random)}<br>物流單號 {digits(random, 12)}</div>
<div><h4>發票資訊</h4>公司戶電子發票<br>{pen.one_of(("買受人統編", "統一編號", "買方統編"))} {w(F.BUYER_UBN, ubn(random))}<br>抬頭 {firm(random)}<br>發票號碼 {w(F.INVOICE_NO, invoice_no(random))}</div></div>
<table><tr><th>商品<th>{pen.one_of(("單價", "優惠價", "售價"))}<th>數量<th>小計{_stock(pen, goods)}</table>
<div class=sum><div><span>商品金額（{len(goods)} 項）</span><span>${sum_of(goods):,}</span></div><div><span>運費</span><span>${freight}</span></div><div><span>折價券</span><span>-${coupon}</span></div>
<div class=p><b>{pen.one_of(("實付金額", "訂單總金額", "付款總額"))}</b><b>${w(F.TOTAL_AMOUNT, grouped(total))}</b></div>{taxed}</div>
<div class=foot>七天鑑賞期至 {roc(when + timedelta(10), "Y/m/d")}　退換貨請由「我的訂單」申請，逾期恕不受理<br>{w(F.VENDOR, house(pen, "電子商務股份有限公司", "辦公用品有限公司", "數位零售股份有限公司"))}　統一編號 {w(F.SELLER_UBN, ubn(random))}　客服 {phone(random)}<br>© {when.year} {brand}. All rights reserved.　https://shop.example.tw/member/order?id={number}</div>""",
        210,
        297,
        cropped=True,
    )
