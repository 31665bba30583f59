"""Whose an item is that carries the nonce of a case: the case's own, of somebody who plays in it, or a copy. Pure."""

from lienthong.rehearsal.terms import CITIZEN, CITY_ROLES, home_of
from lienthong.rehearsal.verifying.evaluation import Case
from lienthong.rehearsal.verifying.terms import FirstLine, Line


def is_its_own(opening: FirstLine, case: Case, guests: int) -> bool:
    """Whether who opened the item is who opens such an item in this case: the unit a step belongs to, or a citizen of
    the round. `guests`: the access of the pass its citizens carry.
    """
    roles = case.order.openers(opening.kind)
    if opening.door is None or not roles:
        return True  # from before doors were kept; or what no step opens
    return any(
        opening.access == guests if role == CITIZEN else opening.unit in _homes(role, case) for role in roles
    )


def _homes(role: str, case: Case) -> set[int]:
    """The unit a role belongs to; the agencies that play against the communes write for each other."""
    roles = CITY_ROLES if role in CITY_ROLES else {role}
    return {unit for unit in (case.resolve(home_of(each)) for each in roles) if unit is not None}


def has_part(unit: int | None, case: Case) -> bool:
    """Whether the unit plays in this case: what it writes of its own accord is neither the case's nor a copy."""
    roles = {step.role for step in case.order.scenario.steps} - {CITIZEN}
    return unit is not None and unit in {case.resolve(home_of(role)) for role in roles}


def opening_of(line: Line) -> FirstLine:
    """Of a line with which an item begins; its nonce is known by whom it was bound to."""
    return FirstLine(line.item, line.kind, "", line.at, line.mandate, line.actor_unit, line.door, line.access)
