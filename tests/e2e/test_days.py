"""Days of a ward's office, at a desk and on a phone, each step at the pages of whose step it is: a ministry's letter
from the scanner to the sealed answer, a circular with files to 168, a draft that comes back, recalls, a file of work.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test.utils import override_settings

from lienthong.documents import actions as letters
from lienthong.ground.actor import Actor
from lienthong.units.queries import city_units
from tests import cast
from tests.committed import committed_world
from tests.documents.letters import delivered
from tests.documents.signing.desks import centre, city, with_seal
from tests.documents.signing.desks import work as worker_finishes
from tests.documents.test_directing import person_of, working
from tests.e2e.pages import Visitor
from tests.e2e.served import Desks, apart, picture, serving
from tests.files import pdf
from tests.personnel.delegating import asked, given

pytestmark = pytest.mark.e2e

SIZES = {"desk": 1366, "phone": 390}
LAGGARDS = 12


@pytest.fixture(scope="module")
def town(
    django_db_setup: None, django_db_blocker: Any, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A city whose An Khánh has a seal, and a chairman who has left the signing to a deputy."""
    folder = tmp_path_factory.mktemp("town")
    kept = {
        "TRUST_FOLDERS": (folder / "home", folder / "trust"), "SIGNING_KEYS": folder / "keys",
        "FILES_ROOT": folder / "files",
    }  # fmt: skip
    with django_db_blocker.unblock(), override_settings(**kept), committed_world(worker_id):
        _give_keys(deputy(), cast.an())
        given(deputy(), by=asked("lanh_dao"))
        with serving() as address:
            yield address


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def desks(request: pytest.FixtureRequest, town: str, browser: Any) -> Desks:
    return Desks(browser, town, request.param)


def deputy() -> Actor:
    return asked("pho_chu_tich")


def leader() -> Actor:
    return asked("lanh_dao")


def clerk() -> Actor:
    return asked("van_thu")


def writer() -> Actor:
    return asked("chuyen_vien")


def _give_keys(signer: Actor, body: Actor) -> None:
    """As a trial gives them, to these two only: both keys lie at the server."""
    from lienthong.documents.signing.certificates import trial

    made = city(signer)
    with_seal(body, made)
    trial._give(
        made, trial.Holder(signer.person or 0, signer.name, signer.unit_name), centre(), person=signer.person
    )


@dataclass(frozen=True)
class Page:
    """What somebody does at a screen, and what must hold there."""

    at: Visitor

    def opens(self, path: str) -> None:
        assert self.at.goto(path).status == 200, path

    def fills(self, **fields: str) -> None:
        for name, words in fields.items():
            place = self.at.page.locator(f"main [name={name}]")
            if place.evaluate("place => place.tagName") == "SELECT":
                place.select_option(words)
            else:
                place.fill(words)

    def presses(self, label: str) -> None:
        """The act's own button or link; a form behind it is filled by the caller."""
        place = self.at.page.locator("main").get_by_role("button", name=label, exact=True)
        other = self.at.page.locator("main").get_by_role("link", name=label, exact=True)
        place.or_(other).first.click()
        self.at.page.wait_for_load_state()

    def acts(self, label: str, **fields: str) -> None:
        """An act that asks for words: its link, its form, its button."""
        self.presses(label)
        self.fills(**fields)
        self.at.page.locator("main form button[type=submit]").last.click()
        self.at.page.wait_for_load_state()

    def sees(self, *words: str) -> None:
        text = self.at.page.inner_text("main")
        for each in words:
            assert each in text, f"«{each}» is not on {self.at.page.url}:\n{text}"

    def is_sound(self, name: str) -> None:
        picture(self.at, name)
        self.at.fits()
        assert not (wrong := self.at.violations()), wrong
        assert not self.at.complaints, self.at.complaints

    @property
    def path(self) -> str:
        return str(self.at.page.url).removeprefix(self.at.address)

    @property
    def item(self) -> UUID:
        return UUID(self.path.rpartition("/")[2].partition("?")[0])


@pytest.fixture
def screen(desks: Desks) -> Callable[[Callable[[], Actor]], Any]:
    """Everybody keeps their screen until the day is over."""

    @contextmanager
    def at(who: Callable[[], Actor]) -> Iterator[Page]:
        with desks.of(who) as visitor:
            yield Page(visitor)

    return at


def waiting(page: Page, subject: str) -> None:
    """Opened from the list of what waits for this person."""
    page.opens("/viec-cho-toi")
    page.at.page.get_by_role("link", name=subject).first.click()
    page.at.page.wait_for_url("**/viec/**")


def test_a_ministrys_letter_from_the_scanner_to_the_sealed_answer(
    desks: Desks, screen: Any, tmp_path: Path
) -> None:
    subject = f"Về rà soát cơ sở giữ trẻ {desks.width}"
    lead, co = apart(working)
    with screen(clerk) as at:
        at.opens("/van-ban-den/vao-so")
        at.is_sound("01-enter")
        scans = [tmp_path / f"trang-{n}.pdf" for n in (1, 2)]
        for scan in scans:
            scan.write_bytes(pdf(scan.stem))
        at.fills(
            sender="Bộ Giáo dục và Đào tạo", sign=f"{desks.width}/BGDĐT-GDMN", dated="30/6/2025", subject=subject,
            pages="2",
        )  # fmt: skip
        at.at.page.locator("main input[type=file]").set_input_files(scans)
        at.presses("Vào sổ")
        at.sees("Bộ Giáo dục và Đào tạo", "trang-2.pdf")
        at.is_sound("02-entered")
        letter = at.path
    with screen(leader) as at:
        waiting(at, subject)
        assert at.path == letter
        at.presses("Chỉ đạo xử lý")
        at.fills(note="Hai phòng cùng làm", section=lead, due_on="4/7/2025")
        at.at.page.locator("#field-co label.choice").filter(has_text=co).first.locator("input").check()
        at.is_sound("03-direct")
        at.at.page.locator("main form button[type=submit]").last.click()
        at.at.page.wait_for_url(f"**{letter}")
    with screen(lambda: person_of(co)) as at:
        waiting(at, subject)
        at.sees("Hai phòng cùng làm")
        at.is_sound("04-part")
        at.acts("Báo cáo phần việc", report="Đã rà soát 12 cơ sở, 2 cơ sở thiếu phép")
    with screen(lambda: person_of(lead)) as at:
        at.opens(letter)
        at.sees("2 cơ sở thiếu phép")
        at.presses("Soạn văn bản trả lời")
        assert at.at.page.locator("[name=outside]").input_value() == "Bộ Giáo dục và Đào tạo"
        at.fills(body="Ủy ban nhân dân phường báo cáo: đã rà soát 12 cơ sở, 2 cơ sở thiếu phép.")
        at.is_sound("05-answer")
        at.at.page.locator("main form button[type=submit]").last.click()
        at.at.page.wait_for_url("**/viec/**")
        at.presses("Trình ký")
        draft, item = at.path, at.item
    with screen(deputy) as at:
        at.opens(draft)
        at.sees("Ký thay (KT.) Chủ tịch UBND")
        at.is_sound("06-to-sign")
        at.presses("Ký văn bản")
        at.sees("Đã ký, chờ phát hành")
    seat = apart(lambda: cast.an().seat)
    assert len(apart(lambda: worker_finishes(item, seat))) == 1
    with screen(clerk) as at:
        at.opens(draft)
        at.presses("Cấp số và phát hành")
        assert len(apart(lambda: worker_finishes(item, seat))) == 1
        at.opens(draft)
        at.sees(
            "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "Hợp lệ: nội dung còn nguyên từ khi ký.", "CHỨNG THƯ THỬ NGHIỆM"
        )
        assert at.at.page.get_by_text("Hợp lệ").count() >= 2, "signature and seal"
        at.is_sound("07-sealed")
        at.opens(letter)
        at.sees("Đã trả lời")
        at.is_sound("08-answered")


def test_the_city_writes_to_168_with_two_files_and_reminds_twelve(
    desks: Desks, screen: Any, tmp_path: Path
) -> None:
    subject = f"Kế hoạch phòng chống ngập {desks.width}"
    with screen(cast.dung) as at:
        at.opens("/van-ban/moi")
        at.fills(subject=subject, body="Gửi kèm hai phụ lục.")
        at.at.page.locator("#field-groups label.choice").filter(has_text="Tất cả phường").locator(
            "input"
        ).check()
        at.at.page.locator("main form button[type=submit]").last.click()
        at.at.page.wait_for_url("**/viec/**")
        draft = at.path
        for name in ("Phụ lục I.pdf", "Phụ lục II.pdf"):
            (tmp_path / name).write_bytes(pdf(name.replace("ụ", "u")))
            at.at.page.locator("#field-file").set_input_files(tmp_path / name)
            at.presses("Thêm tệp kèm theo")
        at.sees("Phụ lục I.pdf", "Phụ lục II.pdf")
        at.is_sound("11-two-files")
        for act in ("Trình ký", "Ký văn bản", "Cấp số và phát hành"):
            at.presses(act)
        at.sees("Bảng theo dõi 168 nơi nhận")

        def the_others_register() -> None:
            for ward in city_units(cast.dung().day)[LAGGARDS:]:
                of = cast.officer("van_thu", ward.code)
                letters.register_delivery(delivered(of), by=of)

        apart(the_others_register)
        at.opens(f"{draft}/noi-nhan?tinh-trang=arrived")
        assert at.at.page.locator("[data-row]").count() == LAGGARDS
        at.is_sound("12-not-registered")
        at.opens(draft)
        at.acts("Nhắc nơi nhận", words="Đề nghị vào sổ trước 16 giờ hôm nay.")
        at.opens(f"{draft}/noi-nhan?tinh-trang=arrived")
        assert at.at.page.get_by_text("nhắc ").count() == LAGGARDS
        at.is_sound("13-reminded")
    with screen(lambda: cast.officer("van_thu", city_units(cast.dung().day)[0].code)) as at:
        waiting(at, subject)
        at.sees("Đề nghị vào sổ trước 16 giờ hôm nay.", "Phụ lục I.pdf", "Phụ lục II.pdf")
        at.is_sound("14-at-the-ward")


def test_a_draft_is_sent_back_changed_and_signed(desks: Desks, screen: Any) -> None:
    subject, why = f"Lịch tiếp công dân {desks.width}", "Thiếu thời hạn thực hiện"
    with screen(writer) as writing, screen(deputy) as signing:
        writing.opens("/van-ban/moi")
        writing.fills(subject=subject, body="UBND phường thông báo lịch tiếp công dân.", to_line="Trung tâm")
        writing.at.page.locator("summary", has_text="Dán danh sách").click()
        writing.fills(names="Phường Bình Trưng")
        writing.at.page.locator("main form button[type=submit]").last.click()
        writing.at.page.wait_for_url("**/viec/**")
        draft = writing.path
        writing.presses("Trình ký")
        signing.opens(draft)
        signing.acts("Trả lại người soạn", note=why)
        waiting(writing, subject)
        text = writing.at.page.inner_text("main")
        assert text.index(why) < text.index("Trình ký"), "the reason stands on top"
        writing.is_sound("21-came-back")
        writing.acts("Sửa dự thảo", body="UBND phường thông báo lịch tiếp công dân, từ ngày 1/8.")
        writing.presses("Trình ký")
        signing.opens(draft)
        signing.sees("từ ngày 1/8")
        signing.presses("Ký văn bản")
        signing.sees("Đã ký, chờ phát hành")
        signing.is_sound("22-signed")


def test_of_two_asked_for_a_letter_one_gives_it_back_and_one_keeps_it(desks: Desks, screen: Any) -> None:
    subject = f"Biểu số liệu {desks.width}"

    def sent() -> tuple[UUID, UUID, UUID]:
        by, wards = cast.dung(), (cast.an(), cast.chi())
        item = UUID(letters.draft_document(
            side="government", type="CV", subject=subject, body="Nội dung.", to=[of.unit or 0 for of in wards], by=by
        )["id"])  # fmt: skip
        letters.submit_draft(item, by=by)
        letters.sign_document(item, by=by)
        letters.issue_document(item, by=by)
        return item, delivered(wards[0]), delivered(wards[1])

    draft, ours, theirs = apart(sent)
    with screen(cast.dung) as at:
        at.opens(f"/viec/{draft}")
        at.acts("Đề nghị thu hồi", reason="Sai biểu số liệu")
    with screen(clerk) as at:
        at.opens(f"/viec/{ours}")
        at.sees("Nơi gửi đề nghị thu hồi văn bản này")
        text = at.at.page.inner_text("main")
        assert text.index("Sai biểu số liệu") < text.index("Đồng ý trả lại"), (
            "the reason stands above the answer"
        )
        at.is_sound("31-asked-back")
        at.presses("Đồng ý trả lại")
        at.sees("Đã trả lại theo đề nghị thu hồi")
        assert "Nơi gửi đề nghị thu hồi văn bản này" not in at.at.page.inner_text("main")
    with screen(cast.chi) as at:
        at.opens(f"/viec/{theirs}")
        at.acts("Không trả lại", reason="Đã báo cáo xong")
        at.sees("Đã báo cáo xong")
    with screen(cast.dung) as at:
        at.opens(f"/viec/{draft}")
        at.sees("1 nơi đã trả lại", "1 nơi không trả lại")
        at.opens(f"/viec/{draft}/noi-nhan")
        at.is_sound("32-what-came-of-it")


def test_a_file_of_work_is_closed_and_handed_over(desks: Desks, screen: Any) -> None:
    code = f"05.{desks.width}"

    def finished() -> UUID:
        an = cast.an()
        by = cast.dung()
        item = UUID(letters.draft_document(
            side="government", type="CV", subject=f"Vận hành thử {desks.width}", body="Nội dung.", to=[an.unit or 0],
            by=by,
        )["id"])  # fmt: skip
        letters.submit_draft(item, by=by)
        letters.sign_document(item, by=by)
        letters.issue_document(item, by=by)
        letter = delivered(an)
        letters.register_delivery(letter, by=an)
        letters.complete_delivery(letter, note="", by=an)
        return letter

    letter = apart(finished)
    with screen(clerk) as at:
        at.opens("/ho-so-cong-viec/moi")
        at.fills(code=code, title=f"Vận hành thử {desks.width}")
        at.at.page.locator("main form button[type=submit]").last.click()
        at.at.page.wait_for_load_state()
        at.opens(f"/viec/{letter}")
        at.presses("Đưa vào hồ sơ công việc")
        at.at.page.locator("main [name=file]").select_option(label=_option(at, code))
        at.at.page.locator("main form button[type=submit]").last.click()
        at.at.page.wait_for_load_state()
        at.opens("/ho-so-cong-viec")
        at.sees(code)
        at.is_sound("41-files")
        at.at.page.get_by_role("link", name=f"Vận hành thử {desks.width}").first.click()
        at.at.page.wait_for_url("**/viec/**")
        at.sees("Văn bản, tài liệu trong hồ sơ", f"Vận hành thử {desks.width}")
        at.acts("Kết thúc hồ sơ", sheets="7")
        at.presses("Giao nộp vào lưu trữ")
        at.presses("Nhận vào lưu trữ")
        at.sees("Đã nộp lưu trữ")
        at.is_sound("42-archived")


def _option(at: Page, code: str) -> str:
    options: list[str] = at.at.page.locator("main [name=file] option").all_inner_texts()
    return next(words for words in options if code in words)
