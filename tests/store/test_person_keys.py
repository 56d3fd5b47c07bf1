"""Sealing under a key per person, and forgetting it."""

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from domain.sealed import Sealed
from store.database import Database
from store.person_keys import (
    BadMasterKey,
    Forgotten,
    PersonKeys,
    SealBroken,
    UnknownPerson,
    bind_master_key,
    bound_master_key,
    load_master_key,
)
from tests.made_up import national_id

pytestmark = pytest.mark.servers


def test_only_the_key_of_the_person_opens(keys: PersonKeys) -> None:
    person = uuid4()
    sealed = keys.seal(person, "王小明")
    assert keys.open(sealed) == "王小明"
    assert keys.seal(person, "王小明").ciphertext != sealed.ciphertext
    keys.seal(other := uuid4(), "x")
    for broken in (
        replace(sealed, person=other),
        replace(sealed, ciphertext=_flipped(sealed.ciphertext)),
        replace(sealed, nonce="not base64"),
    ):
        with pytest.raises(SealBroken):
            keys.open(broken)


def _flipped(text: str) -> str:
    content = bytearray(base64.b64decode(text))
    content[0] ^= 1
    return base64.b64encode(bytes(content)).decode()


def test_a_forgotten_person_can_neither_be_read_nor_written(keys: PersonKeys) -> None:
    person, other = uuid4(), uuid4()
    sealed, kept = keys.seal(person, "王小明"), keys.seal(other, "李小華")
    keys.forget(person)
    with pytest.raises(Forgotten):
        keys.open(sealed)
    with pytest.raises(Forgotten):
        keys.seal(person, "again")
    with pytest.raises(Forgotten):
        keys.mark(person, b"again")
    assert keys.open_all([sealed, kept, sealed]) == [None, "李小華", None]


def test_a_person_can_be_forgotten_before_anything_is_known(keys: PersonKeys) -> None:
    person = uuid4()
    keys.forget(person)
    with pytest.raises(Forgotten):
        keys.seal(person, "x")


def test_another_process_forgets_within_the_cache_time(database: Database, master_key: bytes) -> None:
    here = PersonKeys(database, master_key, cache_seconds=0)
    there = PersonKeys(database, master_key)
    sealed = here.seal(uuid4(), "王小明")
    there.forget(sealed.person)
    with pytest.raises(Forgotten):
        here.open(sealed)


def test_a_small_cache_still_opens_everyone(database: Database, master_key: bytes) -> None:
    keys = PersonKeys(database, master_key, cache_size=2)
    sealed = [keys.seal(uuid4(), str(number)) for number in range(5)]
    assert [keys.open(each) for each in sealed] == ["0", "1", "2", "3", "4"]


def test_two_that_seal_at_once_use_one_key(database: Database, master_key: bytes) -> None:
    person = uuid4()

    def seal(number: int) -> Sealed:
        return PersonKeys(database, master_key).seal(person, str(number))

    with ThreadPoolExecutor(4) as threads:
        sealed = list(threads.map(seal, range(8)))
    assert PersonKeys(database, master_key).open_all(sealed) == [str(number) for number in range(8)]


def test_nobody_is_made_up_by_opening(keys: PersonKeys) -> None:
    with pytest.raises(UnknownPerson):
        keys.open(Sealed(uuid4(), "AAAA", "AAAA"))


def test_marks_tell_sameness_within_a_person_only(keys: PersonKeys) -> None:
    one, other = uuid4(), uuid4()
    assert keys.mark(one, b"bill") == keys.mark(one, b"bill")
    assert len({keys.mark(one, b"bill"), keys.mark(other, b"bill"), keys.mark(one, b"letter")}) == 3


def test_an_identity_mark_is_of_the_id_however_written(database: Database, master_key: bytes) -> None:
    number = national_id(7)
    mark = PersonKeys(database, master_key).identity_mark(number)
    assert PersonKeys(database, master_key).identity_mark(f" {number.lower()}\n") == mark
    assert PersonKeys(database, secrets.token_bytes(32)).identity_mark(number) != mark


def test_another_master_key_is_told_as_such(database: Database, keys: PersonKeys) -> None:
    sealed = keys.seal(uuid4(), "x")
    with pytest.raises(BadMasterKey, match="not the master key"):
        PersonKeys(database, secrets.token_bytes(32)).open(sealed)


def test_a_database_keeps_to_its_master_key(database: Database, tmp_path: Path) -> None:
    bound = bind_master_key(database, tmp_path / "here")
    assert (
        bound_master_key(database, tmp_path / "here") == bind_master_key(database, tmp_path / "here") == bound
    )
    for refused in (bind_master_key, bound_master_key):
        with pytest.raises(BadMasterKey, match="not there"):
            refused(database, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()
    load_master_key(tmp_path / "other", make=True)
    for refused in (bind_master_key, bound_master_key):
        with pytest.raises(BadMasterKey, match="not the master key"):
            refused(database, tmp_path / "other")


def test_no_new_master_key_is_made_for_what_is_sealed_already(
    database: Database, keys: PersonKeys, tmp_path: Path
) -> None:
    keys.seal(uuid4(), "sealed before the database knew its key")
    with pytest.raises(BadMasterKey, match="not there"):
        bind_master_key(database, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_master_key_is_made_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(lambda _: load_master_key(tmp_path / "new", make=True), range(8)))
    assert len(made) == 1
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["master.key"]
    assert (tmp_path / "new" / "master.key").stat().st_mode & 0o777 == 0o600


def test_a_given_master_key_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = secrets.token_bytes(32)
    monkeypatch.setenv("TANJIAN_MASTER_KEY", base64.b64encode(key).decode())
    assert load_master_key(tmp_path) == key
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["short", "c2hvcnQ=", "ü" * 44])
def test_a_malformed_master_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("TANJIAN_MASTER_KEY", text)
    with pytest.raises(BadMasterKey, match="32 bytes"):
        load_master_key(tmp_path)


def test_a_master_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_master_key(tmp_path, make=True)
    (tmp_path / "master.key").chmod(0o644)
    with pytest.raises(BadMasterKey, match="0600"):
        load_master_key(tmp_path)
