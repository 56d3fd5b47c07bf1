"""What happened around the cases, as sentences: sessions, guilds, payouts, quota, rules, calendars."""

from collections.abc import Mapping

PROGRAMME_SENTENCES: Mapping[str, tuple[str, str]] = {
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
        "清冊處理 {trainees} 位學員：新增 {accepted} 列，原已有 {present} 列"
        "；附上委任書 {letters_attached} 份。",
        "Of the list {trainees} trainees were settled: {accepted} rows went in, {present} were there"
        "; letters attached: {letters_attached}.",
    ),
    "import.finished.v1": ("清冊處理完畢。", "The list is settled."),
}
