"""Work is given, taken and given back, one or many: who has it is said in its journal, and nobody takes it unseen."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.documents.actions import complete_delivery, direct_delivery, register_delivery
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.terms import ABILITIES
from lienthong.work.actions import assign_item
from lienthong.work.desks.registry import hands_offered
from lienthong.work.handing.actions import hand_back_item, hand_many, take_item
from lienthong.work.queries import item_of, verify_chains
from tests import cast, sql
from tests.documents.letters import arrived
from tests.house.belongings import of_every_kind
from tests.procedures.dossiers import of, taken_in
from tests.work.test_waiting import colleagues_of, mine


def directed() -> UUID:
    """A letter whose answer waits for whoever may write it."""
    item = arrived(cast.AN_KHANH)
    register_delivery(item, by=cast.an())
    direct_delivery(item, by=cast.officer("lanh_dao"))
    return item


def lines(item: UUID, by: Actor | None = None) -> list[Any]:
    with acts.opening(by or cast.an()):
        return sql.rows("select act, verb, mandate, facts from journal where item = %s order by seq", (item,))


def assignee(item: UUID) -> int | None:
    with acts.opening(cast.an()):
        return item_of(cast.an(), item).assignee


def refused(code: str, act: Any, *args: Any, **fields: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **fields)
    assert refusal.value.code == code
    return refusal.value


def test_one_takes_what_nobody_has_and_gives_it_back(db: None) -> None:
    item, (first, second, *_) = directed(), colleagues_of("chuyen_vien")
    assert item in mine(first)
    assert item in mine(second)
    take_item(item, by=first)
    assert assignee(item) == first.mandate
    assert item in mine(first)
    assert item not in mine(second)
    refused("already_yours", take_item, item, by=first)
    hand_back_item(item, by=first)
    assert assignee(item) is None
    assert item in mine(second)
    refused("not_in_your_hands", hand_back_item, item, by=first)
    assert [line.verb for line in lines(item)][-2:] == ["item.taken", "item.handed_back"]
    assert lines(item)[-2].facts == {"assignee": first.mandate, "from": None}
    with acts.opening(cast.an()):
        assert item_of(cast.an(), item).state == "directed", "nothing but the hands has changed"
    assert chains() == []


def chains() -> Any:
    sql.run("reset role")
    broken = verify_chains(connection.connection)["broken"]
    sql.run("set local role lienthong_app")
    return broken


def test_a_colleagues_work_is_taken_by_who_says_whose_it_is(db: None) -> None:
    item, (first, second, *_) = directed(), colleagues_of("chuyen_vien")
    take_item(item, by=first)
    said = refused("in_other_hands", take_item, item, by=second)
    assert f"đang do {first.name} xử lý" in said.sentence
    refused("in_other_hands", take_item, item, instead_of=cast.an().mandate, by=second)
    take_item(item, instead_of=first.mandate, by=second)
    assert assignee(item) == second.mandate
    assert lines(item)[-1].facts == {"assignee": second.mandate, "from": first.mandate}


def test_nobody_takes_a_citizens_work_to_read_whose_it_is(db: None) -> None:
    """To have it in hand is to know the citizen: at a step that is not theirs nobody takes it."""
    item = of(taken_in())
    for role in ("van_thu", "ky_thuat", "lanh_dao", "dau_moi_1022"):
        refused("not_your_step", take_item, item, by=cast.officer(role))
    assert take_item(item, by=cast.officer("tu_phap"))["state"] == "received"


def test_who_may_not_and_who_is_not_there(db: None) -> None:
    item = directed()
    observer = replace(cast.binh(), abilities=ABILITIES["to_cong_tac"])
    refused("not_allowed", take_item, item, by=observer)
    refused("not_allowed", assign_item, item, assignee=None, by=cast.an())
    with pytest.raises(NotFound):
        take_item(item, by=cast.chi())
    refused("not_holder", take_item, item, by=cast.dung())
    complete_delivery(item, by=cast.officer("lanh_dao"))
    refused("wrong_state", take_item, item, by=cast.officer("chuyen_vien"))
    refused("wrong_state", assign_item, item, assignee=None, by=cast.officer("lanh_dao"))


def test_every_desk_offers_it(db: None) -> None:
    leader, kinds = cast.officer("lanh_dao"), set()
    for kind, item in of_every_kind().items():
        with acts.opening(leader):
            row = item_of(leader, item) if kind != "meeting" else None
            if row and row.jurisdiction in leader.scope:
                assert "assign_item" in {act.move.act for act in hands_offered(leader, row)}, kind
                kinds.add(kind)
    assert kinds >= {"draft", "delivery", "dossier", "report", "incident", "bridge_point"}


def test_many_are_handed_on_an_act_each(db: None) -> None:
    items, clerk = [directed() for _ in range(3)], cast.officer("chuyen_vien")
    answer = hand_many([*items, items[0]], how="take", by=clerk, key="many")
    assert sorted(answer["done"]) == sorted(map(str, items))
    assert answer["refused"] == []
    taken = [lines(item)[-1] for item in items]
    assert {line.verb for line in taken} == {"item.taken"}
    assert len({line.act for line in taken}) == 3
    assert hand_many([*items, items[0]], how="take", by=clerk, key="many") == answer
    assert [len([line for line in lines(item) if line.verb == "item.taken"]) for item in items] == [1, 1, 1]
    leader, other = cast.officer("lanh_dao"), colleagues_of("chuyen_vien")[1]
    hand_many(items, how="assign", assignee=other.mandate, section=other.section, by=leader)
    assert all(assignee(item) == other.mandate for item in items)
    assert chains() == []


def test_of_many_those_that_cannot_be_are_named_and_the_rest_is_done(db: None) -> None:
    free, his, over = directed(), directed(), directed()
    first, second, *_ = colleagues_of("chuyen_vien")
    take_item(his, by=second)
    complete_delivery(over, by=cast.officer("lanh_dao"))
    answer = hand_many([free, his, over], how="take", by=first)
    assert answer["done"] == [str(free)]
    assert {line["id"]: line["code"] for line in answer["refused"]} == {
        str(his): "in_other_hands", str(over): "wrong_state",
    }  # fmt: skip
    assert assignee(his) == second.mandate


def test_what_is_wrong_with_all_of_them_is_refused_as_one(db: None) -> None:
    items, leader = [directed(), directed()], cast.officer("lanh_dao")
    refused("nothing_ticked", hand_many, [], how="take", by=leader)
    refused("too_many_ticked", hand_many, [UUID(int=n) for n in range(101)], how="take", by=leader)
    refused("nobody_named", hand_many, items, how="assign", by=leader)
    stranger = cast.chi()
    refused("unknown_assignee", hand_many, items, how="assign", assignee=stranger.mandate, by=leader)
    assert [assignee(item) for item in items] == [None, None]


def test_over_the_api(db: None) -> None:
    item, (first, second, *_) = directed(), colleagues_of("chuyen_vien")
    one, other = cast.caller(first), cast.caller(second)
    assert {act["act"] for act in one.get(f"/items/{item}").json()["hands"]} == {"take-item"}
    assert one.post(f"/items/{item}/take-item", key="a").status_code == 200
    assert str(item) in {row["id"] for row in one.get("/items?whose=me").json()["items"]}
    assert str(item) not in {row["id"] for row in other.get("/items?whose=me").json()["items"]}
    late = other.post(f"/items/{item}/take-item", key="b").json()
    assert late["code"] == "in_other_hands"
    taken = other.post(f"/items/{item}/take-item", {"instead_of": late["facts"]["assignee"]}, key="c")
    assert taken.status_code == 200
    assert other.post(f"/items/{item}/hand-back-item", key="d").status_code == 200
    leader = cast.caller(cast.officer("lanh_dao"))
    given = leader.post(f"/items/{item}/assign-item", {"assignee": first.mandate}, key="e")
    assert given.status_code == 200
    note = one.get(f"/items/{item}").json()["timeline"][-1]
    assert (note["label"], note["note"]) == ("Phân công", f"cho {first.name}")
    assert one.get("/items?whose=you").json()["code"] == "bad_whose"
    assert one.get("/items?whose=me&late=own").json()["code"] == "bad_whose"


def test_what_waits_in_the_unit_is_not_longer_for_it(db: None) -> None:
    """The clerks of a round are asked for acts that do something: who has it in hand is none of them."""
    item = directed()
    asked = cast.caller(cast.officer("chuyen_vien")).get("/next").json()["items"]
    acts_of = next(row["acts"] for row in asked if row["id"] == str(item))
    assert not {"assign-item", "take-item", "hand-back-item"} & {act["act"] for act in acts_of}
