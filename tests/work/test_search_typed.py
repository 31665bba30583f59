"""Every number the product gives out is found as it is printed and as people type it, by who may find it."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from lienthong.conference import actions as conference
from lienthong.documents import actions as documents
from lienthong.documents.files_of_work.actions import open_file
from lienthong.documents.receiving.actions import register_outside_letter
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.incidents import actions as incidents
from lienthong.kernel.refusals import Refusal
from lienthong.work.desks.registry import kinds
from lienthong.work.persons.searching import LONGEST, Hit, search
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents import letters
from tests.house.source import SRC
from tests.procedures import dossiers
from tests.reports.reports import reported
from tests.work.questions import SXD, asked, specialist

PHONE = "0903000777"


def _search(actor: Actor, typed: str) -> list[Hit]:
    with acts.opening(actor):
        return search(actor, typed)


def _ids(actor: Actor, typed: str) -> list[UUID]:
    return [row.id for row in _search(actor, typed)]


class Numbered(NamedTuple):
    item: UUID
    number: str
    finder: Actor


def _dossier() -> Numbered:
    answer = dossiers.taken_in(phone=PHONE)
    return Numbered(dossiers.of(answer), answer["code"], cast.an())


def _look_up_code() -> Numbered:
    answer = dossiers.submitted(phone=PHONE)
    return Numbered(dossiers.of(answer), answer["code"], cast.an())


def _report() -> Numbered:
    answer = reported()
    return Numbered(UUID(answer["id"]), answer["code"], cast.an())


def _received() -> Numbered:
    clerk = cast.an()
    item = letters.arrived(cast.AN_KHANH)
    number = documents.register_delivery(item, by=clerk)["register_number"]
    return Numbered(item, f"{number:02d}/{clerk.day.year}", clerk)


def _from_outside() -> Numbered:
    answer = register_outside_letter(
        sender="Bộ Nội vụ", sign="12/BNV-TCBC", subject="Về biên chế", is_another=True, by=cast.an()
    )
    return Numbered(UUID(answer["id"]), "12/BNV-TCBC", cast.an())


def _in_between() -> Numbered:
    _from_outside()
    answer = register_outside_letter(
        sender="Sở Nội vụ", subject="Sót", after_number=1, reason="Sót", by=cast.an()
    )
    return Numbered(UUID(answer["id"]), "01a/2025", cast.an())


def _part() -> Numbered:
    clerk = cast.an()
    documents.direct_delivery(_from_outside().item, co=[clerk.section], by=cast.officer("lanh_dao"))
    with acts.opening(clerk):
        part = sql.one(
            "select id from work_item where kind = 'direction' and jurisdiction = %s", (clerk.seat,)
        )
    return Numbered(part, "12/BNV-TCBC", clerk)


def _file_of_work() -> Numbered:
    clerk = cast.an()
    item = UUID(open_file(code="01.VP", title="Tổ chức bộ máy", years=10, by=clerk)["id"])
    return Numbered(item, "01.VP", clerk)


def _sent(type_code: str, side: str) -> Callable[[], Numbered]:
    def issued() -> Numbered:
        by = cast.dung()
        answer = documents.draft_document(
            side=side,
            type=type_code,
            subject="Về việc thử",
            body="Nội dung.",
            to=[cast.an().unit or 0],
            by=by,
        )
        item = UUID(answer["id"])
        documents.submit_draft(item, by=by)
        documents.sign_document(item, by=by)
        sign = documents.issue_document(item, by=by)["sign"]
        return Numbered(item, str(sign), by)

    return issued


def _delivered() -> Numbered:
    item = letters.arrived(cast.AN_KHANH)
    with acts.opening(cast.an()):
        sign = sql.one("select reference from work_item where id = %s", (item,))
    return Numbered(item, sign, cast.an())


def _question() -> Numbered:
    answer = dossiers.taken_in(procedure=dossiers.BUILDING)
    return Numbered(asked(dossiers.of(answer)), answer["code"], specialist(SXD))


def _joined(number: str) -> str:
    return "".join(c for c in number if c.isalnum())


def _dotted(number: str) -> str:
    return number.replace("-", ".").replace("/", ".")


def _spaced(number: str) -> str:
    return number.replace("-", " ").replace("/", " ")


def _no_zeros(number: str) -> str:
    return "-".join(part.lstrip("0") or "0" for part in number.split("-"))


ANY = (str, str.lower, str.upper, _dotted, _spaced, _joined)
KINDS: dict[str, tuple[Callable[[], Numbered], Iterable[Callable[[str], str]]]] = {
    "code of a dossier": (
        _dossier,
        (*ANY, _no_zeros, lambda n: n[6:], lambda n: n[-4:], lambda n: n[-4:].lstrip("0"), lambda n: n[:12]),
    ),
    "look-up code": (_look_up_code, (*ANY, lambda n: n[:8], lambda n: n[3:8], lambda n: n[-5:])),
    "code of a report": (_report, (*ANY, lambda n: n[-8:], lambda n: n[:12])),
    "number in the register of what came in": (
        _received,
        (str, lambda n: n.lstrip("0"), lambda n: n.replace("/", "-"), lambda n: f"số {n}"),
    ),
    "sign of a letter from outside": (_from_outside, (*ANY, lambda n: n[:6])),
    "number in between": (_in_between, (str, lambda n: n.lstrip("0"), str.upper, lambda n: f"số {n}")),
    "part of a letter's work": (_part, ANY),
    "sign of a letter sent": (_sent("CV", "government"), (*ANY, lambda n: n.lstrip("0"), lambda n: n[:7])),
    "sign of a decision": (
        _sent("QĐ", "government"),
        (*ANY, lambda n: n.lstrip("0"), lambda n: n.replace("Đ", "D")),
    ),
    "sign of the Party's": (_sent("CV", "party"), (*ANY, lambda n: n.lstrip("0"))),
    "sign of a letter received": (
        _delivered,
        (*ANY, lambda n: n.lstrip("0"), lambda n: n.replace("/", "-"), lambda n: n[:-1]),
    ),
    "code of a file of work": (_file_of_work, (str, str.lower, lambda n: n.replace(".", " "))),
    "question about a dossier": (_question, (*ANY, lambda n: n[6:])),
}

WITHOUT_NUMBER = {
    "incident": "is called by what happened",
    "meeting": "is called by its subject",
    "bridge_point": "is called by the meeting's subject",
}
"""Kinds whose items have no number of their own, and what people call them."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_found_as_it_is_printed_and_as_it_is_typed(db: None, kind: str) -> None:
    make, ways = KINDS[kind]
    item, number, finder = make()
    for way in ways:
        typed = way(number)
        assert item in _ids(finder, typed), f"{typed!r} for {number}"


def test_every_kind_of_work_is_tried(db: None) -> None:
    with_number = set()
    for make, _ in KINDS.values():
        item = make().item
        with as_owner():
            with_number.add(sql.one("select kind from work_item where id = %s", (item,)))
    assert with_number | set(WITHOUT_NUMBER) == {kind.name for kind in kinds()}


def test_numbers_come_from_nowhere_else() -> None:
    """Who takes one from a book or draws a code: a new one is tried above."""
    takers = {
        str(path.relative_to(SRC / "lienthong"))
        for path in (*SRC.rglob("*.py"), *SRC.rglob("*.sql"))
        if re.search(r"(?<!def )\b(?:next_number|dossier_code|drawn)\(", path.read_text("utf-8"))
        and "create function next_number" not in path.read_text("utf-8")
    }
    others = {
        "ground/books.py",
        "ground/sql/entered.sql",
        "work/citizens/keys.py",
        "reorganisation/drafting/views.py",
    }
    assert takers - others == {
        "documents/conventions/sql/next_sign.sql", "documents/receiving/actions.py", "documents/sql/register.sql",
        "procedures/filing/keys.py", "procedures/sql/procedures.sql",
        "procedures/sql/receive.sql", "procedures/sql/take_in.sql", "reports/rules.py",
    }  # fmt: skip


def test_what_has_no_number_is_found_by_its_words(db: None) -> None:
    an, dung = cast.an(), cast.dung()
    incident = UUID(
        incidents.report_incident(severity="high", text="Máy in hỏng mực.", step="Vào sổ", by=an)["id"]
    )
    assert incident in _ids(an, "may in muc")
    meeting = UUID(
        conference.convene_meeting(
            subject="Giao ban chống ngập", starts_at=dung.at, units=[an.unit or 0], by=dung
        )["id"]
    )  # fmt: skip
    assert meeting in _ids(dung, "giao ban ngap")
    assert len(_ids(an, "giao ban chống ng")) == 1


def test_a_letters_year_and_number_find_it_at_its_sender(db: None) -> None:
    item, sign, by = _sent("CV", "government")()
    (hit,) = [row for row in _search(by, f"{sign[:2]}/{by.day.year}") if row.id == item]
    assert hit.why == f"Số {sign[:2]}/{by.day.year} trong sổ đăng ký"
    assert item not in _ids(by, f"{sign[:2]}/{by.day.year - 1}")
    assert item not in _ids(cast.chi(), f"{sign[:2]}/{by.day.year}")


@pytest.mark.parametrize(
    "typed",
    ["0903 000 777", "0903.000.777", "+84903000777", "903000777", "000777", "0903000777", "(0903) 000-777",
     "Lê Thị Nở 0777", "Nở 0903 000 777", "０９０３０００７７７"],
)  # fmt: skip
def test_a_telephone_is_found_at_the_counter_alone(db: None, typed: str) -> None:
    item = dossiers.of(dossiers.taken_in(phone=PHONE))
    rows = [row for row in _search(dossiers.reception(), typed) if row.id == item]
    assert [row.why for row in rows] == ["Người nộp: tên, số điện thoại hoặc số định danh"]
    with as_owner():
        assert sql.one("select count(*) from reading where item = %s and door = 'search'", (item,)) == 1
    for other in (cast.an(), cast.officer("ky_thuat"), cast.chi(), dossiers.reception(cast.BINH_TRUNG)):
        assert item not in _ids(other, typed)
        assert item not in _ids(other, f"qz{typed}")


@pytest.mark.parametrize("typed", ["777", "00777", "1777", "9000777", "~777000", "qz~777000"])
def test_less_than_six_digits_or_others_find_no_telephone(db: None, typed: str) -> None:
    item = dossiers.of(dossiers.taken_in(phone=PHONE))
    for actor in (dossiers.reception(), cast.officer("ky_thuat")):
        assert item not in _ids(actor, typed)


@pytest.mark.parametrize(
    ("subject", "typed"),
    [
        ("Đường Tân Quý ngập", "Tân Quí"), ("Đường Tân Quí ngập", "tan quy"), ("Ông Huỳnh Mỹ", "Hùynh Mĩ"),
        ("Hoà giải ở cơ sở", "hòa giải"), ("Lý lịch tư pháp", "lí lịch"), ("Đường Tân Quý ngập", "duong tan qu"),
        ("Trật tự (Đông Hoà), đô thị", "đông hòa"), ("Uỷ-ban họp", "ủy ban"),
    ],
)  # fmt: skip
def test_words_are_found_in_every_spelling_and_from_their_beginning(
    db: None, subject: str, typed: str
) -> None:
    item = letters.drafted(cast.dung(), cast.an().unit or 0, subject=subject)
    assert _ids(cast.dung(), typed) == [item]


def test_what_is_exactly_so_spelt_comes_first_though_it_is_older(db: None) -> None:
    dung, to = cast.dung(), cast.an().unit or 0
    exact = letters.drafted(dung, to, subject="Đất ở xã Thạnh An")
    other = letters.drafted(dung, to, subject="Đất ở xã Thanh An")
    assert _ids(dung, "Thạnh An") == [exact, other]
    assert _ids(dung, "Thanh An") == [other, exact]


def test_a_number_comes_before_words(db: None) -> None:
    dung, to = cast.dung(), cast.an().unit or 0
    item, sign, _ = _sent("CV", "government")()
    about = letters.drafted(dung, to, subject=f"Trả lời {sign}")
    ids = _ids(dung, sign)
    assert item in ids[:2]
    assert ids[2:] == [about]


def test_why_it_was_found_is_said_where_it_does_not_show(db: None) -> None:
    an = cast.an()
    incidents.report_incident(
        severity="high", text="Mạng rất chậm từ tám giờ sáng, máy in không in.", step="Vào sổ", by=an
    )
    (row,) = _search(an, "may in")
    shown = "Có trong nội dung" if "máy in" not in row.subject else ""
    assert row.why == shown
    answer = dossiers.taken_in()
    (dossier,) = _search(an, answer["code"])
    assert dossier.why == ""


def test_a_search_that_is_too_long_is_refused_with_a_sentence(db: None) -> None:
    an = cast.an()
    with acts.opening(an), pytest.raises(Refusal) as refused:
        search(an, "hộ tịch " * 250)
    assert (refused.value.code, refused.value.status, refused.value.field) == ("search_too_long", 422, "q")
    page = screen(an).get("/tim-kiem", {"q": "hộ tịch " * 250})
    assert page.status_code == 422
    assert f"tối đa {LONGEST} ký tự" in page.content.decode()
    caller = cast.caller(an)
    assert caller.get(f"/items?q={'a' * 2000}").status_code == 422
    assert screen(an).get("/tim-kiem", {"q": "a " * 90}).status_code == 200


@pytest.mark.parametrize(
    "typed", ["", "   ", "\u200b\u2060", "\u3164", "--- … «»", "/", "%", "\ufeff.\ufeff", "_"]
)
def test_nothing_to_find_finds_nothing(db: None, typed: str) -> None:
    an = cast.an()
    dossiers.taken_in()
    assert _search(an, typed) == []
    page = screen(an).get("/tim-kiem", {"q": typed})
    assert page.status_code == 200
    assert "data-row" not in page.content.decode()


def test_page_and_api_find_the_same_and_the_page_marks_it(db: None) -> None:
    answer, an = dossiers.taken_in(), cast.an()
    code = answer["code"]
    page = screen(an).get("/tim-kiem", {"q": code}).content.decode()
    assert f"/viec/{answer['id']}" in page
    assert f"<mark>{code}</mark>" in page
    rows = cast.caller(an).get(f"/items?q={code}").json()["items"]
    assert [(row["id"], row["why"]) for row in rows] == [(str(answer["id"]), "")]


def test_units_stand_beside_the_work_told_apart(db: None) -> None:
    page = screen(cast.an()).get("/tim-kiem", {"q": "Thạnh An"}).content.decode()
    assert page.index("Xã Thạnh An") < page.index("Xã Thanh An")
    assert "Huyện Cần Giờ" in page


def test_lists_of_units_take_the_same_words(db: None) -> None:
    client = screen(cast.an())
    for address, typed, first, second in (
        ("/sap-xep/tim", "Tân Quí", "Phường Tân Quý", None),
        ("/sap-xep/tim", "Quy Đức", "Xã Qui Đức", None),
        ("/sap-xep/tim", "Thạnh An", "Xã Thạnh An", "Xã Thanh An"),
        ("/don-vi", "Thạnh An", "Xã Thạnh An", "Xã Thanh An"),
    ):
        page = client.get(address, {"q": typed}).content.decode()
        assert first in page, (address, typed)
        if second is not None:
            assert page.index(first) < page.index(second), address


def test_a_row_of_before_is_found_by_its_sign(db: None) -> None:
    """Letters issued before had no sign among their words: the migration puts it there, some at a time."""
    from importlib import import_module

    from django.db import connection

    item, sign, by = _sent("QĐ", "government")()
    migration = import_module("lienthong.work.migrations.0009_sought_index")
    with as_owner():
        sql.run("update work_item set words = 've viec thu' where id = %s", (item,))
        with connection.schema_editor(atomic=False) as editor:
            migration.signs_among_words(None, editor)
        assert (
            sql.one("select words from work_item where id = %s", (item,))
            == f"{sign.lower().replace('đ', 'd')} ve viec thu"
        )
        before: Any = sql.row("select words, version from work_item where id = %s", (item,))
        with connection.schema_editor(atomic=False) as editor:
            migration.signs_among_words(None, editor)
        assert sql.row("select words, version from work_item where id = %s", (item,)) == before
    assert item in _ids(by, sign)
