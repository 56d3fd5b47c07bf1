"""A strict reading of what the generator prints, by other means than the reader's own."""

import calendar
import re
import unicodedata
from datetime import date
from decimal import Decimal

from domain.checkup.reading import BillKind, ReadingField
from models.labels import Label

F = ReadingField
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_UNITS = {
    "度": "", "kwh": "kWh", "千瓦時": "kWh", "瓩時": "kWh", "立方公尺": "m3", "立方米": "m3", "m3": "m3",
    "公升": "L", "升": "L", "l": "L", "lt": "L", "ltr": "L", "公斤": "kg", "kg": "kg", "kgs": "kg",
    "千克": "kg", "千瓦小時": "kWh", "m^3": "m3", "立方": "m3",
    "liter": "L", "litre": "L", "立": "L",
}  # fmt: skip
_FUELS = (
    ("diesel", "柴|Diesel|Gas Oil"), ("kerosene", "煤油|Kerosene"),
    ("gasoline", "無鉛|汽油|UNL|Gasoline|Unleaded|Petrol|Gasohol"),
    ("fuel_oil", "燃料油|重油|鍋爐|燃油|Fuel Oil|Furnace Oil"),
)  # fmt: skip
_DIGITS = {sign: place for place, sign in enumerate("零壹貳參肆伍陸柒捌玖")}
_NUMERALS = {sign: place for place, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_POWERS = {"拾": 10, "佰": 100, "仟": 1000}


def parsed(label: Label, text: str, kind: BillKind) -> list[tuple[ReadingField, str]]:
    """The fields that a printed stretch gives. Fails on anything that no form allows."""
    plain = unicodedata.normalize("NFKC", text)
    squeezed = "".join(plain.split())
    if label is Label.PERIOD_MONTHS:
        start, end = _months(squeezed)
        return [(F.PERIOD_START, start), (F.PERIOD_END, end)]
    if label is Label.USAGE_PART:
        return [(F.USAGE, _quantity(squeezed))]
    field = ReadingField(label.value)
    if label in (Label.PERIOD_START, Label.PERIOD_END, Label.ISSUE_DATE):
        # A period's end may leave its year to its beginning.
        return [] if re.fullmatch(r"\d+[-/.月]\d+日?", squeezed) else [(field, _day(plain))]
    if label is Label.VENDOR:
        return [(field, "".join(text.split()))]
    if label in (Label.ACCOUNT_NO, Label.METER_NO, Label.INVOICE_NO, Label.SELLER_UBN, Label.BUYER_UBN):
        return [(field, re.sub(r"[^0-9A-Z]", "", squeezed))]
    if label is Label.UNIT:
        return [(field, _UNITS[squeezed.lower()] or ("kWh" if kind is BillKind.ELECTRICITY else "m3"))]
    if label is Label.FUEL:
        return [(field, next(name for name, words in _FUELS if re.search(words, text)))]
    if label is Label.USAGE:
        return [(field, _quantity(squeezed))]
    return [(field, _number(squeezed))]


def _number(text: str) -> str:
    if text[0] in _DIGITS:
        return str(_in_words(text))
    number = Decimal(text.replace(",", ""))
    return format(number.normalize(), "f") if number else "0"


def _quantity(text: str) -> str:
    """A number, or a size times a count; a size alone says how much one holds."""
    found = re.fullmatch(r"(\d+)(?:公斤裝?|kg|KG|Kg)?\s*[×xX*](\d+)\D*", text)
    if found:
        return str(int(found[1]) * int(found[2]))
    size = re.fullmatch(r"(\d+)(?:公斤桶?裝?|kg|KG/?桶?|Kg桶?)", text)
    return size[1] if size else _number(text)


def _numbered(text: str) -> int:
    """Digit by digit, or hundreds, tens and ones."""
    if not re.search("[十百]", text):
        return int("".join(str(_NUMERALS[sign]) for sign in text))
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * _NUMERALS[hundreds] if hundreds else 0
    total += 10 * (_NUMERALS[tens] if tens else 1) if ten else 0
    return total + sum(_NUMERALS[one] for one in ones)


def _day(text: str) -> str:
    if found := re.search("([〇零○一二三四五六七八九十百]+)年(.+)月(.+)日", "".join(text.split())):
        year, month, of_month = map(_numbered, found.groups())
        return date(year + 1911, month, of_month).isoformat()
    if named := re.search("|".join(_MONTHS), text.lower()):
        month = _MONTHS.index(named[0]) + 1
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if max(numbers) < 100:
            return date(2000 + numbers[-1], month, numbers[0]).isoformat()
        return date(max(numbers), month, min(numbers)).isoformat()
    digits = re.findall(r"\d+", text)
    if len(digits) == 1:
        digits = [digits[0][:-4], digits[0][-4:-2], digits[0][-2:]]
    year, month, day = map(int, digits)
    return date(year + (1911 if year < 1911 else 0), month, day).isoformat()


def _months(text: str) -> tuple[str, str]:
    if named := re.search("|".join(_MONTHS), text.lower()):
        found = re.findall(r"([A-Za-z]+)[.,-]?(\d{4})", text)
        ends = [(int(year), _MONTHS.index(name[:3].lower()) + 1) for name, year in found]
        assert named
    else:
        ends = _numbered_months(re.findall(r"\d+", text))
    (year, month), (last_year, last_month) = ends[0], ends[-1]
    last = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1).isoformat(), date(last_year, last_month, last).isoformat()


def _numbered_months(numbers: list[str]) -> list[tuple[int, int]]:
    ends: list[tuple[int, int]] = []
    year = 0
    for number in numbers:
        if len(number) >= 5:
            ends.append((_common(int(number[:-2])), int(number[-2:])))
        elif int(number) > 12:
            year = _common(int(number))
        else:
            ends.append((year, int(number)))
    return ends


def _common(year: int) -> int:
    return year + (1911 if year < 1911 else 0)


def _in_words(text: str) -> int:
    total, group, digit = 0, 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "萬":
            total, group, digit = total + (group + digit) * 10_000, 0, 0
        elif sign == "億":
            total, group, digit = (total + group + digit) * 100_000_000, 0, 0
        else:
            group, digit = group + digit * _POWERS[sign], 0
    return total + group + digit
