"""What is given out for a round ends with it: its clerks' tokens, its citizens' pass, the verifier's eyes."""

from datetime import timedelta
from typing import Any

from django.test import Client

from lienthong.ground.acts import opening
from lienthong.personnel.asking import Unauthenticated, digest_of, mint_tokens, who_asks
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.planning.actions import (
    end_round,
    forget_round,
    mint_readers,
    plan_round,
    start_round,
)
from lienthong.rehearsal.terms import CONCLUDES_WITHIN, clerks_of
from tests import sql
from tests.cast import AN_KHANH
from tests.rehearsal.people import centre


def _started(campaign: int) -> int:
    number: int = plan_round(
        campaign, units=[AN_KHANH], scenarios=["van-ban-den-di"], seed=7, speed=60, by=centre()
    )["round"]
    start_round(number, in_seconds=0, by=centre())
    return number


def _clerks(number: int) -> str:
    mandate = centre().mandate or 0
    with opening(centre()):
        return mint_tokens([mandate], clerks_of(number), lasts=timedelta(days=1))[mandate]


def _pass_of(number: int) -> str:
    with opening(centre()):
        handed: dict[str, Any] = playbook.calls_of(number)
    guest_pass: str = handed["public_token"]
    return guest_pass


def _is_let_in(token: str) -> bool:
    try:
        with opening(centre()):
            return who_asks(token, "token")[0].mandate is not None
    except Unauthenticated:
        return False


def _lasts(token: str, owner: Any) -> timedelta:
    """How long it still opens something."""
    row = owner.execute(
        "select coalesce(max(expires_at) - now(), '0') from access where digest = %s and expires_at > now()",
        (digest_of(token),),
    ).fetchone()
    return timedelta() if row is None else row[0]


def _is_guest(token: str) -> bool:
    with opening(centre()):
        return bool(sql.one("select is_guest(%s)", (digest_of(token),)))


def test_a_round_that_is_over_leaves_no_way_in(campaign: int, login: Any) -> None:
    first, second = _started(campaign), _started(campaign)
    clerk, other, guest = _clerks(first), _clerks(second), _pass_of(first)
    with opening(centre()):
        reader = next(iter(mint_readers().values()))
    assert [_is_let_in(token) for token in (clerk, other, reader)] == [True] * 3
    assert _is_guest(guest)
    end_round(first, by=centre())
    assert [_is_let_in(token) for token in (clerk, other, reader)] == [False, True, True]
    owner = login("owner")
    assert _lasts(guest, owner) <= CONCLUDES_WITHIN
    with opening(centre()):
        forget_round(first)
    assert not _is_guest(guest)
    assert _is_guest(_pass_of(second))
    assert _is_let_in(reader), "a round still runs"
    end_round(second, by=centre())
    assert not _is_let_in(other)
    left = owner.execute("select count(*) from trial_round where state = 'running'").fetchone()[0]
    assert (_lasts(reader, owner) <= CONCLUDES_WITHIN) == (left == 0)


def test_the_pass_of_a_round_that_is_over_lifts_no_limit(campaign: int, login: Any) -> None:
    number = _started(campaign)
    guest = _pass_of(number)
    assert _counted(guest, login) == 0
    end_round(number, by=centre())
    with opening(centre()):
        forget_round(number)
    assert _counted(guest, login) == 1


def _counted(guest: str, login: Any) -> int:
    """How many of one look-up are counted against its address."""
    counted = "select coalesce(sum(count), 0)::int from knock where door = 'catalogue'"
    owner = login("owner")
    before = owner.execute(counted).fetchone()[0]
    answer = Client().get("/api/v1/public/procedures", headers={"X-Round-Token": guest})
    assert answer.status_code == 200
    counted_after: int = owner.execute(counted).fetchone()[0]
    return counted_after - before
