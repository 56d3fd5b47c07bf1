"""Uploaded files: encrypted, addressed by content, checked on reading."""

import hashlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from store.database import Database
from store.files import FileMissing, FileRef, FileStore, FileTampered
from store.person_keys import Forgotten, PersonKeys

pytestmark = pytest.mark.servers
BILL = b"%PDF-1.7 " + "電費單".encode() * 1000


@pytest.fixture
def files(tmp_path: Path, keys: PersonKeys, database: Database) -> FileStore:
    return FileStore(tmp_path / "files", keys, database)


def _stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_stored_encrypted_under_its_address(files: FileStore, tmp_path: Path) -> None:
    ref = files.put(uuid4(), BILL, "application/pdf", "王小明的電費單.pdf")
    assert (ref.size, ref.media_type) == (len(BILL), "application/pdf")
    (path,) = _stored(tmp_path)
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == ref.address
    assert "電費單".encode() not in content
    assert (files.open(ref), files.name_of(ref)) == (BILL, "王小明的電費單.pdf")


def test_the_same_file_of_one_person_is_stored_once(files: FileStore, tmp_path: Path) -> None:
    person = uuid4()
    first = files.put(person, BILL, "application/pdf", "a.pdf")
    assert files.put(person, BytesIO(BILL), "application/pdf", "b.pdf") == first
    assert files.put(uuid4(), BILL, "application/pdf", "a.pdf").address != first.address
    assert len(_stored(tmp_path)) == 2


def test_two_uploads_at_once_leave_one_file(files: FileStore, tmp_path: Path) -> None:
    person = uuid4()
    with ThreadPoolExecutor(4) as threads:
        refs = set(threads.map(lambda _: files.put(person, BILL, "image/png", "a.png"), range(8)))
    assert len(refs) == len(_stored(tmp_path)) == 1


def test_a_changed_file_is_told(files: FileStore, tmp_path: Path) -> None:
    ref = files.put(uuid4(), BILL, "image/png", "a.png")
    (path,) = _stored(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(FileTampered):
        files.open(ref)


def test_a_row_that_points_to_anothers_file_is_told(files: FileStore, database: Database) -> None:
    mine, theirs = (files.put(uuid4(), BILL, "image/png", "a.png") for _ in range(2))
    with database.transaction() as connection:
        connection.execute("DELETE FROM files WHERE address = %s", (theirs.address,))
        connection.execute("UPDATE files SET address = %s", (theirs.address,))
    with pytest.raises(FileTampered):
        files.open(theirs)
    with pytest.raises(FileMissing):
        files.open(mine)


def test_a_lost_file_is_missing(files: FileStore, tmp_path: Path) -> None:
    ref = files.put(uuid4(), BILL, "image/png", "a.png")
    _stored(tmp_path)[0].unlink()
    with pytest.raises(FileMissing):
        files.open(ref)
    with pytest.raises(FileMissing):
        files.open(replace(ref, address="0" * 64))


def test_forgetting_the_person_forgets_their_files(files: FileStore, keys: PersonKeys) -> None:
    person = uuid4()
    ref = files.put(person, BILL, "image/png", "a.png")
    keys.forget(person)
    with pytest.raises(Forgotten):
        files.open(ref)
    with pytest.raises(Forgotten):
        files.put(person, BILL, "image/png", "a.png")


_PUT = """
import os, sys
from pathlib import Path
from uuid import UUID
from store.database import Database
from store.files import FileStore
from store.person_keys import PersonKeys, load_master_key
with Database(os.environ["TANJIAN_DATABASE_URL"]) as database:
    keys = PersonKeys(database, load_master_key(Path(sys.argv[2]), make=True))
    FileStore(Path(sys.argv[2]) / "files", keys, database).put(UUID(sys.argv[1]), b"bill", "text/plain", "a")
"""


def test_a_crash_after_the_file_leaves_no_second_copy(database: Database, tmp_path: Path) -> None:
    (tmp_path / "points").mkdir()
    (tmp_path / "points" / "after_file").touch()
    environment = os.environ | {
        "TANJIAN_FAIL_POINTS": str(tmp_path / "points"),
        "TANJIAN_DATABASE_URL": database.url,
    }
    command = [sys.executable, "-c", _PUT, str(uuid4()), str(tmp_path)]
    codes = [subprocess.run(command, env=environment, check=False).returncode for _ in range(2)]
    assert codes == [-signal.SIGKILL, 0]
    (path,) = _stored(tmp_path / "files")
    with database.transaction() as connection:
        rows = connection.execute("SELECT address FROM files").fetchall()
    assert rows == [{"address": path.parent.name + path.name}]


def test_references_are_values(files: FileStore) -> None:
    ref = files.put(uuid4(), BILL, "image/png", "a.png")
    assert files.open(FileRef(ref.address, ref.mark, ref.size, ref.media_type)) == BILL
