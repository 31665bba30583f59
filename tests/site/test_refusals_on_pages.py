"""What is refused is told where it was asked, what was typed stays; a wrong address keeps an officer in their frame."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from lienthong.site.middleware import TOLD_COOKIE
from tests import cast
from tests.documents.letters import arrived
from tests.site.test_dates_on_pages import logged_in

pytestmark = pytest.mark.usefixtures("db")

OURS = "http://testserver"


def test_a_refused_paper_is_told_on_the_page_it_was_added_on() -> None:
    item = arrived(cast.AN_KHANH)
    clerk = logged_in(cast.an())
    page = f"/viec/{item}"
    sent = clerk.post(f"{page}/giay-to", {"idempotency_key": "k"}, headers={"referer": OURS + page})
    assert (sent.status_code, sent["Location"]) == (303, page)
    shown = clerk.get(page)
    assert f'data-told="{page}/giay-to"' in shown.content.decode()
    assert "Hãy chọn một tệp." in shown.content.decode()
    assert shown.cookies[TOLD_COOKIE].value == ""
    assert "data-told" not in clerk.get(page).content.decode()


def test_a_press_too_late_is_told_on_the_case() -> None:
    item = arrived(cast.AN_KHANH)
    clerk, page = logged_in(cast.an()), f"/viec/{item}"
    for key, status in (("one", 302), ("two", 303)):
        sent = clerk.post(
            f"{page}/register-delivery", {"idempotency_key": key}, headers={"referer": OURS + page}
        )
        assert sent.status_code == status
    assert "data-told" in clerk.get(page).content.decode()


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/viec/1", OURS + "/viec/{item}/giay-to"])
def test_elsewhere_or_nowhere_it_is_a_page_of_its_own(referer: str) -> None:
    item = arrived(cast.AN_KHANH)
    sent = logged_in(cast.an()).post(
        f"/viec/{item}/giay-to", {"idempotency_key": "k"}, headers={"referer": referer.format(item=item)}
    )
    assert sent.status_code == 422
    assert "Hãy chọn một tệp." in sent.content.decode()


def test_a_told_refusal_cannot_be_forged() -> None:
    clerk = logged_in(cast.an())
    clerk.cookies[TOLD_COOKIE] = "eyJzZW50ZW5jZSI6IngifQ:1:forged"
    assert "data-told" not in clerk.get("/hop-viec").content.decode()


def test_a_lost_session_leads_back_to_the_form() -> None:
    for sent, wanted in (
        (Client().get("/hop-viec?loai=dossier"), "/hop-viec?loai=dossier"),
        (
            Client().post("/van-ban/moi", headers={"referer": f"{OURS}/van-ban/moi?tra-loi=1"}),
            "/van-ban/moi?tra-loi=1",
        ),
        (Client().post("/van-ban/moi", headers={"referer": "http://elsewhere.example/"}), "/van-ban/moi"),
    ):
        assert (sent.status_code, sent["Location"]) == (302, f"/dang-nhap?tiep={quote(wanted, safe='')}")


def test_a_wrong_address_keeps_the_officers_frame() -> None:
    for path in ("/khong-co", "/viec/khong-co", "/don-vi/khong-co/nua"):
        officers = logged_in(cast.an()).get(path)
        assert officers.status_code == 404
        assert "Đăng xuất" in officers.content.decode()
        assert cast.an().name in officers.content.decode()
        citizens = Client().get(path)
        assert citizens.status_code == 404
        assert "Đăng xuất" not in citizens.content.decode()
    stale = Client()
    stale.cookies[settings.SESSION_COOKIE] = "nobody's"
    assert stale.get("/khong-co").status_code == 404


def test_many_choices_stand_under_where_they_came_from() -> None:
    page = logged_in(cast.dung()).get("/hop/moi").content.decode()
    for province in ("Thành phố Hồ Chí Minh", "Tỉnh Bình Dương", "Tỉnh Bà Rịa"):
        assert f"<legend>{province}" in page
    assert page.count('type="checkbox"') == 168
