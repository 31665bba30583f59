"""Which errors mean that the database is not there for us now: gone, ending, starting, or not the one that writes."""

from django.db import InterfaceError, InternalError, OperationalError
from procrastinate.exceptions import ConnectorException
from psycopg import InterfaceError as PgInterfaceError
from psycopg import OperationalError as PgOperationalError
from psycopg.errors import LockNotAvailable, QueryCanceled, ReadOnlySqlTransaction

LOST = (OperationalError, InterfaceError, PgOperationalError, PgInterfaceError, ReadOnlySqlTransaction)
"""A standby answers a write with "read-only transaction", which psycopg and Django file under internal errors: after a
change of leaders a connection to the old one would be kept and fail for good."""

WRAPPED = (InternalError, ConnectorException)
"""In which of them Django's cursors and the queue of jobs may hand on such an error."""

TOO_LONG = (LockNotAvailable, QueryCanceled)
"""The timeouts of `roles`: somebody holds a lock, or the statement is too much."""

AGAIN_AFTER_SECONDS = 5
"""Told to whoever asks meanwhile: a restart takes two, a change of leaders about twenty."""


def is_lost(error: BaseException) -> bool:
    """Whether nobody is served now: told with a time to come back, not as a fault of ours."""
    return isinstance(error, LOST) or (isinstance(error, WRAPPED) and isinstance(error.__cause__, LOST))


def took_too_long(error: BaseException) -> bool:
    """Whether the database is there and a timeout ended the statement. Nobody is served now, but who asks once more at
    once would keep a place for as long again.
    """
    return isinstance(error, TOO_LONG) or isinstance(error.__cause__, TOO_LONG)
