"""Record the statements of one request, to count them. The limit it is measured against stands in `frozen/`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import ClientCursor

from lienthong.ground import sql


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The statements sent inside the block, with their parameters written in."""
    sent: list[str] = []
    execute = sql._execute

    def record(text: str, params: Any, *shape: Any) -> Any:
        sent.append(ClientCursor(sql.raw()).mogrify(text, params))
        return execute(text, params, *shape)

    sql._execute = record  # type: ignore[assignment]
    try:
        yield sent
    finally:
        sql._execute = execute
