"""What happened to an enrolment, as sentences in zh-Hant and English."""

from collections.abc import Mapping

CASE_SENTENCES: Mapping[str, tuple[str, str]] = {
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
        "學員案恢復，回到「{stage}」；一併恢復的企業：{firms}；座位：{seat}。",
        "The case was reinstated at “{stage}”; firms that came back: {firms}; seat: {seat}.",
    ),
    "enrolment.certificate_revoked.v1": (
        "證書 {certificate} 撤銷。",
        "Certificate {certificate} was revoked.",
    ),
    "enrolment.lapse_questioned.v1": (
        "日曆修正後，該期限應為：{deadline}；交由承辦人決定是否恢復。",
        "By a calendar published since, the window would have been: {deadline}; an officer decides.",
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
    "enrolment.elective_struck.v1": (
        "選修場次 {session} 的出席係誤登，已刪除。",
        "The attendance of the elective session {session} was recorded by mistake and is struck.",
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
    "enrolment.bank_account_given.v1": (
        "提供撥款帳戶（只顯示末三碼，見案件頁面）。",
        "An account to be paid to was given; the case shows its last digits.",
    ),
    "enrolment.payment_reversed.v1": (
        "撥款批次 {batch} 的 {amount} 元沖銷（{kind}）；再撥：{due_again}。",
        "The payment of {amount} NTD by batch {batch} was reversed ({kind}); due again: {due_again}.",
    ),
}
