"""Refusals of what goes into a checkup."""

from domain.errors import DomainError


class CheckupUnknown(DomainError):
    code = "checkup_unknown"
    rule = "R24"
    zh = "沒有這件碳健檢。"
    en = "There is no such checkup."


class CheckupNotOpen(DomainError):
    code = "checkup_not_open"
    rule = "R24"
    zh = "這件碳健檢已送出，目前不能修改。"
    en = "The checkup is submitted and cannot be changed now."


class CheckupIncomplete(DomainError):
    code = "checkup_incomplete"
    rule = "R43"
    zh = "統一編號 {ubn} 尚缺項目：{items}。"
    en = "The checkup of firm {ubn} lacks: {items}."


class ItemUnknown(DomainError):
    code = "item_unknown"
    rule = "R41"
    zh = "沒有項目「{item}」，可用：{items}。"
    en = "There is no item {item}; there are: {items}."


class SourceUnknown(DomainError):
    code = "source_unknown"
    rule = "R41"
    zh = "項目「{item}」沒有排放源「{source}」，可用：{sources}。"
    en = "The item {item} has no source {source}; there are: {sources}."


class UnitNotOfSource(DomainError):
    code = "unit_not_of_source"
    rule = "R41"
    zh = "排放源「{source}」不以「{unit}」計量，可用：{units}。"
    en = "The source {source} is not measured in {unit}; it takes: {units}."


class ItemHasActivities(DomainError):
    code = "item_has_activities"
    rule = "R43"
    zh = "項目「{item}」已有活動數據，不能填「無」。"
    en = "The item {item} has activity data and cannot be none."


class QuantityNotPositive(DomainError):
    code = "quantity_not_positive"
    rule = "R41"
    zh = "使用量 {quantity} 必須大於 0。"
    en = "The quantity {quantity} must be above 0."


class PeriodBackwards(DomainError):
    code = "period_backwards"
    rule = "R43"
    zh = "期間 {first_day}～{last_day} 起訖相反。"
    en = "The period {first_day} to {last_day} ends before it starts."


class PeriodOutsideInventoryYear(DomainError):
    code = "period_outside_inventory_year"
    rule = "R43"
    zh = "期間 {first_day}～{last_day} 不在盤查年度 {year} 內。"
    en = "The period {first_day} to {last_day} lies outside the inventory year {year}."


class ActivityWithoutBill(DomainError):
    code = "activity_without_bill"
    rule = "R41"
    zh = "活動數據須附單據。"
    en = "Activity data needs a bill."


class BillUnknown(DomainError):
    code = "bill_unknown"
    rule = "R41"
    zh = "沒有單據 {bill}。"
    en = "There is no bill {bill}."


class BillInUse(DomainError):
    code = "bill_in_use"
    rule = "R41"
    zh = "單據 {bill} 仍有活動數據引用。"
    en = "Activity data still rest on bill {bill}."


class FindingsMissing(DomainError):
    code = "findings_missing"
    rule = "R27"
    zh = "退件必須說明理由。"
    en = "A return needs findings."


class PartUnknown(DomainError):
    code = "part_unknown"
    rule = "R27"
    zh = "這件碳健檢沒有「{part}」這個部分。"
    en = "The checkup has no part {part}."


class ReasonUnknown(DomainError):
    code = "reason_unknown"
    rule = "R27"
    zh = "沒有理由「{code}」，可用：{codes}。"
    en = "There is no reason {code}; there are: {codes}."


class ListReasonUnknown(DomainError):
    code = "list_reason_unknown"
    rule = "R13"
    zh = "名單查核沒有理由「{code}」，可用：{codes}。"
    en = "A list check has no reason {code}; there are: {codes}."


class ReasonDoesNotFit(DomainError):
    code = "reason_does_not_fit"
    rule = "R27"
    zh = "理由「{code}」不適用於「{part}」，適用於：{kinds}。"
    en = "The reason {code} does not fit {part}; it is said of: {kinds}."


class PartApprovedBefore(DomainError):
    code = "part_approved_before"
    rule = "R28"
    zh = "「{part}」前次已核可且未變更，不再要求補件；須先由複核組長附理由重新開啟。"
    en = "{part} was approved before and is unchanged: a lead reviewer has to reopen it first, with a reason."


class PartLocked(DomainError):
    code = "part_locked"
    rule = "R28"
    zh = "「{part}」沒有缺失，補件時不能變更。"
    en = "Nothing was found wrong with {part}: it cannot be changed while mending."


class NotInReview(DomainError):
    code = "checkup_not_in_review"
    rule = "R28"
    zh = "這件碳健檢目前不在複核中。"
    en = "The checkup is not under review."


class ElectiveStageNotOpen(DomainError):
    code = "elective_stage_not_open"
    rule = "R3"
    zh = "選修項目於 {first_day} 至 {last_day} 填報。"
    en = "Elective items are entered from {first_day} to {last_day}."


class AddendumWindowClosed(DomainError):
    code = "addendum_window_closed"
    rule = "R42"
    zh = "選修項目的補正期限 {last_day} 已過。"
    en = "The addendum could be mended until {last_day}."


class AddendumEmpty(DomainError):
    code = "addendum_empty"
    rule = "R42"
    zh = "尚未填報任何選修項目。"
    en = "No elective item has been entered."


class ConsentIsWithdrawn(DomainError):
    code = "consent_is_withdrawn"
    rule = "R15"
    zh = "企業 {ubn} 的負責人已撤回同意，其資料不再收受。"
    en = "The owner of firm {ubn} has withdrawn consent: its data are taken no more."


class NoneNotAsked(DomainError):
    code = "none_not_asked"
    rule = "R42"
    zh = "選修項目「{item}」不需聲明無。"
    en = "The elective item {item} needs no declaration of none."
