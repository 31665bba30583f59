"""How large the measured world is: closed history, open work of a ward, entries of a register, letters."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench.staff import Staff, Ward
from bench.world import DRAFTS, FILL_DRAFTS
from lienthong.kernel.refusals import Refusal

FILLING = Path(__file__).with_name("filling")
ACTING = 8
"""Wards whose people receive and move, one for each client."""

OPEN_A_WARD = 100
"""In every ward, at every stage: an inbox always holds more than its page of fifty."""


WAITING = 60
"""In the busy ward, at every stage: assessed dossiers, which wait for its leader's signature among all others."""

IS_THERE = "select from pg_attribute where attrelid = to_regclass(%s) and attname = %s"
KEPT_COUNTS = (
    ("book", "entered", "update book set entered = last"),
    ("dossier", "outcome", "update dossier set outcome = 1 where lookup_code ^@ 'DO'"),
)
"""Table and column, and how it is counted again for the rows of `filling/`."""


@dataclass(frozen=True)
class Stage:
    """`open`: in the busy ward; `entries`: of one ward's register of dossiers, in one year."""

    closed: int
    open: int
    entries: int
    letters: int


NOTHING = Stage(0, OPEN_A_WARD, 0, 0)
SMALL = Stage(closed=1_000, open=OPEN_A_WARD, entries=1_000, letters=1_000)
LARGE = Stage(closed=1_000_000, open=30_000, entries=100_000, letters=20_000)


def large(letters: int | None) -> Stage:
    """The large world, with so many letters when somebody says how many."""
    if letters is None:
        return LARGE
    if letters < SMALL.letters:
        raise Refusal(
            "few_letters", f"Thế giới lớn cần ít nhất {SMALL.letters} văn bản.", status=422, field="letters"
        )
    return replace(LARGE, letters=letters)


def busy(staff: Staff) -> Ward:
    return staff.wards[8]


def registering(staff: Staff) -> Ward:
    return staff.wards[9]


def letter(staff: Staff, stage: Stage) -> UUID:
    """The newest letter to the first ward."""
    n = len(staff.seats)
    return UUID(f"0000000d-0000-4000-8000-{stage.letters // n * n:012x}")


def fill(owner: psycopg.Connection[Any], staff: Staff, done: Stage, wanted: Stage) -> None:
    """Grow the world from one stage to a larger one."""
    ward, register = busy(staff), registering(staff)
    if done == NOTHING:
        # A vacuum of a million fresh rows would be counted as the cost of whatever is being measured beside it.
        owner.execute("alter table work_item set (autovacuum_enabled = false)")
        _insert(owner, "territories", 0, OPEN_A_WARD * len(staff.seats), open=True)
        _insert(owner, "waiting", 0, WAITING, territory=ward.territory)
        seats = [one.seat for one in staff.wards[:ACTING]]
        owner.execute(FILL_DRAFTS, {"drafts": DRAFTS, "seats": seats, "n": ACTING})
    _insert(owner, "territories", done.closed, wanted.closed, open=False)
    _insert(owner, "ward", done.open, wanted.open, territory=ward.territory)
    _insert(
        owner, "register", done.entries, wanted.entries,
        unit=register.unit, code=register.code, seat=register.seat, territory=register.territory,
    )  # fmt: skip
    _insert(
        owner, "letters", done.letters, wanted.letters,
        seats=list(staff.seats), units=list(staff.units), centre=staff.centre.unit, centre_seat=staff.centre.seat,
    )  # fmt: skip
    _recount(owner)
    owner.execute("vacuum analyze")


def _recount(owner: psycopg.Connection[Any]) -> None:
    """What newer tables keep beside the rows filled here; in a copy of an older world their migration counts it."""
    for table, column, text in KEPT_COUNTS:
        if owner.execute(IS_THERE, (table, column)).fetchone() is not None:  # a row without columns is falsy
            owner.execute(text)


def reset_drafts(owner: psycopg.Connection[Any]) -> None:
    """Every draft that is moved to and fro stands at its first step again."""
    owner.execute("update work_item set state = 'drafting' where kind = 'draft' and closed_at is null")
    owner.execute("vacuum work_item")


def _insert(owner: psycopg.Connection[Any], what: str, done: int, wanted: int, **facts: Any) -> None:
    if wanted > done:
        text = (FILLING / f"{what}.sql").read_text("utf-8")
        owner.execute(text, {"from": done + 1, "to": wanted, **facts})
