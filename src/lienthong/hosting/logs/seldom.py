"""The same complaint once a minute: who asks a thousand times wrongly writes one line, a bug one traceback."""

import logging
from dataclasses import dataclass

PER_SECONDS = 60.0
MOST_KINDS = 500
"""Kinds of complaints that are told apart; past them all are forgotten and begin anew."""


@dataclass(slots=True)
class _Said:
    at: float
    left_out: int = 0


class Seldom(logging.Filter):
    """Lets the first of a kind through, and the next after a minute with how many were left out meanwhile. A kind is
    what the program says and where, not what it says it of.
    """

    def __init__(self, per_seconds: float = PER_SECONDS) -> None:
        super().__init__()
        self._per_seconds = per_seconds
        self._said: dict[tuple[object, ...], _Said] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind = _kind(record)
        before = self._said.get(kind)
        if before is not None and record.created - before.at < self._per_seconds:
            before.left_out += 1
            return False
        if len(self._said) >= MOST_KINDS:
            self._said.clear()
        self._said[kind] = _Said(record.created)
        if before is not None and before.left_out:
            record.msg, record.args = f"{record.getMessage()} (and {before.left_out} more of its kind)", ()
        return True


def _kind(record: logging.LogRecord) -> tuple[object, ...]:
    error, _, trace = record.exc_info if isinstance(record.exc_info, tuple) else (None, None, None)
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace is not None else ()
    return (
        record.name,
        record.levelno,
        str(record.msg)[:200],
        getattr(record, "status_code", None),
        error,
        *where,
    )
