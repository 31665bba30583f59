"""Decisions about webhooks: which addresses may be sent to, when to try again, how a message is signed."""

import hashlib
import hmac
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from lienthong.exchange.webhooks.terms import (
    FIRST_WAIT_SECONDS,
    GIVEN_UP_AFTER_TRIES,
    LONGEST_WAIT_SECONDS,
)
from lienthong.kernel.refusals import Refusal

IP = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

LONGEST_URL = 500
_CARRIES_IPV4 = ip_network("64:ff9b::/96")
"""Addresses in which a gateway finds an IPv4 one in the last 32 bits."""


def allowed_networks(setting: str) -> Networks:
    """What the operator lets through although it is not public: `127.0.0.1,10.20.0.0/16`. Raises `ValueError`."""
    return tuple(ip_network(part.strip()) for part in setting.split(",") if part.strip())


def is_reachable(address: str, allowed: Networks) -> bool:
    """Whether this address is somebody else's: public, or named by the operator. Never the machine itself, a private
    network, the link, a group, or one of these inside an IPv6 address.
    """
    try:
        ip: IP = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(ip)
    if any(inner.version == network.version and inner in network for network in allowed):
        return True
    return inner.is_global and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified)


def is_allowed(address: str, allowed: Networks) -> bool:
    """Whether the operator named a network it lies in; public or not."""
    try:
        inner = _inner(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    return any(inner.version == network.version and inner in network for network in allowed)


def _inner(ip: IP) -> IP:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _CARRIES_IPV4:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.teredo is not None:
        return ip.teredo[1]
    return ip.ipv4_mapped or ip.sixtofour or ip


def check_url(url: str, allowed: Networks) -> str:
    """The address as it is kept, or why it is no address. Where its name leads is asked at every sending."""
    text = url.strip()
    if len(text) > LONGEST_URL or any(c.isspace() or ord(c) < 32 or ord(c) == 127 for c in text):
        raise _bad("Địa chỉ dài tối đa 500 ký tự và không có dấu cách.")
    parts = _split(text)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise _bad("Địa chỉ phải bắt đầu bằng https:// hoặc http:// và có tên máy chủ.")
    if parts.username is not None or parts.password is not None:
        raise _bad("Địa chỉ không được chứa tên đăng nhập, mật khẩu.")
    if parts.fragment:
        raise _bad("Địa chỉ không được có phần sau dấu #.")
    if (_is_number(parts.hostname) and not is_reachable(parts.hostname, allowed)) or _is_local(
        parts.hostname, allowed
    ):
        raise private_address()
    return text


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
        if parts.hostname:
            parts.hostname.encode("idna" if not _is_number(parts.hostname) else "ascii")
    except (ValueError, UnicodeError):
        raise _bad("Địa chỉ không đúng dạng https://may-chu/duong-dan.") from None
    return parts


def _is_number(host: str) -> bool:
    """An address in figures: also in the old spellings (127.1, 0x7f000001, 2130706433) that some systems still read."""
    return ":" in host or all(
        part.isdigit() or part.lower().startswith("0x") for part in host.rstrip(".").split(".")
    )


def _is_local(host: str, allowed: Networks) -> bool:
    name = host.rstrip(".").lower()
    return (name == "localhost" or name.endswith(".localhost")) and not is_reachable("127.0.0.1", allowed)


def _bad(sentence: str) -> Refusal:
    return Refusal("bad_webhook_url", sentence, status=422, field="url")


def private_address() -> Refusal:
    return Refusal(
        "webhook_url_private",
        "Địa chỉ này trỏ về chính máy chủ hoặc mạng nội bộ. "
        "Hãy dùng địa chỉ công khai, hoặc nhờ quản trị hệ thống cho phép.",
        status=422,
        field="url",
    )


def wait_after(tries: int) -> timedelta | None:
    """How long after this many tries the next one comes, or None when there is none: 2, 8, 32 s … at most 3 hours."""
    if tries >= GIVEN_UP_AFTER_TRIES:
        return None
    return timedelta(seconds=min(FIRST_WAIT_SECONDS * 4 ** (tries - 1), LONGEST_WAIT_SECONDS))


def secret_of(webhook: UUID, key: str) -> str:
    """The key its messages are signed with. Made from the world's own key, so that no table and no copy holds it."""
    return "whsec_" + hmac.new(key.encode(), b"webhook:" + webhook.bytes, hashlib.sha256).hexdigest()


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`sha256=` and the HMAC-SHA256, in hexadecimal, of `<timestamp>.<body>`; the timestamp in whole seconds."""
    return "sha256=" + hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()
