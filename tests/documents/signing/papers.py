"""A page with four empty places, an authority and two keys; nothing of a database."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typst
from asn1crypto import crl, x509

from lienthong.documents.layout.terms import Box, LaidOut
from lienthong.documents.signing.pdf import authority, signing, trust
from lienthong.documents.signing.pdf.authority import Authority, Given
from lienthong.documents.signing.pdf.terms import Blank, Place, Stamp
from lienthong_signer.keys import FileKey, signed

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
NAME, UNIT = "Nguyễn Thị Ánh Tuyết", "UBND phường An Khánh"
BLANKS: dict[Blank, str] = {"number": "01/QĐ-UBND", "date": "ngày 28 tháng 11 năm 2026"}
STAMPS: dict[Place, Stamp] = {
    "signature": Stamp(("CHỨNG THƯ THỬ NGHIỆM", f"Người ký: {NAME}"), (0.0, 0.2, 0.6)),
    "seal": Stamp((f"Cơ quan: {UNIT}", "Thời gian ký: 28/11/2026 10:00:00"), (0.7, 0.0, 0.1)),
}
PAGE = b"""
#set document(title: "Thu", date: datetime(year: 2026, month: 11, day: 28))
#set page(paper: "a4")
#v(1fr)
Noi dung.
"""


def page() -> LaidOut:
    boxes = {
        "number": Box(1, 60, 760, 200, 780), "date": Box(1, 300, 760, 500, 780),
        "signature": Box(1, 300, 200, 500, 280), "seal": Box(1, 60, 200, 260, 280),
    }  # fmt: skip
    return LaidOut(bytes(typst.compile(PAGE, pdf_standards=["a-2b"])), boxes)  # type: ignore[arg-type]


def new_authority(name: str = "thu") -> Authority:
    return authority.new_authority(name, NOW - 400 * DAY, NOW + 400 * DAY)


def given(
    by: Authority, name: str = NAME, *, since: datetime = NOW - DAY, until: datetime = NOW + 300 * DAY
) -> Given:
    return authority.give(by, name, UNIT, since, until)


def read(certificate: bytes) -> x509.Certificate:
    return x509.Certificate.load(certificate)


def root(of: Authority) -> x509.Certificate:
    return read(authority.der(of))


def believing(of: Authority, *revoked: Given) -> list[trust.TrustList]:
    """A list that believes this authority, and knows whom it revoked."""
    return [
        trust.TrustList("Danh sách thử", (root(of),), (crl.CertificateList.load(revoking(of, *revoked)),))
    ]


def revoking(of: Authority, *revoked: Given) -> bytes:
    """What an authority says of those it revoked yesterday (DER)."""
    serials = {read(one.certificate).serial_number: NOW - DAY for one in revoked}
    return authority.revoking(of, serials, NOW - DAY, NOW + DAY)


def sign(pdf: bytes, place: Place, by: Given, of: Authority, folder: Path) -> bytes:
    """As a person does: the digest goes to the key, the signature comes back."""
    own, chain = read(by.certificate), [root(of)]
    begun = signing.begin(
        pdf,
        place,
        certificate=own,
        chain=chain,
        stamp=STAMPS[place],
        at=NOW,
        blanks=BLANKS if place == "seal" else None,
    )
    file = folder / "key.p12"
    file.write_bytes(by.file)
    _, (signature,) = signed(FileKey(file), "", [signing.digest_of(begun)])
    return signing.finish(begun, signature, certificate=own, chain=chain)


def both(of: Authority, person: Given, seal: Given, folder: Path) -> bytes:
    once = sign(signing.with_places(page()), "signature", person, of, folder)
    return sign(once, "seal", seal, of, folder)


def needs(program: str, package: str) -> str:
    there = shutil.which(program)
    if there is None:
        reason = f"{program} is missing: apt-get install {package}"
        if os.environ.get("LIENTHONG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return there


def pdfsig(pdf: bytes, folder: Path, *trusted: Authority, revoked: bytes = b"") -> list[dict[str, str]]:
    """What `pdfsig` says of each signature: it always exits with 0, so its words are read. `revoked`: as `revoking`."""
    program, certutil = needs("pdfsig", "poppler-utils"), needs("certutil", "libnss3-tools")
    nss = folder / "nss"
    nss.mkdir(exist_ok=True)
    subprocess.run([certutil, "-N", "-d", str(nss), "--empty-password"], check=True)
    for number, one in enumerate(trusted):
        der = folder / f"{number}.der"
        der.write_bytes(authority.der(one))
        subprocess.run(
            [certutil, "-A", "-d", str(nss), "-n", str(number), "-t", ",C,", "-i", str(der)], check=True
        )
    if revoked:
        (folder / "revoked.crl").write_bytes(revoked)
        crlutil = needs("crlutil", "libnss3-tools")
        subprocess.run([crlutil, "-I", "-d", str(nss), "-i", str(folder / "revoked.crl")], check=True)
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(
        [program, "-nssdir", str(nss), str(file)], capture_output=True, text=True, check=True
    ).stdout
    return [_words(part) for part in said.split("Signature #")[1:]]


def _words(part: str) -> dict[str, str]:
    pairs = (line.strip(" -").partition(":") for line in part.splitlines()[1:])
    words = {name: value.strip() for name, _, value in pairs}
    words["whole"] = str("- Total document signed" in part)
    return words
