"""Who had a file stays written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg.errors import RaiseException

from domain.event import Actor, Role
from store.database import Database
from store.file_downloads import Download, downloads_of, note_download
from tests.store.sample import NOON

pytestmark = pytest.mark.servers


def test_downloads_are_told_in_order_and_never_changed(database: Database) -> None:
    stream, one, other = uuid4(), Actor(uuid4(), Role.OFFICER, uuid4()), Actor(uuid4(), Role.OFFICER)
    later = NOON + timedelta(hours=1)
    note_download(database, stream, "address", one, NOON)
    note_download(database, stream, "address", other, later)
    note_download(database, uuid4(), "address", one, later)
    assert downloads_of(database, stream) == [
        Download(one.account, one.person, "officer", "address", NOON),
        Download(other.account, None, "officer", "address", later),
    ]
    for statement in ("UPDATE file_downloads SET role = 'auditor'", "DELETE FROM file_downloads"):
        with pytest.raises(RaiseException, match="append-only"), database.transaction() as connection:
            connection.execute(statement.encode())
