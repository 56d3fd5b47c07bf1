"""What people are shown of an import: its counts, by reason, and the reasons in words."""

from collections import Counter
from string import Formatter
from typing import Any

from psycopg.types.json import Jsonb

from domain import listed_again, registration_list
from domain.errors import REFUSALS
from domain.imports import Finished, NotReceived, rows_of
from store import codec
from store.replay import Folded

Document = dict[str, Any]
_UNSAID = "…"
# Naming it registers its refusals.
_ALSO_TOLD = (listed_again, registration_list)


def import_rows(folded: Folded) -> dict[str, list[Document]]:
    """The row of an import; none where nothing was received."""
    if isinstance(folded.state, NotReceived):
        return {}
    document = import_document(folded)
    names = ("programme", "guild", "stage", "rows", "accepted", "present", "faulty", "version", "position")
    row = {
        "id": folded.stream,
        "session": rows_of(folded.state).received.session,
        **{name: document[name] for name in names},
        "opened": folded.opened,
        "document": Jsonb(document),
    }
    return {"imports": [row]}


def import_document(folded: Folded) -> Document:
    """Progress, counts and reasons; `settling` until every row has its outcome, then `finished`."""
    state = folded.state
    rows = rows_of(state)
    received, finished = rows.received, isinstance(state, Finished)
    return {
        "id": str(folded.stream),
        "version": folded.version,
        "position": folded.position,
        "opened_at": codec.plain(folded.opened_at),
        "changed_at": codec.plain(folded.changed_at),
        "programme": received.programme,
        "guild": received.guild,
        "session": str(received.session),
        "stage": "finished" if finished else "settling",
        "rows": received.rows,
        "trainees": received.trainees,
        "trainees_settled": rows.settled,
        "accepted": rows.accepted,
        "letters_attached": rows.letters_attached,
        "present": rows.present,
        "faulty": len(rows.faults),
        "reasons": reasons(Counter(code for fault in rows.faults.values() for code in fault.codes)),
        "result": codec.plain(state.result) if finished else None,
    }


def reasons(counts: Counter[str]) -> list[Document]:
    """How often each reason came, most often first, with its words."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [{"code": code, "rows": count, **_words(code)} for code, count in ordered]


def _words(code: str) -> Document:
    known = REFUSALS.get(code)
    if known is None:
        return {"rule": "engine", "zh": code, "en": code}
    fields = {name: _UNSAID for _, name, _, _ in Formatter().parse(known.zh + known.en) if name}
    return {"rule": known.rule, "zh": known.zh.format(**fields), "en": known.en.format(**fields)}
