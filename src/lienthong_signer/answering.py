"""What a page may ask of the signer, and what it is answered. Nothing of HTTP."""

import base64
import binascii
from collections.abc import Mapping
from threading import Lock
from typing import Any

from lienthong_signer.keys import Key, KeyMissing, WrongPin, signed
from lienthong_signer.pins import Ask

MOST = 100
"""Digests of one request."""

LONGEST = 200
DIGEST_BYTES = 32

Answer = tuple[int, dict[str, Any]]

_SENTENCES = {
    "bad_request": (422, f"Yêu cầu ký chưa đúng: cần từ 1 đến {MOST} mã băm SHA-256."),
    "refused": (403, "Chủ chứng thư không đồng ý ký."),
    "wrong_pin": (403, "Mã PIN chưa đúng. Hãy kiểm tra rồi ký lại; nhập sai nhiều lần thiết bị tự khóa."),
    "key_missing": (409, "Chưa thấy khóa ký: hãy cắm thiết bị hoặc kiểm tra tệp chứng thư."),
    "busy": (409, "Đang chờ nhập mã PIN cho lần ký trước."),
}


class Signer:
    """One request at a time: its owner is asked once, and sees for what."""

    def __init__(self, key: Key, ask: Ask) -> None:
        self._key, self._ask = key, ask
        self._one = Lock()

    def certificate(self) -> Answer:
        """Of the key, where it can be read without a PIN."""
        try:
            holder = self._key.holder()
        except KeyMissing:
            return 200, {"certificate": None}
        return 200, {"certificate": _text(holder.certificate)}

    def sign(self, origin: str, asked: Mapping[str, Any]) -> Answer:
        digests = _digests(asked.get("digests"))
        if digests is None:
            return _no("bad_request")
        if not self._one.acquire(blocking=False):
            return _no("busy")
        try:
            return self._signed(origin, digests, _about(asked.get("about"), len(digests)))
        finally:
            self._one.release()

    def _signed(self, origin: str, digests: list[bytes], about: list[str]) -> Answer:
        pin = self._ask(origin, about)
        if pin is None:
            return _no("refused")
        try:
            holder, signatures = signed(self._key, pin, digests)
        except WrongPin:
            return _no("wrong_pin")
        except KeyMissing:
            return _no("key_missing")
        return 200, {
            "certificate": _text(holder.certificate),
            "chain": [_text(other) for other in holder.chain],
            "signatures": [_text(signature) for signature in signatures],
        }


def _digests(asked: Any) -> list[bytes] | None:
    if not isinstance(asked, list) or not 1 <= len(asked) <= MOST:
        return None
    try:
        digests = [base64.b64decode(text, validate=True) for text in asked if isinstance(text, str)]
    except (binascii.Error, ValueError):
        return None
    whole = len(digests) == len(asked) and all(len(digest) == DIGEST_BYTES for digest in digests)
    return digests if whole else None


def _about(asked: Any, count: int) -> list[str]:
    """Words of the page for each digest, on one line and without what would move a terminal's cursor."""
    words = asked if isinstance(asked, list) else []
    said = ["".join(c for c in str(text) if c.isprintable())[:LONGEST] for text in words[:count]]
    return said + ["không có tên"] * (count - len(said))


def _no(code: str) -> Answer:
    status, sentence = _SENTENCES[code]
    return status, {"code": code, "message": sentence}


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
