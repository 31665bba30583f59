"""The report two people sign: in the shape of a reconciliation, so that the same eyes, papers and sums read it."""

from collections.abc import Iterable, Mapping
from typing import Any

import psycopg

from lienthong.ground.sql import named
from lienthong.joining import rules
from lienthong.joining.checking.checks import Finding
from lienthong.joining.files.archive import Archive
from lienthong.joining.files.export import ROOM
from lienthong.personnel.terms import ABILITIES
from lienthong.reorganisation.reconciliation.rules import (
    Unaccounted,
    adds_up,
    gaps,
    lines_of,
    missing_sources,
    roll_up,
)
from lienthong.reorganisation.reconciliation.terms import Sheet, Totals, Way

Cursor = psycopg.Cursor[Any]
CITY_WIDE = ("plan_reorganisation", "sign_reorganisation", "run_round")


def report_of(cursor: Cursor, archive: Archive, findings: list[Finding]) -> dict[str, Any]:
    """JSON-able. From the file and this world alone: asked twice, it is the same to the byte."""
    manifest = archive.manifest
    sheet, without_way = _sheet(cursor)
    findings = findings + without_way
    if not adds_up(sheet):
        raise RuntimeError("the margins of the import do not sum to its total")
    server = cursor.execute("select current_setting('server_version_num')::int / 10000 as v").fetchone()
    assert server is not None
    same_server = server.v == manifest.server
    differing = rules.source_differences(manifest.sources, sheet.sources, same_server=same_server)
    absent = _absent(cursor)
    short = _lacking(cursor, sheet)
    units = _units(cursor, {*sheet.sources, *sheet.targets, *absent, *map(int, differing)})
    return {
        "file": {"sha256": archive.sha256},
        "origin": manifest.origin, "origins": list(manifest.origins), "world": manifest.name, "kind": manifest.kind,
        "as_of": manifest.as_of.isoformat(), "same_server": same_server,
        "tables": {name: table["rows"] for name, table in manifest.tables.items()}, "files": len(manifest.files),
        "items": manifest.tables["work_item"]["rows"],
        "total": sheet.total.as_dict(), "kinds": dict(sorted(sheet.kinds.items())),
        "matrix": [[*cell, n] for cell, n in sorted(sheet.cells.items())],
        "pairs": [{"source": s, "target": t, **counts.as_dict()} for (s, t), counts in sorted(sheet.pairs.items())],
        "sources": _margin(sheet.sources), "targets": _margin(sheet.targets), "undecided": [],
        "missing_sources": absent, "units": units,
        "no_recipient": [{"unit": g.unit, "kind": g.kind, "n": g.n, "lacking": list(g.lacking)} for g in short],
        "city_wide": _city_wide(cursor),
        "sources_compared": len(manifest.sources), "sources_differing": differing,
        "changes": _changes(cursor),
        "findings": findings + [
            {"code": "totals_differ", "table": "work_item", "what": units.get(u, {}).get("short", u), "n": 1}
            for u in differing if not without_way
        ],
        # An import writes the rows as they are; the act itself proves it item by item before it counts.
        "due_changed": 0, "codes_changed": 0,
    }  # fmt: skip


def _sheet(cursor: Cursor) -> tuple[Sheet, list[Finding]]:
    """Nothing is counted before every jurisdiction has a holder on both sides: which one has not is the finding."""
    ways = {
        row.jurisdiction: Way(row.source, row.target)
        for row in _ours(cursor, named(ROOM, "ways"))
        if row.target is not None
    }
    counted = _ours(cursor, "select * from joining_lines()")
    try:
        return roll_up(lines_of(counted, cursor.execute(named(ROOM, "papers")).fetchall()), ways), []
    except Unaccounted:
        lost = sorted({row.jurisdiction for row in counted} - set(ways))
        nowhere = {"code": "unresolved_reference", "table": "holding", "what": str(lost[0]), "n": len(lost)}
        return Sheet({}, {}, {}, {}, {}, {}), [nowhere]


def _ours(cursor: Cursor, text: str, params: Any = None) -> list[Any]:
    """Where bare names of tables mean ours."""
    cursor.execute("set local search_path = public")
    rows = cursor.execute(text, params).fetchall()
    cursor.execute("set local search_path = joining, public")
    return rows


def _absent(cursor: Cursor) -> list[int]:
    """Bodies of theirs, alive when the file was made, of which it holds no item at all, open or closed."""
    rows = _ours(cursor, named(ROOM, "bodies"))
    return missing_sources([row.unit for row in rows], [row.unit for row in rows if row.seen])


def _lacking(cursor: Cursor, sheet: Sheet) -> list[Any]:
    able: dict[int, set[str]] = {}
    for row in _ours(cursor, named(ROOM, "roles"), {"units": sorted(sheet.targets)}):
        able[row.unit] = {ability for role in row.roles for ability in ABILITIES.get(role, ())}
    return gaps(sheet, able)


def _city_wide(cursor: Cursor) -> list[dict[str, str]]:
    """Their people whose role is one of the whole city here: the signers should know."""
    roles = [role for role, abilities in ABILITIES.items() if abilities & set(CITY_WIDE)]
    return [row._asdict() for row in _ours(cursor, named(ROOM, "city_wide"), {"roles": roles})]


def _changes(cursor: Cursor) -> list[dict[str, str]]:
    rows = _ours(cursor, "select tab, was, becomes, rule from joining_changes()")
    return [{"table": row.tab, "was": row.was, "becomes": row.becomes, "rule": row.rule} for row in rows]


def _margin(totals: Mapping[int, Totals]) -> list[dict[str, Any]]:
    return [{"unit": unit, **counts.as_dict()} for unit, counts in sorted(totals.items())]


def _units(cursor: Cursor, units: Iterable[int]) -> dict[str, dict[str, str]]:
    rows = cursor.execute(named(ROOM, "units"), {"units": sorted(units)}).fetchall()
    return {str(row.id): {"code": row.code, "name": row.name, "short": row.short_name} for row in rows}
