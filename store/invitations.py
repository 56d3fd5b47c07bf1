"""Invitations: an account that a guild's list made, and the link by which its person chooses a password.

The link names account and expiry under a key derived from the master key. It works once, because an
account that has its password takes none from a link any more.
"""

import base64
import binascii
import hmac
import secrets
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from psycopg import Connection, errors
from psycopg.rows import DictRow

from domain.event import Role
from store.accounts import LoginTaken
from store.database import Database, lock_number
from store.person_keys import PersonKeys

LIFETIME = timedelta(days=14)
_PURPOSE = b"invitation"
_FRAME = struct.Struct(">16sq")
_MARK_BYTES = 32


class InvitationUnknown(Exception):
    """A link that is none of ours, or of an account that has its password already."""


class InvitationExpired(Exception):
    """A link that was good until an earlier instant."""


@dataclass(frozen=True, slots=True)
class Invited:
    """The account that a link is for, and until when it is good."""

    account: UUID
    login: str
    until: datetime


class Invitations:
    """Over the table of accounts: those that are `invited` have no password that anybody knows."""

    def __init__(self, database: Database, keys: PersonKeys, hasher: PasswordHasher | None = None) -> None:
        self._database, self._keys = database, keys
        self._hasher = hasher or PasswordHasher()

    @cached_property
    def _unusable(self) -> str:
        """Of a secret that is thrown away: signing in with it takes as long as with any other, and fails."""
        return self._hasher.hash(secrets.token_hex(32))

    def reserve(self, person: UUID, email: str, by: UUID) -> bool:
        """Give the person an account if there is none; whether it still waits for its password. LoginTaken.

        The login is the address in small letters.
        """
        login = email.lower()
        try:
            with self._database.transaction() as connection:
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (lock_number(person),))
                known = _of_person(connection, person)
                if known is not None:
                    return bool(known["invited"])
                self._insert(connection, person, login, by)
        except errors.UniqueViolation:
            raise LoginTaken(login) from None
        return True

    def withdraw(self, person: UUID) -> None:
        """Take back an account that nobody has used, so that its login is free again."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM accounts WHERE person = %s AND invited", (person,))

    def awaits(self, person: UUID) -> bool:
        """Whether the person has an account without a password."""
        with self._database.transaction() as connection:
            known = _of_person(connection, person)
        return known is not None and bool(known["invited"])

    def link_token(self, person: UUID, now: datetime) -> str | None:
        """A token for the person's account; None where there is nothing to choose any more."""
        with self._database.transaction() as connection:
            known = _of_person(connection, person)
        if known is None or not known["invited"]:
            return None
        return self._signed(known["id"], now + LIFETIME)

    def read(self, token: str, now: datetime) -> Invited:
        """Whom a token is for; InvitationUnknown, InvitationExpired."""
        account, until = self._opened(token)
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT login FROM accounts WHERE id = %s AND invited", (account,)
            ).fetchone()
        if row is None:
            raise InvitationUnknown
        if now >= until:
            raise InvitationExpired
        return Invited(account, row["login"], until)

    def accept(self, token: str, password: str, now: datetime) -> UUID:
        """Give the account its password, once; InvitationUnknown, InvitationExpired."""
        invited = self.read(token, now)
        hashed = self._hasher.hash(password)
        with self._database.transaction() as connection:
            done = connection.execute(
                "UPDATE accounts SET password_hash = %s, invited = false WHERE id = %s AND invited",
                (hashed, invited.account),
            )
        if not done.rowcount:
            raise InvitationUnknown
        return invited.account

    def _insert(self, connection: Connection[DictRow], person: UUID, login: str, by: UUID) -> None:
        connection.execute(
            "INSERT INTO accounts (id, login, role, person, password_hash, created_by, invited)"
            " VALUES (%s, %s, %s, %s, %s, %s, true)",
            (uuid4(), login, Role.TRAINEE.value, person, self._unusable, by),
        )

    def _signed(self, account: UUID, until: datetime) -> str:
        frame = _FRAME.pack(account.bytes, int(until.timestamp()))
        mark = self._keys.office_mark(_PURPOSE, frame)
        return base64.urlsafe_b64encode(frame + mark).decode().rstrip("=")

    def _opened(self, token: str) -> tuple[UUID, datetime]:
        try:
            content = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise InvitationUnknown from None
        frame, mark = content[: _FRAME.size], content[_FRAME.size :]
        if len(frame) != _FRAME.size or len(mark) != _MARK_BYTES:
            raise InvitationUnknown
        if not hmac.compare_digest(mark, self._keys.office_mark(_PURPOSE, frame)):
            raise InvitationUnknown
        account, until = _FRAME.unpack(frame)
        return UUID(bytes=account), datetime.fromtimestamp(until, UTC)


def _of_person(connection: Connection[DictRow], person: UUID) -> DictRow | None:
    """The person's account as a trainee; one with a password before one without."""
    return connection.execute(
        "SELECT id, invited FROM accounts WHERE person = %s AND role = %s ORDER BY invited LIMIT 1",
        (person, Role.TRAINEE.value),
    ).fetchone()
