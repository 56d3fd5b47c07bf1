"""Which cases have named a session, and which sessions a guild holds: by indexes over the events."""

from collections.abc import Sequence
from uuid import UUID

from store.database import Database

_CASES = """
    SELECT DISTINCT originator_id AS id FROM tanjian_events
    WHERE topic IN ('enrolment.registered.v1', 'enrolment.session_changed.v1')
        AND event_field(state, 'session') = %s AND notification_id <= %s
    ORDER BY originator_id
"""
_SESSIONS = """
    SELECT originator_id AS id FROM tanjian_events
    WHERE topic = 'session.scheduled.v1'
        AND event_field(state, 'programme') = %s AND event_field(state, 'guild') = %s
    ORDER BY notification_id
"""


def cases_of_session(database: Database, session: UUID, position: int) -> list[UUID]:
    """The cases that had named the session by a position of the log: each knows whether it still does."""
    return _ids(database, _CASES, (str(session), position))


def sessions_of_guild(database: Database, programme: str, guild: str) -> list[UUID]:
    """The sessions of a guild's year, in the order in which they were set, cancelled ones among them."""
    return _ids(database, _SESSIONS, (programme, guild))


def _ids(database: Database, query: str, parameters: Sequence[str | int]) -> list[UUID]:
    with database.reading() as connection:
        return [row["id"] for row in connection.execute(query.encode(), parameters).fetchall()]
