"""A guild's registration list: one row is one firm of one trainee (R6, R7, R9, R10, R11).

Judged by itself, without the world: what other cases hold is said later, by the commands that follow.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from domain.counties import county_named
from domain.email import is_email
from domain.errors import DomainError
from domain.firm import MOST_NTD, FirmProfile, WrongUbn, check_amounts, check_industry, check_ubn
from domain.national_id import is_national_id
from domain.refusals import FirmListedTwice, FirmNotSmallOrMedium
from domain.sheet import Column, Row, faults_of_cells, normal, whole_amount, yes_or_no
from domain.ubn import is_ubn

Read = TypeVar("Read")

NAME = Column("name", "學員姓名", "Name")
EMAIL = Column("email", "電子郵件", "E-mail")
NATIONAL_ID = Column("national_id", "身分證字號", "National id")
UBN = Column("ubn", "統一編號", "Firm number")
FIRM_NAME = Column("firm_name", "企業名稱", "Firm name", needed=False, filled=False)
INDUSTRY = Column("industry", "稅務行業代碼", "Tax industry code")
REVENUE = Column("revenue", "年營收", "Yearly revenue")
CAPITAL = Column("capital", "資本額", "Capital")
COUNTY = Column("county", "縣市", "County")
SMALL_OR_MEDIUM = Column("small_or_medium", "中小微企業聲明", "Small or medium")
LETTER = Column("letter", "委任書檔名", "Consent letter file", filled=False)
COLUMNS = (
    NAME,
    EMAIL,
    NATIONAL_ID,
    UBN,
    FIRM_NAME,
    INDUSTRY,
    REVENUE,
    CAPITAL,
    COUNTY,
    SMALL_OR_MEDIUM,
    LETTER,
)


class WrongNationalId(DomainError):
    code: ClassVar[str] = "wrong_national_id"
    rule: ClassVar[str] = "R6"
    zh: ClassVar[str] = "身分證字號（或統一證號）不正確，請檢查英文字母與檢查碼。"
    en: ClassVar[str] = "The national id is wrong: check its letter and digits."


class WrongEmail(DomainError):
    code: ClassVar[str] = "wrong_email"
    rule: ClassVar[str] = "engine"
    zh: ClassVar[str] = "電子郵件地址不正確，格式如 name@example.com。"
    en: ClassVar[str] = "The e-mail address is wrong; it is written as in name@example.com."


class UbnLostZero(WrongUbn):
    code: ClassVar[str] = "ubn_lost_zero"
    zh: ClassVar[str] = "統一編號「{ubn}」不足 8 位：試算表可能刪去了開頭的 0，請把該欄設為文字，填滿 8 位。"
    en: ClassVar[str] = (
        "The firm number {ubn} is short of 8 digits: a spreadsheet may have dropped the leading zero. "
        "Make the column text and give all 8 digits."
    )


class CountyUnknown(DomainError):
    code: ClassVar[str] = "county_unknown"
    rule: ClassVar[str] = "engine"
    zh: ClassVar[str] = "縣市須為全名，例如臺北市、新竹縣。"
    en: ClassVar[str] = "The county is none of Taiwan's by its full Chinese name."


class AmountTooLarge(DomainError):
    code: ClassVar[str] = "amount_too_large"
    rule: ClassVar[str] = "R11"
    zh: ClassVar[str] = "統一編號 {ubn} 的營收或資本額過大，請檢查位數（單位為元）。"
    en: ClassVar[str] = "The revenue or capital of firm {ubn} is too large: check its digits (whole NTD)."


class LetterNotEnclosed(DomainError):
    code: ClassVar[str] = "letter_not_enclosed"
    rule: ClassVar[str] = "R7"
    zh: ClassVar[str] = "所填的委任書檔案不在上傳的壓縮檔內。"
    en: ClassVar[str] = "The consent letter that is named is not in the uploaded zip file."


class LetterUnreadable(DomainError):
    code: ClassVar[str] = "letter_unreadable"
    rule: ClassVar[str] = "R7"
    zh: ClassVar[str] = "委任書檔案已損壞、不是 PDF 或圖片，或超過大小上限。"
    en: ClassVar[str] = "The consent letter is damaged, no PDF and no picture, or too large."


class TraineeDiffers(DomainError):
    code: ClassVar[str] = "trainee_differs"
    rule: ClassVar[str] = "R6"
    zh: ClassVar[str] = "同一身分證字號在第 {row} 列的姓名或電子郵件與本列不同。"
    en: ClassVar[str] = "Row {row} gives this national id another name or e-mail address."


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A row that can be read: a trainee in clear, a firm, and the name of its letter, empty if none."""

    number: int
    name: str
    email: str
    national_id: str
    profile: FirmProfile
    small_or_medium: bool
    letter: str


@dataclass(frozen=True, slots=True)
class TraineeRows:
    """The rows of one trainee, in the order of the list."""

    national_id: str
    name: str
    email: str
    rows: tuple[FirmRow, ...]


@dataclass(frozen=True, slots=True)
class JudgedList:
    """The trainees in the order of the list, and what is wrong with each of the other rows."""

    trainees: tuple[TraineeRows, ...]
    faults: Mapping[int, tuple[DomainError, ...]]


def judge_list(rows: Iterable[Row], letters: Collection[str], unreadable: Collection[str]) -> JudgedList:
    """Each row to its trainee or to its faults; `letters` are enclosed, `unreadable` those of no use."""
    faults: dict[int, tuple[DomainError, ...]] = {}
    found: dict[str, list[FirmRow]] = {}
    ubns = set[str]()
    for row in rows:
        read, wrong = _read(row, letters, unreadable)
        if read is not None:
            first = found.get(read.national_id, [read])[0]
            wrong = wrong or _beside_others(read, first, ubns)
        if read is None or wrong:
            faults[row.number] = wrong
            continue
        ubns.add(read.profile.ubn)
        found.setdefault(read.national_id, []).append(read)
    trainees = (
        TraineeRows(key, theirs[0].name, theirs[0].email, tuple(theirs)) for key, theirs in found.items()
    )
    return JudgedList(tuple(trainees), faults)


def letter_name(text: str) -> str:
    """A file's name as it is compared: without folders, in one Unicode form, whatever its case."""
    base = text.replace("\\", "/").rpartition("/")[2]
    return unicodedata.normalize("NFC", base).strip().casefold()


def _read(
    row: Row, letters: Collection[str], unreadable: Collection[str]
) -> tuple[FirmRow | None, tuple[DomainError, ...]]:
    wrong = faults_of_cells(row, COLUMNS)
    if wrong:
        return None, wrong
    faults: list[DomainError] = []
    said = {column.key: normal(row.cells.get(column.key, "")) for column in COLUMNS}
    national_id, email = said["national_id"].upper(), said["email"]
    if not is_national_id(national_id):
        faults.append(WrongNationalId())
    if not is_email(email):
        faults.append(WrongEmail())
    profile = _profile(said, _in_one_line(row.cells.get("firm_name", "")), faults)
    sme = _attempt(faults, lambda: yes_or_no(said["small_or_medium"], SMALL_OR_MEDIUM))
    if sme is False:
        faults.append(FirmNotSmallOrMedium(ubn=said["ubn"]))
    letter = letter_name(row.cells.get("letter", ""))
    if letter and letter not in letters:
        faults.append(LetterNotEnclosed())
    elif letter in unreadable:
        faults.append(LetterUnreadable())
    if faults or profile is None:
        return None, tuple(faults)
    name = _in_one_line(row.cells["name"])
    return FirmRow(row.number, name, email, national_id, profile, True, letter), ()


def _in_one_line(text: str) -> str:
    """A name as it was written, full-width letters and all, without what a spreadsheet breaks it with."""
    return " ".join(text.split())


def _profile(said: Mapping[str, str], name: str, faults: list[DomainError]) -> FirmProfile | None:
    ubn, industry, county = said["ubn"], said["industry"], county_named(said["county"])
    _attempt(faults, lambda: _check_ubn(ubn))
    _attempt(faults, lambda: check_industry(industry))
    revenue = _attempt(faults, lambda: whole_amount(said["revenue"], REVENUE))
    capital = _attempt(faults, lambda: whole_amount(said["capital"], CAPITAL))
    if revenue is not None and capital is not None:
        _attempt(faults, lambda: _check_amounts(ubn, revenue, capital))
    if county is None:
        faults.append(CountyUnknown())
    if faults or county is None or revenue is None or capital is None:
        return None
    return FirmProfile(ubn, industry, revenue, capital, county, name)


def _check_ubn(ubn: str) -> None:
    if 6 <= len(ubn) < 8 and is_ubn(ubn.zfill(8)):
        raise UbnLostZero(ubn=ubn)
    check_ubn(ubn)


def _check_amounts(ubn: str, *amounts: int) -> None:
    check_amounts(ubn, *amounts)
    if max(amounts) > MOST_NTD:
        raise AmountTooLarge(ubn=ubn)


def _attempt(faults: list[DomainError], look: Callable[[], Read]) -> Read | None:
    try:
        return look()
    except DomainError as fault:
        faults.append(fault)
        return None


def _beside_others(read: FirmRow, first: FirmRow, ubns: Collection[str]) -> tuple[DomainError, ...]:
    if (read.name, read.email.lower()) != (first.name, first.email.lower()):
        return (TraineeDiffers(row=first.number),)
    if read.profile.ubn in ubns:
        return (FirmListedTwice(ubn=read.profile.ubn),)
    return ()
