"""Who runs rounds and who plays in them: people, at pages."""

from dataclasses import replace

from lienthong.ground.actor import PAGE, Actor
from lienthong.personnel.terms import ABILITIES
from tests.cast import AN_KHANH, TTCDS, officer


def at_a_page(actor: Actor) -> Actor:
    return replace(actor, through=PAGE)


def centre() -> Actor:
    return at_a_page(officer("quan_tri", TTCDS))


def second_person() -> Actor:
    """Somebody else who may confirm what the centre asks for."""
    return replace(sender(), abilities=ABILITIES["quan_tri"])


def sender() -> Actor:
    return at_a_page(officer("trung_tam_cds", TTCDS))


def ward(role: str) -> Actor:
    return at_a_page(officer(role, AN_KHANH))
