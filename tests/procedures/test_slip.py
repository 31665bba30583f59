"""The appointment slip: what it says, and to whom it is given."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from django.test import Client, override_settings

from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound
from lienthong.procedures import actions
from lienthong.procedures.queries import works_on
from lienthong.procedures.slips import slip as slip_module
from lienthong.procedures.slips.slip import Slip, form_on, qr_svg, slip_of
from lienthong.procedures.terms import Term
from lienthong.work.citizens import keys
from lienthong.work.queries import item_of
from tests import cast
from tests.papers.reading import assert_says, pages_of
from tests.procedures.dossiers import of, reception, submitted, taken_in

ORIGIN = "https://lienthong.example"


def _slip(answer: dict[str, object]) -> Slip:
    with acts.opening(reception()):
        return slip_of(of(answer), ORIGIN)


def test_it_says_code_papers_and_the_promised_time(db: None) -> None:
    answer = taken_in(address="12 #Trần *Não*")
    slip = _slip(answer)
    assert slip.name == "phieu-hen-27094-250701-0001.pdf"
    assert slip.facts["due_at"] == "17 giờ ngày 4/7/2025"
    assert slip.facts["term"] == Term(3, "working_day").words == "3 ngày làm việc"
    assert slip.facts["receiver"] == reception().name
    assert (slip.facts["lookup_code"], slip.facts["secret"]) == (answer["lookup_code"], answer["secret"])
    assert "Ngày trong hệ thống" in slip.facts["trial"]


def test_it_is_a_pdf_and_takes_no_citizens_text_for_markup(db: None) -> None:
    slip = _slip(taken_in(address="#panic() *in đậm* $x$ @y", papers=["#", "[", "= Tờ khai"]))
    assert_says(slip.pdf(), slip.facts)
    assert pages_of(slip.pdf()) == 1


def test_the_qr_code_carries_code_and_secret() -> None:
    assert qr_svg("https://x/tra-cuu#ma=HS-1&bi-mat=A").startswith("<svg")


def test_a_secret_this_process_cannot_make_is_not_printed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = taken_in()
    monkeypatch.setattr(keys, "_key", lambda: b"another")
    assert _slip(answer).facts["secret"] == ""


def test_the_form_is_the_one_in_force() -> None:
    from datetime import date

    assert "01/2018" in form_on(date(2025, 7, 1))
    assert "03/2025" in form_on(date(2025, 9, 15))


def test_nothing_is_printed_before_receipt(db: None) -> None:
    with pytest.raises(NotFound):
        _slip(submitted())


def test_who_only_looks_may_not_print_it(db: None) -> None:
    item = of(taken_in())
    an = reception()
    with acts.opening(an):
        found = item_of(an, item)
    assert works_on(an, found)
    assert not works_on(replace(an, abilities=frozenset({"view_board"})), found)
    assert not works_on(replace(an, scope=(), reads=an.scope), found)
    assert not works_on(cast.officer("dau_moi_1022"), found)


def test_the_citizen_prints_it_again_with_code_and_secret(db: None) -> None:
    answer = taken_in()
    given = {"code": answer["code"], "secret": answer["secret"]}
    case = Client().post("/tra-cuu", given).content.decode()
    assert 'action="/tra-cuu/phieu-hen"' in case
    printed = Client().post("/tra-cuu/phieu-hen", given)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert Client().post("/tra-cuu/phieu-hen", {**given, "secret": "x"}).status_code == 404
    assert Client().get("/tra-cuu/phieu-hen", given).status_code == 405, "a secret in an address lies in logs"


def test_a_case_opened_by_telephone_or_not_received_offers_no_slip(db: None) -> None:
    answer = taken_in()
    for given in ({"code": answer["lookup_code"], "secret": "3456"}, _own(submitted())):
        shown = Client().post("/tra-cuu", given)
        assert shown.status_code == 200
        assert "phieu-hen" not in shown.content.decode()


def _own(answer: dict[str, object]) -> dict[str, object]:
    return {"code": answer["code"], "secret": answer["secret"]}


@override_settings(ADDRESS="https://lienthong.example")
def test_what_is_printed_names_the_operators_address_whatever_host_is_asked(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def draw(text: str) -> str:
        printed.append(text)
        return qr_svg(text)

    monkeypatch.setattr(slip_module, "qr_svg", draw)
    answer = taken_in()
    Client(SERVER_NAME="127.0.0.1").post("/tra-cuu/phieu-hen", _own(answer))
    [qr] = printed
    address, _, held = qr.partition("#")
    assert address == "https://lienthong.example/tra-cuu"
    assert parse_qs(held) == {"ma": [answer["lookup_code"]], "bi-mat": [answer["secret"]]}


def test_reprinting_changes_nothing(db: None) -> None:
    answer = taken_in()
    assert _slip(answer).facts["secret"] == _slip(answer).facts["secret"]
    actions.assess_dossier(of(answer), approve=True, by=cast.officer("chuyen_vien"))
    assert _slip(answer).facts["code"] == answer["code"]
