"""What a plan is drawn from besides the seed: procedures by their real mix, neighbours, points on the map."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.rehearsal.planning.geography import Neighbourhood, nearest_of, place_named
from lienthong.rehearsal.planning.rules import Sources
from lienthong.units.outlines import derived

ROOM = "lienthong.rehearsal"

REPORT_FIELDS = (
    ("Hạ tầng kỹ thuật", 30.0), ("Trật tự đô thị", 20.0), ("Vệ sinh môi trường", 20.0), ("Tiếng ồn", 15.0),
    ("Giao thông", 10.0), ("An toàn thực phẩm", 5.0),
)  # fmt: skip
"""Ours: no share by field was published but one, 6,300 of 14,707 about public administration."""


class SiblingRow(NamedTuple):
    code: str
    sibling: str


class EndedRow(NamedTuple):
    """A committee that is no more, by its code, and the code of the one that receives its letters today."""

    code: str
    old: str
    unit: int
    name: str


@dataclass(frozen=True)
class Procedure:
    code: str
    name: str
    competence: str
    weight: float
    papers: tuple[str, ...]


@cache
def procedures() -> dict[str, Procedure]:
    """The core set with its weight in the real mix, as the procedures room ships it."""
    text = (resources.files("lienthong.procedures") / "data" / "procedures_core.csv").read_text("utf-8")
    return {
        row["code"]: Procedure(
            row["code"],
            row["short_name"],
            row["competence"],
            float(row["mix_weight"]),
            tuple(row["components"].split("|")),
        )
        for row in csv.DictReader(text.splitlines())
    }


def mixes_of(catalogue: Sequence[Procedure]) -> dict[str, list[tuple[str, float]]]:
    """Phase 1 leaves out what a department decides."""
    at_ward = [procedure for procedure in catalogue if procedure.competence != "department"]
    originals = [procedure for procedure in at_ward if procedure.papers[0].startswith("Bản chính")]
    return {
        "procedures": [(procedure.code, procedure.weight) for procedure in at_ward],
        "procedures_of_many_papers": [
            (procedure.code, procedure.weight) for procedure in at_ward if len(procedure.papers) > 1
        ],
        "procedures_of_originals": [(procedure.code, procedure.weight) for procedure in originals],
        "report_fields": list(REPORT_FIELDS),
    }


def ended_bodies() -> list[EndedRow]:
    return sql.rows(EndedRow, sql.named(ROOM, "ended_bodies"))


def sources_of_today(codes: Sequence[str]) -> Sources:
    siblings: dict[str, set[str]] = defaultdict(set)
    for code, sibling in sql.rows(SiblingRow, sql.named(ROOM, "siblings")):
        siblings[code].add(sibling)
    around = Neighbourhood(derived(), sql.values(str, sql.named(ROOM, "boundaries")), siblings)
    known = [code for code in codes if code in around]
    ended: dict[str, list[str]] = defaultdict(list)
    for row in ended_bodies():
        ended[row.code].append(row.old)
    nearest = nearest_of([code for code in codes if code not in around])
    return Sources(
        mixes=mixes_of(list(procedures().values())),
        lists={
            "ended_bodies": ended,
            "neighbours": {code: around.neighbours(code) for code in known} | nearest,
            "edge_points": {code: around.edge_points(code) for code in known}
            | {code: [place_named(others[0])] for code, others in nearest.items()},
        },
    )
