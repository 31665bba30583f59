"""Items of other desks that an item became or was made of, for its page and the API."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from lienthong.bridges import links
from lienthong.work.desks.registry import told_of
from lienthong.work.kinds import state_label
from lienthong.work.queries import TimelineLine


def note_of(kind: str, line: TimelineLine) -> str:
    """What a line of a timeline says besides its label."""
    return told_of(kind, line) or links.told(line) or (f"cho {line.whom}" if line.whom else "")


def linked_items(item: UUID, lines: Sequence[TimelineLine]) -> list[dict[str, Any]]:
    """Those its timeline names; call after `item_of`. One the asker may not see has no address."""
    if not links.names_another(lines):
        return []
    return [
        {
            "id": str(link.id) if link.id else None,
            "url": f"/viec/{link.id}" if link.id else None,
            "kind": link.kind,
            "subject": f"{link.label}: {link.subject}" if link.subject else link.label,
            "state_label": state_label(link.kind, link.state) if link.state else "",
            "unit_name": link.unit_name,
        }
        for link in links.links_of(item)
    ]
