"""What goes with a letter: enclosed while it is drafted, fixed by its signature, held by everybody it is sent to."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from psycopg import errors
from pytest_django import Settings

from lienthong.documents.actions import issue_document, sign_document, submit_draft
from lienthong.documents.enclosures.actions import (
    enclose_file,
    place_enclosure,
    remove_enclosure,
    rename_enclosure,
)
from lienthong.documents.enclosures.queries import enclosures_of
from lienthong.documents.reversals import withdraw_signature, withdraw_submission
from lienthong.documents.rules import content_hash
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import timeline
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import delivered, drafted
from tests.files import PDF, docx, pdf

REASON = "Thiếu phụ lục"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = str(tmp_path)


def enclosed(draft: UUID, name: str, content: bytes = PDF, *, by: Actor) -> UUID:
    return UUID(enclose_file(draft, name=name, content=content, by=by)["enclosure"])


def names(item: UUID, by: Actor) -> list[str]:
    with acts.opening(by):
        return [row.name for row in enclosures_of(item)]


def issued_with(by: Actor, *to: int, files: dict[str, bytes]) -> tuple[UUID, dict[str, Any]]:
    draft = drafted(by, *to)
    for name, content in files.items():
        enclosed(draft, name, content, by=by)
    submit_draft(draft, by=by)
    sign_document(draft, by=by)
    return draft, issue_document(draft, by=by)


def refused(code: str, act: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code, refusal.value


def test_every_addressee_holds_the_same_files_once_stored(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    files = {"Phụ lục 1.pdf": pdf("mot", "hai"), "Biểu mẫu.docx": docx("Biểu mẫu")}
    draft, answer = issued_with(city, an.unit or 0, chi.unit or 0, files=files)
    assert answer["deliveries"] == 2
    with acts.opening(city):
        assert sql.one("select count(*) from enclosure") == 2, "no row of an addressee's own"
    for actor in (an, chi):
        letter = delivered(actor)
        assert names(letter, actor) == list(files)
        page = screen(actor).get(f"/viec/{letter}").content.decode()
        said = cast.caller(actor).get(f"/items/{letter}").json()["desk"]["document"]["enclosures"]
        assert [row["name"] for row in said] == list(files)
        for row in said:
            assert row["name"] in page
            assert row["digest"] in page
            got = screen(actor).get(f"/viec/{letter}/tep/{row['id']}")
            assert got.content == files[row["name"]]
            assert "filename*=utf-8''" in got.headers["Content-Disposition"].lower()
            by_api = cast.caller(actor).get(f"/items/{letter}/enclosures/{row['id']}")
            assert by_api.content == files[row["name"]]
    assert names(draft, city) == list(files)


def test_nobody_else_sees_them(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    issued_with(city, an.unit or 0, files={"Phụ lục.pdf": PDF})
    letter = delivered(an)
    with acts.opening(an):
        (row,) = enclosures_of(letter)
    assert names(letter, chi) == []
    assert screen(chi).get(f"/viec/{letter}/tep/{row.id}").status_code == 404
    assert cast.caller(chi).get(f"/items/{letter}/enclosures/{row.id}").status_code == 404
    with acts.opening(chi):
        assert sql.one("select count(*) from enclosure") == 0
        own = delivered(chi) if sql.one("select count(*) from delivery") else None
    assert own is None
    other = drafted(chi, city.unit or 0)
    assert screen(chi).get(f"/viec/{other}/tep/{row.id}").status_code == 404, "by another letter either"


def test_the_signature_fixes_them(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    enclosure = enclosed(draft, "Phụ lục.pdf", by=city)
    submit_draft(draft, by=city)
    refused("wrong_state", enclose_file, draft, name="b.pdf", content=pdf("b"), by=city)
    sign_document(draft, by=city)
    for act, given in (
        (enclose_file, {"name": "b.pdf", "content": pdf("b")}),
        (rename_enclosure, {"enclosure": enclosure, "name": "Khác.pdf"}),
        (place_enclosure, {"enclosure": enclosure, "place": 1}),
        (remove_enclosure, {"enclosure": enclosure}),
    ):
        refused("sealed" if act is enclose_file else "wrong_state", act, draft, **given, by=city)
    with acts.opening(city):
        document = sql.one("select document from draft where item = %s", (draft,))
        assert sql.run("update enclosure set name = 'x' where document = %s", (document,)) == 0
        assert sql.run("delete from enclosure where document = %s", (document,)) == 0
    with pytest.raises(errors.InsufficientPrivilege), acts.opening(city):
        sql.run(
            "insert into enclosure (id, document, ordinal, digest, name, at)"
            " values (gen_random_uuid(), %s, 2, 'x', 'x', now())",
            (document,),
        )
    assert names(draft, city) == ["Phụ lục.pdf"]


def test_the_signature_taken_back_opens_them_again(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    submit_draft(draft, by=city)
    sign_document(draft, by=city)
    withdraw_signature(draft, reason=REASON, by=city)
    withdraw_submission(draft, reason=REASON, by=city)
    enclosed(draft, "Phụ lục.pdf", by=city)
    assert names(draft, city) == ["Phụ lục.pdf"]


def test_they_stand_in_the_hash_and_a_letter_without_any_keeps_its_own(db: None) -> None:
    plain = {"subject": "a", "body": "b", "to_line": "c", "sign": "d"}
    assert content_hash(**plain) == content_hash(**plain, enclosures=())
    assert content_hash(**plain, enclosures=["x", "y"]) != content_hash(**plain, enclosures=["y", "x"])
    city, an = cast.dung(), cast.an()
    hashes = set()
    for content in (pdf("a"), pdf("b")):
        _, answer = issued_with(city, an.unit or 0, files={"a.pdf": content})
        hashes.add(answer["content_hash"])
        with acts.opening(an):
            row = sql.row("select d.subject, d.body, d.to_line, d.sign, d.content_hash, e.digest"
                          " from delivery v join document d on d.id = v.document join enclosure e on e.document = d.id"
                          " where v.item = %s", (delivered(an),))  # fmt: skip
        assert (
            row.content_hash
            == answer["content_hash"]
            == content_hash(
                subject=row.subject,
                body=row.body,
                to_line=row.to_line,
                sign=row.sign,
                enclosures=[row.digest],
            )
        )
    assert len(hashes) == 2


def test_ordered_renamed_and_removed(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    first = enclosed(draft, "a.pdf", pdf("a"), by=city)
    second = enclosed(draft, "b.pdf", pdf("b"), by=city)
    third = enclosed(draft, "c.pdf", pdf("c"), by=city)
    place_enclosure(draft, enclosure=third, place=1, by=city)
    assert names(draft, city) == ["c.pdf", "a.pdf", "b.pdf"]
    place_enclosure(draft, enclosure=third, place=9, by=city)
    assert names(draft, city) == ["a.pdf", "b.pdf", "c.pdf"]
    assert rename_enclosure(draft, enclosure=first, name="b", by=city)["name"] == "b (2).pdf"
    refused("file_ending", rename_enclosure, draft, enclosure=first, name="b.docx", by=city)
    remove_enclosure(draft, enclosure=second, by=city)
    assert names(draft, city) == ["b (2).pdf", "c.pdf"]
    refused("no_such_enclosure", remove_enclosure, draft, enclosure=second, by=city)
    with acts.opening(city):
        assert [row.ordinal for row in enclosures_of(draft)] == [1, 2]
        verbs = [line.verb for line in timeline(draft)]
        digest = sql.one("select facts ->> 'digest' from journal where verb = 'draft.enclosure_removed'")
    assert verbs.count("draft.file_enclosed") == 3
    assert verbs[-1] == "draft.enclosure_removed"
    assert digest, "the journal keeps what it was"


def test_the_same_file_twice_and_too_many(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    enclosed(draft, "a.pdf", by=city)
    refused("enclosed_already", enclose_file, draft, name="b.pdf", content=PDF, by=city)
    monkeypatch.setattr("lienthong.documents.enclosures.rules.MOST", 1)
    refused("too_many_enclosures", enclose_file, draft, name="b.pdf", content=pdf("b"), by=city)
    refused("file_empty", enclose_file, draft, name="b.pdf", content=b"", by=city)
    assert names(draft, city) == ["a.pdf"]


def test_who_may(db: None, tmp_path: Path) -> None:
    city, chi = cast.dung(), cast.chi()
    draft = drafted(city, cast.an().unit or 0)
    enclosure = enclosed(draft, "a.pdf", by=city)
    before = len(list(tmp_path.rglob("*")))
    looks = replace(city, abilities=frozenset({"view_board", "draft_document", "add_paper"}))
    for act, given in (
        (enclose_file, {"name": "b.pdf", "content": pdf("b")}),
        (rename_enclosure, {"enclosure": enclosure, "name": "b"}),
        (place_enclosure, {"enclosure": enclosure, "place": 1}),
        (remove_enclosure, {"enclosure": enclosure}),
    ):
        refused("not_allowed", act, draft, **given, by=looks)
        with pytest.raises(NotFound):
            act(draft, **given, by=chi)
    assert len(list(tmp_path.rglob("*"))) == before, "nothing is kept of what a stranger sends"
    other = drafted(city, cast.an().unit or 0)
    refused("no_such_enclosure", remove_enclosure, other, enclosure=enclosure, by=city)


def upload(client: Client, draft: UUID, name: str, content: bytes, key: str) -> Any:
    return client.post(
        f"/viec/{draft}/giay-to", {"file": SimpleUploadedFile(name, content), "idempotency_key": key}
    )


def test_by_page(db: None) -> None:
    city = cast.dung()
    page = screen(city)
    draft = drafted(city, cast.an().unit or 0)
    assert "Thêm tệp kèm theo" in page.get(f"/viec/{draft}").content.decode()
    for name, content in (("Phụ lục.pdf", pdf("a")), ("Biểu.docx", docx("b"))):
        assert upload(page, draft, name, content, name).status_code == 302
    assert upload(page, draft, "Phụ lục.pdf", pdf("a"), "Phụ lục.pdf").status_code == 302, "twice is once"
    assert names(draft, city) == ["Phụ lục.pdf", "Biểu.docx"]
    shown = page.get(f"/viec/{draft}").content.decode()
    assert "Tệp kèm theo" in shown
    assert "Đưa lên" in shown
    with acts.opening(city):
        first, second = enclosures_of(draft)
    moved = page.post(
        f"/viec/{draft}/place-enclosure", {"enclosure": str(second.id), "place": "1", "idempotency_key": "p"}
    )
    assert moved.status_code == 302
    assert "Phụ lục.pdf" in page.get(f"/viec/{draft}/rename-enclosure").content.decode()
    renamed = page.post(
        f"/viec/{draft}/rename-enclosure",
        {"enclosure": str(first.id), "name": "Phụ lục I.pdf", "idempotency_key": "r"},
    )
    assert renamed.status_code == 302
    assert names(draft, city) == ["Biểu.docx", "Phụ lục I.pdf"]
    removed = page.post(
        f"/viec/{draft}/remove-enclosure", {"enclosure": str(second.id), "idempotency_key": "x"}
    )
    assert removed.status_code == 302
    assert names(draft, city) == ["Phụ lục I.pdf"]
    told = upload(page, draft, "x.pdf", PDF[:50], "bad")
    assert told.status_code == 422
    assert "bị hỏng" in told.content.decode()
    submit_draft(draft, by=city)
    sign_document(draft, by=city)
    signed = page.get(f"/viec/{draft}").content.decode()
    assert "Đưa lên" not in signed
    assert 'giay-to" enctype' not in signed


def test_by_api(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    api = cast.caller(city)
    answer = Client().post(
        f"/api/v1/items/{draft}/enclosures",
        {"file": SimpleUploadedFile("Phụ lục.pdf", PDF)},
        headers={"Authorization": f"Bearer {api.token}", "Idempotency-Key": "k"},
    )
    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert said["name"] == "Phụ lục.pdf"
    body = {"enclosure": said["enclosure"], "name": "Bảng.pdf"}
    assert api.post(f"/items/{draft}/rename-enclosure", body, key="r").status_code == 200
    assert names(draft, city) == ["Bảng.pdf"]
    assert (
        api.post(f"/items/{draft}/remove-enclosure", {"enclosure": said["enclosure"]}, key="x").status_code
        == 200
    )
    assert names(draft, city) == []
