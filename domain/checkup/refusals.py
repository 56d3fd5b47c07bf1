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
