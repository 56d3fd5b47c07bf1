"""The streams whose workflow still has something to do, read from the events alone."""

from dataclasses import dataclass
from uuid import UUID

from store.database import Database


@dataclass(frozen=True, slots=True)
class Unfinished:
    """`kind` is the workflow's kind."""

    kind: str
    stream: UUID


# A firm taken off the list may be named again, which opens its checkup again.
# A closed case is finished when its mails are out and no payment has come back since.
_ENROLMENTS = """
    SELECT originator_id FROM tanjian_events WHERE topic LIKE 'enrolment.%'
    GROUP BY originator_id
    HAVING count(*) FILTER (WHERE topic = 'enrolment.registered.v1') > 0 AND (
        coalesce(max(originator_version) FILTER (WHERE topic = 'enrolment.closed.v1'), 0)
            <= coalesce(max(originator_version) FILTER (WHERE topic = 'enrolment.payment_released.v1'), 0)
        OR count(*) FILTER (WHERE topic = 'enrolment.mail_intended.v1')
            > count(*) FILTER (WHERE topic IN ('enrolment.mail_accepted.v1', 'enrolment.mail_refused.v1')))
"""
_CHECKUPS = """
    SELECT originator_id FROM tanjian_events WHERE topic LIKE 'checkup.%'
    GROUP BY originator_id
    HAVING max(originator_version) FILTER (WHERE topic = 'checkup.opened.v1') > coalesce(
        max(originator_version) FILTER (
            WHERE topic IN ('checkup.approved.v1', 'checkup.failed.v1', 'checkup.cancelled.v1')), 0)
"""
_SESSIONS = "SELECT DISTINCT originator_id FROM tanjian_events WHERE topic = 'session.attendance_recorded.v1'"
_BATCHES = "SELECT DISTINCT originator_id FROM tanjian_events WHERE topic = 'payout.proposed.v1'"
_IMPORTS = """
    SELECT originator_id FROM tanjian_events WHERE topic LIKE 'import.%'
    GROUP BY originator_id HAVING count(*) FILTER (WHERE topic = 'import.finished.v1') = 0
"""
_BY_KIND = {
    "enrolment": _ENROLMENTS,
    "checkup": _CHECKUPS,
    "session": _SESSIONS,
    "payout_batch": _BATCHES,
    "import": _IMPORTS,
}


def unfinished(database: Database) -> list[Unfinished]:
    """Cases first: their windows may have ended meanwhile."""
    found: list[Unfinished] = []
    with database.transaction() as connection:
        for kind, query in _BY_KIND.items():
            rows = connection.execute(query.encode()).fetchall()
            found += [Unfinished(kind, row["originator_id"]) for row in rows]
    return found
