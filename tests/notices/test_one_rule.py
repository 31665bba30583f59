"""Who is told of a step is in whose list it stands: one rule for notices and «Việc chờ tôi» (decision 0028)."""

import random
from typing import Any
from uuid import UUID, uuid4

import psycopg

from lienthong.documents import actions as documents
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.notices import queries as notices
from lienthong.notices.terms import RULES
from lienthong.work.actions import assign_item
from lienthong.work.desks.registry import ability_of, kinds
from lienthong.work.waiting import queries as waiting
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import drafted
from tests.notices.test_telling import tell
from tests.procedures.dossiers import of, taken_in
from tests.work.test_waiting import ROLES_OF_A_WARD, colleagues_of

WORK = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, assignee,
                       priority, field, received_at, chain_seq, version, changed_at)
values (%(item)s, %(kind)s, '', 'Việc', '', %(seat)s, array[%(seat)s::int], %(state)s, '', %(section)s, %(assignee)s, 0,
        '', world_now(), 1, 1, now())
"""
LINE = """
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
values (%(act)s, world_now(), %(verb)s, %(item)s, %(seat)s, %(unit)s, %(by)s, '{}', 1, '')
"""


def _waits_for(actor: Actor) -> set[UUID]:
    with acts.opening(actor):
        return {row.id for row in waiting.rows(actor, "me", limit=5000)}


def _told(actor: Actor) -> set[UUID | None]:
    with acts.opening(actor):
        return {row.item for row in notices.notices_of(actor, limit=5000)}


def _steps() -> list[tuple[str, str, str]]:
    """Kind and state, and a verb by which those are told whose step it is."""
    verbs = {
        (rule.verb.partition(".")[0], rule.ability): rule.verb for rule in RULES if rule.audience == "able"
    }
    return [
        (kind.name, state, verb)
        for kind in kinds()
        for state, act in kind.expects.items()
        if state in kind.states and (verb := verbs.get((_prefix(kind.name), ability_of(kind.name, act))))
    ]


def _prefix(kind: str) -> str:
    return {"referral": "request"}.get(kind, kind)


def test_whoever_is_told_has_it_in_their_list_and_nobody_else(world: CommittedWorld) -> None:
    """Over work of every step that is told of, in all hands and sections, done by anybody."""
    chance = random.Random(13)  # noqa: S311 – the same work in every run
    people = [person for role in ROLES_OF_A_WARD for person in colleagues_of(role)[:2]]
    sections = ["", "Phòng không có ai", *{person.section for person in people}]
    steps, doers = _steps(), {}
    assert {kind for kind, *_ in steps} >= {"delivery", "dossier", "draft", "report", "referral", "incident"}
    with psycopg.connect(world.owner, autocommit=True) as owner:
        for _ in range(300):
            kind, state, verb = chance.choice(steps)
            item, doer = uuid4(), chance.choice(people)
            values: dict[str, Any] = {
                "item": item, "kind": kind, "state": state, "verb": verb, "act": uuid4(),
                "seat": people[0].seat, "unit": people[0].unit, "by": doer.mandate,
                "section": chance.choice(sections),
                "assignee": chance.choice([None, *(person.mandate for person in people)]),
            }  # fmt: skip
            owner.execute(WORK, values)
            owner.execute(LINE, values)
            doers[item] = doer.mandate
    tell()
    for person in people:
        own = {item for item, doer in doers.items() if doer == person.mandate}
        assert _told(person) & doers.keys() == (_waits_for(person) & doers.keys()) - own, person.role


def test_who_hands_out_what_came_in_here_is_told_as_it_stands_in_their_list(world: CommittedWorld) -> None:
    """Work that came in at one body and lies at another, in any section. Of the other nobody is told who has it not in
    their list.
    """
    chance = random.Random(14)  # noqa: S311 – the same work in every run
    here = [person for role in ROLES_OF_A_WARD for person in colleagues_of(role)[:2]]
    there = [cast.officer(role, cast.BINH_TRUNG) for role in ROLES_OF_A_WARD]
    sections = ["", "Phòng không có ai", *{person.section for person in here}]
    steps = [(kind.name, state) for kind in kinds() for state in kind.at_receiver]
    verbs = {"dossier": "dossier.signed", "incident": "incident.reported"}
    items = set()
    with psycopg.connect(world.owner, autocommit=True) as owner:
        for _ in range(60):
            kind, state = chance.choice(steps)
            values: dict[str, Any] = {
                "item": uuid4(), "kind": kind, "state": state, "verb": verbs[kind], "act": uuid4(),
                "seat": there[0].seat, "unit": there[0].unit, "by": cast.chi().mandate,
                "section": chance.choice(sections), "assignee": None,
            }  # fmt: skip
            owner.execute(WORK, values)
            owner.execute(
                "update work_item set received_seat = %s, parties = parties || %s::int where id = %s",
                (here[0].seat, here[0].seat, values["item"]),
            )
            owner.execute(LINE, values)
            items.add(values["item"])
    tell()
    assert any(_waits_for(person) & items for person in here)
    for person in here:
        assert _told(person) & items == _waits_for(person) & items, person.role
    for person in there:
        assert _told(person) & items <= _waits_for(person) & items, person.role


def test_work_in_a_colleagues_hands_is_told_to_that_colleague_alone(world: CommittedWorld) -> None:
    """A deputy who has the draft to sign: it stands in that list and no other."""
    drafter, head, deputy = (cast.officer(role) for role in ("chuyen_vien", "lanh_dao", "pho_chu_tich"))
    draft = drafted(drafter, cast.dung().unit or 0)
    assign_item(draft, assignee=deputy.mandate, by=head)
    documents.submit_draft(draft, by=drafter)
    tell()
    with acts.opening(deputy):
        verbs = [row.verb for row in notices.notices_of(deputy) if row.item == draft]
    assert "draft.submitted" in verbs
    assert draft not in _told(head)
    assert draft not in _waits_for(head)


def test_the_section_of_the_counter_keeps_a_dossier_from_nobody(world: CommittedWorld) -> None:
    item = of(taken_in())
    tell()
    for role in ("chuyen_vien", "tu_phap", "truong_phong"):
        for person in colleagues_of(role):
            assert (item in _told(person)) == (item in _waits_for(person)), (role, person.section)
