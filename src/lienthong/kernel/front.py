"""What stands before the web server: the addresses people open it under, and the proxies that are believed.

`LIENTHONG_ADDRESS`: `https://lienthong.example.gov.vn`, or several separated by commas; the first is printed.
`LIENTHONG_PROXY`: the proxies' own addresses or networks and, where they stand one behind another, how many:
`10.20.0.5,10.20.0.0/28,hops=2`.
"""

import ipaddress
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn
from urllib.parse import urlsplit

from lienthong.kernel.refusals import Refusal

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

MOST_HOPS = 8
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ONE_SUBSCRIBER = 64
"""Bits of an IPv6 address that a provider gives one line: the rest is the subscriber's to vary (RFC 6177)."""

REPLACED = {
    "LIENTHONG_HTTPS": "LIENTHONG_ADDRESS=https://…, và LIENTHONG_PROXY là địa chỉ máy chủ đứng trước (proxy)",
    "LIENTHONG_HOSTS": "LIENTHONG_ADDRESS=https://tên-miền, nhiều địa chỉ thì cách nhau bằng dấu phẩy",
}
"""Settings of earlier versions → what says the same now."""


@dataclass(frozen=True, slots=True)
class Proxies:
    """Those whose word is taken for who asks, over what and under which name."""

    networks: tuple[Network, ...] = ()
    hops: int = 1

    def believes(self, peer: str) -> bool:
        address = _address(peer)
        return address is not None and any(address in network for network in self.networks)

    def tell(self, environ: MutableMapping[str, Any]) -> None:
        """Put in place of the proxy, in what WSGI knows of a request, who asked it. An unknown peer's headers are
        words of a stranger: nothing is read of them.
        """
        peer = environ.get("REMOTE_ADDR", "")
        if not self.believes(peer):
            return
        client = _address(self._said(environ, "HTTP_X_FORWARDED_FOR"))
        environ["REMOTE_ADDR"] = str(client or _address(peer))
        scheme = self._said(environ, "HTTP_X_FORWARDED_PROTO").lower()
        if scheme in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
        if host := self._said(environ, "HTTP_X_FORWARDED_HOST"):
            environ["HTTP_HOST"] = host

    def _said(self, environ: Mapping[str, Any], header: str) -> str:
        """What the outermost proxy wrote: `hops` from the right. What stands left of it came with the request."""
        written = [part.strip() for part in environ.get(header, "").split(",") if part.strip()]
        return written[-min(self.hops, len(written))] if written else ""


@dataclass(frozen=True, slots=True)
class Front:
    """As the operator describes it; without a word of theirs, nothing."""

    origins: tuple[str, ...] = ()
    proxies: Proxies = Proxies()

    @property
    def is_https(self) -> bool:
        return bool(self.origins) and self.origins[0].startswith("https:")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names a request may come under; without its port, as Django compares them."""
        return tuple(dict.fromkeys((*LOOPBACK, *(_host(origin) for origin in self.origins))))


def front_of(environment: Mapping[str, str]) -> Front:
    """What these variables say; refused with the sentence that mends it."""
    for name, instead in REPLACED.items():
        if environment.get(name):
            raise Refusal(
                "setting_replaced", f"{name} không còn dùng; hãy bỏ nó và đặt {instead}.", setting=name
            )
    front = Front(
        origins_of(environment.get("LIENTHONG_ADDRESS", "")),
        proxies_of(environment.get("LIENTHONG_PROXY", "")),
    )
    if front.is_https and not front.proxies.networks:
        raise Refusal(
            "proxy_missing",
            "LIENTHONG_ADDRESS là https, nhưng chương trình không tự mở TLS: hãy đặt LIENTHONG_PROXY là địa chỉ máy "
            "chủ đứng trước (proxy), ví dụ 127.0.0.1 khi nó chạy trên cùng máy.",
        )
    return front


def origins_of(text: str) -> tuple[str, ...]:
    """Each `scheme://host[:port]`, in lower case and without the stroke at its end."""
    return tuple(_origin(part.strip()) for part in text.split(",") if part.strip())


def proxies_of(text: str) -> Proxies:
    networks, hops = [], 1
    for part in (part.strip() for part in text.split(",") if part.strip()):
        name, is_setting, value = part.partition("=")
        if is_setting and name.strip() == "hops" and value.strip().isdigit():
            hops = int(value)
        else:
            networks.append(_network(part))
    if not 1 <= hops <= MOST_HOPS or (hops > 1 and not networks):
        _refuse_proxy(text)
    return Proxies(tuple(networks), hops)


@lru_cache(10_000)
def counted_as(address: str) -> str:
    """Under what the tries from an address are counted: itself, or the line an IPv6 address belongs to."""
    known = _address(address)
    if known is None or known.version == 4:
        return str(known or address)
    return str(ipaddress.ip_network((known, ONE_SUBSCRIBER), strict=False))


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        _refuse_address(text)
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in ("http", "https") or not parts.hostname or not text.isascii() or not is_bare:
        _refuse_address(text)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    is_usual = port in (None, {"http": 80, "https": 443}[parts.scheme])
    return f"{parts.scheme}://{host}" if is_usual else f"{parts.scheme}://{host}:{port}"


def _host(origin: str) -> str:
    host = urlsplit(origin).hostname or ""
    return f"[{host}]" if ":" in host else host


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        _refuse_proxy(text)


@lru_cache(10_000)
def _address(text: str) -> Address | None:
    """Of `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7` and `[2001:db8::7]:4711`; an IPv4 address that came over
    IPv6 is the IPv4 address."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, ipaddress.IPv6Address) else address


def _refuse_address(text: str) -> NoReturn:
    raise Refusal(
        "address_bad",
        f"LIENTHONG_ADDRESS: «{text}» không phải một địa chỉ; viết như https://lienthong.example.gov.vn, "
        "không có đường dẫn phía sau.",
        field="LIENTHONG_ADDRESS",
    )


def _refuse_proxy(text: str) -> NoReturn:
    raise Refusal(
        "proxy_bad",
        f"LIENTHONG_PROXY: không hiểu «{text}»; viết địa chỉ hoặc mạng của máy chủ đứng trước, cách nhau bằng dấu "
        f"phẩy, ví dụ 127.0.0.1 hoặc 10.20.0.0/28,hops=2 (nhiều nhất {MOST_HOPS} lớp).",
        field="LIENTHONG_PROXY",
    )
