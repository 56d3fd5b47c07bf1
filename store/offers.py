"""Tasks offered for a moment to whoever asks for the next one: a courtesy that saves them collisions.

Nothing rests on it: the claim itself is decided by the task's stream.
"""

from collections.abc import Sequence
from uuid import UUID

from store.database import Database

_ROUNDS = 5


class Offers:
    """The table of offered tasks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_free(self, tasks: Sequence[UUID], account: UUID, seconds: float) -> UUID | None:
        """The first of the tasks that is offered to nobody, now offered to the account for so long."""
        asked = {"tasks": list(tasks), "account": account, "seconds": seconds}
        for _ in range(_ROUNDS):
            with self._database.transaction() as connection:
                connection.execute(_FORGET)
                row = connection.execute(_OFFER, asked).fetchone()
            if row is None:
                return None
            if row["offered"] is not None:
                return UUID(str(row["offered"]))
        return None


_FORGET = "DELETE FROM offered_tasks WHERE until < clock_timestamp() - interval '1 minute'"
# Two who choose the same one at once: the second is told which, and gets none of it.
_OFFER = """
    WITH free AS (
        SELECT c.task FROM unnest(%(tasks)s::uuid[]) WITH ORDINALITY AS c (task, place)
        WHERE NOT EXISTS (
            SELECT FROM offered_tasks o WHERE o.task = c.task AND o.until > clock_timestamp())
        ORDER BY c.place LIMIT 1
    ), offered AS (
        INSERT INTO offered_tasks AS known
        SELECT task, %(account)s, clock_timestamp() + make_interval(secs => %(seconds)s) FROM free
        ON CONFLICT (task) DO UPDATE SET account = excluded.account, until = excluded.until
        WHERE known.until <= clock_timestamp()
        RETURNING task
    )
    SELECT free.task, offered.task AS offered FROM free LEFT JOIN offered USING (task)
"""
