"""How often a stranger may try a door: one table, one counter a door."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from lienthong.ground import sql
from lienthong.ground.database.apart import connect_apart
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal

COUNT = "select count_knock(%s, %s, %s)"

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a window of real time; windows begin at whole multiples of their length."""

    at_most: int
    per_seconds: int = HOUR

    def seconds_left(self, now: float) -> int:
        """Until the window that runs at `now` (seconds of the epoch) is over, rounded up."""
        return ceil(self.per_seconds - now % self.per_seconds)


LIMITS: Mapping[str, Limit] = {
    # By address. A family, a kiosk or a school has one address for many people.
    "home": Limit(6000),  # a page that asks the database nothing of anybody
    "catalogue": Limit(600),  # typed into letter by letter
    # Page, slip and API are one door. A secret of 80 bits is not guessed in 600 tries, so the limit only keeps one
    # address from keeping us busy, and a hall full of people shares it; telephone digits are counted by code, below.
    "lookup": Limit(600),
    # Each makes work for somebody: one a minute, whichever way it comes in.
    "dossiers": Limit(60),
    "supplements": Limit(60),
    "reports": Limit(60),
    "reopenings": Limit(60),
    # By code, whatever the address: four digits are 10,000 guesses, 83 days at this rate.
    "dossier-by-phone": Limit(5),
    "report-by-phone": Limit(5),
    # By address and name: an officer who mistypes waits ten minutes, not an hour.
    "login": Limit(10, per_seconds=600),
}
"""Door → its limit (ours; no rule gives any). A door is one counter, whoever asks at it."""


def count_attempt(door: str, who: str) -> None:
    """Count this try at the door; `too_often` past its limit. `who` (an address) is kept only as a digest."""
    _refuse_past(door, attempts(door, who))


def attempts(door: str, who: str) -> int:
    """Tries at the door in the window that runs, this one included."""
    return sql.only_value(int, COUNT, _counter(door, who))


def count_attempt_lastingly(door: str, who: str) -> None:
    """A try that counts even when the request fails and its transaction is rolled back: a guess.

    It takes a connection of its own: the request's is in the transaction that is rolled back.
    """
    with connect_apart() as own:
        row = own.execute(COUNT, _counter(door, who)).fetchone()
    assert row is not None
    _refuse_past(door, row[0])


def _counter(door: str, who: str) -> tuple[str, str, int]:
    digest = hashlib.sha256(f"{door}|{who}".encode()).hexdigest()[:32]
    return door, digest, LIMITS[door].per_seconds


def _refuse_past(door: str, count: int) -> None:
    limit = LIMITS[door]
    if count > limit.at_most:
        raise too_often(limit, limit.seconds_left(clock.real().timestamp()))


def too_often(limit: Limit, retry_after_seconds: int) -> Refusal:
    """Names the limit and how long to wait, in minutes rounded up."""
    minutes = ceil(retry_after_seconds / 60)
    return Refusal(
        "too_often",
        f"Chỉ nhận {limit.at_most} lần trong {limit.per_seconds // 60} phút và đã hết lượt."
        f" Hãy thử lại sau {minutes} phút.",
        status=429,
        limit=limit.at_most,
        per_seconds=limit.per_seconds,
        retry_after_seconds=retry_after_seconds,
    )


def minutes_to_wait(per_seconds: int, now: float) -> int:
    """Until the window that began at a whole multiple of `per_seconds` is over, rounded up."""
    return ceil((per_seconds - now % per_seconds) / 60)
