"""The life of a report: what its reporter, its ward, the operator and strangers rely on."""

from datetime import date
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.limits import LIMITS
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reports import actions, queries
from lienthong.reports.desk import DESK
from lienthong.units.queries import unit_as_of
from lienthong.work.persons.terms import HIDDEN
from lienthong.work.queries import inbox
from tests import cast, sql
from tests.reports.reports import (
    answered,
    case,
    citizen,
    contact,
    details,
    inside,
    item,
    operator,
    reported,
    sees,
    submitted,
)


def _ward(code: str) -> int:
    return unit_as_of(code, "ubnd", date(2025, 7, 1)).id


def test_the_reporter_reads_the_answer(db: None) -> None:
    answer = answered()
    found = case(answer)
    assert (found["state"], found["answer"], found["done"]) == ("answered", "Đã thay bóng đèn.", True)
    assert found["unit"] == contact().unit_name
    assert [event["verb"] for event in found["events"]] == [
        "report.submitted",
        "report.routed",
        "report.taken",
        "report.answered",
    ]


def test_an_answered_report_has_left_the_inbox(db: None) -> None:
    answer, ward = answered(), contact()
    with acts.opening(ward):
        assert item(answer) not in [row.id for row in inbox(ward)]


def test_only_what_was_taken_is_answered_and_only_once_taken(db: None) -> None:
    answer, ward = reported(), contact()
    with pytest.raises(Refusal, match="wrong_state"):
        actions.answer_report(item(answer), text="Xong", by=ward)
    actions.take_report(item(answer), by=ward)
    with pytest.raises(Refusal, match="wrong_state"):
        actions.take_report(item(answer), by=ward)


def test_a_stranger_finds_nothing_to_act_on(db: None) -> None:
    answer = reported()
    stranger = contact(cast.BINH_TRUNG)
    for act in (
        lambda: actions.take_report(item(answer), by=stranger),
        lambda: actions.transfer_report(item(answer), reason="Của tôi", unit=stranger.unit, by=stranger),
        lambda: details(stranger, item(answer)),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_colleague_who_only_reads_may_not_take(db: None) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        actions.take_report(item(reported()), by=cast.binh())


def test_the_wrong_ward_hands_it_on_and_sees_it_no_more(db: None) -> None:
    answer = reported(text="Rác tồn đọng. Nơi xảy ra: phường Bình Trưng.")
    wrong, right = contact(), contact(cast.BINH_TRUNG)
    assert details(wrong, item(answer))["place_name"] == "phường Bình Trưng"
    moved = actions.transfer_report(item(answer), reason="Ngoài địa bàn", unit=right.unit, by=wrong)
    assert moved["state"] == "routed"
    assert not sees(wrong, item(answer))
    found = details(right, item(answer))
    assert [(t["unit"], t["to"], t["text"]) for t in found["transfers"]] == [
        (wrong.unit_name, right.unit_name, "Ngoài địa bàn")
    ]
    actions.take_report(item(answer), by=right)


def test_a_department_gets_it_at_its_seat(db: None) -> None:
    answer = reported()
    department = unit_as_of("H29-SXD", "department", date(2025, 7, 1))
    actions.transfer_report(item(answer), reason="Thuộc Sở", unit=department.id, by=contact())
    assert case(answer)["unit"] == department.name


@pytest.mark.parametrize("unit", [lambda: contact().unit, lambda: 1, lambda: 10271181])
def test_it_cannot_be_handed_to_itself_to_nobody_or_to_an_ended_unit(db: None, unit: object) -> None:
    """10271181 is the committee of old Thủ Thiêm: the answer names its heir."""
    answer = reported()
    with pytest.raises(Refusal) as refused:
        actions.transfer_report(item(answer), reason="Nhầm", unit=unit(), by=contact())  # type: ignore[operator]
    assert refused.value.code in {"same_unit", "unknown_unit", "unit_ended"}
    if refused.value.code == "unit_ended":
        assert [heir["code"] for heir in refused.value.facts["heirs"]] == [cast.AN_KHANH]


def test_back_to_the_operator_who_routes_or_refuses(db: None) -> None:
    answer, ward, line = reported(), contact(), operator()
    actions.transfer_report(item(answer), reason="Không rõ nơi", by=ward)
    assert case(answer)["state"] == "submitted"
    assert not sees(ward, item(answer))
    actions.route_report(item(answer), unit=_ward(cast.BINH_TRUNG), by=line)
    assert sees(contact(cast.BINH_TRUNG), item(answer))


def test_what_came_to_the_operator_stays_in_its_sight(db: None) -> None:
    answer, line = submitted(), operator()
    actions.route_report(item(answer), unit=_ward(cast.AN_KHANH), by=line)
    assert sees(line, item(answer))
    with pytest.raises(Refusal, match="not_allowed"):
        actions.take_report(item(answer), by=line)


def test_the_operator_names_a_unit_when_no_place_is_known(db: None) -> None:
    with pytest.raises(Refusal, match="place_unknown"):
        actions.route_report(item(submitted()), by=operator())


def test_a_refusal_reaches_the_reporter_with_its_reason(db: None) -> None:
    answer = submitted()
    actions.refuse_report(item(answer), reason="Không thuộc phạm vi của 1022.", by=operator())
    found = case(answer)
    assert (found["refused"], found["answer"]) == (True, "Không thuộc phạm vi của 1022.")


def test_on_the_telephone_the_ward_named_is_believed_before_the_pin(db: None) -> None:
    """So a ward may get what lies in its neighbour: its contact must notice and hand it on."""
    answer = actions.submit_report(
        channel="phone",
        text="Ống nước vỡ trước chợ từ sáng.",
        name="Trần Văn Ba",
        phone="0909 888 777",
        ward=2027097,
        **inside(cast.AN_KHANH),
        by=operator(),
    )
    wrong = contact(cast.BINH_TRUNG)
    found = details(wrong, item(answer))
    assert found["point_ward"]["code"] == cast.AN_KHANH
    assert found["named_ward"]["code"] == cast.BINH_TRUNG
    actions.transfer_report(
        item(answer), reason="Vị trí thuộc An Khánh", unit=found["point_ward"]["unit"], by=wrong
    )
    assert sees(contact(), item(answer))


def test_only_the_operator_writes_down_what_came_by_telephone(db: None) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        actions.submit_report(
            channel="phone", text="Ống nước vỡ từ sáng.", name="A", phone="0909888777", by=contact()
        )


def test_the_anonymous_are_known_to_the_operator_and_to_themselves_only(db: None) -> None:
    hidden = submitted(anonymous=True)
    actions.route_report(item(hidden), unit=_ward(cast.AN_KHANH), by=operator())
    assert details(contact(), item(hidden))["reporter"]["name"] is None
    assert details(operator(), item(hidden))["reporter"]["phone"] == "0901234567"
    with acts.opening(contact()):
        assert sql.one("select count(*) from reporter where item = %s", (item(hidden),)) == 0
        assert sql.one("select count(*) from report where item = %s", (item(hidden),)) == 1
    open_ = reported()
    assert details(contact(), item(open_))["reporter"]["name"] == "Nguyễn Thị Hoa"


def test_no_name_stands_in_the_journal_or_the_searchable_words(db: None) -> None:
    answer = answered()
    with acts.opening(contact()):
        facts = sql.rows("select facts::text as facts from journal where item = %s", (item(answer),))
        words = sql.one("select words from work_item where id = %s", (item(answer),))
    assert not any("Hoa" in row.facts or "0901" in row.facts for row in facts)
    assert "hoa" not in words


def test_the_reporter_comes_back_when_it_was_not_fixed(db: None) -> None:
    answer = answered()
    again = actions.reopen_report(
        code=answer["code"], secret=answer["secret"], text="Tối qua vẫn tối.", by=citizen()
    )
    assert again["state"] == "routed"
    ward = contact()
    with acts.opening(ward):
        assert item(answer) in [row.id for row in inbox(ward)]
    found = details(ward, item(answer))
    assert (found["reopened"], found["entries"][-1]["text"]) == (1, "Tối qua vẫn tối.")
    assert case(answer)["answer"] is None
    actions.take_report(item(answer), by=ward)
    actions.answer_report(item(answer), text="Đã thay cả trụ.", by=ward)
    assert case(answer)["answer"] == "Đã thay cả trụ."


def test_only_an_answered_report_is_reopened_and_only_with_the_secret(db: None) -> None:
    answer = reported()
    with pytest.raises(Refusal, match="not_answered"):
        actions.reopen_report(code=answer["code"], secret=answer["secret"], text="Chưa", by=citizen())
    done = answered()
    for secret in ("4567", "AAAA-BBBB-CCCC-DDDD"):
        with pytest.raises(NotFound):
            actions.reopen_report(code=done["code"], secret=secret, text="Chưa", by=citizen())


def test_code_and_secret_open_in_any_hand(db: None) -> None:
    answer = reported()
    assert case({**answer, "code": answer["code"].lower()}, answer["secret"].lower().replace("-", " "))["id"]


def test_a_wrong_code_and_a_wrong_secret_are_answered_alike(db: None) -> None:
    answer = reported()
    for code, secret in (
        (answer["code"], "AAAA-BBBB-CCCC-DDDD"),
        ("PA250701-AAAAAAAA", answer["secret"]),
        (answer["code"], "0000"),
        (answer["code"], ""),
        ("", ""),
    ):
        with pytest.raises(NotFound):
            case({"code": code, "secret": secret})


def test_the_telephones_last_digits_open_it_five_times_an_hour(db: None) -> None:
    answer = reported()
    assert case(answer, "4567")["code"] == answer["code"]
    for _ in range(LIMITS["report-by-phone"].at_most - 1):
        with pytest.raises(NotFound):
            case(answer, "0000")
    with pytest.raises(Refusal, match="too_often"):
        case(answer, "4567")
    assert case(answer)["code"] == answer["code"]


def test_one_set_of_digits_is_not_tried_at_every_code(db: None) -> None:
    """The sweep is stopped; the secret opens all the same. Digits of this test alone: a guess counts for good."""
    answer = reported(phone="0905 667 780")
    for number in range(LIMITS["report-by-phone-end"].at_most):
        with pytest.raises(NotFound):
            case({"code": f"PA250701-{number:08}"}, "7780")
    with pytest.raises(Refusal, match="too_often"):
        case(answer, "7780")
    assert case(answer)["code"] == answer["code"]


def test_a_citizen_sees_their_one_report_and_no_other(db: None) -> None:
    mine, other = reported(), reported()
    with acts.opening(citizen("lookup")):
        queries.citizen_case(mine["code"], mine["secret"])
        seen = sql.rows("select id from work_item")
    assert [row.id for row in seen] == [item(mine)]
    assert item(other) != item(mine)


def test_the_clock_of_the_reporter_is_not_restarted_by_handing_on(db: None) -> None:
    answer = reported()
    before = case(answer)["due_at"]
    actions.transfer_report(item(answer), reason="Ngoài địa bàn", unit=_ward(cast.BINH_TRUNG), by=contact())
    assert case(answer)["due_at"] == before


def test_a_repeated_submission_is_one_report(db: None) -> None:
    given = {"text": "Tiếng ồn suốt đêm ở quán số 5.", "name": "A", "phone": "0901234567"}
    first = actions.submit_report(**given, by=citizen(), key="twice")
    assert actions.submit_report(**given, by=citizen(), key="twice") == first
    with pytest.raises(Refusal, match="key_reused"):
        actions.submit_report(**{**given, "name": "B"}, by=citizen(), key="twice")


def test_the_application_cannot_rewrite_what_was_said(db: None) -> None:
    for privilege in ("update", "delete"):
        for table in ("report_entry", "reporter"):
            assert not sql.one("select has_table_privilege(current_user, %s, %s)", (table, privilege))


def test_the_picture_shows_the_point_in_its_ward(db: None) -> None:
    found = details(contact(), item(reported()))
    assert str(found["picture"]).startswith("<svg")
    assert "Phường An Khánh" in found["picture"]
    nowhere = submitted(ward=2027094)
    assert details(contact(), item(nowhere))["picture"] is None


def test_every_detail_is_worded_for_the_page(db: None) -> None:
    labels = dict(queries.rows(details(contact(), item(reported()))))
    assert labels["Người phản ánh"] == "Nguyễn Thị Hoa"
    labels = dict(queries.rows(details(contact(), item(answered()))))
    assert labels["Người phản ánh"] == HIDDEN, "the step is over"
    assert labels["Trả lời"].startswith("Đã thay bóng đèn.")


def _looked_up(code: str, secret: str) -> HttpResponse:
    asked = {"code": code, "secret": secret}
    answer: HttpResponse = Client().post("/api/v1/public/lookup", asked, content_type="application/json")
    return answer


def test_over_the_api_from_the_citizen_to_the_ward_and_back(db: None) -> None:
    body = {"subject": "Đèn hỏng", "text": "Đèn đường hỏng đã ba đêm.", "name": "Hoa", "phone": "0901234567"}
    anyone = cast._client()
    sent = anyone.post(
        "/api/v1/public/reports",
        {
            **body,
            **inside(cast.AN_KHANH),
            "ward": None,
            "old_ward": None,
            "field": "Tiếng ồn",
            "anonymous": False,
        },
        content_type="application/json",
        headers={"Idempotency-Key": "api-1"},
    ).json()
    ward = cast.caller(contact())
    shown = ward.get(f"/items/{sent['id']}").json()
    assert [act["act"] for act in shown["acts"]] == ["take-report", "transfer-report"]
    assert shown["desk"]["point_ward"]["unit"] == contact().unit
    assert ward.post(f"/items/{sent['id']}/take-report", key="api-2").status_code == 200
    answer = ward.post(f"/items/{sent['id']}/answer-report", {"text": "Đã sửa xong."}, key="api-3")
    assert answer.json()["state"] == "answered"
    seen = _looked_up(sent["code"], sent["secret"]).json()
    assert seen["answer"] == "Đã sửa xong."
    wrong = _looked_up(sent["code"], "AAAA-BBBB-CCCC-DDDD")
    unknown = _looked_up("PA250701-AAAAAAAA", sent["secret"])
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.json() == unknown.json()
    assert cast.caller(contact(cast.BINH_TRUNG)).get(f"/items/{sent['id']}").status_code == 404


def test_the_limit_of_a_field_is_marked_as_ours(db: None) -> None:
    found = sql.rows("select name, answer_hours, is_ours from report_field")
    assert len(found) >= 10
    assert all(row.is_ours and row.answer_hours > 0 for row in found)


def test_the_due_time_counts_the_fields_office_hours(db: None) -> None:
    from lienthong.kernel.working_time import VIETNAM

    answer = reported(field="Tiếng ồn")
    with acts.opening(contact()):
        due, received = sql.row("select due_at, received_at from work_item where id = %s", (item(answer),))
    assert VIETNAM.hours_between(local(received), local(due)) == pytest.approx(8)


def test_an_unknown_item_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        actions.transfer_report(UUID(int=1), reason="Không có", unit=None, by=contact())


def test_a_contact_chooses_among_other_wards_and_the_citys_bodies(db: None) -> None:
    transfer = next(act for act in DESK.acts if act.path == "transfer-report")
    ward = contact()
    with acts.opening(ward):
        units = [unit for unit, _ in transfer.choices(ward, None)["unit"]]
    assert str(ward.unit) not in units
    assert {
        str(_ward(cast.BINH_TRUNG)),
        str(unit_as_of("H29-SXD", "department", date(2025, 7, 1)).id),
    } <= set(units)


@pytest.mark.parametrize("path", ["/phan-anh", "/tra-cuu"])
def test_the_citizens_pages_open(db: None, path: str) -> None:
    assert cast._client().get(path).status_code == 200
