"""Whether everything that the events and receipts ask for has been done, as demos and tests wait for it."""

from store import read_schema
from store.database import Database

_QUIET = """
    SELECT NOT EXISTS (SELECT FROM public.receipts WHERE NOT decided)
        AND (SELECT position FROM positions) >= (
            SELECT coalesce(max(notification_id), 0) FROM public.tanjian_events)
        AND NOT EXISTS (SELECT FROM mails WHERE accepted_at IS NULL)
        AND NOT EXISTS (
            SELECT FROM firms JOIN checkups ON checkups.id = firms.checkup
            WHERE firms.progress IN ('submitted', 'resubmitted') AND checkups.stage <> 'submitted')
        AND NOT EXISTS (SELECT FROM payout_batches WHERE stage = 'approved') AS quiet
"""


def is_quiet(database: Database) -> bool:
    """No receipt without outcome, no mail waiting, no decision that its case does not know of."""
    with read_schema.current(database) as connection:
        row = connection.execute(_QUIET).fetchone()
    return bool(row and row["quiet"])
