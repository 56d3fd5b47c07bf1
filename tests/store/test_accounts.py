"""Signing in, and who a token stands for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from argon2 import PasswordHasher

from domain.event import Actor, Role
from store.accounts import Accounts, Expired, FirstPassword, LoginTaken, SignInRefused
from store.database import Database
from tests.store.sample import NOON

pytestmark = pytest.mark.servers
HOUR = timedelta(hours=1)


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def test_a_token_stands_for_its_account_until_it_expires(accounts: Accounts) -> None:
    person = uuid4()
    account = accounts.create_account("ming", "correct horse", Role.GUILD, guild="taipei", person=person)
    token = accounts.sign_in("ming", "correct horse", NOON, HOUR)
    just_before = NOON + HOUR - timedelta(microseconds=1)
    assert accounts.actor_of(token, just_before) == Actor(account, Role.GUILD, person, "taipei")
    assert accounts.actor_of(token, NOON + HOUR) == Expired(NOON + HOUR)


@pytest.mark.parametrize(
    ("login", "password"), [("ming", "wrong"), ("nobody", "correct horse"), ("ming", "")]
)
def test_an_unknown_login_and_a_wrong_password_are_refused_alike(
    accounts: Accounts, login: str, password: str
) -> None:
    accounts.create_account("ming", "correct horse", Role.TRAINEE)
    with pytest.raises(SignInRefused) as refused:
        accounts.sign_in(login, password, NOON, HOUR)
    assert str(refused.value) == ""


def test_a_login_is_given_once(accounts: Accounts) -> None:
    accounts.create_account("ming", "a", Role.TRAINEE)
    with pytest.raises(LoginTaken):
        accounts.create_account("ming", "b", Role.OFFICER)


def test_a_password_that_another_has_set_is_good_for_choosing_one_s_own(accounts: Accounts) -> None:
    officer = accounts.create_account("officer", "pw", Role.OFFICER)
    account = accounts.create_account("ming", "told to ming", Role.REVIEWER, created_by=officer)
    first = accounts.sign_in("ming", "told to ming", NOON, HOUR)
    assert accounts.actor_of(first, NOON) == FirstPassword(Actor(account, Role.REVIEWER))
    with pytest.raises(SignInRefused):
        accounts.change_password(account, "guessed", "ming's own")
    accounts.change_password(account, "told to ming", "ming's own")
    assert accounts.actor_of(first, NOON) is None
    with pytest.raises(SignInRefused):
        accounts.sign_in("ming", "told to ming", NOON, HOUR)
    own = accounts.sign_in("ming", "ming's own", NOON, HOUR)
    assert accounts.actor_of(own, NOON) == Actor(account, Role.REVIEWER)


def test_revoked_and_unknown_tokens_stand_for_nobody(accounts: Accounts) -> None:
    account = accounts.create_account("ming", "pw", Role.REVIEWER)
    one, two, three = (accounts.sign_in("ming", "pw", NOON, HOUR) for _ in range(3))
    accounts.revoke(one)
    assert accounts.actor_of(one, NOON) is None
    assert accounts.actor_of(two, NOON) is not None
    accounts.revoke_all(account)
    assert [accounts.actor_of(token, NOON) for token in (two, three, "no such token")] == [None] * 3


def test_the_database_holds_neither_password_nor_token(accounts: Accounts, database: Database) -> None:
    accounts.create_account("ming", "correct horse", Role.TRAINEE)
    token = accounts.sign_in("ming", "correct horse", NOON, HOUR)
    with database.transaction() as connection:
        rows = connection.execute("SELECT a::text || t::text AS row FROM accounts a, tokens t").fetchall()
    assert len(rows) == 1
    assert "correct horse" not in rows[0]["row"]
    assert token.encode().hex() not in rows[0]["row"]
    assert "$argon2id$" in rows[0]["row"]


def test_an_officer_is_a_person_for_whoever_makes_must_not_check(accounts: Accounts) -> None:
    known, found = uuid4(), []
    for login, person in (("one", None), ("two", None), ("three", known)):
        accounts.create_account(login, "correct horse", Role.OFFICER, person=person)
        actor = accounts.actor_of(accounts.sign_in(login, "correct horse", NOON, HOUR), NOON)
        assert isinstance(actor, Actor)
        found.append(actor.person)
    assert None not in found
    assert (len(set(found)), found[2]) == (3, known)
