"""Keys that sign a digest: in a token, or in a file. Each is opened with a PIN for one request and closed after it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import pkcs12

DIGEST = hashes.SHA256()
SHA256_IN_RSA = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 digest under a PKCS#1 signature; a token adds none."""

WRONG_PIN = (pkcs11.exceptions.PinIncorrect, pkcs11.exceptions.PinInvalid, pkcs11.exceptions.PinLenRange)


class WrongPin(Exception):
    """The PIN opens nothing. A token counts these and locks itself."""


class KeyMissing(Exception):
    """No token, no key in it, or no certificate beside the key."""


@dataclass(frozen=True)
class Holder:
    """Whose key it is: the certificate, and those it was signed with, in DER."""

    certificate: bytes
    chain: tuple[bytes, ...] = ()


class Open(Protocol):
    """A key that signs, for as long as it is open."""

    def sign(self, digest: bytes) -> bytes: ...


class Key(Protocol):
    def holder(self) -> Holder:
        """Without a PIN where the certificate lies open. Raises `KeyMissing`."""

    def opened(self, pin: str) -> Any:
        """A context of (`Holder`, `Open`). Raises `WrongPin`, `KeyMissing`."""


class FileKey:
    """PKCS#12. Its certificate lies under the PIN too: it is known after the first signature."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._holder: Holder | None = None

    def holder(self) -> Holder:
        if self._holder is None:
            raise KeyMissing("the file has not been opened yet")
        return self._holder

    @contextmanager
    def opened(self, pin: str) -> Iterator[tuple[Holder, Open]]:
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(
                self._path.read_bytes(), pin.encode() or None
            )
        except ValueError as wrong:
            raise WrongPin from wrong
        if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or certificate is None:
            raise KeyMissing("the file holds no key with a certificate")
        self._holder = Holder(_der(certificate), tuple(map(_der, others)))
        yield self._holder, _InMemory(key)


class TokenKey:
    """PKCS#11. `token` and `label` are needed where there are several."""

    def __init__(self, module: Path, token: str = "", label: str = "") -> None:
        self._library = pkcs11.lib(str(module))
        self._token, self._label = token, label

    def holder(self) -> Holder:
        with self._find().open() as session:
            return self._holder(session)

    @contextmanager
    def opened(self, pin: str) -> Iterator[tuple[Holder, Open]]:
        with self.session(pin) as session:
            yield self._holder(session), self.key_in(session)

    def session(self, pin: str) -> Any:
        """A session of the token, for whoever keeps it open. Raises `WrongPin`, `KeyMissing`."""
        try:
            return self._find().open(user_pin=pin)
        except WRONG_PIN as wrong:
            raise WrongPin from wrong

    def key_in(self, session: Any) -> Open:
        """The key, in a session of this token. Raises `KeyMissing`."""
        return _InToken(
            _only(session, {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY} | self._labelled())
        )

    def _find(self) -> Any:
        words: dict[str, Any] = {"token_label": self._token} if self._token else {}
        tokens = [token for token in self._library.get_tokens(**words) if token.label]
        if len(tokens) != 1:
            raise KeyMissing(f"{len(tokens)} tokens: name one with --token")
        return tokens[0]

    def _holder(self, session: Any) -> Holder:
        kind = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
        there = _only(session, kind | self._labelled())
        own = bytes(there[pkcs11.Attribute.VALUE])
        every = [bytes(other[pkcs11.Attribute.VALUE]) for other in session.get_objects(kind)]
        return Holder(own, tuple(other for other in every if other != own))

    def _labelled(self) -> dict[Any, Any]:
        return {pkcs11.Attribute.LABEL: self._label} if self._label else {}


def _only(session: Any, attributes: dict[Any, Any]) -> Any:
    there = list(session.get_objects(attributes))
    if len(there) != 1:
        raise KeyMissing(f"{len(there)} objects of this kind in the token: name one with --label")
    return there[0]


class _InMemory:
    def __init__(self, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> None:
        self._key = key

    def sign(self, digest: bytes) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(digest, padding.PKCS1v15(), utils.Prehashed(DIGEST))
        return self._key.sign(digest, ec.ECDSA(utils.Prehashed(DIGEST)))


class _InToken:
    def __init__(self, key: Any) -> None:
        self._key = key

    def sign(self, digest: bytes) -> bytes:
        if self._key.key_type == pkcs11.KeyType.RSA:
            return bytes(self._key.sign(SHA256_IN_RSA + digest, mechanism=pkcs11.Mechanism.RSA_PKCS))
        both = bytes(self._key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))
        half = len(both) // 2
        return utils.encode_dss_signature(int.from_bytes(both[:half]), int.from_bytes(both[half:]))


def _der(certificate: Any) -> bytes:
    whole = certificate.certificate if isinstance(certificate, pkcs12.PKCS12Certificate) else certificate
    assert isinstance(whole, x509.Certificate)
    return whole.public_bytes(serialization.Encoding.DER)


def signed(key: Key, pin: str, digests: Sequence[bytes]) -> tuple[Holder, list[bytes]]:
    """All of them with one PIN."""
    with key.opened(pin) as (holder, open_key):
        return holder, [open_key.sign(digest) for digest in digests]
