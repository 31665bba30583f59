"""A chairman signs from the page: the page hands a digest to the signer on the machine, which asks for the PIN."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from tests import running
from tests.e2e.pages import Visitor
from tests.e2e.signers import PIN

pytestmark = pytest.mark.e2e
HOME, WORLD = running.CACHE / "planning-home", "ky-so"


@dataclass(frozen=True)
class Ward:
    address: str
    port: int
    key: Path
    items: list[str]
    logins: dict[str, list[str]]

    def login(self, who: str) -> running.Login:
        return running.Login(*self.logins[who])


@pytest.fixture(scope="module")
def ward(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """A ward whose chairman has two letters to sign and a key of their own."""
    if WORLD in running.lienthong(HOME, "world", "list").stdout:
        running.lienthong(HOME, "world", "drop", WORLD)
    made = running.lienthong(HOME, "world", "create", WORLD, "--on", "2025-07-05")
    assert made.returncode == 0, made.stderr
    port, key = running._free_port(), tmp_path_factory.mktemp("key") / "chung-thu.p12"
    with running.serving(HOME, WORLD, {"LIENTHONG_SIGNER": f"http://127.0.0.1:{port}"}) as service:
        said = json.loads(running.python(HOME, "tests.e2e.signers", WORLD, str(key)))
        yield Ward(service.address, port, key, **said)


@contextmanager
def signer(ward: Ward, origin: str) -> Iterator[None]:
    """The program itself, as its owner starts it; the PIN stands where its owner would type it."""
    command = (
        sys.executable,
        "-m",
        "lienthong_signer",
        "--origin",
        origin,
        "--pkcs12",
        str(ward.key),
        "--port",
        str(ward.port),
        "--pin-fd",
        "0",
    )
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(f"{PIN}\n")
        process.stdin.close()
        assert "Sẵn sàng ký" in process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.fixture(params=[1366, 390], ids=["desk", "phone"])
def chairman(request: pytest.FixtureRequest, browser: object, ward: Ward) -> Iterator[Visitor]:
    with Visitor.of(browser, ward.address, width=request.param, height=844) as visitor:
        visitor.log_in(ward.login("ký"))
        yield visitor


def presses(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Ký số bằng thiết bị").click()


def ticks(visitor: Visitor, items: list[str]) -> None:
    visitor.goto("/viec-cho-toi")
    for item in items:
        visitor.page.locator(f"input[name=items][value='{item}']").check()
    visitor.page.get_by_role("button", name="Ký văn bản…").click()


def reads(visitor: Visitor, path: str, words: str, times: int = 1) -> None:
    """Until the worker has finished the file."""

    def look() -> bool:
        visitor.goto(path)
        return visitor.page.get_by_text(words).count() >= times

    running.soon(look, 60, lambda: f"«{words}» stands nowhere:\n{visitor.page.inner_text('main')}", every=1)


def test_a_chairman_signs_two_letters_with_one_pin(
    chairman: Visitor, ward: Ward, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    items = ward.items[2:4] if "desk" in request.node.callspec.id else ward.items[4:6]
    page = chairman.page
    ticks(chairman, items)
    chairman.sees_a_sound_page("Ký văn bản")
    page.screenshot(path=str(tmp_path / "many.png"), full_page=True)
    with signer(ward, ward.address), page.expect_navigation(url="**/van-ban-da-ky"):
        page.locator("form").get_by_role("button", name="Ký văn bản").click()
    reads(chairman, "/van-ban-da-ky", "Đã ký số", times=2)
    chairman.sees_a_sound_page("Văn bản đã ký")
    page.screenshot(path=str(tmp_path / "signed-many.png"), full_page=True)


@pytest.mark.parametrize("width", [1366, 390], ids=["desk", "phone"])
def test_the_centre_takes_a_certificate_from_a_file(
    browser: object, ward: Ward, tmp_path: Path, width: int
) -> None:
    """A file as authorities hand it out, in DER; the page makes PEM of it and says how the ones there stand."""
    key = pkcs12.load_key_and_certificates(ward.key.read_bytes(), PIN.encode())
    assert key[1] is not None
    file = tmp_path / "chung-thu.cer"
    file.write_bytes(key[1].public_bytes(serialization.Encoding.DER))
    with Visitor.of(browser, ward.address, width=width, height=844) as centre:
        centre.log_in(ward.login("trung tâm"))
        centre.goto("/chung-thu-so")
        centre.sees_a_sound_page("Chứng thư số")
        assert centre.page.locator("[data-row]").count() == 2
        centre.page.screenshot(path=str(tmp_path / "certificates.png"), full_page=True)
        centre.page.get_by_role("link", name="Đăng ký chứng thư").click()
        centre.page.locator("#certificate-file").set_input_files(str(file))
        centre.page.get_by_text("Đã lấy từ tệp").wait_for()
        assert (
            "-----BEGIN CERTIFICATE-----" in centre.page.locator("textarea[name=certificate]").input_value()
        )
        centre.sees_a_sound_page("Đăng ký chứng thư số")
        centre.page.screenshot(path=str(tmp_path / "register.png"), full_page=True)
        centre.page.get_by_role("button", name="Đăng ký", exact=True).click()
        centre.page.get_by_text("chỉ một trong hai").first.wait_for()


def test_a_chairman_signs_from_the_page(
    chairman: Visitor, ward: Ward, browser: object, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    item = ward.items[0 if "desk" in request.node.callspec.id else 1]
    path, page = f"/viec/{item}", chairman.page
    chairman.goto(path)
    chairman.sees_a_sound_page("Về việc ký số")
    presses(chairman)
    page.get_by_text("Không gọi được chương trình ký trên máy này").wait_for()
    with signer(ward, "https://mot-trang-khac.example"):
        presses(chairman)
        page.get_by_text("Không gọi được chương trình ký trên máy này").wait_for()
    chairman.complaints.clear()  # the browser's own words about an address that did not let it in
    with signer(ward, ward.address):
        with page.expect_navigation():
            presses(chairman)
        page.get_by_text("Đã ký, chờ phát hành").first.wait_for()
    reads(chairman, path, "Hợp lệ: nội dung còn nguyên từ khi ký.")
    assert page.get_by_text("CHỨNG THƯ THỬ NGHIỆM").count() >= 2
    page.screenshot(path=str(tmp_path / "signed.png"), full_page=True)
    chairman.sees_a_sound_page("Về việc ký số")
    with Visitor.of(browser, ward.address, width=1366, height=768) as clerk:
        clerk.log_in(ward.login("văn thư"))
        clerk.goto(path)
        clerk.page.get_by_role("button", name="Cấp số và phát hành").click()
        reads(clerk, path, "Hợp lệ", times=2)
        clerk.page.screenshot(path=str(tmp_path / "sealed.png"), full_page=True)
        with clerk.page.expect_download() as download:
            clerk.page.get_by_role("link", name="Tải về").first.click()
        pdf = Path(str(download.value.path())).read_bytes()
    assert pdf.count(b"/ByteRange") == 2
