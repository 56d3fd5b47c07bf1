"""Every event as a sentence in zh-Hant and in English, and every refusal with its own two messages."""

from collections.abc import Mapping
from typing import Any

from domain import (
    attendance_list,
    fee,
    firm,
    imports,
    programme,
    refusals,
    registration_list,
    sheet,
    working_calendar,
)
from domain.checkup import refusals as checkup_refusals
from domain.errors import REFUSALS
from domain.event import Actor
from store.words import Language, actor_words, words

Pair = tuple[str, str]


def sentence(event: Any) -> Pair:
    """What happened, in zh-Hant and in English; KeyError for an event that has no sentence."""
    zh, en = SENTENCES[event.TOPIC]
    told = zh.format_map(_Fields(event, "zh")), en.format_map(_Fields(event, "en"))
    return _without_nothing(told[0]), _without_nothing(told[1])


def _without_nothing(text: str) -> str:
    """What a mail does not name need not be said."""
    for nothing in _NOTHING:
        text = text.replace(nothing, "")
    return text


_NOTHING = (
    *("；期限：無", "；企業：無", "；名單尚缺 0 家"),
    *("; deadline: none", "; firms: none", "; the list lacks 0"),
)


def refusal(code: str, fields: Mapping[str, str]) -> Pair:
    """A refusal's messages by its code; one that is no longer known is given by its code."""
    try:
        error = REFUSALS[code](**fields)
    except (KeyError, TypeError):
        return f"未受理（{code}）。", f"Refused ({code})."
    return f"未受理：{error.message_zh}", f"Refused: {error.message_en}"


def actor(who: Actor) -> Pair:
    """Who acted: role and account id."""
    return actor_words(who, "zh"), actor_words(who, "en")


def role(who: Actor) -> Pair:
    """In which role somebody acted, without the account."""
    return words(f"role.{who.role.value}", "zh"), words(f"role.{who.role.value}", "en")


class _Fields(dict[str, str]):
    """The fields of an event as words, looked up only where a sentence names them."""

    def __init__(self, event: Any, language: Language) -> None:
        super().__init__()
        self._event, self._language = event, language

    def __missing__(self, name: str) -> str:
        value = self._event
        for part in name.split("__"):
            value = getattr(value, part)
        return words(value, self._language)


SENTENCES: Mapping[str, Pair] = {
    "enrolment.registered.v1": (
        "報名 {programme} 年度，公會 {guild}；"
        "須於 {training__due_date}（含）前完成培訓（規則 {training__rule}）。",
        "Registered for year {programme} with guild {guild}; training is due by the end of"
        " {training__due_date} (rule {training__rule}).",
    ),
    "enrolment.vetted.v1": ("公會審查通過。", "The guild accepted the registration."),
    "enrolment.online_course_completed.v1": ("完成線上課程。", "The online course was completed."),
    "enrolment.attended.v1": (
        "出席 {day} 的培訓場次（{attendance}）。",
        "Attended the training session of {day} ({attendance}).",
    ),
    "enrolment.trained.v1": (
        "完成培訓，受訓日為 {training_day}。",
        "Training was completed; the training day is {training_day}.",
    ),
    "enrolment.window_opened.v1": ("開啟期限：{deadline}。", "A window opened: {deadline}."),
    "enrolment.window_ended.v1": (
        "「{kind}」期限結束（{met}）。",
        "The window “{kind}” ended ({met}).",
    ),
    "enrolment.firm_listed.v1": (
        "企業 {profile__ubn} 列入名單，名額：{place}。",
        "Firm {profile__ubn} was listed; place: {place}.",
    ),
    "enrolment.letter_attached.v1": (
        "附上企業 {ubn} 的委任書。",
        "The consent letter of firm {ubn} was attached.",
    ),
    "enrolment.firm_checked.v1": (
        "查核企業 {ubn} 的名單與委任書，不符原因：{reasons}。",
        "List and letter of firm {ubn} were checked; what is wrong: {reasons}.",
    ),
    "enrolment.firm_removed.v1": ("企業 {ubn} 離開本案。", "Firm {ubn} left the case."),
    "enrolment.list_passed.v1": ("名單通過。", "The list passed."),
    "enrolment.checkup_submitted.v1": (
        "送出企業 {ubn} 的碳健檢。",
        "The checkup of firm {ubn} was submitted.",
    ),
    "enrolment.checkup_approved.v1": (
        "企業 {ubn} 的碳健檢通過，計入本案。",
        "The checkup of firm {ubn} was approved and counts for the case.",
    ),
    "enrolment.checkup_returned.v1": (
        "企業 {ubn} 的碳健檢退回補件。",
        "The checkup of firm {ubn} was returned to be mended.",
    ),
    "enrolment.checkup_failed.v1": ("企業 {ubn} 的碳健檢未通過。", "The checkup of firm {ubn} failed."),
    "enrolment.certified.v1": (
        "核發合格證書 {certificate}；資料處理費 {total} 元，不付費原因：{missing}。",
        "Certificate {certificate} was issued; fee {total} NTD; reasons for no fee: {missing}.",
    ),
    "enrolment.firm_fee_decided.v1": (
        "核定企業 {ubn} 的費用為 {amount} 元，合計 {total} 元。",
        "The fee of firm {ubn} was set to {amount} NTD; the total is {total} NTD.",
    ),
    "enrolment.payment_reserved.v1": (
        "列入撥款批次 {batch}，金額 {amount} 元。",
        "Put into payout batch {batch} with {amount} NTD.",
    ),
    "enrolment.payment_released.v1": (
        "自撥款批次 {batch} 退出，費用仍待撥。",
        "Taken out of payout batch {batch}; the fee is due again.",
    ),
    "enrolment.paid.v1": ("撥款批次 {batch} 已付 {amount} 元。", "Payout batch {batch} paid {amount} NTD."),
    "enrolment.ended.v1": (
        "本案結束：{outcome}，原因：{reasons}。",
        "The case ended: {outcome}; why: {reasons}.",
    ),
    "enrolment.closed.v1": ("本案結案，不再等待任何決定。", "The case is closed; no decision is awaited."),
    "enrolment.mail_intended.v1": (
        "準備寄出「{template}」郵件；期限：{deadline}；企業：{ubns}；名單尚缺 {lacking} 家。",
        "The mail “{template}” is to be sent; deadline: {deadline}; firms: {ubns}; the list lacks {lacking}.",
    ),
    "enrolment.mail_accepted.v1": (
        "郵件伺服器於 {accepted_at} 收下郵件。",
        "The mail server took the mail at {accepted_at}.",
    ),
    "enrolment.mail_refused.v1": (
        "郵件伺服器於 {refused_at} 永久拒收郵件（代碼 {code}）。",
        "The mail server refused the mail for good at {refused_at} (code {code}).",
    ),
    "checkup.opened.v1": ("開始企業 {ubn} 的碳健檢。", "The checkup of firm {ubn} was opened."),
    "checkup.bill_attached.v1": ("上傳單據 {bill__id}。", "Bill {bill__id} was uploaded."),
    "checkup.bill_removed.v1": ("移除單據 {bill}。", "Bill {bill} was removed."),
    "checkup.activity_entered.v1": (
        "填報活動數據：{activity__item} {activity__quantity} {activity__unit}"
        "（{activity__first_day} 至 {activity__last_day}）。",
        "Activity data was entered: {activity__item} {activity__quantity} {activity__unit}"
        " ({activity__first_day} to {activity__last_day}).",
    ),
    "checkup.activity_removed.v1": ("移除活動數據 {activity}。", "Activity data {activity} was removed."),
    "checkup.none_declared.v1": (
        "聲明項目「{item}」無使用，並附理由。",
        "The item {item} was declared to be none, with a reason.",
    ),
    "checkup.submitted.v1": ("碳健檢送審。", "The checkup went to review."),
    "checkup.approved.v1": ("複核通過。", "The reviewer approved the checkup."),
    "checkup.returned.v1": (
        "複核退回：{findings}。",
        "The reviewer returned the checkup: {findings}.",
    ),
    "checkup.failed.v1": ("碳健檢未通過：{why}。", "The checkup failed: {why}."),
    "checkup.cancelled.v1": (
        "碳健檢取消：企業已離開本案。",
        "The checkup was cancelled: the firm left the case.",
    ),
    "checkup.case_ended.v1": (
        "所屬學員案已結束，本件仍將複核，但不再退回補件。",
        "Its case has ended; it is still reviewed, but can no longer be returned.",
    ),
    "checkup.review_late.v1": (
        "複核逾作業時限（規則 R30）。",
        "The review passed its service level (rule R30).",
    ),
    "task.opened.v1": ("新增待辦「{kind}」，期限：{due}。", "The task “{kind}” was opened; due: {due}."),
    "task.claimed.v1": (
        "領取待辦，保留至 {until}。",
        "The task was claimed until {until}.",
    ),
    "task.released.v1": ("放回待辦。", "The task was given back."),
    "task.closed.v1": ("待辦結束（{done}）。", "The task was closed ({done})."),
    "session.scheduled.v1": (
        "排定 {day} 的培訓場次：公會 {guild}，{place}，現場 {seats_on_site} 席、線上 {seats_online} 席。",
        "A training session was set for {day}: guild {guild}, {place}, {seats_on_site} seats on site"
        " and {seats_online} online.",
    ),
    "session.attendance_recorded.v1": ("登錄出席：{attendees}。", "Attendance was recorded: {attendees}."),
    "payout.proposed.v1": ("提出撥款批次，共 {lines}。", "A payout batch was proposed: {lines}."),
    "payout.approved.v1": ("核准撥款批次：{by}。", "The payout batch was approved by {by}."),
    "payout.rejected.v1": ("否決撥款批次：{by}。", "The payout batch was rejected by {by}."),
    "payout.file_written.v1": (
        "產生付款檔，{lines} 筆，控制總額 {control_sum} 元。",
        "The payment file was written: {lines} lines, control sum {control_sum} NTD.",
    ),
    "payout.line_paid.v1": (
        "學員案 {enrolment} 已付 {amount} 元。",
        "Enrolment {enrolment} was paid {amount} NTD.",
    ),
    "payout.line_returned.v1": (
        "學員案 {enrolment} 的款項遭退回：{reason}。",
        "The payment of enrolment {enrolment} came back: {reason}.",
    ),
    "firm_year.claimed.v1": (
        "企業 {ubn} 本年度由學員案 {enrolment} 承辦。",
        "Firm {ubn} belongs to enrolment {enrolment} this year.",
    ),
    "firm_year.released.v1": (
        "企業 {ubn} 不再由學員案 {enrolment} 承辦。",
        "Firm {ubn} no longer belongs to enrolment {enrolment}.",
    ),
    "person_year.enrolled.v1": (
        "本年度登記於學員案 {enrolment}。",
        "The person is enrolled in {enrolment} this year.",
    ),
    "person_year.released.v1": (
        "不再登記於學員案 {enrolment}。",
        "The person is no longer enrolled in {enrolment}.",
    ),
    "quota_place.taken.v1": (
        "{sector}第 {number} 號名額由企業 {ubn} 使用。",
        "Place {number} of {sector} was taken by firm {ubn}.",
    ),
    "quota_place.freed.v1": (
        "企業 {ubn} 釋出{sector}第 {number} 號名額。",
        "Firm {ubn} gave back place {number} of {sector}.",
    ),
    "certificate.issued.v1": ("發出證書 {number}。", "Certificate {number} was issued."),
    "programme.published.v1": (
        "公布 {year} 年度規則第 {version} 版。",
        "Version {version} of the rules of year {year} was published.",
    ),
    "calendar.published.v1": ("公布行事曆 {version}。", "The calendar {version} was published."),
    "import.received.v1": (
        "收到報名清冊：公會 {guild}，{rows} 列、{trainees} 位學員。",
        "A registration list was received: guild {guild}, {rows} rows, {trainees} trainees.",
    ),
    "import.rows_settled.v1": (
        "清冊處理 {trainees} 位學員：新增 {accepted} 列，原已有 {present} 列。",
        "Of the list {trainees} trainees were settled: {accepted} rows went in, {present} were there.",
    ),
    "import.finished.v1": ("清冊處理完畢。", "The list is settled."),
}

# Naming them registers their refusals.
_ALSO_TOLD = (checkup_refusals, fee, firm, programme, refusals, working_calendar)
_TOLD_OF_LISTS = (attendance_list, imports, registration_list, sheet)
