"""Marking as read, and where to be told: a person's own slips, no official acts – nothing of the work changes."""

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.notices import rules
from lienthong.notices.queries import address_behind


def mark_read(notice: int, *, by: Actor) -> None:
    """One notice of the actor's own."""
    address_behind(by, notice)
    sql.run(
        "insert into notice_read (mandate, notice) values (%s, %s) on conflict do nothing",
        (by.mandate, notice),
    )


def mark_all_read(*, up_to: int, by: Actor) -> None:
    """All the actor has been shown: what came in meanwhile stays unread."""
    sql.run(
        "insert into notice_read_to as t (mandate, notice)"
        " select %(mandate)s, least(%(up_to)s, (select max(id) from notice where unit = %(unit)s))"
        " where exists (select from notice where unit = %(unit)s)"
        " on conflict (mandate) do update set notice = greatest(t.notice, excluded.notice)",
        {"mandate": by.mandate, "up_to": up_to, "unit": by.unit},
    )
    sql.run("delete from notice_read where mandate = %s and notice <= %s", (by.mandate, up_to))


def keep_mail_address(address: str, *, by: Actor) -> str:
    """Where the person wants e-mail; '' for none. What is kept."""
    kept = rules.mail_address(address)
    if kept:
        sql.run(
            "insert into mail_address (person, address) values (%s, %s)"
            " on conflict (person) do update set address = excluded.address",
            (by.person, kept),
        )
    else:
        sql.run("delete from mail_address where person = %s", (by.person,))
    return kept
