"""«Việc chờ tôi» is what the reader's mandate can do at the present step: by nobody else's hands, in time's order."""

import random
import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents.actions import (
    complete_delivery,
    direct_delivery,
    register_delivery,
    send_back_draft,
    sign_document,
    submit_draft,
)
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.incidents.actions import report_incident, take_incident
from lienthong.notices.terms import RULES
from lienthong.personnel.terms import ABILITIES
from lienthong.procedures import actions as dossiers_acts
from lienthong.reports.actions import take_report
from lienthong.units.registry import NEW, area_id
from lienthong.work.actions import assign_item
from lienthong.work.desks.registry import ability_of, kind_of, kinds
from lienthong.work.queries import inbox
from lienthong.work.waiting import queries
from lienthong.work.waiting.steps import steps_for
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.documents.letters import arrived, drafted
from tests.house.belongings import of_every_kind
from tests.house.big_world import SIZES
from tests.procedures.dossiers import of, reception, submitted, taken_in
from tests.reports.reports import contact, reported
from tests.reports.reports import item as report_item

pytestmark = pytest.mark.usefixtures("db")

ROLES_OF_A_WARD = (
    "lanh_dao", "pho_chu_tich", "chanh_van_phong", "van_thu", "truong_phong", "chuyen_vien", "tu_phap",
    "giam_doc_ttpvhcc", "tiep_nhan", "dau_moi_1022", "ky_thuat",
)  # fmt: skip


def mine(actor: Actor, **asked: Any) -> list[UUID]:
    with acts.opening(actor):
        return [row.id for row in queries.rows(actor, "me", limit=500, **asked)]


def of_section(actor: Actor) -> list[UUID]:
    with acts.opening(actor):
        return [row.id for row in queries.rows(actor, "section", limit=500)]


def waits_for(item: UUID) -> set[str]:
    """The roles of An Khánh in whose list it stands."""
    return {role for role in ROLES_OF_A_WARD if item in mine(cast.officer(role))}


def colleagues_of(role: str) -> list[Actor]:
    """Everybody of An Khánh in this role."""
    first = cast.officer(role)
    rows = sql.rows(
        "select m.id as mandate, m.person, p.section, p.title, pe.name from mandate m join post p on p.id = m.post"
        " join person pe on pe.id = m.person"
        " where p.unit = %s and p.role = %s and m.during @> world_today() order by m.id",
        (first.unit, role),
    )
    return [replace(first, **row._asdict()) for row in rows]


def test_a_letter_goes_from_hand_to_hand() -> None:
    item = arrived(cast.AN_KHANH)
    assert waits_for(item) == {"van_thu"}
    register_delivery(item, by=cast.an())
    assert waits_for(item) == {"lanh_dao", "pho_chu_tich", "chanh_van_phong"}
    first, second, *_ = colleagues_of("chuyen_vien")
    direct_delivery(item, assignee=first.mandate, by=cast.officer("lanh_dao"))
    assert item in mine(first)
    assert item not in mine(second), "it is in a colleague's hands"
    assert "tu_phap" not in waits_for(item)
    complete_delivery(item, by=first)
    assert item not in mine(first)


def test_what_was_given_to_a_section_waits_for_its_people_only() -> None:
    item = arrived(cast.AN_KHANH)
    register_delivery(item, by=cast.an())
    people = colleagues_of("chuyen_vien")
    section = people[1].section
    direct_delivery(item, section=section, by=cast.officer("lanh_dao"))
    assert [item in mine(person) for person in people] == [person.section == section for person in people]
    assert item in of_section(people[1])
    assert item not in of_section(next(person for person in people if person.section != section))


def test_a_section_without_anybody_who_may_keeps_nothing_from_others() -> None:
    """A dossier lies in the section of the counter, where nobody assesses."""
    item = of(taken_in())
    assert waits_for(item) == {"chuyen_vien", "truong_phong", "tu_phap"}
    assert all(item in mine(person) for person in colleagues_of("chuyen_vien"))


def test_a_dossier_goes_from_hand_to_hand() -> None:
    online = of(submitted())
    assert waits_for(online) == {"tiep_nhan", "giam_doc_ttpvhcc"}
    item, justice = of(taken_in()), cast.officer("tu_phap")
    assign_item(item, assignee=justice.mandate, by=cast.officer("lanh_dao"))
    assert waits_for(item) == {"tu_phap"}
    dossiers_acts.assess_dossier(item, approve=True, by=justice)
    assert waits_for(item) == {"lanh_dao", "pho_chu_tich"}, (
        "whoever had it does not keep the next step from others"
    )
    dossiers_acts.sign_dossier(item, by=cast.officer("lanh_dao"))
    assert waits_for(item) == {"tiep_nhan", "giam_doc_ttpvhcc"}
    dossiers_acts.return_dossier(item, by=reception())
    assert waits_for(item) == set()


def test_what_came_in_at_one_body_and_is_decided_by_another_is_handed_out_at_both() -> None:
    """In the list of the counter from the signature on, in its figures too, and of nobody else there."""
    counter, there = reception(), reception(cast.BINH_TRUNG)
    item = of(taken_in(area=area_id(NEW, "commune", cast.BINH_TRUNG)))
    dossiers_acts.assess_dossier(item, approve=True, by=cast.officer("chuyen_vien", cast.BINH_TRUNG))
    assert waits_for(item) == set()
    before = _counted(counter)
    dossiers_acts.sign_dossier(item, by=cast.officer("lanh_dao", cast.BINH_TRUNG))
    assert waits_for(item) == {"tiep_nhan", "giam_doc_ttpvhcc"}
    assert item in mine(there), "who decided on it may hand it out as well"
    assert _counted(counter) == before + 1
    assert item not in mine(reception(_third_ward())), "another counter"
    dossiers_acts.return_dossier(item, by=counter)
    assert item not in mine(there)
    assert waits_for(item) == set()


def _third_ward() -> str:
    code: str = sql.one(
        "select u.code from unit u join post p on p.unit = u.id and p.role = 'tiep_nhan'"
        " join mandate m on m.post = p.id"
        " where m.during @> world_today() and u.code not in (%s, %s) order by u.code limit 1",
        (cast.AN_KHANH, cast.BINH_TRUNG),
    )
    return code


def _counted(actor: Actor) -> int:
    with acts.opening(actor):
        return sum(row.n for row in queries.counts(actor, "me"))


def test_an_incident_waits_where_it_is_and_at_the_centre_that_received_it() -> None:
    answer = report_incident(severity="high", text="Mạng rất chậm.", step="Vào sổ", by=cast.an())
    item = UUID(answer["id"])
    people = [cast.officer("ky_thuat"), cast.dung(), cast.officer("quan_tri", cast.TTCDS)]
    assert [item in mine(person) for person in people] == [True, True, True]
    assert item not in mine(cast.officer("ky_thuat", cast.BINH_TRUNG))
    take_incident(item, by=cast.dung())
    assert item not in mine(cast.officer("quan_tri", cast.TTCDS))


def test_the_states_kinds_name_are_the_ones_that_are_looked_up() -> None:
    """A kind that names another state changes the view and its index with it; who is told names the same."""
    view = sql.one("select pg_get_viewdef('work_at_receiver'::regclass)")
    index = sql.one("select pg_get_indexdef('work_item_at_receiver'::regclass)")
    named = {(kind.name, state) for kind in kinds() for state in kind.at_receiver}
    for text in (view, index):
        assert set(re.findall(r"kind = '(\w+)'::text\)? AND \(?state = '(\w+)'", text)) == named, text
    told = {rule.verb.partition(".")[0] for rule in RULES if rule.audience == "counter"}
    assert told == {kind for kind, _ in named}


def test_a_draft_is_its_drafters_until_it_is_submitted_and_again_when_it_is_sent_back() -> None:
    drafter, colleague, *_ = colleagues_of("chuyen_vien")
    draft = drafted(drafter, cast.dung().unit or 0)
    assert draft in mine(drafter)
    assert draft not in mine(colleague)
    assert draft not in mine(cast.an()), "who may draft as well has drafts of their own"
    submit_draft(draft, by=drafter)
    assert waits_for(draft) == {"lanh_dao", "pho_chu_tich"}
    send_back_draft(draft, note="Sai ngày", by=cast.officer("lanh_dao"))
    assert draft in mine(drafter)
    submit_draft(draft, by=drafter)
    sign_document(draft, by=cast.officer("lanh_dao"))
    assert waits_for(draft) == {"van_thu"}


def test_a_report_that_was_taken_is_whose_took_it() -> None:
    report = report_item(reported())
    assert {"dau_moi_1022", "chuyen_vien"} <= waits_for(report)
    take_report(report, by=contact())
    assert waits_for(report) == {"dau_moi_1022"}


def test_who_has_left_keeps_nothing() -> None:
    item = of(taken_in())
    justice = cast.officer("tu_phap")
    assign_item(item, assignee=justice.mandate, by=cast.officer("lanh_dao"))
    with as_owner():
        sql.run(
            "update mandate set during = daterange(lower(during), world_today()) where id = %s",
            (justice.mandate,),
        )
    assert item in mine(cast.officer("chuyen_vien"))


def test_a_stranger_has_none_of_it() -> None:
    item = arrived(cast.AN_KHANH)
    assert item not in mine(cast.chi())
    assert item not in of_section(cast.chi())


def test_of_one_kind() -> None:
    item, letter = of(submitted()), arrived(cast.AN_KHANH)
    assert item in mine(reception(), kind="dossier")
    assert letter not in mine(cast.an(), kind="dossier")
    assert mine(reception(), kind="") == mine(reception())


def test_no_step_is_called_like_a_state() -> None:
    """What an act leaves as the step is looked up before the state: they must not be taken for each other."""
    for kind in kinds():
        steps = {step for step in kind.expects if step not in kind.states}
        assert not steps & set(kind.states), kind.name


def test_whatever_waits_is_the_blue_button_of_its_page() -> None:
    from tests.site.test_next_act import blue

    of_every_kind()
    seen = 0
    for role in ROLES_OF_A_WARD:
        actor = cast.officer(role)
        for item in mine(actor)[:10]:
            assert blue(actor, item), f"{item} waits for {role}, whose page says nothing is to be done"
            seen += 1
    assert seen > 5


FILL = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, assignee,
                       priority, field, received_at, due_at, chain_seq, version, changed_at)
select gen_random_uuid(), %(kind)s, '', 'Việc', '', %(seat)s, array[%(seat)s::int], %(state)s, %(step)s, %(section)s,
       %(assignee)s, 0, '', world_now(), %(due)s::int * interval '1 hour' + world_now(), 1, 1, now()
"""


def test_it_is_what_the_rule_says_of_every_open_item() -> None:
    """The statement against the rule in words, over work in all states, hands and sections."""
    chance = random.Random(12)  # noqa: S311 – the same work in every run
    people = [person for role in ROLES_OF_A_WARD for person in colleagues_of(role)[:2]]
    sections = ["", "Phòng không có ai", *{person.section for person in people}]
    with as_owner():
        for _ in range(400):
            kind = chance.choice(kinds())
            state = chance.choice(list(kind.states))
            sql.run(
                FILL,
                {
                    "kind": kind.name, "seat": people[0].seat, "state": state,
                    "step": chance.choice(["answer_code", "attend"]) if state == "joined" else "",
                    "section": chance.choice(sections),
                    "assignee": chance.choice([None, *(person.mandate for person in people)]),
                    "due": chance.choice([None, *range(40)]),
                },
            )  # fmt: skip
    roles = {person.mandate: person for role in ROLES_OF_A_WARD for person in colleagues_of(role)}
    for person in people:
        with acts.opening(person):
            rows = inbox(person, limit=5000)
            wanted = [row.id for row in rows if _waits(row, person, roles)]
            listed = queries.rows(person, "me", limit=5000)
            assert set(listed) ^ {row for row in rows if row.id in set(wanted)} == set(), person.role
            assert [row.id for row in listed] == wanted, person.role
            paged, place = [], None
            while page := queries.rows(person, "me", after=place, limit=7):
                paged += [row.id for row in page]
                place = page[-1].due_at, page[-1].id
            assert paged == wanted
            counts = queries.counts(person, "me")
            later = rows[5].due_at, rows[5].id
            for only, after in ((None, None), (None, later), ("dossier", None), ("draft", None)):
                page = queries.rows(person, "me", kind=only, after=after, limit=7)
                at_once = queries.rows_and_counts(person, "me", kind=only, after=after, limit=7)
                assert at_once == (page, counts)
            counted = {row.kind: row.n for row in counts}
            assert counted == {
                kind: n for kind in {row.kind for row in rows}
                if (n := sum(row.kind == kind and row.id in set(wanted) for row in rows))
            }  # fmt: skip
            in_section = [
                row.id for row in rows
                if row.section == person.section
                or (row.assignee in roles and roles[row.assignee].section == person.section)
            ]  # fmt: skip
            assert [row.id for row in queries.rows(person, "section", limit=5000)] == in_section
            assert sum(row.n for row in queries.counts(person, "section")) == len(in_section)


def _waits(row: Any, person: Actor, roles: dict[int | None, Actor]) -> bool:
    act = kind_of(row.kind).expected(row.state, row.step)
    if not act:
        return False
    ability = ability_of(row.kind, act)
    able = [other for other in roles.values() if ability in ABILITIES[other.role]]
    if ability not in person.abilities:
        return False
    if row.assignee == person.mandate:
        return True
    in_hands = any(other.mandate == row.assignee for other in able)
    unsaid = ("", kind_of(row.kind).counter, person.section)
    elsewhere = row.section not in unsaid and any(other.section == row.section for other in able)
    return not in_hands and not elsewhere


def test_few_that_wait_are_found_among_many_that_do_not() -> None:
    """With one plan for all values, as a server ends up with: fifty rows are read, not the ward's open work."""
    leader = cast.officer("lanh_dao")
    with as_owner():
        sql.run(
            FILL + " from generate_series(1, %(n)s::int)",
            _of(leader, "received", SIZES["open"] // 3),
        )
        sql.run(FILL + " from generate_series(1, %(n)s::int)", _of(leader, "assessed", 60))
        sql.run("analyze work_item")
    plan = _plan(leader)
    assert "Seq Scan on work_item" not in plan, plan
    assert re.search(r"Index (Only )?Scan using work_item_waiting", plan), plan
    assert max(map(int, re.findall(r"rows=(\d+)(?:\.\d+)? loops=", plan))) < 200, plan


def test_few_that_are_handed_out_here_are_found_among_many_that_came_in_here() -> None:
    """As above: what came in at the counter, is decided on by others and is not signed yet, is not looked at."""
    counter, seat = reception(), reception(cast.BINH_TRUNG).seat
    with as_owner():
        for state, n in (("received", SIZES["open"] // 3), ("signed", 60)):
            sql.run(
                FILL + " from generate_series(1, %(n)s::int)",
                {**_of(counter, state, n), "seat": seat},
            )
        sql.run(
            "update work_item set received_seat = %s, parties = parties || %s::int where jurisdiction = %s",
            (counter.seat, counter.seat, seat),
        )
        sql.run("analyze work_item")
    plan = _plan(counter)
    assert "Seq Scan on work_item" not in plan, plan
    assert re.search(r"Index (Only )?Scan using work_item_at_receiver", plan), plan
    assert max(map(int, re.findall(r"rows=(\d+)(?:\.\d+)? loops=", plan))) < 200, plan
    with acts.opening(counter):
        rows = queries.rows(counter, "me", limit=500, kind="dossier")
        assert len([row for row in rows if row.jurisdiction == seat]) == 60
    paged, place = 0, None
    with acts.opening(counter):
        while page := queries.rows(counter, "me", after=place, limit=7):
            paged += sum(row.jurisdiction == seat for row in page)
            place = page[-1].due_at, page[-1].id
    assert paged == 60


def _of(actor: Actor, state: str, n: int) -> dict[str, Any]:
    return {
        "kind": "dossier", "seat": actor.seat, "state": state, "step": "", "section": "", "assignee": None, "due": 3,
        "n": n,
    }  # fmt: skip


def _plan(actor: Actor) -> str:
    text = sql.named("lienthong.work.waiting", "waiting")
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", text)))
    numbered = re.sub(r"%\((\w+)\)s", lambda match: f"${names.index(match[1]) + 1}", text)
    types = {
        "kind": "text", "held": "int[]", "seats": "int[]", "unit": "int", "mandate": "int",
        "after_due": "timestamptz", "after_id": "uuid", "limit": "int", "most": "int", "section": "text",
    }  # fmt: skip
    values = {**queries._mine(actor, steps_for(actor.abilities)), "limit": 51, "most": 1000}
    sql.run(f"prepare asked ({', '.join(types.get(one, 'text[]') for one in names)}) as {numbered}")
    sql.run("select set_config('plan_cache_mode', 'force_generic_plan', true)")
    with acts.opening(actor):
        said = ", ".join(_literal(values.get(one)) for one in names)
        plan = "\n".join(row[0] for row in sql.rows(f"explain (analyze, costs off) execute asked ({said})"))
    sql.run("deallocate asked")
    return plan


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return "'{" + ",".join(f'"{part}"' for part in value) + "}'"
    return str(value) if isinstance(value, int) else f"'{value}'"
