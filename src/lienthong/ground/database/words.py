"""What an operator says of a server (`DATABASE_URL`), kept word by word on its way to every connection.

A word that is lost is not an error but another connection: without `sslmode=verify-full` libpq takes any server,
without `target_session_attrs` it may take one that only reads.
"""

import os
from collections.abc import Mapping
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

Words = dict[str, str]

UNLESS_SAID = {
    "target_session_attrs": "read-write",
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
"""A standby is not our server, whichever host is named first; and a host without power is given up after seconds (of
`tcp_user_timeout`: milliseconds), not after the quarter of an hour TCP would wait."""


def words_of(dsn: str) -> Words:
    """Of a URL or of `name=value …`: everything it says, under libpq's names."""
    return {name: str(value) for name, value in conninfo_to_dict(dsn).items() if value is not None}


def operators_words(dsn: str) -> Words:
    """Besides, what libpq's own variables say (`PGSSLMODE`, `PGSSLROOTCERT`, …): our processes do not inherit them, so
    they travel as words. What nobody says is `UNLESS_SAID`; a `service` speaks for itself.
    """
    variables = _variables()
    in_environment = {name: os.environ[of] for name, of in variables.items() if of in os.environ}
    said = in_environment | words_of(dsn)
    return said if "service" in said else UNLESS_SAID | said


def url_of(words: Mapping[str, str]) -> str:
    """A libpq URL that says these words; hosts stand in its query, so that there may be several."""
    rest = dict(words)
    user, password = quote(rest.pop("user", ""), safe=""), quote(rest.pop("password", ""), safe="")
    login = f"{user}:{password}@" if password else f"{user}@" if user else ""
    database = quote(rest.pop("dbname", ""), safe="")
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in rest.items())
    return f"postgresql://{login}/{database}" + (f"?{query}" if query else "")


def environment_of(dsn: str) -> dict[str, str]:
    """The same for PostgreSQL's own programs, as libpq's variables."""
    variables = _variables()
    return {variables[name]: value for name, value in words_of(dsn).items() if name in variables}


def _variables() -> Mapping[str, str]:
    """Name of a word → libpq's variable for it."""
    return {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar is not None
    }
