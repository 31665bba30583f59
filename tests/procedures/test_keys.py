"""What a citizen holds: hard to guess, easy to type."""

from uuid import UUID

import pytest

from lienthong.kernel.ids import uuid7
from lienthong.procedures import keys

ITEM = UUID("01a200e4-c5f6-7784-ac00-d25b106f5b67")


def test_a_secret_follows_from_the_item() -> None:
    assert keys.secret_of(ITEM) == keys.secret_of(ITEM) != keys.secret_of(uuid7())


def test_a_secret_has_a_hundred_bits() -> None:
    secrets = [keys.secret_of(uuid7()).replace("-", "") for _ in range(200)]
    assert {len(secret) for secret in secrets} == {20}
    for place in range(20):  # every sign of every place carries its five bits
        assert len({secret[place] for secret in secrets}) > 20
    assert len(set(secrets)) == 200


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0}"])
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    secret = keys.secret_of(ITEM)
    for way in (secret, secret.lower(), secret.replace("-", " "), secret.replace("0", "O").replace("1", "l")):
        assert keys.digest_of(typed.format(way)) == keys.digest_of(secret)


def test_a_code_is_found_as_it_is_typed() -> None:
    code = keys.lookup_code()
    assert code.startswith("HS-")
    assert keys.spelt(code.lower().replace("-", "")) == keys.spelt(f" {code} ") == code
    assert keys.spelt("27094-250701-0001") == "27094-250701-0001"
