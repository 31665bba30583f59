"""Certificates registered and ended from the page and the API, and how each stands."""

import csv
import html
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from asn1crypto import pem

from lienthong.documents.signing.certificates import trial
from lienthong.documents.signing.certificates.queries import certificate_of, seal_of
from lienthong.documents.signing.pdf import authority
from lienthong.documents.signing.pdf.authority import Authority
from lienthong.ground.actor import Actor
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.signing.desks import centre, city, folders, with_device, with_seal
from tests.personnel.delegating import asked

__all__ = ["folders"]

pytestmark = pytest.mark.usefixtures("db", "folders")
URL = "/chung-thu-so"


def _certificate(of: Authority, name: str, *, days: int | None = None) -> str:
    """In PEM, as a person pastes it. `days`: how long it still lasts in the tests' world."""
    own = of.certificate
    until = own.not_valid_after_utc if days is None else centre().at + timedelta(days=days)
    given = authority.give(of, name, "UBND phường An Khánh", own.not_valid_before_utc, until)
    return pem.armor("CERTIFICATE", given.certificate).decode()


def _username(who: Actor) -> str:
    return str(sql.one("select username from account where person = %s", (who.person,)))


def _register(**fields: Any) -> Any:
    return screen(centre()).post(f"{URL}/moi", {"idempotency_key": str(uuid4()), **fields})


def _page(query: str = "") -> str:
    answer = screen(centre()).get(f"{URL}{query}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_certificate_is_registered_from_the_page_and_ended(folders: Path) -> None:
    chairman = asked("lanh_dao")
    ca = city(chairman)
    answer = _register(username=_username(chairman), certificate=_certificate(ca, chairman.name))
    assert (answer.status_code, answer["Location"]) == (302, URL)
    own = certificate_of(chairman.person)
    assert own is not None
    page = _page()
    assert chairman.name in page
    assert "Đang dùng" in page
    assert "do CHỨNG THƯ THỬ NGHIỆM – " in page
    assert "Common Name" not in page
    assert centre().name in page, "who registered it"
    asking = screen(centre()).get(f"{URL}/{own.id}/ngung")
    assert "đã ký trước đó giữ nguyên" in html.unescape(asking.content.decode())
    screen(centre()).post(f"{URL}/{own.id}/ngung", {"idempotency_key": "ngung"})
    assert certificate_of(chairman.person) is None
    assert "Đã ngừng dùng" in _page()


def test_a_bodys_seal_is_registered_to_a_body_that_has_a_clerk(folders: Path) -> None:
    clerk = cast.an()
    ca = city(clerk)
    content = _certificate(ca, clerk.unit_name)
    assert _register(unit=clerk.unit, certificate=content).status_code == 302
    seal = seal_of(clerk.unit)
    assert seal is not None
    assert not seal.at_server
    refused = _register(unit=999_999, certificate=content)
    assert refused.status_code == 422
    assert "không có văn thư" in html.unescape(refused.content.decode())


def test_anothers_certificate_is_registered_only_when_somebody_looked(folders: Path) -> None:
    chairman = asked("lanh_dao")
    ca = city(chairman)
    fields = {"username": _username(chairman), "certificate": _certificate(ca, "Trần Văn Khác")}
    refused = _register(**fields)
    assert refused.status_code == 422
    assert "ghi tên «Trần Văn Khác»" in html.unescape(refused.content.decode())
    assert certificate_of(chairman.person) is None
    assert _register(**fields, is_checked="on").status_code == 302
    assert certificate_of(chairman.person) is not None


def test_marks_and_capitals_are_no_other_name(folders: Path) -> None:
    chairman = asked("lanh_dao")
    ca = city(chairman)
    assert _register(
        username=_username(chairman).upper(), certificate=_certificate(ca, chairman.name.upper())
    ).status_code == 302  # fmt: skip


def test_what_is_no_certificate_or_nobodys_is_told_at_its_field(folders: Path) -> None:
    chairman = asked("lanh_dao")
    ca = city(chairman)
    content = _certificate(ca, chairman.name)
    for fields, words in (
        ({"username": _username(chairman), "certificate": "không phải"}, "không phải chứng thư số"),
        ({"username": _username(chairman), "certificate": content[:200]}, "không phải chứng thư số"),
        ({"username": "khong-co", "certificate": content}, "Không có tài khoản nào"),
        ({"certificate": content}, "chỉ một trong hai"),
        (
            {"username": _username(chairman), "unit": chairman.unit, "certificate": content},
            "chỉ một trong hai",
        ),
    ):
        answer = _register(**fields)
        assert answer.status_code == 422
        assert words in html.unescape(answer.content.decode())
    assert sql.one("select count(*) from certificate") == 0


def test_each_stands_as_it_is_and_the_filter_the_count_and_the_sheet_agree(folders: Path) -> None:
    chairman, deputy, clerk = asked("lanh_dao"), asked("pho_chu_tich"), cast.an()
    ca = city(chairman)
    with_device(deputy, ca)
    with_seal(clerk, ca)
    _register(username=_username(chairman), certificate=_certificate(ca, chairman.name, days=12))
    own = certificate_of(deputy.person)
    assert own is not None
    trial.believe(ca, {int(own.serial, 16): deputy.at - timedelta(hours=1)})
    page = _page()
    assert page.index("Còn 12 ngày") < page.index("Nơi cấp đã thu hồi", page.index("<tbody")), (
        "ends first, stands first"
    )
    assert page.count("data-row") == 3
    for state, n in (("valid", 1), ("ending", 1), ("revoked", 1), ("withdrawn", 0)):
        assert _page(f"?tinh-trang={state}").count("data-row") == n
        lines = screen(centre()).get(f"{URL}.csv?tinh-trang={state}").content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(lines)))) == 1 + n
        api = cast.caller(centre()).get(f"/certificates?state={state}").json()
        assert (api["total"], len(api["certificates"])) == (n, n)
    folded = re.sub(r"\s+", " ", _page(f"?q={chairman.name.split()[-1].lower()}"))
    assert chairman.name in folded
    assert screen(centre()).get(f"{URL}?tinh-trang=x").status_code == 422
    later = replace(chairman, at=chairman.at + timedelta(days=13))
    from lienthong.documents.signing.certificates.queries import certificates
    from lienthong.ground import acts

    at_the_centre = replace(centre(), at=later.at)
    with acts.opening(at_the_centre):
        states = {listed.row.holder: listed.state for listed in certificates(at_the_centre)}
    assert states[chairman.name] == "expired"


def test_it_is_the_administrators_page(folders: Path) -> None:
    chairman = asked("lanh_dao")
    for path in (URL, f"{URL}.csv", f"{URL}/moi"):
        assert screen(chairman).get(path).status_code == 403
    assert cast.caller(chairman).get("/certificates").status_code == 403
    refused = cast.caller(chairman).post("/certificates", {"username": "x", "certificate": "x"}, key="a")
    assert refused.status_code == 403


def test_the_api_registers_and_withdraws(folders: Path) -> None:
    chairman = asked("lanh_dao")
    ca = city(chairman)
    body = {"username": _username(chairman), "certificate": _certificate(ca, chairman.name)}
    answer = cast.caller(centre()).post("/certificates", body, key="a")
    assert answer.status_code == 200
    number = answer.json()["certificate"]
    assert cast.caller(centre()).post(f"/certificates/{number}/withdraw", key="b").status_code == 200
    assert certificate_of(chairman.person) is None
