"""A template that no mail can be made of is found when a process starts, with its part and its variable."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from activities.mail_layout import HTML, TEXT, unclosed
from activities.mail_rendering import MailTemplates
from activities.mail_sending import MailSending
from activities.mail_templates import LABELS, TEMPLATES_FOLDER, WORDS, TemplateFault
from api.cli.case_worker import working
from tests.activities.conftest import Desk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the bundled words, labels and layouts, which a test then spoils."""
    for name in (WORDS, LABELS, TEXT, HTML):
        shutil.copy(str(files("activities") / name), tmp_path / name)
    monkeypatch.setenv(TEMPLATES_FOLDER, str(tmp_path))
    return tmp_path


def spoil(path: Path, right: str, wrong: str) -> None:
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")


def fault() -> TemplateFault:
    with pytest.raises(TemplateFault) as found:
        MailTemplates()
    return found.value


SUBJECT = 'subject_zh = "碳健檢報名已收件，培訓期限 {last_day}"'
EN = "Your registration was received. Firms named so far: {count}."


@pytest.mark.parametrize(
    ("right", "wrong", "template", "part", "variable"),
    [
        (SUBJECT, "", "registered", "subject_zh", ""),
        ("培訓期限 {last_day}", "培訓期限 {last_dya}", "registered", "subject_zh", "last_dya"),
        ("培訓期限 {last_day}", "培訓期限", "registered", "subject_zh", "last_day"),
        (EN, "Your registration was received.", "registered", "en", "count"),
        (EN, EN.replace("{count}", "{count"), "registered", "en", ""),
        (EN, EN.replace("{count}", "{count.real}"), "registered", "en", "count.real"),
        ("[paid]", "[piad]", "piad", WORDS, "piad"),
        ('firm_states = "list"', 'firm_states = "mood"', "registered", "firm_states", "firm_states"),
        ("every_window = true", "ever_window = true", "trained", "ever_window", "ever_window"),
        ('subject_zh = "碳健檢報名已收件', "subject_zh = 碳健檢報名已收件", WORDS, "TOML", ""),
    ],
)
def test_wrong_words_are_named(
    folder: Path, right: str, wrong: str, template: str, part: str, variable: str
) -> None:
    spoil(folder / WORDS, right, wrong)
    found = fault()
    assert (found.template, found.part, found.variable) == (template, part, variable)
    assert " / " in str(found)


def test_a_template_that_is_missing_is_named(folder: Path) -> None:
    text = (folder / WORDS).read_text("utf-8")
    (folder / WORDS).write_text(text[: text.index("[paid]")], "utf-8")
    assert (fault().template, fault().part) == ("paid", "subject_zh")


@pytest.mark.parametrize(
    ("right", "wrong", "part", "variable"),
    [
        ('greeting = "{name} 您好："', "", "zh.greeting", ""),
        ('greeting = "Dear {name},"', 'greeting = "Dear {nmae},"', "en.greeting", "nmae"),
        ("[en]", '[en]\ngoodbye = "Bye"', "en.goodbye", "goodbye"),
    ],
)
def test_wrong_labels_are_named(folder: Path, right: str, wrong: str, part: str, variable: str) -> None:
    spoil(folder / LABELS, right, wrong)
    found = fault()
    assert (found.template, found.part, found.variable) == (LABELS, part, variable)


@pytest.mark.parametrize("layout", [TEXT, HTML])
@pytest.mark.parametrize(
    ("right", "wrong", "variable"),
    [
        ("{{ link }}", "{{ lnik }}", "link"),
        ("{{ section(zh) }}", "{{ section(zh) }}{{ tracker }}", "tracker"),
        ("{{ section(zh) }}", "{% if zh %}{{ section(zh) }}", ""),
        ("{{ section(zh) }}", "{{ section(zh) }}{{ zh.gretting }}", "gretting"),
    ],
)
def test_a_wrong_layout_is_named(folder: Path, layout: str, right: str, wrong: str, variable: str) -> None:
    spoil(folder / layout, right, wrong)
    found = fault()
    assert layout in f"{found.template} {found.part}"
    assert found.variable == variable


def test_a_tag_that_is_not_closed_is_named(folder: Path) -> None:
    spoil(folder / HTML, "</ol>", "")
    assert (fault().part, fault().variable) == (HTML, "ol")


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<p>a<br>b<img src='x'></p>", None),
        ("<p><b>a</p>", "b"),
        ("<p>a</p></div>", "div"),
        ("<table><tr><td>a</td></tr>", "table"),
    ],
)
def test_tags_are_balanced_or_named(html: str, tag: str | None) -> None:
    assert unclosed(html) == tag


def test_words_of_one_s_own_take_the_place_of_the_bundled_ones(folder: Path) -> None:
    for name in (LABELS, TEXT, HTML):
        (folder / name).unlink()
    spoil(folder / WORDS, "碳健檢報名已收件", "歡迎參加碳健檢")
    assert MailTemplates()


@pytest.mark.servers
async def test_a_worker_with_a_spoilt_template_takes_no_work(desk: Desk, folder: Path) -> None:
    spoil(folder / WORDS, "培訓期限 {last_day}", "培訓期限 {last_dya}")
    with pytest.raises(TemplateFault, match="last_dya"):
        MailSending(desk.tools)
    # No client: were a worker made before the templates are read, its making would fail otherwise.
    with pytest.raises(TemplateFault, match="registered"):
        async with working(None, desk.tools):  # type: ignore[arg-type]
            pass
