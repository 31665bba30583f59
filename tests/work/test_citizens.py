"""What a citizen holds, at every desk the same: hard to guess, easy to type, and good as long as the item."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound
from lienthong.procedures.filing.citizens import OPENING as DOSSIERS
from lienthong.reports.actions import reopen_report
from lienthong.reports.queries import OPENING as REPORTS
from lienthong.work.citizens import keys
from lienthong.work.citizens.opening import Opening
from tests import sql
from tests.board.rounds import as_owner
from tests.procedures import dossiers
from tests.reports import reports

ITEM = UUID("01a200e4-c5f6-7784-ac00-d25b106f5b67")

DESKS = [(DOSSIERS, dossiers.submitted), (REPORTS, reports.reported)]


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
        assert keys.digest_of(typed.format(way)) == keys.digests_of(way)[0] == keys.digest_of(secret)


def test_no_two_signs_are_read_as_each_other() -> None:
    assert len(keys.ALPHABET) == 32
    assert keys.read(keys.ALPHABET) == keys.ALPHABET


def test_four_digits_are_a_telephone_and_a_secret_is_not() -> None:
    assert keys.is_phone_end(" 4567 ")
    for other in ("", "456", "45678", "٤٥٦٧", "45\n67", keys.secret_of(ITEM)):
        assert not keys.is_phone_end(other)


@pytest.mark.parametrize(("opening", "make"), DESKS)
def test_both_desks_give_out_one_kind_of_secret(
    db: None, opening: Opening, make: Callable[[], dict[str, Any]]
) -> None:
    answer = make()
    assert answer["secret"] == keys.secret_of(UUID(answer["id"]))
    with acts.opening(dossiers.citizen()):
        for secret in (answer["secret"], answer["secret"].lower().replace("-", "")):
            assert opening.by_secret(answer["code"], secret) == UUID(answer["id"])
    with acts.opening(dossiers.citizen()):
        with pytest.raises(NotFound):
            opening.by_secret(answer["code"], keys.secret_of(uuid7()))
        assert sql.one("select count(*) from work_item") == 0


OLD_CODE, OLD_SECRET = "PA250701-7KQL9UXD", "LUL2-3456-789A-BCDL"
"""As reports gave them out before: letters of their own, L among them, and the digest of what was typed."""


@pytest.fixture
def old(db: None) -> UUID:
    answer = reports.answered()
    code, secret = (text.replace("-", "") for text in (OLD_CODE, OLD_SECRET))
    with as_owner():
        sql.run(
            "update report set code = %s, secret = %s where item = %s",
            (code, hashlib.sha256(secret.encode()).digest(), UUID(answer["id"])),
        )
    return UUID(answer["id"])


@pytest.mark.parametrize("way", [str, str.lower, lambda text: text.replace("-", " ")])
def test_what_was_given_out_before_opens_still(old: UUID, way: Callable[[str], str]) -> None:
    with acts.opening(reports.citizen("lookup")):
        assert REPORTS.to_look(way(OLD_CODE), way(OLD_SECRET)) == old
        with pytest.raises(NotFound):
            REPORTS.to_look(OLD_CODE, OLD_SECRET[:-1])


def test_the_telephone_opens_an_old_code_too(old: UUID) -> None:
    with acts.opening(reports.citizen("lookup")):
        assert REPORTS.to_look(OLD_CODE, "4567") == old


def test_an_old_secret_still_lets_its_reporter_act(old: UUID) -> None:
    answer = reopen_report(
        code=OLD_CODE, secret=OLD_SECRET, text="Đèn vẫn chưa sáng.", by=reports.citizen("reopenings")
    )
    assert answer["id"] == str(old)
