"""Copies of letters: true copies, copies of copies, excerpts (Decree 30/2020, art. 25–27)."""

import html
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from lienthong.documents import actions
from lienthong.documents import reversals as back
from lienthong.documents.copies.actions import make_copy
from lienthong.documents.drafting.actions import change_draft
from lienthong.documents.layout.tasks import keep_prints
from lienthong.ground import acts
from lienthong.work.queries import item_of, timeline
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived, delivered
from tests.documents.test_receiving import entered, page, refused
from tests.files import PDF, pdf
from tests.papers.reading import bare, text_of

BODY = "Đoạn thứ nhất.\nĐoạn thứ hai.\nĐoạn thứ ba."


def registered() -> UUID:
    """A letter of the city that An's ward has entered."""
    city, clerk = cast.dung(), cast.an()
    draft = UUID(
        actions.draft_document(
            side="government", type="QĐ", subject="Về phân công", body=BODY, to=[clerk.unit or 0], by=city
        )["id"]
    )
    for act in (actions.submit_draft, actions.sign_document, actions.issue_document):
        act(draft, by=city)
    item = delivered(clerk)
    actions.register_delivery(item, by=clerk)
    return item


def copied(of: UUID, form: str = "SY", **more: Any) -> UUID:
    return UUID(make_copy(of=of, form=form, **{"to": [cast.chi().unit or 0], **more}, by=cast.an())["id"])


def sent(copy: UUID) -> str:
    """Signed by the leader and issued by the clerk: its sign."""
    actions.sign_document(copy, by=cast.officer("lanh_dao"))
    return str(actions.issue_document(copy, by=cast.an())["sign"])


def paper(of: Any, item: UUID) -> str:
    answer = of.get(f"/viec/{item}/ban-the-thuc")
    assert answer.status_code == 200, answer.content[:200]
    return text_of(answer.content)


def test_a_true_copy_is_made_on_the_page_signed_numbered_and_sent(db: None) -> None:
    item, of, chi = registered(), screen(cast.an()), screen(cast.chi())
    ask = f"/van-ban/sao?viec={item}"
    assert ask in page(of, f"/viec/{item}"), "the letter's page leads to its copy"
    form = page(of, ask)
    assert "Đoạn thứ hai." in form, "an excerpt begins with the letter's text"
    answer = of.post(
        "/van-ban/sao", {"of": item, "form": "SY", "to": cast.chi().unit, "idempotency_key": "k"}
    )
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    copy = UUID(answer["Location"].rpartition("/")[2])
    assert "Bản sao y" in page(of, f"/viec/{item}"), "the letter's page names its copy"
    assert "chưa có số" in page(of, f"/viec/{item}"), "no number before the signature"
    leader = screen(cast.officer("lanh_dao"))
    assert "Sao y" in page(leader, "/viec-cho-toi"), "it waits for the leader"
    assert sent(copy).startswith("01/SY-")
    assert keep_prints(timestamp=0) > 0
    got = delivered(cast.chi())
    shown = page(chi, f"/viec/{got}")
    assert "Sao y" in shown
    read = paper(chi, got)
    for words in ("Đoạn thứ nhất.", "Đoạn thứ ba.", "SAO Y", "Số: 01/SY-", "PHƯỜNG AN KHÁNH", "QUYẾT ĐỊNH",
                  cast.officer("lanh_dao").name, cast.dung().name):  # fmt: skip
        assert bare(words) in read, words
    assert bare("DỰ THẢO") not in read


def test_all_forms_are_numbered_in_one_book_and_stand_in_the_register(db: None) -> None:
    item, clerk = registered(), cast.an()
    first = sent(copied(item))
    excerpt = copied(item, "TrS", part="Đoạn thứ hai.")
    second = sent(excerpt)
    assert (first[:6], second[:7]) == ("01/SY-", "02/TrS-")
    read = paper(screen(clerk), excerpt)
    assert bare("Đoạn thứ hai.") in read
    assert bare("TRÍCH SAO") in read
    assert bare("Đoạn thứ nhất.") not in read
    book = page(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-di/2025")
    assert first in book
    assert "Không có số nào bị bỏ trống" in book
    for row in sql.rows(
        "select code, last, entered from book where unit = %s and code like '%%SAO'", (clerk.unit,)
    ):
        assert (row.code, row.last, row.entered) == ("vb-government-SAO", 2, 2)


def test_a_copy_of_a_copy_says_of_which(db: None) -> None:
    sign = sent(copied(registered()))
    chi, got = cast.chi(), delivered(cast.chi())
    actions.register_delivery(got, by=chi)
    to = [cast.an().unit or 0]
    refused("copies_a_copy", make_copy, of=got, form="SY", to=to, by=chi)
    made = UUID(make_copy(of=got, form="SL", to=to, by=chi)["id"])
    read = paper(screen(chi), made)
    for words in ("SAO LỤC", f"SAO Y số {sign}", "Đoạn thứ ba."):
        assert bare(words) in read, words


def test_paper_is_copied_by_its_scans_and_an_excerpt_by_scans_of_its_own(db: None) -> None:
    clerk, of = cast.an(), screen(cast.an())
    bare_paper = entered(sign="12/BNV-TCBC")
    refused("nothing_to_copy", copied, bare_paper)
    sent_ = of.post(
        "/van-ban/sao",
        {
            "of": bare_paper, "form": "SY", "to": cast.chi().unit, "idempotency_key": "k",
            "files": [SimpleUploadedFile("quet.pdf", PDF), SimpleUploadedFile("phu-luc.pdf", pdf("hai"))],
        },
    )  # fmt: skip
    assert sent_.status_code == 302, html.unescape(sent_.content.decode())
    copy = UUID(sent_["Location"].rpartition("/")[2])
    sent(copy)
    shown = page(screen(cast.chi()), f"/viec/{delivered(cast.chi())}")
    assert "quet.pdf" in shown
    assert "phu-luc.pdf" in shown
    read = paper(screen(cast.chi()), delivered(cast.chi()))
    for words in ("SAO Y", "12/BNV-TCBC", "Bộ Nội vụ", "quet.pdf"):
        assert bare(words) in read, words
    refused("excerpt_scan_missing", copied, bare_paper, "TrS", part="trang 2")
    assert item_of_(clerk, copy).parent == bare_paper


def item_of_(by: cast.Actor, item: UUID) -> Any:
    with acts.opening(by):
        return item_of(by, item)


def test_a_copy_is_handed_out_on_paper_to_who_is_not_here(db: None) -> None:
    copy = copied(registered(), to=(), outside=("Ông Nguyễn Văn A; ; giao trực tiếp",))
    sent(copy)
    assert "Ông Nguyễn Văn A" in page(screen(cast.an()), f"/viec/{copy}")
    assert "Ông Nguyễn Văn A" in page(screen(cast.an()), f"/so-dang-ky/{cast.an().unit}/van-ban-di/2025")


def test_an_excerpt_is_word_for_word_and_not_the_whole(db: None) -> None:
    item = registered()
    for code, part in (("not_in_letter", "Đoạn thứ tư."), ("not_in_letter", "Đoạn thứ hai.\nĐoạn thứ nhất."),
                       ("excerpt_is_whole", BODY), ("excerpt_missing", " ")):  # fmt: skip
        refused(code, copied, item, "TrS", part=part)
    refused("copies_no_copy", copied, item, "SL")
    assert sql.one("select count(*) from letter_copy") == 0


def test_what_a_copy_says_is_changed_by_nobody(db: None) -> None:
    """Sent back it is discarded, and made again."""
    clerk = cast.an()
    copy = copied(registered())
    actions.send_back_draft(copy, note="Sao thiếu trang", by=cast.officer("lanh_dao"))
    assert "change-draft" not in page(screen(clerk), f"/viec/{copy}")
    refused("copy_not_drafted", change_draft, copy, body="Khác", type="CV", by=clerk)
    back.discard_draft(copy, reason="Lập lại", by=clerk)
    said = cast.caller(clerk).post(
        "/documents", {"type": "SY", "subject": "x", "body": "y", "to": [clerk.unit]}, key="k"
    )
    assert (said.status_code, said.json()["code"]) == (422, "copy_not_drafted")


def test_only_what_was_issued_or_entered_is_copied_and_the_letter_says_so(db: None) -> None:
    clerk, item = cast.an(), arrived(cast.AN_KHANH)
    refused("not_to_be_copied", copied, item)
    assert "/van-ban/sao" not in page(screen(clerk), f"/viec/{item}")
    said = cast.caller(clerk).post("/copies", {"form": "SY", "to": [clerk.unit]}, key="k")
    assert (said.status_code, said.json()["code"]) == (422, "not_to_be_copied")
    actions.register_delivery(item, by=clerk)
    done = cast.caller(clerk).post(
        "/copies", {"of": str(item), "form": "SY", "to": [cast.chi().unit]}, key="k2"
    )
    assert done.status_code == 200, done.json()
    with acts.opening(clerk):
        assert timeline(item)[-1].verb == "item.copied"
    listed = cast.caller(clerk).get("/letter-copies?form=SY").json()
    assert (listed["total"], listed["copies"][0]["of_item"]) == (1, str(item))
    assert cast.caller(cast.chi()).get("/letter-copies").json()["total"] == 0, "of another body nothing"
    sheet = screen(clerk).get("/ban-sao.xlsx")
    assert sheet.status_code == 200
