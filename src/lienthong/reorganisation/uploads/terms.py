"""Files of a reorganisation on their way in: kept by the page that took them, read by the worker."""

from pathlib import PurePath
from typing import Any, Literal, NamedTuple
from uuid import UUID

from lienthong.kernel.refusals import Refusal

Purpose = Literal["plan", "replace", "staff"]
"""A new plan; another text for a draft, shown before it counts; the people of a plan."""

READ_UPLOAD = "lienthong.reorganisation.tasks.read_upload"
"""The worker's job, by the name under which it waits."""

SILENT_SECONDS = 120
"""Reading tells every few hundred rows, a large list is checked in seconds: after this its worker is taken for dead."""

MOST_TRIES = 3
KEPT_DAYS = 1
"""How long what became of a file can be looked at."""

GIVES_UP = "Máy đã thử nhiều lần mà không đọc được tệp này. Chưa ghi gì; hãy báo bộ phận kỹ thuật."


class Upload(NamedTuple):
    """How far the reading of a file is, or what came of it."""

    id: UUID
    purpose: Purpose
    plan: int | None
    name: str
    told: int
    """Rows read so far."""
    is_checked: bool
    """All is read, and is being checked and written."""
    has_ended: bool
    answer: dict[str, Any] | None
    refusal: dict[str, Any] | None

    @property
    def errors(self) -> list[dict[str, str]]:
        """Cells of a table that nobody understands: {cell, sentence}."""
        errors: list[dict[str, str]] = (self.refusal or {}).get("facts", {}).get("errors", [])
        return errors

    def require_taken(self) -> dict[str, Any]:
        """The act's answer, or the refusal it met."""
        if self.refusal is not None:
            raise refusal_of(self.refusal)
        return self.answer or {}


class Reading(NamedTuple):
    """A file in a worker's hands."""

    id: UUID
    purpose: Purpose
    plan: int | None
    name: str
    content: bytes
    mandate: int
    tries: int

    @property
    def ending(self) -> str:
        return PurePath(self.name).suffix


def kept_refusal(refusal: Refusal) -> dict[str, Any]:
    return {**refusal.as_dict(), "status": refusal.status}


def refusal_of(kept: dict[str, Any]) -> Refusal:
    return Refusal(kept["code"], kept["message"], status=kept["status"], field=kept["field"], **kept["facts"])
