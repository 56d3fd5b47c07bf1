"""What pydantic says of a wrong shape, as field, value and rule in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from domain.errors import DomainError

# Never said back: a log or a screen would keep them.
_SECRET = frozenset({"password", "national_id", "account"})
_LONGEST_VALUE, _LONGEST_FIELD = 80, 200

_A_DAY, _AN_INSTANT = "必須是日期，如 2025-03-27", "必須是含時區的時刻，如 2025-03-27T09:00:00+08:00"
_ZH: Mapping[str, str] = {
    "missing": "缺少這個欄位",
    "extra_forbidden": "沒有這個欄位",
    "string_type": "必須是文字",
    "string_too_short": "至少 {min_length} 個字",
    "string_too_long": "至多 {max_length} 個字",
    "string_pattern_mismatch": "格式不正確",
    "int_type": "必須是整數",
    "bool_type": "必須是 true 或 false",
    "list_type": "必須是陣列",
    "dict_type": "必須是物件",
    "model_attributes_type": "必須是物件",
    "model_type": "必須是物件",
    "greater_than": "必須大於 {gt}",
    "greater_than_equal": "不可小於 {ge}",
    "less_than_equal": "不可大於 {le}",
    "too_long": "至多 {max_length} 項",
    "too_short": "至少 {min_length} 項",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "date_parsing": _A_DAY,
    "date_type": _A_DAY,
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY,
    "datetime_parsing": _AN_INSTANT,
    "datetime_type": _AN_INSTANT,
    "datetime_from_date_parsing": _AN_INSTANT,
    "timezone_aware": _AN_INSTANT,
    "uuid_parsing": "不是有效的識別碼",
    "int_parsing": "必須是整數",
}


@dataclass(frozen=True, slots=True)
class Misshape:
    """One field whose value does not fit; `rule` is empty where none but the shape asks for it."""

    field: str
    value: Any
    code: str
    rule: str
    zh: str
    en: str

    def said(self) -> dict[str, Any]:
        return {"value": self.value, "code": self.code, "rule": self.rule, "zh": self.zh, "en": self.en}


def misshape(code: str, zh: str, en: str, rule: str = "", at: str = "") -> PydanticCustomError:
    """To be raised by a validator; pydantic adds which field it was, `at` which one within it."""
    said = {"code": code, "rule": rule, "zh": _carried(zh), "en": _carried(en), "at": at}
    return PydanticCustomError("misshape", "{en}", said)


def misshape_of(error: DomainError, at: str = "") -> PydanticCustomError:
    """A rule's refusal of one value, raised where pydantic can name its field."""
    return misshape(error.code, error.message_zh, error.message_en, error.rule, at)


def misshapes(faults: Iterable[Mapping[str, Any]]) -> list[Misshape]:
    """Each of pydantic's faults."""
    return [_misshape(fault) for fault in faults]


def _misshape(fault: Mapping[str, Any]) -> Misshape:
    own = fault.get("ctx", {}) if fault["type"] == "misshape" else {}
    path = [str(part) for part in (*fault["loc"], own.get("at")) if part not in (None, "")]
    # The name of a field that is not known may be anything that JSON can escape.
    field = _carried(".".join(path[1:])[:_LONGEST_FIELD] or path[0])
    value = fault.get("input")
    if own.get("at") and isinstance(value, Mapping):
        value = value.get(own["at"])
    # Of a field that is not known the value may be a secret under a misspelt name.
    shown = None if fault["type"] in ("missing", "extra_forbidden") else _shown(path[-1], value)
    if own:
        return Misshape(field, shown, own["code"], own["rule"], own["zh"], own["en"])
    return Misshape(field, shown, fault["type"], "", _zh(fault), fault["msg"])


def _zh(fault: Mapping[str, Any]) -> str:
    """With the limit, or the values that there are, as pydantic's own English has them."""
    limits = {key: str(value) for key, value in fault.get("ctx", {}).items()}
    if fault["type"] == "string_too_short" and limits["min_length"] == "1":
        return "不可空白"
    if "expected" in limits:
        limits["expected"] = limits["expected"].replace("'", "").replace(", ", "、").replace(" or ", "、")
    return _ZH.get(fault["type"], "格式不正確").format(**limits)


def _shown(name: str, value: Any) -> Any:
    """The value where it is a single one."""
    if name in _SECRET:
        return None
    if isinstance(value, bool | int) or value is None:
        return value
    return _carried(str(value)[:_LONGEST_VALUE]) if isinstance(value, str | float) else None


def _carried(text: str) -> str:
    """Cleared of halves of surrogate pairs, which no answer could carry."""
    return text.encode(errors="replace").decode()
