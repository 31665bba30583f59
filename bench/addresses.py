"""What one address costs to read, and the public page that answers with its ward of today."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from bench import measure
from bench.measure import Served

ASKED = "12 Nguyễn Đình Chiểu, P. Đa Kao, Q1"
ADDRESSES = 20_000
SECONDS, CLIENTS = 3.0, 2
STREETS = (
    "Nguyễn Tri Phương", "đường 3/2", "Bà Huyện Thanh Quan", "Đ.7", "CMT8", "hẻm 45 Dương Bá Trạc", "Ly Tu Trong",
    "QL13", "đường số 10", "Lê Lợi",
)  # fmt: skip


def measured(server: Any, at: Served) -> dict[str, float]:
    request = {"method": "GET", "path": f"/dia-chi?q={quote(ASKED)}", "headers": {}}
    page = measure.over_http(server, at, [request], SECONDS, CLIENTS)
    return {"page_cpu_ms": page.cpu_ms, **_reader_ms()}


def _reader_ms() -> dict[str, float]:
    """CPU of one address of many, each another house: what a division reads of it, and its ward of today."""
    from lienthong.units.addresses.queries import gazetteer
    from lienthong.units.addresses.reading import Address
    from lienthong.units.terms import TWO_TIERS_FROM

    known = gazetteer()
    wards = [ward for ward in known.wards.values() if ward.district]
    texts = [
        f"{1 + n}/{n % 37} {STREETS[n % len(STREETS)]}, {wards[n % len(wards)].name}, {wards[n % len(wards)].district}"
        for n in range(ADDRESSES)
    ]
    asked = {
        "reader_cpu_ms": lambda text: Address(text).street(),
        "place_cpu_ms": lambda text: known.read(text, TWO_TIERS_FROM),
    }
    return {
        figure: _each_ms(ask, [f"{n}{text}" for text in texts])
        for n, (figure, ask) in enumerate(asked.items(), 1)
    }


def _each_ms(ask: Callable[[str], object], texts: list[str]) -> float:
    begun = time.process_time()
    for text in texts:
        ask(text)
    return 1000 * (time.process_time() - begun) / len(texts)
