"""The statements of `before-speed`, recorded once and never edited: what pgbench runs as the limit of a hot path.

A later build that sends less is thereby measured against the same limit as the one before it. The texts name what a
world decides – tokens, units, mandates, jurisdictions – between « and »; the rest stands as it was sent.
"""

from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from bench.staff import Staff, Ward
from bench.world import DRAFTS

FROZEN = Path(__file__).parent
ACTING = 8

FACTS = """
select m.id as mandate, m.person, account.id as account
from access a join mandate m on m.id = a.mandate
left join account on account.person = m.person
where a.digest = sha256(%s::bytea)
order by account.id limit 1
"""


def text(name: str) -> str:
    return (FROZEN / f"{name}.sql").read_text("utf-8")


def scripts(name: str, owner: psycopg.Connection[Any], staff: Staff) -> list[str]:
    """One pgbench script for each ward that acts."""
    return [_filled(name, owner, ward, n) for n, ward in enumerate(staff.wards[:ACTING])]
