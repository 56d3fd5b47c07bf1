"""The shapes of what is sent: strict, with nothing extra, wrong values named by field, value and rule."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from api.misshapen import misshape, misshape_of
from domain.counties import county_named
from domain.email import is_email
from domain.errors import DomainError
from domain.firm import MOST_NTD, FirmProfile, WrongUbn, check_profile
from domain.national_id import is_national_id
from domain.ubn import is_ubn

_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Shape(BaseModel):
    """A body: every field of its own type, none that is not known."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Nothing(Shape):
    """An empty object."""


def plain_text(text: str) -> str:
    """Text that every store and page can carry: no control characters, no halves of surrogate pairs."""
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text):
        raise misshape("control_character", "含有控制字元", "holds a control character")
    return text


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or _ISO_DAY.fullmatch(value) is None:
        raise misshape("not_a_date", "日期格式須為 YYYY-MM-DD", "a date is written YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise misshape("no_such_date", "沒有這一天", "there is no such day") from None


def _decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    text = repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    if not isinstance(text, str) or _DECIMAL.fullmatch(text) is None:
        zh, en = "須為數字，整數 15 位、小數 6 位以內", "a number of up to 15 digits and 6 decimals"
        raise misshape("not_a_number", zh, en)
    return Decimal(text)


def _uuid(value: Any) -> Any:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value) if isinstance(value, str) else UUID("")
    except ValueError:
        raise misshape("not_an_id", "不是有效的識別碼", "is not an id") from None


def _ubn(value: str) -> str:
    if not is_ubn(value):
        raise misshape_of(WrongUbn(ubn=value))
    return value


def _national_id(value: str) -> str:
    normal = value.strip().upper()
    if not is_national_id(normal):
        zh = "身分證字號（或統一證號）不正確，請檢查英文字母與檢查碼"
        raise misshape("wrong_national_id", zh, "the national id is wrong: check its letter and digits", "R6")
    return normal


def _email(value: str) -> str:
    # Not every mail server on the way takes other letters, and what is refused there reaches nobody.
    if not value.isascii():
        zh = "電子郵件地址只能用英文字母、數字與半形符號，例如 name@example.com"
        raise misshape("email_not_ascii", zh, "an e-mail address takes ASCII only, as in name@example.com")
    if not is_email(value):
        zh = "電子郵件地址不正確，格式如 name@example.com"
        raise misshape("wrong_email", zh, "is not an e-mail address, as in name@example.com")
    return value


def _county(value: str) -> str:
    county = county_named(value)
    if county is None:
        zh = "須為縣市全名，例如臺北市、新竹縣"
        raise misshape("county_unknown", zh, "is no county or city of Taiwan by its full name, as in 臺北市")
    return county


def _schema(**schema: Any) -> Any:
    return Field(json_schema_extra=schema)


_Trimmed = StringConstraints(strip_whitespace=True, min_length=1, max_length=200)
Words = Annotated[str, _Trimmed, AfterValidator(plain_text)]
LongWords = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), AfterValidator(plain_text)
]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
Year = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$"), _schema(examples=["114"])]
Address = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[date, BeforeValidator(_day)]
Quantity = Annotated[Decimal, BeforeValidator(_decimal)]
Id = Annotated[UUID, BeforeValidator(_uuid)]
Ubn = Annotated[str, AfterValidator(_ubn), _schema(examples=["10079223"])]
NationalId = Annotated[str, AfterValidator(_national_id)]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(plain_text), AfterValidator(_email)]
County = Annotated[Words, AfterValidator(_county)]
TaxCode = Annotated[
    str, StringConstraints(max_length=32), AfterValidator(plain_text), _schema(examples=["251111"])
]
Attends = Annotated[Literal["on_site", "online"], _schema(examples=["on_site"])]
Dollars = Annotated[int, Field(le=MOST_NTD, ge=-MOST_NTD)]


class FirmShape(Shape):
    """A firm as it is named; `letter` is the address that POST /files, or /enrolments/ID/letters, gave."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "ubn": "10079223",
                    "industry": "251111",
                    "revenue": 12000000,
                    "capital": 2000000,
                    "county": "臺中市",
                    "name": "大湳金屬工業有限公司",
                    "small_or_medium": True,
                    "letter": "0" * 64,
                }
            ]
        }
    )

    ubn: Ubn
    industry: TaxCode
    revenue: Dollars
    capital: Dollars
    county: County
    small_or_medium: bool
    letter: Address | None = None
    name: Words | None = None

    @model_validator(mode="after")
    def _by_the_rules(self) -> Self:
        try:
            check_profile(self.profile())
        except DomainError as error:
            raise misshape_of(error, at="industry" if "industry" in error.fields else "revenue") from None
        return self

    def profile(self) -> FirmProfile:
        amounts = self.revenue, self.capital
        return FirmProfile(self.ubn, self.industry, *amounts, self.county, self.name or "")
