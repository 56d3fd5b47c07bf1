"""`tanjian deadline` needs no server and says why."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.cli.main import app
from tests.cli.conftest import Tanjian


@pytest.mark.parametrize(
    ("kind", "start", "due_date", "due"),
    [
        # Tomb sweeping and its bridge day lie between.
        ("list_supplement", "2025-03-27", "2025-04-10", "2025-04-11T00:00:00+08:00"),
        # The last day, 28 June, is a Saturday.
        ("upload", "2025-03-28", "2025-06-30", "2025-07-01T00:00:00+08:00"),
        ("resubmission", "2025-10-15", "2025-10-31", "2025-11-01T00:00:00+08:00"),
        ("training", "2025-03-27", "2025-07-15", "2025-07-16T00:00:00+08:00"),
    ],
)
def test_the_last_day_and_the_instant_that_ends_it(
    tanjian: Tanjian, kind: str, start: str, due_date: str, due: str
) -> None:
    ended = tanjian("deadline", "--programme", "114", "--kind", kind, "--from", start, "--json")
    found = json.loads(ended.out)
    assert (ended.code, found["due_date"], found["due"]) == (0, due_date, due)
    assert all(step["zh"] and step["en"] and step["zh"] != step["en"] for step in found["steps"])


def test_people_are_told_every_step(tanjian: Tanjian) -> None:
    told = tanjian("deadline", "--kind", "list_supplement", "--from", "2025-03-27").out
    assert "2025-04-10" in told
    assert "2025-04-11 00:00:00" in told
    assert "2025-04-03（週四）為休息日" in told
    assert "Thu 2025-04-10 is working day 8." in told


@given(
    st.dates(date(2025, 1, 1), date(2026, 6, 30)), st.sampled_from(["list_supplement", "upload", "review"])
)
@settings(max_examples=25, deadline=None)
def test_the_instant_is_the_midnight_that_ends_the_last_day(start: date, kind: str) -> None:
    words = ["deadline", "--kind", kind, "--from", start.isoformat(), "--json"]
    found = json.loads(CliRunner().invoke(app, words).stdout)
    last, due = date.fromisoformat(found["due_date"]), datetime.fromisoformat(found["due"])
    assert last > start
    assert due.astimezone(UTC) == datetime(last.year, last.month, last.day, 16, tzinfo=UTC)
    assert due.date() == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("--kind", "upload", "--from", "2025-3-27"), "YYYY-MM-DD", "YYYY-MM-DD"),
        (("--kind", "upload", "--from", "2025-02-30"), "必須是日期", "must be a date"),
        (("--kind", "upload"), "--from 必須是日期", "--from must be a date"),
        (("--kind", "uplod", "--from", "2025-03-27"), "--kind 必須是下列之一", "--kind must be one of"),
        (("--from", "2025-03-27"), "--kind 必須是下列之一", "--kind must be one of"),
        (("--programme", "997", "--kind", "upload", "--from", "2025-03-27"), "沒有可用", "No rules"),
        (("--kind", "upload", "--from", "2031-03-27"), "只涵蓋", "covers"),
        (("--kind", "resubmission", "--from", "2025-10-31"), "不再開啟補件期間", "no window opens"),
    ],
)
def test_wrong_input_is_explained_in_both_languages(
    tanjian: Tanjian, words: tuple[str, ...], zh: str, en: str
) -> None:
    ended = tanjian("deadline", *words)
    chinese, english = ended.err.strip().split("\n", 1)
    assert (ended.code, ended.out) == (2, "")
    assert zh in chinese
    assert en in english


def test_an_unknown_option_is_wrong_input_too(tanjian: Tanjian) -> None:
    ended = tanjian("deadline", "--until", "2025-03-27")
    assert ended.code == 2
    assert "指令寫法不對" in ended.err
    assert "--until" in ended.err
