"""The arithmetic a sceptical auditor checks: everything from one list of lines, every margin a sum. Pure."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from lienthong.kernel.wording import dots, vn_datetime
from lienthong.reorganisation.reconciliation.terms import (
    NEEDS,
    Cell,
    Fingerprint,
    Gap,
    Line,
    Sheet,
    Since,
    Totals,
    Way,
)


class Unaccounted(ValueError):
    """Work lies in a jurisdiction for which the plan names no way: nothing may be printed until it does."""


def lines_of(counted: Iterable[Any], papers: Iterable[Any]) -> list[Line]:
    """Rows of `reconciliation_lines` with those of `reconciliation_papers` beside them."""
    beside = {tuple(row[:3]): (row[3], row[4]) for row in papers}
    return [
        Line(
            row.jurisdiction, row.kind, row.state, row.n, row.late, row.seconds_left, files, fees,
            int(row.a), int(row.b),
        )
        for row in counted
        for files, fees in [beside.get(tuple(row[:3]), (0, 0))]
    ]  # fmt: skip


def roll_up(lines: Iterable[Line], ways: Mapping[int, Way]) -> Sheet:
    """Refuses to leave a line out: a jurisdiction without a way is an error, not a zero."""
    cells: Counter[Cell] = Counter()
    kinds: Counter[str] = Counter()
    undecided: Counter[int] = Counter()
    sources: defaultdict[int, Totals] = defaultdict(Totals)
    targets: defaultdict[int, Totals] = defaultdict(Totals)
    pairs: defaultdict[tuple[int, int], Totals] = defaultdict(Totals)
    total = Totals()
    for line in lines:
        way = ways.get(line.jurisdiction)
        if way is None:
            raise Unaccounted(f"jurisdiction {line.jurisdiction} holds {line.n} items and has no way")
        amount = Totals(line.n, line.late, line.seconds_left, line.files, line.fees, line.fingerprint)
        cells[way.source, way.target, line.kind, line.state] += line.n
        kinds[line.kind] += line.n
        sources[way.source] += amount
        targets[way.target] += amount
        pairs[way.source, way.target] += amount
        total += amount
        if way.undivided:
            undecided[line.jurisdiction] += line.n
    return Sheet(dict(cells), dict(sources), dict(targets), dict(pairs), dict(kinds), dict(undecided), total)


def adds_up(sheet: Sheet) -> bool:
    """Cells, both margins, pairs and kinds give one total; so do the fingerprints."""
    whole = sheet.total
    counted = (sum(sheet.cells.values()), sum(sheet.kinds.values()))
    margins = (sheet.sources, sheet.targets, sheet.pairs)
    return all(n == whole.n for n in counted) and all(_sum(margin.values()) == whole for margin in margins)


def _sum(totals: Iterable[Totals]) -> Totals:
    whole = Totals()
    for part in totals:
        whole += part
    return whole


def differences(
    before: Mapping[int, Fingerprint], after: Mapping[int, Fingerprint]
) -> dict[int, tuple[Fingerprint, Fingerprint]]:
    """Source units whose work is not what it was; a unit on one side only differs from the empty one."""
    empty = Fingerprint()
    units = sorted({*before, *after})
    pairs = {unit: (before.get(unit, empty), after.get(unit, empty)) for unit in units}
    return {unit: pair for unit, pair in pairs.items() if pair[0] != pair[1]}


def missing_sources(expected: Collection[int], seen: Collection[int]) -> list[int]:
    """Old units of which there is no item at all, open or closed: their data may never have been brought in.

    In Japan in 2005 a merged town found out much later that one former unit's data was not there.
    """
    return sorted(set(expected) - set(seen))


def gaps(sheet: Sheet, abilities: Mapping[int, Collection[str]]) -> list[Gap]:
    """Receiving units where nobody on the date may do what arriving work needs; the largest first."""
    arriving: Counter[tuple[int, str]] = Counter()
    for (_, target, kind, _), n in sheet.cells.items():
        arriving[target, kind] += n
    listed = []
    for (unit, kind), n in arriving.items():
        lacking = tuple(need for need in NEEDS.get(kind, ()) if need not in abilities.get(unit, ()))
        if n and lacking:
            listed.append(Gap(unit, kind, n, lacking))
    return sorted(listed, key=lambda gap: (-gap.n, gap.unit, gap.kind))


def since_words(since: Since | None) -> str:
    if since is None:
        return "Chưa chạy đối chiếu lần nào."
    made = f"Đối chiếu gần nhất lúc {vn_datetime(since.at)}"
    if not since.is_stale:
        return f"{made}; từ đó đến nay không có gì thay đổi."
    counted = (
        (since.arrived, "việc mới tới"), (since.finished, "việc đã xong"), (since.moved, "việc đã chuyển chỗ"),
    )  # fmt: skip
    changes = [f"{dots(n)} {what}" for n, what in counted if n]
    changed = ["văn bản kế hoạch đã khác"] if since.of_another_text else []
    return f"{made}; từ đó đến nay {', '.join(changes + changed)}. Hãy chạy lại trước khi ký."


def seal(numbers: Mapping[str, Any]) -> str:
    """SHA-256 of the report as canonical JSON: what two people compare to know they read the same one."""
    text = json.dumps(numbers, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
