"""What was found of a file, as JSON and back: it is kept by the file's digest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lienthong.documents.signing.pdf.terms import Checked, Outcome
from lienthong.kernel.clock import local

TIMES = ("signed_at", "timestamped_at", "until")


def as_json(outcome: Outcome) -> dict[str, object]:
    signatures = [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in signature._asdict().items()
        }
        for signature in outcome.signatures
    ]
    return {"unreadable": outcome.unreadable, "signatures": signatures}


def from_json(kept: Mapping[str, Any]) -> Outcome:
    return Outcome(tuple(_checked(signature) for signature in kept["signatures"]), kept["unreadable"])


def _checked(kept: Mapping[str, Any]) -> Checked:
    times = {name: local(datetime.fromisoformat(kept[name])) if kept[name] else None for name in TIMES}
    return Checked(**{**kept, **times})
