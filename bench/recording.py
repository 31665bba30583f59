"""Record the statements of one request, and write them again as a pgbench script.

The limit an act is measured against is pgbench running the act's own statements: what changes from one request to
the next (ids, keys, codes) becomes a random variable, everything else stays as it was sent.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

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


RANDOM_UUID = "lpad(to_hex(:r::bigint), 32, '0')::uuid"


def script(
    statements: list[str], fresh_ids: list[UUID], fresh_texts: list[str], choices: dict[str, str]
) -> str:
    """A pgbench script. `fresh_ids` and `fresh_texts` are new at each run; `choices` maps a literal to SQL."""
    lines = ["\\set r random(1, 9000000000000000000)", "begin;"]
    for statement in statements:
        text = re.sub(r"--[^\n]*", "", statement)
        for fresh in fresh_ids:
            text = re.sub(rf"'({fresh}|{fresh.hex})'(::uuid)?", RANDOM_UUID, text)
        for fresh in fresh_texts:
            text = text.replace(f"'{fresh}'", "to_hex(:r::bigint)")
        for literal, expression in choices.items():
            text = text.replace(literal, expression)
        lines.append(" ".join(text.split()) + ";")
    return "\n".join([*lines, "commit;"]) + "\n"
