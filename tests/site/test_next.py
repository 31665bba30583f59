"""«What is next» in one question: no more than each item's own page shows, and nothing twice."""

from typing import Any

from lienthong.kernel import clock
from lienthong.personnel.terms import ABILITIES
from lienthong.work.desks.registry import asides_on
from tests import cast
from tests.documents.letters import arrived
from tests.reports import reports

LESS = {"acts", "hands", "timeline", "links", "requests", "withdrawn_papers"}


def _next(who: Any, since: str = "", known: str = "") -> Any:
    answer = who.get(f"/next?since={since.replace('+', '%2B')}&known={known}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_item_comes_as_its_page_shows_it_and_says_whose_turn_it_is(db: None) -> None:
    item = str(arrived(cast.AN_KHANH))
    clerk = cast.caller(cast.an())
    found = next(row for row in _next(clerk)["items"] if row["id"] == item)
    page = clerk.get(f"/items/{item}").json()
    assert {name: found[name] for name in page if name not in LESS} == {
        name: value for name, value in page.items() if name not in LESS
    }
    roles = {act["act"]: act["roles"] for act in found["acts"]}
    assert roles["register-delivery"] == [
        role for role, can in ABILITIES.items() if "register_delivery" in can
    ]
    beside = {act.path for act in asides_on("delivery")}
    assert beside == {"collect-item"}, "what is no part of the work is offered on its page alone"
    assert {act["act"] for act in page["acts"]} - beside <= set(roles)
    assert not beside & set(roles)
    assert clerk.get(f"/items/{item}?brief=true").json() == {n: v for n, v in page.items() if n not in LESS}


def test_nothing_is_told_twice_and_every_change_once(db: None) -> None:
    item = str(arrived(cast.AN_KHANH))
    clerk = cast.caller(cast.an())
    first = _next(clerk)
    assert item in [row["id"] for row in first["items"]]
    second = _next(clerk, first["cursor"])
    assert second["items"] == []
    assert clerk.post(f"/items/{item}/register-delivery", key="r1").status_code == 200
    third = _next(clerk, second["cursor"])
    assert [(row["id"], row["state"]) for row in third["items"]] == [(item, "registered")]
    assert _next(clerk, third["cursor"])["items"] == []


PREFER = {"Prefer": "return=representation"}


def test_an_act_shows_what_is_next_on_request_and_it_is_not_told_again(db: None) -> None:
    item = str(arrived(cast.AN_KHANH))
    clerk = cast.caller(cast.an())
    before = _next(clerk)["cursor"]
    answer = clerk.post(f"/items/{item}/register-delivery", key="r1", **PREFER).json()
    shown = answer["shown"]
    told = next(row for row in _next(clerk, before)["items"] if row["id"] == item)
    assert {name: told[name] for name in told if name != "changed_at"} == {
        name: shown[name] for name in told if name != "changed_at"
    }
    assert "direct-delivery" in [act["act"] for act in shown["acts"]]
    assert _next(clerk, before, known=f"{item}.{shown['version']}")["items"] == []
    again = clerk.post(f"/items/{item}/register-delivery", key="r1", **PREFER).json()
    assert again == answer, "the key's answer, with the item as it stands"
    plain = clerk.post(f"/items/{item}/register-delivery", key="r1").json()
    assert "shown" not in plain


def test_what_has_gone_to_another_unit_is_not_shown_by_the_act_that_sent_it(db: None) -> None:
    answer = reports.reported()
    contact = cast.caller(reports.contact())
    body = {"reason": "Không thuộc địa bàn.", "unit": cast.chi().unit}
    moved = contact.post(f"/items/{reports.item(answer)}/transfer-report", body, key="t1", **PREFER)
    assert moved.status_code == 200, moved.content
    assert moved.json()["shown"] is None


def test_known_items_nobody_names_like_that_are_refused(db: None) -> None:
    answer = cast.caller(cast.an()).get("/next?known=mã")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "bad_known", "known")


def test_a_stranger_is_told_nothing_of_it(db: None) -> None:
    item = str(arrived(cast.AN_KHANH))
    told = _next(cast.caller(cast.chi()))
    assert item not in [row["id"] for row in told["items"]]
    assert cast.caller(cast.chi()).get(f"/items/{item}?brief=true").status_code == 404


def test_a_colleague_who_only_looks_sees_whose_turn_it_is_and_can_do_nothing(db: None) -> None:
    item = str(arrived(cast.AN_KHANH))
    specialist = cast.caller(cast.officer("chuyen_vien"))
    found = next(row for row in _next(specialist)["items"] if row["id"] == item)
    roles = {act["act"]: act["roles"] for act in found["acts"]}
    assert "chuyen_vien" not in roles["register-delivery"]
    assert specialist.post(f"/items/{item}/register-delivery", key="r1").status_code == 403


def test_the_code_of_a_meeting_is_shown_to_who_joined_alone(db: None) -> None:
    city, technician = cast.officer("quan_tri", cast.TTCDS), cast.caller(cast.officer("ky_thuat"))
    asked = {"subject": "Họp", "units": [cast.an().unit], "starts_at": city.at.isoformat()}
    assert cast.caller(city).post("/meetings", asked, key="m1").status_code == 200
    point = next(row for row in _next(technician)["items"] if row["kind"] == "bridge_point")
    assert technician.post(f"/items/{point['id']}/join-meeting", key="j1").status_code == 200

    def code(who: Any) -> Any:
        return next(row for row in _next(who)["items"] if row["kind"] == "bridge_point")["desk"]["code"]

    page = cast.caller(cast.an()).get(f"/items/{point['id']}").json()
    assert code(cast.caller(cast.an())) == page["desk"]["code"]
    assert code(technician)


def test_a_cursor_nobody_was_given_is_refused(db: None) -> None:
    clerk = cast.caller(cast.an())
    later = clock.real().replace(year=2099).isoformat().replace("+", "%2B")
    for wrong in (
        "gì đó",
        "2025-07-01T08:00:00",
        later,
        f"{clock.real().isoformat()}~x.1".replace("+", "%2B"),
    ):
        answer = clerk.get(f"/next?since={wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_since"), wrong
