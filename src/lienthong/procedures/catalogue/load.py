"""The catalogue, loaded by the owner when the template of worlds is made."""

from dataclasses import astuple, fields
from typing import Any

from psycopg import Connection, sql

from lienthong.procedures.catalogue.packaged import ProcedureRow, procedures


def load_catalogue(connection: Connection[Any]) -> None:
    """Fill the empty table of procedures."""
    columns = sql.SQL(", ").join(sql.Identifier(field.name) for field in fields(ProcedureRow))
    statement = sql.SQL("copy procedure ({}) from stdin").format(columns)
    with connection.transaction(), connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            for row in procedures():
                copy.write_row(astuple(row))
        cursor.execute("analyze procedure")
