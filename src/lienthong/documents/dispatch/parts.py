"""The section «Nơi nhận» of a sender's letter."""

from collections.abc import Mapping
from typing import Any

from lienthong.documents.around.queries import around
from lienthong.documents.dispatch import queries, showing
from lienthong.documents.terms import DRAFT
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

SHOWN = 12
"""Rows on the letter's own page; beyond them the table has a page of its own."""


def addressees(actor: Actor, item: Item, details: Mapping[str, Any]) -> list[Part]:
    """Of an issued letter what became of it; of a draft whom else it goes to than bodies here."""
    if item.kind != DRAFT:
        return []
    letter = details["document"]
    here = f"/viec/{item.id}/noi-nhan"
    if letter["issued_at"] is None:
        there = around(item.id)
        if not (there.goes_outside or there.goes_to_persons):
            return []
        beyond = queries.planned(letter["id"])
        lines = [("Trong cơ quan", beyond.persons), ("Ngoài hệ thống", beyond.outside)]
        planned = [(label, "; ".join(names)) for label, names in lines if names]
        return [Part("Nơi nhận khác", "documents/_planned.html", {"rows": planned})]
    if len(letter["addressees"]) > SHOWN:
        table = queries.Table([], 0, queries.counts(letter["id"]))
    else:
        table = queries.addressees(actor, letter["id"], limit=SHOWN)
    total = sum(count.n for count in table.counts.values())
    return [
        Part(
            "Nơi nhận",
            "documents/_dispatch.html",
            {
                "filters": showing.filters(here, table.counts, "-", ""),
                "rows": [showing.shown(row) for row in table.rows] if total <= SHOWN else [],
                "total": total,
                "url": here,
            },
        )
    ]
