"""Official acts that close a period of a register and open it again, and who may."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.receiving.queries import closed_period
from lienthong.documents.receiving.terms import CLOSE_REGISTER
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_date
from lienthong.registers import queries
from lienthong.registers.queries import Register
from lienthong.registers.terms import INCOMING, OUTGOING
from lienthong.work.reasons import check_reason

OF_LETTERS = (INCOMING, OUTGOING)
"""Registers that are closed by periods; one of dossiers follows their own law."""

VERBS = {"register.closed": "Khóa sổ theo kỳ", "register.reopened": "Mở lại kỳ đã khóa"}


class Closed(NamedTuple):
    unit: int
    register: str
    since: date
    until: date


def may_close(actor: Actor, register: Register) -> bool:
    """A clerk of the body whose register it is, while the body lives."""
    return actor.can(CLOSE_REGISTER) and register.name in OF_LETTERS and register.body.id == actor.unit


@official_act
def close_period(*, register: str, since: date, until: date, by: Actor) -> Answer:
    """Close a period of the own body's register of letters: what is entered afterwards carries no day in it (Decree
    30/2020, art. 16, 22). Refuses `period_upside_down`, `period_of_two_years`, `period_not_over`,
    `period_closed_before`.
    """
    by.require(CLOSE_REGISTER)
    if register not in OF_LETTERS:
        raise NotFound
    _check_period(since, until, by.day)
    unit = by.unit or 0
    # Whoever enters a letter at this moment takes a number of this row; so does whoever closes beside us.
    sql.run("select from book where unit = %s and year = %s for update", (unit, since.year))
    _check_not_closed(unit, register, since, until)
    read = queries.register(by, queries.body(by, unit), register, since.year)
    entries, closing = queries.counted_in(read, since, until), uuid7()
    sql.run(
        "insert into register_closing (id, unit, register, since, until, entries, mandate, at)"
        " values (%s, %s, %s, %s, %s, %s, %s, world_now())",
        (closing, unit, register, since, until, entries, by.mandate),
    )
    facts = {
        "closing": str(closing),
        "register": register,
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    append_line("register.closed", {**facts, "entries": entries}, by=by)
    return {"closing": str(closing), "entries": entries}


def _check_period(since: date, until: date, today: date) -> None:
    if since > until:
        raise Refusal("period_upside_down", "Ngày đầu kỳ phải trước ngày cuối kỳ.", status=422, field="until")
    if since.year != until.year:
        raise Refusal(
            "period_of_two_years", "Một kỳ nằm trong một năm: số của mỗi năm bắt đầu lại từ 01.", status=422,
            field="until",
        )  # fmt: skip
    if until >= today:
        raise Refusal(
            "period_not_over",
            "Kỳ này chưa hết: chỉ khóa đến hết ngày hôm qua, hôm nay còn vào sổ.",
            status=422,
            field="until",
        )


def _check_not_closed(unit: int, register: str, since: date, until: date) -> None:
    for day in (since, until):
        if (period := closed_period(unit, register, day)) is not None:
            raise Refusal(
                "period_closed_before",
                f"Kỳ {vn_date(period.since)}–{vn_date(period.until)} của sổ này đã khóa; hãy chọn ngày khác.",
                status=409,
                field="since",
            )


@official_act
def reopen_period(closing: UUID, *, reason: str, by: Actor) -> Answer:
    """A period that was closed by mistake, or that a letter was forgotten in, takes entries again; the register says
    who opened it, when and why. Refuses `reason_missing`, `period_open_again`.
    """
    by.require(CLOSE_REGISTER)
    said = check_reason(reason)
    row = sql.row(
        Closed, "select unit, register, since, until from register_closing where id = %s", (closing,)
    )
    if row is None or row.unit != by.unit:
        raise NotFound
    is_done = sql.run(
        "update register_closing set reopened_at = world_now(), reopened_by = %s, reopen_reason = %s"
        " where id = %s and reopened_at is null",
        (by.mandate, said, closing),
    )
    if not is_done:
        raise Refusal("period_open_again", "Kỳ này đã được mở lại rồi.")
    append_line("register.reopened", {"closing": str(closing), "register": row.register}, by=by)
    return {"closing": str(closing)}
