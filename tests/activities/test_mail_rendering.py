"""Text and HTML of a mail say the same, and what people entered stays text in both."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from html import unescape

import pytest

from activities.mail_content import day_in_words
from activities.mail_layout import Rendered
from activities.mail_rendering import MailTemplates
from domain.enrolment.mail_events import Template
from tests.show.mail_lives import NAME, SCRIPT, Shown, shown_mails

UBN, DAY = re.compile(r"\b\d{8}\b"), re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def shown() -> Mapping[Template, Shown]:
    return shown_mails()


@pytest.fixture(scope="module")
def templates() -> MailTemplates:
    return MailTemplates()


def rendered(templates: MailTemplates, one: Shown, today: date | None = None) -> Rendered:
    return templates.render(one.facts, one.to, today or one.today)


def words_of(html: str | None) -> str:
    """What a reader of the HTML sees."""
    assert html is not None
    return unescape(TAG.sub(" ", html.partition("<body")[2]))


@pytest.mark.parametrize("template", list(Template))
def test_text_and_html_name_the_same_firms_dates_and_people(
    shown: Mapping[Template, Shown], templates: MailTemplates, template: Template
) -> None:
    mail = shown[template].facts.mail
    made = rendered(templates, shown[template])
    html = words_of(made.html)
    assert set(UBN.findall(made.text)) == set(UBN.findall(html)) == set(mail.ubns)
    assert set(DAY.findall(made.text)) == set(DAY.findall(html))
    if mail.deadline:
        assert mail.deadline.due_date.isoformat() in html
        assert day_in_words(mail.deadline.due_date, "zh") in made.text
        assert day_in_words(mail.deadline.due_date, "zh") in html
    for text in (made.text, html):
        assert shown[template].to.name in text
        assert shown[template].to.link in made.text
    assert f'href="{shown[template].to.link}"' in (made.html or "")


@pytest.mark.parametrize("template", list(Template))
def test_no_life_leaves_a_hole_in_its_mails(
    shown: Mapping[Template, Shown], templates: MailTemplates, template: Template
) -> None:
    made = rendered(templates, shown[template])
    assert not re.search(r"(^|[\s：:])-([\s。.，,]|$)", made.subject)
    assert not re.search(r"[：:] -[。.\s]", made.text)
    assert "None" not in made.text


@pytest.mark.parametrize(
    "template", [Template.REJECTED, Template.LIST_RETURNED, Template.RESUBMISSION_NOTICE]
)
def test_what_people_wrote_is_shown_and_never_run(
    shown: Mapping[Template, Shown], templates: MailTemplates, template: Template
) -> None:
    made = rendered(templates, shown[template])
    assert SCRIPT in made.text
    assert SCRIPT in words_of((made.html or "").replace("&lt;", "&amp;lt;")).replace("&lt;", "<")
    assert "<script" not in (made.html or "")
    assert "&lt;script&gt;" in (made.html or "")


def test_a_name_of_a_firm_is_escaped_too(shown: Mapping[Template, Shown], templates: MailTemplates) -> None:
    one = shown[Template.UPLOAD_REMINDER]
    made = rendered(templates, one)
    assert "喆安 &amp; 喆寧" in (made.html or "")
    assert "喆安 & 喆寧" in made.text


def test_chinese_comes_before_english_and_both_are_marked(
    shown: Mapping[Template, Shown], templates: MailTemplates
) -> None:
    made = rendered(templates, shown[Template.LIST_PASSED])
    html = made.html or ""
    assert made.text.index(f"{NAME} 您好") < made.text.index(f"Dear {NAME}")
    assert html.index('lang="zh-Hant" style') < html.index('lang="en" class="line"')


@pytest.mark.parametrize(
    ("before", "zh", "en"),
    [
        (3, "還有 3 天", "days left: 3"),
        (0, "今天是最後一天", "today is the last day"),
        (-1, "期限已過", "has passed"),
    ],
)
def test_the_days_left_are_counted_from_the_day_it_goes_out(
    shown: Mapping[Template, Shown], templates: MailTemplates, before: int, zh: str, en: str
) -> None:
    one = shown[Template.UPLOAD_REMINDER]
    assert one.facts.mail.deadline is not None
    made = rendered(templates, one, one.facts.mail.deadline.due_date - timedelta(days=before))
    for text in (made.text, words_of(made.html)):
        assert zh in text
        assert en in text


def test_the_training_is_told_with_both_windows_and_why(
    shown: Mapping[Template, Shown], templates: MailTemplates
) -> None:
    one = shown[Template.TRAINED]
    ends = one.facts.open_windows
    assert [end.kind for end in ends] == ["list_supplement", "upload"]
    made = rendered(templates, one)
    for end in ends:
        for text in (made.text, words_of(made.html)):
            assert day_in_words(end.due_date, "zh") in text
            assert text.count(end.steps[-1].day.isoformat()) >= 2


def test_a_lapse_says_what_was_missing_and_that_an_appeal_is_possible(
    shown: Mapping[Template, Shown], templates: MailTemplates
) -> None:
    missing = {
        Template.LAPSED_TRAINING: ("線上課程", "the online course"),
        Template.LAPSED_LIST: ("缺委任書", "letter missing"),
        Template.LAPSED_UPLOAD: (*shown[Template.LAPSED_UPLOAD].facts.mail.ubns,),
    }
    for template, words in missing.items():
        made = rendered(templates, shown[template])
        for text in (made.text, words_of(made.html)):
            assert all(word in text for word in (*words, "申復", "You can appeal"))


def test_the_page_has_no_pictures_no_scripts_and_no_address_but_the_case(
    shown: Mapping[Template, Shown], templates: MailTemplates
) -> None:
    for one in shown.values():
        html = rendered(templates, one).html or ""
        assert not re.search(r"<(img|script|iframe|link|form)\b|url\(|@import", html)
        assert set(re.findall(r"https?://[^\"<\s]+", html)) == {one.to.link}


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2025, 7, 15), "民國114年7月15日（星期二）", "Tuesday, 15 July 2025"),
        (date(2025, 10, 31), "民國114年10月31日（星期五）", "Friday, 31 October 2025"),
    ],
)
def test_a_day_is_told_by_the_era_and_its_weekday(day: date, zh: str, en: str) -> None:
    assert (day_in_words(day, "zh"), day_in_words(day, "en")) == (zh, en)
