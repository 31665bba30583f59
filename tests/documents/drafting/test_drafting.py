"""A draft lives: changed, commented on, checked, edited by who signs, sent back with the reason on top."""

import html
import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.documents import actions
from lienthong.documents import reversals as back
from lienthong.documents.conventions.actions import decide_checking
from lienthong.documents.drafting import actions as drafting
from lienthong.documents.drafting import queries
from lienthong.documents.drafting.rules import issue_due, pieces_between
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.ground.database.wire import Wire
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import NotFound
from lienthong.work.queries import item_of, timeline
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived, delivered, drafted
from tests.documents.test_reversals import later, refused, state

pytestmark = pytest.mark.usefixtures("db")


def specialist() -> Actor:
    return cast.officer("chuyen_vien")


def leader() -> Actor:
    return cast.officer("lanh_dao")


def head() -> Actor:
    """Of the section in which the specialist drafts."""
    return cast.officer("chanh_van_phong")


def draft() -> UUID:
    return drafted(specialist(), cast.dung().unit or 0)


def words(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page.content.decode())).split())


def versions(item: UUID, by: Actor | None = None) -> list[Any]:
    with acts.opening(by or specialist()):
        return queries.versions(item)


# Changing


def test_everything_of_a_text_is_changed_and_the_text_before_is_kept(db: None) -> None:
    item, by = draft(), specialist()
    changed = {
        "side": "government", "type": "TB", "subject": "Thông báo nghỉ lễ", "to_line": "Các phường", "urgency": 2,
        "body": "Nghỉ 2/9.",
    }  # fmt: skip
    drafting.change_draft(item, **changed, by=by)
    old, new = versions(item)
    assert (old.version, old.type, old.subject, old.body) == (
        1,
        "CV",
        "Về việc thử nghiệm",
        "Nội dung công văn.",
    )
    assert (new.version, new.type, new.body, new.until_now) == (2, "TB", "Nghỉ 2/9.", True)
    assert old.who == new.who == by.name
    assert old.addressees == new.addressees != []
    with acts.opening(by):
        row = item_of(by, item)
        assert (row.subject, row.priority) == ("Thông báo nghỉ lễ", 2)
        line = timeline(item)[-1]
    assert line.facts == {"version": 2, "changed": ["type", "subject", "to_line", "body", "urgency"]}
    found = screen(by).get("/tim-kiem?q=thong+bao+nghi+le").content.decode()
    assert f"/viec/{item}" in found, "found by what it says now"
    assert f"/viec/{item}" not in screen(by).get("/tim-kiem?q=ve+viec+thu+nghiem").content.decode()


def test_what_is_not_given_stays(db: None) -> None:
    """As the API of before sent it: body and to_line."""
    item = draft()
    cast.caller(specialist()).post(f"/items/{item}/change-draft", {"body": "Nội dung mới."}, key="a")
    new = versions(item)[-1]
    assert (new.subject, new.type, new.body, new.to_line) == ("Về việc thử nghiệm", "CV", "Nội dung mới.", "")


def test_nobody_writes_over_a_text_they_have_not_seen(db: None) -> None:
    item, one, other = draft(), screen(specialist()), screen(head())
    form = one.get(f"/viec/{item}/change-draft").content.decode()
    assert '<input type="hidden" name="seen" value="1">' in form
    typed = {
        "side": "government",
        "type": "CV",
        "subject": "Về việc",
        "to_line": "",
        "urgency": "0",
        "seen": "1",
    }
    first = one.post(f"/viec/{item}/change-draft", {**typed, "body": "Của tôi.", "idempotency_key": "a"})
    assert first.status_code == 302
    second = other.post(f"/viec/{item}/change-draft", {**typed, "body": "Của bạn.", "idempotency_key": "b"})
    assert second.status_code == 409
    assert "Có người vừa sửa dự thảo này" in second.content.decode()
    assert "Của bạn." in second.content.decode(), "nothing typed is lost"
    assert [text.body for text in versions(item)] == ["Nội dung công văn.", "Của tôi."]


def test_what_cannot_be_issued_is_not_written(db: None) -> None:
    item, by = draft(), specialist()
    for fields, code in (
        ({"body": " "}, "body_missing"),
        ({"body": "x", "subject": " "}, "subject_missing"),
        ({"body": "x", "urgency": 7}, "unknown_urgency"),
        ({"body": "x", "type": "KL"}, "type_of_other_side"),
        ({"body": "Nội dung công văn.", "to_line": "UBND"}, "nothing_changed"),
    ):
        refused(code, drafting.change_draft, item, **fields, by=by)
    assert len(versions(item)) == 1


def test_a_stranger_and_whoever_only_looks_change_nothing(db: None) -> None:
    item = draft()
    with pytest.raises(NotFound):
        drafting.change_draft(item, body="x", by=cast.officer("chuyen_vien", cast.BINH_TRUNG))
    refused("not_allowed", drafting.change_draft, item, body="x", by=cast.binh())
    page = screen(cast.officer("chuyen_vien", cast.BINH_TRUNG))
    assert page.get(f"/viec/{item}/ban-du-thao").status_code == 404
    assert page.get(f"/viec/{item}/tu-tep").status_code == 404


def test_the_signature_freezes_the_text(db: None) -> None:
    item = draft()
    actions.submit_draft(item, by=specialist())
    refused("wrong_state", drafting.change_draft, item, body="Sau khi trình.", by=specialist())
    actions.sign_document(item, by=leader())
    refused("wrong_state", drafting.edit_draft, item, body="Sau khi ký.", by=leader())
    refused("wrong_state", drafting.comment_on_draft, item, text="Sau khi ký.", by=specialist())
    with pytest.raises(Exception, match="permission denied"):  # a version is appended, never edited
        sql.run("update draft_version set body = 'x'")


# Sent back, edited, commented on


def test_the_reason_stands_on_top_until_it_is_submitted_again(db: None) -> None:
    item = draft()
    actions.submit_draft(item, by=specialist())
    assert "Dự thảo bị trả lại" not in words(screen(specialist()).get(f"/viec/{item}"))
    typed = {"note": "Thiếu căn cứ Nghị định 30", "idempotency_key": "a"}
    assert screen(leader()).post(f"/viec/{item}/send-back-draft", typed).status_code == 302
    page = words(screen(specialist()).get(f"/viec/{item}"))
    assert page.index("Thiếu căn cứ Nghị định 30") < page.index("Trình ký"), "above what comes next"
    assert f"{leader().name}, {leader().title}" in page
    assert "Ý kiến: Thiếu căn cứ Nghị định 30" in page, "in the timeline, too"
    said = cast.caller(specialist()).get(f"/items/{item}").json()["timeline"][-1]
    assert (said["verb"], said["reason"]) == ("draft.sent_back", "Thiếu căn cứ Nghị định 30")
    actions.submit_draft(item, by=specialist())
    assert "Dự thảo bị trả lại" not in words(screen(specialist()).get(f"/viec/{item}"))


def test_who_signs_edits_the_draft_as_a_version_of_their_own(db: None) -> None:
    item = draft()
    refused("wrong_state", drafting.edit_draft, item, body="Chưa trình.", by=leader())
    actions.submit_draft(item, by=specialist())
    page = screen(leader())
    assert "Sửa trực tiếp" in words(page.get(f"/viec/{item}"))
    form = page.get(f"/viec/{item}/edit-draft").content.decode()
    assert "Nội dung công văn." in form
    drafting.edit_draft(item, body="Lãnh đạo đã sửa.", to_line="UBND", by=leader())
    assert state(item) == "submitted"
    old, new = versions(item)
    assert (old.who, new.who, new.body) == (specialist().name, leader().name, "Lãnh đạo đã sửa.")
    refused("not_allowed", drafting.edit_draft, item, body="Tôi nữa.", by=specialist())
    actions.sign_document(item, by=leader())
    actions.issue_document(item, by=cast.an())
    assert "Lãnh đạo đã sửa." in words(screen(cast.dung()).get(f"/viec/{delivered(cast.dung())}"))


def test_a_colleague_comments_in_the_timeline(db: None) -> None:
    item = draft()
    colleague = cast.officer("tu_phap")
    said = screen(colleague).post(
        f"/viec/{item}/comment-on-draft", {"text": "Nên thêm thời hạn", "idempotency_key": "a"}
    )
    assert said.status_code == 302
    assert "Góp ý: Nên thêm thời hạn" in words(screen(specialist()).get(f"/viec/{item}"))
    with as_owner():
        line = sql.row("select facts from journal where item = %s and verb = 'draft.commented'", (item,))
    assert line.facts == {}, "the words stand beside the journal, not in it"
    assert len(versions(item)) == 1
    with pytest.raises(NotFound):
        drafting.comment_on_draft(item, text="Của người lạ", by=cast.officer("tu_phap", cast.BINH_TRUNG))


# Checked by the head of section


@pytest.fixture
def checked(db: None) -> None:
    decide_checking(is_checked=True, by=head())


def test_without_a_decision_a_draft_goes_to_the_leader(db: None) -> None:
    item = draft()
    assert actions.submit_draft(item, by=specialist())["state"] == "submitted"


def test_a_draft_is_checked_by_the_head_of_its_section(checked: None) -> None:
    item = draft()
    assert actions.submit_draft(item, by=specialist())["state"] == "checking"
    refused("wrong_state", actions.sign_document, item, by=leader())
    assert f"/viec/{item}" in screen(head()).get("/viec-cho-toi").content.decode()
    assert f"/viec/{item}" not in screen(leader()).get("/viec-cho-toi").content.decode()
    other = cast.officer("truong_phong")
    refused("other_section", drafting.pass_draft, item, by=other)
    refused("other_section", drafting.edit_draft, item, body="x", by=other)
    assert "Chuyển trình ký" not in words(screen(other).get(f"/viec/{item}"))
    drafting.edit_draft(item, body="Trưởng bộ phận chỉnh.", by=head())
    drafting.return_draft(item, note="Bổ sung số liệu", by=head())
    page = words(screen(specialist()).get(f"/viec/{item}"))
    assert page.index("Bổ sung số liệu") < page.index("Trình ký")
    actions.submit_draft(item, by=specialist())
    assert drafting.pass_draft(item, by=head())["state"] == "submitted"
    actions.sign_document(item, by=leader())


def test_a_submission_is_withdrawn_from_the_check_too(checked: None) -> None:
    item = draft()
    actions.submit_draft(item, by=specialist())
    back.withdraw_submission(item, reason="Nhầm", by=specialist())
    assert state(item) == "drafting"


def test_a_heads_own_draft_and_one_of_a_section_without_head_go_to_the_leader(checked: None) -> None:
    own = drafted(head(), cast.dung().unit or 0)
    assert actions.submit_draft(own, by=head())["state"] == "submitted"
    alone = replace(specialist(), section="Tổ giúp việc")
    item = drafted(alone, cast.dung().unit or 0)
    assert actions.submit_draft(item, by=alone)["state"] == "submitted"


def test_another_bodys_drafts_are_not_checked(checked: None) -> None:
    writer = cast.officer("chuyen_vien", cast.BINH_TRUNG)
    item = drafted(writer, cast.dung().unit or 0)
    assert actions.submit_draft(item, by=writer)["state"] == "submitted"


def test_what_lies_with_a_head_when_the_body_decides_otherwise_goes_on(checked: None) -> None:
    item = draft()
    actions.submit_draft(item, by=specialist())
    decide_checking(is_checked=False, by=head())
    assert drafting.pass_draft(item, by=head())["state"] == "submitted"


# What changed


def test_the_page_shows_versions_and_what_changed(db: None) -> None:
    item, by = draft(), specialist()
    page = screen(by)
    drafting.change_draft(item, body="Nội dung công văn đã bổ sung.", to_line="Sở Nội vụ", by=by)
    drafting.change_draft(item, body="Nội dung công văn đã bổ sung. Hạn 5 ngày.", to_line="Sở Nội vụ", by=by)
    shown = words(page.get(f"/viec/{item}"))
    assert "Các bản dự thảo" in shown
    assert shown.index("Bản 3") < shown.index("Bản 2") < shown.index("Bản 1")
    last = page.get(f"/viec/{item}/ban-du-thao").content.decode()
    assert "<ins> Hạn 5 ngày.</ins>" in last
    whole = page.get(f"/viec/{item}/ban-du-thao?tu=1&den=3").content.decode()
    assert "<del>UBND</del>" in whole
    assert "<ins>Sở Nội vụ</ins>" in whole
    assert "<del>văn.</del><ins>văn đã bổ sung. Hạn 5 ngày.</ins>" in whole
    assert page.get(f"/viec/{item}/ban-du-thao?tu=1&den=9").status_code == 404
    said = cast.caller(by).get(f"/items/{item}/versions").json()
    assert said["total"] == 3
    assert [(text["version"], text["until_now"]) for text in said["versions"]] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert said["versions"][-1]["body"].endswith("Hạn 5 ngày.")
    assert said["versions"][0]["who"] == by.name
    assert cast.caller(cast.chi()).get(f"/items/{item}/versions").status_code == 404
    assert cast.caller(cast.an()).get(f"/items/{arrived(cast.AN_KHANH)}/versions").status_code == 404


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_of_two_texts_each_stands_in_what_changed(old: str, new: str) -> None:
    pieces = pieces_between(old, new)
    assert "".join(piece.words for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == new
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


# The clock between signature and issue


@pytest.mark.parametrize(
    ("signed", "urgency", "due"),
    [
        ("2025-07-01T09:00", 0, "2025-07-02T17:00"),
        ("2025-07-04T16:00", 0, "2025-07-07T17:00"),  # over a weekend
        ("2025-07-01T09:00", 1, "2025-07-01T10:00"),
        ("2025-07-01T16:40", 3, "2025-07-01T17:00"),  # the same day
        ("2025-07-01T20:00", 3, "2025-07-01T21:00"),
        ("2025-07-05T09:00", 2, "2025-07-05T10:00"),  # a Saturday: urgent is urgent
    ],
)
def test_by_when_what_is_signed_is_issued(signed: str, urgency: int, due: str) -> None:
    at, until = (datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (signed, due))
    assert issue_due(at, urgency) == until


def test_from_the_signature_a_clock_runs_and_the_list_shows_what_is_late(db: None) -> None:
    item = draft()
    actions.submit_draft(item, by=specialist())
    actions.sign_document(item, by=leader())
    with acts.opening(cast.an()):
        assert item_of(cast.an(), item).due_at == issue_due(leader().at, 0)
    assert f"/viec/{item}" not in screen(cast.an()).get("/hop-viec?han=qua-han").content.decode()
    back.withdraw_signature(item, reason="Nhầm", by=leader())
    with acts.opening(cast.an()):
        assert item_of(cast.an(), item).due_at is None
    actions.sign_document(item, by=leader())
    later()
    listed = screen(cast.an()).get("/hop-viec").content.decode()
    assert f"/viec/{item}" in listed
    assert "quá hạn" in words(screen(cast.an()).get(f"/viec/{item}"))


def test_submitting_costs_no_statement_more_where_nothing_is_checked(db: None) -> None:
    """It is done all day; what the body has decided is asked once in half a minute."""
    first, second = draft(), draft()
    actions.submit_draft(first, by=specialist())
    asked: list[str] = []
    by = specialist()
    with pytest.MonkeyPatch.context() as patch:
        run = Wire.execute
        patch.setattr(
            Wire, "execute", lambda wire, text, params=None: asked.append(text) or run(wire, text, params)
        )
        with acts.opening(by):
            begun = len(asked)
            actions.submit_draft(second, by=by)
    moves = [text for text in asked[begun:] if "update work_item" in text]
    assert len(asked) - begun == len(moves) == 1, asked[begun:]
