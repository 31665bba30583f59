"""A question between bodies: what asker, body asked and a stranger rely on; what the journal says."""

from dataclasses import replace
from datetime import datetime

import pytest

from lienthong.ground import acts
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import NotFound
from lienthong.procedures.actions import assess_dossier, return_dossier, sign_dossier
from lienthong.work.actions import assign_item
from lienthong.work.queries import item_of, search
from lienthong.work.requests.actions import (
    accept_request,
    answer_request,
    ask_body,
    decline_request,
    withdraw_question,
    withdraw_request,
)
from lienthong.work.requests.queries import details, requests_on
from tests import cast, sql
from tests.procedures.dossiers import of, reception
from tests.work.questions import (
    QUESTION,
    SNNMT,
    SXD,
    asked,
    broken,
    dossier,
    lines,
    offered,
    refused,
    seen,
    specialist,
)


def test_a_question_is_a_child_with_its_own_due_time_and_the_parent_stays(db: None) -> None:
    item, an, sxd = dossier(), specialist(), specialist(SXD)
    with acts.opening(an):
        before = item_of(an, item)
    question = asked(item, days=3)
    with acts.opening(an):
        after, child = item_of(an, item), item_of(an, question)
        assert sql.one("select parties from work_item where id = %s", (item,)) == sorted(
            {after.jurisdiction, after.received_seat, sxd.seat}
        )
    kept = ("state", "step", "due_at", "paused_at", "assignee", "jurisdiction", "closed_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (child.kind, child.state, child.parent, child.jurisdiction) == (
        "referral",
        "asked",
        item,
        sxd.seat,
    )
    assert (child.sender_seat, child.reference) == (an.seat, before.reference)
    assert child.due_at == datetime(2025, 7, 4, 17, tzinfo=ZONE)


def test_each_act_writes_one_line_on_both_and_no_word_of_what_was_said(db: None) -> None:
    item, sxd = dossier(), specialist(SXD)
    question = asked(item)
    accept_request(question, by=sxd)
    answer_request(question, text="Lê Thị Nở không nằm trong hành lang.", by=sxd)
    told = [line for line in lines(specialist(), item) if line[0].startswith("request.")]
    own = lines(sxd, question)
    assert [verb for verb, _, _ in told] == ["request.asked", "request.accepted", "request.answered"]
    assert [(verb, act) for verb, act, _ in told] == [(verb, act) for verb, act, _ in own]
    assert all(facts["request"] == str(question) for _, _, facts in told)
    assert "Nở" not in str(told) + str(own)
    assert "đường sắt" not in str(told) + str(own)
    assert broken() == ([], 0)


def test_the_body_asked_reads_the_parent_only_while_the_question_is_open(db: None) -> None:
    item, sxd, chi = dossier(), specialist(SXD), specialist(cast.BINH_TRUNG)
    assert not seen(sxd, item)
    question = asked(item)
    assert seen(sxd, item)
    assert seen(sxd, question)
    with acts.opening(sxd):
        assert {row.id for row in search(sxd, "27094-250701-0001")} == {item, question}
        assert details(sxd, item_of(sxd, question))["asked_about"]["id"] == item
    accept_request(question, by=sxd)
    answer_request(question, text="Không.", by=sxd)
    assert not seen(sxd, item)
    with acts.opening(sxd):
        found = details(sxd, item_of(sxd, question))
        assert (found["asked_about"], found["answer"], found["question"]) == (None, "Không.", QUESTION)
        assert not sql.rows("select item from dossier where item = %s", (item,))
    assert not seen(chi, item)
    assert not seen(chi, question)


def test_who_holds_the_parent_reads_answers_to_what_another_asked(db: None) -> None:
    """A dossier came from a ward whose seat went elsewhere: the words are there, the question's own page is not."""
    item, an, sxd, chi = dossier(), specialist(), specialist(SXD), specialist(cast.BINH_TRUNG)
    question = of(ask_body(item, unit=sxd.unit, question=QUESTION, by=replace(an, seat=chi.seat)))
    refused("already_asked", ask_body, item, unit=sxd.unit, question=QUESTION, by=an)
    accept_request(question, by=sxd)
    answer_request(question, text="Không.", by=sxd)
    assert not seen(an, question)
    with acts.opening(an):
        (row,) = requests_on(item_of(an, item))
        assert (row["subject"], row["answer"], row["is_party"]) == (QUESTION, "Không.", False)
    assert not seen(chi, item), "who asked and holds the parent no more keeps the question only"
    with acts.opening(chi):
        assert details(chi, item_of(chi, question))["asked_about"] is None
    with acts.opening(specialist(SNNMT)):
        assert sql.rows("select * from questions_on(%s)", (item,)) == []


def test_who_could_ask_withdraws_what_another_asked_before(db: None) -> None:
    """The item came from elsewhere with an open question: it is not waited for, and the same body may be asked anew."""
    item, an, sxd, chi = dossier(), specialist(), specialist(SXD), specialist(cast.BINH_TRUNG)
    question = of(ask_body(item, unit=sxd.unit, question=QUESTION, by=replace(an, seat=chi.seat)))
    with pytest.raises(NotFound):
        withdraw_request(question, reason="Đã rõ.", by=an)
    assert "withdraw_question" in offered(an, item)
    assert "withdraw_question" not in offered(sxd, item)
    given = {"question": question, "reason": "Đã rõ."}
    refused("not_allowed", withdraw_question, item, **given, by=cast.an())
    refused("not_asker", withdraw_question, item, **given, by=sxd)
    refused("no_such_question", withdraw_question, item, question=item, reason="Đã rõ.", by=an)
    with pytest.raises(NotFound):
        withdraw_question(item, **given, by=chi)
    assert withdraw_question(item, **given, by=an)["state"] == "withdrawn"
    assert lines(an, item)[-1][0] == lines(chi, question)[-1][0] == "request.withdrawn"
    assert not seen(sxd, item)
    assert "withdraw_question" not in offered(an, item)
    assert broken() == ([], 0)
    asked(item)


def test_a_colleague_of_the_asker_withdraws(db: None) -> None:
    """Whoever in the body that asked may ask, also after the item was signed."""
    item, sxd = dossier(), specialist(SXD)
    question = asked(item)
    assess_dossier(item, approve=True, by=specialist())
    sign_dossier(item, by=cast.officer("lanh_dao"))
    leader = cast.officer("truong_phong")
    assert offered(leader, question) == {"withdraw_request"}
    assert withdraw_request(question, reason="Đã rõ.", by=leader)["state"] == "withdrawn"
    assert not seen(sxd, item)


@pytest.mark.parametrize("end", ["declined", "withdrawn"])
def test_a_question_declined_or_withdrawn_closes_the_parent_too(db: None, end: str) -> None:
    item, sxd = dossier(), specialist(SXD)
    question = asked(item)
    if end == "declined":
        decline_request(question, reason="Không thuộc thẩm quyền.", by=sxd)
    else:
        withdraw_request(question, reason="Đã rõ.", by=specialist())
    assert not seen(sxd, item)
    with acts.opening(specialist()):
        (row,) = requests_on(item_of(specialist(), item))
        assert (row["state"], row["late"], row["closed_at"] is None) == (end, "", False)
    assert lines(specialist(), item)[-1][0] == f"request.{end}"
    asked(item)
    assert seen(sxd, item)


def test_of_two_bodies_asked_one_that_answers_leaves_and_the_other_stays(db: None) -> None:
    item, sxd, snnmt = dossier(), specialist(SXD), specialist(SNNMT)
    first, second = asked(item), asked(item, SNNMT)
    accept_request(first, by=sxd)
    answer_request(first, text="Không.", by=sxd)
    assert (seen(sxd, item), seen(snnmt, item)) == (False, True)
    assert not seen(snnmt, first)
    with acts.opening(snnmt):
        assert [row["id"] for row in requests_on(item_of(snnmt, item))] == [second]


def test_the_parent_may_close_before_the_answer_comes(db: None) -> None:
    """Its citizen is not kept waiting; the answer is still taken, and the parent stays closed."""
    item, sxd = dossier(), specialist(SXD)
    question = asked(item)
    assess_dossier(item, approve=True, by=specialist())
    sign_dossier(item, by=cast.officer("lanh_dao"))
    return_dossier(item, by=reception())
    accept_request(question, by=sxd)
    answer_request(question, text="Không.", by=sxd)
    assert not seen(sxd, item)
    with acts.opening(specialist()):
        found = item_of(specialist(), item)
        assert (found.state, found.closed_at is None) == ("returned", False)
    late = refused("item_closed", ask_body, item, unit=sxd.unit, question=QUESTION, by=specialist())
    assert late.status == 409


def test_the_one_who_accepts_has_it_and_may_hand_it_on(db: None) -> None:
    question, sxd = asked(dossier()), specialist(SXD)
    accept_request(question, by=sxd)
    with acts.opening(sxd):
        assert item_of(sxd, question).assignee == sxd.mandate
    assign_item(question, assignee=None, by=cast.officer("lanh_dao", SXD))
