"""A question between bodies: what asker, body asked and a stranger rely on; every refusal; what the journal says."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures.actions import assess_dossier, return_dossier, sign_dossier
from lienthong.units.queries import seat_of
from lienthong.work.actions import assign_item
from lienthong.work.desks.registry import acts_offered
from lienthong.work.queries import item_of, search, verify_chains
from lienthong.work.requests import rules
from lienthong.work.requests.actions import (
    accept_request,
    answer_request,
    ask_body,
    decline_request,
    withdraw_question,
    withdraw_request,
)
from lienthong.work.requests.queries import bodies, details, requests_on
from tests import cast, sql
from tests.database import clone
from tests.personnel.delegating import session
from tests.procedures.dossiers import BUILDING, of, reception, taken_in
from tests.reorganisation.plans import drop, standing_on

SXD, SNNMT = "H29-SXD", "H29-SNNMT"
QUESTION = "Nhà này có nằm trong hành lang bảo vệ đường sắt không?"


def specialist(code: str = cast.AN_KHANH) -> Actor:
    return cast.officer("chuyen_vien", code)


def dossier() -> UUID:
    return of(taken_in(procedure=BUILDING))


def asked(item: UUID, code: str = SXD, **more: Any) -> UUID:
    return of(ask_body(item, unit=specialist(code).unit, question=QUESTION, by=specialist(), **more))


def seen(actor: Actor, item: UUID) -> bool:
    with acts.opening(actor):
        return bool(sql.one("select count(*) from work_item where id = %s", (item,)))


def parties(item: UUID) -> list[int]:
    with acts.opening(specialist()):
        return list(sql.one("select parties from work_item where id = %s", (item,)))


def lines(actor: Actor, item: UUID) -> list[tuple[str, UUID, dict[str, Any]]]:
    with acts.opening(actor):
        found = sql.rows("select verb, act, facts from journal where item = %s order by seq", (item,))
    return [(line.verb, line.act, line.facts) for line in found]


def refused(code: str, act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code
    return refusal.value


def days_pass(days: int) -> None:
    sql.run("reset role")
    sql.run("update world set clock_offset = clock_offset + %s", (timedelta(days=days),))
    sql.run("set local role lienthong_app")


def broken() -> Any:
    sql.run("reset role")
    found = verify_chains(connection.connection)
    sql.run("set local role lienthong_app")
    return found["broken"], found["headless"]


def offered(actor: Actor, item: UUID) -> set[str]:
    with acts.opening(actor):
        return {act.move.act for act in acts_offered(actor, item_of(actor, item))}


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


def test_who_may_be_asked(db: None) -> None:
    item, an = dossier(), specialist()

    def ask(unit: int, **more: Any) -> dict[str, Any]:
        return ask_body(item, unit=unit, by=an, **{"question": QUESTION, **more})

    former = sql.one("select id from unit where during && '[2025-01-01,2025-06-30)' and upper(during) is not null"
                     " and body = 'ubnd' order by id limit 1")  # fmt: skip
    unstaffed = sql.one("select id from unit where agency = 'H29-SDL'")
    elsewhere = sql.one("select id from unit where during @> world_today() and body = 'ubnd' and agency is null and"
                        " area not in (select communes_of((select id from area where code = '79' and rank = 'province'"
                        " and during @> world_today()), world_today())) order by id limit 1")  # fmt: skip
    assert refused("request_to_oneself", ask, an.unit).field == "unit"
    assert refused("request_to_nobody", ask, unstaffed).field == "unit"
    assert refused("request_to_nobody", ask, elsewhere).status == 422
    assert refused("unit_ended", ask, former).facts["heirs"] is not None
    assert refused("unknown_unit", ask, 2_000_000_000).status == 422
    sxd = specialist(SXD).unit or 0
    assert refused("nothing_said", ask, sxd, question="\u200b\n?").field == "question"
    assert [verb for verb, _, _ in lines(an, item)] == ["dossier.received"], "nothing was half written"
    assert ask(specialist(cast.BINH_TRUNG).unit)["state"] == "asked", "another ward may be asked"


def test_the_form_offers_whom_the_act_accepts(db: None) -> None:
    item, an = dossier(), specialist()
    with acts.opening(an):
        offers = bodies(an.day)
    assert offers[0].label.startswith(("Sở", "Trung tâm", "Ủy ban nhân dân Thành phố"))
    assert len(offers) > 168
    for body in (offers[0], offers[-1]):
        assert ask_body(item, unit=int(body.value), question=QUESTION, by=an)["state"] == "asked"


def test_the_bodies_are_chosen_as_in_other_forms_and_the_choice_stays(db: None) -> None:
    """A list under its groups, filtered as one types; the form that comes back shows which was chosen."""
    item, desk = dossier(), session(specialist())
    unit = specialist(SXD).unit
    page = desk.get(f"/viec/{item}/ask-body").content.decode()
    assert "data-picker" in page
    assert "picker.js" in page
    assert page.index("Cơ quan Thành phố") < page.index("Phường, xã, đặc khu <")
    again = desk.post(f"/viec/{item}/ask-body", {"unit": str(unit), "question": "", "idempotency_key": "k"})
    assert again.status_code == 422
    assert re.search(rf'value="{unit}"\s+checked', again.content.decode())


def test_the_same_body_is_asked_once_at_a_time(db: None) -> None:
    item, sxd = dossier(), specialist(SXD)
    question = asked(item)
    again = refused("already_asked", ask_body, item, unit=sxd.unit, question="Còn nữa?", by=specialist())
    assert "hạn" in again.sentence
    withdraw_request(question, reason="Hỏi lại cho rõ.", by=specialist())
    assert asked(item) != question


def test_the_same_key_asks_once(db: None) -> None:
    item, an, unit = dossier(), specialist(), specialist(SXD).unit
    first = ask_body(item, unit=unit, question=QUESTION, by=an, key="k")
    assert ask_body(item, unit=unit, question=QUESTION, by=an, key="k") == first
    assert [verb for verb, _, _ in lines(an, item)].count("request.asked") == 1


def test_who_may_do_what(db: None) -> None:
    item, an, sxd, chi = dossier(), specialist(), specialist(SXD), specialist(cast.BINH_TRUNG)
    unit = sxd.unit
    assert refused("not_allowed", ask_body, item, unit=unit, question=QUESTION, by=cast.an()).status == 403
    with pytest.raises(NotFound):
        ask_body(item, unit=unit, question=QUESTION, by=chi)
    question = asked(item)
    assert refused("not_holder", ask_body, item, unit=chi.unit, question=QUESTION, by=sxd).status == 403
    assert refused("not_holder", accept_request, question, by=an).status == 403
    assert refused("not_asker", withdraw_request, question, reason="Không.", by=sxd).status == 403
    assert refused("not_allowed", accept_request, question, by=cast.officer("tiep_nhan", SXD)).status == 403
    refused("wrong_state", answer_request, question, text="Không.", by=sxd)
    for act in (accept_request, answer_request, decline_request, withdraw_request):
        more = {} if act is accept_request else {"text" if act is answer_request else "reason": "Không."}
        for what, who in ((question, chi), (item, an), (uuid7(), sxd)):
            with pytest.raises(NotFound):
                act(what, by=who, **more)
    assert offered(sxd, question) == {"accept_request", "decline_request"}
    assert offered(an, question) == {"withdraw_request"}
    assert offered(sxd, item) == set()
    assert "ask_body" in offered(an, item)
    accept_request(question, by=sxd)
    answer_request(question, text="Không.", by=sxd)
    refused("wrong_state", answer_request, question, text="Có.", by=sxd)
    refused("wrong_state", withdraw_request, question, reason="Thôi.", by=an)
    assert offered(sxd, question) == offered(an, question) == set()


def test_only_work_whose_desk_accepts_questions_is_asked_about(db: None) -> None:
    from tests.documents.letters import arrived

    letter, clerk = arrived(cast.AN_KHANH), replace(cast.an(), abilities=specialist().abilities)
    with pytest.raises(NotFound):
        ask_body(letter, unit=specialist(SXD).unit, question=QUESTION, by=clerk)
    item = dossier()
    assess_dossier(item, approve=True, by=specialist())
    sign_dossier(item, by=cast.officer("lanh_dao"))
    refused("wrong_state", ask_body, item, unit=specialist(SXD).unit, question=QUESTION, by=specialist())


def test_the_one_who_accepts_has_it_and_may_hand_it_on(db: None) -> None:
    question, sxd = asked(dossier()), specialist(SXD)
    accept_request(question, by=sxd)
    with acts.opening(sxd):
        assert item_of(sxd, question).assignee == sxd.mandate
    assign_item(question, assignee=None, by=cast.officer("lanh_dao", SXD))


DUE = datetime(2025, 7, 4, 17, tzinfo=ZONE)
"""A Friday."""


@pytest.mark.parametrize(
    ("late", "minutes", "words"),
    [
        (timedelta(), None, ""),
        (timedelta(hours=3), 0, "trễ, ngoài giờ làm việc"),
        (timedelta(days=2), 0, "trễ, ngoài giờ làm việc"),
        (timedelta(days=2, hours=14, minutes=40), 10, "trễ 10 phút"),
        (timedelta(days=2, hours=17), 150, "trễ 2 giờ làm việc"),
        (timedelta(days=3), 480, "trễ 1 ngày làm việc"),
        (timedelta(days=10), 2880, "trễ 6 ngày làm việc"),
    ],
)
def test_lateness_is_counted_in_office_time(late: timedelta, minutes: int | None, words: str) -> None:
    assert rules.minutes_late(DUE, DUE + late) == minutes
    assert rules.late_words(minutes) == words


def test_a_late_answer_says_so_to_machines_too(db: None) -> None:
    item, an, sxd = dossier(), specialist(), specialist(SXD)
    question = asked(item, days=1)
    accept_request(question, by=sxd)
    days_pass(3)
    an, sxd = specialist(), specialist(SXD)
    assert answer_request(question, text="Không.", by=sxd)["minutes_late"] == 510
    body = cast.caller(an).get(f"/items/{item}").json()
    assert [(one["state"], one["late"]) for one in body["requests"]] == [("answered", "trễ 1 ngày làm việc")]
    last = body["timeline"][-1]
    assert (last["label"], last["note"], last["unit"]) == (
        "Trả lời ý kiến",
        "trễ 1 ngày làm việc",
        sxd.unit_name,
    )


@pytest.mark.parametrize(
    ("act", "body", "code"),
    [
        ("ask-body", {"unit": 2**70, "question": QUESTION}, "unit"),
        ("ask-body", {"unit": 0, "question": QUESTION}, "unit"),
        ("ask-body", {"unit": "x", "question": QUESTION}, "unit"),
        ("ask-body", {"question": QUESTION}, "unit"),
        ("ask-body", {"unit": 5, "question": ""}, "question"),
        ("ask-body", {"unit": 5, "question": "a" * 5001}, "question"),
        ("ask-body", {"unit": 5, "question": QUESTION, "days": 0}, "days"),
        ("ask-body", {"unit": 5, "question": QUESTION, "days": 31}, "days"),
        ("ask-body", {"unit": 5, "question": QUESTION, "due": "mai"}, "due"),
        ("answer-request", {}, "text"),
        ("answer-request", {"text": "  "}, "text"),
        ("answer-request", {"text": "\u200b\u200b\u200b"}, "text"),
        ("decline-request", {"reason": "\u2063\u2063\u2063"}, "reason"),
        ("withdraw-request", {"reason": "..."}, "reason"),
        ("decline-request", {"reason": "a"}, "reason"),
        ("withdraw-request", {}, "reason"),
    ],
)
def test_bad_input_names_its_field(db: None, act: str, body: dict[str, Any], code: str) -> None:
    item = dossier()
    target = item if act == "ask-body" else asked(item)
    by = specialist(SXD) if act in {"answer-request", "decline-request"} else specialist()
    answer = cast.caller(by).post(f"/items/{target}/{act}", body, key="k")
    assert answer.status_code == 422, answer.content
    assert code in answer.content.decode()


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database in which what is committed stays committed."""
    url = clone(f"hoi_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        yield url
    drop(url)


def at_once(*calls: Any) -> list[str]:
    start = Barrier(len(calls))

    def perform(call: Any) -> str:
        try:
            start.wait()
            return str(call()["state"])
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(perform, calls))


def test_two_who_ask_or_answer_at_the_same_moment(lasting: str) -> None:
    item, an, leader, sxd, snnmt = (
        dossier(), specialist(), cast.officer("lanh_dao"), specialist(SXD), specialist(SNNMT)
    )  # fmt: skip
    assert at_once(
        lambda: ask_body(item, unit=sxd.unit, question=QUESTION, by=an),
        lambda: ask_body(item, unit=sxd.unit, question=QUESTION, by=leader),
    ) == ["already_asked", "asked"]
    with acts.opening(an):
        (first,) = (row["id"] for row in requests_on(item_of(an, item)))
    second = of(ask_body(item, unit=snnmt.unit, question=QUESTION, by=an))
    accept_request(first, by=sxd)
    accept_request(second, by=snnmt)
    both = at_once(
        lambda: answer_request(first, text="Không.", by=sxd),
        lambda: answer_request(second, text="Không.", by=snnmt),
    )
    assert both == ["answered", "answered"]
    left = set(parties(item)) & {seat_of(sxd.unit or 0), seat_of(snnmt.unit or 0)}
    assert not left, "both have left: the second counted after the first was gone"
    with psycopg.connect(lasting) as owner:
        owner.execute("set role lienthong_verifier")
        assert verify_chains(owner)["broken"] == []


def on_day(day: str) -> None:
    sql.run("reset role")
    sql.run("update world set clock_offset = %s::timestamptz - now()", (f"{day} 08:00+07",))
    sql.run("set local role lienthong_app")


THAO_DIEN, BINH_TRUNG_TAY = "27088", "27100"
"""Two wards until 30/6/2025: the first becomes An Khánh's, the second Bình Trưng's."""


def test_wards_that_merge_leave_question_and_answer_to_their_heirs(db: None) -> None:
    on_day("2025-06-30")
    item = of(taken_in(by=reception(THAO_DIEN)))
    before, body = cast.officer("lanh_dao", THAO_DIEN), cast.officer("lanh_dao", BINH_TRUNG_TAY)
    question = of(ask_body(item, unit=body.unit, question=QUESTION, days=2, by=before))
    on_day("2025-07-01")
    asker, heir = specialist(), specialist(cast.BINH_TRUNG)
    assert body.seat in heir.scope
    assert seen(heir, item)
    refused("already_asked", ask_body, item, unit=heir.unit, question=QUESTION, by=asker)
    accept_request(question, by=heir)
    answer_request(question, text="Không.", by=heir)
    assert not seen(heir, item)
    with acts.opening(asker):
        (row,) = requests_on(item_of(asker, item))
        assert (row["state"], row["body"]) == ("answered", heir.unit_name)
        assert details(asker, item_of(asker, question))["asked_by"] == asker.unit_name
    assert lines(asker, question)[0][2]["body"] == "Ủy ban nhân dân phường Bình Trưng Tây"
    assert broken() == ([], 0)
