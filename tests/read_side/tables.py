"""Every row of the read models, to be compared."""

from typing import Any

from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from store import read_schema
from store.database import Database

Tables = dict[str, list[DictRow]]


def tables_of(connection: Connection[Any], schema: str) -> Tables:
    """All tables of a schema, each with its rows in order of their first columns."""
    names = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY table_name",
        (schema,),
    ).fetchall()
    query = SQL("SELECT * FROM {} ORDER BY 1, 2")
    return {
        row["table_name"]: connection.execute(query.format(Identifier(schema, row["table_name"]))).fetchall()
        for row in names
    }


def tables_in_use(database: Database) -> Tables:
    """The tables that queries read now."""
    with read_schema.current(database) as connection:
        return tables_of(connection, read_schema.schema_name(read_schema.pointer(connection)))
