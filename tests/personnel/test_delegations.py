"""Whom a head may let sign, for how long and on what paper; what is refused; how it ends."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg import errors

from lienthong.ground import acts
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.delegations import actions, queries
from lienthong.work.queries import verify_chains
from tests import cast, sql
from tests.personnel.delegating import DAY, PAPER, asked, asked_under, clock_shows, given, session

NO_PAPER: dict[str, Any] = {"paper_title": "", "paper_sign": "", "paper_on": None}


def _lines() -> list[tuple[str, dict[str, Any]]]:
    with acts.opening(cast.officer("lanh_dao")):
        rows = sql.rows("select verb, facts from journal where verb like 'authority.%%' order by id")
    return [(row.verb, row.facts) for row in rows]


def test_a_deputy_signs_from_the_first_day_to_the_last(db: None) -> None:
    """Nothing the evening before, everything from midnight, nothing after the last day's midnight."""
    deputy = asked("pho_chu_tich")
    assert not deputy.can("sign_document")
    given(deputy, since=date(2025, 7, 2), until=date(2025, 7, 3))
    for at, may in (
        ("2025-07-01 23:59:59", False),
        ("2025-07-02 00:00:00", True),
        ("2025-07-03 23:59:59", True),
        ("2025-07-04 00:00:00", False),
    ):
        clock_shows(datetime.fromisoformat(at).replace(tzinfo=clock.ZONE))
        now = asked_under(deputy.mandate or 0)
        assert now.can("sign_document") is now.can("sign_dossier") is may, at
        assert now.can("assign_item"), "the rest comes with the role"


def test_who_is_given_one_matter_signs_no_other(db: None) -> None:
    office = asked("chanh_van_phong")
    given(office, form="tl", covers=["sign_document"], until=None, is_away=False)
    now = asked("chanh_van_phong")
    assert now.can("sign_document")
    assert not now.can("sign_dossier")
    assert not asked("truong_phong").can("sign_document")


def test_a_reader_signs_nothing_whatever_was_given(db: None) -> None:
    from lienthong.personnel.asking import mint_token, who_asks

    deputy = asked("pho_chu_tich")
    given(deputy)
    token = mint_token(deputy.mandate or 0, "chỉ xem", lasts=timedelta(hours=1), reader=True)
    assert not who_asks(token, "token")[0].can("sign_document")


def test_the_head_of_office_writes_down_what_the_head_said_on_paper(db: None) -> None:
    office, deputy = asked("chanh_van_phong"), asked("pho_chu_tich")
    with pytest.raises(Refusal, match="delegation_paper_missing"):
        given(deputy, by=office, **NO_PAPER)
    given(deputy, by=office)
    (shown,) = queries.delegations(office)
    assert (shown.giver, shown.given_by) == (asked("lanh_dao").name, office.name)
    assert asked("pho_chu_tich").can("sign_document")


def test_the_head_may_let_a_deputy_sign_without_paper(db: None) -> None:
    given(asked("pho_chu_tich"), **NO_PAPER)
    assert asked("pho_chu_tich").can("sign_document")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"form": "tuq"}, "delegate_unfit", "delegate"),
        ({"covers": []}, "nothing_to_delegate", "covers"),
        ({"covers": ["issue_document"]}, "nothing_to_delegate", "covers"),
        ({"since": date(2025, 6, 30)}, "delegation_backdated", "since"),
        ({"until": date(2025, 6, 30)}, "delegation_ends_before", "until"),
        ({"until": None}, "delegation_endless", "until"),
        ({"until": date(9999, 12, 31)}, "delegation_too_long", "until"),
        ({"paper_on": None}, "delegation_paper_missing", "paper_sign"),
        ({"paper_title": "  "}, "delegation_paper_missing", "paper_sign"),
    ],
)
def test_what_would_not_hold_is_refused_with_its_field(
    db: None, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        given(asked("pho_chu_tich"), **fields)
    assert (refused.value.code, refused.value.field, refused.value.status) == (code, field, 422)
    assert not queries.delegations(asked("lanh_dao"))
    assert not _lines()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**NO_PAPER}, "delegation_paper_missing"),
        ({"until": None, "is_away": False}, "delegation_endless"),
        ({"form": "kt"}, "delegate_unfit"),
    ],
)
def test_authorising_asks_for_a_paper_and_an_end(db: None, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        given(asked("truong_phong"), **{"form": "tuq", **fields})


def test_the_database_too_asks_for_them(db: None) -> None:
    given(asked("truong_phong"), form="tuq")
    with pytest.raises(errors.CheckViolation):
        sql.run(
            "insert into delegation (id, unit, delegator, delegate, form, covers, during, is_away, paper_title,"
            " paper_sign, given_by, given_at, withdrawn_reason)"
            " select gen_random_uuid(), unit, delegator, delegate, form, covers, daterange(lower(during), null),"
            " is_away, paper_title, paper_sign, given_by, given_at, '' from delegation"
        )


def test_to_oneself_or_to_another_body_is_refused(db: None) -> None:
    head = asked("lanh_dao")
    with pytest.raises(Refusal, match="delegate_is_self"):
        given(head)
    with pytest.raises(Refusal, match="delegate_elsewhere"):
        given(asked("pho_chu_tich", cast.BINH_TRUNG))
    with pytest.raises(Refusal, match="delegate_elsewhere"):
        actions.delegate_authority(
            form="kt", delegate=2_147_483_647, covers=["sign_document"], since=DAY, by=head
        )


def test_a_mandate_that_has_ended_is_given_nothing(db: None) -> None:
    deputy, head = asked("pho_chu_tich"), asked("lanh_dao")
    _ends(deputy.mandate or 0, DAY)
    with pytest.raises(Refusal, match="mandate_not_in_force"):
        given(deputy, by=head)


def _ends(mandate: int, on: date) -> None:
    sql.run("reset role")
    sql.run("update mandate set during = daterange(lower(during), %s) where id = %s", (on, mandate))
    sql.run("set local role lienthong_app")


def test_what_was_given_is_not_passed_on(db: None) -> None:
    chief = asked("truong_phong")
    with pytest.raises(Refusal, match="not_the_head"):
        given(asked("truong_phong", number=1), by=chief, form="tuq")
    given(chief, form="tuq")
    with pytest.raises(Refusal, match="delegation_not_passed_on"):
        given(asked("truong_phong", number=1), by=asked("truong_phong"), form="tuq")


def test_a_matter_is_authorised_to_one_at_a_time(db: None) -> None:
    first, second = asked("truong_phong"), asked("truong_phong", number=1)
    given(first, form="tuq", covers=["sign_document"])
    with pytest.raises(Refusal, match="delegation_overlaps"):
        given(second, form="tuq", covers=["sign_document"], since=date(2025, 7, 3))
    given(second, form="tuq", covers=["sign_dossier"])
    given(second, form="tuq", covers=["sign_document"], since=date(2025, 7, 4), until=date(2025, 7, 5))


def test_two_deputies_share_and_neither_is_given_the_same_twice(db: None) -> None:
    one, other = asked("pho_chu_tich"), asked("pho_chu_tich", number=1)
    given(one)
    given(other)
    with pytest.raises(Refusal, match="delegation_overlaps"):
        given(one, covers=["sign_document"], since=date(2025, 7, 2))


def test_it_is_withdrawn_with_a_reason_and_once(db: None) -> None:
    head, deputy = asked("lanh_dao"), asked("pho_chu_tich")
    delegation = given(deputy)
    with pytest.raises(Refusal, match="reason_missing"):
        actions.withdraw_delegation(delegation, reason=" ", by=head)
    with pytest.raises(Refusal, match="not_allowed"):
        actions.withdraw_delegation(delegation, reason="về sớm", by=asked("pho_chu_tich"))
    actions.withdraw_delegation(delegation, reason="Chủ tịch về sớm", by=head)
    assert not asked("pho_chu_tich").can("sign_document")
    with pytest.raises(Refusal, match="delegation_over"):
        actions.withdraw_delegation(delegation, reason="lần nữa", by=head)
    (shown,) = queries.delegations(head)
    assert (shown.standing, shown.withdrawn_reason) == ("withdrawn", "Chủ tịch về sớm")
    form = session(head).get(f"/uy-quyen/{delegation}/rut")
    assert form.status_code == 409, "no form for what would be refused"
    assert "đã rút hoặc đã hết hạn" in form.content.decode()
    given(deputy)


def test_each_act_leaves_one_line_of_ids_and_codes(db: None) -> None:
    head, deputy = asked("lanh_dao"), asked("pho_chu_tich")
    delegation = given(deputy)
    actions.withdraw_delegation(delegation, reason="Chủ tịch về sớm", by=head)
    assert _lines() == [
        (
            "authority.delegated",
            {
                "delegation": str(delegation), "delegator": head.mandate, "delegate": deputy.mandate, "form": "kt",
                "covers": ["sign_document", "sign_dossier"],
            },
        ),
        ("authority.withdrawn", {"delegation": str(delegation), "delegate": deputy.mandate, "form": "kt"}),
    ]  # fmt: skip
    sql.run("reset role")
    assert not verify_chains(sql.raw())["broken"]


def test_it_lapses_with_either_mandate(db: None) -> None:
    head, deputy = asked("lanh_dao"), asked("pho_chu_tich")
    given(deputy)
    _ends(head.mandate or 0, DAY)
    (shown,) = queries.delegations(deputy)
    assert shown.standing == "lapsed"
    assert not asked_under(deputy.mandate or 0).delegated


def test_while_the_heads_post_is_empty_its_deputies_sign(db: None) -> None:
    head = asked("lanh_dao")
    assert not asked("pho_chu_tich").can("sign_document")
    _ends(head.mandate or 0, DAY)
    assert asked("pho_chu_tich").can("sign_document")
    assert asked("pho_chu_tich").can("sign_dossier")


def test_nothing_of_it_is_rewritten_or_erased(db: None) -> None:
    given(asked("pho_chu_tich"))
    for statement in ("update delegation set during = '[2025-01-01,)'", "delete from delegation"):
        sql.run("savepoint tried")
        with pytest.raises(errors.InsufficientPrivilege):
            sql.run(statement)  # type: ignore[arg-type]
        sql.run("rollback to tried")


def test_only_the_bodys_own_people_find_it(db: None) -> None:
    delegation = given(asked("pho_chu_tich"))
    name = asked("pho_chu_tich").name
    assert name in session(cast.an()).get("/uy-quyen").content.decode()
    chi = session(cast.chi())
    assert name not in chi.get("/uy-quyen").content.decode()
    assert chi.get(f"/uy-quyen/{delegation}/rut").status_code == 404
    assert chi.get("/uy-quyen/moi").status_code == 403
    assert not cast.caller(cast.chi()).get("/delegations").json()["delegations"]
    for who in (cast.chi(), asked("lanh_dao", cast.BINH_TRUNG)):
        answer = cast.caller(who).post(
            f"/delegations/{delegation}/withdraw", {"reason": "không phải của tôi"}, key="k"
        )
        assert answer.status_code in {403, 404}
    with pytest.raises(NotFound):
        actions.withdraw_delegation(uuid4(), reason="không có", by=asked("lanh_dao"))
    assert asked("pho_chu_tich").can("sign_document")


def test_page_count_sheet_and_api_say_the_same(db: None) -> None:
    head, deputy = asked("lanh_dao"), asked("pho_chu_tich")
    actions.withdraw_delegation(given(deputy), reason="về sớm", by=head)
    given(deputy)
    given(asked("chanh_van_phong"), form="tl", covers=["sign_document"], until=None, is_away=False)
    desk, token = session(head), cast.caller(head)
    for standing, n in (("", 3), ("in_force", 2), ("withdrawn", 1), ("over", 0)):
        query = f"?tinh-trang={standing}" if standing else ""
        html = desk.get(f"/uy-quyen{query}").content.decode()
        sheet = desk.get(f"/uy-quyen.csv{query}").content.decode("utf-8-sig").strip().splitlines()
        listed = token.get(f"/delegations?standing={standing}").json()["delegations"]
        assert html.count("<tr data-row>") == len(sheet) - 1 == len(listed) == n, standing
    assert desk.get("/uy-quyen?tinh-trang=zz").status_code == 422
    assert token.get("/delegations?standing=zz").status_code == 422


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(db: None) -> None:
    head, deputy = asked("lanh_dao"), asked("pho_chu_tich")
    desk = session(head)
    typed = {
        "form": "kt", "delegate": str(deputy.mandate), "covers": ["sign_document"], "since": "1/7/2025",
        "until": "30/6/2025", "is_away": "1", "paper_title": "Giấy ủy quyền", "paper_sign": "05/GUQ-UBND",
        "paper_on": "30/6/2025", "idempotency_key": "g1",
    }  # fmt: skip
    answer = desk.post("/uy-quyen/moi", typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in html
    assert 'value="05/GUQ-UBND"' in html
    assert desk.post("/uy-quyen/moi", {**typed, "until": "31/2/2025"}).status_code == 422
    assert desk.post("/uy-quyen/moi", {**typed, "until": "3/7/2025"}).status_code == 302
    assert asked("pho_chu_tich").can("sign_document")


def test_over_the_api_a_repeated_post_gives_once(db: None) -> None:
    deputy, head = asked("pho_chu_tich"), cast.caller(asked("lanh_dao"))
    body = {
        "form": "kt", "delegate": deputy.mandate, "covers": ["sign_document"], "since": "2025-07-01",
        "until": "2025-07-03", "is_away": True, **{name: str(value) for name, value in PAPER.items()},
    }  # fmt: skip
    first, second = (head.post("/delegations", body, key="k") for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    for wrong in (
        {"since": "hôm nay"},
        {"covers": ["view_board"]},
        {"delegate": 2**70},
        {"paper_sign": "a\x00b"},
    ):
        assert head.post("/delegations", {**body, **wrong}, key=str(wrong)).status_code == 422, wrong
