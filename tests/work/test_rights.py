"""What a person may ask of a body that holds their data: to be told all of it, to have it put right, to have it
restricted – by acts, with a reason and a line for each, through page and API.
"""

import html
import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from lienthong.personnel.terms import ABILITIES
from lienthong.procedures import actions as dossier_acts
from lienthong.work.actions import attach_file
from lienthong.work.persons.rights.terms import ABILITY, SHOWN_RESTRICTED
from lienthong.work.persons.terms import HIDDEN
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.files import PDF
from tests.papers.reading import bare, text_of
from tests.procedures import dossiers
from tests.reports import reports

URL = "/du-lieu-ca-nhan"
NAME, PHONE, ADDRESS = "Đặng Thị Kín Đáo", "0987654321", "77/7 Hẻm Kín"
REASON = "Yêu cầu bằng văn bản ngày 01/7/2025, đã đối chiếu căn cước."


def head_of_office(code: str = cast.AN_KHANH) -> cast.Actor:
    return cast.officer("chanh_van_phong", code)


def asked(actor: cast.Actor, **fields: str) -> Any:
    words = {"number": PHONE, "name": NAME, "reason": REASON, "output": "json", **fields}
    return screen(actor).post(URL, {**words, "idempotency_key": str(uuid4())})


def done(actor: cast.Actor, item: UUID, act: str, **body: str) -> Any:
    return cast.caller(actor).post(f"/items/{item}/{act}", {"reason": REASON, **body}, key=str(uuid4()))


def of_owner(text: Any, *params: Any) -> Any:
    with as_owner():
        return sql.one(text, params)


def verbs(item: UUID) -> list[str]:
    lines: list[str] = of_owner("select array_agg(verb order by seq) from journal where item = %s", item)
    return lines


def dossier(**more: Any) -> UUID:
    return dossiers.of(dossiers.taken_in(applicant=NAME, phone=PHONE, address=ADDRESS, **more))


def seen(actor: cast.Actor, item: UUID) -> str:
    return html.unescape(screen(actor).get(f"/viec/{item}").content.decode())


def test_one_paper_tells_all_that_is_held_across_desks_and_each_read_leaves_a_line(db: None) -> None:
    first, second = dossier(), dossiers.signed(dossiers.taken_in(applicant=NAME.upper(), phone=PHONE))
    report = reports.item(reports.reported(name=NAME, phone="0987 654 321", email="kin@example.vn"))
    attach_file(first, name="cccd.pdf", content=PDF, by=dossiers.reception())
    screen(dossiers.reception()).get(f"/viec/{first}")
    asker = head_of_office()
    answer = asked(asker, number="+84 987.654.321", name="đặng thị kín đáo")
    assert answer.status_code == 200, answer.content.decode()[:500]
    said = json.loads(answer.content)
    assert {item["id"] for item in said["items"]} == {str(first), str(second), str(report)}
    text = answer.content.decode()
    for word in (NAME, PHONE, ADDRESS, "kin@example.vn", "cccd.pdf", "Tiếp nhận hồ sơ", reports.TEXT):
        assert word in text, word
    (held,) = [item for item in said["items"] if item["id"] == str(first)]
    assert [look["door"] for look in held["looks"]] == ["Trang việc"]
    assert held["looks"][0]["by"].startswith(dossiers.reception().title)
    lines = of_owner("select count(*) from reading where door = 'subject' and mandate = %s", asker.mandate)
    assert lines == 3
    told = of_owner("select array_agg(reason) from right_used where act = 'told' and item = %s", first)
    assert told == [REASON]
    line = of_owner("select facts from journal where verb = 'person.told' order by id desc limit 1")
    assert line == {"items": 3}
    again = json.loads(asked(asker).content)
    assert [use["act"] for use in again["items"][0]["uses"]] == ["Cung cấp dữ liệu"]


def test_it_is_printed_with_the_same_words(db: None) -> None:
    item = dossier()
    answer = asked(head_of_office(), output="pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    printed = text_of(answer.content)
    for word in (NAME, PHONE, ADDRESS, "Tiếp nhận hồ sơ", head_of_office().name):
        assert bare(word) in printed, word
    nobody = text_of(asked(head_of_office(), name="Không Ai Cả", output="pdf").content)
    assert bare("Không có dữ liệu nào") in nobody
    assert bare(ADDRESS) not in nobody
    assert of_owner("select count(*) from right_used where item = %s", item) == 1


def test_a_telephone_of_a_family_tells_nobody_of_the_others(db: None) -> None:
    own, others = dossier(), dossiers.of(dossiers.taken_in(applicant="Đặng Văn Khác", phone=PHONE))
    said = json.loads(asked(head_of_office()).content)
    assert [item["id"] for item in said["items"]] == [str(own)]
    assert said["others"] == 1
    assert of_owner("select count(*) from reading where item = %s", others) == 0


def test_what_other_bodies_hold_and_who_wants_to_stay_unknown_is_not_told(db: None) -> None:
    dossiers.taken_in(dossiers.reception(cast.BINH_TRUNG), applicant=NAME, phone=PHONE)
    hidden = reports.item(reports.reported(name=NAME, phone=PHONE, anonymous=True))
    assert json.loads(asked(head_of_office()).content)["items"] == []
    assert done(head_of_office(), hidden, "correct-report", name="Ai Khác").status_code == 404
    lead = reports.item(reports.submitted(name=NAME, phone=PHONE, anonymous=True))
    said = json.loads(asked(reports.operator()).content)
    assert str(lead) in [item["id"] for item in said["items"]]


@pytest.mark.parametrize("role", sorted(ABILITIES))
def test_only_who_serves_these_rights_does(db: None, role: str) -> None:
    item = dossier()
    try:
        actor = cast.officer(role)
    except AssertionError:
        return  # no such post in a ward; the one of the city is tried above
    serves = ABILITY in ABILITIES[role]
    assert (asked(actor).status_code == 200) is serves
    assert (screen(actor).get(URL).status_code == 200) is serves
    for act, body in (
        ("correct-dossier", {"applicant": "Đặng Thị Khác"}),
        ("restrict-person", {}),
        ("release-person", {}),
    ):
        answer = done(actor, item, act, **body)
        assert answer.status_code == (200 if serves else 403), (role, act, answer.content)
    shown = cast.caller(actor).get(f"/items/{item}").json()  # the Party's side does not see it at all
    offered = [row["act"] for row in shown.get("acts", ())]
    assert ("restrict-person" in offered) is serves
    assert "release-person" not in offered


def test_of_another_ward_nobody_serves_it(db: None) -> None:
    item, chi = dossier(), head_of_office(cast.BINH_TRUNG)
    for act in ("correct-dossier", "restrict-person", "release-person"):
        assert done(chi, item, act).status_code in (403, 404)
    assert json.loads(asked(chi).content)["items"] == []
    assert verbs(item) == ["dossier.received"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "12345678"}, "number"),
        ({"number": ""}, "number"),
        ({"name": ""}, "name"),
        ({"reason": "vì"}, "reason"),
        ({"output": "xml"}, "output"),
    ],
)
def test_what_is_asked_wrongly_is_told_at_its_field(db: None, wrong: dict[str, str], field: str) -> None:
    dossier()
    answer = asked(head_of_office(), **wrong)
    assert answer.status_code == 422
    assert f'name="{field}"' in answer.content.decode()
    assert of_owner("select count(*) from right_used") == 0
    assert of_owner("select count(*) from reading") == 0


def test_a_correction_puts_right_what_is_shown_found_and_told(db: None) -> None:
    item, right, counter = dossier(), "Đặng Thị Kim Đào", dossiers.reception()
    answer = done(head_of_office(), item, "correct-dossier", applicant=right, phone="0911 222 333")
    assert (answer.status_code, answer.json()["corrected"]) == (200, ["applicant", "phone"])
    assert right in seen(counter, item)
    assert ADDRESS in seen(counter, item), "what was left empty stays"
    finds = cast.caller(counter)
    assert [row["id"] for row in finds.get("/items?q=0911222333").json()["items"]] == [str(item)]
    assert finds.get(f"/items?q={PHONE}").json()["items"] == []
    assert verbs(item) == ["dossier.received", "person.corrected"]
    facts = of_owner("select facts::text from journal where item = %s and verb = 'person.corrected'", item)
    assert json.loads(facts) == {"fields": ["applicant", "phone"]}, "no personal data in the journal"
    kept = of_owner("select to_jsonb(r) from right_used r where act = 'corrected' and item = %s", item)
    assert (kept["reason"], kept["before"]) == (REASON, {"applicant": NAME, "phone": PHONE})
    said = json.loads(asked(head_of_office(), number="0911222333", name=right).content)
    assert said["items"][0]["uses"][0]["before"] == {"applicant": NAME, "phone": PHONE}
    same = done(head_of_office(), item, "correct-dossier", applicant=right)
    assert (same.status_code, same.json()["code"]) == (422, "nothing_to_correct")
    wrong = done(head_of_office(), item, "correct-dossier", phone="123")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "phone")


def test_a_closed_dossier_and_a_report_are_put_right_too(db: None) -> None:
    closed = dossiers.signed(dossiers.taken_in(applicant=NAME, phone=PHONE))
    dossier_acts.return_dossier(closed, by=dossiers.reception())
    assert done(head_of_office(), closed, "correct-dossier", applicant="Đặng Kín").status_code == 200
    assert of_owner("select state from work_item where id = %s", closed) == "returned"
    assert of_owner("select closed_at is not null from work_item where id = %s", closed)
    report = reports.item(reports.reported(name=NAME, phone=PHONE))
    answer = done(head_of_office(), report, "correct-report", name="Đặng Kín", email="moi@example.vn")
    assert answer.json()["corrected"] == ["name", "email"]
    page = seen(reports.contact(), report)
    assert "Đặng Kín" in page
    assert "moi@example.vn" in page


def test_what_is_restricted_is_seen_by_whose_step_it_is_alone(db: None) -> None:
    item, counter, specialist = dossier(), dossiers.reception(), cast.officer("chuyen_vien")
    attach_file(item, name="cccd.pdf", content=PDF, by=counter)
    paper = of_owner("select id from attachment where item = %s", item)
    assert done(head_of_office(), item, "restrict-person").status_code == 200
    assert verbs(item)[-1] == "person.restricted"
    for actor, knows in ((counter, False), (specialist, True), (head_of_office(), False)):
        page = seen(actor, item)
        assert SHOWN_RESTRICTED in page, actor.role
        assert (NAME in page) is knows, actor.role
        assert (HIDDEN in page) is not knows
        body = cast.caller(actor).get(f"/items/{item}").json()
        assert body["restricted"] is True
        assert (body["desk"]["applicant"] == NAME) is knows
        opened = screen(actor).get(f"/viec/{item}/giay-to/{paper}").status_code
        assert (opened == 200) is knows
        assert (screen(actor).get(f"/viec/{item}/phieu-hen").status_code == 200) is knows
    for words in (PHONE, NAME):
        assert cast.caller(counter).get(f"/items?q={words}").json()["items"] == []
    register = f"/so-dang-ky/{counter.unit}/ho-so/2025"
    for address in (register, f"{register}.csv", f"{register}?q=dang+thi+kin+dao"):
        assert NAME not in html.unescape(screen(counter).get(address).content.decode()), address
    dossier_acts.assess_dossier(item, approve=True, by=specialist)
    assert NAME not in seen(specialist, item), "no longer their step"


def test_whoever_asks_is_told_of_what_is_restricted_and_it_is_released_as_it_was(db: None) -> None:
    item, counter = dossier(), dossiers.reception()
    done(head_of_office(), item, "restrict-person")
    twice = done(head_of_office(), item, "restrict-person")
    assert (twice.status_code, twice.json()["code"]) == (409, "restricted_already")
    said = json.loads(asked(head_of_office()).content)["items"][0]
    assert (said["restricted"], said["id"]) == (True, str(item))
    assert bare("Đang bị hạn chế xử lý") in text_of(asked(head_of_office(), output="pdf").content)
    done(head_of_office(), item, "correct-dossier", applicant="Đặng Thị Kim Đào")
    assert cast.caller(counter).get(f"/items?q={PHONE}").json()["items"] == [], "still restricted"
    page = screen(head_of_office())
    assert "release-person" in page.get(f"/viec/{item}").content.decode()
    form = {"reason": REASON, "idempotency_key": str(uuid4())}
    assert page.post(f"/viec/{item}/release-person", form).status_code == 302
    assert "Đặng Thị Kim Đào" in seen(counter, item)
    assert SHOWN_RESTRICTED not in seen(counter, item)
    assert [row["id"] for row in cast.caller(counter).get(f"/items?q={PHONE}").json()["items"]] == [str(item)]
    idle = done(head_of_office(), item, "release-person")
    assert (idle.status_code, idle.json()["code"]) == (409, "not_restricted")
    assert verbs(item)[-3:] == ["person.restricted", "person.corrected", "person.released"]


def test_an_item_about_no_citizen_has_nothing_to_restrict(db: None) -> None:
    from tests.documents.letters import arrived

    letter = arrived(cast.AN_KHANH)
    for act in ("restrict-person", "release-person", "correct-dossier", "correct-report"):
        assert done(head_of_office(), letter, act).status_code in (404, 409, 422), act
    assert "person.restricted" not in verbs(letter)


def test_next_steps_name_no_such_act(db: None) -> None:
    """They are no part of the work: nobody's machine is asked to do them."""
    dossier()
    listed = cast.caller(head_of_office()).get("/next").json()["items"]
    assert listed
    assert not [act for item in listed for act in item["acts"] or [] if act["act"].endswith("-person")]


@pytest.mark.parametrize("text", ["update right_used set reason = 'x'", "delete from right_used"])
def test_what_was_asked_is_never_edited(db: None, text: Any) -> None:
    from psycopg import errors

    from lienthong.ground import acts

    with pytest.raises(errors.InsufficientPrivilege), acts.opening(head_of_office()):
        sql.run(text)


def test_what_is_too_short_is_not_called_missing(db: None) -> None:
    page = html.unescape(asked(head_of_office(), number="0987", name="").content.decode())
    assert "«Số điện thoại hoặc số định danh» cần ít nhất 8 ký tự." in page
    assert "Xin nhập «Họ và tên»." in page
