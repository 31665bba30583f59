"""Many letters signed at once: ticked in a list, one request to the signer, one PIN, and what became of each."""

import base64
import csv
import html
import io
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from lienthong.documents import actions, reversals
from lienthong.documents.drafting.actions import change_draft
from lienthong.documents.signing import tasks
from lienthong.documents.signing.pdf.authority import Given
from lienthong.ground.actor import Actor
from lienthong_signer.answering import Signer
from lienthong_signer.keys import FileKey, Key, TokenKey
from tests import cast
from tests.board.rounds import screen
from tests.documents.signing.desks import city, folders, seen, submitted, with_device, with_server_key, work
from tests.documents.signing.test_letters import leader
from tests.personnel.delegating import asked
from tests.signer import tokens

__all__ = ["folders"]

pytestmark = pytest.mark.usefixtures("db", "folders")
PIN, URL, SIGNED = "246810", "/van-ban/ky", "/van-ban-da-ky"


def _key(given: Given, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Key:
    """In a token where SoftHSM is installed, in a file under its PIN elsewhere."""
    if tokens.SOFTHSM.exists():
        tokens.lay_out(folder, monkeypatch)
        tokens.make("chu-tich", PIN)
        tokens.fill("chu-tich", PIN, "ky", given)
        return TokenKey(tokens.SOFTHSM, "chu-tich")
    key, certificate, _ = pkcs12.load_key_and_certificates(given.file, None)
    file = folder / "own.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(
        b"ky", key, certificate, None, BestAvailableEncryption(PIN.encode())  # type: ignore[arg-type]
    ))  # fmt: skip
    return FileKey(file)


def _prepared(by: Actor, items: list[UUID]) -> list[dict[str, Any]]:
    """As the page's script asks for each."""
    client = screen(by)
    return [client.post(f"/viec/{item}/ky-so/signature").json() | {"item": str(item)} for item in items]


def _made(key: Key, waiting: list[dict[str, Any]], pins: list[str]) -> list[str]:
    """What the script sends: a line for each letter."""
    signer = Signer(key, lambda origin, about: pins.append(origin) or PIN)  # type: ignore[func-returns-value]
    digests, about = [one["digest"] for one in waiting], [one["about"] for one in waiting]
    status, said = signer.sign("https://lienthong.example.gov.vn", {"digests": digests, "about": about})
    assert status == 200
    return [
        f"{one['item']} {one['begun']} {made}" for one, made in zip(waiting, said["signatures"], strict=True)
    ]


def _sent(by: Actor, items: list[UUID], signed: list[str]) -> Any:
    return screen(by).post(
        URL,
        {"items": [str(item) for item in items], "signed": signed, "filled": "1", "back": "/viec-cho-toi",
         "idempotency_key": str(uuid4())},
    )  # fmt: skip


def _text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


@pytest.mark.slow
def test_a_hundred_letters_with_one_pin(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chairman, clerk = leader(), cast.an()
    given = with_device(chairman, city(chairman))
    items = [submitted() for _ in range(100)]
    pins: list[str] = []
    signed = _made(_key(given, folders, monkeypatch), _prepared(chairman, items), pins)
    assert len(pins) == 1
    answer = _sent(chairman, items, signed)
    assert (answer.status_code, answer["Location"]) == (302, SIGNED)
    assert "Còn <strong>100</strong> văn bản đang được hoàn thiện tệp" in _text(screen(chairman).get(SIGNED))
    took = []
    for item in items:
        start = time.process_time()
        assert len(tasks.finish_letter.func(str(item), clerk.seat or 0)) == 1
        took.append(time.process_time() - start)
    page = _text(screen(chairman).get(SIGNED))
    assert page.count("data-row") == 100
    assert page.count("Đã ký số") >= 100
    assert "đang được hoàn thiện tệp" not in page
    assert sorted(took)[50] < 0.060, f"{sorted(took)[50] * 1000:.0f} ms of CPU for the file of a letter"


def test_each_letter_says_why_it_was_not_signed(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chairman, specialist = leader(), asked("chuyen_vien")
    given = with_device(chairman, city(chairman))
    _, changed, _, gone = items = [submitted() for _ in range(4)]
    waiting = _prepared(chairman, items)
    signed = _made(_key(given, folders, monkeypatch), waiting, [])
    reversals.withdraw_submission(changed, reason="Sửa lại", by=specialist)
    change_draft(changed, body="Nội dung khác.", by=specialist)
    actions.submit_draft(changed, by=specialist)
    reversals.withdraw_submission(gone, reason="Thôi", by=specialist)
    page = _text(_sent(chairman, items, [signed[0], signed[1]]))
    assert "Đã làm 1 việc. 3 việc dưới đây giữ nguyên" in page
    assert "Văn bản đã thay đổi từ khi bạn bấm ký" in page
    assert "Thiết bị chưa ký văn bản này" in page
    assert "không chờ ký ở bước này" in page
    assert SIGNED in page
    states = [seen(cast.an(), item).state for item in items]
    assert states == ["signed", "submitted", "submitted", "drafting"]


def test_anothers_signature_among_many_is_refused_alone(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chairman = leader()
    given = with_device(chairman, city(chairman))
    one, two = items = [submitted() for _ in range(2)]
    signed = _made(_key(given, folders, monkeypatch), _prepared(chairman, items), [])
    forged = f"{signed[1].rsplit(' ', 1)[0]} {base64.b64encode(bytes(70)).decode()}"
    assert "Chữ ký không phải của chứng thư số đã đăng ký" in _text(
        _sent(chairman, items, [signed[0], forged])
    )
    assert [seen(cast.an(), item).state for item in (one, two)] == ["signed", "submitted"]


def test_a_mark_of_a_trial_or_a_key_at_the_server_needs_no_signer(folders: Path) -> None:
    chairman, clerk = leader(), cast.an()
    items = [submitted() for _ in range(2)]
    page = _text(screen(chairman).post(URL, {"items": [str(item) for item in items], "idempotency_key": "1"}))
    assert "data-sign-many" not in page
    answer = _sent(chairman, items, [])
    assert "Đã ký 2 văn bản." in _text(screen(chairman).get(answer["Location"]))
    own = with_server_key(chairman, city(chairman))
    items = [submitted() for _ in range(2)]
    answer = _sent(chairman, items, [])
    assert answer["Location"] == SIGNED
    work(items[0], clerk.seat)
    (folders / "keys" / f"{own}.p12").unlink()
    work(items[1], clerk.seat)
    page = _text(screen(chairman).get(SIGNED))
    assert "Máy chủ không mở được khóa ký" in page
    for state, n in (("finished", 1), ("failed", 1), ("under_way", 0)):
        assert _text(screen(chairman).get(f"{SIGNED}?tinh-trang={state}")).count("data-row") == n
        sheet = screen(chairman).get(f"{SIGNED}.csv?tinh-trang={state}").content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(sheet)))) == 1 + n
        api = cast.caller(chairman).get(f"/my-signatures?outcome={state}").json()
        assert (api["total"], len(api["signatures"])) == (n, n)
    assert "data-row" not in _text(screen(asked("bi_thu")).get(SIGNED)), "everybody sees their own"


def test_the_page_offers_the_signer_to_whoever_has_a_key_of_their_own(folders: Path) -> None:
    chairman = leader()
    with_device(chairman, city(chairman))
    item = submitted()
    assert "Ký văn bản…" in _text(screen(chairman).get("/viec-cho-toi"))
    page = _text(screen(chairman).post(URL, {"items": [str(item)], "idempotency_key": "1"}))
    assert "data-sign-many" in page
    assert "hỏi mã PIN một lần cho tất cả" in page
    assert "Về việc ký số" in page


def test_over_the_api_and_who_may_not(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chairman = leader()
    given = with_device(chairman, city(chairman))
    item = submitted()
    (line,) = _made(_key(given, folders, monkeypatch), _prepared(chairman, [item]), [])
    own = dict(zip(("item", "begun", "signature"), line.split(), strict=True))
    body = {"items": [str(item)], "signed": [own]}
    refused = cast.caller(asked("pho_chu_tich")).post("/signatures", body, key="1")
    assert (refused.status_code, refused.json()["code"]) == (403, "no_authority_to_sign")
    assert cast.caller(cast.an()).post("/signatures", body, key="2").status_code == 403
    assert (
        cast.caller(chairman).post("/signatures", {"items": []}, key="3").json()["code"] == "nothing_to_sign"
    )
    done = cast.caller(chairman).post("/signatures", body, key="4").json()
    assert done == {"done": [str(item)], "refused": []}
    again = cast.caller(chairman).post("/signatures", body, key="4").json()
    assert again == done, "twice is once"
    assert [row["outcome"] for row in cast.caller(chairman).get("/my-signatures").json()["signatures"]] == [
        "under_way"
    ]
