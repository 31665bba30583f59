"""Tokens of SoftHSM, in a folder of the test."""

import os
import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.x509 import decode_x509_certificate

from lienthong.documents.signing.pdf.authority import Given

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


def lay_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its tokens lie, for the library and for its tools."""
    if not SOFTHSM.exists():
        reason = "SoftHSM is missing: apt-get install softhsm2"
        if os.environ.get("LIENTHONG_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))


def make(token: str, pin: str) -> None:
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", token, "--pin", pin, "--so-pin", pin],
        check=True, capture_output=True,
    )  # fmt: skip
    start_anew()


def start_anew() -> None:
    """As when a token was taken out and put in again: what was open is not any more."""
    pkcs11.lib(str(SOFTHSM)).reinitialize()


def fill(token: str, pin: str, label: str, given: Given) -> None:
    """With a key and its certificate."""
    key, _, _ = pkcs12.load_key_and_certificates(given.file, None)
    der = key.private_bytes(  # type: ignore[union-attr]
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    library = pkcs11.lib(str(SOFTHSM))
    with library.get_token(token_label=token).open(rw=True, user_pin=pin) as session:
        labelled = {
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.LABEL: label,
            pkcs11.Attribute.ID: label.encode(),
        }
        session.create_object({**decode_ec_private_key(der), **labelled})
        session.create_object({**decode_x509_certificate(given.certificate), **labelled})
