"""What trainees and guilds are shown of those who decide on them: the role, and nobody's account.

Officers and auditors see all, reviewers each other; one's own account is shown to everyone.
"""

from collections.abc import Iterable
from typing import Any

from domain.enrolment.commands import Audience
from domain.event import Actor, RecordedEvent, Role, topic_of
from store import sentences, views
from store.history import Entry, is_for_staff

Document = dict[str, Any]

_DECIDED_ON = frozenset({Role.TRAINEE, Role.GUILD})
# How those who decide order their work.
_PLANNING = frozenset({"priority", "follow_up"})
# The same as it happened, and what a guild notes of its calls: trainees are told neither.
_PLANNED = frozenset({"task.prioritised.v1", "task.follow_up_set.v1", "enrolment.chased.v1"})
_SHOWN_TO_THEM = _DECIDED_ON | {Role.ENGINE}


def history_for(viewer: Actor, entries: Iterable[Entry]) -> list[Document]:
    """The entries as JSON; sealed values stay sealed."""
    return [_entry(viewer, one) for one in entries if not _is_hidden(viewer, one.topic, one.for_staff)]


def topics_for(viewer: Actor, events: Iterable[RecordedEvent]) -> list[str]:
    """What happened, by name; what is for staff is not named to others."""
    happened = [(topic_of(one.event), is_for_staff(one.event)) for one in events]
    return [topic for topic, for_staff in happened if not _is_hidden(viewer, topic, for_staff)]


def document_for(viewer: Actor, document: Document) -> Document:
    """A case or a checkup: who holds its tasks, and who decided it, is hidden where it must be."""
    if viewer.role not in _DECIDED_ON:
        return document
    shown = {**document, "tasks": [_task(viewer, task) for task in document["tasks"]]}
    if viewer.role is Role.TRAINEE:
        shown["tasks"] = [_without_planning(task) for task in shown["tasks"]]
        # What a guild notes of its calls is for those who call.
        shown.pop("chases", None)
    if "decided_by" in document:
        shown["decided_by"] = _own(viewer, document["decided_by"])
    if "comments" in document:
        shown["comments"] = comments_for(viewer, document["comments"])
        shown["questions"] = [_question(viewer, question) for question in document["questions"]]
    return shown


def comments_for(viewer: Actor, comments: Iterable[Document]) -> list[Document]:
    """Those that are for staff are kept from trainees and guilds."""
    if viewer.role not in _DECIDED_ON:
        return list(comments)
    return [_unnamed(viewer, comment) for comment in comments if comment["audience"] != Audience.STAFF]


def _is_hidden(viewer: Actor, topic: str | None, for_staff: bool) -> bool:
    planned = viewer.role is Role.TRAINEE and topic in _PLANNED
    return planned or (viewer.role in _DECIDED_ON and for_staff)


def _entry(viewer: Actor, entry: Entry) -> Document:
    document: Document = views.plain(entry)
    if viewer.role in _DECIDED_ON:
        document["named"] = _own(viewer, document["named"])
    if _sees(viewer, entry.actor):
        return document
    zh, en = sentences.role(entry.actor)
    actor = {**document["actor"], "account": None, "person": None}
    return {**document, "actor": actor, "actor_zh": zh, "actor_en": en}


def _sees(viewer: Actor, acted: Actor) -> bool:
    hidden = viewer.role in _DECIDED_ON and acted.role not in _SHOWN_TO_THEM
    return not hidden or viewer.account == acted.account


def _task(viewer: Actor, task: Document) -> Document:
    claim = task["claim"]
    return task if claim is None else {**task, "claim": {**claim, "account": _own(viewer, claim["account"])}}


def _question(viewer: Actor, question: Document) -> Document:
    answer = question["answer"]
    return {**_unnamed(viewer, question), "answer": _unnamed(viewer, answer) if answer else None}


def _unnamed(viewer: Actor, said: Document) -> Document:
    return {**said, "account": _own(viewer, said["account"])}


def _without_planning(task: Document) -> Document:
    return {name: value for name, value in task.items() if name not in _PLANNING}


def _own(viewer: Actor, whose: str | None) -> str | None:
    """The account or person, if it is the viewer's."""
    return whose if whose in (str(viewer.account), str(viewer.person)) else None
