"""Any order of submitting, working, planning, deciding, signing, crashing, waking up on another day and going back.

A small family of wards, real PostgreSQL, the application's role. After every step: nothing lost or doubled, what
must not change unchanged, one holder for every jurisdiction on every day of its life.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reorganisation.plans import actions, queries
from lienthong.reorganisation.plans.terms import PlanText, Source, Target, Transition
from tests import sql
from tests.reorganisation.machine import (
    ALL,
    BROKEN,
    FAMILY,
    HELD,
    JURISDICTIONS,
    KINDS,
    LASTING,
    LIVING,
    Crash,
    Known,
    Made,
    as_owner,
    crashing_after,
    hands_of,
    refine,
    signers_known,
    submit,
    work_on,
)
from tests.reorganisation.plans import EVE, planner, signers, today

MAY_STOP = {"plan_in_the_past", "plan_one_a_date", "plan_under_later", "plan_has_holes"}
"""What may be said of a plan without faults when it is signed; faults: its ward was given back meanwhile."""


class Reorganisations(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.codes = list(FAMILY)
        self.items: dict[UUID, Known] = {}
        self.plans: list[Made] = []
        self.day = EVE
        today(EVE)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.mark)
        sql.run("set constraints all deferred")
        sql.run("set local role lienthong_app")

    # What is there.

    def living(self, on: date | None = None) -> list[Any]:
        return sql.rows(LIVING, (self.codes, on or self.day))

    def jurisdictions(self) -> list[int]:
        return [row.id for row in sql.rows(JURISDICTIONS, (self.codes,))]

    def holders(self, on: date) -> dict[int, int]:
        return {row.jurisdiction: row.unit for row in sql.rows(HELD, (self.jurisdictions(), on))}

    def pending(self) -> Made | None:
        return next((plan for plan in self.plans if plan.state == "draft"), None)

    # What happens.

    @initialize(kind=st.sampled_from(KINDS), which=st.integers(0, 99))
    def begin(self, kind: str, which: int) -> None:
        for n in range(12):
            self.submit(n)
        self.plan(kind, which, 2)

    @rule(which=st.integers(0, 99))
    def submit(self, which: int) -> None:
        areas = self.living()
        area = areas[which % len(areas)]
        unit = sql.one("select holder_of(territory_of(%s::int), %s::date)", (area.id, self.day))
        made = submit(area.id, self.day, len(self.items), by=hands_of(unit))
        self.items[UUID(made["id"])] = Known(self.lasting([UUID(made["id"])])[UUID(made["id"])][:-2])

    @rule(which=st.integers(0, 99))
    def work(self, which: int) -> None:
        item = list(self.items)[which % len(self.items)]
        holder = self.holder_of(item)
        work_on(item, by=hands_of(holder))
        self.items[item].steps += 1
        for row in self.living():
            other = sql.one("select holder_of(territory_of(%s::int), %s::date)", (row.id, self.day))
            if other != holder:
                with suppress(NotFound, Refusal):
                    work_on(item, by=hands_of(other))
                    raise AssertionError("somebody who does not hold it worked on it")
                break

    @precondition(lambda self: self.pending() is None and not self.waiting())
    @rule(
        kind=st.sampled_from(["merge", "split", "extract", "rename"]),
        which=st.integers(0, 99),
        ahead=st.integers(1, 3),
    )
    def plan(self, kind: str, which: int, ahead: int) -> None:
        areas = self.living()
        one, other = areas[which % len(areas)], areas[(which + 1) % len(areas)]
        text = self.text(kind, one.code, other.code, self.day + timedelta(days=ahead))
        made = actions.draft_plan(text, by=planner())
        assert not [fault for fault in made["holes"] if fault["blocks"]], made["holes"]
        actions.prepare_plan(made["plan"], by=planner())
        self.plans.append(Made(made["plan"], text.effective_on, made["digest"]))

    def text(self, kind: str, one: str, other: str, on: date) -> PlanText:
        n = len(self.plans)
        fresh = [
            Target(code=f"99{n}{k}", name=f"Phường Mới {n}{k}", province="79", bodies=("ubnd",))
            for k in (0, 1)
        ]
        self.codes += [target.code for target in fresh]
        first, second = fresh
        sentence = {
            "merge": Transition("merge", tuple(Source(code=c) for c in dict.fromkeys((one, other))), (first,)),
            "rename": Transition("rename", (Source(code=one),), (first,)),
            "extract": Transition("extract", (Source(code=one),), (first,)),
        }  # fmt: skip
        if kind != "split":
            return PlanText(f"Kế hoạch {n}", on, "", on + timedelta(days=4), (sentence[kind],))
        split = (
            Transition("merge", (Source(code=one, part=True, default=True),), (first,)),
            Transition("merge", (Source(code=one, part=True),), (second,)),
        )
        return PlanText(f"Kế hoạch {n}", on, "", on + timedelta(days=4), split)

    @precondition(lambda self: self.pending() is None and not self.waiting())
    @rule(kind=st.sampled_from(KINDS), which=st.integers(0, 99))
    def reorganise_tomorrow(self, kind: str, which: int) -> None:
        self.plan(kind, which, 1)
        self.decide(which)
        self.approve()
        self.sleep(1)

    def waiting(self) -> bool:
        return any(plan.state == "approved" and plan.day > self.day for plan in self.plans)

    @precondition(lambda self: self.pending() is not None)
    @rule(which=st.integers(0, 99))
    def decide(self, which: int) -> None:
        """An item of a jurisdiction with parts is refined to one of them, by the unit that holds both."""
        with as_owner():
            ways = sql.rows(
                "select w.id, p.id as part from work_item w join jurisdiction p on p.parent = w.jurisdiction"
                " where w.id = any (%s) and p.kind = 'part'"
                " and holder_of(p.id, world_today()) = holder_of(w.jurisdiction, world_today()) order by 1, 2",
                (list(self.items),),
            )
        if ways:
            way = ways[which % len(ways)]
            refine(way.id, way.part, by=hands_of(self.holder_of(way.id)))
            self.items[way.id].steps += 1

    @precondition(lambda self: self.pending() is not None)
    @rule(statements=st.integers(0, 14))
    def crash_while_approving(self, statements: int) -> None:
        plan = self.pending()
        assert plan is not None
        before = self.everything()
        with suppress(Crash, Refusal), transaction.atomic(), crashing_after(statements):
            for signer in signers_known():
                actions.approve_plan(plan.number, digest=plan.digest, by=signer)
            raise Crash
        assert self.everything() == before

    @precondition(lambda self: self.pending() is not None)
    @rule()
    def approve(self) -> None:
        plan = self.pending()
        assert plan is not None
        eve = self.holders(plan.day - timedelta(days=1))
        try:
            with transaction.atomic():
                for signer in signers():
                    actions.approve_plan(plan.number, digest=plan.digest, by=signer)
        except Refusal as refused:
            assert refused.code in MAY_STOP, refused.code  # noqa: PT017
            if refused.code == "plan_has_holes":
                assert any(fault.blocks for fault in actions.faults_of(queries.plan_text(plan.number)))
            plan.state = "void"
            return
        touched = sql.rows(
            "select jurisdiction from planned_holding where plan = %s and not is_new", (plan.number,)
        )
        plan.state, plan.before = "approved", {row.jurisdiction: eve[row.jurisdiction] for row in touched}
        assert self.holders(plan.day - timedelta(days=1)) == eve
        ended = {
            row.unit
            for row in sql.rows(
                "select unit from planned_unit where plan = %s and not begins", (plan.number,)
            )
        }
        assert not ended & set(self.holders(plan.day).values())
        once = self.everything()
        with suppress(Refusal), transaction.atomic():
            actions.approve_plan(plan.number, digest=plan.digest, by=signers()[1])
        assert self.everything() == once

    def in_force(self, which: int) -> Made:
        found = [plan for plan in self.plans if plan.state == "approved"]
        return found[which % len(found)]

    @precondition(lambda self: any(plan.state == "approved" for plan in self.plans))
    @rule(which=st.integers(0, 9), statements=st.integers(0, 2))
    def crash_while_reversing(self, which: int, statements: int) -> None:
        plan, signer, before = self.in_force(which), signers()[0], self.everything()
        with suppress(Crash, Refusal), transaction.atomic(), crashing_after(statements):
            actions.reverse_plan(plan.number, by=signer)
            raise Crash
        assert self.everything() == before

    @precondition(lambda self: any(plan.state == "approved" for plan in self.plans))
    @rule(which=st.integers(0, 9))
    def reverse(self, which: int) -> None:
        plan, before = self.in_force(which), self.everything()
        try:
            with transaction.atomic():
                actions.reverse_plan(plan.number, by=signers()[0])
        except Refusal as refused:
            assert refused.code in {"plan_no_return", "plan_rested_on"}, refused.code  # noqa: PT017
            assert self.everything() == before
            return
        plan.state = "reversed"
        now = self.holders(max(plan.day, self.day))
        assert {jurisdiction: now[jurisdiction] for jurisdiction in plan.before} == plan.before

    @rule(days=st.integers(1, 3))
    def sleep(self, days: int) -> None:
        self.day += timedelta(days=days)
        today(self.day)
        actions.flip_plans(by=planner())

    # What is always true.

    @invariant()
    def one_holder_every_day(self) -> None:
        sql.run("set constraints all immediate")
        sql.run("set constraints all deferred")
        jurisdictions = self.jurisdictions()
        assert not sql.rows(BROKEN, (jurisdictions,))
        assert len(sql.rows(HELD, (jurisdictions, self.day))) == len(self.holders(self.day))

    @invariant()
    def every_acknowledged_item_is_there_and_lasts(self) -> None:
        if not self.items:
            return
        found = self.lasting(list(self.items))
        assert set(found) == set(self.items)
        for item, known in self.items.items():
            assert found[item][:-2] == known.lasting
            assert found[item][-2] == known.steps

    @invariant()
    def every_item_has_one_answerable_unit(self) -> None:
        holders = self.holders(self.day)
        for row in self.lasting(list(self.items)).values():
            assert row[-1] in holders

    @invariant()
    def every_place_answers(self) -> None:
        for row in sql.rows(
            "select id from area where code = any (%s) and lower(during) <= %s", (self.codes, self.day)
        ):
            jurisdiction = sql.one(
                "select jurisdiction_for('territory', %s::int, null, %s::date)", (row.id, self.day)
            )
            assert jurisdiction is not None
            assert sql.one("select holder_of(%s::int, %s::date)", (jurisdiction, self.day)) is not None

    # Looking past row security, as its owner.

    def lasting(self, items: list[UUID]) -> dict[UUID, tuple[Any, ...]]:
        with as_owner():
            return {row.id: tuple(row) for row in sql.rows(LASTING, (items,))}

    def holder_of(self, item: UUID) -> int:
        with as_owner():
            found: int = sql.one(
                "select holder_of(jurisdiction, world_today()) from work_item where id = %s", (item,)
            )
        return found

    def everything(self) -> Any:
        return sql.one(ALL, (self.jurisdictions(),))


def test_any_interleaving_keeps_everything(eve: None) -> None:
    run_state_machine_as_test(
        Reorganisations,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failure is short enough to read as found
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )  # fmt: skip
