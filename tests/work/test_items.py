"""The one writer: items born at one jurisdiction or many, moved one or many, each with line, chain and parties."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.ground import acts
from lienthong.ground import sql as below
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.items.actions import SLICE, move_item, move_items, open_item, open_items
from lienthong.work.items.terms import Arrival, Change, Move, NewItem, Note
from lienthong.work.queries import verify_chains
from tests import cast, sql
from tests.database import clone
from tests.reorganisation.plans import drop, standing_on

LETTER = NewItem("delivery", subject="Thử", state="arrived", verb="delivery.arrived", facts={"sign": "1/CV"})
REGISTER = Move(
    "register_delivery", "Vào sổ", "delivery", frozenset({"arrived"}), "registered", "delivery.registered",
    "register_delivery", step="direct",
)  # fmt: skip
COMPLETE = Move(
    "complete_delivery", "Hoàn thành", "delivery", frozenset({"registered"}), "completed", "delivery.completed",
    "register_delivery", closes=True,
)  # fmt: skip
REOPEN = Move(
    "complete_delivery", "Mở lại", "delivery", frozenset({"completed"}), "arrived", "delivery.reopened",
    "register_delivery", step="register",
)  # fmt: skip
NOTED = Note("attach_file", "Ghi chú", "item.noted", "register_delivery")


@contextmanager
def act(by: Actor) -> Iterator[UUID]:
    """An official act in progress, as a desk's."""
    with acts.opening(by) as here:
        here.act = uuid7()
        yield here.act


@contextmanager
def _sent() -> Iterator[list[str]]:
    """The statements sent inside the block."""
    texts: list[str] = []
    execute = below._execute
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(below, "_execute", lambda text, *rest: (texts.append(text), execute(text, *rest))[1])
        yield texts


def born(by: Actor, new: NewItem = LETTER) -> UUID:
    with act(by):
        return open_item(new, Arrival(by.seat or 0, by.seat), by=by).id


def row(item: UUID, by: Actor) -> Any:
    with acts.opening(by):
        return sql.row("select * from work_item where id = %s", (item,))


def lines(item: UUID, by: Actor) -> list[Any]:
    with acts.opening(by):
        return sql.rows(
            "select act, verb, jurisdiction, unit, mandate, facts, seq, digest from journal"
            " where item = %s order by seq",
            (item,),
        )


def broken() -> Any:
    sql.run("reset role")
    found = verify_chains(connection.connection)
    sql.run("set local role lienthong_app")
    return found["broken"], found["headless"]


def test_one_is_born_with_its_first_line(db: None) -> None:
    an = cast.an()
    with act(an) as its_act:
        moved = open_item(LETTER, Arrival(an.seat or 0, an.seat, {"in_place_of": 7}), by=an)
    (line,) = lines(moved.id, an)
    assert (line.act, line.verb, line.seq) == (its_act, "delivery.arrived", 1)
    assert line.facts == {"sign": "1/CV", "in_place_of": 7}
    assert (line.jurisdiction, line.unit, line.mandate) == (an.seat, an.unit, an.mandate)
    item = row(moved.id, an)
    assert (item.chain_seq, item.chain_digest, item.version) == (1, line.digest, 1)
    assert item.parties == [an.seat]
    told = (item.id, item.kind, item.reference, item.state, item.jurisdiction, item.version, item.due_at)
    assert told == (moved.id, moved.kind, moved.reference, moved.state, moved.jurisdiction, 1, moved.due_at)
    assert moved.received_at == item.received_at


def test_many_are_born_each_at_its_jurisdiction_and_stay_out_of_the_senders_reach(db: None) -> None:
    an, chi, dung = cast.an(), cast.chi(), cast.dung()
    arrivals = [Arrival(an.seat or 0, an.seat), Arrival(chi.seat or 0, chi.seat, {"in_place_of": 7})]
    with act(dung) as its_act:
        open_items(NewItem("delivery", "Thử", "arrived", "delivery.arrived"), arrivals, by=dung)
        assert not acts.current().reach
    for at, who, facts in zip(arrivals, (an, chi), ({}, {"in_place_of": 7}), strict=True):
        (line,) = lines(at.item, who)
        assert (line.act, line.jurisdiction, line.facts) == (its_act, who.seat, facts)
        assert row(at.item, who).parties == [who.seat]
    assert row(arrivals[0].item, chi) is None
    assert broken() == ([], 0)


def test_more_than_a_slice_is_born_whole(db: None) -> None:
    an, chi, dung = cast.an(), cast.chi(), cast.dung()
    arrivals = [Arrival((an.seat if n % 2 else chi.seat) or 0) for n in range(SLICE + 3)]
    with act(dung):
        open_items(LETTER, arrivals, by=dung)
        open_items(LETTER, [], by=dung)
    with acts.opening(an):
        assert sql.one("select count(*) from work_item where subject = 'Thử'") == (SLICE + 3) // 2
    assert broken() == ([], 0)


def test_what_the_sender_has_a_part_in_is_born_at_once_and_reaches_nobody(db: None) -> None:
    an, chi, dung = cast.an(), cast.chi(), cast.dung()
    arrivals = [
        Arrival(an.seat or 0, an.seat, {"in_place_of": 7} if n == SLICE else {}) for n in range(SLICE + 3)
    ]
    arrivals.append(Arrival(chi.seat or 0, chi.seat))
    letter = replace(LETTER, sender_seat=dung.seat)
    with act(dung), _sent() as sent:
        open_items(letter, arrivals, by=dung)
        assert not acts.current().reach
    assert len(sent) == 1
    (line,) = lines(arrivals[SLICE].item, an)
    assert line.facts == {"sign": "1/CV", "in_place_of": 7}
    assert lines(arrivals[0].item, an)[0].facts == {"sign": "1/CV"}
    assert row(arrivals[0].item, an).parties == sorted({an.seat, dung.seat})
    assert row(arrivals[0].item, chi) is None
    assert broken() == ([], 0)


def test_a_digest_is_computed_in_place(db: None) -> None:
    """Not called row by row: the planner puts it into the statement."""
    plan = sql.one(
        "explain (verbose, format json)"
        " select journal_digest(digest, seq, act, at, verb, item, jurisdiction, unit, mandate, facts) from journal"
    )
    assert "sha256" in str(plan)
    assert "journal_digest" not in str(plan)


def test_a_move_sets_what_its_change_names_and_keeps_the_rest(db: None) -> None:
    an = cast.an()
    item = born(an, NewItem("delivery", "Thử", "arrived", "delivery.arrived", section="Văn phòng", priority=2,
                            due_at=an.at, assignee=an.mandate, place=3, reference="R"))  # fmt: skip
    with act(an):
        moved = move_item(REGISTER, Change(item, {"n": 1}, assignee=None, due_at=None, priority=0), by=an)
    found = row(item, an)
    assert (found.state, found.step, found.version, moved.version) == ("registered", "direct", 2, 2)
    assert (found.assignee, found.due_at, found.priority) == (None, None, 0)
    assert (found.section, found.place, found.reference, found.closed_at) == ("Văn phòng", 3, "R", None)
    last = lines(item, an)[-1]
    assert (last.verb, last.facts, last.seq, last.digest) == (
        "delivery.registered",
        {"n": 1},
        2,
        found.chain_digest,
    )


def test_a_move_that_closes_closes_and_any_other_opens(db: None) -> None:
    an = cast.an()
    item = born(an)
    with act(an):
        move_item(REGISTER, Change(item), by=an)
        move_item(COMPLETE, Change(item), by=an)
    assert row(item, an).closed_at == an.at
    with act(an):
        move_item(REOPEN, Change(item, paused_at=an.at), by=an)
    found = row(item, an)
    assert (found.closed_at, found.paused_at, found.chain_seq) == (None, an.at, 4)


def test_from_another_state_a_move_is_refused_and_nothing_is_written(db: None) -> None:
    an = cast.an()
    item = born(an)
    with pytest.raises(Refusal) as refused, act(an):
        move_item(COMPLETE, Change(item), by=an)
    assert (refused.value.code, refused.value.facts) == ("wrong_state", {"state": "arrived"})
    assert [line.seq for line in lines(item, an)] == [1]
    with pytest.raises(NotFound), act(an):
        move_item(REGISTER, Change(uuid7()), by=an)


def test_who_sees_it_without_holding_it_moves_it_only_where_a_rule_let_them(db: None) -> None:
    an, dung = cast.an(), cast.dung()
    with act(dung):
        sent = open_item(
            NewItem("delivery", "Thử", "arrived", "delivery.arrived", sender_seat=dung.seat),
            Arrival(an.seat or 0, an.seat),
            by=dung,
        )
    move = Move(
        "x", "Thử", "delivery", frozenset({"arrived"}), "registered", "delivery.registered", "draft_document"
    )
    with pytest.raises(Refusal) as refused, act(dung):
        move_item(move, Change(sent.id), by=dung)
    assert refused.value.code == "not_holder"
    with act(dung):
        assert move_item(move, Change(sent.id), by=dung, reached=True).state == "registered"
    chi = cast.chi()
    with pytest.raises(NotFound), act(chi):
        move_item(REGISTER, Change(sent.id), by=chi, reached=True)


def test_of_another_ability_a_held_move_is_refused(db: None) -> None:
    item = born(cast.an())
    with pytest.raises(Refusal) as refused, act(cast.binh()):
        move_item(REGISTER, Change(item), by=cast.binh())
    assert refused.value.status == 403


def test_a_transfer_writes_the_parties_anew_and_the_line_under_the_new_jurisdiction(db: None) -> None:
    an, chi, dung = cast.an(), cast.chi(), cast.dung()
    with act(dung):
        item = open_item(
            NewItem("delivery", "Thử", "arrived", "delivery.arrived", sender_seat=dung.seat),
            Arrival(an.seat or 0),
            by=dung,
        ).id
    with act(an):
        open_item(
            NewItem("referral", "Hỏi", "asked", "referral.asked", parent=item), Arrival(an.scope[0]), by=an
        )
        move_item(REGISTER, Change(item, jurisdiction=chi.seat or 0), by=an)
    found = row(item, chi)
    assert found.parties == sorted({chi.seat, dung.seat, an.scope[0]})
    assert [line.jurisdiction for line in lines(item, chi)] == [an.seat, chi.seat]
    assert broken() == ([], 0)


def test_many_move_at_once_each_with_its_own_change_and_line(db: None) -> None:
    an = cast.an()
    items = [born(an) for _ in range(5)]
    with act(an):
        moved = move_items(
            REGISTER, [Change(item, {"n": n}, section=f"Phòng {n}") for n, item in enumerate(items)], by=an
        )
    assert {one.id for one in moved} == set(items)
    for n, item in enumerate(items):
        assert (row(item, an).section, row(item, an).state) == (f"Phòng {n}", "registered")
        assert [(line.verb, line.seq, line.facts) for line in lines(item, an)][1:] == [
            ("delivery.registered", 2, {"n": n})
        ]
    assert broken() == ([], 0)


def test_of_many_all_move_or_none(db: None) -> None:
    an = cast.an()
    items = [born(an) for _ in range(3)]
    with act(an):
        move_item(REGISTER, Change(items[1]), by=an)
    with pytest.raises(Refusal, match="wrong_state"), act(an):
        move_items(REGISTER, [Change(item) for item in items], by=an)
    assert [row(item, an).state for item in items] == ["arrived", "registered", "arrived"]
    with act(an):
        assert move_items(REGISTER, [], by=an) == []


def test_a_note_leaves_state_and_step_and_needs_an_open_item(db: None) -> None:
    an = cast.an()
    items = [born(an), born(an)]
    with act(an):
        move_item(REGISTER, Change(items[1]), by=an)
        move_items(NOTED, [Change(item, assignee=an.mandate) for item in items], by=an)
    assert [(r.state, r.step, r.assignee) for r in (row(item, an) for item in items)] == [
        ("arrived", "", an.mandate),
        ("registered", "direct", an.mandate),
    ]
    with act(an):
        move_item(COMPLETE, Change(items[1]), by=an)
    with pytest.raises(Refusal, match="wrong_state"), act(an):
        move_item(NOTED, Change(items[1]), by=an)


FACT = (
    st.none()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([REGISTER, COMPLETE, REOPEN, NOTED]),
            st.sets(st.integers(0, 3), min_size=1),
            st.dictionaries(st.text("abcé", max_size=3), FACT, max_size=3),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_whatever_moves_are_made_the_chain_is_the_journal(db: None, steps: list[Any]) -> None:
    an = cast.an()
    items = [born(an) for _ in range(4)]
    said = {item: ["delivery.arrived"] for item in items}
    for move, which, facts in steps:
        chosen = [items[n] for n in sorted(which)]
        try:
            with act(an):
                move_items(move, [Change(item, facts) for item in chosen], by=an)
        except Refusal:
            continue
        for item in chosen:
            said[item].append(move.verb)
    for item in items:
        found = lines(item, an)
        assert [line.verb for line in found] == said[item]
        head = row(item, an)
        assert (head.chain_seq, head.version, head.chain_digest) == (len(found), len(found), found[-1].digest)
    assert broken() == ([], 0)


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database in which what is committed stays committed."""
    url = clone(f"viec_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        yield url
    drop(url)


def test_of_two_who_move_one_item_at_the_same_moment_one_wins(lasting: str) -> None:
    an = cast.an()
    items, start = [born(an) for _ in range(6)], Barrier(2)

    def register(order: list[UUID]) -> list[str]:
        told = []
        try:
            for item in order:
                start.wait()
                try:
                    with act(an):
                        told.append(move_item(REGISTER, Change(item), by=an).state)
                except Refusal as refusal:
                    told.append(refusal.code)
        finally:
            connection.close()
        return told

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(register, [items, items])
    assert [{one, other} for one, other in zip(first, second, strict=True)] == [
        {"registered", "wrong_state"}
    ] * 6
    with psycopg.connect(lasting) as owner:
        owner.execute("set role lienthong_verifier")
        found = verify_chains(owner)
        assert (found["lines"], found["broken"]) == (12, [])
