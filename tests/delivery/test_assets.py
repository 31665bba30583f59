"""Collecting fonts and icons on machines whose network is closed, inspected or gone after the first time."""

import json
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.delivery.environment import ROOT

NEEDED = ("package.json", "package-lock.json", ".npmrc", "lock/node.txt", "src/lienthong/hosting/assets.py")
COLLECTED = ("src/lienthong/pages/static_npm", "src/lienthong/papers/fonts")
CLOSED = {
    "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PIP_CONFIG_FILE": "/dev/null",
    "PIP_NO_CACHE_DIR": "1", "PIP_RETRIES": "0", "PIP_FIND_LINKS": "", "npm_config_registry": "http://127.0.0.1:9",
    "npm_config_fetch_retries": "0",
}  # fmt: skip


def collected(checkout: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    ours = ("PIP_", "NODE_", "SSL_", "REQUESTS_", "CURL_", "npm_", "HTTP", "http", "NO_PROXY", "no_proxy")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, checkout / "src/lienthong/hosting/assets.py"],
        env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_second_time_needs_neither_node_nor_the_network(checkout: Path) -> None:
    for folder in COLLECTED:
        shutil.copytree(ROOT / folder, checkout / folder)
    again = collected(checkout, CLOSED)
    assert again.returncode == 0, again.stderr
    for folder in COLLECTED:
        (checkout / folder).rename(checkout / "aside")
        assert collected(checkout, CLOSED).returncode == 1, f"{folder} is missing and must be fetched"
        (checkout / "aside").rename(checkout / folder)
    lock = checkout / "package-lock.json"
    lock.write_text(json.dumps(json.loads(lock.read_text("utf-8")) | {"name": "other"}), "utf-8")
    assert collected(checkout, CLOSED).returncode == 1, "what another lock file asks for is fetched"


def test_without_a_network_one_sentence_says_what_to_do(checkout: Path) -> None:
    failed = collected(checkout, CLOSED)
    assert failed.returncode == 1
    assert "Hãy kiểm tra mạng" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert len(failed.stderr.splitlines()) == 1


class Nothing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def inspected(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A registry behind an authority of its own, as an inspecting proxy shows it: its address, the authority."""
    key, authority = tmp_path / "key.pem", tmp_path / "authority.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Co quan",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", authority],
        check=True, capture_output=True,
    )  # fmt: skip
    server = HTTPServer(("127.0.0.1", 0), Nothing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}", authority
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where Node lies, so that each try does not unpack it anew."""
    folder = tmp_path_factory.mktemp("node")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "--target", folder,
         "-r", ROOT / "lock" / "node.txt"],
        check=True, capture_output=True,
    )  # fmt: skip
    return str(folder)


@pytest.mark.drill
def test_node_trusts_what_the_machine_trusts(
    checkout: Path, inspected: tuple[str, Path], node: str, tmp_path: Path
) -> None:
    registry, authority = inspected
    told = {
        "PYTHONPATH": node, "npm_config_registry": registry, "npm_config_fetch_retries": "0",
        "npm_config_cache": str(tmp_path / "npm"),
    }  # fmt: skip
    strange = collected(checkout, told)
    assert strange.returncode == 1
    assert "NODE_EXTRA_CA_CERTS" in strange.stderr, strange.stderr
    assert len(strange.stderr.splitlines()) == 1
    for name in ("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "PIP_CERT"):
        known = collected(checkout, told | {name: str(authority)})
        assert "E404" in known.stderr, known.stderr
