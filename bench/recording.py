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
    originals = sql._execute, sql._keep

    def recording(send: Any) -> Any:
        def record(text: str, params: Any = None) -> Any:
            sent.append(ClientCursor(sql.raw()).mogrify(text, params))
            return send(text, params)

        return record

    sql._execute, sql._keep = map(recording, originals)
    try:
        yield sent
    finally:
        sql._execute, sql._keep = originals
