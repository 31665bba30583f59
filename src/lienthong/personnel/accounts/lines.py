"""Whose line it is when somebody who does not act under a mandate yet sets a password or recovers their access."""

from dataclasses import replace

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.accounts import queries


def under_own_body(account: int, by: Actor) -> Actor:
    """With the body of the account's person, whose administrators may read it; an officer's line is theirs.

    Refused of an account whose person never served anywhere.
    """
    if by.kind == "officer":
        return by
    card = queries.card(account)
    unit = min(card.units, default=None) if card else None
    seat = sql.value(int, "select seat_of(%s)", (unit,))
    if seat is None:
        raise Refusal("no_body", "Tài khoản này không thuộc cơ quan nào. Xin hỏi người quản trị.")
    acts.reach(seat)
    return replace(by, unit=unit, seat=seat)
