"""A key per person: what is sealed under it is forgotten when it is destroyed (design §4.9)."""

import base64
import hmac
import os
import secrets
import tempfile
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from psycopg.rows import DictRow

from domain.sealed import Sealed
from store.database import Database

NONCE_BYTES = 12


class Forgotten(Exception):
    """The person's key was destroyed."""


class UnknownPerson(LookupError):
    """No key was ever made for this person."""


class SealBroken(Exception):
    """Ciphertext that was not made under this person's key, or was changed."""


class BadMasterKey(Exception):
    """The master key is missing, malformed, or not the one that this database was sealed with."""


@dataclass(frozen=True, slots=True)
class _Unwrapped:
    key: bytes
    until: float


class PersonKeys:
    """Makes, uses and destroys the keys in the database, each wrapped by the master key.

    Up to `cache_size` unwrapped keys stay in memory, each up to `cache_seconds`: so long another
    process may still read a person after `forget`.
    """

    def __init__(
        self, database: Database, master_key: bytes, *, cache_size: int = 4096, cache_seconds: float = 30.0
    ) -> None:
        self._database = database
        self._wrapping = AESGCM(derive(master_key, b"wrap"))
        self._identity = derive(master_key, b"identity")
        self._office = derive(master_key, b"office")
        self._cache: OrderedDict[UUID, _Unwrapped] = OrderedDict()
        self._cache_size, self._cache_seconds = cache_size, cache_seconds
        self._lock = Lock()

    def seal(self, person: UUID, text: str) -> Sealed:
        """Seal text under the person's key, made now if need be; Forgotten."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = AESGCM(self._text_key(person, make=True)).encrypt(nonce, text.encode(), person.bytes)
        return Sealed(person, base64.b64encode(nonce).decode(), base64.b64encode(ciphertext).decode())

    def open(self, sealed: Sealed) -> str:
        """The text; Forgotten, UnknownPerson, or SealBroken if it was changed."""
        return _open(self._text_key(sealed.person, make=False), sealed)

    def open_all(self, sealed: Sequence[Sealed]) -> list[str | None]:
        """Many texts with one query for their keys; None for those of a forgotten or unknown person."""
        keys = self._load({each.person for each in sealed})
        derived = {person: derive(key, b"text") for person, key in keys.items() if key is not None}
        return [_open(derived[each.person], each) if each.person in derived else None for each in sealed]

    def mark(self, person: UUID, data: bytes) -> str:
        """HMAC-SHA256 (hex) of data under a key that dies with the person's; Forgotten."""
        return hmac.digest(derive(self.key_of(person), b"mark"), data, "sha256").hex()

    def identity_mark(self, national_id: str) -> str:
        """HMAC-SHA256 (hex) of a national id, the same for one id in any writing, under the master key."""
        normal = national_id.strip().upper().encode()
        return hmac.digest(self._identity, normal, "sha256").hex()

    def office_mark(self, purpose: bytes, data: bytes) -> bytes:
        """HMAC-SHA256 of data for one purpose of the office's own, under a key of the master key."""
        return hmac.digest(derive(self._office, purpose), data, "sha256")

    def forget(self, person: UUID) -> None:
        """Destroy the person's key for ever, also before one was made."""
        with self._database.transaction() as connection:
            connection.execute(_FORGET, (person,))
        with self._lock:
            self._cache.pop(person, None)

    def key_of(self, person: UUID, *, make: bool = True) -> bytes:
        """The person's 32 bytes, to derive further keys from; Forgotten, UnknownPerson."""
        with self._lock:
            known = self._cache.get(person)
            if known and known.until > time.monotonic():
                self._cache.move_to_end(person)
                return known.key
        return self._living(person, make=make)

    def _living(self, person: UUID, *, make: bool) -> bytes:
        found = self._load([person])
        if person not in found and make:
            self._make(person)
            found = self._load([person])
        if person not in found:
            raise UnknownPerson(str(person))
        key = found[person]
        if key is None:
            raise Forgotten(str(person))
        return key

    def _load(self, persons: Iterable[UUID]) -> dict[UUID, bytes | None]:
        """The keys that exist, None where destroyed; the living ones are kept in memory."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT person, nonce, wrapped FROM person_keys WHERE person = ANY(%s)", (list(persons),)
            ).fetchall()
        keys = {row["person"]: self._unwrap(row) for row in rows}
        self._keep(keys)
        return keys

    def _unwrap(self, row: DictRow) -> bytes | None:
        if row["wrapped"] is None:
            return None
        try:
            return self._wrapping.decrypt(bytes(row["nonce"]), bytes(row["wrapped"]), row["person"].bytes)
        except InvalidTag:
            raise _bad_key("不是此資料庫的主金鑰", "not the master key of this database") from None

    def _keep(self, keys: Mapping[UUID, bytes | None]) -> None:
        until = time.monotonic() + self._cache_seconds
        with self._lock:
            for person, key in keys.items():
                if key is not None:
                    self._cache[person] = _Unwrapped(key, until)
                    self._cache.move_to_end(person)
            while len(self._cache) > self._cache_size:
                self._cache.popitem(last=False)

    def _text_key(self, person: UUID, *, make: bool) -> bytes:
        return derive(self.key_of(person, make=make), b"text")

    def _make(self, person: UUID) -> None:
        nonce = secrets.token_bytes(NONCE_BYTES)
        wrapped = self._wrapping.encrypt(nonce, secrets.token_bytes(32), person.bytes)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO person_keys (person, nonce, wrapped) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                (person, nonce, wrapped),
            )


_FORGET = """
    INSERT INTO person_keys (person, forgotten_at) VALUES (%s, clock_timestamp())
    ON CONFLICT (person) DO UPDATE SET nonce = NULL, wrapped = NULL,
        forgotten_at = coalesce(person_keys.forgotten_at, excluded.forgotten_at)
"""


def derive(key: bytes, purpose: bytes) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), 32, salt=None, info=b"tanjian/" + purpose).derive(key)


def bind_master_key(database: Database, folder: Path) -> bytes:
    """The master key that the database was sealed with from its beginning; BadMasterKey for another.

    A database that has none yet is given the folder's, which is made where nothing was sealed before.
    """
    with database.transaction() as connection:
        used = connection.execute(
            "SELECT FROM master_key UNION ALL SELECT FROM person_keys LIMIT 1"
        ).fetchone()
        key = load_master_key(folder, make=used is None)
        connection.execute(
            "INSERT INTO master_key (fingerprint) VALUES (%s) ON CONFLICT DO NOTHING", (_fingerprint(key),)
        )
    return bound_master_key(database, folder)


def bound_master_key(database: Database, folder: Path) -> bytes:
    """The key of the folder or environment, if it is the database's; BadMasterKey."""
    key = load_master_key(folder)
    with database.reading() as connection:
        bound = connection.execute("SELECT fingerprint FROM master_key").fetchone()
    if bound is None or not hmac.compare_digest(bytes(bound["fingerprint"]), _fingerprint(key)):
        raise _bad_key("不是此資料庫的主金鑰", "not the master key of this database")
    return key


def _fingerprint(key: bytes) -> bytes:
    return derive(key, b"fingerprint")


def load_master_key(folder: Path, *, make: bool = False) -> bytes:
    """The 32-byte key of TANJIAN_MASTER_KEY (base64), else of `master.key` in the folder.

    Raises BadMasterKey if it is missing (unless it is to be made), malformed, or if others may read the file.
    """
    given = os.environ.get("TANJIAN_MASTER_KEY")
    if given:
        return _key_of(given, "TANJIAN_MASTER_KEY")
    path = folder / "master.key"
    if make and not path.exists():
        _make_key_file(path)
    if not path.exists():
        raise _bad_key(f"{path} 不存在", f"{path} is not there: put it back, or set TANJIAN_MASTER_KEY")
    if path.stat().st_mode & 0o077:
        raise _bad_key(f"{path} 的權限須為 0600", f"{path} must have mode 0600")
    return _key_of(path.read_text(), str(path))


def _make_key_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".master-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(32)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        # A link fails where a name is taken: of two processes that start at once, one key stands.
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        os.unlink(temporary)


def _key_of(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise _bad_key(f"{source} 不是 32 位元組的 base64", f"{source} is not 32 bytes in base64")
    return key


def _bad_key(zh: str, en: str) -> BadMasterKey:
    return BadMasterKey(f"主金鑰有誤：{zh}。 / Bad master key: {en}.")


def _open(key: bytes, sealed: Sealed) -> str:
    try:
        nonce = base64.b64decode(sealed.nonce, validate=True)
        ciphertext = base64.b64decode(sealed.ciphertext, validate=True)
        return AESGCM(key).decrypt(nonce, ciphertext, sealed.person.bytes).decode()
    except (InvalidTag, ValueError):
        raise SealBroken(str(sealed.person)) from None
