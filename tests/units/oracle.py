"""The tables the registry is loaded from, read the plain way, to compare with."""

import csv
from collections import defaultdict
from pathlib import Path

import lienthong.units

PACKAGED = Path(lienthong.units.__path__[0]) / "data"
DERIVED = Path(__file__).parent / "data"
"""Two tables of the city, derived from the national ones by others."""


def table(name: str) -> list[dict[str, str]]:
    folder = PACKAGED if (PACKAGED / name).exists() else DERIVED
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mapping() -> dict[str, list[dict[str, str]]]:
    """Old code → its rows, the mud-flat left out."""
    found = defaultdict(list)
    for row in table("mapping.csv"):
        if row["old_code"] != "X376":
            found[row["old_code"]].append(row)
    return dict(found)
