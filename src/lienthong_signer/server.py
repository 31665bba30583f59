"""HTTP on the loopback address, for the pages of the origins this signer was told of."""

import argparse
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lienthong_signer.answering import Signer
from lienthong_signer.keys import FileKey, Key, TokenKey
from lienthong_signer.pins import from_descriptor, in_terminal

HOST, PORT = "127.0.0.1", 14220
LARGEST_BODY = 128 * 1024
"""A hundred digests, with what each is about."""

SECONDS_TO_SEND = 10


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, origins: frozenset[str], signer: Signer) -> None:
        super().__init__((HOST, port), Handler)
        self.origins, self.signer = origins, signer
        number = self.server_address[1]
        self.hosts = frozenset({f"{HOST}:{number}", f"localhost:{number}"})
        """As a browser names us; another name led here by a DNS answer that somebody bent."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = SECONDS_TO_SEND

    def do_OPTIONS(self) -> None:
        if self._is_known():
            self._answer(204, None)

    def do_GET(self) -> None:
        if self._is_known():
            self._answer_at("/chung-thu", self.server.signer.certificate)

    def do_POST(self) -> None:
        if not self._is_known():
            return
        asked = self._asked()
        if asked is None:
            self._answer(422, {"code": "bad_request", "message": "Yêu cầu ký chưa đúng."})
        else:
            self._answer_at("/ky", lambda: self.server.signer.sign(self.headers["Origin"], asked))

    def _is_known(self) -> bool:
        """Whether a page we were told of asks, and asks us by our own name; all others learn nothing."""
        known = (
            self.headers.get("Origin") in self.server.origins
            and self.headers.get("Host") in self.server.hosts
        )
        if not known:
            self._answer(
                403, {"code": "unknown_origin", "message": "Trang này không được phép xin chữ ký."}, to=None
            )
        return known

    def _asked(self) -> dict[str, Any] | None:
        """A JSON object; a form, which a page may send without asking first, is none."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not length.isdigit():
            return None
        if int(length) > LARGEST_BODY:
            return None
        try:
            asked = json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None
        return asked if isinstance(asked, dict) else None

    def _answer_at(self, path: str, answer: Any) -> None:
        if self.path != path:
            self._answer(404, {"code": "not_found", "message": "Không có địa chỉ này."})
            return
        status, body = answer()
        self._answer(status, body)

    def _answer(self, status: int, body: dict[str, Any] | None, *, to: str | None = "") -> None:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in self._headers(to).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _headers(self, to: str | None) -> dict[str, str]:
        plain = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", "Vary": "Origin",
                 "X-Content-Type-Options": "nosniff"}  # fmt: skip
        if to is None:
            return plain
        return plain | {
            "Access-Control-Allow-Origin": self.headers["Origin"],
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Allow-Private-Network": "true",
            "Access-Control-Max-Age": "600",
        }

    def log_message(self, format: str, *args: Any) -> None:
        """What is signed is nobody's to read in a terminal's history."""


def origin(text: str) -> str:
    """`https://name[:port]`, as a browser says it; plain http for this machine only."""
    parts = urlsplit(text.rstrip("/"))
    is_here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    whole = f"{parts.scheme}://{parts.netloc}" == text.rstrip("/") and "@" not in parts.netloc
    if (
        not whole
        or not parts.hostname
        or not (parts.scheme == "https" or (parts.scheme == "http" and is_here))
    ):
        raise argparse.ArgumentTypeError(
            f"«{text}» không phải địa chỉ trang; viết như https://lienthong.example.gov.vn"
        )
    return text.rstrip("/")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "lienthong-signer", description="Ký số bằng thiết bị của bạn cho các trang Liên Thông được nêu tên."
    )
    made.add_argument("--origin", action="append", required=True, type=origin, metavar="ĐỊA-CHỈ",
                      help="trang được xin chữ ký; nêu nhiều lần được")  # fmt: skip
    key = made.add_mutually_exclusive_group(required=True)
    key.add_argument("--pkcs12", type=Path, metavar="TỆP", help="tệp chứng thư .p12")
    key.add_argument("--pkcs11", type=Path, metavar="THƯ-VIỆN", help="thư viện PKCS#11 của thiết bị")
    made.add_argument("--token", default="", metavar="TÊN", help="tên thiết bị, khi có nhiều")
    made.add_argument("--label", default="", metavar="TÊN", help="tên khóa, khi thiết bị có nhiều")
    made.add_argument("--port", type=int, default=PORT, metavar="CỔNG")
    made.add_argument("--pin-fd", type=int, metavar="SỐ", help=argparse.SUPPRESS)
    return made


def main(arguments: list[str] | None = None) -> int:
    said = parser().parse_args(arguments)
    key: Key = FileKey(said.pkcs12) if said.pkcs12 else TokenKey(said.pkcs11, said.token, said.label)
    ask = in_terminal if said.pin_fd is None else from_descriptor(said.pin_fd)
    with Server(said.port, frozenset(said.origin), Signer(key, ask)) as server:
        print(
            f"Sẵn sàng ký tại http://{HOST}:{server.server_address[1]} cho {', '.join(said.origin)}.",
            flush=True,
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
