"""Every event as a sentence in zh-Hant and in English, and every refusal with its own two messages."""

from collections.abc import Mapping
from typing import Any

from domain import (
    attendance_list,
    fee,
    firm,
    first_reviewer,
    guild_year,
    imports,
    programme,
    programme_year,
    refusals,
    registration_list,
    session_refusals,
    sheet,
    working,
    working_calendar,
)
from domain.checkup import refusals as checkup_refusals
from domain.enrolment import (
    addressing,
    firm_changes,
    proposals,
    registration,
    reinstating,
    reminding,
    windows,
)
from domain.errors import REFUSALS
from domain.event import Actor
from domain.payout import refusals as payout_refusals
from store.vocabulary import NO_WORDS, Vocabulary
from store.words import Language, actor_words, words

Pair = tuple[str, str]


def sentence(event: Any, own: Vocabulary = NO_WORDS) -> Pair:
    """What happened, in zh-Hant and in English, codes by the programme's `own` words where it has them.

    KeyError for an event that has no sentence.
    """
    zh, en = SENTENCES[event.TOPIC]
    told = zh.format_map(_Fields(event, "zh", own)), en.format_map(_Fields(event, "en", own))
    return _without_nothing(told[0]), _without_nothing(told[1])


def _without_nothing(text: str) -> str:
    """What a mail does not name need not be said."""
    for nothing in _NOTHING:
        text = text.replace(nothing, "")
    return text


_NOTHING = (
    *("；期限：無", "；企業：無", "；名單尚缺 0 家", "；銀行退匯原因：無"),
    *("; deadline: none", "; firms: none", "; the list lacks 0", "; returned by the bank: none"),
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

    def __init__(self, event: Any, language: Language, own: Vocabulary) -> None:
        super().__init__()
        self._event, self._language, self._own = event, language, own

    def __missing__(self, name: str) -> str:
        value = self._event
        for part in name.split("__"):
            value = getattr(value, part)
        return words(value, self._language, self._own)


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
        "自撥款批次 {batch} 退出，費用仍待撥；銀行退匯原因：{returned}。",
        "Taken out of payout batch {batch}; the fee is due again; returned by the bank: {returned}.",
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
    "enrolment.consent_withdrawn.v1": (
        "企業 {ubn} 的負責人撤回同意，其資料不再使用。",
        "The owner of firm {ubn} withdrew consent; its data are used no more.",
    ),
    "enrolment.firm_corrected.v1": (
        "更正企業 {profile__ubn} 的資料：行業代碼 {profile__industry}、年營收 {profile__revenue} 元、"
        "資本額 {profile__capital} 元，名額：{place}。",
        "The data of firm {profile__ubn} were corrected: industry {profile__industry}, revenue"
        " {profile__revenue} NTD, capital {profile__capital} NTD; place: {place}.",
    ),
    "enrolment.extension_proposed.v1": (
        "提出展延「{kind}」至 {last_day}，待另一位承辦人決定：{by}。",
        "An extension of “{kind}” until {last_day} was proposed by {by}; another officer decides.",
    ),
    "enrolment.reinstatement_proposed.v1": (
        "提出恢復學員案，期限至 {last_day}，待另一位承辦人決定：{by}。",
        "Reinstatement until {last_day} was proposed by {by}; another officer decides.",
    ),
    "enrolment.revocation_proposed.v1": (
        "提出撤銷證書，待另一位承辦人決定：{by}。",
        "Revocation of the certificate was proposed by {by}; another officer decides.",
    ),
    "enrolment.proposal_decided.v1": (
        "另一位承辦人決定所提變更（核准：{approved}）。",
        "Another officer decided what was proposed (approved: {approved}).",
    ),
    "enrolment.reinstated.v1": (
        "學員案恢復，回到「{stage}」；一併恢復的企業：{firms}。",
        "The case was reinstated at “{stage}”; firms that came back: {firms}.",
    ),
    "enrolment.certificate_revoked.v1": (
        "證書 {certificate} 撤銷。",
        "Certificate {certificate} was revoked.",
    ),
    "enrolment.lapse_questioned.v1": (
        "日曆修正後，該期限應為：{deadline}；交由承辦人決定是否恢復。",
        "By a calendar published since, the window would have been: {deadline}; an officer decides.",
    ),
    "checkup.consent_withdrawn.v1": (
        "企業負責人撤回同意，報告與數據不再使用。",
        "The firm's owner withdrew consent: report and figures are used no more.",
    ),
    "checkup.reinstated.v1": (
        "所屬學員案恢復，碳健檢重新開放。",
        "Its case was reinstated, and the checkup is open again.",
    ),
    "enrolment.session_changed.v1": (
        "改報另一培訓場次 {session}；座位：{seat}。",
        "The case waits for another session, {session}; seat: {seat}.",
    ),
    "enrolment.session_cancelled.v1": (
        "原定 {day} 的培訓場次 {session} 取消，等候其他場次（規則 R5）。",
        "The training session {session} of {day} is cancelled; the case waits for another (rule R5).",
    ),
    "enrolment.training_day_moved.v1": (
        "培訓場次 {session} 的日期更正：受訓日由 {was} 改為 {day}。",
        "The date of session {session} was corrected: the training day was {was} and is {day}.",
    ),
    "enrolment.attendance_struck.v1": (
        "培訓場次 {session} 的出席係誤登，已刪除。",
        "The attendance of session {session} was recorded by mistake and is struck.",
    ),
    "enrolment.training_undone.v1": (
        "未出席培訓場次，回到等候培訓。",
        "Without attendance the training does not stand: the case waits for a session again.",
    ),
    "enrolment.attendance_mode_corrected.v1": (
        "培訓場次 {session} 的出席方式更正為{attendance}。",
        "How session {session} was attended was corrected: {attendance}.",
    ),
    "enrolment.elective_attended.v1": (
        "出席 {day} 的選修場次 {session}（{attendance}）。",
        "Attended the elective session {session} of {day} ({attendance}).",
    ),
    "enrolment.chased.v1": (
        "稽催紀錄：以{channel}聯絡學員；下次追蹤：{follow_up}。",
        "Chase log: the trainee was spoken to by {channel}; to follow up: {follow_up}.",
    ),
    "enrolment.paper_stored.v1": (
        "{paper}已製作並存檔（{of}）。",
        "The {paper} was made and stored ({of}).",
    ),
    "enrolment.paper_omitted.v1": (
        "{paper}不予製作：當事人的資料已銷毀（{of}）。",
        "No {paper} was made: the data of its person were destroyed ({of}).",
    ),
    "enrolment.email_corrected.v1": (
        "更正通知用的電子郵件地址。",
        "The e-mail address for notices was corrected.",
    ),
    "enrolment.mail_repeated.v1": (
        "被拒收的郵件 {refused} 重新寄出，新編號 {mail}。",
        "The refused mail {refused} is sent again as {mail}.",
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
    "task.assigned.v1": (
        "指派待辦給{role}，保留至 {until}。",
        "The task was assigned to a {role} until {until}.",
    ),
    "task.prioritised.v1": (
        "待辦的優先程度改為「{priority}」。",
        "The task's priority was set to {priority}.",
    ),
    "task.follow_up_set.v1": ("待辦的後續追蹤日：{on}。", "The task is left until this day: {on}."),
    "task.late.v1": (
        "待辦「{kind}」自 {since} 起逾作業時限，另開放給：{escalated_to}。",
        "The task “{kind}” passed its service level at {since}; open to these too: {escalated_to}.",
    ),
    "enrolment.commented.v1": (
        "本案新增意見，對象：{audience}；企業：{ubn}。",
        "A comment was made for {audience}; firms: {ubn}.",
    ),
    "enrolment.question_asked.v1": (
        "學員提問；企業：{ubn}。",
        "The trainee asked a question; firms: {ubn}.",
    ),
    "enrolment.question_answered.v1": ("回覆學員的提問。", "The trainee's question was answered."),
    "enrolment.review_late.v1": (
        "企業 {ubn} 的複核自 {since} 起逾作業時限（規則 R30），列入本案紀錄。",
        "The review of firm {ubn} passed its service level at {since} (rule R30): the case keeps it.",
    ),
    "session.scheduled.v1": (
        "排定 {day} 的培訓場次：公會 {guild}，{place}，現場 {seats_on_site} 席、線上 {seats_online} 席。",
        "A training session was set for {day}: guild {guild}, {place}, {seats_on_site} seats on site"
        " and {seats_online} online.",
    ),
    "session.attendance_recorded.v1": ("登錄出席：{attendees}。", "Attendance was recorded: {attendees}."),
    "session.moved.v1": (
        "場次由 {was} 改至 {day}，{place}。",
        "The session was moved from {was} to {day}, {place}.",
    ),
    "session.cancelled.v1": ("取消 {day} 的場次。", "The session of {day} was cancelled."),
    "session.attendance_corrected.v1": (
        "更正出席：{corrections}。",
        "Attendance was corrected: {corrections}.",
    ),
    "session_seat.taken.v1": (
        "{kind}第 {number} 席由學員案 {enrolment} 使用（場次 {session}）。",
        "Seat {number} ({kind}) of session {session} was taken by enrolment {enrolment}.",
    ),
    "session_seat.freed.v1": (
        "學員案 {enrolment} 釋出{kind}第 {number} 席（場次 {session}）。",
        "Enrolment {enrolment} gave back seat {number} ({kind}) of session {session}.",
    ),
    "guild.digests_begun.v1": (
        "公會 {guild} {programme} 年度開始每週摘要，下次寄送：{next_due}。",
        "Weekly digests begin for guild {guild} in year {programme}; the next is due {next_due}.",
    ),
    "guild.digest_settled.v1": (
        "{due} 的每週摘要：{outcome}；下次寄送：{next_due}。",
        "The digest due {due}: {outcome}; the next is due {next_due}.",
    ),
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
    "checkup.part_reopened.v1": (
        "複核組長重新開啟「{part}」的複核。",
        "A lead reviewer reopened the review of {part}.",
    ),
    "checkup.addendum_submitted.v1": ("選修項目送審。", "The elective items went to review."),
    "checkup.addendum_approved.v1": (
        "選修項目複核通過，併入碳健檢。",
        "The reviewer approved the elective items, which join the checkup.",
    ),
    "checkup.addendum_returned.v1": (
        "選修項目複核退回，{last_day}（含）前可補正：{findings}。",
        "The reviewer returned the elective items, to be mended until {last_day}: {findings}.",
    ),
    "certificate.issued.v1": ("發出證書 {number}。", "Certificate {number} was issued."),
    "certificate.revoked.v1": ("廢止證書 {number}。", "Certificate {number} was revoked."),
    "programme.published.v1": (
        "公布 {year} 年度規則第 {version} 版。",
        "Version {version} of the rules of year {year} was published.",
    ),
    "programme.year_opened.v1": ("{year} 年度開放受理。", "The year {year} was opened."),
    "programme.year_frozen.v1": (
        "{year} 年度停止受理，進行中的學員案照常辦理。",
        "The year {year} was frozen: it takes nobody in, and its cases go on.",
    ),
    "programme.year_closed.v1": ("{year} 年度結算關閉。", "The year {year} was closed."),
    "calendar.published.v1": ("公布行事曆 {version}。", "The calendar {version} was published."),
    "enrolment.bank_account_given.v1": (
        "提供撥款帳戶（只顯示末三碼，見案件頁面）。",
        "An account to be paid to was given; the case shows its last digits.",
    ),
    "enrolment.payment_reversed.v1": (
        "撥款批次 {batch} 的 {amount} 元沖銷（{kind}）；再撥：{due_again}。",
        "The payment of {amount} NTD by batch {batch} was reversed ({kind}); due again: {due_again}.",
    ),
    "payout.lines_recomputed.v1": (
        "核准日 {day} 的扣繳與提出時不同，重新計算{lines}，須再次核准。",
        "What is withheld on {day} differs from the proposal: {lines}; it has to be approved again.",
    ),
    "payout.confirmation_imported.v1": (
        "匯入銀行回覆檔，{payments} 筆：入帳 {paid_sum} 元、退匯 {returned_sum} 元。",
        "A file of the bank was taken: {payments} payments, {paid_sum} NTD paid,"
        " {returned_sum} NTD returned.",
    ),
    "payout.reversal_proposed.v1": (
        "提出沖銷學員案 {enrolment} 的款項（{kind}）。",
        "It was proposed to reverse the payment of enrolment {enrolment} ({kind}).",
    ),
    "payout.reversal_rejected.v1": (
        "否決沖銷學員案 {enrolment} 的款項。",
        "The reversal of enrolment {enrolment} was rejected.",
    ),
    "payout.line_reversed.v1": (
        "學員案 {enrolment} 的 {amount} 元已沖銷（{kind}）；再撥：{due_again}。",
        "The {amount} NTD of enrolment {enrolment} were reversed ({kind}); due again: {due_again}.",
    ),
    "payee_day.payment_counted.v1": (
        "學員案 {enrolment} 的 {gross} 元計入受款人當日給付"
        "（扣繳 {withheld} 元、補充保費 {supplementary} 元）。",
        "{gross} NTD of enrolment {enrolment} count for the payee's day"
        " (withheld {withheld} NTD, premium {supplementary} NTD).",
    ),
    "payee_day.payment_taken_back.v1": (
        "學員案 {enrolment} 的款項不再計入受款人當日給付。",
        "The payment of enrolment {enrolment} no longer counts for the payee's day.",
    ),
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
_ALSO_TOLD = (
    *(checkup_refusals, fee, firm, first_reviewer, programme, refusals, working_calendar),
    *(firm_changes, programme_year, proposals, registration, reinstating, reminding, windows, working),
    *(addressing, guild_year, payout_refusals, session_refusals),
    *(attendance_list, imports, registration_list, sheet),
)
