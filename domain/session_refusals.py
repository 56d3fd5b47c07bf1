"""Refusals of what is asked of training sessions, their seats, and the cases that belong to them (R1–R5)."""

from domain.errors import DomainError


class SessionOutsideStage(DomainError):
    code = "session_outside_stage"
    rule = "R3"
    zh = "場次日期 {day} 不在該階段 {first_day} 至 {last_day} 之間。"
    en = "The session's date {day} is not within its stage, {first_day} to {last_day}."


class SessionCalledOff(DomainError):
    code = "session_called_off"
    rule = "R5"
    zh = "這個場次已取消。"
    en = "The session is cancelled."


class SessionWasHeld(DomainError):
    code = "session_was_held"
    rule = "R5"
    zh = "已有 {count} 人登錄出席，場次不能取消；登錄有誤請先更正出席。"
    en = "{count} people are recorded as having attended: correct that before cancelling."


class SessionOver(DomainError):
    code = "session_over"
    rule = "R5"
    zh = "場次已於 {day} 舉行，不能改報這一場。"
    en = "The session was held on {day}: nobody can change to it."


class SessionNotMandatory(DomainError):
    code = "session_not_mandatory"
    rule = "R3"
    zh = "這是選修階段的場次，不能作為培訓場次。"
    en = "This session belongs to the elective stage and trains nobody."


class AttendanceNotRecorded(DomainError):
    code = "attendance_not_recorded"
    rule = "R4"
    zh = "學員案 {enrolment} 未曾登錄出席這個場次，無從更正。"
    en = "Enrolment {enrolment} was never recorded at this session: there is nothing to correct."


class AttendedAlready(DomainError):
    code = "attended_already"
    rule = "R5"
    zh = "已登錄出席培訓場次，不能再改報場次。"
    en = "A training session was attended already: there is no other to change to."


class SeatsFull(DomainError):
    code = "seats_full"
    rule = "R1"
    zh = "這個場次的{kind_zh}席次已滿（{seats} 席）。"
    en = "The session has no {kind} seat left (of {seats})."


class FollowUpPast(DomainError):
    code = "follow_up_past"
    rule = "R45"
    zh = "追蹤日期 {day} 已過。"
    en = "The day to follow up, {day}, is past."


class GuildYearUnknown(DomainError):
    code = "guild_year_unknown"
    rule = "R45"
    zh = "這個公會本年度沒有場次。"
    en = "The guild has no session this year."
