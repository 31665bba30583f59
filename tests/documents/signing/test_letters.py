"""Letters signed with a person's own key and sealed by the clerk, through the acts, the pages and the worker."""

import base64
import html
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest

from lienthong.documents import actions, reversals
from lienthong.documents.drafting.actions import change_draft
from lienthong.documents.signing import actions as signing
from lienthong.documents.signing import queries, tasks
from lienthong.documents.signing.certificates import trial
from lienthong.documents.signing.certificates.actions import register_certificate, withdraw_certificate
from lienthong.documents.signing.certificates.queries import certificate_of
from lienthong.documents.signing.letters import steps
from lienthong.documents.signing.pdf import authority, checking
from lienthong.documents.signing.pdf.terms import TRIAL_MARK
from lienthong.documents.signing.terms import FINISH_LETTER
from lienthong.ground import acts, files
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_formal
from lienthong_signer.keys import FileKey, signed
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import delivered
from tests.documents.signing.desks import (
    centre,
    city,
    folders,
    jobs,
    seen,
    submitted,
    with_device,
    with_seal,
    work,
)
from tests.documents.signing.papers import pdfsig
from tests.personnel.delegating import asked

__all__ = ["folders"]

pytestmark = pytest.mark.usefixtures("db", "folders")


def leader() -> Actor:
    return asked("lanh_dao")


def own_signature(given: authority.Given, digest: bytes, folder: Path) -> str:
    """As the signer beside the browser answers."""
    file = folder / "own.p12"
    file.write_bytes(given.file)
    return base64.b64encode(signed(FileKey(file), "", [digest])[1][0]).decode()


def prepared(item: UUID, by: Actor, place: Any = "signature") -> Any:
    with acts.opening(by):
        return steps.prepare_signature(item, place, by=by)


def sign(item: UUID, by: Actor, given: authority.Given, folder: Path) -> dict[str, Any]:
    waiting = prepared(item, by)
    signature = own_signature(given, waiting.digest, folder)
    return signing.sign_with_certificate(item, begun=waiting.begun, signature=signature, by=by)


def last_file(item: UUID, by: Actor) -> bytes:
    with acts.opening(by):
        return files.read(queries.signatures_behind(item)[-1].digest)


def words(actor: Actor, item: UUID) -> str:
    return html.unescape(screen(actor).get(f"/viec/{item}").content.decode())


def test_a_leader_signs_with_their_own_key_and_the_clerk_seals(folders: Path) -> None:
    chairman, clerk = leader(), cast.an()
    ca = city(chairman)
    given = with_device(chairman, ca)
    with_seal(clerk, ca)
    item = submitted()
    answer = sign(item, chairman, given, folders)
    assert (answer["state"], answer["signed_as"]) == ("signed", "own")
    assert jobs(FINISH_LETTER) == 1
    (once,) = work(item, clerk.seat)
    issued = actions.issue_document(item, by=asked("van_thu"))
    (whole,) = work(item, clerk.seat)
    assert once != whole
    pdf = last_file(item, clerk)
    with acts.opening(clerk):
        outcome = queries.known_outcome(whole, clerk.at)
    assert outcome is not None
    person, seal = outcome.signatures
    assert (person.name, person.is_whole, person.change, person.trust) == (
        chairman.name,
        True,
        "filled",
        "trusted",
    )
    assert (seal.name, seal.is_whole, seal.change, seal.trust) == (clerk.unit_name, True, "", "trusted")
    assert all(said["Signature Validation"] == "Signature is Valid." for said in pdfsig(pdf, folders, ca))
    fields = pypdf.PdfReader(BytesIO(pdf)).get_fields() or {}
    assert fields["So_ky_hieu"].value == issued["sign"]
    assert fields["Ngay_thang"].value == vn_formal(clerk.at)
    page = words(clerk, item)
    assert page.count(TRIAL_MARK) >= 2
    assert "Hợp lệ: nội dung còn nguyên từ khi ký." in page
    assert "Được tin theo danh sách «chung-thu-thu-nghiem»" in page


def test_every_addressee_downloads_the_file_that_was_signed(folders: Path) -> None:
    chairman, clerk = leader(), cast.an()
    ca = city(chairman)
    given = with_device(chairman, ca)
    with_seal(clerk, ca)
    item = submitted()
    sign(item, chairman, given, folders)
    work(item, clerk.seat)
    actions.issue_document(item, by=asked("van_thu"))
    work(item, clerk.seat)
    centre_clerk = cast.dung()
    arrived = delivered(centre_clerk)
    assert "Chữ ký số" in words(centre_clerk, arrived)
    got = screen(centre_clerk).get(f"/viec/{arrived}/ban-the-thuc")
    assert b"".join(got) == last_file(item, clerk) if got.streaming else got.content == last_file(item, clerk)
    with pytest.raises(NotFound), acts.opening(cast.chi()):
        seen(cast.chi(), arrived)


def test_the_signature_of_another_certificate_is_refused(folders: Path) -> None:
    chairman = leader()
    ca = city(chairman)
    with_device(chairman, ca)
    item = submitted()
    waiting = prepared(item, chairman)
    own = ca.certificate
    other = authority.give(
        ca, chairman.name, chairman.unit_name, own.not_valid_before_utc, own.not_valid_after_utc
    )
    for signature in (own_signature(other, waiting.digest, folders), "", "AAAA", "không phải"):
        with pytest.raises(Refusal, match="other_certificate"):
            signing.sign_with_certificate(item, begun=waiting.begun, signature=signature, by=chairman)
    assert seen(chairman, item).state == "submitted"
    assert jobs(FINISH_LETTER) == 0


def test_what_was_begun_by_one_is_not_finished_by_another(folders: Path) -> None:
    chairman = leader()
    ca = city(chairman)
    given = with_device(chairman, ca)
    item = submitted()
    first = prepared(item, chairman)
    second = prepared(item, chairman)
    signature = own_signature(given, first.digest, folders)
    for begun in (first.begun, UUID(int=0)):
        with pytest.raises(Refusal, match="signature_not_begun"):
            signing.sign_with_certificate(item, begun=begun, signature=signature, by=chairman)
    signature = own_signature(given, second.digest, folders)
    signing.sign_with_certificate(item, begun=second.begun, signature=signature, by=chairman)
    with pytest.raises(Refusal):
        signing.sign_with_certificate(item, begun=second.begun, signature=signature, by=chairman)


def test_a_letter_that_changed_meanwhile_is_not_signed(folders: Path) -> None:
    chairman, specialist = leader(), asked("chuyen_vien")
    given = with_device(chairman, city(chairman))
    item = submitted()
    waiting = prepared(item, chairman)
    reversals.withdraw_submission(item, reason="Sửa lại", by=specialist)
    change_draft(item, body="Nội dung khác.", by=specialist)
    actions.submit_draft(item, by=specialist)
    signature = own_signature(given, waiting.digest, folders)
    with pytest.raises(Refusal, match="letter_changed"):
        signing.sign_with_certificate(item, begun=waiting.begun, signature=signature, by=chairman)
    assert seen(chairman, item).state == "submitted"


def test_without_a_certificate_or_with_one_that_ended_nobody_signs(folders: Path) -> None:
    chairman = leader()
    ca = city(chairman)
    item = submitted()
    with pytest.raises(Refusal, match="certificate_missing"):
        prepared(item, chairman)
    with_device(chairman, ca)
    own = certificate_of(chairman.person)
    assert own is not None
    trial.believe(ca, {int(own.serial, 16): chairman.at - timedelta(hours=1)})
    with pytest.raises(Refusal, match="certificate_revoked"):
        prepared(item, chairman)
    trial.believe(ca)
    later = replace(chairman, at=chairman.at + timedelta(days=5_000))
    with pytest.raises(Refusal, match=r"certificate_(expired|unchecked)"):
        steps.prepare_signature(item, "signature", by=later)
    withdraw_certificate(own.id, by=centre())
    with pytest.raises(Refusal, match="certificate_missing"):
        prepared(item, chairman)


def test_a_certificate_of_a_stranger_or_for_nobodys_use_is_not_registered(folders: Path) -> None:
    chairman = leader()
    forger = authority.new_authority(
        "kiem-thu", chairman.at - timedelta(days=1), chairman.at + timedelta(days=900)
    )
    city(chairman)
    own = forger.certificate
    forged = authority.give(
        forger, chairman.name, chairman.unit_name, own.not_valid_before_utc, own.not_valid_after_utc
    )
    for content, code in (
        (forged.certificate, "certificate_unknown"),
        (b"x", "certificate_unreadable"),
        (b"", "certificate_unreadable"),
    ):
        with pytest.raises(Refusal, match=code):
            register_certificate(content=content, person=chairman.person, by=centre())
    with pytest.raises(Refusal, match="not_allowed"):
        register_certificate(content=forged.certificate, person=chairman.person, by=chairman)
    assert sql.one("select count(*) from certificate") == 0


def test_a_signer_whose_mandate_ended_is_refused(folders: Path) -> None:
    chairman = leader()
    given = with_device(chairman, city(chairman))
    item = submitted()
    waiting = prepared(item, chairman)
    with as_owner():
        sql.run(
            "update mandate set during = daterange(lower(during), world_today()) where id = %s",
            (chairman.mandate,),
        )
    client = screen(chairman)
    answer = client.post(
        f"/viec/{item}/sign-with-certificate",
        {"begun": str(waiting.begun), "signature": own_signature(given, waiting.digest, folders)},
    )
    assert answer.status_code != 302 or "viec" not in answer["Location"]
    with acts.opening(cast.an()):
        assert seen(cast.an(), item).state == "submitted"


def test_in_a_trial_the_worker_signs_with_the_trials_own_keys(folders: Path) -> None:
    """Rounds of people work without tokens: the ordinary act, and every use of a key is a line of who asked."""
    chairman, clerk = leader(), cast.an()
    said: list[str] = []
    made = trial.give_trial_certificates(centre(), said.append)
    assert made.persons > 3
    assert made.seals >= 2
    assert trial.give_trial_certificates(centre(), said.append)[:2] == (0, 0)
    keys = list((folders / "keys").iterdir())
    assert {oct(file.stat().st_mode & 0o777) for file in keys} == {"0o600"}
    assert oct((folders / "keys").stat().st_mode & 0o777) == "0o700"
    item = submitted()
    actions.sign_document(item, by=chairman)
    issuer = asked("van_thu")
    actions.issue_document(item, by=issuer)
    once, whole = work(item, clerk.seat)
    assert once != whole
    outcome = checking.check(last_file(item, clerk), trial_lists(), clerk.at)
    assert [one.trust for one in outcome.signatures] == ["trusted", "trusted"]
    assert outcome.signatures[0].name == chairman.name
    verbs = sql.rows("select verb, mandate from journal where item = %s order by seq", (item,))
    assert [(row.verb, row.mandate) for row in verbs][-3:] == [
        ("draft.signed", chairman.mandate),
        ("draft.issued", issuer.mandate),
        ("draft.sealed", issuer.mandate),
    ]


def trial_lists() -> Any:
    from lienthong.documents.signing.certificates.queries import believed

    return believed()


def test_unsigned_stays_possible_in_a_trial_and_is_never_shown_as_signed(folders: Path) -> None:
    chairman = leader()
    item = submitted()
    actions.sign_document(item, by=chairman)
    page = words(chairman, item)
    assert "Chưa có chữ ký số" in page
    assert "Hợp lệ" not in page
    other = submitted()
    with as_owner():
        sql.run("update world set kind = 'live', clock_offset = '0'")
    with pytest.raises(Refusal, match="signature_needed"):
        actions.sign_document(other, by=chairman)


def test_a_signature_taken_back_takes_its_file_with_it(folders: Path) -> None:
    chairman, clerk = leader(), cast.an()
    given = with_device(chairman, city(chairman))
    item = submitted()
    sign(item, chairman, given, folders)
    work(item, clerk.seat)
    with as_owner():
        assert sql.one("select count(*) from letter_print") == 1
    reversals.withdraw_signature(item, reason="Nhầm số liệu", by=leader())
    with acts.opening(clerk):
        assert queries.signatures_behind(item) == []
    with as_owner():
        assert sql.one("select count(*) from letter_print") == 0
    sign(item, leader(), given, folders)
    assert len(work(item, clerk.seat)) == 1


def test_a_key_that_is_not_there_is_said_and_tried_again(folders: Path) -> None:
    chairman, clerk = leader(), cast.an()
    trial.give_trial_certificates(centre(), lambda _: None)
    item = submitted()
    actions.sign_document(item, by=chairman)
    own = certificate_of(chairman.person)
    assert own is not None
    file = folders / "keys" / f"{own.id}.p12"
    kept = file.read_bytes()
    file.unlink()
    assert work(item, clerk.seat) == []
    assert "Máy chủ không mở được khóa ký" in words(clerk, item)
    file.write_bytes(kept)
    reversals.withdraw_signature(item, reason="Ký lại", by=leader())
    actions.sign_document(item, by=leader())
    assert len(work(item, clerk.seat)) == 1


def test_a_deputy_signs_in_the_heads_place_and_the_paper_says_so(folders: Path) -> None:
    """The city's committee has deputies and no chairman: KT. stands above the stamp."""
    deputy = asked("pho_chu_tich", "H29")
    given = with_device(deputy, city(deputy))
    item = submitted(code="H29")
    answer = sign(item, deputy, given, folders)
    assert answer["signed_as"] == "kt"
    work(item, deputy.seat)
    assert [
        one.name for one in checking.check(last_file(item, deputy), trial_lists(), deputy.at).signatures
    ] == [deputy.name]


def test_an_uploaded_file_is_looked_into_by_the_worker_once(folders: Path) -> None:
    from lienthong.work.actions import attach_file

    chairman, clerk = leader(), cast.an()
    given = with_device(chairman, city(chairman))
    signed_item = submitted()
    sign(signed_item, chairman, given, folders)
    work(signed_item, clerk.seat)
    pdf = last_file(signed_item, clerk)
    altered = bytearray(pdf)
    altered[pdf.index(b"/Producer") + 12] ^= 1
    item = submitted()
    for name, content in (("da-ky.pdf", pdf), ("bi-sua.pdf", bytes(altered))):
        attach_file(item, name=name, content=content, by=asked("van_thu"))
    assert "Đang kiểm tra chữ ký trong tệp" in words(clerk, item)
    for paper in seen(clerk, item).papers or []:
        tasks.check_file.func(paper["digest"])
    page = words(clerk, item)
    assert "Hợp lệ" in page
    assert "đã bị sửa" in page
    assert "Đang kiểm tra" not in page
