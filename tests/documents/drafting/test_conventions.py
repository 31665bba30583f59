"""What a body has decided about its letters: abbreviations in signs, numbers over years and terms."""

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.documents import actions
from lienthong.documents.conventions import actions as conventions
from lienthong.documents.conventions.numbering import next_sign
from lienthong.documents.conventions.rules import abbreviation_as_kept, series_of_term
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.committed import committed_world
from tests.documents.letters import drafted
from tests.personnel.delegating import clock_shows

OFFICE = "Văn phòng HĐND và UBND"


def signed_by(
    by: Actor, *, section: str, type_code: str = "CV", side: str = "government", issuer: str = "UBND"
) -> str:
    with acts.opening(by):
        return next_sign(
            by.unit or 0, type_code=type_code, side=side, issuer=issuer, section=section, on=by.day
        ).sign.partition("/")[2]


@pytest.mark.parametrize(
    ("section", "sign"),
    [
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "UBND-KTHTĐT"),
        (OFFICE, "UBND-VP"),
        ("Phòng Văn hóa – Xã hội", "UBND-VHXH"),
        ("Phòng Văn hóa - Xã hội", "UBND-VHXH"),
        ("Phòng Văn hoá – Xã hội", "UBND-VHXH"),
        ("Trung tâm Phục vụ hành chính công", "UBND-TTPVHCC"),
        ("Bộ phận chưa ai đặt tên tắt", "UBND"),
    ],
)
def test_a_sign_names_the_section_by_its_official_abbreviation(db: None, section: str, sign: str) -> None:
    assert signed_by(cast.an(), section=section) == sign


def test_an_issued_letter_bears_it(db: None) -> None:
    specialist, leader = cast.officer("chuyen_vien"), cast.officer("lanh_dao")
    item = drafted(specialist, cast.dung().unit or 0)
    actions.submit_draft(item, by=specialist)
    actions.sign_document(item, by=leader)
    assert actions.issue_document(item, by=cast.an())["sign"].endswith("/UBND-VP")


def test_the_body_enters_its_own_from_a_day_on(db: None) -> None:
    head = cast.officer("chanh_van_phong")
    page = screen(head)
    listed = page.get("/ky-hieu").content.decode()
    assert OFFICE in listed
    assert "đơn vị chưa ghi" in listed
    form = page.get(f"/ky-hieu/viet-tat?bo-phan={OFFICE}").content.decode()
    assert f'<option value="{OFFICE}" selected>' in form
    typed = {"section": OFFICE, "abbreviation": "VPĐT", "basis": "Quy chế 02/QC-UBND ngày 1/7/2025"}
    assert page.post("/ky-hieu/viet-tat", {**typed, "idempotency_key": "a"}).status_code == 302
    assert "VPĐT" in page.get("/ky-hieu").content.decode()
    assert signed_by(head, section=OFFICE) == "UBND-VPĐT"
    later = {**typed, "abbreviation": "VPM", "since": f"{head.day + timedelta(days=9):%d/%m/%Y}"}
    assert page.post("/ky-hieu/viet-tat", {**later, "idempotency_key": "b"}).status_code == 302
    assert signed_by(head, section=OFFICE) == "UBND-VPĐT", "from the day on, not before"
    with as_owner():
        facts = sql.rows(
            "select facts from journal where verb = 'convention.abbreviation_entered' order by id"
        )
    assert [row.facts["abbreviation"] for row in facts] == ["VPĐT", "VPM"]


def test_who_may_not_enter_it_reads_it(db: None) -> None:
    specialist = cast.officer("chuyen_vien")
    page = screen(specialist)
    assert "Ghi</a>" not in page.get("/ky-hieu").content.decode()
    assert page.get("/ky-hieu/viet-tat").status_code == 403
    with pytest.raises(Refusal, match="not_allowed"):
        conventions.enter_abbreviation(section=OFFICE, abbreviation="X", basis="x", by=specialist)
    with pytest.raises(Refusal, match="not_allowed"):
        conventions.decide_checking(is_checked=True, by=specialist)


def test_nobody_enters_it_for_another_body(db: None) -> None:
    conventions.enter_abbreviation(
        section=OFFICE, abbreviation="KHAC", basis="x", by=cast.officer("lanh_dao", cast.BINH_TRUNG)
    )
    assert signed_by(cast.an(), section=OFFICE) == "UBND-VP"
    head = cast.officer("lanh_dao")
    with pytest.raises(Refusal, match="unknown_section"):
        conventions.enter_abbreviation(section="Phòng không có", abbreviation="X", basis="x", by=head)


@pytest.mark.parametrize("typed", ["", "A B", "A/B", "A-B", "-", "X" * 16, "…"])
def test_what_is_no_word_of_a_sign_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="bad_abbreviation"):
        abbreviation_as_kept(typed)


# Numbers of the Party run over the committee's term, those of the State over the year.


def _secretary() -> Actor:
    return cast.officer("bi_thu")


def _at(day: date, hour: int = 9) -> None:
    clock_shows(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE))


def _number(side: str, type_code: str = "CV") -> int:
    by = _secretary() if side == "party" else cast.officer("lanh_dao")
    with acts.opening(by):
        return next_sign(
            by.unit or 0, type_code=type_code, side=side, issuer="ĐU", section="", on=by.day
        ).number


def test_a_new_year_starts_the_states_numbers_and_goes_on_with_the_partys(db: None) -> None:
    assert [_number("party") for _ in range(3)] == [1, 2, 3]
    assert [_number("government") for _ in range(2)] == [1, 2]
    _at(date(2026, 1, 5))
    assert _number("government") == 1
    assert [_number("party"), _number("party", "KL")] == [4, 1], "each type for itself"


def test_a_new_term_starts_at_01(db: None) -> None:
    secretary = _secretary()
    assert [_number("party") for _ in range(2)] == [1, 2]
    page = screen(secretary)
    day = secretary.day + timedelta(days=40)
    typed = {"starts_on": f"{day:%d/%m/%Y}", "ends_on": "", "basis": "Nghị quyết Đại hội 01-NQ/ĐH"}
    assert page.post("/ky-hieu/nhiem-ky", {**typed, "idempotency_key": "t"}).status_code == 302
    assert _number("party") == 3, "until the term begins"
    _at(day)
    assert [_number("party") for _ in range(2)] == [1, 2]
    assert f"{day.day}/{day.month}/{day.year}" in page.get("/ky-hieu").content.decode()
    again = page.post("/ky-hieu/nhiem-ky", {**typed, "idempotency_key": "u"})
    assert again.status_code == 422
    assert "sau nhiệm kỳ đã ghi" in again.content.decode()


def _issued_by_the_party() -> str:
    writer, secretary, clerk = cast.officer("chuyen_vien_dang"), _secretary(), cast.officer("van_thu_dang")
    made = actions.draft_document(
        side="party", type="CV", subject="Thử", body="Nội dung.", to=[cast.dung().unit or 0], by=writer
    )
    item = UUID(made["id"])
    actions.submit_draft(item, by=writer)
    actions.sign_document(item, by=secretary)
    sign: str = actions.issue_document(item, by=clerk)["sign"]
    return sign


def test_naming_the_term_that_runs_goes_on_with_its_numbers(db: None) -> None:
    first = _secretary().day
    assert _issued_by_the_party().startswith("01-CV/")
    conventions.enter_term(starts_on=first - timedelta(days=1), basis="Quyết định chỉ định", by=_secretary())
    assert _issued_by_the_party().startswith("02-CV/")


def test_no_term_begins_where_letters_were_numbered_already(db: None) -> None:
    first = _secretary().day
    assert _issued_by_the_party().startswith("01-CV/")
    _at(first + timedelta(days=3))
    assert _issued_by_the_party().startswith("02-CV/")
    with pytest.raises(Refusal, match="numbers_given_since"):
        conventions.enter_term(starts_on=first + timedelta(days=2), basis="Đại hội", by=_secretary())


def test_a_peoples_committee_has_no_term(db: None) -> None:
    with pytest.raises(Refusal, match="no_party_committee"):
        conventions.enter_term(starts_on=date(2026, 1, 1), basis="Đại hội", by=cast.officer("lanh_dao"))
    page = screen(cast.officer("lanh_dao")).get("/ky-hieu").content.decode()
    assert "Nhiệm kỳ của cấp ủy" not in page


def test_numbers_given_before_series_were_kept_go_on(db: None) -> None:
    """A home of the version before: its book of the Party's year."""
    unit = _secretary().unit
    sql.run(
        "insert into book (unit, code, year, last, entered) values (%s, 'vb-party-CV', 2025, 7, 7)", (unit,)
    )
    assert _number("party") == 8


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.integers(0, 1600), min_size=1, max_size=25),
    terms=st.lists(st.integers(1, 1600), max_size=3, unique=True),
    types=st.lists(st.sampled_from(["CV", "KL", "QĐ"]), min_size=25, max_size=25),
)
def test_numbers_over_terms_and_years(db: None, days: list[int], terms: list[int], types: list[str]) -> None:
    """Of each type and term 1, 2, 3 … without gap or double, whatever the years; of the State the same of each year."""
    begin = date(2025, 7, 1)
    party, ward = _secretary().unit or 0, cast.an().unit or 0
    sql.run("savepoint numbers")
    for start in sorted(terms):
        sql.run(
            "insert into committee_term (id, unit, starts_on, basis, series, at)"
            " values (gen_random_uuid(), %s, %s, '', %s, now())",
            (party, begin + timedelta(days=start), begin + timedelta(days=start)),
        )
    given_: dict[Any, list[int]] = defaultdict(list)
    for offset, code in zip(sorted(days), types, strict=False):
        day = begin + timedelta(days=offset)
        term = sum(start <= offset for start in terms)
        given_["party", term, code].append(_numbered(party, "party", code, day))
        given_["government", day.year, code].append(_numbered(ward, "government", code, day))
    sql.run("rollback to savepoint numbers")
    for key, numbers in given_.items():
        assert numbers == list(range(1, len(numbers) + 1)), key


def _numbered(unit: int, side: str, code: str, day: date) -> int:
    return next_sign(unit, type_code=code, side=side, issuer="X", section="", on=day).number


@pytest.mark.parametrize(
    ("before", "since", "series"),
    [(False, False, "own"), (True, False, "own"), (False, True, "running")],
)
def test_which_series_a_new_term_numbers_in(before: bool, since: bool, series: str) -> None:
    start, running = date(2026, 3, 1), date(2025, 7, 1)
    said = series_of_term(start, running=running, numbered_before=before, numbered_since=since)
    assert said == (start if series == "own" else running)


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    with django_db_blocker.unblock(), committed_world(worker_id):
        yield


CLERKS, EACH = 8, 3


@pytest.mark.parametrize("side", ["government", "party"])
def test_eight_clerks_at_once_leave_no_gap(lasting: None, side: str) -> None:
    """Every second letter is refused after it had its number."""
    by = cast.officer("van_thu_dang") if side == "party" else cast.an()
    start = Barrier(CLERKS)

    def clerk(n: int) -> list[int]:
        numbers = []
        start.wait()
        try:
            for turn in range(EACH):
                with pytest.raises(ZeroDivisionError) if (n + turn) % 2 else acts.opening(by):
                    if (n + turn) % 2:
                        with acts.opening(by):
                            _numbered(by.unit or 0, side, "CV", by.day)
                            raise ZeroDivisionError
                    else:
                        numbers.append(_numbered(by.unit or 0, side, "CV", by.day))
        finally:
            connection.close()
        return numbers

    with ThreadPoolExecutor(CLERKS) as pool:
        given_ = sorted(number for numbers in pool.map(clerk, range(CLERKS)) for number in numbers)
    assert given_ == list(range(1, CLERKS * EACH // 2 + 1))
