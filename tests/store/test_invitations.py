"""A link that lets a person choose a password: once, in time, and for nobody else."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher

from domain.event import Actor, Role
from store.accounts import Accounts, LoginTaken, SignInRefused
from store.database import Database
from store.invitations import LIFETIME, InvitationExpired, Invitations, InvitationUnknown
from store.person_keys import PersonKeys
from tests.store.sample import NOON

pytestmark = pytest.mark.servers
PERSON = uuid4()
HOUR = timedelta(hours=1)
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database, HASHER)


@pytest.fixture
def importer(accounts: Accounts) -> UUID:
    return accounts.create_account("g01", "correct horse", Role.GUILD, guild="G01")


@pytest.fixture
def invitations(database: Database) -> Invitations:
    return Invitations(database, PersonKeys(database, b"k" * 32), HASHER)


def test_a_link_is_good_for_choosing_a_password_once(
    invitations: Invitations, accounts: Accounts, importer: UUID
) -> None:
    assert invitations.reserve(PERSON, "Ming@Example.com", importer)
    token = invitations.link_token(PERSON, NOON)
    other = invitations.link_token(PERSON, NOON + HOUR)
    assert token is not None
    assert other is not None
    assert invitations.read(token, NOON).login == "ming@example.com"
    account = invitations.accept(token, "ming's own words", NOON)
    signed = accounts.sign_in("ming@example.com", "ming's own words", NOON, HOUR)
    assert accounts.actor_of(signed, NOON) == Actor(account, Role.TRAINEE, PERSON)
    for used in (token, other):
        with pytest.raises(InvitationUnknown):
            invitations.accept(used, "somebody else's", NOON)
    assert invitations.link_token(PERSON, NOON) is None
    assert not invitations.reserve(PERSON, "ming@example.com", importer)


def test_before_it_is_used_nobody_signs_in(
    invitations: Invitations, accounts: Accounts, importer: UUID
) -> None:
    invitations.reserve(PERSON, "ming@example.com", importer)
    for guess in ("", "!", "correct horse"):
        with pytest.raises(SignInRefused):
            accounts.sign_in("ming@example.com", guess, NOON, HOUR)


def test_a_link_expires(invitations: Invitations, importer: UUID) -> None:
    invitations.reserve(PERSON, "ming@example.com", importer)
    token = invitations.link_token(PERSON, NOON)
    assert token is not None
    assert invitations.read(token, NOON + LIFETIME - timedelta(seconds=1)).until == NOON + LIFETIME
    with pytest.raises(InvitationExpired):
        invitations.accept(token, "too late by now", NOON + LIFETIME)


def test_a_link_that_was_changed_or_made_elsewhere_is_unknown(
    invitations: Invitations, database: Database, importer: UUID
) -> None:
    invitations.reserve(PERSON, "ming@example.com", importer)
    token = invitations.link_token(PERSON, NOON)
    assert token is not None
    flipped = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    elsewhere = Invitations(database, PersonKeys(database, b"x" * 32), HASHER).link_token(PERSON, NOON)
    for wrong in (flipped, "A" + token[1:], token[:-4], elsewhere or "", "", "é", "=" * 80):
        with pytest.raises(InvitationUnknown):
            invitations.read(wrong, NOON)


def test_a_login_of_another_is_refused_until_it_is_withdrawn(
    invitations: Invitations, importer: UUID
) -> None:
    other = uuid4()
    invitations.reserve(other, "shared@example.com", importer)
    with pytest.raises(LoginTaken):
        invitations.reserve(PERSON, "SHARED@example.com", importer)
    invitations.withdraw(other)
    assert invitations.reserve(PERSON, "shared@example.com", importer)


def test_an_account_in_use_is_never_withdrawn(
    invitations: Invitations, accounts: Accounts, importer: UUID
) -> None:
    accounts.create_account("ming@example.com", "correct horse", Role.TRAINEE, person=PERSON)
    assert not invitations.reserve(PERSON, "other@example.com", importer)
    invitations.withdraw(PERSON)
    assert accounts.sign_in("ming@example.com", "correct horse", NOON, HOUR)
