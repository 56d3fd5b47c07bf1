"""Three sampled pages written by hand: a bill in two columns, a receipt, a delivery note filled in by pen."""

from domain.checkup.reading import BillKind, ReadingField
from models.generator.pages import PrintedLine, SampledPage, Stretch
from models.labels import Label

Marked = tuple[str, Label | None]


def width_of(text: str, size: float) -> float:
    return sum(size if ord(character) > 0x2E7F else 0.55 * size for character in text)


def printed(x: float, y: float, size: float, *parts: Marked, handwritten: bool = False) -> PrintedLine:
    """A level line of parts, each labelled or not."""
    text = "".join(part for part, _ in parts)
    stretches, start = [], 0
    for part, label in parts:
        if label is not None:
            stretches.append(Stretch(start, start + len(part), label))
        start += len(part)
    right, bottom = x + width_of(text, size), y + size
    quad = ((x, y), (right, y), (right, bottom), (x, bottom))
    return PrintedLine(text, quad, tuple(stretches), size, handwritten)


def plain(text: str) -> Marked:
    return text, None


def bill() -> SampledPage:
    lines = (
        printed(340, 60, 40, ("東曜電力股份有限公司", Label.VENDOR)),
        printed(340, 120, 28, plain("１１３年１１月繳費通知單")),
        printed(80, 220, 24, plain("電號 Customer Number")),
        printed(80, 256, 26, ("01-23-4567-89-0", Label.ACCOUNT_NO)),
        printed(480, 220, 24, plain("繳費期限")),
        printed(480, 256, 26, plain("113/11/25")),
        printed(800, 220, 24, plain("應繳總金額")),
        printed(800, 256, 26, plain("NT$"), ("51,446", Label.TOTAL_AMOUNT), plain("元")),
        printed(80, 360, 24, plain("計費期間：")),
        printed(
            220, 360, 24, ("113/08/28", Label.PERIOD_START), plain("至"), ("113/10/28", Label.PERIOD_END)
        ),
        printed(80, 400, 24, plain("計費度數(度)")),
        printed(320, 400, 24, ("12,840", Label.USAGE)),
        printed(80, 440, 24, plain("流動電費")),
        printed(320, 440, 24, plain("48,996.2元")),
        printed(80, 480, 24, plain("營業稅")),
        printed(320, 480, 24, ("2,450", Label.TAX), plain("元")),
        printed(620, 360, 24, plain("用戶統一編號：")),
        printed(820, 360, 24, ("24567894", Label.BUYER_UBN)),
        printed(620, 400, 24, plain("本期電力排碳量(公斤)")),
        printed(900, 400, 24, ("6,356", Label.PRINTED_KGCO2E)),
        printed(80, 600, 20, plain("本單據經收款單位蓋章後作為繳費憑證，逾期請洽服務專線 1999 轉 5")),
    )
    values = {
        ReadingField.VENDOR: "東曜電力股份有限公司",
        ReadingField.ACCOUNT_NO: "01234567890",
        ReadingField.PERIOD_START: "2024-08-28",
        ReadingField.PERIOD_END: "2024-10-28",
        ReadingField.USAGE: "12840",
        ReadingField.TOTAL_AMOUNT: "51446",
        ReadingField.TAX: "2450",
        ReadingField.BUYER_UBN: "24567894",
        ReadingField.PRINTED_KGCO2E: "6356",
    }
    return SampledPage(BillKind.ELECTRICITY, "by_hand", lines, 1100, 700, values, (), False)


def receipt() -> SampledPage:
    lines = (
        printed(60, 40, 30, ("山林加油站", Label.VENDOR)),
        printed(40, 90, 28, plain("113年09-10月")),
        printed(40, 130, 32, ("AB-12345678", Label.INVOICE_NO)),
        printed(30, 180, 20, ("2024-10-05", Label.ISSUE_DATE), plain(" 14:22:09")),
        printed(30, 210, 20, plain("隨機碼 1234")),
        printed(220, 210, 20, plain("總計 "), ("1000", Label.TOTAL_AMOUNT)),
        printed(30, 240, 20, plain("賣方"), ("24567894", Label.SELLER_UBN)),
        printed(30, 290, 20, ("超級柴油", Label.FUEL)),
        printed(30, 320, 20, ("27.70", Label.USAGE), plain(" x "), ("36.10", Label.UNIT_PRICE)),
        printed(270, 320, 20, plain("1000TX")),
    )
    values = {
        ReadingField.VENDOR: "山林加油站",
        ReadingField.USAGE: "27.7",
        ReadingField.TOTAL_AMOUNT: "1000",
    }
    return SampledPage(BillKind.FUEL, "by_hand", lines, 380, 640, values, (), False)


def delivery_note() -> SampledPage:
    lines = (
        printed(220, 40, 36, plain("送貨單")),
        printed(60, 120, 26, plain("商號："), ("大同里瓦斯行", Label.VENDOR)),
        printed(60, 180, 26, plain("日期：")),
        printed(160, 176, 30, ("112", Label.ISSUE_DATE), plain(" "), handwritten=True),
        printed(60, 240, 26, plain("品名")),
        printed(160, 236, 30, plain("液化石油氣"), handwritten=True),
        printed(60, 300, 26, plain("數量")),
        printed(160, 296, 30, ("20×6", Label.USAGE), handwritten=True),
        printed(60, 360, 26, plain("總計")),
        printed(160, 356, 30, ("4560", Label.TOTAL_AMOUNT), handwritten=True),
    )
    values = {
        ReadingField.VENDOR: "大同里瓦斯行",
        ReadingField.USAGE: "120",
        ReadingField.TOTAL_AMOUNT: "4560",
    }
    return SampledPage(BillKind.LPG, "by_hand", lines, 560, 460, values, (), True)


def made_pages() -> tuple[SampledPage, ...]:
    return bill(), receipt(), delivery_note()
