"""The outbox of webhooks: what is to be sent, who sends it, what came of it. No network here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from lienthong.exchange.webhooks import rules
from lienthong.exchange.webhooks.actions import pause_failing_webhook
from lienthong.exchange.webhooks.terms import (
    AT_ONCE,
    IN_THE_AIR,
    LEASE_SECONDS,
    PAUSED_AFTER_FAILURES,
    Claimed,
    Outcome,
)
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import opening
from lienthong.ground.journal import tail_waits
from lienthong.kernel import clock

LINES_AT_ONCE = 1_000

UNIT_TODAY = """
select world_now() as at, coalesce(held_by(%(unit)s, world_today()), '{}') as scope, seat_of(%(unit)s) as seat
"""

SETTLE = """
update webhook_delivery set state = %(state)s, answer = %(answer)s, is_sending = false,
       next_at = coalesce(%(next_at)s, next_at)
where id = %(id)s and state = 'waiting' and tries = %(tries)s
"""

COUNT_FAILURES = """
update webhook set failures = case when %(ok)s then 0 else failures + 1 end
where id = %(webhook)s and (failures > 0 or not %(ok)s)
returning failures, state
"""


class _Counted(NamedTuple):
    failures: int
    state: str


class _UnitToday(NamedTuple):
    at: datetime
    scope: list[int]
    seat: int | None


def address_new_lines(source: str) -> int:
    """One batch of the journal's tail; how many deliveries came of it. Its own transaction, like the place it moves."""
    if not tail_waits("webhooks"):
        return 0
    return sql.only_value(int, "select address_webhooks(%s, %s)", (source, LINES_AT_ONCE))


def claim(limit: int = AT_ONCE) -> list[Claimed]:
    """What this sender now has in hand, each until its lease ends. What its unit may no longer see is put aside."""
    rows = sql.rows(
        Claimed,
        "select id, webhook, unit, url, event, tries from claim_webhooks(%s, %s, make_interval(secs => %s))",
        (limit, IN_THE_AIR, LEASE_SECONDS),
    )
    claimed = sorted(rows, key=lambda each: each.unit)
    sendable: list[Claimed] = []
    for unit, of_unit in groupby(claimed, key=lambda each: each.unit):
        sendable += _still_seen(unit, list(of_unit))
    return sorted(sendable, key=lambda each: each.id)


def _still_seen(unit: int, claimed: list[Claimed]) -> list[Claimed]:
    """Asked under row security, as the unit itself would ask."""
    with as_unit(unit):
        seen = set(
            sql.values(
                int,
                "select d.id from webhook_delivery d join work_item w on w.id = d.item where d.id = any (%s)",
                ([each.id for each in claimed],),
            )
        )
        _withhold(each.id for each in claimed if each.id not in seen)
    return [each for each in claimed if each.id in seen]


def _withhold(ids: Iterable[int]) -> None:
    if hidden := list(ids):
        sql.run(
            "update webhook_delivery set state = 'withheld', is_sending = false where id = any (%s)",
            (hidden,),
        )


def settle(claimed: Claimed, outcome: Outcome) -> None:
    """Write down what came of a try. A lease that ended meanwhile is somebody else's: their try counts."""
    wait = None if outcome.is_delivered else rules.wait_after(claimed.tries)
    state = "delivered" if outcome.is_delivered else "waiting" if wait else "given_up"
    with as_unit(claimed.unit) as system:
        settled = sql.run(
            SETTLE,
            {
                "id": claimed.id, "tries": claimed.tries, "state": state, "answer": outcome.answer[:200],
                "next_at": clock.real() + wait if wait else None,
            },
        )  # fmt: skip
        if settled:
            _count(claimed.webhook, outcome, by=system)


def _count(webhook: UUID, outcome: Outcome, *, by: Actor) -> None:
    counted = sql.row(_Counted, COUNT_FAILURES, {"webhook": webhook, "ok": outcome.is_delivered})
    if counted is None or outcome.is_delivered or counted.state != "active":
        return
    if outcome.is_hopeless or counted.failures >= PAUSED_AFTER_FAILURES:
        pause_failing_webhook(webhook, answer=outcome.answer, by=by)


@contextmanager
def as_unit(unit: int, door: str = "webhooks") -> Iterator[Actor]:
    """A transaction that sees what the unit holds today and nothing else."""
    row = sql.only_row(_UnitToday, UNIT_TODAY, {"unit": unit})
    system = Actor(
        "system", at=clock.local(row.at), unit=unit, seat=row.seat, scope=tuple(row.scope), door=door
    )
    with opening(system):
        yield system
