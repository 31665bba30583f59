"""What the messenger does for this room: reads on in the journal, and sends the e-mails that are due."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.journal import tail_waits
from lienthong.kernel import clock
from lienthong.kernel.working_time import VIETNAM
from lienthong.notices import mailing, rules
from lienthong.notices.terms import EVERY_RULE, MAIL_LEASE_SECONDS, REMINDED
from lienthong.personnel.terms import ABILITIES, roles_that_can
from lienthong.work.kinds import KINDS, kind_label

AT_ONCE = 1_000
"""Lines of the journal a transaction."""


class DueMail(NamedTuple):
    id: UUID
    address: str
    tries: int
    verb: str
    audience: str
    item: UUID | None
    kind: str
    reference: str


def tell_of_new_lines(post: mailing.Post | None) -> int:
    """One batch of the journal's tail; how many notices came of it. Its own transaction, like the place it moves."""
    if not tail_waits("notices"):
        return 0
    notices = sql.only_value(int, "select tell_of_tail(%s, %s, %s)", (_rules(), AT_ONCE, post is not None))
    return notices


def remind_of_due() -> int:
    """One notice for whoever has a letter that is nearly late, one when it is late; how many (TT 01/2019, art. 20)."""
    today = clock.local(sql.only_value(datetime, "select world_now()")).date()
    until = VIETNAM.end_of(VIETNAM.next_working_day(today)) + timedelta(microseconds=1)
    roles = {ability: roles_that_can(ability) for ability in REMINDED}
    return sql.only_value(int, "select remind_of_due(%s, %s)", (until, Jsonb(roles)))


def _rules() -> Jsonb:
    """The rules, each with the roles that may do the next step, and of each kind the section that has it no more than
    others.
    """
    counters = {kind.name: kind.counter for kind in KINDS.values() if kind.counter}
    return Jsonb(
        [
            {
                "verb": rule.verb,
                "audience": rule.audience,
                "ability": rule.ability,
                "roles": [role for role, may in ABILITIES.items() if rule.ability in may],
                "counters": counters,
            }
            for rule in EVERY_RULE
        ]
    )


def send_due_mails(post: mailing.Post, *, limit: int = 20) -> int:
    """Send what is due; how many were taken up. Sent outside any transaction: a sender that dies leaves a message that
    is sent again after its lease, under the same Message-ID.
    """
    rows = sql.rows(
        DueMail,
        "select id, address, tries, verb, audience, item, kind, reference"
        " from claim_mails(%s, make_interval(secs => %s))",
        (limit, MAIL_LEASE_SECONDS),
    )
    for row in rows:
        _send(row, post)
    return len(rows)


def _send(mail: DueMail, post: mailing.Post) -> None:
    if not rules.is_mail_address(mail.address):
        return _settle(mail, "failed", "not an address")
    subject, text = rules.mail_text(
        mail.verb, mail.audience, kind_label(mail.kind), mail.reference, post.link_to(mail)
    )
    try:
        post.send(mailing.message(mail.id, post.sender, mail.address, subject, text))
    except OSError as failed:  # smtplib's own errors are OSErrors too
        return _settle(mail, "waiting", f"{type(failed).__name__}: {failed}")
    return _settle(mail, "sent", "")


def _settle(mail: DueMail, state: str, answer: str) -> None:
    wait = rules.mail_tried_again_after(mail.tries) if state == "waiting" else None
    if state == "waiting" and wait is None:
        state = "failed"
    next_at = clock.real() + wait if wait is not None else None
    sql.run("select settle_mail(%s, %s, %s, %s)", (mail.id, state, answer, next_at))
