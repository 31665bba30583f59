"""The words of work: what a desk says about its moves, and what an item is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID


class _Keep:
    """The column stays as it is; None would empty it."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = _Keep()


@dataclass(frozen=True, slots=True)
class Move:
    """One official act on an item: from which states, to which, who may, and what the journal calls it."""

    act: str
    label: str
    kind: str
    states: frozenset[str]
    to: str
    verb: str
    ability: str
    letter: str = ""
    """The key on the keyboard, shown on the button."""
    closes: bool = False
    step: str = ""


def moves(*table: Move) -> dict[str, Move]:
    return {move.act: move for move in table}


class Moved(NamedTuple):
    """An item after an act, as the act's statement returns it."""

    id: UUID
    kind: str
    reference: str
    state: str
    jurisdiction: int
    version: int
    due_at: datetime | None
    received_at: datetime

    def answer(self, **more: Any) -> dict[str, Any]:
        """What a door answers after the act."""
        return {
            "id": str(self.id),
            "kind": self.kind,
            "reference": self.reference,
            "state": self.state,
            "version": self.version,
            "due_at": self.due_at.isoformat() if self.due_at else None,
            **more,
        }


KIND_LABELS: Mapping[str, str] = {
    "draft": "Văn bản đi",
    "delivery": "Văn bản đến",
    "dossier": "Hồ sơ thủ tục",
    "report": "Phản ánh 1022",
    "meeting": "Cuộc họp",
    "bridge_point": "Điểm cầu",
    "incident": "Sự cố",
    "referral": "Việc phối hợp",
}
