"""Reads of notices: an officer's own, and those of the item a citizen has opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.notices.terms import PAGES, UNREAD_SHOWN, citizen_words, words_of
from lienthong.work.kinds import kind_label

ROOM = "lienthong.notices"
PAGE = 50

Params = Mapping[str, object]


class NoticeRow(NamedTuple):
    """One line of an officer's list."""

    id: int
    verb: str
    at: datetime
    item: UUID | None
    is_read: bool
    settled: bool
    """The step it asks for was done, by whoever."""
    kind: str
    reference: str
    subject: str
    state: str
    is_own: bool
    """Meant for this person, not for whoever of the unit may do it."""

    @property
    def words(self) -> str:
        return words_of(self.verb, "person")

    @property
    def about(self) -> str:
        """The kind of work, or of the page of what is no work."""
        return kind_label(self.kind) if self.kind else PAGES.get(self.verb, ("", ""))[1]


class _Audience(NamedTuple):
    verb: str
    item: UUID | None
    unit: int
    mandate: int | None


class _CitizenLine(NamedTuple):
    verb: str
    at: datetime
    code: str | None


@dataclass(frozen=True, slots=True)
class CitizenNotice:
    at: datetime
    words: str


def _me(actor: Actor) -> dict[str, object]:
    return {
        "unit": actor.unit, "mandate": actor.mandate, "section": actor.section,
        "abilities": sorted(actor.abilities),
    }  # fmt: skip


def notices_of(
    actor: Actor, *, unread: bool = False, before: int | None = None, limit: int = PAGE
) -> list[NoticeRow]:
    """The actor's notices, newest first; `before` is the id the page before ended with."""
    params = {**_me(actor), "unread": unread, "before": before, "limit": limit}
    return sql.rows(NoticeRow, sql.named(ROOM, "notices"), params)


def unread_count(actor: Actor) -> int:
    """How many are unread, counted to one more than the bell shows."""
    return sql.only_value(int, sql.named(ROOM, "unread"), {**_me(actor), "limit": UNREAD_SHOWN + 1})


def address_behind(actor: Actor, notice: int) -> str:
    """The page of what a notice of the actor's is about."""
    row = sql.row(
        _Audience,
        "select verb, item, unit, mandate from notice where id = %s and audience <> 'citizen'",
        (notice,),
    )
    if row is None or row.unit != actor.unit or row.mandate not in (None, actor.mandate):
        raise NotFound
    return f"/viec/{row.item}" if row.item else PAGES[row.verb][0]


def mail_address_of(actor: Actor) -> str:
    return sql.value(str, "select address from mail_address where person = %s", (actor.person,)) or ""


def citizen_notices() -> list[CitizenNotice]:
    """What the citizen who has opened an item in this transaction is told of it, newest first."""
    rows = sql.rows(
        _CitizenLine,
        "select n.verb, n.at, j.facts ->> 'code' as code from notice n left join journal j on j.id = n.line"
        " where n.audience = 'citizen' and n.item = (select nullif(current_setting('lt.item', true), '')::uuid)"
        " order by n.id desc",
    )
    return [CitizenNotice(clock.local(row.at), citizen_words(row.verb, row.code or "")) for row in rows]


def as_dicts(rows: Iterable[NoticeRow]) -> list[dict[str, object]]:
    return [{**row._asdict(), "words": row.words} for row in rows]
