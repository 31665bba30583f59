"""Who runs rounds and who plays in them."""

from lienthong.ground.actor import Actor
from tests.cast import AN_KHANH, TTCDS, officer


def centre() -> Actor:
    return officer("quan_tri", TTCDS)


def sender() -> Actor:
    return officer("trung_tam_cds", TTCDS)


def ward(role: str) -> Actor:
    return officer(role, AN_KHANH)
