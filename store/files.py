"""Uploaded files, encrypted under their person's key and named by their hash (design §4.9)."""

import hashlib
import hmac
import os
import tempfile
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg.rows import DictRow

from domain.files import FileRef
from domain.sealed import Sealed
from store.database import Database
from store.fail_points import fail_point
from store.person_keys import NONCE_BYTES, PersonKeys, derive


class FileMissing(LookupError):
    """No such file is known, or its ciphertext is gone from the folder."""


class FileTampered(Exception):
    """The stored ciphertext is not what its address says."""


class FileStore:
    """Files in `folder`, their names and persons in the database."""

    def __init__(self, folder: Path, keys: PersonKeys, database: Database) -> None:
        self._folder, self._keys, self._database = folder, keys, database

    def put(self, person: UUID, content: bytes | BinaryIO, media_type: str, name: str) -> FileRef:
        """Store a file durably; the same content of the same person gives the first FileRef. Forgotten."""
        plaintext = content if isinstance(content, bytes) else content.read()
        mark = self._keys.mark(person, plaintext)
        known = self._select("person = %s AND mark = %s", person, mark)
        if known is not None:
            return _ref(known)
        ciphertext = _encrypt(self._keys.key_of(person), person, plaintext)
        address = hashlib.sha256(ciphertext).hexdigest()
        self._write(address, ciphertext)
        fail_point("after_file")
        self._insert(
            person, FileRef(address, mark, len(plaintext), media_type), self._keys.seal(person, name)
        )
        stored = self._select("person = %s AND mark = %s", person, mark)
        assert stored is not None
        return _ref(stored)

    def of(self, person: UUID, address: str) -> FileRef | None:
        """The person's own file at an address; None if there is none, whoever else may have one there."""
        row = self._select("address = %s AND person = %s", address, person)
        return None if row is None else _ref(row)

    def latest_of(self, person: UUID) -> FileRef | None:
        """What was stored last under a key that has files of one kind alone; None if nothing was."""
        row = self._select("person = %s ORDER BY stored_at DESC LIMIT 1", person)
        return None if row is None else _ref(row)

    def open(self, ref: FileRef) -> bytes:
        """The plaintext; FileMissing, FileTampered, or Forgotten when its person's key was destroyed."""
        row = self._row(ref)
        try:
            ciphertext = self._path(ref.address).read_bytes()
        except FileNotFoundError:
            raise FileMissing(ref.address) from None
        if hashlib.sha256(ciphertext).hexdigest() != ref.address:
            raise FileTampered(ref.address)
        key = derive(self._keys.key_of(row["person"], make=False), b"file")
        try:
            return AESGCM(key).decrypt(
                ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], row["person"].bytes
            )
        except InvalidTag:
            raise FileTampered(ref.address) from None

    def name_of(self, ref: FileRef) -> str:
        """The name under which the file was first stored; FileMissing, Forgotten."""
        row = self._row(ref)
        return self._keys.open(Sealed(row["person"], row["name_nonce"], row["name_ciphertext"]))

    def _row(self, ref: FileRef) -> DictRow:
        row = self._select("address = %s", ref.address)
        if row is None:
            raise FileMissing(ref.address)
        return row

    def _select(self, where: str, *parameters: object) -> DictRow | None:
        with self._database.transaction() as connection:
            return connection.execute(f"SELECT * FROM files WHERE {where}".encode(), parameters).fetchone()

    def _insert(self, person: UUID, ref: FileRef, name: Sealed) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO files (address, person, mark, size, media_type, name_nonce, name_ciphertext)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                (ref.address, person, ref.mark, ref.size, ref.media_type, name.nonce, name.ciphertext),
            )

    def _path(self, address: str) -> Path:
        return self._folder / address[:2] / address[2:]

    def _write(self, address: str, ciphertext: bytes) -> None:
        path = self._path(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(ciphertext)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        for folder in (path.parent, self._folder):
            _sync(folder)


def _encrypt(person_key: bytes, person: UUID, plaintext: bytes) -> bytes:
    # A nonce made from the plaintext gives a repeated upload the same ciphertext, so that a crash
    # between file and row, or two uploads at once, leave no second copy.
    nonce = hmac.digest(derive(person_key, b"file nonce"), plaintext, "sha256")[:NONCE_BYTES]
    return nonce + AESGCM(derive(person_key, b"file")).encrypt(nonce, plaintext, person.bytes)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ref(row: DictRow) -> FileRef:
    return FileRef(row["address"], row["mark"], row["size"], row["media_type"])
