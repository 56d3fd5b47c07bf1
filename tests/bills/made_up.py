"""Made-up values of bills: numbers with valid check digits, dates and amounts as they are printed."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from string import ascii_uppercase

from domain.ubn import is_ubn

# Faces that Debian has: fonts-noto-cjk, fonts-arphic-*, fonts-cns11643-*, fonts-liberation.
SANS = "'Noto Sans CJK TC'"
SERIF = "'Noto Serif CJK TC'"
MING = "'AR PL UMing TW'"
KAI = "'AR PL UKai TW'"
SUNG = "'TW-Sung'"
STANDARD_KAI = "'TW-Kai'"
MONO = "'Noto Sans Mono CJK TC'"
# Latin of the second face, Chinese of the first that has it.
ARIAL = "'Liberation Sans','Noto Sans CJK TC'"
TIMES = "'Liberation Serif','AR PL UMing TW'"
COURIER = "'Liberation Mono','AR PL UMing TW'"

COUNTIES = {
    "臺北市": ("中山區", "內湖區", "大同區", "文山區"),
    "新北市": ("三重區", "板橋區", "土城區", "五股區"),
    "桃園市": ("中壢區", "龜山區", "八德區", "蘆竹區"),
    "臺中市": ("西屯區", "大里區", "豐原區", "烏日區"),
    "彰化縣": ("鹿港鎮", "和美鎮", "員林市", "伸港鄉"),
    "臺南市": ("永康區", "安平區", "仁德區", "新營區"),
    "高雄市": ("三民區", "岡山區", "鳳山區", "小港區"),
    "宜蘭縣": ("羅東鎮", "五結鄉", "蘇澳鎮", "礁溪鄉"),
    "屏東縣": ("屏東市", "潮州鎮", "東港鎮", "內埔鄉"),
}
_ROADS = (
    "中正路",
    "民生路",
    "工業路",
    "大同街",
    "光復路",
    "建國路",
    "文化街",
    "自強路",
    "和平東路",
    "永安街",
)
_SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐"
_GIVEN = (
    "怡君",
    "志明",
    "淑芬",
    "俊宏",
    "雅婷",
    "建宏",
    "美玲",
    "家豪",
    "佩珊",
    "承翰",
    "宜蓁",
    "柏宇",
    "秀琴",
)
_FIRST = ("宏", "永", "大", "金", "福", "順", "正", "昌", "新", "華", "廣", "泰", "瑞", "信", "裕", "聯")
_SECOND = ("達", "豐", "盛", "源", "興", "成", "隆", "發", "利", "昇", "鑫", "展", "億", "益", "穗", "澤")
_TRADES = ("精密工業", "食品", "企業", "實業", "印刷", "塑膠", "金屬", "紡織", "餐飲", "國際", "機械", "科技")


def ubn(random: Random) -> str:
    """Eight digits whose check holds."""
    while not is_ubn(number := digits(random, 8)):
        continue
    return number


def digits(random: Random, count: int) -> str:
    """`count` digits of which the first is not 0."""
    return str(random.randint(10 ** (count - 1), 10**count - 1))


def invoice_no(random: Random, mark: str = "") -> str:
    """Two letters and eight digits, with `mark` between them."""
    return "".join(random.choices(ascii_uppercase, k=2)) + mark + f"{random.randrange(10**8):08d}"


def person(random: Random) -> str:
    return random.choice(_SURNAMES) + random.choice(_GIVEN)


def firm_stem(random: Random) -> str:
    """Two characters that a firm may be called by."""
    return random.choice(_FIRST) + random.choice(_SECOND)


def firm(random: Random) -> str:
    """A customer's registered name."""
    form = random.choice(("股份有限公司", "有限公司", "有限公司", "企業社", "商行"))
    return firm_stem(random) + random.choice(_TRADES) + form


def address(random: Random) -> str:
    county = random.choice(list(COUNTIES))
    town = random.choice(COUNTIES[county])
    lane = f"{random.randint(2, 399)}巷" if random.random() < 0.3 else ""
    floor = f"{random.randint(2, 9)}樓" if random.random() < 0.3 else ""
    return f"{county}{town}{random.choice(_ROADS)}{lane}{random.randint(1, 480)}號{floor}"


def phone(random: Random) -> str:
    area = random.choice(("02", "03", "04", "06", "07", "08"))
    first, last = random.randint(2200, 8999), random.randint(0, 9999)
    return random.choice((f"({area}){first}-{last:04d}", f"{area}-{first}{last:04d}"))


def plate(random: Random) -> str:
    letters = "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=3))
    return f"{letters}-{random.randint(1, 9999):04d}"


def day(random: Random, first: date = date(2022, 2, 1), last: date = date(2026, 6, 30)) -> date:
    return first + timedelta(random.randrange((last - first).days))


def roc(when: date, form: str) -> str:
    """A date as `form` says: y is the year of the Republic, Y the common one, m, d padded, M, D bare."""
    parts = {
        "y": f"{when.year - 1911:03d}",
        "Y": f"{when.year:04d}",
        "m": f"{when.month:02d}",
        "d": f"{when.day:02d}",
        "M": str(when.month),
        "D": str(when.day),
    }
    return "".join(parts.get(letter, letter) for letter in form)


def grouped(number: int | Decimal, places: int | None = None) -> str:
    """With commas, and with `places` behind the point if given."""
    return f"{number:,}" if places is None else f"{number:,.{places}f}"


def rounded(number: Decimal | float, places: int = 0) -> Decimal:
    """Half up, as bills are rounded; an integer where `places` is 0."""
    return Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def with_tax(total: int) -> tuple[int, int]:
    """Amount before tax and the tax of 5 % in a total of NT$."""
    sales = int(rounded(Decimal(total) / Decimal("1.05")))
    return sales, total - sales


def full_width(text: str) -> str:
    """Digits and signs as wide as Chinese characters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
