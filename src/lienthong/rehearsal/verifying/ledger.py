"""What the verifier reads and writes: plain psycopg, on a role that reads everything and adds verdicts."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import namedtuple_row
from psycopg.types.json import Jsonb

from lienthong.rehearsal.planning.rules import canonical
from lienthong.rehearsal.terms import SYSTEMS, Verdict
from lienthong.rehearsal.verifying.rates import Rates, rates_from_counts
from lienthong.rehearsal.verifying.terms import Checked, Outcome, Twin


@cache
def text(name: str) -> LiteralString:
    file = resources.files("lienthong.rehearsal") / "sql" / f"{name}.sql"
    return file.read_text("utf-8")


STREAMED_AT_A_TIME = 2_000


class Ledger:
    def __init__(self, dsn: str) -> None:
        self._connection = psycopg.connect(dsn, autocommit=True, row_factory=namedtuple_row)

    def close(self) -> None:
        self._connection.close()

    def ask(self, name: str, **params: Any) -> list[Any]:
        return list(self._connection.execute(text(name), params, binary=True).fetchall())

    def stream(self, name: str, **params: Any) -> Iterator[Any]:
        """The same for what is too much to hold at once."""
        with self._connection.transaction(), self._connection.cursor("streamed", binary=True) as cursor:
            cursor.itersize = STREAMED_AT_A_TIME
            yield from cursor.execute(text(name), params)

    def cut(self) -> tuple[int, int, datetime]:
        """Below which transaction id the journal can be read whole, which id is next, and the world's time."""
        tail = self.ask("tail_cut")[0]
        return tail.cut, tail.next, tail.at

    def slips(self, since: datetime) -> list[Any]:
        return self.ask("citizens_slips", since=since)

    def clashing(self, number: str, items: Sequence[UUID]) -> set[UUID]:
        return {row.item for row in self.ask("is_unique", number=number, items=list(items))}

    def write_attempts(self, round_id: int, numbered: Iterable[tuple[int, Outcome]]) -> None:
        rows = [_attempt(round_id, number, outcome) for number, outcome in numbered]
        if rows:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.executemany(text("write_attempt"), rows)

    def write_twins(self, round_id: int, twins: Iterable[Twin]) -> None:
        rows = [_twin(round_id, twin) for twin in twins]
        if rows:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.executemany(text("write_twin"), rows)

    def write_checks(self, round_id: int, checked: Iterable[Checked]) -> None:
        """What was found when the round was held against its records; said once, at its end."""
        rows = [{"round": round_id, "position": n, **asdict(check)} for n, check in enumerate(checked, 1)]
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(text("write_check"), rows)

    def write_snapshot(self, round_id: int, cut: int, *, is_final: bool) -> Rates:
        """The numbers of this moment, chained to the snapshot before."""
        as_of = self._connection.execute("select clock_timestamp()").fetchone()[0]  # type: ignore[index]
        counts = self.ask("standings", round=round_id, as_of=as_of, systems=len(SYSTEMS))[0]
        numbers = rates_from_counts(counts, as_of)
        before = self.ask("last_snapshot", round=round_id)
        number, previous = (before[0].number + 1, before[0].sha256) if before else (1, "")
        self._connection.execute(
            text("write_snapshot"),
            {
                "round": round_id, "number": number, "as_of": as_of, "cut": cut, "numbers": Jsonb(numbers),
                "is_final": is_final, "previous": previous,
                "sha256": digest_of_snapshot(round_id, number, as_of, numbers, previous),
            },
        )  # fmt: skip
        return numbers

    def voids(self, round_id: int) -> list[tuple[int, Outcome]]:
        return [
            (
                row.number + 1,
                Outcome(
                    row.expectation, Verdict.VOID,
                    {"reason": row.reason, "asked_by": row.asked_by, "confirmed_by": row.confirmed_by},
                ),
            )
            for row in self.ask("voids_wanted", round=round_id)
        ]  # fmt: skip


def digest_of_snapshot(
    round_id: int, number: int, as_of: datetime, numbers: Mapping[str, object], previous: str
) -> str:
    said = canonical([round_id, number, as_of.timestamp(), numbers, previous])
    return hashlib.sha256(said.encode()).hexdigest()


def _twin(round_id: int, twin: Twin) -> dict[str, Any]:
    opening = twin.opening
    return {
        "round": round_id, "case": twin.case, "item": opening.item, "kind": opening.kind,
        "mandate": opening.mandate, "unit": opening.unit, "door": opening.door, "at": opening.at,
    }  # fmt: skip


def _attempt(round_id: int, number: int, outcome: Outcome) -> dict[str, Any]:
    return {
        "expectation": outcome.expectation,
        "round": round_id,
        "number": number,
        "verdict": outcome.verdict.value,
        "actor": outcome.actor,
        "actor_kind": outcome.actor_kind,
        "started_at": outcome.started_at,
        "ended_at": outcome.ended_at,
        "on_time": outcome.on_time,
        "conforming": outcome.conforming,
        "line": outcome.line,
        "door": outcome.door,
        "access": outcome.access,
        "evidence": Jsonb(dict(outcome.evidence)),
    }
