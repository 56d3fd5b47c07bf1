"""The counties and cities of Taiwan (地方制度法 §3), by their full names."""

COUNTIES = (
    "臺北市",
    "新北市",
    "桃園市",
    "臺中市",
    "臺南市",
    "高雄市",
    "基隆市",
    "新竹市",
    "嘉義市",
    "新竹縣",
    "苗栗縣",
    "彰化縣",
    "南投縣",
    "雲林縣",
    "嘉義縣",
    "屏東縣",
    "宜蘭縣",
    "花蓮縣",
    "臺東縣",
    "澎湖縣",
    "金門縣",
    "連江縣",
)
_NAMES = frozenset(COUNTIES)


def county_named(text: str) -> str | None:
    """The county or city, with 臺 where the text has 台; None if there is none of this name."""
    usual = text.replace("台", "臺")
    return usual if usual in _NAMES else None
