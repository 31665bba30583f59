"""A citizen's first page over a 3G line: everything it loads, as it travels, stays under 100 kB."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

LETTERS = [
    f"fonts/be-vietnam-pro-{script}-{weight}-normal.woff2"
    for script in ("latin", "vietnamese")
    for weight in (400, 600)
]
"""What a browser fetches for Vietnamese text; weight 700 is the board's alone."""

BUDGET_BYTES = 100_000


def size(name: str) -> int:
    found = finders.find(name)
    assert isinstance(found, str), f"{name}: run make install"
    return Path(found).stat().st_size


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("address", ["/", "/tra-cuu", "/dia-chi", "/nop-ho-so", "/phan-anh"])
def test_a_citizens_first_load(address: str) -> None:
    page = Client(headers={"accept-encoding": "gzip"}).get(address)
    plain = Client().get(address).content.decode()
    assert page.status_code == 200
    linked = set(re.findall(r'(?:href|src)="/static/([^"]+)"', plain))
    assert {"tokens.css", "components.css"} <= linked
    assert len(page.content) + sum(map(size, [*linked, *LETTERS])) <= BUDGET_BYTES


def test_the_public_sheet_needs_no_heavier_letters() -> None:
    found = finders.find("components.css")
    assert isinstance(found, str)
    weights = re.findall(r"(?:font-weight|font): ?(\d{3})", Path(found).read_text(encoding="utf-8"))
    assert set(weights) <= {"400", "600"}
