"""The packaged catalogue read into rows. Pure: no database.

316 procedures of the national records at commune level; of 30 of them the steps, days and papers are our own
reading, marked core, and win over the records. Ours are also: the competence rule of the others (the address
decides), a time where the records lost it, and «working days» where they lost the unit.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from lienthong.kernel.text import fold, normalise
from lienthong.procedures.terms import Competence, Term, TermUnit

ASSUMED_WORKING_DAYS = 10
_UNITS: dict[str, TermUnit] = {
    "Ngày làm việc": "working_day",
    "Ngày": "day",
    "Giờ": "hour",
    "": "working_day",
}


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    code: str
    name: str
    full_name: str
    field: str
    competence: Competence
    term: int
    term_unit: TermUnit
    is_assumed: bool
    """The time is ours: the records have none, or no unit to it."""
    fee: int
    fee_per: str
    weight: float
    """Share in the real mix of a busy ward; 0 = not in the core set."""
    components: list[str]
    decision: str
    result: str
    is_core: bool
    supplement_once: bool


def procedures() -> Iterator[ProcedureRow]:
    """All of the catalogue, by code."""
    national = {row["code"]: row for row in _table("procedures_commune.csv")}
    core = {row["code"]: row for row in _table("procedures_core.csv")}
    for code in sorted(national.keys() | core.keys()):
        recorded = national.get(code)
        yield _core(core[code], recorded) if code in core else _recorded(recorded or {})


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files("lienthong.procedures").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _core(row: dict[str, str], recorded: dict[str, str] | None) -> ProcedureRow:
    same_day = row["same_day"] == "1"
    full_name = normalise(recorded["name"]) if recorded else row["short_name"]
    return ProcedureRow(
        code=row["code"],
        name=row["short_name"],
        full_name=full_name,
        field=row["field"],
        competence=row["competence"],  # type: ignore[arg-type]
        term=0 if same_day else int(row["working_days"]),
        term_unit="same_day" if same_day else "working_day",
        is_assumed=False,
        fee=int(row["fee_vnd"]),
        fee_per=row["fee_per"],
        weight=float(row["mix_weight"]),
        components=row["components"].split("|"),
        decision=recorded["decision"] if recorded else "",
        result=recorded["result"] if recorded else "",
        is_core=True,
        supplement_once=_is_building_permit(full_name),
    )


def _recorded(row: dict[str, str]) -> ProcedureRow:
    term, is_assumed = term_of(row)
    name = normalise(row["name"])
    return ProcedureRow(
        code=row["code"],
        name=name,
        full_name=name,
        field=row["field"],
        competence="by_address",
        term=term.length,
        term_unit=term.unit,
        is_assumed=is_assumed,
        fee=int(row["fee_vnd"] or 0),
        fee_per="case",
        weight=0,
        components=[],
        decision=row["decision"],
        result=row["result"],
        is_core=False,
        supplement_once=_is_building_permit(name),
    )


def term_of(row: dict[str, str]) -> tuple[Term, bool]:
    """The time at the counter, else online, and whether any of it is assumed; none takes no time at all."""
    for way in ("direct", "online"):
        length, unit = int(row[f"{way}_time"] or 0), row[f"{way}_unit"]
        if length:
            return Term(length, _UNITS[unit]), unit == ""
    return Term(ASSUMED_WORKING_DAYS, "working_day"), True


def _is_building_permit(name: str) -> bool:
    return "giay phep xay dung" in fold(name)
