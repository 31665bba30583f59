"""A desk that describes itself wrongly stops the start; the blue button is the act that comes next."""

from dataclasses import replace
from typing import Any

import pytest

from lienthong.documents.desk import DESK as DOCUMENTS
from lienthong.documents.terms import MOVES
from lienthong.incidents.desk import DESK as INCIDENTS
from lienthong.pages.forms import NothingToSay
from lienthong.work.desks import registry
from lienthong.work.desks.rules import DeskFault, check, check_added
from lienthong.work.desks.terms import Begin, Desk, DeskAct, Kind


def nothing(**fields: Any) -> dict[str, Any]:
    return {}


def changed(**parts: Any) -> Desk:
    return replace(DOCUMENTS, **parts)


A_BEGIN = Begin("begin_it", "Bắt đầu", url="bat-dau", path="its", perform=nothing, form=NothingToSay)
TO_NOWHERE = DeskAct(replace(MOVES["submit_draft"], to="lost"), nothing)
OF_ANOTHER = DeskAct(replace(MOVES["submit_draft"], kind="incident"), nothing)
EXPECTS_NOTHING = Kind("draft", "Văn bản đi", "file-pen", DOCUMENTS.kinds[0].states, {"drafting": "fly"})


@pytest.mark.parametrize(
    ("desk", "says"),
    [
        (changed(acts=DOCUMENTS.acts * 2), "act «register_delivery» stands twice"),
        (changed(kinds=(*DOCUMENTS.kinds, INCIDENTS.kinds[0])), "kind «incident» stands twice"),
        (changed(acts=(*DOCUMENTS.acts[1:], TO_NOWHERE)), "act «submit_draft» stands twice"),
        (changed(acts=(TO_NOWHERE,), kinds=DOCUMENTS.kinds), "names state «lost»"),
        (changed(acts=(OF_ANOTHER,)), "kind «incident», which is not of this desk"),
        (changed(begins=(A_BEGIN,)), "begin «begin_it» asks for no ability"),
        (changed(begins=(replace(A_BEGIN, door="public"),)), "counted nowhere"),
        (changed(begins=DOCUMENTS.begins * 2), "stands twice"),
        (changed(kinds=(EXPECTS_NOTHING, *DOCUMENTS.kinds[1:])), "expects «fly» at «drafting»"),
        (changed(grants={"fly": ("phi_cong",)}), "granted to «phi_cong», a role nobody has"),
    ],
)
def test_a_desk_that_contradicts_itself_or_another_is_refused_with_room_and_name(
    desk: Desk, says: str
) -> None:
    with pytest.raises(DeskFault, match=rf"^documents: .*{says}"):
        check(desk, [INCIDENTS])


def test_a_bridge_brings_acts_to_kinds_there_are() -> None:
    act = DeskAct(replace(MOVES["submit_draft"], act="carry_over"), nothing)
    check_added("bridges", "draft", (act,), [DOCUMENTS])
    with pytest.raises(DeskFault, match="bridges: no desk works on kind «ship»"):
        check_added("bridges", "ship", (act,), [DOCUMENTS])
    with pytest.raises(DeskFault, match="bridges: act «submit_draft» stands twice"):
        check_added("bridges", "draft", (replace(act, move=MOVES["submit_draft"]),), [DOCUMENTS])


NOTHING_COMES_NEXT = {
    ("draft", "issued"): "a letter is asked back when something was wrong with it",
    ("dossier", "returned"): "what was asked about it and nobody answered may still be withdrawn",
    ("dossier", "refused"): "what was asked about it and nobody answered may still be withdrawn",
    ("dossier", "voided"): "what was asked about it and nobody answered may still be withdrawn",
    ("meeting", "convened"): "it is closed when it is over, not as the next thing to do",
    ("bridge_point", "joined"): "the step says whether a code is to be answered",
    ("bridge_point", "confirmed"): "one attends until the meeting is closed",
}


def test_every_state_that_is_not_final_says_which_act_comes_next() -> None:
    for kind in registry.kinds():
        acts = registry.acts_on(kind.name)
        begun_by_reply = {reply.begin for reply in registry.desk_of(kind.name).replies}
        for state in kind.states:
            ahead = [act for act in acts if state in act.move.states and not act.takes_back]
            if not ahead or (kind.name, state) in NOTHING_COMES_NEXT:
                continue
            expected = kind.expected(state, "")
            assert expected, f"{kind.name}: nothing comes next at «{state}»"
            possible = {act.move.act for act in acts if state in act.move.states} | begun_by_reply
            assert expected in possible, f"{kind.name}: «{expected}» cannot be done at «{state}»"
            assert not any(act.is_grave and act.move.act == expected for act in acts)
