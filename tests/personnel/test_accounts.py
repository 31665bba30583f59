"""Access begins and ends: given, given again by a link that works once, stopped at once – and only by who answers for
the body.
"""

import unicodedata
from collections.abc import Callable
from datetime import timedelta

import pytest

from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.accounts import actions, queries, rules
from lienthong.personnel.accounts.passwords import hash_password, matches
from lienthong.personnel.accounts.terms import SIGNERS, TRUSTED
from lienthong.personnel.asking import Unauthenticated, begin_session, digest_of, mint_token, who_asks
from lienthong.personnel.login import choose
from lienthong.personnel.terms import ABILITIES, roles_that_can
from tests import cast, sql
from tests.personnel.accounts import (
    PASSWORD,
    account_of,
    administrator,
    lines,
    logged_in,
    reset,
    set_password,
    username_of,
    with_password,
)

HOUR = timedelta(hours=1)


def _open_for(actor: Actor) -> list[tuple[str, str]]:
    """Everything one person may carry: two sessions, a token, a reader's token."""
    account, mandate = account_of(actor), actor.mandate or 0
    return [
        (begin_session(account, mandate), "session"),
        (begin_session(account, mandate), "session"),
        (mint_token(mandate, "test", lasts=HOUR), "token"),
        (mint_token(mandate, "test", lasts=HOUR, reader=True), "token"),
    ]


def _is_let_in(secret: str, kind: str) -> bool:
    try:
        return who_asks(secret, kind)[0].mandate is not None
    except Unauthenticated:
        return False


def test_a_stopped_account_is_nobody_at_once(db: None) -> None:
    an, binh = cast.an(), cast.officer("chuyen_vien")
    with_password(an)
    carried, colleagues = _open_for(an), _open_for(binh)
    assert all(_is_let_in(*secret) for secret in carried)
    answer = actions.stop_account(account_of(an), reason="left", by=administrator())
    assert answer["ended"] == len(carried)
    assert not any(_is_let_in(*secret) for secret in carried)
    assert all(_is_let_in(*secret) for secret in colleagues)
    with pytest.raises(Refusal, match="login_failed"):
        logged_in(an)
    assert lines("account.stopped") == 1


def test_nothing_that_is_given_out_for_a_stopped_account_lets_in(db: None) -> None:
    """Whoever switched it off, and whatever was given out before or after."""
    an = cast.an()
    before = _open_for(an)
    sql.run("reset role")
    sql.run("update account set active = false where id = %s", (account_of(an),))
    sql.run("set local role lienthong_app")
    assert not any(_is_let_in(*secret) for secret in [*before, *_open_for(an)])
    unchosen = begin_session(account_of(an), None)
    assert not choose(unchosen, an.mandate or 0)


def test_of_two_accounts_of_one_person_the_other_goes_on(db: None) -> None:
    an = cast.an()
    sql.run("reset role")
    other = sql.one(
        "insert into account (id, person, username, password, active)"
        " select max(id) + 1, %s, 'hai.27094', '', true from account returning id",
        (an.person,),
    )
    sql.run("set local role lienthong_app")
    first, second = begin_session(account_of_first(an), an.mandate), begin_session(other, an.mandate)
    actions.stop_account(other, reason="duplicate", by=administrator())
    assert _is_let_in(first, "session")
    assert not _is_let_in(second, "session")


def account_of_first(actor: Actor) -> int:
    account: int = sql.one("select min(id) from account where person = %s", (actor.person,))
    return account


def test_a_stopped_account_is_opened_again_with_the_password_it_had(db: None) -> None:
    an = cast.an()
    with_password(an)
    actions.stop_account(account_of(an), reason="long_leave", by=administrator())
    actions.reopen_account(account_of(an), by=administrator())
    assert _is_let_in(logged_in(an), "session")
    with pytest.raises(Refusal, match="account_not_stopped"):
        actions.reopen_account(account_of(an), by=administrator())


def test_a_reset_ends_all_and_its_link_works_once(db: None) -> None:
    an = cast.an()
    with_password(an)
    carried = _open_for(an)
    link = reset(an)
    assert not any(_is_let_in(*secret) for secret in carried)
    with pytest.raises(Refusal, match="login_failed"):
        logged_in(an)
    set_password(link, "mật khẩu mới tinh")
    assert _is_let_in(logged_in(an, "mật khẩu mới tinh"), "session")
    with pytest.raises(Refusal) as refused:
        set_password(link, "mật khẩu của kẻ khác")
    assert refused.value.code == "link_over"
    assert _is_let_in(logged_in(an, "mật khẩu mới tinh"), "session")
    assert (lines("account.reset"), lines("account.password_set")) == (1, 1)
    sql.run("reset role")
    written = sql.row("select unit, mandate, facts::text from journal where verb = 'account.password_set'")
    sql.run("set local role lienthong_app")
    assert (written.unit, written.mandate) == (an.unit, None)
    assert "mật khẩu" not in written.facts


def test_a_second_link_ends_the_first(db: None) -> None:
    an = cast.an()
    first, second = reset(an), reset(an)
    with pytest.raises(Refusal, match="link_over"):
        set_password(first, PASSWORD)
    set_password(second, PASSWORD)


def test_a_link_ends_by_itself(db: None) -> None:
    link = reset(cast.an())
    sql.run("reset role")
    sql.run("update access set expires_at = now() where kind = 'link'")
    sql.run("set local role lienthong_app")
    with pytest.raises(Refusal, match="link_over"):
        set_password(link, PASSWORD)


def test_a_link_of_an_account_stopped_since_is_over(db: None) -> None:
    an = cast.an()
    link = reset(an)
    sql.run("reset role")
    sql.run("update account set active = false where id = %s", (account_of(an),))
    sql.run("set local role lienthong_app")
    with pytest.raises(Refusal, match="link_over"):
        set_password(link, PASSWORD)


def test_a_link_is_no_session_and_no_token(db: None) -> None:
    link = reset(cast.an())
    assert not any(_is_let_in(link, kind) for kind in ("session", "token", "glance"))


def test_a_short_password_leaves_the_link(db: None) -> None:
    link = reset(cast.an())
    with pytest.raises(Refusal, match="password_short"):
        set_password(link, "ngắn")
    set_password(link, PASSWORD)


def test_ending_access_leaves_the_password(db: None) -> None:
    an = cast.an()
    with_password(an)
    carried = _open_for(an)
    assert actions.end_access(account_of(an), by=administrator())["ended"] == len(carried)
    assert not any(_is_let_in(*secret) for secret in carried)
    assert _is_let_in(logged_in(an), "session")


def test_an_account_is_given_to_who_has_none(db: None) -> None:
    an = cast.an()
    sql.run("reset role")
    sql.run("delete from account where person = %s", (an.person,))
    sql.run("set local role lienthong_app")
    assert [who.person for who in queries.unprovided(administrator())] == [an.person]
    link = digest_of("a secret")
    wanted = {"person": an.person or 0, "link": link.hex(), "by": administrator()}
    with pytest.raises(Refusal, match="bad_username"):
        actions.give_account(username="Văn Thư", **wanted)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="account_exists"):
        actions.give_account(username=username_of(administrator()), **wanted)  # type: ignore[arg-type]
    actions.give_account(username="moi.27094", **wanted)  # type: ignore[arg-type]
    set_password("a secret", PASSWORD)
    assert _is_let_in(logged_in(an), "session")
    with pytest.raises(Refusal, match="account_exists"):
        actions.give_account(username="moi-nua.27094", **wanted)  # type: ignore[arg-type]


ON_ANOTHERS: list[Callable[[int, Actor], object]] = [
    lambda account, by: actions.reset_account(account, link=digest_of("x").hex(), by=by),
    lambda account, by: actions.stop_account(account, reason="left", by=by),
    lambda account, by: actions.reopen_account(account, by=by),
    lambda account, by: actions.end_access(account, by=by),
]


@pytest.mark.parametrize("act", ON_ANOTHERS)
def test_who_answers_for_another_body_finds_nothing(db: None, act: Callable[[int, Actor], object]) -> None:
    account = account_of(cast.an())
    for stranger in (cast.officer("chanh_van_phong", cast.BINH_TRUNG), cast.officer("bi_thu")):
        with pytest.raises(NotFound):
            act(account, stranger)
    with pytest.raises(NotFound):
        act(2_000_000_000, administrator())
    with pytest.raises(Refusal, match="not_allowed"):
        act(account, cast.officer("chuyen_vien"))
    assert _is_let_in(begin_session(account, cast.an().mandate), "session")


def test_the_city_answers_for_every_body_of_it(db: None) -> None:
    centre = cast.officer("quan_tri", cast.TTCDS)
    for who in (cast.an(), cast.officer("lanh_dao"), cast.officer("bi_thu"), cast.dung()):
        assert actions.end_access(account_of(who), by=centre)["ended"] == 0


def test_a_technician_does_not_get_at_who_signs(db: None) -> None:
    technician = cast.officer("ky_thuat")
    reset(cast.an(), by=technician)
    with pytest.raises(Refusal, match="account_of_signer"):
        reset(cast.officer("lanh_dao"), by=technician)
    assert reset(cast.officer("lanh_dao"), by=administrator())


def test_who_serves_in_two_bodies_is_left_to_the_city(db: None) -> None:
    an, elsewhere = cast.an(), cast.officer("chanh_van_phong", cast.BINH_TRUNG)
    sql.run("reset role")
    sql.run(
        "insert into mandate (id, person, post, during, temporary, basis)"
        " select (select max(id) + 1 from mandate), %s, m.post, '[2025-07-01,)', false, 'thử'"
        " from mandate m where m.id = %s",
        (an.person, elsewhere.mandate),
    )
    sql.run("set local role lienthong_app")
    for unit_administrator in (administrator(), elsewhere):
        with pytest.raises(Refusal, match="account_elsewhere"):
            reset(an, by=unit_administrator)
    assert reset(an, by=cast.officer("quan_tri", cast.TTCDS))


def test_nobody_stops_their_own_account(db: None) -> None:
    with pytest.raises(Refusal, match="own_account"):
        actions.stop_account(account_of(administrator()), reason="left", by=administrator())


def test_somebody_who_left_is_still_found_and_stopped(db: None) -> None:
    an = cast.an()
    sql.run("reset role")
    sql.run("update mandate set during = '[2020-01-01, 2025-06-30)' where id = %s", (an.mandate,))
    sql.run("set local role lienthong_app")
    row = next(row for row in queries.accounts(administrator()) if row.person == an.person)
    assert not row.serves
    actions.stop_account(row.account, reason="left", by=administrator())
    assert queries.counts(administrator())["stopped"] == 1


def test_lists_say_what_is_open(db: None) -> None:
    an, by = cast.an(), administrator()
    _open_for(an)
    row = next(row for row in queries.accounts(by) if row.person == an.person)
    assert (row.state, row.sessions, row.tokens, row.link_until) == ("without", 2, 2, None)
    reset(an)
    row = next(row for row in queries.accounts(by, words=username_of(an)) if row.person == an.person)
    assert (row.state, row.sessions, row.tokens, row.link_until is None) == ("waiting", 0, 0, False)
    assert {row.unit_code for row in queries.accounts(by)} == {cast.AN_KHANH}
    assert queries.counts(by)["waiting"] == len(queries.accounts(by, state="waiting")) == 1


def test_a_new_password_of_ones_own_ends_the_other_sessions(db: None) -> None:
    an = cast.an()
    with_password(an)
    here, there = logged_in(an), logged_in(an)
    token = mint_token(an.mandate or 0, "test", lasts=HOUR)
    answer = actions.change_password(session=digest_of(here), password="mật khẩu thứ hai", by=an)
    assert answer["ended"] == 1
    assert [_is_let_in(here, "session"), _is_let_in(there, "session"), _is_let_in(token, "token")] == [
        True, False, True,
    ]  # fmt: skip
    with pytest.raises(Refusal, match="login_failed"):
        logged_in(an)
    assert _is_let_in(logged_in(an, "mật khẩu thứ hai"), "session")


def test_a_token_changes_nobodys_password(db: None) -> None:
    token = mint_token(cast.an().mandate or 0, "test", lasts=HOUR)
    with pytest.raises(NotFound):
        actions.change_password(session=digest_of(token), password=PASSWORD, by=cast.an())


def test_a_password_is_the_same_however_the_keyboard_composes_it() -> None:
    typed = "mật khẩu rất dài"
    apart = unicodedata.normalize("NFD", typed)
    assert typed != apart
    assert matches(hash_password(apart), typed)
    assert matches(hash_password(typed), apart)


def test_no_act_answers_with_a_secret_or_a_password(db: None) -> None:
    """What is kept under a key could be asked for again."""
    an = cast.an()
    link = digest_of("only the link knows").hex()
    answer = actions.reset_account(account_of(an), link=link, by=administrator(), key="once")
    again = actions.reset_account(account_of(an), link=link, by=administrator(), key="once")
    assert answer == again
    sql.run("reset role")
    kept = sql.one("select string_agg(answer::text || asked, '') from answer where key = 'once'")
    sql.run("set local role lienthong_app")
    assert "only the link knows" not in kept
    assert lines("account.reset") == 1
    set_password("only the link knows", PASSWORD)


def test_who_may_give_access_is_a_subset_of_who_manages_it() -> None:
    managers = set(roles_that_can("manage_accounts"))
    assert managers >= TRUSTED
    assert {"lanh_dao", "bi_thu", "vptu"} <= SIGNERS <= set(ABILITIES)
    assert roles_that_can("manage_accounts_beyond") == ["quan_tri"]
    rules.check_may("ky_thuat", {1}, {1}, ["van_thu"])


# Idle sessions.


def _ages(secret: str, unused: timedelta) -> None:
    """As if so much time had gone by since it was last used."""
    sql.run("reset role")
    sql.run(
        "update access set expires_at = expires_at - %s, ends_at = ends_at - %s where digest = %s",
        (unused, unused, digest_of(secret)),
    )
    sql.run("set local role lienthong_app")


def test_a_session_ends_when_it_is_idle_and_goes_on_when_it_is_used(db: None) -> None:
    an = cast.an()
    used, idle = (begin_session(account_of(an), an.mandate) for _ in range(2))
    for _ in range(3):
        _ages(used, timedelta(minutes=40))
        _ages(idle, timedelta(minutes=40))
        assert _is_let_in(used, "session")
    assert not _is_let_in(idle, "session")


def test_a_page_that_asks_by_itself_does_not_keep_a_session(db: None) -> None:
    an = cast.an()
    secret = begin_session(account_of(an), an.mandate)
    _ages(secret, timedelta(minutes=40))
    assert _is_let_in(secret, "glance")
    _ages(secret, timedelta(minutes=40))
    assert not _is_let_in(secret, "glance")
    assert not _is_let_in(secret, "session")


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(db: None) -> None:
    an = cast.an()
    secret = begin_session(account_of(an), an.mandate)
    for _ in range(17):
        _ages(secret, timedelta(minutes=42))
        assert _is_let_in(secret, "session")
    _ages(secret, timedelta(minutes=42))
    assert not _is_let_in(secret, "session")


def test_use_is_written_down_once_a_minute(db: None) -> None:
    an = cast.an()
    secret = begin_session(account_of(an), an.mandate)
    _ages(secret, timedelta(minutes=2))
    moments = set()
    for _ in range(3):
        who_asks(secret, "session")
        sql.run("reset role")
        moments.add(sql.one("select xmin::text from access where digest = %s", (digest_of(secret),)))
        until = sql.one("select expires_at - now() from access where digest = %s", (digest_of(secret),))
        sql.run("set local role lienthong_app")
    assert timedelta(minutes=60) < until <= timedelta(minutes=61)
    assert len(moments) == 1


def test_sessions_begun_before_ends_were_kept_last_as_long_as_they_were_given(db: None) -> None:
    """A world made by the version before: neither an idle time nor an end stands in its rows."""
    an = cast.an()
    secret = begin_session(account_of(an), an.mandate)
    sql.run("reset role")
    sql.run("update access set idle = null, ends_at = null where digest = %s", (digest_of(secret),))
    sql.run("set local role lienthong_app")
    assert _is_let_in(secret, "session")
