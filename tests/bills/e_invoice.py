"""Electronic invoices: the slip that proves one, with its bar code and both QR codes, by 財政部財政資訊中心
「電子發票證明聯一維及二維條碼規格說明」 v1.8."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

import segno
import zxingcpp

from domain.checkup.reading import ReadingField as F
from tests.bills.drawn import Pen
from tests.bills.made_up import day, digits, invoice_no, roc, with_tax
from tests.bills.made_up import ubn as made_up_ubn

CHARACTER_SETS = {"0": "big5", "1": "utf-8"}
CSS = """
.proof{text-align:center;line-height:1.25}
.proof .mark{font-size:15pt;font-weight:700}.proof .big{font-size:17pt;font-weight:700}
.proof .pair{display:flex;justify-content:space-between;font-size:8.5pt;text-align:left}
.proof .bars svg{width:100%;height:8mm}.proof .codes{display:flex;justify-content:space-between}
.proof .codes svg{width:46%}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `amount` is NT$ with tax, that of a discount is below 0."""

    name: str
    quantity: Decimal
    price: Decimal
    amount: int


@dataclass(frozen=True, slots=True)
class Sale:
    """One invoice; `buyer` is empty where a person buys."""

    number: str
    when: date
    secret: str
    seller: str
    buyer: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def tax(self) -> int:
        return with_tax(self.total)[1]


def sale(pen: Pen, lines: Sequence[Line], *, business: float = 0.5) -> Sale:
    """A made-up invoice of these lines, to a firm with the chance of `business`."""
    random = pen.random
    buyer = made_up_ubn(random) if pen.chance(business) else ""
    seller = made_up_ubn(random)
    return Sale(invoice_no(random), day(random), digits(random, 4), seller, buyer, tuple(lines))


def proof(pen: Pen, sold: Sale, heading: str) -> str:
    """The slip below `heading`, which is escaped already. What only its codes tell is noted so."""
    w, when = pen.write, sold.when
    even = when.month + when.month % 2
    colon = pen.one_of((":", "", "："))
    printed = roc(when, pen.one_of(("Y-m-d", "Y/m/d", "Y-m-d", "y-m-d")))
    clock = f"{pen.random.randint(7, 22):02d}:{pen.random.randint(0, 59):02d}:{pen.random.randint(0, 59):02d}"
    marked = " 格式25" if sold.buyer else ""
    buyer = f"<span>買方{colon}{w(F.BUYER_UBN, sold.buyer)}</span>" if sold.buyer else ""
    return f"""<div class=proof>{heading}<div class=mark>電子發票證明聯{pen.one_of(("", "", "補印"))}</div>
    <div class=big>{when.year - 1911}年{even - 1:02d}-{even:02d}月</div>
    <div class=big>{w(F.INVOICE_NO, f"{sold.number[:2]}-{sold.number[2:]}")}</div>
    <div class=pair><span>{w(F.ISSUE_DATE, printed, when)} {clock}</span><span>{marked}</span></div>
    <div class=pair><span>隨機碼{colon}{sold.secret}</span>
    <span>總計{colon}{w(F.TOTAL_AMOUNT, str(sold.total))}</span></div>
    <div class=pair><span>賣方{colon}{w(F.SELLER_UBN, sold.seller)}</span>{buyer}</div>
    <div class=bars>{_bars(sold, even)}</div><div class=codes>{_codes(pen, sold)}</div></div>"""


def _codes(pen: Pen, sold: Sale) -> str:
    flag = pen.one_of(tuple(CHARACTER_SETS))
    pen.encode(F.TAX, sold.tax)
    left, right = qr_texts(sold, flag, pen.random)
    charset = CHARACTER_SETS[flag]
    # Both codes of a slip have one size, whatever each holds.
    version = max(_made(text, charset, None).version for text in (left, right))
    return "".join(
        _made(text, charset, version).svg_inline(omitsize=True, border=2) for text in (left, right)
    )


def qr_texts(sold: Sale, flag: str, random: Random) -> tuple[str, str]:
    """What the left and the right code say; lines beyond the second stand in the right one."""
    sales = sold.total - sold.tax
    check = base64.b64encode(random.randbytes(16)).decode()
    head = (
        f"{sold.number}{roc(sold.when, 'ymd')}{sold.secret}{sales:08X}{sold.total:08X}"
        f"{sold.buyer or '00000000'}{sold.seller}{check}"
    )
    told = [f"{line.name}:{line.quantity}:{line.price}" for line in sold.lines]
    count = len(told)
    return ":".join([head, "**********", f"{count}", f"{count}", flag, *told[:2]]), "**" + ":".join(told[2:])


def _made(text: str, charset: str, version: int | str | None) -> segno.QRCode:
    return segno.make(text.encode(charset), error="l", mode="byte", micro=False, version=version)


def _bars(sold: Sale, even: int) -> str:
    content = f"{sold.when.year - 1911}{even:02d}{sold.number}{sold.secret}"
    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.Code39).to_svg()
    start = drawn.index("<svg")
    picture = base64.b64encode(drawn[start:].encode()).decode()
    return f'<img style="width:100%;height:8mm" src="data:image/svg+xml;base64,{picture}">'
