"""Statements on one connection, in as few words as the protocol allows: prepared at their second use, BEGIN together
with the first of a transaction, COMMIT together with the last.

Through psycopg's cursors a statement costs the application twice the processor time, BEGIN and COMMIT a round trip
each, and psycopg's own pipeline mode more than it saves (measured). Here libpq is called as psycopg calls it, with
psycopg's adaptation of values; psycopg must not prepare besides, because it forgets all statements at a rollback.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from psycopg import Connection
from psycopg.abc import Buffer, PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import ReadOnlySqlTransaction, error_from_result
from psycopg.generators import execute, fetch_many, send
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Params = Mapping[str, Any] | Sequence[Any] | None
Row = TypeVar("Row")

MOST_PREPARED = 400
"""Texts are constant; the types of their values give some of them several forms."""

_PLACEHOLDER = re.compile(r"%%|%s|%\((\w+)\)s")


class Compiled(NamedTuple):
    """A text as the protocol wants it: `$1` for each name or `%s`, and the names in that order."""

    query: bytes
    names: tuple[str, ...]
    formats: tuple[PyFormat, ...]


class Bound(NamedTuple):
    """A statement ready to be sent; prepared when it has a name."""

    query: bytes
    name: bytes | None
    values: Sequence[Buffer | None]
    types: Sequence[int]
    formats: Sequence[Format]


class Wire:
    """One psycopg connection in autocommit: transactions begin and end here."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection
        self.is_due = False
        """A transaction was begun that the server has not heard of."""
        self.only_reads = False
        """Nobody waits for the end of the transaction: there is nothing in it that could fail to be kept."""
        self._unread = False
        self._last: Bound | None = None
        self._pg = connection.pgconn
        self._transformer = Transformer(connection)
        self._count = 0
        self._prepared: dict[tuple[bytes, tuple[int, ...]], bytes | None] = {}

    def execute(self, text: str, params: Params = None) -> PGresult:
        """The statement's result, its columns in binary."""
        asked = self._bound(text, params)
        if self.is_due or self._last is not None:
            result = self._together([*self._waiting(), asked])[-1]
        else:
            result = self._alone(asked)
        if self.only_reads and not (result.command_status or b"").startswith(b"SELECT"):
            self.only_reads = False
        return result

    def begin(self) -> None:
        """Say what waits, where somebody else is about to use the connection."""
        self.only_reads = False
        if self.is_due or self._last is not None:
            self._together(self._waiting())
        else:
            self._settle()

    def keep(self, text: str, params: Params) -> None:
        """Execute it together with COMMIT, or with what is asked before that; the end is waited for."""
        if self._last is not None:
            self.begin()
        self.only_reads = False
        self._last = self._bound(text, params)

    def commit(self) -> None:
        if self._last is not None:
            self._together([*self._waiting(), self._bound("commit")])
        elif self.only_reads and not self.is_due:
            self._send(self._bound("commit"))
            self._unread = True
        elif not self.is_due:
            self._alone(self._bound("commit"))
        self.is_due = self.only_reads = False

    def rollback(self) -> None:
        self.is_due, self.only_reads, self._last = False, False, None
        self._settle()
        if self._pg.transaction_status != TransactionStatus.IDLE:
            self._alone(self._bound("rollback"))

    def rows(self, result: PGresult, make: Callable[[Sequence[Any]], Row]) -> list[Row]:
        self._transformer.set_pgresult(result)
        return self._transformer.load_rows(0, result.ntuples, make)

    def first_row(self, result: PGresult, make: Callable[[Sequence[Any]], Row]) -> Row | None:
        if result.ntuples == 0:
            return None
        self._transformer.set_pgresult(result)
        return self._transformer.load_row(0, make)

    def _waiting(self) -> list[Bound]:
        """What goes before the next statement."""
        waiting = [self._bound("begin")] if self.is_due else []
        if self._last is not None:
            waiting.append(self._last)
        self.is_due, self._last = False, None
        return waiting

    def _bound(self, text: str, params: Params = None) -> Bound:
        query, names, formats = _compiled(text, params is not None)
        if isinstance(params, Mapping):
            params = [params[name] for name in names]
        tx = self._transformer
        values = tx.dump_sequence(params or (), formats)
        types, formats_sent = tx.types or (), tx.formats or ()
        return Bound(query, self._name(query, types), values, types, formats_sent)

    def _name(self, query: bytes, types: tuple[int, ...]) -> bytes | None:
        """None the first time: much of what is asked once is not asked again soon."""
        key = query, types
        if key not in self._prepared:
            if len(self._prepared) >= MOST_PREPARED:
                self._alone(Bound(b"deallocate all", None, (), (), ()))
                self._prepared.clear()
            self._prepared[key] = None
            return None
        name = self._prepared[key]
        if name is None:
            self._count += 1
            name = f"lt_{self._count}".encode()
            self._settle()
            self._pg.send_prepare(name, query, types)
            self._checked(self.connection.wait(execute(self._pg)))
            self._prepared[key] = name
        return name

    def _settle(self) -> None:
        """Read what nobody waited for."""
        if self._unread:
            self._unread = False
            self._checked(self.connection.wait(execute(self._pg)))

    def _alone(self, bound: Bound) -> PGresult:
        self._settle()
        self._send(bound)
        return self._checked(self.connection.wait(execute(self._pg)))[-1]

    def _together(self, bound: Sequence[Bound]) -> list[PGresult]:
        """In one round trip. The first that fails is the error; those after it were not executed."""
        pg = self._pg
        self._settle()
        pg.enter_pipeline_mode()
        try:
            for statement in bound:
                self._send(statement)
            pg.pipeline_sync()
            results = self.connection.wait(_answers(pg, len(bound)))
        finally:
            if pg.status == ConnStatus.OK:
                pg.exit_pipeline_mode()
        return self._checked(results)

    def _send(self, bound: Bound) -> None:
        query, name, values, types, formats = bound
        if name is None:
            self._pg.send_query_params(query, values, types, formats, Format.BINARY)
        else:
            self._pg.send_query_prepared(name, values, formats, Format.BINARY)

    def _checked(self, results: list[PGresult]) -> list[PGresult]:
        """A server that no longer writes is no longer ours: whoever comes next gets another connection."""
        for result in results:
            if result.status == ExecStatus.FATAL_ERROR:
                error = error_from_result(result)
                if isinstance(error, ReadOnlySqlTransaction):
                    self.connection.close()
                raise error
        return results


def _answers(pg: PGconn, statements: int) -> PQGen[list[PGresult]]:
    """Of each statement its result; what marks the end of the round trip is left out."""
    yield from send(pg)
    results: list[PGresult] = []
    for _ in range(statements):
        results += yield from fetch_many(pg)
    yield from fetch_many(pg)
    return results


@lru_cache(1000)
def _compiled(text: str, is_bound: bool) -> Compiled:
    """As psycopg reads it: without values a text is taken as it stands."""
    if not is_bound:
        return Compiled(text.encode(), (), ())
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        return f"${numbers.setdefault(match[1] or f'#{len(numbers)}', len(numbers) + 1)}"

    query = _PLACEHOLDER.sub(number, text).encode()
    return Compiled(query, tuple(numbers), (PyFormat.AUTO,) * len(numbers))
