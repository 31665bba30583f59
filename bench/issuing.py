"""A letter to many units, issued over HTTP, beside a bare `insert … select` of the rows it made."""

import http.client
import json
import statistics
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from bench.builds import Side
from bench.paths import BARE, MADE
from bench.staff import Staff

PLANNED, ROUNDS = 6, 7
NATION = (
    "select u.id from unit u join area a on a.id = u.area and a.rank = 'commune'"
    " where u.body = 'ubnd' and u.during @> world_today()"
)
ACT = "select act from journal where item = %s order by seq desc limit 1"


def ratios(sides: list[Side], owners: list[psycopg.Connection[Any]], staff: Staff) -> dict[str, list[float]]:
    """Per number of addressees: of each side, its time over that of its bare rows; the sides take turns."""
    nation = [unit for (unit,) in owners[0].execute(NATION)]
    for owner in owners:
        # Before all: a new table makes every connection plan its statements again.
        owner.execute(f"create temp table made as {MADE} limit 0")
    return {
        "letter_168": _ratios(sides, owners, staff, list(staff.units)),
        "letter_3321": _ratios(sides, owners, staff, nation),
    }


def _ratios(
    sides: list[Side], owners: list[psycopg.Connection[Any]], staff: Staff, units: list[int]
) -> list[float]:
    took: list[list[float]] = [[] for _ in sides]
    bare: list[list[float]] = [[] for _ in sides]
    for side in sides:
        for _ in range(PLANNED):
            _issue(side, staff, units[:2])
    for _ in range(ROUNDS):
        for n, (side, owner) in enumerate(zip(sides, owners, strict=True)):
            item, seconds = _issue(side, staff, units)
            took[n].append(seconds)
            bare[n].append(_bare(owner, item))
    return [statistics.median(t) / statistics.median(b) for t, b in zip(took, bare, strict=True)]


def _issue(side: Side, staff: Staff, units: list[int]) -> tuple[str, float]:
    """The letter's item and the seconds in which it was issued."""
    line = http.client.HTTPConnection(urlsplit(side.at.base).netloc, timeout=60)
    headers = staff.centre.officer.api
    letter = {"side": "government", "type": "CV", "subject": "Đo lường", "body": "Nội dung", "to": units}
    item: str = _post(line, headers, "/documents", letter)["id"]
    for act in ("submit-draft", "sign-document"):
        _post(line, headers, f"/items/{item}/{act}", {})
    begun = time.perf_counter()
    _post(line, headers, f"/items/{item}/issue-document", {})
    seconds = time.perf_counter() - begun
    line.close()
    return item, seconds


def _post(line: http.client.HTTPConnection, headers: dict[str, str], path: str, body: Any) -> Any:
    keyed = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    line.request("POST", f"/api/v1{path}", json.dumps(body), headers | keyed)
    answer = line.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"POST {path}: {answer.status} {content[:300]!r}")
    return json.loads(content)


def _bare(owner: psycopg.Connection[Any], item: str) -> float:
    act = owner.execute(ACT, (item,)).fetchone()
    assert act is not None
    owner.execute("delete from made")
    owner.execute(f"insert into made {MADE} where j.act = %s", act)
    begun = time.perf_counter()
    owner.execute(BARE)
    return time.perf_counter() - begun
