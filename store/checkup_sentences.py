"""What happened to a checkup or a task, as sentences in zh-Hant and English."""

from collections.abc import Mapping

CHECKUP_SENTENCES: Mapping[str, tuple[str, str]] = {
    "checkup.consent_withdrawn.v1": (
        "企業負責人撤回同意，報告與數據不再使用。",
        "The firm's owner withdrew consent: report and figures are used no more.",
    ),
    "checkup.reinstated.v1": (
        "所屬學員案恢復，碳健檢重新開放。",
        "Its case was reinstated, and the checkup is open again.",
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
    "checkup.bill_read.v1": (
        "單據 {bill} 判讀完成（第 {number} 次）：{reading__documents}。",
        "Bill {bill} was read (reading {number}): {reading__documents}.",
    ),
    "checkup.bill_not_readable.v1": (
        "單據 {bill} 無法判讀：{code}。",
        "Bill {bill} could not be read: {code}.",
    ),
    "checkup.reading_asked.v1": ("單據 {bill} 將重新判讀。", "Bill {bill} is to be read again."),
    "checkup.reading_confirmed.v1": (
        "確認單據 {bill} 的判讀（第 {document} 份文件）：{values}。",
        "The reading of bill {bill} was confirmed (document {document}): {values}.",
    ),
    "checkup.reading_corrected.v1": (
        "更正單據 {bill} 的判讀（第 {document} 份文件）：{corrections}；單據種類：{kind}。",
        "The reading of bill {bill} was corrected (document {document}): {corrections};"
        " kind of bill: {kind}.",
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
}
