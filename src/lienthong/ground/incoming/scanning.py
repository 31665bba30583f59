"""A virus scanner, where the operator runs one: clamd, asked over its socket (INSTREAM) before a file is kept.

Where none is configured nothing is scanned, as `docs/operate.md` says. One that is configured and does not answer
refuses: a file that was to be scanned comes in scanned or not at all.
"""

import os
import socket
from contextlib import closing

from lienthong.kernel.refusals import Refusal

CLAMD = "LIENTHONG_CLAMD"
"""`host:port`, or the path of a socket."""

PATIENCE_SECONDS = 20.0
PIECE = 64 * 1024
LONGEST_ANSWER = 4_096


def scan(content: bytes) -> None:
    """Refuses `virus_found`, and `scanner_away` where the scanner that is configured gives no answer."""
    address = os.environ.get(CLAMD, "")
    if not address:
        return
    try:
        answer = _ask(address, content)
    except OSError as away:
        raise _away() from away
    verdict = answer.rpartition(":")[2].strip()
    if verdict.endswith("FOUND"):
        raise Refusal(
            "virus_found",
            f"Máy quét báo tệp có mã độc ({verdict.removesuffix('FOUND').strip()}), nên không nhận. Hãy báo bộ phận"
            " kỹ thuật và kiểm tra máy đã tạo tệp.",
            status=422, field="file",
        )  # fmt: skip
    if verdict != "OK":
        raise _away()


def _ask(address: str, content: bytes) -> str:
    """What clamd says of these bytes: `stream: OK`, `stream: <name> FOUND`, `<reason> ERROR`."""
    with closing(_connected(address)) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            clamd.sendall(len(piece).to_bytes(4, "big") + piece)
        clamd.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            more = clamd.recv(LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        local = socket.socket(socket.AF_UNIX)
        local.settimeout(PATIENCE_SECONDS)
        try:
            local.connect(address)
        except BaseException:
            local.close()
            raise
        return local
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        raise OSError(f"{CLAMD} is no host:port")
    return socket.create_connection((host.strip("[]"), int(port)), PATIENCE_SECONDS)


def _away() -> Refusal:
    return Refusal(
        "scanner_away",
        "Máy quét mã độc chưa trả lời nên chưa nhận tệp nào. Hãy thử lại sau ít phút, hoặc báo người vận hành.",
        status=503, retry_after_seconds=60,
    )  # fmt: skip
