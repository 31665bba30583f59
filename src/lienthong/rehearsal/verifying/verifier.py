"""`python -m lienthong.rehearsal.verifying.verifier`: reads the records, writes the verdicts; nobody else can.

A process of its own on a role of its own. It keeps nothing but what it can read again: killed at any point,
it rebuilds its state from the tables, and the uniqueness of attempts makes a repeated decision vanish.
"""

import json
import logging
import os
import signal
import time
from collections import deque
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import psycopg
from psycopg.errors import ReadOnlySqlTransaction

from lienthong.ground.database.passwords import citizens_key
from lienthong.kernel.machine import beating
from lienthong.kernel.slip_secret import secret_under
from lienthong.rehearsal.terms import CITY_ROLES
from lienthong.rehearsal.verifying.checking import checked
from lienthong.rehearsal.verifying.ledger import Ledger
from lienthong.rehearsal.verifying.reading import Api, Slip
from lienthong.rehearsal.verifying.terms import FirstLine, Line
from lienthong.rehearsal.verifying.watching import RoundWatch
from lienthong.units.terms import CITY_PROVINCE

EVERY_SECONDS = 1.0
SNAPSHOT_EVERY_SECONDS = 15.0
READERS = 4
LAST_LOOKS_SECONDS = 20.0
"""After the end of a round: how long proofs that nobody answers are asked again."""

log = logging.getLogger("lienthong.verifier")


class Verifier:
    def __init__(self, ledger: Ledger, api: Api) -> None:
        self._ledger = ledger
        self._api = api
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._rounds: dict[int, RoundWatch] = {}
        self._ending: dict[int, float] = {}
        self._snapshots: dict[int, float] = {}
        self._read_to: int | None = None
        self._upcoming: deque[tuple[int, datetime]] = deque()
        self.covered_at = datetime(2000, 1, 1, tzinfo=UTC)
        self._holders: dict[int, int] = {}
        self._hands: dict[int, Any] = {}
        self._unbound: set[UUID] = set()
        self._slips: dict[UUID, Slip] = {}
        self._slips_since = datetime(2000, 1, 1, tzinfo=UTC)

    def close(self) -> None:
        self._readers.shutdown(cancel_futures=True)
        self._ledger.close()

    def tick(self) -> None:
        """One look at everything: the journal's tail, the limits, the waiting proofs; then the verdicts."""
        cut, upcoming, now = self._ledger.cut()
        self._note_coverage(cut, upcoming, now)
        fresh = self._take_up_rounds()
        if not self._rounds:
            self._read_to = cut
            return
        lines = self._tail(cut)
        self._learn_slips()
        for round_id, watch in list(self._rounds.items()):
            caught_up = self._since(watch, cut) if round_id in fresh else lines
            self._advance(round_id, watch, caught_up, cut, now)

    def _note_coverage(self, cut: int, upcoming: int, now: datetime) -> None:
        """Until when nothing can be missing: some long transaction, in any database, may hold the cut back.

        What was written before `now` has an id below `upcoming`; once the cut has passed that id, it is read.
        """
        self._upcoming.append((upcoming, now))
        while self._upcoming and self._upcoming[0][0] <= cut:
            self.covered_at = self._upcoming.popleft()[1]

    def _take_up_rounds(self) -> set[int]:
        fresh = set()
        trials = {trial.id: trial for trial in self._ledger.ask("open_rounds")}
        for round_id, trial in trials.items():
            if round_id in self._rounds:
                self._rounds[round_id].trial = trial
                continue
            self._rounds[round_id] = RoundWatch(trial, self._ledger, self._api, self._counterparts())
            self._unbound.clear()
            fresh.add(round_id)
            log.info("round %s: taken up", trial.number)
        for gone in set(self._rounds) - set(trials):
            del self._rounds[gone]
        return fresh

    def _counterparts(self) -> dict[str, dict[str, int]]:
        """Province → role → the unit that plays it there."""
        units: dict[str, dict[str, int]] = {}
        for row in self._ledger.ask("counterparts", roles=sorted(CITY_ROLES), city=CITY_PROVINCE):
            units.setdefault(row.province, {})[row.role] = row.unit
        return units

    def _tail(self, cut: int) -> list[Line]:
        raw = (
            []
            if self._read_to in {None, cut}
            else self._ledger.ask("tail", cut=cut, **{"from": self._read_to})
        )
        self._read_to = cut
        return self._understand(raw)

    def _since(self, watch: RoundWatch, cut: int) -> list[Line]:
        return self._understand(self._ledger.ask("tail_since", since=watch.trial.starts_at, cut=cut))

    def _advance(
        self, round_id: int, watch: RoundWatch, lines: Iterable[Line], cut: int, now: datetime
    ) -> None:
        has_ended = watch.trial.state == "ended"
        outcomes = watch.read(lines)
        outcomes += watch.pass_time(now, self.covered_at)
        outcomes += watch.look(self._slips, now, self._readers)
        if has_ended and self._has_read_to_its_end(watch) and self._has_looked_enough(round_id, watch):
            outcomes += watch.close()
            watch.write(outcomes)
            self._ledger.write_snapshot(round_id, cut, is_final=True)
            self._ledger.write_checks(round_id, checked(self._ledger, watch.trial.number))
            log.info("round %s: closed", watch.trial.number)
            return
        watch.write(outcomes)
        if time.monotonic() >= self._snapshots.get(round_id, 0.0):
            self._snapshots[round_id] = time.monotonic() + SNAPSHOT_EVERY_SECONDS
            self._ledger.write_snapshot(round_id, cut, is_final=False)

    def _has_read_to_its_end(self, watch: RoundWatch) -> bool:
        return watch.trial.ended_at is None or self.covered_at >= watch.trial.ended_at

    def _has_looked_enough(self, round_id: int, watch: RoundWatch) -> bool:
        since = self._ending.setdefault(round_id, time.monotonic())
        return not watch.has_looks_left or time.monotonic() - since > LAST_LOOKS_SECONDS

    # --- understanding lines: whose items, which unit, whose hands

    def _understand(self, raw: list[Any]) -> list[Line]:
        self._learn_holders({row.jurisdiction for row in raw} - self._holders.keys() - {None})
        self._learn_hands({row.mandate for row in raw} - self._hands.keys() - {None})
        self._learn_nonces(raw)
        return [self._line(row) for row in raw if self._is_bound(row.item)]

    def _is_bound(self, item: UUID) -> bool:
        return any(item in watch.bound for watch in self._rounds.values())

    def _line(self, row: Any) -> Line:
        hand = self._hands.get(row.mandate)
        kind = next(
            (
                case.bound[row.item]
                for watch in self._rounds.values()
                for case in watch.bound.get(row.item, ())
            ),
            "",
        )
        return Line(
            id=row.id, at=row.at, verb=row.verb, item=row.item, kind=kind, unit=row.unit,
            to=self._holders.get(row.jurisdiction), mandate=row.mandate,
            actor_unit=hand.unit if hand else None, actor_role=hand.role if hand else "",
            actor_post=hand.post if hand else None, facts=row.facts, door=row.door, access=row.access,
        )  # fmt: skip

    def _learn_holders(self, unknown: set[int]) -> None:
        if unknown:
            rows = self._ledger.ask("holders_of", jurisdictions=sorted(unknown))
            self._holders.update((row.jurisdiction, row.unit) for row in rows)

    def _learn_hands(self, unknown: set[int]) -> None:
        if unknown:
            self._hands.update(
                (row.id, row) for row in self._ledger.ask("hands_of", mandates=sorted(unknown))
            )

    def _learn_nonces(self, raw: list[Any]) -> None:
        """Each new item's papers are read once, all in one question."""
        to = {row.item: self._holders.get(row.jurisdiction) for row in reversed(raw)}
        new = [item for item in to if item not in self._unbound and not self._is_bound(item)]
        if not new:
            return
        for row in self._ledger.ask("nonces_of", items=new):
            if row.nonce is None:
                self._unbound.add(row.id)
                continue
            opening = FirstLine(
                row.id, row.kind, row.nonce, row.at, row.mandate, row.unit, row.door, row.access
            )
            for watch in self._rounds.values():
                watch.bind(opening, to[row.id])
            if not self._is_bound(row.id):
                self._unbound.add(row.id)

    def _learn_slips(self) -> None:
        for row in self._ledger.slips(self._slips_since):
            self._slips[row.item] = Slip(row.code, secret_under(_citizens_key(), row.item))
            self._slips_since = max(self._slips_since, row.at - timedelta(seconds=30))


@cache
def _citizens_key() -> bytes:
    return citizens_key(Path(os.environ["LIENTHONG_HOME"]) / "secrets")


def run(dsn: str, api: Api, stop: Event) -> None:
    """Until told to stop. A database or server that is away is waited for, and everything read again."""
    verifier: Verifier | None = None
    while not stop.is_set():
        began = time.monotonic()
        try:
            verifier = verifier or Verifier(Ledger(dsn), api)
            verifier.tick()
        except (psycopg.OperationalError, ReadOnlySqlTransaction) as away:
            log.warning("the database is away: %s", away)
            verifier = None
        stop.wait(max(EVERY_SECONDS - (time.monotonic() - began), 0.05))
    if verifier is not None:
        verifier.close()


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    tokens = json.loads(Path(os.environ["LIENTHONG_VERIFIER_TOKENS"]).read_text("utf-8"))
    api = Api(os.environ.get("LIENTHONG_API", "http://127.0.0.1:8000/api/v1"), tokens)
    # Beside the looks: one that reads a whole round again may take longer than a silence.
    beating.beat_beside()
    run(os.environ["LIENTHONG_VERIFIER_DB"], api, stop)


if __name__ == "__main__":
    main()
