"""The words of the mails, from data; a missing template or a wrong field is found when a process starts."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Formatter

from domain.deadline import Deadline
from domain.enrolment.events import MailIntended, Template
from domain.periods import explain

FIELDS = frozenset({"name", "firms", "count", "lacking", "last_day", "was", "why", "note"})
_NO_REASONS: Mapping[str, tuple[str, str]] = {}
PARTS = ("subject_zh", "zh", "subject_en", "en")


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str


class TemplateFault(Exception):
    """A template is missing, or names a field that mails do not have."""


def load_templates() -> Mapping[str, Mapping[str, str]]:
    """Every template, checked; raises `TemplateFault`."""
    text = (files("activities") / "mail_templates.toml").read_text(encoding="utf-8")
    templates: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    for template in Template:
        _check(template, templates.get(template, {}))
    return templates


def render(
    templates: Mapping[str, Mapping[str, str]],
    mail: MailIntended,
    name: str,
    note: str = "-",
    reasons: Mapping[str, tuple[str, str]] = _NO_REASONS,
) -> Rendered:
    """Subject and text in both languages: Chinese first; `note` is the mail's own, opened.

    `reasons` say of a firm, by ubn and in both languages, what was found wrong.
    """
    words = templates[mail.template]
    zh, en = (_fields(mail, name, note, language) | _firms(mail, reasons, language) for language in (0, 1))
    subject = f"{words['subject_zh'].format(**zh)} {words['subject_en'].format(**en)}"
    text = f"{name} 您好：\n\n{words['zh'].format(**zh)}\n\n{words['en'].format(**en)}\n"
    return Rendered(subject, text)


def _check(template: Template, words: Mapping[str, str]) -> None:
    for part in PARTS:
        if part not in words:
            raise TemplateFault(f"mail template {template} lacks {part}")
        named = {field for _, field, _, _ in Formatter().parse(words[part]) if field}
        if not named <= FIELDS:
            raise TemplateFault(f"mail template {template} names {sorted(named - FIELDS)}")


def _fields(mail: MailIntended, name: str, note: str, language: int) -> dict[str, str]:
    return {
        "name": name,
        "count": str(len(mail.ubns)),
        "lacking": str(mail.lacking),
        "last_day": mail.deadline.due_date.isoformat() if mail.deadline else "-",
        "was": mail.was.isoformat() if mail.was else "-",
        "note": note,
        "why": _why(mail.deadline, language),
    }


def _firms(mail: MailIntended, reasons: Mapping[str, tuple[str, str]], language: int) -> dict[str, str]:
    left, right = ("（）", ("(", ")"))[language]
    told = [f"{ubn}{left}{reasons[ubn][language]}{right}" if ubn in reasons else ubn for ubn in mail.ubns]
    return {"firms": ("、", ", ")[language].join(told) or "-"}


def _why(deadline: Deadline | None, language: int) -> str:
    return " ".join(explain(step)[language] for step in deadline.steps) if deadline else "-"
