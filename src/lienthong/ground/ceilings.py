"""How often a door may be tried: dated rows of `data/limits.csv`, with the operator's own after them.

An operator's file has the same columns (`LIENTHONG_HOME/limits.csv`) and may name any door that is known. `by` says
whose tries are counted together, `basis` whether a rule of law gives the number: so far all are ours.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from io import StringIO
from math import ceil
from pathlib import Path
from typing import NoReturn

from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

HOUR = 3600
OWN_FILE = "limits.csv"
LONGEST_SECONDS = 24 * HOUR
"""Older counters are swept away."""

WHOSE = {
    "": "Chỉ nhận",
    "address": "Từ địa chỉ mạng này chỉ nhận",
    "phone": "Với số điện thoại này chỉ nhận",
    "phone-end": "Với bốn số cuối này chỉ nhận",
    "code": "Với mã này chỉ nhận",
    "login": "Với tên đăng nhập này chỉ nhận",
    "login-here": "Với tên đăng nhập này chỉ nhận",
}
"""`by` → how a refusal begins."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a window of real time; windows begin at whole multiples of their length."""

    at_most: int
    per_seconds: int = HOUR
    by: str = ""
    since: date = date.min

    def seconds_left(self, now: float) -> int:
        """Until the window that runs at `now` (seconds of the epoch) is over, rounded up."""
        return ceil(self.per_seconds - now % self.per_seconds)

    def refusal(self, retry_after_seconds: int) -> Refusal:
        """`too_often`: names the limit and how long to wait, in minutes rounded up."""
        return Refusal(
            "too_often",
            f"{WHOSE[self.by]} {dots(self.at_most)} lần trong {self.per_seconds // 60} phút và đã hết lượt."
            f" Hãy thử lại sau {ceil(retry_after_seconds / 60)} phút.",
            status=429,
            limit=self.at_most,
            per_seconds=self.per_seconds,
            retry_after_seconds=retry_after_seconds,
        )


def limits_on(day: date, home: Path) -> Mapping[str, Limit]:
    """Door → its limit on this day: of the operator's rows and ours the newest that has begun, theirs before ours.

    Refuses an operator's file that cannot be read or names a door nobody has (`limits_bad`).
    """
    shipped = resources.files("lienthong.ground").joinpath("data", "limits.csv").read_text("utf-8")
    limits = _newest(_rows(shipped, "data/limits.csv"), day)
    own = home / OWN_FILE
    if own.is_file():
        theirs = _newest(_rows(own.read_text("utf-8-sig"), str(own)), day)
        if unknown := sorted(theirs.keys() - limits.keys()):
            _refuse(str(own), f"không có cửa nào tên «{unknown[0]}»; các cửa: {', '.join(limits)}")
        limits |= {
            door: Limit(row.at_most, row.per_seconds, limits[door].by, row.since)
            for door, row in theirs.items()
        }
    return limits


def _newest(rows: Iterator[tuple[str, Limit]], day: date) -> dict[str, Limit]:
    newest: dict[str, Limit] = {}
    for door, limit in rows:
        if limit.since <= day and (door not in newest or newest[door].since <= limit.since):
            newest[door] = limit
    return newest


def _rows(text: str, where: str) -> Iterator[tuple[str, Limit]]:
    for number, row in enumerate(csv.DictReader(StringIO(text)), 2):
        try:
            limit = Limit(
                int(row["at_most"]),
                int(row["per_seconds"]),
                row.get("by") or "",
                date.fromisoformat(row["since"]),
            )
            door = row["door"].strip()
        except (KeyError, TypeError, ValueError, AttributeError):
            _refuse(
                where, f"dòng {number} cần các cột door, at_most, per_seconds, since (ngày viết 2026-11-27)"
            )
        if limit.at_most < 1 or not 60 <= limit.per_seconds <= LONGEST_SECONDS or limit.by not in WHOSE:
            _refuse(
                where,
                f"dòng {number}: at_most từ 1, per_seconds từ 60 đến {LONGEST_SECONDS}, by là một cột đã có",
            )
        yield door, limit


def _refuse(where: str, why: str) -> NoReturn:
    raise Refusal("limits_bad", f"Tệp giới hạn {where}: {why}.")
