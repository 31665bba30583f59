"""Bodies in which nobody works, as tests need them."""

from collections.abc import Sequence

from tests import cast, sql
from tests.board.rounds import as_owner

HANOI = "00004"
"""Phường Ba Đình: a body of another province, known to the registry, with nobody in this installation."""


def unit_of(code: str) -> int:
    found: int = sql.one(
        "select id from unit where code = %s and body = 'ubnd' and during @> world_today()", (code,)
    )
    return found


def area_of(code: str) -> int:
    """The newest area under a code, living or ended."""
    found: int = sql.one("select id from area where code = %s order by lower(during) desc limit 1", (code,))
    return found


def emptied(code: str = cast.BINH_TRUNG, roles: Sequence[str] = ()) -> int:
    """The unit, after its people's mandates ended yesterday: of all roles, or of these."""
    unit = unit_of(code)
    with as_owner():
        sql.run(
            "update mandate set during = daterange(lower(during), world_today()) where post in"
            " (select id from post where unit = %s and (%s::text[] = '{}' or role = any (%s::text[])))",
            (unit, list(roles), list(roles)),
        )
    return unit


def peopled(code: str = cast.BINH_TRUNG) -> None:
    """They are back."""
    with as_owner():
        sql.run(
            "update mandate set during = daterange(lower(during), null) where post in"
            " (select id from post where unit = %s)",
            (unit_of(code),),
        )
