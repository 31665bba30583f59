"""1 July 2025 through the pages: a street list is decided, two sign, at midnight the heir finds what it was told."""

import html
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from lienthong.reorganisation.plans.queries import plans
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from tests.cast import officer
from tests.reorganisation.desks import (
    AN_KHANH,
    AN_PHU,
    BINH_TRUNG,
    Screen,
    counter,
    division,
    dossiers,
    jurisdiction,
    lasting,
    part,
    read_for,
)
from tests.reorganisation.plans import DAY, planner, real_plan_approved, signers, today

ADDRESSES = (
    "12 Nguyễn Hoàng, khu phố 4",
    "31 Nguyễn Hoàng, khu phố 4",
    "5 đường số 7, khu phố 1",
    "không rõ",
)


def _upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile("ke-hoach.yaml", path.read_bytes())


def test_the_clerk_decides_two_sign_and_the_heir_finds_it_unchanged(eve: None) -> None:
    first, second, third, unclear = items = dossiers(*ADDRESSES)
    before = lasting(*items)

    centre = Screen(planner())
    assert read_for(centre, centre.send("/sap-xep/nop", file=_upload(shipped_plan()))).status_code == 302
    number = plans()[0].id
    home = f"/sap-xep/{number}"
    centre.send(f"{home}/chuan-bi")
    split = division(number)
    khanh, trung = part(split, "An Khánh"), part(split, "Bình Trưng")
    street_list = f"{home}/phan-chia/{split.undivided}"

    clerk = Screen(counter())
    inbox = clerk.text("/hop-viec")
    assert "<strong>4 việc</strong> của Phường An Phú chưa quyết định" in inbox
    assert f'href="{street_list}"' in inbox
    shown = clerk.text(street_list)
    assert "Đường Nguyễn Hoàng" in shown
    assert "còn <strong>4/4</strong> việc chưa quyết định" in shown
    clerk.send(f"{street_list}/quyet-dinh", id=[str(first), str(second)], part=khanh)
    clerk.send(f"{street_list}/quyet-dinh", id=[str(third)], part=trung, key="third")
    assert "còn <strong>1/4</strong> việc chưa quyết định" in clerk.text(street_list)
    assert [jurisdiction(item) for item in items] == [khanh, khanh, trung, split.undivided]
    assert lasting(*items) == before
    assert "Đưa về phần địa bàn khi chia" in clerk.text(f"/viec/{first}")
    assert f"/viec/{first}" in clerk.text("/hop-viec"), "before the date the old ward still does it"

    assert "20.000" not in centre.text(f"{home}/doi-chieu")
    centre.send(f"{home}/doi-chieu/chay")
    report = centre.text(f"{home}/doi-chieu")
    assert "4/4" in report
    assert "UBND phường An Khánh" in report

    waiting = report.split("<caption>Chưa quyết định phần")[1].split("</table>")[0]
    assert "UBND phường An Phú" in waiting, "bodies by name, never by number"
    assert "Kế hoạch chỉ ghi quyền giữ".lower() in report.lower()
    assert 'status--none">' in report.split("Hạn giải quyết bị đổi")[0].rsplit("<tr>", 1)[1], (
        "a claim is not green"
    )

    few = centre.text(f"{home}?q=an phu")
    assert "Phường An Phú (27091)" in few
    assert "Thành phố Thủ Dầu Một (718)" not in few
    assert "Thành phố Thủ Dầu Một (718)" in centre.text(home)
    assert "Không có phương án nào khớp" in centre.text(f"{home}?q=khong-co")

    counted = str(442 + 38 - 1 + 3)  # Côn Đảo, the 38th district, is among the 442
    for signer in signers():
        page = Screen(signer)
        digest = page.hidden(home, "digest")
        page.send(f"{home}/ky", digest=digest, sources=counted)
        if plans()[0].state == "draft":
            assert "Bạn đã ký. Còn chờ chữ ký của một người khác" in page.text(home)
            again = page.send(f"{home}/ky", digest=digest, sources=counted, key="again")
            assert "already_signed" in again.content.decode()
    assert plans()[0].state == "approved"

    today(DAY)
    heir = Screen(officer("chuyen_vien", AN_KHANH))
    assert "chưa quyết định về phần nào" not in heir.text("/hop-viec")
    inbox = heir.text("/hop-viec")
    assert f"/viec/{first}" in inbox
    assert f"/viec/{second}" in inbox
    assert f"/viec/{third}" not in inbox
    assert f"/viec/{third}" in Screen(officer("chuyen_vien", BINH_TRUNG)).text("/hop-viec")
    assert lasting(*items) == before

    told = html.unescape(clerk.text("/hop-viec", status=409))
    assert "đã kết thúc hoạt động" in told
    assert "An Khánh" in told
    assert str(first) not in told

    leader = Screen(officer("lanh_dao", AN_KHANH))
    seen = html.unescape(leader.hidden(f"{home}/tiep-nhan", "seen"))
    assert leader.send(f"{home}/tiep-nhan/xac-nhan", seen=seen).status_code == 302
    assert "Đã xác nhận" in leader.text(f"{home}/tiep-nhan")
    proof = centre.text(f"{home}/doi-chieu?so-sanh=1")
    assert "Thay đổi không giải thích được" in proof
    paper = centre.client.get(f"{home}/doi-chieu.pdf?so-sanh=1")
    assert paper.content.startswith(b"%PDF-")
    assert unclear not in (first, second)
    assert AN_PHU in centre.text(f"{home}/bien-ban?q={AN_PHU}")
    own = centre.text(f"{home}/bien-ban?q=an phú")
    assert AN_PHU in own
    assert "phường Tân Phú" not in own, "words begin where words begin"


def test_a_plan_given_back_asks_nobody_to_confirm(real: None) -> None:
    """The receiving ward used to be asked to confirm «0 items» of a plan that is no more."""
    dossiers(*ADDRESSES)
    number = real_plan_approved()
    home = f"/sap-xep/{number}"
    centre = Screen(planner())
    centre.send(f"{home}/doi-chieu/chay")
    today(DAY)
    Screen(signers()[0]).send(f"{home}/hoan-lai")
    khanh = Screen(officer("lanh_dao", AN_KHANH))
    page = khanh.text(f"{home}/tiep-nhan")
    assert "Kế hoạch đã được hoàn lại, không có gì để xác nhận" in page
    assert "Xác nhận số liệu" not in page
    assert "plan_not_in_force" in khanh.send(f"{home}/tiep-nhan/xac-nhan", seen="{}").content.decode()
    report = centre.text(f"{home}/doi-chieu")
    assert "số liệu dưới đây là của lần chạy cuối" in report.lower()
    assert "Chạy lại" not in report
