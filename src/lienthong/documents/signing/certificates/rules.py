"""Whether a certificate counts, and whether a signature is its own: facts in, nothing or a refusal out."""

from asn1crypto import x509

from lienthong.documents.signing.pdf.terms import Trust
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_date

_WHY: dict[Trust, tuple[str, str]] = {
    "unknown": (
        "certificate_unknown",
        "Chứng thư số này không do tổ chức nào trong các danh sách tin cậy của hệ thống cấp. Hãy dùng chứng thư của tổ "
        "chức được tin cậy, hoặc đề nghị người vận hành bổ sung danh sách.",
    ),
    "revoked": (
        "certificate_revoked",
        "Chứng thư số này đã bị thu hồi. Hãy xin cấp chứng thư mới và đăng ký lại.",
    ),
    "unchecked": (
        "certificate_unchecked",
        "Danh sách thu hồi của nơi cấp chứng thư đã quá cũ nên chưa biết chứng thư còn hiệu lực. Hãy báo người vận "
        "hành cập nhật danh sách.",
    ),
    "not_yet": ("certificate_not_yet", "Chứng thư số này chưa đến ngày có hiệu lực."),
    "unusable": ("certificate_unusable", "Chứng thư số này không được cấp để ký văn bản."),
}


def check_standing(certificate: x509.Certificate, trust: Trust) -> None:
    """Refuses `certificate_unknown`, `certificate_expired`, `certificate_not_yet`, `certificate_revoked`,
    `certificate_unusable`.
    """
    if trust == "trusted":
        return
    if trust == "expired":
        raise Refusal(
            "certificate_expired",
            f"Chứng thư số đã hết hạn ngày {vn_date(certificate.not_valid_after)}. Hãy gia hạn và đăng ký lại.",
            status=422,
        )
    code, sentence = _WHY[trust]
    raise Refusal(code, sentence, status=422)


def check_signature(certificate: x509.Certificate, digest: bytes, signature: bytes) -> None:
    """Whether the signature over a SHA-256 digest was made with this certificate's key. Refuses `other_certificate`."""
    from cryptography.exceptions import InvalidSignature  # here, see tests/hosting/test_loaded.py
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
    from cryptography.x509 import load_der_x509_certificate

    key = load_der_x509_certificate(certificate.dump()).public_key()
    prehashed = utils.Prehashed(hashes.SHA256())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, digest, padding.PKCS1v15(), prehashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, digest, ec.ECDSA(prehashed))
        else:
            raise InvalidSignature
    except (InvalidSignature, ValueError) as wrong:
        raise Refusal(
            "other_certificate",
            "Chữ ký không phải của chứng thư số đã đăng ký cho bạn. Hãy dùng đúng thiết bị, hoặc đề nghị quản trị đăng "
            "ký chứng thư đang dùng.",
            status=422,
        ) from wrong
