"""What people are shown of a review: words for each finding, changes since a return, addenda."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from api.reason_words import checkup_in_words, firms_in_words
from domain.checkup.commands import EnterActivity, ReopenPart
from domain.checkup.parts import activity_part, field_part
from domain.enrolment.commands import SubmitCheckup
from domain.event import RecordedEvent
from domain.programme import Programme
from domain.streams import checkup_stream
from domain.working_calendar import WorkingCalendar
from store import views
from store.projection import rows_of
from store.replay import fold
from store.sentences import sentence
from store.vocabulary import vocabulary
from tests.domain.made_up_cases import REVIEWER, MadeUpCase, World, applied
from tests.domain.made_up_checkups import (
    LEAD,
    addendum_approved,
    addendum_under_review,
    approved_in_autumn,
    entered,
    found,
    half_filled,
    noticed,
    sent_back,
    under_review,
)
from tests.domain.made_up_particulars import sealed
from tests.made_up import usual


@pytest.fixture
def case(programme: Programme, calendar: WorkingCalendar) -> MadeUpCase:
    return applied(World(usual(programme), calendar)).uploading()


def recorded(case: MadeUpCase, stream: UUID) -> list[RecordedEvent]:
    """The stream's events, an hour between each."""
    cause, now = case.world.cause(REVIEWER), case.world.now
    return [
        RecordedEvent(stream, version, version, event, cause, now + timedelta(hours=version))
        for version, event in enumerate(case.world.events[stream], start=1)
    ]


def document(case: MadeUpCase) -> dict[str, Any]:
    folded = fold(recorded(case, checkup_stream(case.id, case.ubns[0])))
    assert folded is not None
    return checkup_in_words(views.checkup_document(folded), case.world.programme)


def sentences(case: MadeUpCase) -> dict[str, tuple[str, str]]:
    own = vocabulary(case.world.programme)
    events = case.world.events[checkup_stream(case.id, case.ubns[0])]
    return {event.TOPIC: sentence(event, own) for event in events}


def test_a_finding_is_told_by_part_and_reason_in_both_languages(case: MadeUpCase) -> None:
    first = case.ubns[0]
    one, _ = half_filled(case, first)
    under_review(case, first)
    part = field_part(one.id, "quantity")
    sent_back(case, first, found(part, "quantity_differs"), found("gas", "none_unexplained"))
    quantity, gas = document(case)["findings"]
    assert quantity["part_zh"] == f"活動數據 {one.id} 的用量"
    assert (quantity["zh"], quantity["en"]) == ("用量與單據不符", "The quantity differs from the bill")
    assert (gas["part_zh"], gas["part_en"], gas["zh"]) == ("氣", "Gas", "聲明無此項目的理由不足")
    zh, en = sentences(case)["checkup.returned.v1"]
    assert "的用量：用量與單據不符、氣：聲明無此項目的理由不足" in zh
    assert f"quantity of activity {one.id}: The quantity differs from the bill" in en


def test_changes_say_from_what_to_what(case: MadeUpCase) -> None:
    first = case.ubns[0]
    one, other = half_filled(case, first)
    under_review(case, first)
    assert document(case)["changes"] == []
    sent_back(case, first, found(activity_part(one.id), "quantity_differs"))
    case.ask_checkup(first, EnterActivity(type(one)(**{**_fields(one), "quantity": one.quantity * 2})))
    entered(case, first, "electricity", "more")
    changes = {change["part"]: change for change in document(case)["changes"]}
    changed = changes[activity_part(one.id)]
    assert changed["since"] == "changed"
    assert changed["fields"] == [{"field": "quantity", "was": "12", "now": "24"}]
    assert [finding["zh"] for finding in changed["findings"]] == ["用量與單據不符"]
    assert changes[activity_part(other.id)]["since"] == "approved"
    assert sorted(change["since"] for change in changes.values()).count("new") == 2
    assert changes["gas"]["part_zh"] == "氣"


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in type(one).__slots__}


def test_a_task_says_for_whom_it_is_kept(case: MadeUpCase) -> None:
    first = case.ubns[0]
    half_filled(case, first)
    under_review(case, first)
    sent_back(case, first, found("electricity", "period_missing"))
    noticed(case).ask(SubmitCheckup(first))
    case.ask_checkup(first, ReopenPart("water", sealed(case.trainee.account, "why")), LEAD)
    folded = fold(recorded(case, checkup_stream(case.id, first)))
    assert folded is not None
    [row] = rows_of(folded)["tasks"]
    hours = case.world.programme.review.first_reviewer_hours
    assert row["offered_to"] == REVIEWER.person
    assert row["offered_until"] == case.world.now + timedelta(hours=hours)
    assert sentences(case)["checkup.part_reopened.v1"][0] == "複核組長重新開啟「水」的複核。"


def test_an_addendum_stands_beside_the_checkup(case: MadeUpCase) -> None:
    first = approved_in_autumn(case)
    assert (document(case)["addendum"], document(case)["addenda"]) == (None, [])
    addendum_under_review(case, first)
    shown = document(case)
    assert (shown["stage"], shown["addendum"]["stage"]) == ("approved", "submitted")
    assert [one["item"] for one in shown["addendum"]["activities"]] == ["transport"]
    assert shown["activities"] == []


def test_approved_addenda_say_when(case: MadeUpCase) -> None:
    first = approved_in_autumn(case)
    addendum_approved(case, first)
    [added] = document(case)["addenda"]
    assert [one["source"] for one in added["activities"]] == ["transport"]
    assert added["approved_at"]
    told = sentences(case)
    assert told["checkup.addendum_approved.v1"][0] == "選修項目複核通過，併入碳健檢。"
    assert "運輸" in told["checkup.activity_entered.v1"][0]


def test_reasons_of_the_list_check_are_told_with_each_firm(programme: Programme) -> None:
    [firm] = firms_in_words([{"ubn": "10079223", "reasons": ["letter_unsigned", "old_code"]}], programme)
    assert firm["why"] == [
        {
            "code": "letter_unsigned",
            "zh": "委任書未簽名或未用印",
            "en": "The letter is not signed or sealed",
        },
        {"code": "old_code", "zh": "old_code", "en": "old_code"},
    ]
