"""Values of events as words of a sentence, in zh-Hant or in English."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal
from uuid import UUID

from domain.checkup.bill_reading import FieldValue, ReadDocument
from domain.checkup.commands import Finding, Unit
from domain.checkup.reading_events import Correction as ReadingCorrection
from domain.deadline import TAIPEI, Deadline
from domain.enrolment.changes import RestoredFirm
from domain.event import Actor, Role
from domain.payout import PayoutLine
from domain.quota_place import Place
from domain.seat import Seat
from domain.session import Attendee, Correction
from store.reading_words import READING_WORDS
from store.vocabulary import NO_WORDS, Vocabulary

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")


def words(value: Any, language: Language, own: Vocabulary = NO_WORDS) -> str:
    """A value of an event in a sentence, by the programme's `own` words first; an unknown code as it is."""
    if isinstance(value, Role):
        return _code(f"role.{value.value}", language)
    if isinstance(value, Enum | str):
        return _code(str(value.value if isinstance(value, Enum) else value), language, own)
    if isinstance(value, Finding):
        between = "：" if language == "zh" else ": "
        return f"{part_words(value.part, language, own)}{between}{words(value.code, language, own)}"
    if isinstance(value, tuple) and value and isinstance(value[0], Finding | str):
        return ("、" if language == "zh" else ", ").join(words(one, language, own) for one in value)
    for kind, convert in _CONVERSIONS:
        if isinstance(value, kind):
            return convert(value, language)
    raise TypeError(f"{type(value).__qualname__} has no words")


def actor_words(who: Actor, language: Language) -> str:
    """Role and account id."""
    role = _code(f"role.{who.role.value}", language)
    return f"{role}（帳號 {who.account}）" if language == "zh" else f"{role} (account {who.account})"


def part_words(part: str, language: Language, own: Vocabulary = NO_WORDS) -> str:
    """A part of a checkup, such as the quantity of an activity; its id stands for what it is."""
    whole, _, field = part.partition(".")
    kind, colon, number = whole.partition(":")
    if not colon:
        return _code(kind, language, own)
    named = f"{_code(f'part.{kind}', language)} {number}"
    if not field:
        return named
    told = _code(f"part.{field}", language)
    return f"{named} 的{told}" if language == "zh" else f"{told} of {named}"


def _code(code: str, language: Language, own: Vocabulary = NO_WORDS) -> str:
    pair = own.get(code) or WORDS.get(code)
    if pair is None:
        return code
    return pair[0] if language == "zh" else pair[1]


def _truth(value: bool, language: Language) -> str:
    return _code("done" if value else "not_done", language)


def _nothing(_: None, language: Language) -> str:
    return "無" if language == "zh" else "none"


def _number(value: int | Decimal, _: Language) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def _instant(value: datetime, _: Language) -> str:
    return f"{value.astimezone(TAIPEI):%Y-%m-%d %H:%M}"


def _deadline(value: Deadline, language: Language) -> str:
    kind, last = _code(value.kind.value, language), value.due_date.isoformat()
    if language == "zh":
        return f"「{kind}」至 {last} 止（規則 {value.rule}）"
    return f"“{kind}” until the end of {last} (rule {value.rule})"


def _place(value: Place, language: Language) -> str:
    sector = _code(value.sector, language)
    return f"{sector}第 {value.number} 號" if language == "zh" else f"{sector} {value.number}"


def _seat(value: Seat, language: Language) -> str:
    kind = _code(value.kind.value, language)
    return f"{kind}第 {value.number} 席" if language == "zh" else f"{kind} {value.number}"


def field_words(value: FieldValue | ReadingCorrection, language: Language) -> str:
    """Which field of a reading it is, never what it says: that may be sealed. Rows count from 1 here."""
    name = _code(f"field.{value.field.value}", language)
    if value.row is None:
        return name
    return f"第 {value.row + 1} 列{name}" if language == "zh" else f"{name} of row {value.row + 1}"


def _list(values: tuple[Any, ...], language: Language) -> str:
    if not values:
        return _nothing(None, language)
    if isinstance(values[0], PayoutLine):
        total = sum(line.net for line in values)
        return (
            f" {len(values)} 筆，實付合計 {total:,} 元"
            if language == "zh"
            else f"{len(values)} lines, {total:,} NTD net"
        )
    if isinstance(values[0], Attendee | Correction):
        return f"{len(values)} 人" if language == "zh" else f"{len(values)} people"
    return ("、" if language == "zh" else ", ").join(words(value, language) for value in values)


# A truth value is a number too and an instant a date, so each is asked for first.
_CONVERSIONS: tuple[tuple[type | tuple[type, ...], Callable[[Any, Language], str]], ...] = (
    (bool, _truth),
    ((int, Decimal), _number),
    (datetime, _instant),
    (date, lambda value, _: value.isoformat()),
    (UUID, lambda value, _: str(value)),
    (type(None), _nothing),
    (Deadline, _deadline),
    (Place, _place),
    (Seat, _seat),
    (Actor, actor_words),
    (RestoredFirm, lambda value, _: value.ubn),
    (ReadDocument, lambda value, language: _code(value.kind, language)),
    ((FieldValue, ReadingCorrection), lambda value, language: field_words(value, language)),
    (tuple, _list),
)

WORDS: Mapping[str, tuple[str, str]] = {
    **READING_WORDS,
    "done": ("已完成", "done"),
    "not_done": ("未完成", "not done"),
    "role.trainee": ("學員", "trainee"),
    "role.guild": ("公會", "guild"),
    "role.reviewer": ("複核人員", "reviewer"),
    "role.lead_reviewer": ("複核組長", "lead reviewer"),
    "role.officer": ("承辦人", "officer"),
    "role.auditor": ("稽核人員", "auditor"),
    "role.engine": ("系統", "the engine"),
    "training": ("培訓", "training"),
    "list_supplement": ("補提供名單", "list supplement"),
    "list_check": ("名單查核", "list check"),
    "list_fix": ("名單補正", "list mending"),
    "upload": ("上傳", "upload"),
    "review": ("案件複核", "review"),
    "resubmission": ("補件", "resubmission"),
    "manufacturing": ("製造業", "manufacturing"),
    "services": ("服務業", "services"),
    "neither": ("其他行業", "neither sector"),
    "on_site": ("現場", "on site"),
    "online": ("線上", "online"),
    "rejected": ("公會未通過", "rejected"),
    "withdrawn": ("撤回", "withdrawn"),
    "lapsed_training": ("逾期未受訓", "lapsed: not trained in time"),
    "lapsed_list": ("逾期未補齊名單", "lapsed: list not complete in time"),
    "lapsed_upload": ("逾期未上傳完成", "lapsed: uploads not complete in time"),
    "failed_review": ("複核未通過", "failed in review"),
    "certified_without_fee": ("取得證書，不發給費用", "certified without fee"),
    "paid": ("已撥款", "paid"),
    "not_trained": ("未完成培訓", "training was not completed"),
    "list_incomplete": ("名單未備齊", "the list is not complete"),
    "uploads_missing": ("碳健檢未全數送出", "not every checkup was submitted"),
    "rejected_by_guild": ("公會審查未通過", "the guild did not accept it"),
    "withdrawn_by_trainee": ("學員撤回", "the trainee withdrew"),
    "firms_not_passed": ("通過家數不足", "too few firms passed"),
    "ten_firms": ("通過未滿 10 家", "fewer than ten firms approved"),
    "mix": ("配比不符", "the mix does not hold"),
    "indicator": ("缺指標型企業", "the indicator firm is missing"),
    "list_reminder": ("名單提醒", "list reminder"),
    "training_reminder": ("培訓提醒", "training reminder"),
    "list_returned": ("名單退回", "list returned"),
    "list_passed": ("名單通過", "list passed"),
    "upload_reminder": ("上傳提醒", "upload reminder"),
    "lapsed": ("逾期通知", "lapse notice"),
    "resubmission_notice": ("補件通知", "resubmission notice"),
    "resubmission_reminder": ("補件提醒", "resubmission reminder"),
    "failed": ("未通過通知", "failure notice"),
    "invitation": ("邀請登入", "invitation to sign in"),
    "certified": ("證書通知", "certificate notice"),
    "revoked": ("證書已撤銷", "certificate revoked"),
    "certificate_revoked": ("撤銷證書", "certificate revoked"),
    "firm_swapped": ("企業替換通知", "firm swapped"),
    "firm_removed": ("企業取消通知", "firm cancelled"),
    "firm_corrected": ("企業資料更正通知", "firm corrected"),
    "consent_withdrawn": ("撤回同意通知", "consent withdrawn"),
    "window_moved": ("期限變更通知", "window moved"),
    "window_extended": ("期限展延通知", "window extended"),
    "reinstated": ("恢復資格通知", "case reinstated"),
    "applying": ("報名與培訓", "registration and training"),
    "listing": ("企業名單", "firm list"),
    "uploading": ("上傳碳健檢", "uploading checkups"),
    "resubmitting": ("補件", "resubmission"),
    "decide_proposal": ("決定另一位承辦人所提變更", "decide what another officer has proposed"),
    "questioned_lapse": ("日曆修正後決定是否恢復", "decide a lapse that a new calendar questions"),
    "registered": ("報名收件通知", "registration notice"),
    "vetted": ("公會審查通過通知", "vetting notice"),
    "trained": ("培訓完成通知", "training notice"),
    "all_submitted": ("全數送出通知", "notice that all is submitted"),
    "vet_registration": ("審查報名", "vet the registration"),
    "check_list": ("查核名單與委任書", "check list and letters"),
    "review_checkup": ("複核碳健檢", "review the checkup"),
    "undelivered_notice": ("補件通知無法寄達，改以其他方式通知", "give an undelivered notice another way"),
    "late_notice": ("決定逾期補件通知", "decide on a late notice"),
    "not_passed_again": ("補件後仍未通過", "not passed after resubmission"),
    "not_resubmitted": ("逾期未補件", "not resubmitted in time"),
    "case_ended": ("學員案已結束", "its case has ended"),
    "recording": ("登錄出席", "recording of attendance"),
    "mandatory": ("必修", "mandatory"),
    "elective": ("選修", "elective"),
    "session_moved": ("場次異動通知", "session moved notice"),
    "session_cancelled": ("場次取消通知", "session cancelled notice"),
    "sent": ("已寄出", "sent"),
    "refused": ("郵件伺服器拒收", "refused by the mail server"),
    "no_cases": ("無學員案，未寄", "no cases, nothing sent"),
    "no_address": ("公會未設地址，未寄", "the guild has no address, nothing sent"),
    "in_review": ("複核中", "in review"),
    "fee_due": ("待撥款", "fee due"),
    "over": ("已結束", "over"),
    "unreadable_bill": ("處理無法判讀的單據", "see to a bill that could not be read"),
    "wrong_attendance": ("決定誤登出席之學員案", "decide on an attendance recorded by mistake"),
    "attendance_struck": ("出席係誤登", "attendance was recorded by mistake"),
    "phone": ("電話", "phone"),
    "mail": ("電子郵件", "mail"),
    "line": ("LINE 訊息", "LINE"),
    "visit": ("拜訪", "visit"),
    "fuel": ("油", "fuel"),
    "electricity": ("電", "electricity"),
    "water": ("水", "water"),
    "gas": ("氣", "gas"),
    "materials": ("材", "materials"),
    "vetting": ("公會審查", "vetting"),
    "answer": ("回覆提問", "answer to a question"),
    "answer_question": ("回覆學員提問", "answer the trainee's question"),
    "reminder_now": ("人工提醒", "reminder by hand"),
    "comment": ("意見通知", "comment"),
    "low": ("低", "low"),
    "normal": ("一般", "normal"),
    "high": ("高", "high"),
    "staff": ("內部", "staff alone"),
    "trainee": ("學員", "the trainee"),
    "certificate": ("合格證書", "certificate"),
    "statement": ("撥款明細", "payout statement"),
    Unit.KILOWATT_HOUR.value: ("度", "kWh"),
    Unit.CUBIC_METRE.value: ("立方公尺", "m³"),
    Unit.LITRE.value: ("公升", "L"),
    Unit.KILOGRAM.value: ("公斤", "kg"),
    Unit.PERSON_HOUR.value: ("人時", "person-hours"),
    Unit.TONNE_KILOMETRE.value: ("延噸公里", "tonne-kilometres"),
    Unit.PERSON_KILOMETRE.value: ("延人公里", "person-kilometres"),
    "part.bill": ("單據", "bill"),
    "part.activity": ("活動數據", "activity"),
    "part.source": ("排放源", "source"),
    "part.quantity": ("用量", "quantity"),
    "part.unit": ("單位", "unit"),
    "part.period": ("期間", "period"),
    "part.bills": ("佐證單據", "evidence"),
    "letter": ("委任書", "consent letter"),
    "review_addendum": ("複核選修項目", "review the elective items"),
    "reversed": ("撥款已沖銷", "payment reversed"),
    "payment_returned": ("退匯通知", "notice of a returned payment"),
    "payment_reversed": ("沖銷通知", "notice of a reversed payment"),
    "bank_error": ("銀行或登錄錯誤，款項未付", "an error of the bank or of the record"),
    "clawed_back": ("已付款項收回", "paid, and taken back"),
    "account_unknown": ("查無此帳號", "no such account"),
    "name_differs": ("戶名不符", "the holder's name differs"),
    "account_closed": ("帳戶已結清", "the account is closed"),
    "account_frozen": ("帳戶暫停往來", "the account is frozen"),
    "returned_otherwise": ("其他退匯原因", "returned for another reason"),
}
