"""Dividing open work: who may, what changes, what is left to people, and a second pair of eyes."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from lienthong.board.queries import lately
from lienthong.board.queries import unit as board_unit
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reorganisation.divisions import actions, queries, streets
from lienthong.reorganisation.divisions.rules import needs_second_eyes
from lienthong.reorganisation.divisions.terms import Division
from lienthong.reorganisation.plans import actions as plan_actions
from lienthong.reorganisation.plans.actions import prepare_plan
from lienthong.reorganisation.plans.terms import Source, Target, Transition
from lienthong.reorganisation.reconciliation.queries import numbers as reconciled
from lienthong.work.queries import counts, inbox, item_of
from tests import sql
from tests.cast import caller, officer
from tests.reorganisation.desks import (
    AN_PHU,
    Screen,
    counter,
    division,
    dossiers,
    jurisdiction,
    lasting,
    part,
)
from tests.reorganisation.plans import DAY, drafted, holder, merge, planner, signers, text, today

SPLIT = Transition(
    "split",
    (Source(code=AN_PHU),),
    (
        Target(code="99001", name="Phường Đông", province="79", bodies=("ubnd", "dang_uy"), default=True),
        Target(code="99002", name="Phường Tây", province="79", bodies=("ubnd", "dang_uy")),
    ),
)

EXTRACT = Transition(
    "extract",
    (Source(code=AN_PHU),),
    (Target(code="99003", name="Phường Nam", province="79", bodies=("ubnd",)),),
)


@pytest.fixture
def split(eve: None) -> Division:
    made = drafted(text(SPLIT))
    prepare_plan(made["plan"], by=planner())
    return division(made["plan"])


def rule(one: Division, name: str, *phrases: str) -> int:
    answer = actions.write_rule(
        one.plan,
        one.undivided,
        kind="words",
        pattern={"any": list(phrases)},
        part=part(one, name),
        by=planner(),
    )
    return int(answer["no"])


def decide(one: Division, name: str, *items: UUID, **more: object) -> dict[str, int]:
    given = more if "by" in more else {"by": counter(), **more}
    return actions.decide_items(one.plan, one.undivided, items=list(items), part=part(one, name), **given)[
        "decided"
    ]  # type: ignore[arg-type]


def test_rules_decide_what_they_agree_on_and_leave_the_rest(split: Division) -> None:
    items = dossiers("1 Nguyễn Hoàng", "2 Vũ Tông Phan", "Nguyễn Hoàng, Vũ Tông Phan", "xóm trên")
    east, west, both, neither = items
    before = lasting(*items)
    rule(split, "Đông", "Nguyễn Hoàng")
    rule(split, "Tây", "Vũ Tông Phan")
    with acts.opening(counter()):
        tried = queries.trial_of(counter(), split)
    assert (tried.total, tried.conflict, tried.unknown) == (4, 1, 1)
    answer = actions.apply_rules(split.plan, split.undivided, by=counter())
    assert answer == {"decided": {str(part(split, "Đông")): 1, str(part(split, "Tây")): 1}, "left": 2}
    assert (jurisdiction(east), jurisdiction(west)) == (part(split, "Đông"), part(split, "Tây"))
    assert (jurisdiction(both), jurisdiction(neither)) == (split.undivided, split.undivided)
    assert lasting(*items) == before


def test_applying_twice_is_applying_once(split: Division) -> None:
    dossiers("1 Nguyễn Hoàng")
    rule(split, "Đông", "Nguyễn Hoàng")
    actions.apply_rules(split.plan, split.undivided, by=counter())
    assert actions.apply_rules(split.plan, split.undivided, by=counter()) == {"decided": {}, "left": 0}


def test_each_item_gets_its_own_line_in_one_act(split: Division) -> None:
    items = dossiers("1 Nguyễn Hoàng", "3 Nguyễn Hoàng")
    decide(split, "Tây", *items)
    with acts.opening(counter()):
        lines = sql.rows("select item, act, jurisdiction, facts from journal where verb = 'item.refined'")
        heads = sql.rows("select w.id from work_item w join journal j on j.item = w.id and j.seq = w.chain_seq"
                         " and j.digest = w.chain_digest where w.id = any (%s)", (items,))  # fmt: skip
    assert {line.item for line in lines} == set(items)
    assert len({line.act for line in lines}) == 1
    assert all(line.jurisdiction == part(split, "Tây") for line in lines)
    assert len(heads) == 2


def test_a_person_may_change_their_mind_and_the_sample_asks_again(split: Division) -> None:
    (item,) = dossiers("1 Nguyễn Hoàng")
    decide(split, "Tây", item)
    actions.second_decision(split.plan, split.undivided, item, by=officer("lanh_dao", AN_PHU))
    assert decide(split, "Đông", item) == {str(part(split, "Đông")): 1}
    with acts.opening(counter()):
        (said,) = queries.people_decisions(counter(), split)
    assert (said.part, said.second_by) == (part(split, "Đông"), None)


def test_the_same_person_is_no_second_pair_of_eyes(split: Division) -> None:
    (item,) = dossiers("1 Nguyễn Hoàng")
    decide(split, "Tây", item)
    with pytest.raises(Refusal, match="same_eyes"):
        actions.second_decision(split.plan, split.undivided, item, by=counter())
    assert needs_second_eyes(split.plan, item) in (True, False)


def test_another_wards_clerk_finds_nothing(split: Division) -> None:
    items = dossiers("1 Nguyễn Hoàng")
    chi = counter("27094")
    with pytest.raises(NotFound):
        decide(split, "Tây", *items, by=chi)
    with pytest.raises(NotFound):
        actions.apply_rules(split.plan, split.undivided, by=chi)
    with acts.opening(chi):
        assert queries.open_work(chi, split, split.jurisdictions) == []


def test_who_only_looks_decides_nothing(split: Division) -> None:
    items = dossiers("1 Nguyễn Hoàng")
    binh = replace(counter(), abilities=frozenset({"view_board"}))
    with pytest.raises(Refusal, match="not_allowed"):
        decide(split, "Tây", *items, by=binh)


def test_an_item_outside_the_divided_ward_is_refused(split: Division) -> None:
    (own,) = dossiers("1 Nguyễn Hoàng")
    (foreign,) = dossiers("1 Nguyễn Hoàng", code="27094")
    with pytest.raises(Refusal, match="not_divided"):
        decide(split, "Tây", own, foreign)
    assert jurisdiction(own) == split.undivided


def test_a_part_of_another_plan_is_refused(split: Division) -> None:
    items = dossiers("1 Nguyễn Hoàng")
    with pytest.raises(Refusal, match="unknown_part"):
        actions.decide_items(split.plan, split.undivided, items=items, part=split.undivided, by=counter())


def test_at_the_date_decided_work_is_with_its_heir_and_the_rest_with_the_default(split: Division) -> None:
    west, unclear = dossiers("1 Nguyễn Hoàng", "xóm trên")
    decide(split, "Tây", west)
    approve_and_wait(split)
    names = {
        item: sql.one("select name from unit where id = %s", (holder(jurisdiction(item), DAY),))
        for item in (west, unclear)
    }
    assert "Tây" in names[west]
    assert "Đông" in names[unclear]


def test_what_was_left_is_decided_later_by_the_default_heir(split: Division) -> None:
    """It leaves the heir's inbox for the other's; the heir of the seat that received it may still look."""
    items = dossiers("xóm trên", "xóm dưới")
    before = lasting(*items)
    approve_and_wait(split)
    heir = clerk_of(split.heir or 0)
    assert split.undivided in heir.scope
    assert decide(split, "Tây", items[0], by=heir) == {str(part(split, "Tây")): 1}
    assert lasting(*items) == before
    with acts.opening(heir):
        assert [row.id for row in inbox(heir)] == [items[1]]


def test_a_ward_that_lives_on_decides_what_stays_with_it(eve: None) -> None:
    made = drafted(text(EXTRACT))
    prepare_plan(made["plan"], by=planner())
    one = division(made["plan"])
    assert {each.name for each in one.parts} == {"Phường Nam", "Phường An Phú (ở lại)"}
    goes, stays = items = dossiers("1 Nguyễn Hoàng", "2 Vũ Tông Phan")
    before = lasting(*items)
    assert [(row.undivided, row.n) for row in reminded(counter())] == [(one.undivided, 2)]
    decide(one, "Nam", goes)
    decide(one, "ở lại", stays)
    clerk = counter()
    with acts.opening(clerk):
        assert queries.waiting(clerk, [one]).get(one.undivided, 0) == 0, "the list reaches its end"
    approve_and_wait(one)
    assert lasting(*items) == before
    old = counter()
    with acts.opening(old):
        assert stays in {row.id for row in inbox(old)}
        assert goes not in {row.id for row in inbox(old)}
    (later,) = dossiers("3 Nguyễn Hoàng")
    assert told_of(one) == dict.fromkeys(TELLERS, 0), "what comes in after the date waits for no division"
    with pytest.raises(Refusal, match="not_divided"):
        decide(one, "Nam", later, goes)

    plan_actions.reverse_plan(one.plan, by=signers()[0])
    old = counter()
    with acts.opening(old):
        assert {goes, stays} <= {row.id for row in inbox(old)}


def test_what_a_ward_let_pass_before_a_part_left_it_is_its_own_lateness(eve: None) -> None:
    """The part that stays begins with the division; the ward that answers for it was there before."""
    made = drafted(text(EXTRACT))
    prepare_plan(made["plan"], by=planner())
    one = division(made["plan"])
    goes, stays = dossiers("1 Nguyễn Hoàng", "2 Vũ Tông Phan")
    decide(one, "Nam", goes)
    decide(one, "ở lại", stays)
    approve_and_wait(one)
    clerk = counter()
    with acts.opening(clerk):
        row = next(row for row in inbox(clerk) if row.id == stays)
        assert row.due_at < clerk.at
        assert not row.late_before
        assert [row.id for row in inbox(clerk, late="own")] == [stays]
        assert sum(row.overdue for row in counts(clerk)) == 1
    shown = board_unit(clerk, AN_PHU)
    assert (shown["stuck_total"], shown["stuck_before"]) == (1, 0)


def test_what_a_ward_that_lives_on_left_undecided_stays_in_question(eve: None) -> None:
    """And nothing else of it: list, counts, API, report, reminder and the city's sums tell the same."""
    made = drafted(text(EXTRACT))
    prepare_plan(made["plan"], by=planner())
    one = division(made["plan"])
    dossiers("1 Nguyễn Hoàng", "2 Vũ Tông Phan", "xóm trên")
    assert told_of(one) == dict.fromkeys(TELLERS, 3)
    approve_and_wait(one)
    dossiers("3 Nguyễn Hoàng", "4 Nguyễn Hoàng")
    assert told_of(one) == dict.fromkeys(TELLERS, 3)
    assert marked(one) == 3
    actions.decide_street(one.plan, one.undivided, street="nguyen hoang", part=part(one, "Nam"), by=counter())
    assert told_of(one) == dict.fromkeys(TELLERS, 2)
    rule(one, "Nam", "Vũ Tông Phan", "Nguyễn Hoàng")
    assert actions.apply_rules(one.plan, one.undivided, by=counter())["left"] == 1
    assert told_of(one) == dict.fromkeys(TELLERS, 1)
    assert marked(one) == 1
    plan_actions.reverse_plan(one.plan, by=signers()[0])
    assert told_of(one) == dict.fromkeys(TELLERS, 0)
    assert marked(one) == 0


def marked(one: Division) -> int:
    """How many items the inbox of their clerk marks, each as its own page does."""
    clerk = counter()
    with acts.opening(clerk):
        rows = [row for row in inbox(clerk) if row.jurisdiction == one.undivided]
        assert all(item_of(clerk, row.id).undecided is row.undecided for row in rows)
    return sum(row.undecided for row in rows)


TELLERS = ("list", "overview", "sheet", "api", "planner", "report", "reminder", "city", "board")


def told_of(one: Division) -> dict[str, int]:
    """What everybody who counts it says is undecided of one division."""
    clerk, one, home = counter(), division(one.plan), f"/reorganisations/{one.plan}/divisions"
    with acts.opening(clerk):
        listed = streets.standings(clerk, one).left
        (overview,) = queries.divisions_listed(clerk, one.plan).rows
        reminder = sum(row.n for row in queries.left_to_decide(clerk) if row.undivided == one.undivided)
    with acts.opening(planner()):
        seen = queries.divisions_listed(planner(), one.plan).rows
        report = reconciled(one.plan, is_live=False)["undecided"]
        city = sql.rows("select * from city_undecided()")
    sheet = Screen(clerk).text(f"/sap-xep/{one.plan}/phan-chia/{one.undivided}.csv")
    (by_api,) = caller(clerk).get(home).json()["divisions"]
    assert by_api["left"] == caller(clerk).get(f"{home}/{one.undivided}/streets").json()["left"]
    lately.forget()
    with acts.opening(officer("lanh_dao")):
        on_board = lately().raw["undecided_total"]
    return {
        "list": listed, "overview": overview["left"], "sheet": len(sheet.splitlines()) - 1,
        "api": by_api["left"], "planner": sum(row["left"] for row in seen if row["undivided"] == one.undivided),
        "report": sum(row["n"] for row in report), "reminder": reminder,
        "city": sum(row.n for row in city), "board": on_board,
    }  # fmt: skip


def reminded(actor: Actor) -> list[Any]:
    with acts.opening(actor):
        return queries.left_to_decide(actor)


def test_only_what_must_be_decided_is_marked(eve: None) -> None:
    """Not under a draft and not after a reversal; in a ward that lives on what came in before the date."""
    for sentence, until in ((SPLIT, "infinity"), (EXTRACT, f"{DAY} 00:00+07")):
        made = drafted(text(sentence))
        prepare_plan(made["plan"], by=planner())
        one = division(made["plan"])
        assert undecided_until(one) is None
        for signer in signers():
            plan_actions.approve_plan(made["plan"], digest=made["digest"], by=signer)
        assert undecided_until(one) == until
        plan_actions.reverse_plan(made["plan"], by=signers()[0])
        assert undecided_until(one) is None


def undecided_until(one: Division) -> str | None:
    found: str | None = sql.one(
        "select case u when 'infinity' then 'infinity' else to_char(u at time zone 'Asia/Ho_Chi_Minh',"
        " 'YYYY-MM-DD HH24:MI+07') end from undecided_until(%s::int) u",
        (one.undivided,),
    )
    return found


def approve_and_wait(split: Division) -> None:
    digest = sql.one("select digest from plan where id = %s", (split.plan,))
    for signer in signers():
        plan_actions.approve_plan(split.plan, digest=digest, by=signer)
    today(DAY)


def clerk_of(unit: int) -> Actor:
    """Somebody of a unit that begins: nobody is posted there yet in this small plan."""
    scope = sql.one("select held_by(%s::int, world_today())", (unit,))
    return replace(planner(), unit=unit, scope=tuple(scope), reads=(), abilities=frozenset({"decide_part"}))


def test_rules_are_for_the_planner_and_the_wards_own_people(split: Division) -> None:
    given = {"kind": "words", "pattern": {"any": ["A"]}, "part": part(split, "Tây")}
    actions.write_rule(split.plan, split.undivided, by=counter(), **given)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        actions.write_rule(split.plan, split.undivided, by=counter("27094"), **given)  # type: ignore[arg-type]
    assert actions.withdraw_rule(split.plan, split.undivided, 1, by=planner()) == {"no": 1}
    assert queries.rules_of(split.plan, split.undivided) == []


def test_unmerged_wards_are_not_divided(eve: None) -> None:
    made = drafted(text(merge("27088", "27115", into="99001", name="Phường Thử")))
    prepare_plan(made["plan"], by=planner())
    assert queries.divisions_of(made["plan"]) == []
