"""A citizen of the divided Phường 15, Quận Tân Bình asks which ward is theirs, at a desk and on a telephone."""

import pytest

from tests.e2e.pages import Visitor

pytestmark = pytest.mark.e2e


def ask(citizen: Visitor, words: str) -> str:
    page = citizen.page
    page.get_by_label("Phường, xã cũ hoặc địa chỉ").fill(words)
    page.get_by_role("button", name="Xem").click()
    page.wait_for_url("**/dia-chi?q=**")
    return str(page.locator("main").inner_text())


def test_a_citizen_of_a_divided_ward_finds_both_wards_and_why(citizen: Visitor) -> None:
    citizen.goto("/")
    citizen.page.get_by_role("link", name="Phường, xã của tôi").click()
    citizen.page.wait_for_url("**/dia-chi")
    told = ask(citizen, "45A Phạm Văn Bạch, P15, Q. Tân Bình")
    assert "Phường 15" in told
    assert "được chia cho phường Tân Sơn và phường Tân Bình từ ngày 1/7/2025" in told
    typed = citizen.page.get_by_label("Phường, xã cũ hoặc địa chỉ").input_value()
    assert typed == "45A Phạm Văn Bạch, P15, Q. Tân Bình", "what was asked stays to be corrected"
    citizen.sees_a_sound_page("Phường, xã của tôi")


def test_two_wards_in_one_address_are_both_shown(citizen: Visitor) -> None:
    citizen.goto("/dia-chi")
    told = ask(citizen, "12 Lê Lợi, P. Bến Nghé, P. Đa Kao, Q1")
    assert "Địa chỉ này ghi hai nơi khác nhau" in told
    assert "Phường Bến Nghé" in told
    assert "Phường Đa Kao" in told
    citizen.sees_a_sound_page("Phường, xã của tôi")


def test_the_ward_of_a_report_is_chosen_by_the_name_it_had(citizen: Visitor) -> None:
    """An address typed above the list: the one ward it names today is chosen."""
    citizen.goto("/phan-anh")
    page = citizen.page
    page.locator("#ward-loc").fill("12 Lê Thánh Tôn, P. Bến Nghé, Q1")
    page.get_by_text("1 nơi khớp").wait_for()
    assert page.locator("#ward option:checked").inner_text().strip() == "Phường Sài Gòn"
    citizen.sees_a_sound_page("Phản ánh 1022")
