"""Which addresses are somebody else's, how messages are signed, when they are tried again."""

import hashlib
import hmac
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.exchange.webhooks import rules
from lienthong.kernel.refusals import Refusal

FORBIDDEN = (
    "127.0.0.1", "127.8.9.1", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
    "fd12::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
    "2001:db8::1", "fe80::1%eth0",
)  # fmt: skip


@pytest.mark.parametrize("address", FORBIDDEN)
def test_what_is_not_somebody_elses_is_not_reached(address: str) -> None:
    assert not rules.is_reachable(address, ())


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.0.181", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_what_is_public_is_reached(address: str) -> None:
    assert rules.is_reachable(address, ())


def test_the_operator_may_let_a_network_through() -> None:
    allowed = rules.allowed_networks("127.0.0.1, 10.20.0.0/16")
    assert rules.is_reachable("127.0.0.1", allowed)
    assert rules.is_reachable("::ffff:10.20.3.4", allowed)
    assert not rules.is_reachable("10.21.0.1", allowed)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "https://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[::1]:80/",
        "http://localhost/", "http://a.localhost:8000/", "http://LOCALHOST./", "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data", "http://017700000001/", "http://127.0.0.1./",
    ],
)  # fmt: skip
def test_addresses_of_the_machine_itself_are_refused_however_they_are_spelt(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_url(url, ())
    assert refused.value.code == "webhook_url_private"
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "url",
    [
        "", "nhan", "ftp://a.vn/", "file:///etc/passwd", "https://", "https://a:b@c.vn/", "https://a.vn/#x",
        "https://a.vn/\nHost: b", "https://a .vn/", "https://a.vn:99999/", "javascript:alert(1)",
        "https://" + "a" * 600,
        "https://a.vn/\x00", "gopher://a.vn", "https://" + "a" * 70 + ".vn/", "https://[zz]/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_url(url, ())
    assert refused.value.code == "bad_webhook_url"


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    for url in (text, f"https://{text}", f"https://a.vn/{text}"):
        with suppress(Refusal):
            assert rules.check_url(url, ()) == url.strip()


def test_a_receiver_can_check_the_signature_with_the_standard_library() -> None:
    secret = rules.secret_of(UUID(int=7), "key of the world")
    signed = rules.signature(secret, 1751331600, b'{"id": "1"}')
    mine = hmac.new(secret.encode(), b'1751331600.{"id": "1"}', hashlib.sha256).hexdigest()
    assert signed == f"sha256={mine}"
    assert secret != rules.secret_of(UUID(int=8), "key of the world")


def test_it_is_tried_again_later_and_later_and_not_for_ever() -> None:
    waits = []
    for tries in range(1, 20):
        wait = rules.wait_after(tries)
        if wait is None:
            break
        waits.append(wait.total_seconds())
    assert waits == sorted(waits)
    assert waits[:3] == [2, 8, 32]
    assert len(waits) == 9
