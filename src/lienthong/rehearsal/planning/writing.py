"""A planned round into its tables: set by set, because a full round has fifteen thousand expectations."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.rehearsal.planning.rules import PlannedCase, steps_of
from lienthong.rehearsal.scripts.catalogue import Pinned

CASE_COLUMNS = ("round", "unit", "scenario", "system", "instance", "at_minute", "params")
EXPECTATION_COLUMNS = (
    "round", "unit", "case", "scenario", "system", "instance", "step", "position", "after", "role",
    "cast_post", "mandatory", "catches", "is_peoples", "start_within", "within", "procedure",
)  # fmt: skip


class CaseRow(NamedTuple):
    unit: int
    scenario: str
    instance: int
    id: int


@dataclass(frozen=True)
class Enrolled:
    """A unit of the roster."""

    unit: int
    code: str
    name: str
    area: int
    area_name: str
    province: str | None
    party_unit: int | None
    party_name: str | None
    posts: Mapping[str, int]
    words: Mapping[str, str]


CaseKey = tuple[int, str, int]
"""Unit, scenario, instance."""


def write_roster(round_id: int, roster: Sequence[Enrolled]) -> None:
    _copy(
        "round_unit",
        ("round", "unit", "party_unit", "area", "code", "cast_posts", "cast_words", "withdrawn_reason"),
        (
            (round_id, u.unit, u.party_unit, u.area, u.code, _json(u.posts), _json(u.words), "")
            for u in roster
        ),
    )


def write_pins(round_id: int, pins: Mapping[str, Pinned]) -> None:
    _copy(
        "scenario_pin",
        ("round", "scenario", "version", "system", "sha256", "content"),
        (
            (round_id, name, pin.scenario.version, pin.scenario.system, pin.sha256, pin.text)
            for name, pin in pins.items()
        ),
    )


def write_cases(
    round_id: int, pins: Mapping[str, Pinned], cases: Sequence[tuple[Enrolled, PlannedCase]]
) -> dict[CaseKey, int]:
    """The ids the cases were given. All cases of a unit are written at once."""
    _copy(
        "planned_case",
        CASE_COLUMNS,
        (
            (round_id, unit.unit, case.scenario, pins[case.scenario].scenario.system, case.instance,
             case.at_minute, _json(case.params))
            for unit, case in cases
        ),
    )  # fmt: skip
    rows = sql.rows(
        CaseRow, "select unit, scenario, instance, id from planned_case where round = %s and unit = any (%s)",
        (round_id, list({unit.unit for unit, _ in cases})),
    )  # fmt: skip
    return {(unit, scenario, instance): case for unit, scenario, instance, case in rows}


def write_expectations(
    round_id: int,
    pins: Mapping[str, Pinned],
    cases: Sequence[tuple[Enrolled, PlannedCase]],
    ids: Mapping[CaseKey, int],
) -> int:
    return _copy(
        "expectation",
        EXPECTATION_COLUMNS,
        (
            (round_id, *step)
            for unit, case in cases
            for step in steps_of(
                pins[case.scenario].scenario,
                unit.unit,
                unit.posts,
                case,
                ids[unit.unit, case.scenario, case.instance],
            )
        ),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _copy(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    written = 0
    listed = ", ".join(f'"{column}"' for column in columns)
    with sql.raw().cursor() as cursor, cursor.copy(f"copy {table} ({listed}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)
            written += 1
    return written
