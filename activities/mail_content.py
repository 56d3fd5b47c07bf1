"""A mail's content, once for both its parts: everything that text and HTML show, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from activities.mail_facts import Facts
from activities.mail_templates import LANGUAGES, Labels, Words
from domain.checkup.commands import Finding
from domain.deadline import Deadline
from domain.enrolment.state import Check, ListedFirm
from domain.periods import explain
from domain.sealed import Sealed
from store.guilds import Guild
from store.vocabulary import Vocabulary
from store.words import Language, words

ROC_ERA = 1911
_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who reads the mail and what lies sealed for them: `opened` gives a sealed text in clear."""

    name: str
    guild: Guild
    link: str
    opened: Callable[[Sealed], str]
    firm_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """The box of a date: the day in words, how far off it is, and the steps that lead there."""

    heading: str
    day: str
    iso: str
    left: str
    was: str | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What the mail says in one language."""

    label: Mapping[str, str]
    greeting: str
    paragraphs: tuple[str, ...]
    windows: tuple[Window, ...]
    lacking: str | None
    todo: tuple[str, ...]
    note: str | None
    firms: str
    button: str
    footer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm: number, name where known, and what is wrong with it in both languages, where that is said."""

    ubn: str
    name: str | None
    states: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Content:
    subject: str
    zh: Section
    en: Section
    firms: tuple[FirmRow, ...]
    link: str


def content_of(facts: Facts, to: Addressee, words_of_it: Words, labels: Labels, today: date) -> Content:
    """The content of the mail as it goes out on `today` (Taipei)."""
    fields = {one: _fields(facts, to, labels, one) for one in LANGUAGES}
    subjects = (words_of_it.parts[f"subject_{one}"].format(**fields[one]) for one in LANGUAGES)
    named = any(words_of_it.says("firms", one) for one in LANGUAGES)
    zh, en = (_section(facts, to, words_of_it, labels[one], one, fields[one], today) for one in LANGUAGES)
    rows = () if named else tuple(_row(ubn, facts, to, words_of_it, labels) for ubn in facts.mail.ubns)
    return Content(" / ".join(_one_line(one) for one in subjects), zh, en, rows, to.link)


def _section(
    facts: Facts,
    to: Addressee,
    said: Words,
    label: Mapping[str, str],
    language: Language,
    fields: Mapping[str, str],
    today: date,
) -> Section:
    mail = facts.mail
    note = mail.note is not None and not said.says("note", language)
    return Section(
        label,
        label["greeting"].format(name=to.name),
        tuple(said.parts[language].format(**fields).split("\n")),
        tuple(_window(end, facts, said, label, language, today) for end in _deadlines(facts, said)),
        label["lacking"].format(lacking=mail.lacking) if mail.lacking > 0 else None,
        tuple(label[part] for part in facts.training_left) if said.training_left else (),
        fields["note"] if note else None,
        label["firms"].format(count=len(mail.ubns)),
        label[said.button],
        _footer(facts, to, label),
    )


def _deadlines(facts: Facts, said: Words) -> tuple[Deadline, ...]:
    if said.every_window:
        return facts.open_windows
    return (facts.mail.deadline,) if facts.mail.deadline else ()


def _window(
    end: Deadline, facts: Facts, said: Words, label: Mapping[str, str], language: Language, today: date
) -> Window:
    left = (end.due_date - today).days
    near = label["today"] if left == 0 else label["over"]
    was = facts.mail.was if end == facts.mail.deadline and not said.says("was", language) else None
    steps = () if said.says("why", language) else tuple(_step(step, language) for step in end.steps)
    return Window(
        label["window"].format(kind=words(end.kind, language)),
        day_in_words(end.due_date, language),
        end.due_date.isoformat(),
        label["left"].format(days=left) if left > 0 else near,
        label["was"].format(was=was.isoformat()) if was else None,
        steps,
    )


def day_in_words(day: date, language: Language) -> str:
    """The day with its weekday, in Chinese by the ROC era."""
    if language == "en":
        return f"{_EN_DAYS[day.weekday()]}, {day.day} {day:%B %Y}"
    return f"民國{day.year - ROC_ERA}年{day.month}月{day.day}日（星期{_ZH_DAYS[day.weekday()]}）"


def _step(step: Any, language: Language) -> str:
    return explain(step)[LANGUAGES.index(language)]


def _footer(facts: Facts, to: Addressee, label: Mapping[str, str]) -> tuple[str, ...]:
    guild, contact = to.guild.name, to.guild.email
    lines = [label["reason"].format(guild=guild)]
    if contact:
        lines.append(label["question"].format(guild=guild, contact=contact))
        lines += [label["copy"].format(guild=guild)] if facts.mail.to_guild else []
    return (*lines, label["sender"].format(year=facts.case.programme))


def _row(ubn: str, facts: Facts, to: Addressee, said: Words, labels: Labels) -> FirmRow:
    name = to.firm_names.get(ubn) or _registered_name(ubn, facts)
    if said.firm_states is None:
        return FirmRow(ubn, name, None)
    zh, en = (_state(ubn, facts, to, said, labels, one) for one in LANGUAGES)
    return FirmRow(ubn, name, (zh, en))


def _registered_name(ubn: str, facts: Facts) -> str | None:
    firm = facts.firms.get(ubn)
    return firm.profile.name or None if firm else None


def _state(ubn: str, facts: Facts, to: Addressee, said: Words, labels: Labels, language: Language) -> str:
    label, firm = labels[language], facts.firms.get(ubn)
    if said.firm_states == "checkup":
        return _because(
            label["returned"],
            [_found(one, to, language, facts.own) for one in facts.findings.get(ubn, ())],
            label,
        )
    mended = label["to_submit" if said.firm_states == "upload" else "complete"]
    return "" if firm is None else _of_list(firm, facts, to, label, language, mended)


def _of_list(
    firm: ListedFirm, facts: Facts, to: Addressee, label: Mapping[str, str], language: Language, mended: str
) -> str:
    """What its letter or its check lacks, else `mended`."""
    note = facts.notes.get(firm.profile.ubn)
    if firm.letter is None:
        return label["no_letter"]
    if firm.check is not Check.NOT_PASSED:
        return mended
    why = [words(reason, language, facts.own) for reason in firm.reasons]
    return _because(label["not_passed"], [*why, to.opened(note)] if note else why, label)


def _because(state: str, why: list[str], label: Mapping[str, str]) -> str:
    return f"{state}{label['full_stop']}{label['between'].join(why)}" if why else state


def _found(finding: Finding, to: Addressee, language: Language, own: Vocabulary) -> str:
    found = words(finding, language, own)
    if finding.note is None:
        return found
    said = to.opened(finding.note)
    return f"{found}（{said}）" if language == "zh" else f"{found} ({said})"


def _fields(facts: Facts, to: Addressee, labels: Labels, language: Language) -> dict[str, str]:
    mail, between = facts.mail, labels[language]["between"]
    steps = mail.deadline.steps if mail.deadline else ()
    return {
        "name": to.name,
        "firms": between.join(mail.ubns) or "-",
        "count": str(len(mail.ubns)),
        "lacking": str(mail.lacking),
        "last_day": mail.deadline.due_date.isoformat() if mail.deadline else "-",
        "was": mail.was.isoformat() if mail.was else "-",
        "note": to.opened(mail.note) if mail.note else "-",
        "why": " ".join(_step(step, language) for step in steps) or "-",
        "certificate": facts.certificate or "-",
        "amount": f"{facts.amount:,}",
        "missing": between.join(words(one, language) for one in facts.no_fee_for) or "-",
    }


def _one_line(text: str) -> str:
    """A header takes no line breaks, whatever a field holds."""
    return " ".join(text.split())
