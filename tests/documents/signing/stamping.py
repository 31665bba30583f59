"""A time-stamp server: HTTP of this process before `openssl ts`, which makes the stamps, under its own authority."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.documents.signing import papers

SETTINGS = """
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
Spoilt = Callable[[bytes], bytes]


class Stamps(NamedTuple):
    address: str
    authority: bytes
    """Of its certificate, in PEM: a list that believes it."""
    asked: list[bytes]


@contextmanager
def stamping(folder: Path, *, query: Spoilt = bytes, answer: Spoilt = bytes) -> Iterator[Stamps]:
    """`query`: what becomes of a question before it is stamped; `answer`: of the stamp before it is sent."""
    folder.mkdir()
    authority, asked = _certificates(folder), []  # type: tuple[bytes, list[bytes]]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            content = answer(_stamped(folder, query(asked[-1])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Stamps(f"http://127.0.0.1:{server.server_address[1]}", authority, asked)
        finally:
            server.shutdown()
            thread.join()


def of_something_else(query: bytes) -> bytes:
    """Under the same nonce, so that only who compares what was stamped finds out."""
    asked = tsp.TimeStampReq.load(query)
    asked["message_imprint"]["hashed_message"] = bytes(32)
    return bytes(asked.dump(force=True))


def _stamped(folder: Path, query: bytes) -> bytes:
    (folder / "query").write_bytes(query)
    subprocess.run(
        [papers.needs("openssl", "openssl"), "ts", "-reply", "-config", str(folder / "tsa.cnf"),
         "-queryfile", str(folder / "query"), "-out", str(folder / "answer")],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "answer").read_bytes()


def _certificates(folder: Path) -> bytes:
    """The server's own key and certificate; its authority's certificate, in PEM."""
    now, pem = datetime.now(UTC), serialization.Encoding.PEM
    above, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("TSA CA", "TSA")]

    def made(subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(names[0]).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=900))
            .not_valid_after(now + timedelta(days=900))
        )  # fmt: skip

    authority = made(names[0], above).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    server = made(names[1], own).add_extension(stamps, critical=True).sign(above, hashes.SHA256())
    (folder / "tsa.cnf").write_text(SETTINGS.format(folder=folder))
    (folder / "tsa.pem").write_bytes(server.public_bytes(pem))
    (folder / "tsa.key").write_bytes(
        own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return authority.sign(above, hashes.SHA256()).public_bytes(pem)
