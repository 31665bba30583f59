"""Signing as the doors see it."""

from dataclasses import dataclass
from typing import NoReturn

from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import DeskAct
from lienthong.work.queries import Item
from lienthong.work.signing.queries import authority_to_sign


@dataclass(frozen=True, slots=True)
class SigningAct(DeskAct):
    """Who signs in whose place is asked first."""

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        authority_to_sign(actor, self.move.ability)
        DeskAct.refuse(self, actor, item)
