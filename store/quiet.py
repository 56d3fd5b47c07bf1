"""Whether everything that the events and receipts ask for has been done, as demos and tests wait for it."""

from datetime import datetime

from store import read_schema
from store.database import Database

_QUIET = """
    SELECT NOT EXISTS (SELECT FROM public.receipts WHERE NOT decided)
        AND (SELECT position FROM positions) >= (
            SELECT coalesce(max(notification_id), 0) FROM public.tanjian_events)
        AND NOT EXISTS (SELECT FROM enrolments WHERE paper_owed)
        AND NOT EXISTS (SELECT FROM mails WHERE state = 'waiting')
        AND NOT EXISTS (
            SELECT FROM firms JOIN checkups ON checkups.id = firms.checkup
            WHERE firms.progress IN ('submitted', 'resubmitted') AND checkups.stage <> 'submitted')
        AND NOT EXISTS (SELECT FROM payout_batches WHERE stage = 'approved')
        AND NOT EXISTS (SELECT FROM imports WHERE stage <> 'finished')
        AND NOT EXISTS (
            SELECT FROM sessions, jsonb_array_elements_text(document -> 'attended') AS attendee
            WHERE NOT EXISTS (SELECT FROM public.receipts
                WHERE case_id = attendee::uuid
                    AND kind IN ('enrolment.note_attendance', 'enrolment.note_elective_attendance')))
        AND NOT EXISTS (SELECT FROM deadlines WHERE due <= %(now)s)
        AND NOT EXISTS (SELECT FROM tasks WHERE NOT late AND due <= %(now)s)
        AND NOT EXISTS (
            SELECT FROM tasks JOIN enrolments e ON e.id = tasks.enrolment
            WHERE tasks.kind = 'review_checkup' AND tasks.late
                AND NOT e.document -> 'late' @> '[{"kind": "review_checkup"}]')
        AND NOT EXISTS (SELECT FROM deadlines WHERE next_reminder <= %(now)s) AS quiet
"""


def is_quiet(database: Database, now: datetime) -> bool:
    """No receipt without outcome, no mail waiting, no paper owed, no neighbour's news untold.

    And nothing that should have happened by `now`: a window's end, a reminder, a late task.
    """
    with read_schema.current(database) as connection:
        row = connection.execute(_QUIET, {"now": now}).fetchone()
    return bool(row and row["quiet"])
