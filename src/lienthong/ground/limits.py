"""How often a stranger may try a door: one table, one counter a door and asker.

A try is counted by the asker's address before anything else is done, in a transaction of its own: it counts whatever
comes of it, and nobody behind the same address waits for it. What is counted by telephone or code is counted with the
act: a form that is refused uses none of it up.

The numbers are dated rows (`kernel/decided/dated.py`) of `data/limits.csv`, with the operator's own
(`LIENTHONG_HOME/limits.csv`, the same columns) after them. `by` says whose tries are counted together, `basis` whether
a rule of law gives the number: so far all are ours.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from io import StringIO
from math import ceil
from pathlib import Path
from typing import NoReturn

from lienthong.ground import sql
from lienthong.ground.database.apart import connect_apart
from lienthong.ground.database.servers import home_folder
from lienthong.kernel import clock
from lienthong.kernel.decided.dated import OURS, Dated, newest_on
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import dots

COUNT = "select count_knock(%s, %s, %s)"
COUNT_ALL = "select count_knocks(%s::text[], %s::text[], %s::int[])"
TAKE_BACK = "select take_back_knocks(%s::text[], %s::text[], %s::int[])"

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
    "account": "Với tài khoản này chỉ nhận",
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
    limits = _in_force(shipped, "data/limits.csv", day)
    own = home / OWN_FILE
    if own.is_file():
        theirs = _in_force(own.read_text("utf-8-sig"), str(own), day)
        if unknown := sorted(theirs.keys() - limits.keys()):
            _refuse(str(own), f"không có cửa nào tên «{unknown[0]}»; các cửa: {', '.join(limits)}")
        limits |= {
            door: Limit(limit.at_most, limit.per_seconds, limits[door].by) for door, limit in theirs.items()
        }
    return limits


def _in_force(text: str, where: str, day: date) -> dict[str, Limit]:
    return {door: row.value for door, row in newest_on(_rows(text, where), day).items()}


def _rows(text: str, where: str) -> Iterator[tuple[str, Dated[Limit]]]:
    for number, row in enumerate(csv.DictReader(StringIO(text)), 2):
        try:
            limit = Limit(int(row["at_most"]), int(row["per_seconds"]), row.get("by") or "")
            since, door = date.fromisoformat(row["since"]), row["door"].strip()
        except (KeyError, TypeError, ValueError, AttributeError):
            _refuse(
                where, f"dòng {number} cần các cột door, at_most, per_seconds, since (ngày viết 2026-11-27)"
            )
        if limit.at_most < 1 or not 60 <= limit.per_seconds <= LONGEST_SECONDS or limit.by not in WHOSE:
            _refuse(
                where,
                f"dòng {number}: at_most từ 1, per_seconds từ 60 đến {LONGEST_SECONDS}, by là một cột đã có",
            )
        yield door, Dated(limit, since, basis=row.get("basis") or OURS)


def _refuse(where: str, why: str) -> NoReturn:
    raise Refusal("limits_bad", f"Tệp giới hạn {where}: {why}.")


LIMITS: Mapping[str, Limit] = limits_on(clock.real().date(), home_folder())
"""Door → its limit, as the process found it when it began; an operator's file that is not understood ends it. A door is
one counter, whoever asks at it."""

Try = tuple[str, str]
"""A door and who tries it: an address, a telephone, a code, a name. Kept only as a digest."""


def count_attempt(door: str, who: str) -> None:
    """Count this try at the door; `too_often` past its limit."""
    _refuse_past(door, attempts(door, who))


def attempts(door: str, who: str) -> int:
    """Tries at the door in the window that runs, this one included."""
    return sql.only_value(int, COUNT, _counter(door, who))


def count_attempts(*tries: Try) -> None:
    """Count one try under several names in one statement; `too_often` past the first limit among them."""
    counts = sql.only_value(list[int], COUNT_ALL, _counters(tries))
    for (door, _), count in zip(tries, counts, strict=True):
        _refuse_past(door, count)


def take_back_attempts(*tries: Try) -> None:
    """It was no guess: count it no longer."""
    sql.only_value(int, TAKE_BACK, _counters(tries))


def count_attempts_lastingly(*tries: Try) -> None:
    """Tries that count even when the request fails and its transaction is rolled back: guesses.

    They take a connection of their own: the request's is in the transaction that is rolled back.
    """
    with connect_apart() as own:
        row = own.execute(COUNT_ALL, _counters(tries)).fetchone()
    assert row is not None
    for (door, _), count in zip(tries, row[0], strict=True):
        _refuse_past(door, count)


def _counters(tries: tuple[Try, ...]) -> tuple[list[str], list[str], list[int]]:
    doors, digests, seconds = zip(*(_counter(door, who) for door, who in tries), strict=True)
    return list(doors), list(digests), list(seconds)


def _counter(door: str, who: str) -> tuple[str, str, int]:
    digest = hashlib.sha256(f"{door}|{who}".encode()).hexdigest()[:32]
    return door, digest, LIMITS[door].per_seconds


def _refuse_past(door: str, count: int) -> None:
    limit = LIMITS[door]
    if count > limit.at_most:
        raise limit.refusal(limit.seconds_left(clock.real().timestamp()))
