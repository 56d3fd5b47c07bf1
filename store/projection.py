"""Which rows follow from a folded stream: nothing but its own events decides them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier, Placeholder
from psycopg.types.json import Jsonb

from domain.checkup.addendum import makers
from domain.checkup.state import Content, NotOpened
from domain.deadline import WindowKind, midnight_after
from domain.enrolment.agenda import coming_reminder, next_deadline
from domain.enrolment.papers import pending_papers, stored_papers
from domain.enrolment.state import SUBMITTED, Case, FeeDue, Over, Progress, Unregistered
from domain.enrolment.task_makers import makers_of_task
from domain.session import Scheduled
from domain.streams import checkup_stream
from domain.task import OURS, Task
from store import views
from store.import_views import import_rows
from store.reading_views import readings_counts
from store.replay import Folded, StreamKind

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows_of(folded: Folded) -> Rows:
    """Every row that the stream has, by table; empty lists where it has none."""
    return {table: [] for table, _ in OWNED[folded.kind]} | _ROWS[folded.kind](folded)


def write(connection: Connection[DictRow], streams: Sequence[Folded]) -> None:
    """Replace the rows of these streams by what they are now."""
    for kind, owned in OWNED.items():
        of_kind = [folded for folded in streams if folded.kind is kind]
        if not of_kind:
            continue
        rows = [rows_of(folded) for folded in of_kind]
        for table, owner in owned:
            _delete(connection, table, owner, [folded.stream for folded in of_kind])
            _insert(connection, table, [row for each in rows for row in each[table]])


# For each kind of stream its tables, and the column that names the stream.
OWNED: Mapping[StreamKind, tuple[tuple[str, str], ...]] = {
    StreamKind.ENROLMENT: (
        ("enrolments", "id"),
        ("firms", "enrolment"),
        ("deadlines", "enrolment"),
        ("mails", "enrolment"),
        ("tasks", "stream"),
        ("chases", "enrolment"),
    ),
    StreamKind.CHECKUP: (("checkups", "id"), ("tasks", "stream")),
    StreamKind.SESSION: (("sessions", "id"),),
    StreamKind.PAYOUT: (("payout_batches", "id"), ("payout_lines", "batch")),
    StreamKind.QUOTA_PLACE: (("taken_places", "stream"),),
    StreamKind.IMPORT: (("imports", "id"),),
}


def _delete(connection: Connection[DictRow], table: str, owner: str, streams: list[UUID]) -> None:
    statement = SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(Identifier(table), Identifier(owner))
    connection.execute(statement, (streams,))


def _insert(connection: Connection[DictRow], table: str, rows: list[Row]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    statement = SQL("INSERT INTO {} ({}) VALUES ({})").format(
        Identifier(table),
        SQL(", ").join(map(Identifier, columns)),
        SQL(", ").join(map(Placeholder, columns)),
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _enrolment(folded: Folded) -> Rows:
    state = folded.state
    if isinstance(state, Unregistered):
        return {}
    case = state.case
    return {
        "enrolments": [_case_row(folded, case)],
        "firms": [_firm_row(folded.stream, ubn, case) for ubn in case.firms],
        "deadlines": [_deadline_row(folded, kind) for kind in case.windows],
        "mails": _mail_rows(folded),
        "tasks": [
            _task_row(folded, folded.stream, task, makers_of_task(case, task.id))
            for task in case.tasks.values()
        ],
        "chases": _chase_rows(folded),
    }


def _case_row(folded: Folded, case: Case) -> Row:
    state, first = folded.state, next_deadline(folded.state)
    paying = isinstance(state, FeeDue | Over) and state.certificate is not None
    return {
        "id": folded.stream,
        "programme": case.programme,
        "guild": case.guild,
        "person": case.trainee.person,
        "session": case.session,
        "stage": views.stage_of(state),
        "outcome": state.outcome.value if isinstance(state, Over) else None,
        "closed": isinstance(state, Over) and state.closed,
        **_head(folded),
        "opened": folded.opened,
        "opened_at": folded.opened_at,
        "changed_at": folded.changed_at,
        "training_day": getattr(state, "training_day", None),
        "list_due": _due(case, WindowKind.LIST_FIX) or _due(case, WindowKind.LIST_SUPPLEMENT),
        "upload_due": _due(case, WindowKind.UPLOAD),
        "next_due": first.due if first else None,
        **_counts(case),
        "fee": state.total if paying else None,
        "certificate": state.certificate if paying else None,
        "batch": state.batch if paying else None,
        "attended_session": case.attended.session if case.attended else None,
        "seat": case.seat.kind.value if case.seat and not _never_came(state) else None,
        "uploads_ended_at": folded.trace.uploads_ended_at,
        "submits_from": folded.trace.submits_from,
        "papers": sorted(kind.value for kind in stored_papers(state)),
        "paper_owed": bool(pending_papers(state)),
        "ever_listed": sorted(folded.trace.listed),
        "late_since": min((since for kind, since in case.late.items() if kind in OURS), default=None),
        "document": Jsonb(views.enrolment_document(folded)),
    }


def _never_came(state: Any) -> bool:
    return isinstance(state, Over) and state.case.attended is None


def _chase_rows(folded: Folded) -> list[Row]:
    return [
        {
            "id": logged.chase.chase,
            "enrolment": folded.stream,
            "channel": logged.chase.channel.value,
            "at": logged.at,
            "follow_up": logged.chase.follow_up,
        }
        for logged in folded.trace.chases
    ]


def _head(folded: Folded) -> Row:
    return {"version": folded.version, "position": folded.position}


def _due(case: Case, kind: WindowKind) -> datetime | None:
    window = case.windows.get(kind)
    return window.deadline.due if window else None


def _counts(case: Case) -> Row:
    progress = [firm.progress for firm in case.firms.values()]
    return {
        "firms": len(progress),
        "submitted": sum(one in SUBMITTED for one in progress),
        "approved": progress.count(Progress.APPROVED),
    }


def _firm_row(enrolment: UUID, ubn: str, case: Case) -> Row:
    firm = case.firms[ubn]
    return {
        "enrolment": enrolment,
        "ubn": ubn,
        "checkup": checkup_stream(enrolment, ubn),
        "industry": firm.profile.industry,
        "county": firm.profile.county,
        "revenue": firm.profile.revenue,
        "capital": firm.profile.capital,
        "place_sector": firm.place.sector if firm.place else None,
        "place_number": firm.place.number if firm.place else None,
        "has_letter": firm.letter is not None,
        "list_check": firm.check.value,
        "progress": firm.progress.value,
        "name": firm.profile.name,
        "consents": firm.consents,
    }


def _deadline_row(folded: Folded, kind: WindowKind) -> Row:
    window = folded.state.case.windows[kind]
    return {
        "enrolment": folded.stream,
        "kind": kind.value,
        "starts": window.deadline.starts,
        "due_date": window.deadline.due_date,
        "due": window.deadline.due,
        "rule": window.deadline.rule,
        "next_reminder": coming_reminder(folded.state, kind),
    }


def _mail_rows(folded: Folded) -> list[Row]:
    return [
        {
            "id": key,
            "enrolment": folded.stream,
            "guild": folded.state.case.guild,
            "state": mailed.state,
            "template": mailed.mail.template.value,
            "to_guild": mailed.mail.to_guild,
            "ubns": list(mailed.mail.ubns),
            "intended_at": mailed.intended_at,
            "accepted_at": mailed.accepted_at,
            "refused_at": mailed.refused_at,
            "refused_code": mailed.refused_code,
            "last_day": mailed.mail.deadline.due_date if mailed.mail.deadline else None,
            "reply": mailed.reply,
            "sha256": mailed.sha256,
            "repeats": mailed.repeats,
        }
        for key, mailed in folded.trace.mails.items()
    ]


def _checkup(folded: Folded) -> Rows:
    state = folded.state
    if isinstance(state, NotOpened):
        return {}
    content: Content = state.content
    row = {
        "id": folded.stream,
        "enrolment": content.about.enrolment,
        "ubn": content.about.ubn,
        "programme": content.about.programme,
        "person": content.about.trainee,
        "stage": views.checkup_stage(state),
        "rounds": views.rounds_of(state),
        "bills": len(content.bills),
        "activities": len(content.activities),
        "submitted_at": folded.trace.submitted_at,
        "decided_at": folded.trace.decided_at,
        **readings_counts(state),
        **_head(folded),
        "document": Jsonb(views.checkup_document(folded)),
    }
    tasks = [
        _task_row(folded, content.about.enrolment, task, makers(state)) for task in content.tasks.values()
    ]
    return {"checkups": [row], "tasks": tasks}


def _task_row(folded: Folded, enrolment: UUID, task: Task, makers: Iterable[UUID]) -> Row:
    return {
        "id": task.id,
        "stream": folded.stream,
        "workflow": folded.kind.value,
        "enrolment": enrolment,
        "kind": task.kind.value,
        "roles": sorted(role.value for role in task.roles),
        "guild": task.guild,
        "ubn": task.about,
        "opened_at": folded.trace.tasks[task.id],
        "due": task.due.due if task.due else None,
        "late": task.late_since is not None,
        "late_since": task.late_since,
        "priority": task.priority.value,
        "rests_until": midnight_after(task.follow_up - timedelta(days=1)) if task.follow_up else None,
        "makers": sorted(makers),
        "claimed_by": task.claim.account if task.claim else None,
        "claimed_until": task.claim.until if task.claim else None,
        "offered_to": task.offered.to if task.offered else None,
        "offered_until": task.offered.until if task.offered else None,
        "assigned": task.claim is not None and task.claim.assigned,
        "version": folded.version,
    }


def _session(folded: Folded) -> Rows:
    state = folded.state
    if not isinstance(state, Scheduled):
        return {}
    details = state.details
    row = {
        "id": folded.stream,
        "programme": details.programme,
        "guild": details.guild,
        "day": details.day,
        "place": details.place,
        "seats_on_site": details.seats_on_site,
        "seats_online": details.seats_online,
        "attended": len(state.attended),
        "stage": details.stage.value,
        "cancelled": state.cancelled,
        "opened": folded.opened,
        **_head(folded),
        "document": Jsonb(views.session_document(folded)),
    }
    return {"sessions": [row]}


def _payout(folded: Folded) -> Rows:
    proposed = folded.trace.proposed
    if proposed is None:
        return {}
    document = views.batch_document(folded)
    row = {
        "id": folded.stream,
        "programme": proposed.programme,
        "stage": document["stage"],
        "lines": len(proposed.lines),
        "gross": sum(line.gross for line in proposed.lines),
        "net": sum(line.net for line in proposed.lines),
        "proposed_by": proposed.by.account,
        "decided_by": folded.trace.decided_by,
        "file": document["file"]["address"] if document["file"] else None,
        "day": getattr(folded.state, "day", None),
        "opened": folded.opened,
        **_head(folded),
        "document": Jsonb(document),
    }
    return {"payout_batches": [row], "payout_lines": _line_rows(folded)}


_LINE_COLUMNS = (
    "enrolment",
    "person",
    "gross",
    "withheld",
    "supplementary",
    "net",
    "income_code",
    "resident",
)


def _line_rows(folded: Folded) -> list[Row]:
    proposed = folded.trace.proposed
    assert proposed is not None
    return [
        {
            "batch": folded.stream,
            **{name: getattr(line, name) for name in _LINE_COLUMNS},
            "status": views.line_status(folded, line),
            "returned_reason": views.returned_reason(folded, line),
        }
        for line in proposed.lines
    ]


def _quota_place(folded: Folded) -> Rows:
    taken = folded.state
    if taken is None:
        return {}
    named = {name: getattr(taken, name) for name in ("sector", "number", "enrolment", "ubn")}
    return {"taken_places": [{"stream": folded.stream, **named}]}


_ROWS: Mapping[StreamKind, Callable[[Folded], Rows]] = {
    StreamKind.ENROLMENT: _enrolment,
    StreamKind.CHECKUP: _checkup,
    StreamKind.SESSION: _session,
    StreamKind.PAYOUT: _payout,
    StreamKind.QUOTA_PLACE: _quota_place,
    StreamKind.IMPORT: import_rows,
}
