"""By whose hand, and how fast, the steps of a round of people were done; copies of its codes; its checks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel.wording import dots, vn_datetime
from lienthong.rehearsal.planning.playbook import TrialRound
from lienthong.rehearsal.planning.sources import ROOM
from lienthong.rehearsal.terms import HUMAN

READS_IN_SECONDS = 5.0
"""Faster than this nobody opens a piece of work, reads it and acts."""

FAST_STEPS = 3
"""One quick click is luck; from so many on the unit is named."""

Facts = dict[str, Any]

DOORS: Mapping[str, str] = {
    "page": "trang, có phiên đăng nhập", "api": "API, bằng mã truy cập", "public": "cửa công dân",
    "program": "lệnh hoặc việc nền",
}  # fmt: skip


class PaceRow(NamedTuple):
    unit: str
    steps: int
    seconds: float
    """Half of the steps were done within so many seconds of what they waited for."""
    fast: int


class SessionRow(NamedTuple):
    access: int
    mandates: list[str]
    steps: int


class DoorRow(NamedTuple):
    door: str | None
    steps: int


class TwinRow(NamedTuple):
    n: int
    kind: str
    unit: str | None
    door: str | None
    opened_at: datetime


class CheckRow(NamedTuple):
    label: str
    holds: bool
    said: str
    at: datetime


def hands_of(trial: TrialRound) -> Facts | None:
    """Of a round of people: how long after they could they acted, who was faster than one reads, and who shared one
    session. None of a round of clerks.
    """
    if trial.played_by != HUMAN:
        return None
    params = {"round": trial.id, "reads_in": READS_IN_SECONDS}
    units = sql.rows(PaceRow, sql.named(ROOM, "pace_of_round"), params)
    sessions = sql.rows(SessionRow, sql.named(ROOM, "shared_sessions"), {"round": trial.id})
    doors = sql.rows(DoorRow, sql.named(ROOM, "doors_of_round"), {"round": trial.id})
    return {
        "limit": f"{READS_IN_SECONDS:.0f}",
        "doors": [{"door": _door(row.door), "steps": dots(row.steps)} for row in doors],
        "pace": [
            {
                "unit": row.unit, "steps": dots(row.steps), "seconds": f"{row.seconds:.1f}".replace(".", ","),
                "fast": dots(row.fast),
            }
            for row in units
        ],
        "faster": ", ".join(row.unit for row in units if row.fast >= FAST_STEPS) or "không có đơn vị nào",
        "sessions": [{"mandates": "; ".join(row.mandates), "steps": dots(row.steps)} for row in sessions],
    }  # fmt: skip


def _door(door: str | None) -> str:
    return DOORS[door] if door else "không rõ (trước khi ghi cửa vào)"


def twins_of(round_id: int) -> list[Facts]:
    """Items that carry a code of the round and are none of its cases: nobody's failure, and worth a look."""
    return [
        {
            "kind": KINDS.get(row.kind, row.kind), "unit": row.unit or "người ngoài", "door": _door(row.door),
            "at": vn_datetime(row.opened_at), "n": dots(row.n),
        }
        for row in sql.rows(TwinRow, sql.named(ROOM, "twins_of"), {"round": round_id})
    ]  # fmt: skip


KINDS: Mapping[str, str] = {
    "delivery": "Văn bản", "draft": "Dự thảo", "dossier": "Hồ sơ", "report": "Phản ánh", "meeting": "Cuộc họp",
    "bridge_point": "Điểm cầu",
}  # fmt: skip


def checks_of(round_id: int) -> list[Facts]:
    """What the verifier found when it held the round against its records at its end."""
    return [
        {
            "label": row.label,
            "holds": "đúng" if row.holds else "SAI",
            "said": row.said,
            "at": vn_datetime(row.at),
        }
        for row in sql.rows(CheckRow, sql.named(ROOM, "checks_of"), {"round": round_id})
    ]
