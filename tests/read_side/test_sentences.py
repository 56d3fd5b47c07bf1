"""Every event and every refusal can be told, in both languages."""

import re
from enum import Enum
from string import Formatter
from uuid import UUID

import pytest

from domain.checkup.commands import Unit
from domain.checkup.events import Failure
from domain.checkup.reading import BillKind, ReadingField
from domain.checkup.reading_events import Correction, ReadingCorrected
from domain.deadline import WindowKind
from domain.enrolment.commands import Audience, Channel
from domain.enrolment.events import Outcome
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.session_commands import Attendance
from domain.errors import REFUSALS, DomainError
from domain.event import EVENT_TYPES, Role
from domain.fee import FeeLine
from domain.industry import Sector
from domain.session import SessionStage
from domain.task import Priority, TaskKind
from store.reading_words import unreadable
from store.sentences import SENTENCES, refusal, sentence
from store.words import WORDS, words
from tests.read_side.conftest import Year

OURS = {topic for topic, cls in EVENT_TYPES.items() if cls.__module__.startswith("domain.")}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TOLD: list[type[Enum]] = [
    *(Outcome, Template, WindowKind, TaskKind, Failure, Attendance, Sector, Unit),
    *(Priority, Audience),
    *(SessionStage, Channel, BillKind),
]


def test_every_event_has_a_sentence_and_no_sentence_is_of_no_event() -> None:
    assert set(SENTENCES) == OURS


@pytest.mark.parametrize("topic", sorted(SENTENCES))
def test_both_sentences_name_the_same_fields(topic: str) -> None:
    named = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in SENTENCES[topic]]
    assert named[0] == named[1]
    fields = set(EVENT_TYPES[topic].__slots__)
    assert {name.partition("__")[0] for name in named[0]} <= fields


def test_what_a_mail_does_not_name_is_not_said() -> None:
    zh, en = sentence(MailIntended(UUID(int=1), Template.PAID, None, (), 0, to_guild=False, reminder=None))
    assert (zh.count("；"), en.count(";")) == (0, 0)
    zh, en = sentence(MailIntended(UUID(int=1), Template.PAID, None, ("10079223",), 10, True, None))
    assert "10079223" in zh
    assert "lacks 10" in en


@pytest.mark.parametrize("code", [member.value for kind in TOLD for member in kind])
def test_every_code_of_an_event_has_words(code: str) -> None:
    assert CHINESE.search(words(code, "zh"))
    assert not CHINESE.search(words(code, "en"))


@pytest.mark.parametrize("role", Role)
def test_every_role_has_words(role: Role) -> None:
    assert f"role.{role.value}" in WORDS


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_is_told_with_its_fields(code: str) -> None:
    cls: type[DomainError] = REFUSALS[code]
    names = {name for _, name, _, _ in Formatter().parse(cls.zh + cls.en) if name}
    zh, en = refusal(code, {name: f"<{name}>" for name in names})
    assert CHINESE.search(zh)
    assert not CHINESE.search(en)
    assert {f"<{name}>" for name in names} <= set(re.findall(r"<\w+>", zh + en))


def test_a_refusal_that_is_no_longer_known_is_told_by_its_code() -> None:
    assert "no_such_rule" in refusal("no_such_rule", {})[0]
    assert "quota_full" in refusal("quota_full", {"other": "fields"})[1]


@pytest.mark.servers
def test_every_event_of_a_year_reads_as_a_sentence(year: Year) -> None:
    told = {recorded.event.TOPIC: sentence(recorded.event) for recorded in year.world.recorded}
    assert len(told) > 40
    for topic, (zh, en) in told.items():
        assert CHINESE.search(zh), topic
        assert zh.endswith("。"), topic
        assert en.endswith("."), topic
        assert not re.search(r"[{}]|None|datetime|<", zh + en), topic


@pytest.mark.servers
def test_amounts_dates_and_lists_are_written_out(year: Year) -> None:
    told = [sentence(event) for event in year.cases["paid"].events]
    assert any("撥款批次" in zh and "已付 2,000 元" in zh for zh, _ in told)
    registered = told[0][1]
    assert "by the end of 2025-07-15 (rule R5)" in registered
    [certified] = [pair for pair in told if "核發" in pair[0]]
    assert "不付費原因：無" in certified[0]
    [returned] = [sentence(event) for event in year.cases["returned_list"].events if _wrong(event)]
    assert "letter_unsigned" in returned[0]


def _wrong(event: object) -> bool:
    return bool(getattr(event, "reasons", ()))


def test_what_has_no_words_is_refused() -> None:
    with pytest.raises(TypeError, match="FeeLine"):
        words(FeeLine("12345678", Sector.SERVICES, 700), "zh")


@pytest.mark.parametrize("field", ReadingField)
def test_every_field_of_a_reading_has_words(field: ReadingField) -> None:
    zh, en = WORDS[f"field.{field}"]
    assert CHINESE.search(zh)
    assert not CHINESE.search(en)


def test_why_a_bill_cannot_be_read_says_what_to_do() -> None:
    locked = unreadable("password_needed")
    assert "密碼" in locked.do_zh
    assert "password" in locked.do_en
    assert unreadable("a code of tomorrow") == unreadable("unreadable")


def test_a_correction_is_told_by_its_fields_and_never_by_its_values() -> None:
    bill, by = UUID(int=1), UUID(int=2)
    corrections = (
        Correction(ReadingField.SELLER_UBN, "10079223", "10079234"),
        Correction(ReadingField.USAGE, "1200", "1280", row=1),
    )
    zh, en = sentence(ReadingCorrected(bill, 1, 0, corrections, by))
    assert "賣方統一編號、第 2 列用量。" in zh
    assert "usage of row 2." in en
    assert ("第 1 份文件" in zh, "document 1)" in en) == (True, True)
    assert not re.search(r"1007|1280", zh + en)
    zh, _ = sentence(ReadingCorrected(bill, 1, 0, (), by, BillKind.LPG, BillKind.UNKNOWN))
    assert zh.endswith("；單據種類：桶裝瓦斯。")
