"""Refusals of payouts that stand beside their rules; older ones are in domain/refusals.py."""

from domain.errors import DomainError


class BankAccountMissing(DomainError):
    code = "bank_account_missing"
    rule = "R47"
    zh = "學員案 {enrolment} 尚未提供撥款帳戶（missing：bank_account），不能列入撥款。"
    en = "Enrolment {enrolment} has given no account to be paid to (missing: bank_account)."


class CertificateInQuestion(DomainError):
    code = "certificate_in_question"
    rule = "R35"
    zh = "學員案 {enrolment} 的出席或證書尚待承辦人決定，決定前不撥款；已列入批次者，請先退回批次。"
    en = "Attendance or certificate of enrolment {enrolment} is in question: decide it, or reject its batch."


class NonResidentNotInBatch(DomainError):
    code = "non_resident_not_in_batch"
    rule = "R34"
    zh = "列為非居住者的學員案 {enrolment} 不在這個批次。"
    en = "Enrolment {enrolment} is named as of a non-resident and is not in the batch."


class ReturnReasonUnknown(DomainError):
    code = "return_reason_unknown"
    rule = "R34"
    zh = "退匯原因代碼「{reason}」不在計畫規則中，可用：{known}。"
    en = "The return reason {reason} is not in the programme's rules; known: {known}."


class ConfirmationOfOtherBatch(DomainError):
    code = "confirmation_of_other_batch"
    rule = "R34"
    zh = "回覆檔第 {line} 行：批次為 {found}，這裡是 {expected}；全檔未匯入。"
    en = "Line {line} of the file: it is for batch {found}, this one is {expected}; nothing was imported."


class ConfirmationCountDiffers(DomainError):
    code = "confirmation_count_differs"
    rule = "R34"
    zh = "回覆檔第 {line} 行：筆數為 {found}，明細有 {expected} 筆；全檔未匯入。"
    en = "Line {line} of the file: it says {found} payments, there are {expected}; nothing was imported."


class ConfirmationSumDiffers(DomainError):
    code = "confirmation_sum_differs"
    rule = "R34"
    zh = "回覆檔第 {line} 行：{kind} 合計為 {found} 元，明細合計 {expected} 元；全檔未匯入。"
    en = "Line {line} of the file: sum {kind} is {found} NTD, its lines add up to {expected}; none imported."


class ConfirmationLineUnknown(DomainError):
    code = "confirmation_line_unknown"
    rule = "R34"
    zh = "回覆檔第 {line} 行：批次中沒有學員案 {enrolment}；全檔未匯入。"
    en = "Line {line} of the file: enrolment {enrolment} is not in the batch; nothing was imported."


class ConfirmationLineTwice(DomainError):
    code = "confirmation_line_twice"
    rule = "R34"
    zh = "回覆檔第 {line} 行：學員案 {enrolment} 重複；全檔未匯入。"
    en = "Line {line} of the file: enrolment {enrolment} is there twice; nothing was imported."


class ConfirmationAmountDiffers(DomainError):
    code = "confirmation_amount_differs"
    rule = "R34"
    zh = "回覆檔第 {line} 行：學員案 {enrolment} 的金額為 {found} 元，應為 {expected} 元；全檔未匯入。"
    en = "Line {line} of the file: {found} NTD for {enrolment}, {expected} is due; nothing was imported."


class ConfirmationReasonUnknown(DomainError):
    code = "confirmation_reason_unknown"
    rule = "R34"
    zh = "回覆檔第 {line} 行：退匯原因代碼「{reason}」不在計畫規則中，可用：{known}；全檔未匯入。"
    en = "Line {line} of the file: return reason {reason} is none of {known}; nothing was imported."


class LineReversedAlready(DomainError):
    code = "line_reversed_already"
    rule = "R34"
    zh = "學員案 {enrolment} 在這個批次的款項已沖銷，不能再登錄；請查明。"
    en = "The payment of enrolment {enrolment} was reversed in this batch: nothing more is noted of it."


class LineNotPaid(DomainError):
    code = "line_not_paid"
    rule = "R34"
    zh = "學員案 {enrolment} 在這個批次沒有已入帳的款項可沖銷。"
    en = "Enrolment {enrolment} has no confirmed payment in this batch that could be reversed."


class ReversalKindUnknown(DomainError):
    code = "reversal_kind_unknown"
    rule = "R34"
    zh = "沖銷種類「{kind}」不在計畫規則中，可用：{known}。"
    en = "The kind of reversal {kind} is not in the programme's rules; known: {known}."


class ReversalPending(DomainError):
    code = "reversal_pending"
    rule = "R34"
    zh = "學員案 {enrolment} 已有一件沖銷待核准。"
    en = "A reversal of enrolment {enrolment} waits for approval already."


class ReversalUnknown(DomainError):
    code = "reversal_unknown"
    rule = "R34"
    zh = "學員案 {enrolment} 沒有待核准的沖銷。"
    en = "No reversal of enrolment {enrolment} waits for approval."
