"""Made-up people and firms with valid check digits: the same number gives the same one for ever."""

from dataclasses import replace
from datetime import date
from random import Random

from domain.firm import FirmProfile
from domain.mix import SetName, mix_of
from domain.national_id import is_national_id
from domain.programme import Programme
from domain.programme_parts import Mix, Stages
from domain.ubn import is_ubn

# A tax code in the middle of each sub-industry, so that a shifted border moves none of them.
MIDDLE = {
    "25": "255000",
    "29": "292000",
    "08": "085000",
    "22": "220500",
    "26": "265000",
    "11": "113000",
    "45-46": "455000",
    "47-48": "473000",
    "55": "555000",
    "56": "562000",
}
OTHER_MANUFACTURING = "201000"
OTHER_SERVICES = "691000"
NEITHER = "412000"
# The least that every reader takes for a PDF.
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

COUNTIES = (
    "臺北市",
    "新北市",
    "桃園市",
    "臺中市",
    "臺南市",
    "高雄市",
    "彰化縣",
    "屏東縣",
    "宜蘭縣",
    "花蓮縣",
)
_SURNAMES = ("陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "郭", "洪", "邱")
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
    "靜宜",
)
_FIRM_WORDS = (
    "禾順",
    "大湳",
    "青埔",
    "日昇",
    "永康",
    "合興",
    "新泰",
    "長榕",
    "光合",
    "三和",
    "東石",
    "稻香",
    "山城",
)
_TRADES = {
    "25": "金屬工業",
    "29": "機械",
    "08": "食品",
    "22": "塑膠",
    "26": "電子",
    "11": "紡織",
    "45": "貿易",
    "47": "商行",
    "55": "旅店",
    "56": "小館",
}
_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def ubn(number: int) -> str:
    """A valid 統一編號; numbers below 10,000,000 all give different ones."""
    head = f"{(number * 7919 + 1_000_003) % 10_000_000:07d}"
    return next(head + last for last in "0123456789" if is_ubn(head + last))


def national_id(number: int, second: str | None = None) -> str:
    """A valid 身分證字號; `second` "8" or "9" makes the number of a resident from abroad."""
    spread = number * 7919 + 12_345
    head = f"{_LETTERS[number % 26]}{second or '12'[number // 26 % 2]}{spread % 10_000_000:07d}"
    return next(head + last for last in "0123456789" if is_national_id(head + last))


def person_name(number: int) -> str:
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number // len(_SURNAMES) % len(_GIVEN)]


def email(number: int) -> str:
    return f"person{number}@example.com"


def bank_account(number: int) -> tuple[str, str, str]:
    """Bank, branch and account number."""
    bank = ("004", "812", "700")[number % 3]
    return bank, f"{number % 9_000 + 12:04d}", f"{number * 7919 + 1_000_003:012d}"


def county(number: int) -> str:
    return COUNTIES[number % len(COUNTIES)]


def firm_name(number: int, industry: str = NEITHER) -> str:
    trade = _TRADES.get(industry[:2], "企業")
    return f"{_FIRM_WORDS[number % len(_FIRM_WORDS)]}{trade}有限公司"


def firm(number: int, industry: str = NEITHER, *, indicator: bool = False) -> FirmProfile:
    """A firm with amounts far from any indicator threshold, above it where `indicator`."""
    revenue = 999_999_999 if indicator else 0
    return FirmProfile(ubn(number), industry, revenue, 0, county(number))


def firms(start: int, *kinds: tuple[str, bool]) -> list[FirmProfile]:
    """One firm for each (tax code, indicator), numbered from `start`."""
    return [firm(start + offset, code, indicator=indicator) for offset, (code, indicator) in enumerate(kinds)]


def usual(programme: Programme) -> Programme:
    """The programme with sets of this module's own, for tests of rules that the slots do not belong to."""
    codes = tuple(MIDDLE)
    mixes = replace(
        programme.mixes,
        manufacturing=Mix(codes[:6], 2, True, 1, 7),
        services=Mix(codes[6:], 1, True, 1, 8),
    )
    return replace(
        programme,
        mixes=mixes,
        registration=replace(programme.registration, firms=10),
        stages=any_month(programme),
    )


def settled(programme: Programme) -> Programme:
    """The usual programme with what other rules own fixed, for tests of what changes a case later on."""
    fixed, windows = usual(programme), programme.windows
    registration = replace(fixed.registration, early=replace(fixed.registration.early, firms=2))
    supplement = replace(windows.list_supplement, working_days=8, counts_training_day=False)
    elective = replace(fixed.stages.elective, first_month=11, last_month=12)
    return replace(
        fixed,
        registration=registration,
        sessions=replace(fixed.sessions, mandatory_last_day=date(2025, 7, 15)),
        stages=replace(fixed.stages, elective=elective),
        windows=replace(windows, list_supplement=supplement, upload=replace(windows.upload, months=3)),
        review=replace(fixed.review, after_lapse=True),
        reinstatement=replace(fixed.reinstatement, persons=2),
    )


def any_month(programme: Programme) -> Stages:
    """The stages, with mandatory sessions until December: which months belong to which stage is R3's own."""
    return replace(programme.stages, mandatory=replace(programme.stages.mandatory, last_month=12))


def holding(name: SetName, programme: Programme, start: int = 0, filler: str = NEITHER) -> list[FirmProfile]:
    """A list that makes exactly the named set: its sub-industry firms, its indicator firms, then fillers."""
    mix = mix_of(name, programme)
    codes = [MIDDLE[code] for code in mix.sub_industries[: mix.sub_industry_firms]]
    return firms(
        start,
        *((code, False) for code in codes),
        *((NEITHER, True) for _ in range(mix.indicator_firms)),
        *((filler, False) for _ in range(mix.any_firms)),
    )


def portfolio(seed: int, count: int = 10) -> list[FirmProfile]:
    """A list as bookkeepers have them: mostly trade and services, a few factories, amounts spread widely."""
    random = Random(seed)
    codes = [
        *MIDDLE.values(),
        *["473000", "455000", "562000"] * 3,
        OTHER_MANUFACTURING,
        OTHER_SERVICES,
        NEITHER,
    ]
    return [
        FirmProfile(
            ubn(seed * count + place),
            random.choice(codes),
            random.randrange(300_000, 12_000_000, 1_000),
            random.randrange(100_000, 4_000_000, 50_000),
            random.choice(COUNTIES),
        )
        for place in range(count)
    ]
