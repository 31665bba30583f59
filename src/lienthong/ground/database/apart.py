"""A second connection, for what must stay when the request's own transaction is undone."""

from typing import Any

import psycopg
from django.db import connection


def connect_apart() -> psycopg.Connection[Any]:
    """With the login of this process and every word of its connection; in autocommit. The caller closes it."""
    parameters: dict[str, Any] = connection.get_connection_params()
    return psycopg.connect(**parameters, autocommit=True)
