"""The statements of `before-speed`, recorded once and never edited: what pgbench runs as the limit of a hot path.

A later build that sends less is thereby measured against the same limit as the one before it. The texts name what a
world decides – tokens, units, mandates, jurisdictions – between « and »; the rest stands as it was sent.
"""

import hashlib
from pathlib import Path
from typing import Any

import psycopg

from bench.staff import Officer, Staff, Ward
from bench.stages import ACTING
from bench.world import DRAFTS

FROZEN = Path(__file__).parent
MANDATE = "select mandate from access where digest = %s"
WARD = "select area as place, held_by(id, world_today()) as held from unit where id = %s"


def text(name: str) -> str:
    return (FROZEN / f"{name}.sql").read_text("utf-8")


def scripts(name: str, owner: psycopg.Connection[Any], staff: Staff) -> list[str]:
    """One pgbench script for each ward that acts."""
    return [filled(text(name), _facts(owner, ward, n)) for n, ward in enumerate(staff.wards[:ACTING])]


def filled(template: str, facts: dict[str, Any]) -> str:
    """The text with each «name» replaced by this world's value."""
    for name, value in facts.items():
        template = template.replace(f"«{name}»", str(value))
    return template


def _facts(owner: psycopg.Connection[Any], ward: Ward, n: int) -> dict[str, Any]:
    row = owner.execute(WARD, (ward.unit,)).fetchone()
    assert row is not None
    place, held = row
    return {
        "unit": ward.unit, "code": ward.code, "seat": ward.seat, "place": place, "held": ",".join(map(str, held)),
        **_person(owner, "reception", ward.reception), **_person(owner, "specialist", ward.specialist),
        "first": n or ACTING, "step": ACTING, "last": DRAFTS // ACTING - 1,
    }  # fmt: skip


def _person(owner: psycopg.Connection[Any], part: str, officer: Officer) -> dict[str, Any]:
    digest = hashlib.sha256(officer.token.encode()).digest()
    row = owner.execute(MANDATE, (digest,)).fetchone()
    assert row is not None
    return {part: row[0], f"{part}_token": digest.hex()}
