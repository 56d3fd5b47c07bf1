"""The words of the mails, from data: what is wrong with them is found when a process starts."""

import os
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter
from typing import Any

from domain.enrolment.mail_events import Template
from store.words import Language

TEMPLATES_FOLDER = "TANJIAN_MAIL_TEMPLATES"
WORDS, LABELS = "mail_templates.toml", "mail_labels.toml"
FIELDS = frozenset(
    {
        "name",
        "firms",
        "count",
        "lacking",
        "last_day",
        "was",
        "why",
        "note",
        "certificate",
        "amount",
        "missing",
    }
)
PARTS = ("subject_zh", "zh", "subject_en", "en")
LANGUAGES: tuple[Language, Language] = ("zh", "en")
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "every_window": (True, False),
    "firm_states": ("list", "upload", "checkup"),
    "training_left": (True, False),
    "button": ("choose_password",),
}
_PLAIN_LABELS = (
    *("today", "over", "todo", "why", "note", "ubn", "firm_name", "state", "button", "vetting"),
    "choose_password",
    *("online_course", "attendance", "no_letter", "not_passed", "complete", "returned", "between"),
    *("full_stop", "to_submit"),
)
_LABEL_FIELDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN_LABELS, frozenset[str]()),
    "greeting": frozenset({"name"}),
    "window": frozenset({"kind"}),
    "left": frozenset({"days"}),
    "was": frozenset({"was"}),
    "lacking": frozenset({"lacking"}),
    "firms": frozenset({"count"}),
    "sender": frozenset({"year"}),
    "reason": frozenset({"guild"}),
    "question": frozenset({"guild", "contact"}),
    "copy": frozenset({"guild"}),
}


class TemplateFault(Exception):
    """A template, label or layout that no mail can be made of: named with its part and variable."""

    def __init__(self, template: str, part: str, variable: str, zh: str, en: str) -> None:
        super().__init__(f"郵件範本 {template}，{part}：{zh} / Mail template {template}, {part}: {en}")
        self.template, self.part, self.variable = template, part, variable


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of one template, and what the layout is to show beside them."""

    parts: Mapping[str, str]
    every_window: bool = False
    firm_states: str | None = None
    training_left: bool = False
    button: str = "button"

    def says(self, field: str, language: Language) -> bool:
        """Whether the text itself names the field, so that the layout need not."""
        return field in set(_named(self.parts[language]))


Labels = Mapping[Language, Mapping[str, str]]


def read_words() -> Mapping[Template, Words]:
    """Every template, checked; raises `TemplateFault`."""
    tables = _document(WORDS)
    for name in tables:
        if name not in set(Template):
            raise TemplateFault(name, WORDS, name, "沒有這種郵件", "there is no such mail")
    return {template: _checked(template, tables.get(template, {})) for template in Template}


def read_labels() -> Labels:
    """The words around every mail, checked; raises `TemplateFault`."""
    tables = _document(LABELS)
    for language in LANGUAGES:
        table = tables.get(language, {})
        for name in _LABEL_FIELDS.keys() | table.keys():
            if name not in table:
                raise _missing_part(LABELS, f"{language}.{name}")
            if name not in _LABEL_FIELDS:
                raise TemplateFault(LABELS, f"{language}.{name}", name, "沒有這個字詞", "unknown label")
            _check_variables(LABELS, f"{language}.{name}", table[name], _LABEL_FIELDS[name])
    return {language: tables[language] for language in LANGUAGES}


def source(name: str) -> Path | Traversable:
    """The file of the folder that TANJIAN_MAIL_TEMPLATES names, or the bundled one."""
    folder = os.environ.get(TEMPLATES_FOLDER)
    own = Path(folder) / name if folder else None
    return own if own is not None and own.exists() else files("activities") / name


def _document(name: str) -> Mapping[str, Mapping[str, Any]]:
    try:
        return tomllib.loads(source(name).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise TemplateFault(name, "TOML", "", f"格式不正確：{fault}", f"is not valid TOML: {fault}") from None


def _checked(template: Template, table: Mapping[str, Any]) -> Words:
    for part in PARTS:
        if part not in table:
            raise _missing_part(template, part)
        _check_variables(template, part, table[part], FIELDS)
    for one, other in (("subject_zh", "subject_en"), ("zh", "en")):
        _check_same(template, table, one, other)
    choices = {name: value for name, value in table.items() if name not in PARTS}
    for name, value in choices.items():
        if value not in _CHOICES.get(name, ()):
            raise TemplateFault(template, name, name, f"不認得 {value}", f"knows no {value}")
    return Words({part: table[part].strip("\n") for part in PARTS}, **choices)


def _check_variables(template: str, part: str, text: object, known: Set[str]) -> None:
    if not isinstance(text, str) or not text:
        raise TemplateFault(template, part, "", "必須是文字", "must be text")
    try:
        named = list(_named(text))
    except ValueError as fault:
        zh, en = f"大括號沒有成對：{fault}", f"a brace is not closed: {fault}"
        raise TemplateFault(template, part, "", zh, en) from None
    for name in named:
        if name not in known:
            zh, en = f"沒有變數 {{{name}}}", f"there is no variable {{{name}}}"
            raise TemplateFault(template, part, name, zh, en)


def _check_same(template: str, table: Mapping[str, str], one: str, other: str) -> None:
    for part, beside in ((one, other), (other, one)):
        for name in set(_named(table[beside])) - set(_named(table[part])):
            zh, en = f"缺少變數 {{{name}}}，{beside} 有", f"lacks the variable {{{name}}}, which {beside} has"
            raise TemplateFault(template, part, name, zh, en)


def _missing_part(template: str, part: str) -> TemplateFault:
    return TemplateFault(template, part, "", "缺少這一部分", "this part is missing")


def _named(text: str) -> Iterator[str]:
    return (field for _, field, _, _ in Formatter().parse(text) if field is not None)
