"""What trainees and guilds are shown of those who decide on them: the role, and nobody's account.

Officers and auditors see all, reviewers each other; one's own account is shown to everyone.
"""

from collections.abc import Iterable
from typing import Any

from domain.event import Actor, Role
from store import sentences, views
from store.history import Entry

Document = dict[str, Any]

_DECIDED_ON = frozenset({Role.TRAINEE, Role.GUILD})
_SHOWN_TO_THEM = _DECIDED_ON | {Role.ENGINE}


def history_for(viewer: Actor, entries: Iterable[Entry]) -> list[Document]:
    """The entries as JSON; sealed values stay sealed."""
    return [_entry(viewer, entry) for entry in entries]


def document_for(viewer: Actor, document: Document) -> Document:
    """A case or a checkup: who holds its tasks, and who decided it, is hidden where it must be."""
    if viewer.role not in _DECIDED_ON:
        return document
    shown = {**document, "tasks": [_task(viewer, task) for task in document["tasks"]]}
    if viewer.role is Role.TRAINEE:
        # What a guild notes of its calls is for those who call.
        shown.pop("chases", None)
    if "decided_by" in document:
        shown["decided_by"] = _own(viewer, document["decided_by"])
    return shown


def _entry(viewer: Actor, entry: Entry) -> Document:
    document: Document = views.plain(entry)
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


def _own(viewer: Actor, whose: str | None) -> str | None:
    """The account or person, if it is the viewer's."""
    return whose if whose in (str(viewer.account), str(viewer.person)) else None
