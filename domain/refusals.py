"""Refusals of cases, sessions, tasks and payouts; others stand beside their rules."""

from domain.deadline import NoResubmissionWindow
from domain.errors import DomainError

__all__ = [
    "AlreadyEnrolled",
    "AlreadyRegistered",
    "AmountDiffers",
    "AmountNotAllowed",
    "BatchEmpty",
    "BatchNotAtThisStage",
    "BatchUnknown",
    "CaseClosed",
    "CheckIncomplete",
    "CheckupAlreadySubmitted",
    "EnrolmentUnknown",
    "FeeAlreadyDue",
    "FeeAlreadyInBatch",
    "FeeNotDue",
    "FirmAlreadyListed",
    "FirmHasSectorFee",
    "FirmListedTwice",
    "FirmNotListed",
    "FirmNotSmallOrMedium",
    "FirmTaken",
    "LetterAlreadyPassed",
    "LetterNotPassed",
    "LettersMissing",
    "LineReturnedAlready",
    "LineUnknown",
    "ListWindowClosed",
    "MakerCannotCheck",
    "NoResubmissionWindow",
    "NotAllowed",
    "NotYourGuild",
    "NotYourTask",
    "NotifiedInFuture",
    "PreconditionFailed",
    "ProgrammeUnknown",
    "QuotaFull",
    "ResubmissionNotOpen",
    "ResubmissionWindowClosed",
    "SessionAfterLastDay",
    "SessionBeforeFirstDay",
    "SessionNotHeldYet",
    "SessionOfOtherGuild",
    "SessionUnknown",
    "TaskClaimedByOther",
    "TaskNotClaimed",
    "TaskUnknown",
    "TooFewFirms",
    "TooManyFirms",
    "TrainingWindowClosed",
    "UploadWindowClosed",
]


class EnrolmentUnknown(DomainError):
    code = "enrolment_unknown"
    rule = "R6"
    zh = "沒有這個學員案。"
    en = "There is no such enrolment."


class CaseClosed(DomainError):
    code = "case_closed"
    rule = "R12"
    zh = "這個學員案目前的階段不接受這項申請，或已結案。"
    en = "The case is closed, or not at a stage that takes this."


class AlreadyRegistered(DomainError):
    code = "already_registered"
    rule = "R6"
    zh = "這個學員案已經報名。"
    en = "This enrolment is registered already."


class AlreadyEnrolled(DomainError):
    code = "already_enrolled"
    rule = "R6"
    zh = "同一人在同一計畫年度只能有一個學員案。"
    en = "A person has one enrolment in a programme year."


class SessionUnknown(DomainError):
    code = "session_unknown"
    rule = "R1"
    zh = "沒有這個培訓場次。"
    en = "There is no such training session."


class SessionBeforeFirstDay(DomainError):
    code = "session_before_first_day"
    rule = "R3"
    zh = "場次日期 {day} 早於必修階段的第一天 {first_day}。"
    en = "The session's date {day} is before the first day of the mandatory stage, {first_day}."


class SessionAfterLastDay(DomainError):
    code = "session_after_last_day"
    rule = "R1"
    zh = "場次日期 {day} 晚於最後辦理日 {last_day}。"
    en = "The session's date {day} is after the last day {last_day}."


class SessionOfOtherGuild(DomainError):
    code = "session_of_other_guild"
    rule = "R1"
    zh = "這個場次由其他公會辦理。"
    en = "The session is held with another guild."


class SessionNotHeldYet(DomainError):
    code = "session_not_held_yet"
    rule = "R4"
    zh = "場次於 {day} 舉行，尚不能登錄出席。"
    en = "The session is on {day}: attendance cannot be recorded yet."


class NotYourGuild(DomainError):
    code = "not_your_guild"
    rule = "R1"
    zh = "這屬於公會 {guild}。"
    en = "This belongs to guild {guild}."


class TooFewFirms(DomainError):
    code = "too_few_firms"
    rule = "R7"
    zh = "報名需要 {wanted} 家企業，目前 {count} 家。"
    en = "Registration needs {wanted} firms; there are {count}."


class TooManyFirms(DomainError):
    code = "too_many_firms"
    rule = "R7"
    zh = "名單最多 {limit} 家企業。"
    en = "The list takes at most {limit} firms."


class LettersMissing(DomainError):
    code = "letters_missing"
    rule = "R7"
    zh = "報名需要 {wanted} 份委任書，目前 {count} 份。"
    en = "Registration needs {wanted} consent letters; there are {count}."


class FirmListedTwice(DomainError):
    code = "firm_listed_twice"
    rule = "R7"
    zh = "統一編號 {ubn} 在名單中重複。"
    en = "The firm {ubn} is on the list twice."


class FirmAlreadyListed(DomainError):
    code = "firm_already_listed"
    rule = "R7"
    zh = "統一編號 {ubn} 已在名單中。"
    en = "The firm {ubn} is on the list already."


class FirmNotListed(DomainError):
    code = "firm_not_listed"
    rule = "R7"
    zh = "統一編號 {ubn} 不在名單中。"
    en = "The firm {ubn} is not on the list."


class FirmNotSmallOrMedium(DomainError):
    code = "firm_not_small_or_medium"
    rule = "R9"
    zh = "統一編號 {ubn} 未聲明為中小微企業。"
    en = "The firm {ubn} is not declared a small or medium firm."


class FirmTaken(DomainError):
    code = "firm_taken"
    rule = "R9"
    zh = "統一編號 {ubn} 本年度已由其他學員案承辦。"
    en = "The firm {ubn} is in another enrolment of this year."


class QuotaFull(DomainError):
    code = "quota_full"
    rule = "R23"
    zh = "{sector_zh}名額已滿，不再受理。"
    en = "The {sector} quota is full."


class TrainingWindowClosed(DomainError):
    code = "training_window_closed"
    rule = "R5"
    zh = "培訓期限已過。"
    en = "The training window is over."


class ListWindowClosed(DomainError):
    code = "list_window_closed"
    rule = "R12"
    zh = "補提供名單的期限已過，或名單已通過。"
    en = "The list window is over, or the list has passed."


class LetterAlreadyPassed(DomainError):
    code = "letter_already_passed"
    rule = "R13"
    zh = "統一編號 {ubn} 的委任書已通過，不能更換。"
    en = "The letter of firm {ubn} has passed and cannot be replaced."


class LetterNotPassed(DomainError):
    code = "letter_not_passed"
    rule = "R13"
    zh = "統一編號 {ubn} 的名單與委任書尚未通過查核。"
    en = "List and letter of firm {ubn} have not passed the check."


class CheckIncomplete(DomainError):
    code = "check_incomplete"
    rule = "R13"
    zh = "查核須涵蓋每一家待查企業，不符者：{ubns}。"
    en = "A check covers every unchecked firm; differing: {ubns}."


class CheckupAlreadySubmitted(DomainError):
    code = "checkup_already_submitted"
    rule = "R14"
    zh = "統一編號 {ubn} 的碳健檢已送出。"
    en = "The checkup of firm {ubn} is submitted already."


class UploadWindowClosed(DomainError):
    code = "upload_window_closed"
    rule = "R24"
    zh = "上傳期限已過。"
    en = "The upload window is over."


class ResubmissionNotOpen(DomainError):
    code = "resubmission_not_open"
    rule = "R28"
    zh = "補件期間尚未開始，請等候補件通知。"
    en = "Resubmission opens with the notice; it has not gone out yet."


class ResubmissionWindowClosed(DomainError):
    code = "resubmission_window_closed"
    rule = "R28"
    zh = "補件期限已過。"
    en = "The resubmission window is over."


class MakerCannotCheck(DomainError):
    code = "maker_cannot_check"
    rule = "R27"
    zh = "經手人不能複核。"
    en = "Whoever made cannot check."


class TaskUnknown(DomainError):
    code = "task_unknown"
    rule = "R27"
    zh = "沒有這件待辦 {task}，或已完成。"
    en = "There is no open task {task} of this kind."


class NotYourTask(DomainError):
    code = "not_your_task"
    rule = "R27"
    zh = "待辦 {task} 不屬於您的角色或公會。"
    en = "Task {task} is not for your role or guild."


class TaskNotClaimed(DomainError):
    code = "task_not_claimed"
    rule = "R27"
    zh = "請先領取待辦 {task}。"
    en = "Claim task {task} first."


class TaskClaimedByOther(DomainError):
    code = "task_claimed_by_other"
    rule = "R27"
    zh = "待辦 {task} 已由他人領取。"
    en = "Task {task} is claimed by somebody else."


class FeeAlreadyDue(DomainError):
    code = "fee_already_due"
    rule = "R34"
    zh = "已取得證書，不能撤回。"
    en = "The case is certified and cannot be withdrawn."


class FeeAlreadyInBatch(DomainError):
    code = "fee_already_in_batch"
    rule = "R34"
    zh = "資料處理費已列入撥款批次，請先退回批次，或待銀行回覆。"
    en = "The fee is in a payout batch already: reject the batch first, or wait for the bank."


class FirmHasSectorFee(DomainError):
    code = "firm_has_sector_fee"
    rule = "R21"
    zh = "統一編號 {ubn} 的費用依其業別，不另核定。"
    en = "The fee of firm {ubn} follows its sector."


class AmountNotAllowed(DomainError):
    code = "amount_not_allowed"
    rule = "R21"
    zh = "金額 {amount} 必須介於 0 與 {most} 元。"
    en = "The amount {amount} must lie between 0 and {most} NTD."


class BatchUnknown(DomainError):
    code = "batch_unknown"
    rule = "R34"
    zh = "沒有這個撥款批次。"
    en = "There is no such payout batch."


class BatchNotAtThisStage(DomainError):
    code = "batch_not_at_this_stage"
    rule = "R34"
    zh = "撥款批次目前的階段不接受這項申請。"
    en = "The payout batch is not at a stage that takes this."


class BatchEmpty(DomainError):
    code = "batch_empty"
    rule = "R34"
    zh = "撥款批次至少要有一案，且不得重複。"
    en = "A payout batch names at least one case, each once."


class FeeNotDue(DomainError):
    code = "fee_not_due"
    rule = "R34"
    zh = "學員案 {enrolment} 沒有待撥的資料處理費。"
    en = "Enrolment {enrolment} has no fee due."


class NotifiedInFuture(DomainError):
    code = "notified_in_future"
    rule = "R28"
    zh = "通知日 {day} 尚未到，請填實際通知學員的日期。"
    en = "The day of the notice, {day}, lies ahead: give the day on which the trainee was told."


class LineReturnedAlready(DomainError):
    code = "line_returned_already"
    rule = "R34"
    zh = "案件 {enrolment} 的款項已登錄為退匯，不能再登錄為入帳；請另提撥款批次，或先查明。"
    en = "The payment of case {enrolment} was noted as returned: it cannot be noted as paid in this batch."


class LineUnknown(DomainError):
    code = "line_unknown"
    rule = "R34"
    zh = "批次中沒有學員案 {enrolment}。"
    en = "Enrolment {enrolment} is not in the batch."


class AmountDiffers(DomainError):
    code = "amount_differs"
    rule = "R34"
    zh = "學員案 {enrolment} 金額不符：應為 {expected}，收到 {found}。"
    en = "The amount of enrolment {enrolment} differs: {expected} is due, {found} was given."


class PreconditionFailed(DomainError):
    code = "precondition_failed"
    rule = "engine"
    zh = "您看到的內容（第 {given} 版）已被更新為第 {current} 版，請重新載入後再試。"
    en = "What you saw (version {given}) has changed to version {current}: load it again, then try again."


class NotAllowed(DomainError):
    code = "not_allowed"
    rule = "engine"
    zh = "您的角色（{role}）不能執行「{kind}」。"
    en = "Your role ({role}) may not do {kind}."


class ProgrammeUnknown(DomainError):
    code = "programme_unknown"
    rule = "engine"
    zh = "沒有計畫年度 {year}。"
    en = "There is no programme year {year}."
