"""What firms buy besides energy: goods with prices, and who sells them."""

from dataclasses import dataclass

from tests.bills.drawn import Pen
from tests.bills.made_up import firm_stem

SELLERS = (
    "文具行",
    "五金有限公司",
    "商行",
    "貿易有限公司",
    "企業社",
    "科技股份有限公司",
    "百貨有限公司",
    "實業有限公司",
)
# Name, unit, and the least and most NT$ for one.
GOODS = (
    ("A4影印紙 70磅", "包", 75, 120),
    ("碳粉匣 黑色", "支", 850, 3200),
    ("原子筆 0.7mm", "打", 90, 160),
    ("不鏽鋼螺絲 M6x20", "盒", 120, 480),
    ("切削液 18L", "桶", 1800, 4200),
    ("LED燈管 4尺 18W", "支", 110, 260),
    ("瓦楞紙箱 5層", "個", 22, 60),
    ("封箱膠帶 48mm", "捲", 18, 45),
    ("工作手套 棉紗", "打", 80, 150),
    ("機油 15W-40 4L", "瓶", 420, 900),
    ("變頻空調 7.2kW", "台", 28000, 52000),
    ("濾心 5微米", "支", 150, 600),
    ("清潔劑 4公升", "桶", 95, 230),
    ("礦泉水 600ml", "箱", 160, 260),
    ("軸承 6204-ZZ", "個", 60, 180),
    ("滑鼠 無線", "個", 250, 890),
)


@dataclass(frozen=True, slots=True)
class Purchase:
    """`count` pieces at NT$ `price` each."""

    name: str
    unit: str
    count: int
    price: int

    @property
    def amount(self) -> int:
        return self.count * self.price


def purchases(pen: Pen, least: int = 1, most: int = 5) -> list[Purchase]:
    """Different goods; no two have both the same number and the same price."""
    chosen = pen.random.sample(GOODS, pen.random.randint(least, most))
    return [
        Purchase(name, unit, pen.random.randint(1, 12), pen.random.randint(low, high))
        for name, unit, low, high in chosen
    ]


def seller(pen: Pen) -> str:
    """A shop's registered name."""
    return firm_stem(pen.random) + pen.one_of(SELLERS)
