"""What went wrong when a mail was handed over, for whoever looks why it waits; no event is made of it."""

from datetime import datetime
from uuid import UUID

from store.database import Database


class MailAttempts:
    """The table of attempts in vain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, mail: UUID, at: datetime, error: str) -> None:
        """One more attempt that failed, at a world instant; `error` holds no address."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO mail_attempts (mail, failed, last_failed_at, last_error) VALUES (%s, 1, %s, %s)"
                " ON CONFLICT (mail) DO UPDATE SET failed = mail_attempts.failed + 1,"
                " last_failed_at = excluded.last_failed_at, last_error = excluded.last_error",
                (mail, at, error),
            )
