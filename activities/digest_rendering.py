"""The words of a guild's weekly digest, in zh-Hant and in English."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from activities.mail_layout import Rendered
from domain.chase import Line
from store.guild_read_models import DueCount
from store.words import Language, words


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A trainee of the chase board, by name."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class Digest:
    """What a guild is told: its stages, whom to call first, what ends soon, whom it has yet to vet."""

    programme: str
    guild: str
    day: date
    stages: Mapping[str, int]
    first: Sequence[DigestLine]
    deadlines: Sequence[DueCount]
    deadline_days: int
    late_vetting: Sequence[str]


def render_digest(digest: Digest) -> Rendered:
    """Subject and text: Chinese first, then the same in English."""
    year, day = digest.programme, digest.day.isoformat()
    subject = f"碳健檢 {year} 年度每週摘要 {day} Weekly digest of year {year}"
    zh = "\n".join(_text(digest, "zh"))
    en = "\n".join(_text(digest, "en"))
    return Rendered(subject, f"{digest.guild} 您好：\n\n{zh}\n\n— — —\n\n{en}\n")


def _text(digest: Digest, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield "【各階段學員案】" if zh else "[Cases by stage]"
    for stage, cases in digest.stages.items():
        name = words(stage, language)
        yield f"・{name}：{cases} 案" if zh else f"- {name}: {cases}"
    yield ""
    yield "【最宜先聯絡的學員】" if zh else "[Whom to call first]"
    yield from _numbered(digest.first, language)
    yield ""
    days = digest.deadline_days
    yield f"【{days} 日內到期】" if zh else f"[Ends within {days} days]"
    yield from _deadlines(digest.deadlines, language)
    if digest.late_vetting:
        names = ("、" if zh else ", ").join(digest.late_vetting)
        count = len(digest.late_vetting)
        yield ""
        yield f"【逾期未審查的報名】{count} 件：{names}" if zh else f"[Late vetting] {count}: {names}"


def _numbered(first: Sequence[DigestLine], language: Language) -> Iterator[str]:
    if not first:
        yield "・無" if language == "zh" else "- nobody"
    for number, one in enumerate(first, start=1):
        yield f"{number}. {one.name}" + ("：" if language == "zh" else ": ") + _line(one.line, language)


def _line(line: Line, language: Language) -> str:
    missing, zh = line.missing, language == "zh"
    parts = [
        (missing.to_name, "待提供名單", "to name"),
        (missing.letters, "缺委任書", "letters missing"),
        (missing.to_submit, "待送出", "to submit"),
        (missing.to_resubmit, "待補件", "to resubmit"),
    ]
    told = [f"{in_zh} {count} 家" if zh else f"{in_en} {count}" for count, in_zh, in_en in parts if count]
    return ("，" if zh else ", ").join([*told, *_due(line, language)])


def _due(line: Line, language: Language) -> Iterator[str]:
    if line.next_due is None:
        return
    kind, last = words(line.next_due.kind, language), line.next_due.last_day.isoformat()
    days = line.working_days
    if language == "zh":
        yield f"「{kind}」至 {last} 止" + ("" if days is None else f"（尚餘 {days} 個工作天）")
    else:
        yield f"“{kind}” until {last}" + ("" if days is None else f" ({days} working days left)")


def _deadlines(deadlines: Sequence[DueCount], language: Language) -> Iterator[str]:
    if not deadlines:
        yield "・無" if language == "zh" else "- nothing"
    for one in deadlines:
        kind, last = words(one.kind, language), one.last_day.isoformat()
        yield f"・{last} {kind}：{one.cases} 案" if language == "zh" else f"- {last} {kind}: {one.cases}"
