"""Who may be asked about what, and who may ask and answer; every refusal."""

import re
from dataclasses import replace
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound
from lienthong.procedures.actions import assess_dossier, sign_dossier
from lienthong.work.receivers.queries import bodies_taking_up
from lienthong.work.requests.actions import (
    accept_request,
    answer_request,
    ask_body,
    decline_request,
    withdraw_request,
)
from tests import cast, sql
from tests.personnel.delegating import session
from tests.work.questions import QUESTION, SXD, asked, dossier, lines, offered, refused, specialist


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
    assert refused("nobody_there", ask, unstaffed).field == "unit"
    assert refused("nobody_there", ask, elsewhere).status == 422
    assert refused("unit_ended", ask, former).facts["heirs"] is not None
    assert refused("unknown_unit", ask, 2_000_000_000).status == 422
    sxd = specialist(SXD).unit or 0
    assert refused("nothing_said", ask, sxd, question="\u200b\n?").field == "question"
    assert [verb for verb, _, _ in lines(an, item)] == ["dossier.received"], "nothing was half written"
    assert ask(specialist(cast.BINH_TRUNG).unit)["state"] == "asked", "another ward may be asked"


def test_the_form_offers_whom_the_act_accepts(db: None) -> None:
    item, an = dossier(), specialist()
    with acts.opening(an):
        offers = bodies_taking_up("referral", an.day)
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


def test_nobody_is_handed_a_form_that_would_be_refused(db: None) -> None:
    """Whoever may not ask is led back to the item instead of typing a question for nothing."""
    item, clerk = dossier(), cast.officer("van_thu")
    page = session(clerk)
    assert page.get(f"/viec/{item}").status_code == 200
    led_back = page.get(f"/viec/{item}/ask-body")
    assert (led_back.status_code, led_back.headers["Location"]) == (303, f"/viec/{item}")
    assert refused("not_allowed", ask_body, item, unit=specialist(SXD).unit, question=QUESTION, by=clerk)


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
