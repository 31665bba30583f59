"""The signer beside the browser: real HTTP on loopback, keys in a file and in a token (SoftHSM)."""

import base64
import hashlib
import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from lienthong.documents.signing.certificates.rules import check_signature
from lienthong.kernel.refusals import Refusal
from lienthong_signer.answering import MOST, Signer
from lienthong_signer.keys import FileKey, Key, TokenKey
from lienthong_signer.server import Server, main, origin
from tests.documents.signing import papers
from tests.signer import tokens
from tests.signer.tokens import SOFTHSM

PAGE, PIN = "https://lienthong.example.gov.vn", "123456"
DIGESTS = [hashlib.sha256(str(number).encode()).digest() for number in range(MOST)]


@dataclass
class Caller:
    port: int

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], Any]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        content = (
            body if isinstance(body, str) or body is None else json.dumps(body, ensure_ascii=False).encode()
        )
        said = {"Origin": PAGE, "Content-Type": "application/json"} | headers
        line.request(method, path, content, {name: value for name, value in said.items() if value})
        answer = line.getresponse()
        text = answer.read()
        return answer.status, dict(answer.headers), json.loads(text) if text else None

    def sign(self, digests: list[bytes], **more: Any) -> tuple[int, Any]:
        body = {"digests": [base64.b64encode(digest).decode() for digest in digests], **more}
        status, _, said = self.ask("POST", "/ky", body)
        return status, said


@contextmanager
def serving(key: Key, pin: str | None = PIN, asked: list[Any] | None = None) -> Iterator[Caller]:
    def ask(origin: str, about: Any) -> str | None:
        if asked is not None:
            asked.append((origin, list(about)))
        return pin

    with Server(0, frozenset({PAGE}), Signer(key, ask)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Caller(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def person() -> papers.Given:
    return papers.given(papers.new_authority())


@pytest.fixture
def file(person: papers.Given, tmp_path: Path) -> Path:
    """As an authority hands one out: under its PIN."""
    key, certificate, _ = pkcs12.load_key_and_certificates(person.file, None)
    path = tmp_path / "chung-thu.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(
        b"ky", key, certificate, None, serialization.BestAvailableEncryption(PIN.encode())  # type: ignore[arg-type]
    ))  # fmt: skip
    return path


def test_a_hundred_digests_are_signed_with_one_pin(file: Path, person: papers.Given) -> None:
    asked: list[Any] = []
    with serving(FileKey(file), asked=asked) as page:
        status, said = page.sign(DIGESTS, about=["01/UBND-VP\x1b[2J Về việc"])
    assert status == 200
    assert len(asked) == 1
    assert asked[0][0] == PAGE
    assert asked[0][1][:2] == ["01/UBND-VP[2J Về việc", "không có tên"]
    assert base64.b64decode(said["certificate"]) == person.certificate
    own = papers.read(person.certificate)
    for digest, signature in zip(DIGESTS, said["signatures"], strict=True):
        check_signature(own, digest, base64.b64decode(signature))


def test_a_hundred_letters_with_the_longest_words_are_one_request(file: Path) -> None:
    """As the page sends them: words of 200 letters of three bytes each."""
    with serving(FileKey(file)) as page:
        status, said = page.sign(DIGESTS, about=["ệ" * 200] * MOST)
    assert (status, len(said["signatures"])) == (200, MOST)


def test_another_keys_signature_is_told_from_this_ones(file: Path) -> None:
    other = papers.read(papers.given(papers.new_authority()).certificate)
    with serving(FileKey(file)) as page:
        _, said = page.sign(DIGESTS[:1])
    with pytest.raises(Refusal, match="other_certificate"):
        check_signature(other, DIGESTS[0], base64.b64decode(said["signatures"][0]))


@pytest.mark.parametrize("headers", [
    {"Origin": "https://ke-gian.example"}, {"Origin": ""}, {"Origin": "null"}, {"Origin": f"{PAGE}.ke-gian.example"},
    {"Host": "ke-gian.example:14220"},
])  # fmt: skip
def test_only_the_pages_it_was_told_of_are_answered(file: Path, headers: dict[str, str]) -> None:
    asked: list[Any] = []
    with serving(FileKey(file), asked=asked) as page:
        for method, path in (("OPTIONS", "/ky"), ("GET", "/chung-thu"), ("POST", "/ky")):
            status, answered, said = page.ask(method, path, {"digests": []}, **headers)
            assert (status, said["code"]) == (403, "unknown_origin")
            assert "Access-Control-Allow-Origin" not in answered
    assert asked == []


def test_a_browser_is_told_that_the_page_may_ask(file: Path) -> None:
    with serving(FileKey(file)) as page:
        status, headers, _ = page.ask("OPTIONS", "/ky", **{"Access-Control-Request-Private-Network": "true"})
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == PAGE
    assert headers["Access-Control-Allow-Private-Network"] == "true"
    assert "Origin" in headers["Vary"]


@pytest.mark.parametrize("body", [
    {}, {"digests": []}, {"digests": ["AA=="]}, {"digests": ["x"]}, {"digests": [1]}, [], "{", {"digests": "AA=="},
    {"digests": [base64.b64encode(bytes(32)).decode()] * (MOST + 1)}, "x" * 140_000,
])  # fmt: skip
def test_what_is_no_request_is_refused_in_words(file: Path, body: Any) -> None:
    with serving(FileKey(file)) as page:
        status, _, said = page.ask("POST", "/ky", body)
    assert (status, said["code"]) == (422, "bad_request")


def test_a_form_of_another_page_is_no_request(file: Path) -> None:
    """What a browser sends without asking first."""
    with serving(FileKey(file)) as page:
        status, _, _ = page.ask("POST", "/ky", {"digests": []}, **{"Content-Type": "text/plain"})
    assert status == 422


def test_a_wrong_pin_and_a_no_sign_nothing(file: Path) -> None:
    for pin, code in (("0000", "wrong_pin"), (None, "refused")):
        with serving(FileKey(file), pin=pin) as page:
            status, said = page.sign(DIGESTS[:1])
        assert (status, said["code"]) == (403, code)
        assert "signatures" not in said


def test_it_listens_to_this_machine_alone_and_takes_no_address_that_is_not_safe() -> None:
    assert origin("https://lienthong.example.gov.vn/") == PAGE
    assert origin("http://127.0.0.1:8000") == "http://127.0.0.1:8000"
    for wrong in ("http://lienthong.example", "lienthong.example", "https://a/b", "https://a@b", "null", "*"):
        with pytest.raises(Exception, match="không phải địa chỉ trang"):
            origin(wrong)
    with pytest.raises(SystemExit):
        main(["--origin", PAGE])


def test_it_knows_nothing_of_ours() -> None:
    ours = "[name for name in sys.modules if name.split('.')[0] in ('lienthong', 'django')]"
    loaded = f"import sys, lienthong_signer.server; print({ours})"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


@pytest.fixture
def token(person: papers.Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token with this person's key and certificate."""
    tokens.lay_out(tmp_path, monkeypatch)
    tokens.make("chu-tich", PIN)
    tokens.fill("chu-tich", PIN, "ky", person)
    return "chu-tich"


def test_a_token_signs_and_keeps_its_key(token: str, person: papers.Given) -> None:
    key = TokenKey(SOFTHSM, token)
    assert key.holder().certificate == person.certificate
    with serving(key) as page:
        status, said = page.sign(DIGESTS)
    assert status == 200
    own = papers.read(person.certificate)
    for digest, signature in zip(DIGESTS, said["signatures"], strict=True):
        check_signature(own, digest, base64.b64decode(signature))
    with serving(key, pin="0000") as page:
        assert page.sign(DIGESTS[:1])[1]["code"] == "wrong_pin"
    with serving(TokenKey(SOFTHSM, "khong-co")) as page:
        assert page.sign(DIGESTS[:1])[1]["code"] == "key_missing"
