"""What is believed of a proxy, and what an operator may say of the addresses people open."""

from typing import Any

import pytest

from lienthong.kernel.front import Proxies, counted_as, front_of, origins_of, proxies_of
from lienthong.kernel.refusals import Refusal

PROXY = {"LIENTHONG_PROXY": "127.0.0.1"}


def told(proxies: str, **environ: Any) -> dict[str, Any]:
    known = {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "HTTP_HOST": "127.0.0.1:8000", **environ}
    proxies_of(proxies).tell(known)
    return known


def who(proxies: str, said: str, peer: str = "10.0.0.5") -> str:
    address: str = told(proxies, REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=said)["REMOTE_ADDR"]
    return address


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        ("10.0.0.5", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "1.2.3.4, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.0/28,hops=2", "1.2.3.4, 203.0.113.7, 10.0.0.4", "203.0.113.7"),
        ("10.0.0.0/28,hops=2", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "203.0.113.7:4711", "203.0.113.7"),
        ("10.0.0.5", "[2001:db8::7]:4711", "2001:db8::7"),
        ("10.0.0.5", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.5", "::ffff:203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "unknown", "10.0.0.5"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", " , ,", "10.0.0.5"),
    ],
)
def test_who_asks_is_what_the_trusted_proxy_wrote(proxies: str, said: str, address: str) -> None:
    """What stands left of that, the one who asks may have written."""
    assert who(proxies, said) == address


def test_a_stranger_who_sends_the_headers_is_not_believed() -> None:
    for proxies in ("", "10.0.0.6", "10.1.0.0/16", "::1"):
        sent = {
            "HTTP_X_FORWARDED_FOR": "203.0.113.7", "HTTP_X_FORWARDED_PROTO": "https",
            "HTTP_X_FORWARDED_HOST": "lienthong.example",
        }  # fmt: skip
        environ = told(proxies, REMOTE_ADDR="10.0.0.5", **sent)
        seen = (environ["REMOTE_ADDR"], environ["wsgi.url_scheme"], environ["HTTP_HOST"])
        assert seen == ("10.0.0.5", "http", "127.0.0.1:8000")


def test_a_proxy_that_came_over_ipv6_is_known_by_its_ipv4_address() -> None:
    assert who("10.0.0.5", "203.0.113.7", peer="::ffff:10.0.0.5") == "203.0.113.7"
    assert who("fd00::/8", "203.0.113.7", peer="fd00::5") == "203.0.113.7"


def test_scheme_and_host_come_from_the_outermost_proxy() -> None:
    environ = told(
        "127.0.0.1", HTTP_X_FORWARDED_PROTO="HTTPS", HTTP_X_FORWARDED_HOST="lienthong.example:8443"
    )
    assert (environ["wsgi.url_scheme"], environ["HTTP_HOST"]) == ("https", "lienthong.example:8443")
    environ = told("127.0.0.1,hops=2", HTTP_X_FORWARDED_PROTO="https, http")
    assert environ["wsgi.url_scheme"] == "https"
    assert told("127.0.0.1", HTTP_X_FORWARDED_PROTO="javascript")["wsgi.url_scheme"] == "http"


def test_an_ipv6_subscriber_is_one_who_asks() -> None:
    assert counted_as("2001:db8:1:2:aaaa::1") == counted_as("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::/64"
    assert counted_as("2001:db8:1:3::1") != counted_as("2001:db8:1:2::1")
    assert counted_as("203.0.113.7") == counted_as("::ffff:203.0.113.7") == "203.0.113.7"
    assert counted_as("") == ""


def test_addresses_are_read_as_people_write_them() -> None:
    assert origins_of(" https://LienThong.example.gov.vn/ , http://10.0.0.5:8000,") == (
        "https://lienthong.example.gov.vn", "http://10.0.0.5:8000",
    )  # fmt: skip
    assert origins_of("https://lt.example:443,http://lt.example:80,http://[FD00::5]:8000") == (
        "https://lt.example", "http://lt.example", "http://[fd00::5]:8000",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "lienthong.example.gov.vn", "ftp://lt.example", "https://", "https://lt.example/duong", "https://a:b@lt.example",
        "https://lt.example?x=1", "https://lt.example#x", "https://lt.example:99999", "https://liên-thông.vn",
        "https://[::1", "javascript:alert(1)", "https://lt.example, lt.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="address_bad"):
        origins_of(text)


@pytest.mark.parametrize(
    "text",
    ["proxy.example", "10.0.0.300", "hops=2", "10.0.0.5,hops=0", "10.0.0.5,hops=9", "10.0.0.5,hops=x", "*"],
)
def test_what_is_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="proxy_bad"):
        proxies_of(text)


def test_the_front_as_an_operator_describes_it() -> None:
    front = front_of({"LIENTHONG_ADDRESS": "https://lt.example,http://10.0.0.5:8000", **PROXY})
    assert front.is_https
    assert front.hosts == ("127.0.0.1", "localhost", "[::1]", "lt.example", "10.0.0.5")
    assert front.proxies.believes("127.0.0.1")
    nothing = front_of({})
    assert (nothing.origins, nothing.proxies, nothing.is_https) == ((), Proxies(), False)


def test_settings_of_before_are_refused_with_what_says_the_same_now() -> None:
    for old, new in (("LIENTHONG_HTTPS", "LIENTHONG_PROXY"), ("LIENTHONG_HOSTS", "LIENTHONG_ADDRESS")):
        with pytest.raises(Refusal) as refused:
            front_of({old: "1", **PROXY})
        assert refused.value.code == "setting_replaced"
        assert old in refused.value.sentence
        assert new in refused.value.sentence


def test_https_without_a_proxy_is_refused() -> None:
    """The program opens no TLS: behind an unknown proxy a whole city would be one address."""
    with pytest.raises(Refusal, match="proxy_missing"):
        front_of({"LIENTHONG_ADDRESS": "https://lt.example"})
