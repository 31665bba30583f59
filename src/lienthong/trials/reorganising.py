"""The real 1/7/2025 in a world of its own: plan → decide → dry run → approve → flip → verify → reverse → flip."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import Event, Thread
from typing import Any, NamedTuple

import psycopg
from django.db import transaction

from lienthong.board.queries import count
from lienthong.ground import sql
from lienthong.ground.database.servers import Server
from lienthong.hosting.worlds import create_world, database_of, drop_world, list_worlds
from lienthong.kernel.clock import ZONE
from lienthong.personnel.acting import acting
from lienthong.reorganisation.divisions.actions import write_commune_rules, write_rule
from lienthong.reorganisation.divisions.queries import divisions_of, rules_of
from lienthong.reorganisation.divisions.running.deciding import applied_by
from lienthong.reorganisation.plans.actions import (
    approve_plan,
    draft_plan,
    flip_plans,
    prepare_plan,
    reverse_plan,
)
from lienthong.reorganisation.plans.queries import ROOM as PLANS
from lienthong.reorganisation.plans.queries import plan, plan_text
from lienthong.reorganisation.plans.texts.files import read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from lienthong.reorganisation.plans.verification import sentence
from lienthong.reorganisation.reconciliation.actions import reconcile
from lienthong.reorganisation.reconciliation.queries import numbers, outcome
from lienthong.reorganisation.reconciliation.terms import Report
from lienthong.trials.acting import advance_clock, as_centre
from lienthong.trials.verifying import verify
from lienthong.work.queries import inbox

WORLD = "sap-xep"
EVE = date(2025, 6, 27)
CHUNK = 100_000

RAW_UPDATE = """
update work_item set jurisdiction = -jurisdiction, parties = array[-jurisdiction]
where closed_at is null
"""
"""What a system whose work points at offices would have to do: write every open row again."""

RESPONSIBILITY = """
select w.id, holder_of(w.jurisdiction, world_today()) from work_item w where w.closed_at is null order by w.id
"""

READ = "select holder_of(j.id, world_today()) from jurisdiction j where j.kind = 'part' limit 100"
PACE_TRIES = 9

Say = Callable[[str], None]


class BusiestRow(NamedTuple):
    unit: int
    mandate: int
    open_items: Decimal


@dataclass
class Demo:
    server: Server
    say: Say
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[what] = round(time.perf_counter() - begun, 4)

    @contextmanager
    def owner(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.server.url(database_of(WORLD), "owner")) as connection:
            yield connection

    # The steps.

    def plan(self) -> int:
        self.say("Đọc kế hoạch 1/7/2025 (442 → 168, 38 cấp huyện theo lĩnh vực)…")
        with self.timed("plan_seconds"):
            text = read_plan(shipped_plan())
            with as_centre() as centre:
                drafted = draft_plan(text, by=centre)
            with as_centre() as centre:
                prepared = prepare_plan(drafted["plan"], by=centre)
        self.say(
            f"  {prepared['areas_begin']} địa bàn mới, {prepared['areas_end']} địa bàn kết thúc, "
            f"{prepared['handed_over']} thẩm quyền chuyển giao, {self.seconds['plan_seconds']:.2f} giây."
        )
        return int(drafted["plan"])

    def generate(self, number: int, items: int, closed: int) -> None:
        self.say(f"Tạo {items:n} hồ sơ đang giải quyết và {closed:n} hồ sơ đã xong ở các đơn vị cũ…")
        text = sql.named(PLANS, "generate_work")
        with self.owner() as owner:
            for first in range(1, items + closed + 1, CHUNK):
                for low, high, is_closed in _stretches(first, min(first + CHUNK - 1, items + closed), items):
                    params = {"plan": number, "first": low, "last": high, "closed": is_closed}
                    owner.execute(text, params)
                owner.commit()
            owner.execute("analyze work_item, dossier, journal")

    def decide(self, number: int) -> None:
        """Old wards by neighbourhood, districts by the old commune, each by its own people; the rest waits for them."""
        with as_centre() as centre:
            districts = write_commune_rules(number, by=centre)["written"]
            divisions = divisions_of(number)
            for division in divisions:
                ways = [] if rules_of(number, division.undivided) else division.parts
                for way, part in enumerate(ways, 1):
                    pattern = {"names": [str(way)]}
                    write_rule(
                        number, division.undivided, kind="neighbourhood", pattern=pattern, part=part.id, by=centre
                    )  # fmt: skip
        decided = left = 0
        with self.timed("decide_seconds"):
            for division in divisions:
                *_, (own, open_) = applied_by(_somebody_of(division.undivided), division)
                decided, left = decided + own, left + open_
        self.seconds["rules_100k_seconds"] = round(
            100_000 * self.seconds["decide_seconds"] / max(1, decided + left), 2
        )
        self.say(
            f"  {len(divisions)} địa bàn bị chia, trong đó {districts} theo xã, phường cũ của cấp huyện: "
            f"{decided} hồ sơ đã quyết định theo quy tắc, {left} hồ sơ để người quyết định."
        )

    def dry_run(self, number: int) -> tuple[int, Report]:
        with self.timed("dry_run_seconds"), as_centre() as centre:
            kept = reconcile(number, is_live=True, keep_items=True, by=centre)
        with self.timed("fingerprint_seconds"), transaction.atomic():
            sql.run("select * from reconciliation_lines()")
        with transaction.atomic():
            return kept["id"], numbers(number, is_live=True)

    def approve(self, number: int, timed_as: str) -> None:
        digest = plan(number).digest
        first, second = two_signers()
        with acting(first) as signer:
            approve_plan(number, digest=digest, by=signer)
        with self.timed(timed_as), acting(second) as signer:
            approve_plan(number, digest=digest, by=signer)

    def sleep_until(self, number: int, from_midnight: timedelta) -> None:
        midnight = datetime.combine(plan(number).effective_on, datetime.min.time(), ZONE)
        with as_centre() as centre:
            advance_clock((midnight + from_midnight).isoformat(), by=centre)

    def flip(self, number: int) -> None:
        """Nothing happens but midnight."""
        self.sleep_until(number, timedelta(seconds=1))
        with self.timed("flip_seconds"), as_centre() as centre:
            flip_plans(by=centre)

    def verify(self, number: int) -> dict[str, Any]:
        with self.timed("verify_seconds"):
            answer = verify(self.server, WORLD, number, self.say)
        self.say(f"  {sentence(answer)}")
        return answer

    def responsibility(self) -> dict[Any, int]:
        with self.owner() as owner:
            return dict(owner.execute(RESPONSIBILITY).fetchall())

    def gather_figures(self) -> None:
        """What autovacuum does within a minute of a commit, and weeks lie between approval and the date."""
        with self.owner() as owner:
            owner.execute("analyze area, unit, jurisdiction, holding")

    def raw_update(self) -> None:
        """Last: its dead rows would weigh on whatever is measured after it."""
        with self.owner() as owner:
            with self.timed("raw_update_seconds"):
                owner.execute(RAW_UPDATE)
            owner.rollback()

    def pace(self, when: str) -> None:
        """How long a full inbox and the board take, medians: `inbox_before_ms`, `board_after_ms`, …"""
        busiest = sql.rows(BusiestRow, sql.named(PLANS, "busiest"))
        boards, inboxes = [], []
        for unit in busiest:
            with acting(unit.mandate) as clerk:
                inboxes += [_milliseconds(lambda: inbox(clerk)) for _ in range(PACE_TRIES)]
        for _ in range(PACE_TRIES):
            with transaction.atomic():
                boards.append(_milliseconds(count))
        self.seconds[f"inbox_{when}_ms"] = round(statistics.median(inboxes), 3)
        self.seconds[f"board_{when}_ms"] = round(statistics.median(boards), 2)

    @contextmanager
    def reader_beside(self) -> Iterator[None]:
        """Somebody reads holdings all the while; how long one answer took at most: `reader_wait_ms`."""
        over, waits = Event(), [0.0]

        def read() -> None:
            with self.owner() as reader:
                reader.autocommit = True
                while not over.is_set():
                    waits.append(_milliseconds(lambda: reader.execute(READ).fetchall()))
                    over.wait(0.002)  # a reader, not a load

        reading = Thread(target=read)
        reading.start()
        try:
            yield
        finally:
            over.set()
            reading.join()
            self.seconds["reader_wait_ms"] = round(max(waits), 1)

    def reverse(self, number: int) -> None:
        with self.timed("reverse_seconds"), acting(two_signers()[0]) as signer:
            reverse_plan(number, by=signer)

    def again(self, number: int) -> int:
        """The same text, a day later: after a stop and return."""
        text = plan_text(number)
        later = replace(
            text, name=f"{text.name} (lần hai)", effective_on=text.effective_on + timedelta(days=1)
        )
        with as_centre() as centre:
            drafted: int = draft_plan(later, by=centre)["plan"]
        with as_centre() as centre:
            prepare_plan(drafted, by=centre)
        return drafted


def run_demo(server: Server, items: int, closed: int, say: Say, enter: Callable[[], None]) -> dict[str, Any]:
    """All of it in a fresh world; the figures."""
    if WORLD in [world.name for world in list_worlds(server)]:
        drop_world(server, WORLD)
    create_world(server, WORLD, EVE, say, before=True)
    enter()
    demo = Demo(server, say)
    number = demo.plan()
    demo.generate(number, items, closed)
    demo.decide(number)
    say("Chạy thử và đối chiếu…")
    kept, report = demo.dry_run(number)
    before = demo.responsibility()
    say("Hai người ký phê duyệt…")
    demo.approve(number, "commit_seconds")
    demo.gather_figures()
    demo.sleep_until(number, timedelta(minutes=-1))
    demo.pace("before")
    say("0 giờ ngày 1/7/2025…")
    demo.flip(number)
    first = demo.verify(number)
    demo.pace("after")
    compared = outcome(kept)
    say("Hoàn lại…")
    demo.reverse(number)
    identical = demo.responsibility() == before
    say("  Trách nhiệm trở lại đúng như trước." if identical else "  Trách nhiệm KHÔNG trở lại như trước.")
    say("Phê duyệt và chuyển giao lần hai, ngày 2/7/2025…")
    second_number = demo.again(number)
    with demo.reader_beside():
        demo.approve(second_number, "second_commit_seconds")
    demo.flip(second_number)
    second = demo.verify(second_number)
    demo.raw_update()
    return {
        "items": report["total"]["n"],
        "moving": report["moving"],
        "undecided": sum(row["n"] for row in report["undecided"]),
        "unexplained": compared["unexplained"],
        "missing": compared["missing"],
        "due_changed": compared["due_changed"],
        "codes_changed": compared["codes_changed"],
        "sources_compared": compared["sources_compared"],
        "sources_differing": compared["sources_differing"],
        "verified": first["verified"] and second["verified"],
        "reversed_identical": identical,
        **demo.seconds,
        "commit_ratio": round(demo.seconds["commit_seconds"] / demo.seconds["raw_update_seconds"], 4),
        "plan_ratio": round(demo.seconds["plan_seconds"] / demo.seconds["raw_update_seconds"], 4),
        "fingerprint_ratio": round(
            demo.seconds["fingerprint_seconds"] / demo.seconds["raw_update_seconds"], 4
        ),
        "inbox_ratio": round(demo.seconds["inbox_after_ms"] / demo.seconds["inbox_before_ms"], 3),
        "board_ratio": round(demo.seconds["board_after_ms"] / demo.seconds["board_before_ms"], 3),
        "verification": [first, second],
        "reconciliation": report,
    }


def _milliseconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def _stretches(first: int, last: int, items: int) -> Iterator[tuple[int, int, bool]]:
    """The open ones up to `items`, the closed ones after."""
    if first <= items:
        yield first, min(last, items), False
    if last > items:
        yield max(first, items + 1), last, True


def _somebody_of(jurisdiction: int) -> int:
    return sql.only_value(
        int,
        "select min(m.id) from post p join mandate m on m.post = p.id and m.during @> world_today()"
        " where p.unit = holder_of(%s::int, world_today()) and p.role = 'tiep_nhan'",
        (jurisdiction,),
    )


def two_signers() -> list[int]:
    return sql.values(
        int,
        "select min(m.id) as mandate from mandate m join post p on p.id = m.post"
        " where p.role = 'lanh_dao_tp' and m.during @> world_today() group by m.person order by 1",
    )
