"""Official acts on delegations: the head lets another sign, and takes it back."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.delegations import queries, rules
from lienthong.personnel.delegations.terms import HEADS, Form, Holder, Wanted, delegation_over
from lienthong.personnel.terms import ABILITIES

ROOM = "lienthong.personnel.delegations"


@official_act
def delegate_authority(
    *,
    form: Form,
    delegate: int,
    covers: Sequence[str],
    since: date,
    until: date | None = None,
    is_away: bool = False,
    paper_title: str = "",
    paper_sign: str = "",
    paper_on: date | None = None,
    by: Actor,
) -> Answer:
    """Let a mandate of the same body sign in the head's place, from `since` to the end of `until` (Decree 30/2020, 13).

    Refused: from anybody but the head or (with a paper) the head of office, to oneself or outside the body, to a role
    that cannot sign in this form, for days gone by, TUQ without paper or end, and what is given already.
    """
    is_head = by.role in HEADS
    rules.check_giver(by.role, is_head=is_head, has_delegation=bool(by.delegated))
    by.require("delegate_authority")
    head = _head(by, is_head=is_head)
    wanted = Wanted(
        form, delegate, tuple(dict.fromkeys(covers)), since, until, is_away,
        rules.paper_of(paper_title, paper_sign, paper_on),
    )  # fmt: skip
    rules.check_delegate(wanted, head, queries.holder(delegate))
    rules.check_terms(wanted, by_head=is_head, head_may=ABILITIES[head.role], today=by.day)
    rules.check_overlap(wanted, queries.standing(head.mandate))
    delegation = uuid7()
    sql.run(sql.named(ROOM, "give"), _row(delegation, wanted, head, by))
    facts = {
        "delegation": str(delegation), "delegator": head.mandate, "delegate": delegate, "form": form,
        "covers": list(wanted.covers),
    }  # fmt: skip
    append_line("authority.delegated", facts, by=by)
    return {
        "delegation": str(delegation),
        "form": form,
        "since": str(since),
        "until": str(until) if until else None,
    }


def _head(by: Actor, *, is_head: bool) -> Holder:
    head = queries.holder(by.mandate or 0) if is_head else queries.head_of(by.unit or 0)
    if head is None:
        raise Refusal("no_head", "Cơ quan hiện không có người đứng đầu để giao ký.")
    return head


def _row(delegation: UUID, wanted: Wanted, head: Holder, by: Actor) -> dict[str, object]:
    return {
        "id": delegation, "unit": head.unit, "delegator": head.mandate, "delegate": wanted.delegate,
        "form": wanted.form, "covers": list(wanted.covers), "since": wanted.since,
        "until": rules.after(wanted.until), "is_away": wanted.is_away, "paper_title": wanted.paper.title,
        "paper_sign": wanted.paper.sign, "paper_on": wanted.paper.on, "given_by": by.mandate,
    }  # fmt: skip


class _Withdrawn(NamedTuple):
    delegate: int
    form: str


@official_act
def withdraw_delegation(delegation: UUID, *, reason: str, by: Actor) -> Answer:
    """End a delegation at once. What was signed under it stays signed; refused when it is over already."""
    by.require("withdraw_delegation")
    if not reason.strip():
        raise Refusal("reason_missing", "Hãy nêu rõ lý do.", status=422, field="reason")
    row = sql.row(
        _Withdrawn,
        sql.named(ROOM, "withdraw"),
        {"id": delegation, "unit": by.unit, "by": by.mandate, "reason": reason.strip()},
    )
    if row is None:
        raise _why_not(delegation, by)
    append_line(
        "authority.withdrawn",
        {"delegation": str(delegation), "delegate": row.delegate, "form": row.form},
        by=by,
    )
    return {"delegation": str(delegation), "state": "withdrawn"}


def _why_not(delegation: UUID, by: Actor) -> Exception:
    if not any(row.id == delegation for row in queries.delegations(by)):
        return NotFound()
    return delegation_over()
