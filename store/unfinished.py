"""The streams whose workflow still has something to do, read from the events alone."""

from dataclasses import dataclass
from uuid import UUID

from store.database import Database


@dataclass(frozen=True, slots=True)
class Unfinished:
    """`kind` is the workflow's kind."""

    kind: str
    stream: UUID


# What is attached to an approved checkup, or wanted again of it, is read; if several bills waited, the last
# of them tells.
# A firm taken off the list may be named again, which opens its checkup again.
# A closed case is finished when its mails are out, its questions answered and its papers stored, and neither
# a payment nor the case itself came back. One whose payment came back before its statement was made stays
# here: its workflow ends at once.
_IS_LIVE = """
    coalesce(max(originator_version) FILTER (WHERE topic = 'enrolment.closed.v1'), 0)
        <= coalesce(max(originator_version) FILTER (
            WHERE topic IN ('enrolment.payment_released.v1', 'enrolment.payment_reversed.v1',
                'enrolment.reinstated.v1')), 0)
"""
_ENROLMENTS = f"""
    SELECT originator_id FROM tanjian_events WHERE topic LIKE 'enrolment.%'
    GROUP BY originator_id
    HAVING count(*) FILTER (WHERE topic = 'enrolment.registered.v1') > 0 AND ({_IS_LIVE}
        OR count(*) FILTER (WHERE topic = 'enrolment.mail_intended.v1')
            > count(*) FILTER (WHERE topic IN ('enrolment.mail_accepted.v1', 'enrolment.mail_refused.v1'))
        OR count(*) FILTER (WHERE topic = 'enrolment.question_asked.v1')
            > count(*) FILTER (WHERE topic = 'enrolment.question_answered.v1')
        OR count(*) FILTER (WHERE topic IN ('enrolment.certified.v1', 'enrolment.paid.v1'))
            > count(*) FILTER (WHERE topic IN ('enrolment.paper_stored.v1', 'enrolment.paper_omitted.v1')))
"""
_LIVE = f"""
    SELECT count(*) AS live FROM (
        SELECT originator_id FROM tanjian_events WHERE topic LIKE 'enrolment.%%'
        GROUP BY originator_id
        HAVING {_IS_LIVE} AND bool_or(topic = 'enrolment.registered.v1'
            AND convert_from(state, 'UTF8')::jsonb->'event'->>'programme' = %s)) AS cases
"""
# Received before the year was frozen, they count (R25), and their year is known once they are decided.
_REGISTERING = """
    SELECT count(*) AS waiting FROM receipts r
    WHERE r.kind = 'enrolment.register'
        AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.command_id = r.command_id)
"""
_CHECKUPS = """
    SELECT originator_id FROM tanjian_events WHERE topic LIKE 'checkup.%'
    GROUP BY originator_id
    HAVING max(originator_version) FILTER (
        WHERE topic IN ('checkup.opened.v1', 'checkup.reinstated.v1')) > coalesce(
        max(originator_version) FILTER (
            WHERE topic IN ('checkup.approved.v1', 'checkup.failed.v1', 'checkup.cancelled.v1')), 0)
    OR max(originator_version) FILTER (WHERE topic = 'checkup.addendum_submitted.v1') > coalesce(
        max(originator_version) FILTER (
            WHERE topic IN ('checkup.addendum_approved.v1', 'checkup.addendum_returned.v1')), 0)
    OR max(originator_version) FILTER (
        WHERE topic IN ('checkup.bill_attached.v1', 'checkup.reading_asked.v1')) > coalesce(
        max(originator_version) FILTER (
            WHERE topic IN ('checkup.approved.v1', 'checkup.failed.v1', 'checkup.cancelled.v1',
                'checkup.bill_read.v1', 'checkup.bill_not_readable.v1')), 0)
"""
_SESSIONS = "SELECT DISTINCT originator_id FROM tanjian_events WHERE topic = 'session.scheduled.v1'"
_GUILD_YEARS = "SELECT DISTINCT originator_id FROM tanjian_events WHERE topic = 'guild.digests_begun.v1'"
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
    "guild_year": _GUILD_YEARS,
    "import": _IMPORTS,
}


def live_cases(database: Database, year: str) -> int:
    """How many cases of the year are not closed, as the events say, and registrations not decided yet."""
    with database.transaction() as connection:
        [row] = connection.execute(_LIVE.encode(), (year,)).fetchall()
        [waiting] = connection.execute(_REGISTERING.encode()).fetchall()
    return int(row["live"]) + int(waiting["waiting"])


def registered(database: Database) -> list[UUID]:
    """Every case that there is, whatever became of it."""
    query = "SELECT originator_id FROM tanjian_events WHERE topic = 'enrolment.registered.v1'"
    with database.transaction() as connection:
        return [row["originator_id"] for row in connection.execute(query.encode()).fetchall()]


def unfinished(database: Database) -> list[Unfinished]:
    """Cases first: their windows may have ended meanwhile."""
    found: list[Unfinished] = []
    with database.transaction() as connection:
        for kind, query in _BY_KIND.items():
            rows = connection.execute(query.encode()).fetchall()
            found += [Unfinished(kind, row["originator_id"]) for row in rows]
    return found
