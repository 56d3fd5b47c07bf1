"""Refusals of what is said of a reading; documents and rows count from 1 in what people are told."""

from domain.errors import DomainError


class BillNotRead(DomainError):
    code = "bill_not_read"
    rule = "R41"
    zh = "單據 {bill} 尚無判讀結果。"
    en = "Bill {bill} has no reading yet."


class ReadingLocked(DomainError):
    code = "reading_locked"
    rule = "R28"
    zh = "單據 {bill} 的判讀現在不能確認或更正：碳健檢已送出或已核可，退回補件後才能更改。"
    en = (
        "The reading of bill {bill} cannot be confirmed or corrected now: the checkup is submitted or"
        " approved, and only a return opens it."
    )


class ReadingSuperseded(DomainError):
    code = "reading_superseded"
    rule = "R41"
    zh = "單據 {bill} 已重新判讀：您確認的是第 {number} 次結果，最新為第 {current} 次。"
    en = "Bill {bill} was read again: you confirm reading {number}, the last one is {current}."


class DocumentUnknown(DomainError):
    code = "document_unknown"
    rule = "R41"
    zh = "單據 {bill} 沒有第 {nth} 份文件（共 {documents} 份）。"
    en = "Bill {bill} has no document {nth}: it has {documents}."


class RowUnknown(DomainError):
    code = "row_unknown"
    rule = "R41"
    zh = "這份文件沒有第 {nth} 列（共 {rows} 列）。"
    en = "The document has no row {nth}: it has {rows}."


class FieldNamedTwice(DomainError):
    code = "field_named_twice"
    rule = "R41"
    zh = "欄位「{field}」重複填寫。"
    en = "The field {field} is given twice."


class FieldsUnanswered(DomainError):
    code = "fields_unanswered"
    rule = "R41"
    zh = "以下欄位仍須確認或更正：{fields}。"
    en = "These fields still have to be confirmed or corrected: {fields}."


class WrongReadingValue(DomainError):
    code = "wrong_reading_value"
    rule = "R41"
    zh = "欄位「{field}」的值「{value}」不正確：{wanted_zh}。"
    en = "The value {value} of the field {field} is wrong: {wanted_en}."
