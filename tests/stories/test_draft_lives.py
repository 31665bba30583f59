"""A draft is written from a template, checked by the head of section, sent back by the leader with the reason on top,
changed, checked again, signed, numbered: each at their own pages.
"""

from uuid import UUID

from tests import cast
from tests.documents.letters import delivered
from tests.personnel.delegating import asked
from tests.stories.test_deputy_signs import Officer

WHY = "Thiếu thời hạn thực hiện và căn cứ"


def _written(by: Officer) -> UUID:
    """From the skeleton of an announcement, filled in."""
    assert "thông báo:" in by.sees("/van-ban/moi?loai=TB")
    done = by.sends(
        "/van-ban/moi", side="government", type="TB", subject="Lịch tiếp công dân tháng 8", urgency="0",
        body="UBND phường thông báo lịch tiếp công dân.", to=cast.dung().unit, to_line="Trung tâm Chuyển đổi số",
    )  # fmt: skip
    assert done.status_code == 302
    return UUID(done.headers["Location"].rpartition("/")[2])


def test_a_draft_is_sent_back_changed_checked_and_signed(db: None) -> None:
    head, writer = Officer(asked("chanh_van_phong")), Officer(asked("chuyen_vien"))
    leader, clerk = Officer(asked("lanh_dao")), Officer(asked("van_thu"))
    assert head.sends("/ky-hieu/kiem-tra", is_checked="1").status_code == 302
    assert "được trưởng bộ phận kiểm tra" in head.sees("/ky-hieu")
    item = _written(writer)
    writer.does(item, "submit-draft")
    head.does(item, "comment-on-draft", text="Đã đối chiếu lịch phòng họp")
    head.does(item, "pass-draft")
    leader.does(item, "send-back-draft", note=WHY)
    page = writer.sees(f"/viec/{item}")
    assert page.index(WHY) < page.index("Trình ký")
    assert "Góp ý: Đã đối chiếu lịch phòng họp" in page
    writer.does(
        item, "change-draft", side="government", type="TB", subject="Lịch tiếp công dân tháng 8/2025", urgency="0",
        to_line="Trung tâm Chuyển đổi số", body="UBND phường thông báo lịch tiếp công dân. Thực hiện từ ngày 1/8.",
        seen="1",
    )  # fmt: skip
    assert "Thực hiện từ ngày 1/8." in writer.sees(f"/viec/{item}/ban-du-thao")
    writer.does(item, "submit-draft")
    head.does(item, "pass-draft")
    leader.does(item, "sign-document")
    assert f"/viec/{item}" in clerk.browser.get("/viec-cho-toi").content.decode()
    clerk.does(item, "issue-document")
    arrived = Officer(cast.dung()).sees(f"/viec/{delivered(cast.dung())}")
    assert "01/TB-UBND" in arrived
    assert "Lịch tiếp công dân tháng 8/2025" in arrived
