"""Citizens' addresses in the lists of a division: for those who decide by them, and each leaves a line."""

from collections.abc import Iterable
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.terms import HIDDEN


def address_shown(actor: Actor, address: str) -> str:
    """The address as this reader may see it: whoever plans and confirms counts streets, and needs none."""
    return address if not address or actor.can("decide_part") else HIDDEN


def note_addresses(actor: Actor, rows: Iterable[tuple[UUID, str, str]]) -> None:
    """Of rows shown (item, kind, address): whose addresses a reader saw. A report's is where something happened."""
    if actor.can("decide_part"):
        shown = [item for item, kind, address in rows if kind == "dossier" and address]
        note_readings(shown, "division", by=actor)
