"""A trial's own authority, and the certificates it gives. Everything it makes says that it is a trial's."""

from datetime import datetime
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from lienthong.documents.signing.pdf.terms import TRIAL_MARK

Key = ec.EllipticCurvePrivateKey


class Authority(NamedTuple):
    certificate: x509.Certificate
    key: Key


class Given(NamedTuple):
    """A certificate with its key, both of a trial."""

    certificate: bytes
    """DER."""
    file: bytes
    """PKCS#12 of both, under no password: whoever writes it down keeps it from others."""


def new_authority(name: str, since: datetime, until: datetime) -> Authority:
    """`name`: of the world. Days outside of its own it gives nobody."""
    key = ec.generate_private_key(ec.SECP256R1())
    said = _name(f"{TRIAL_MARK} – {name}", TRIAL_MARK)
    made = (
        _builder(said, said, key, since, until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(made, key)


def read_authority(content: bytes) -> Authority:
    """From what `written` made of it."""
    key = serialization.load_pem_private_key(content, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Authority(x509.load_pem_x509_certificate(content), key)


def written(authority: Authority) -> bytes:
    """Certificate and key, in PEM: for the worker's eyes only."""
    return authority.certificate.public_bytes(serialization.Encoding.PEM) + _pem(authority.key)


def der(authority: Authority) -> bytes:
    return authority.certificate.public_bytes(serialization.Encoding.DER)


def give(authority: Authority, name: str, organisation: str, since: datetime, until: datetime) -> Given:
    """For a person of a body, or for the body itself where both names are its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _builder(_name(name, organisation), authority.certificate.subject, key, since, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(authority.key, hashes.SHA256())
    )
    file = pkcs12.serialize_key_and_certificates(
        name.encode(), key, made, [authority.certificate], serialization.NoEncryption()
    )
    return Given(made.public_bytes(serialization.Encoding.DER), file)


def revoking(authority: Authority, serials: dict[int, datetime], since: datetime, until: datetime) -> bytes:
    """The authority's list of what it revoked, and when (DER)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(since)
        .next_update(until)
    )
    for serial, at in serials.items():
        revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(revoked)
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(name: str, organisation: str) -> x509.Name:
    """An X.520 name holds 64 letters."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
