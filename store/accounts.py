"""Who may sign in: accounts, passwords (argon2) and tokens, of which only the hash is kept."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from psycopg import errors

from domain.event import Actor, Role
from store.database import Database


class SignInRefused(Exception):
    """Unknown login or wrong password; which of them is not told."""


class LoginTaken(Exception):
    """Another account has this login."""


@dataclass(frozen=True, slots=True)
class Expired:
    """A token that was good until `at`."""

    at: datetime


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """Signed in with a password that another has set: good for choosing one's own, and for nothing else."""

    actor: Actor


class Accounts:
    """The tables of accounts and tokens."""

    def __init__(self, database: Database, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        # An unknown login is checked against this, so that it takes as long as a known one.
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def create_account(
        self,
        login: str,
        password: str,
        role: Role,
        *,
        guild: str | None = None,
        person: UUID | None = None,
        account: UUID | None = None,
        created_by: UUID | None = None,
    ) -> UUID:
        """Make an account and give its id; LoginTaken.

        `person` is who signs in, where that must be known (R27): an officer always is one, by default a
        new one. `created_by` is the account that made it, None for the operator's own. A password that
        another account has set is to be changed at once.
        """
        if role is Role.OFFICER:
            person = person or uuid4()
        made, first = account or uuid4(), created_by is not None
        row = (made, login, role.value, guild, person, self._hasher.hash(password), created_by, first)
        try:
            with self._database.transaction() as connection:
                connection.execute(
                    "INSERT INTO accounts"
                    " (id, login, role, guild, person, password_hash, created_by, first_password)"
                    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                    row,
                )
        except errors.UniqueViolation:
            raise LoginTaken(login) from None
        return made

    def sign_in(self, login: str, password: str, now: datetime, lifetime: timedelta) -> str:
        """A new token, good until `now + lifetime`; SignInRefused."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT id, password_hash FROM accounts WHERE login = %s", (login,)
            ).fetchone()
        if not self._fits(row["password_hash"] if row else self._nobody, password) or row is None:
            raise SignInRefused
        return self.issue(row["id"], now + lifetime)

    def change_password(self, account: UUID, present: str, chosen: str) -> None:
        """Replace the password, and make every token unknown; SignInRefused for a wrong present one."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT password_hash FROM accounts WHERE id = %s", (account,)
            ).fetchone()
        if row is None or not self._fits(row["password_hash"], present):
            raise SignInRefused
        hashed = self._hasher.hash(chosen)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE accounts SET password_hash = %s, first_password = false WHERE id = %s",
                (hashed, account),
            )
            connection.execute("DELETE FROM tokens WHERE account = %s", (account,))

    def actor_of(self, token: str, now: datetime) -> Actor | FirstPassword | Expired | None:
        """Whose token it is; Expired once its time is over, None if it is unknown or revoked."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT a.id, a.role, a.person, a.guild, a.first_password, t.expires_at"
                " FROM tokens t JOIN accounts a ON a.id = t.account WHERE t.token_sha256 = %s",
                (_hash(token),),
            ).fetchone()
        if row is None:
            return None
        if now >= row["expires_at"]:
            return Expired(row["expires_at"].astimezone(UTC))
        actor = Actor(row["id"], Role(row["role"]), row["person"], row["guild"])
        return FirstPassword(actor) if row["first_password"] else actor

    def actor(self, account: UUID) -> Actor | None:
        """The account as it acts; None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT id, role, person, guild FROM accounts WHERE id = %s", (account,)
            ).fetchone()
        return Actor(row["id"], Role(row["role"]), row["person"], row["guild"]) if row else None

    def with_roles(self, roles: Sequence[Role], guild: str | None) -> list[tuple[Actor, str]]:
        """The accounts of these roles with their logins, by login; of guilds' the named one's alone."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, role, person, guild, login FROM accounts WHERE role = ANY(%s)"
                " AND (role <> 'guild' OR guild = %s) ORDER BY login",
                ([role.value for role in roles], guild),
            ).fetchall()
        return [
            (Actor(row["id"], Role(row["role"]), row["person"], row["guild"]), row["login"]) for row in rows
        ]

    def actor_named(self, login: str) -> Actor | None:
        """Who an account stands for, by its login; None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT id, role, person, guild FROM accounts WHERE login = %s", (login,)
            ).fetchone()
        return None if row is None else Actor(row["id"], Role(row["role"]), row["person"], row["guild"])

    def revoke(self, token: str) -> None:
        """Make a token unknown."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM tokens WHERE token_sha256 = %s", (_hash(token),))

    def revoke_all(self, account: UUID) -> None:
        """Make all tokens of an account unknown."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM tokens WHERE account = %s", (account,))

    def _fits(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except VerificationError:
            return False

    def issue(self, account: UUID, expires_at: datetime) -> str:
        """A new token of the account, good until that instant."""
        token = secrets.token_urlsafe(32)
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO tokens VALUES (%s, %s, %s)", (_hash(token), account, expires_at))
        return token


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
