"""The leader is away for three days; a deputy signs in the leader's place, and everybody who reads it is told so."""

import html
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.procedures import actions as procedures
from tests import cast, sql
from tests.personnel.delegating import asked, clock_shows, session
from tests.procedures.dossiers import of, taken_in

THU_DUC, HIEP_BINH = "26824", "26809"
SUBJECT = "Về việc trực cơ quan trong kỳ nghỉ"
PAPER = "theo Giấy ủy quyền số 05/GUQ-UBND ngày 30/6/2025, vắng mặt từ 1/7/2025 đến 3/7/2025"


def _words(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page.content.decode())).split())


def _at(text: str) -> None:
    clock_shows(datetime.fromisoformat(text).replace(tzinfo=clock.ZONE))


class Officer:
    """Somebody at their desk: what they see and what they press."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.browser, self.pressed = actor, session(actor), 0

    def sees(self, path: str) -> str:
        page = self.browser.get(path)
        assert page.status_code == 200, f"{path}: {page.status_code}"
        return _words(page)

    def sends(self, path: str, **typed: Any) -> Any:
        self.pressed += 1
        return self.browser.post(path, {**typed, "idempotency_key": f"{self.actor.mandate}-{self.pressed}"})

    def does(self, item: UUID, act: str, **typed: Any) -> None:
        done = self.sends(f"/viec/{item}/{act}", **typed)
        assert done.status_code == 302, _words(done)

    def writes(self, *to: Actor) -> UUID:
        first, other = to
        done = self.sends(
            "/van-ban/moi", side="government", type="CV", subject=SUBJECT, body="Nội dung.", to=first.unit,
            to_line="UBND các phường", copies=[other.unit], urgency=0,
        )  # fmt: skip
        assert done.status_code == 302, _words(done)
        return UUID(done.headers["Location"].rpartition("/")[2])


def _absent_for_three_days(leader: Officer, deputy: Actor) -> None:
    assert "Giao ký" in leader.sees("/hop-viec")
    done = leader.sends(
        "/uy-quyen/moi", form="kt", delegate=deputy.mandate, covers=["sign_document", "sign_dossier"],
        since="1/7/2025", until="3/7/2025", is_away="1", paper_title="Giấy ủy quyền", paper_sign="05/GUQ-UBND",
        paper_on="30/6/2025",
    )  # fmt: skip
    assert done.status_code == 302, _words(done)
    listed = leader.sees("/uy-quyen")
    for words in (
        deputy.name,
        "Ký thay (KT.) Chủ tịch UBND",
        "1/7/2025 – 3/7/2025",
        "số 05/GUQ-UBND",
        "Đang hiệu lực",
    ):
        assert words in listed


def _submitted(specialist: Officer, *to: Actor) -> UUID:
    draft = specialist.writes(*to)
    specialist.does(draft, "submit-draft")
    return draft


def _delivery_at(ward: Actor) -> UUID:
    with acts.opening(ward):
        found: UUID = sql.one(
            "select id from work_item where kind = 'delivery' and subject = %s and jurisdiction = %s",
            (SUBJECT, ward.seat),
        )
    return found


def test_a_deputy_signs_while_the_leader_is_away(db: None) -> None:
    leader, deputy = Officer(asked("lanh_dao")), asked("pho_chu_tich")
    wards = (asked("van_thu", HIEP_BINH), asked("van_thu", THU_DUC))
    _absent_for_three_days(leader, deputy)
    draft = _submitted(Officer(asked("chuyen_vien")), *wards)

    at_desk = Officer(deputy)
    offered = at_desk.sees(f"/viec/{draft}")
    assert f"Ký thay (KT.) Chủ tịch UBND, {PAPER}. Ký văn bản" in offered, "said where it is pressed"
    at_desk.does(draft, "sign-document")
    clerk = Officer(asked("van_thu"))
    clerk.does(draft, "issue-document")

    said = f"{deputy.name}, Phó Chủ tịch UBND, ký thay (KT.) Chủ tịch UBND, {PAPER}"
    readers = [(clerk, draft), *((Officer(ward), _delivery_at(ward)) for ward in wards)]
    for reader, item in readers:
        page = reader.sees(f"/viec/{item}")
        details, _, timeline = page.partition("Diễn biến")
        assert said in details, f"the letter at {reader.actor.unit_name}"
        assert "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" in details
        assert said in timeline, f"the timeline at {reader.actor.unit_name}"
        told = cast.caller(reader.actor).get(f"/items/{item}").json()
        assert told["desk"]["document"]["signature"]["form"] == "kt"
        assert any(line["note"] == said for line in told["timeline"])
    _a_stranger_sees_nothing([item for _, item in readers])


def _a_stranger_sees_nothing(items: list[UUID]) -> None:
    chi = Officer(cast.chi())
    assert {chi.browser.get(f"/viec/{item}").status_code for item in items} == {404}
    for path in ("/hop-viec", f"/tim-kiem?q={SUBJECT}", "/uy-quyen"):
        assert "05/GUQ-UBND" not in chi.sees(path)
        assert f">{SUBJECT}<" not in chi.browser.get(path).content.decode()


def test_after_the_last_day_only_the_leader_signs(db: None) -> None:
    leader, deputy = Officer(asked("lanh_dao")), asked("pho_chu_tich")
    wards = (asked("van_thu", HIEP_BINH), asked("van_thu", THU_DUC))
    _absent_for_three_days(leader, deputy)
    draft = _submitted(Officer(asked("chuyen_vien")), *wards)

    _at("2025-07-04 00:00")
    late = Officer(deputy)
    assert "Ký văn bản" not in late.sees(f"/viec/{draft}")
    refused = late.sends(f"/viec/{draft}/sign-document")
    assert refused.status_code == 403
    assert "Lần giao trước đã hết ngày 3/7/2025. Hãy trình Chủ tịch UBND ký" in _words(refused)
    answer = cast.caller(deputy).post(f"/items/{draft}/sign-document", key="late")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_authority_to_sign")
    assert "Đã hết hạn" in leader.sees("/uy-quyen")

    page = leader.sees(f"/viec/{draft}")
    assert "Ký thay" not in page, "a head signs in their own name"
    leader.does(draft, "sign-document")
    Officer(asked("van_thu")).does(draft, "issue-document")
    read = Officer(wards[0]).sees(f"/viec/{_delivery_at(wards[0])}")
    assert f"Người ký {leader.actor.name}" in read
    assert "KT." not in read


def test_a_deputy_nobody_asked_is_refused(db: None) -> None:
    deputy = Officer(asked("pho_chu_tich"))
    draft = _submitted(Officer(asked("chuyen_vien")), asked("van_thu", HIEP_BINH), asked("van_thu", THU_DUC))
    assert "Ký văn bản" not in deputy.sees(f"/viec/{draft}")
    refused = deputy.sends(f"/viec/{draft}/sign-document")
    assert refused.status_code == 403
    assert "Hôm nay Chủ tịch UBND chưa giao bạn ký văn bản." in _words(refused)
    Officer(asked("lanh_dao")).does(draft, "sign-document")


def test_a_dossier_is_signed_by_the_same_rule(db: None) -> None:
    leader, deputy = Officer(asked("lanh_dao")), asked("pho_chu_tich")
    item = of(taken_in())
    procedures.assess_dossier(item, by=asked("chuyen_vien"), approve=True)
    refused = Officer(deputy).sends(f"/viec/{item}/sign-dossier")
    assert refused.status_code == 403
    _absent_for_three_days(leader, deputy)
    again = Officer(deputy)
    assert f"Ký thay (KT.) Chủ tịch UBND, {PAPER}." in again.sees(f"/viec/{item}")
    again.does(item, "sign-dossier")
    details, _, timeline = Officer(asked("tiep_nhan")).sees(f"/viec/{item}").partition("Diễn biến")
    said = f"{deputy.name}, Phó Chủ tịch UBND, ký thay (KT.) Chủ tịch UBND, {PAPER}"
    assert said in details
    assert said in timeline
