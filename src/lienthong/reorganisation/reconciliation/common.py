"""What every report of counted work says alike – a reconciliation's and an import's – from its kept numbers alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lienthong.kernel import clock
from lienthong.kernel.wording import dots, vn_datetime, vn_formal
from lienthong.papers.pdf import trial_words
from lienthong.papers.sheets import Sheet
from lienthong.reorganisation.reconciliation.terms import ABILITY_LABELS
from lienthong.work.desks.registry import kind_label

ISSUER = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
Report = Mapping[str, Any]
Check = tuple[str, str, str, bool]
"""What, result, meaning, is it as it must be."""


def short(report: Report, unit: int) -> str:
    names = report["units"].get(str(unit))
    return str(names["short"]) if names else str(unit)


def code(report: Report, unit: int) -> str:
    names = report["units"].get(str(unit))
    return str(names["code"]) if names else ""


def kinds_of(report: Report) -> list[str]:
    return [kind_label(kind) for kind in report["kinds"]]


def lacking_words(gap: Mapping[str, Any]) -> str:
    return ", ".join(ABILITY_LABELS.get(ability, ability) for ability in gap["lacking"])


def gap_lines(report: Report) -> list[list[Any]]:
    return [
        [short(report, gap["unit"]), kind_label(gap["kind"]), gap["n"], lacking_words(gap)]
        for gap in report["no_recipient"]
    ]


def pair_lines(report: Report) -> Iterator[list[Any]]:
    """Source, target, a count for each kind, late, total: pairs that change hands, and the sum of them."""
    kinds = list(report["kinds"])
    counts: dict[tuple[int, int], dict[str, int]] = {}
    for source, target, kind, _, n in report["matrix"]:
        own = counts.setdefault((source, target), {})
        own[kind] = own.get(kind, 0) + n
    sums = [0] * (len(kinds) + 2)
    for pair in report["pairs"]:
        own = counts[pair["source"], pair["target"]]
        numbers = [*(own.get(kind, 0) for kind in kinds), pair["late"], pair["n"]]
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        yield [short(report, pair["source"]), short(report, pair["target"]), *numbers]
    yield ["Cộng", "", *sums]


def facts_of(report: Report, sha256: str, checks: Iterable[Check], *, foot: str) -> dict[str, Any]:
    """What the printed forms of both have in common."""
    at = clock.local(datetime.fromisoformat(report["as_of"]))
    return {
        "foot": f"{foot} · {sha256[:16]}",
        "trial": trial_words(),
        "wide": True,
        "issuer": ISSUER,
        "written": f"Thành phố Hồ Chí Minh, {vn_formal(at)}",
        "as_of": vn_datetime(at),
        "checks": [[what, result, meaning] for what, result, meaning, _ in checks],
        "fingerprint": report["total"]["fingerprint"],
        "kinds": kinds_of(report),
        "pairs": [_texts(line) for line in pair_lines(report)],
        "no_recipient": [_texts(line) for line in gap_lines(report)],
        "missing": [short(report, unit) for unit in report["missing_sources"]],
        "sources": [
            [code(report, s["unit"]), short(report, s["unit"]), dots(s["n"]), s["fingerprint"].partition(":")[2]]
            for s in report["sources"]
        ],
        "sha256": sha256,
    }  # fmt: skip


def _texts(line: list[Any]) -> list[str]:
    return [dots(cell) if isinstance(cell, int) else cell for cell in line]


def sheet_of_checks(checks: Iterable[Check], seals: Mapping[str, str]) -> Sheet:
    """The first of a workbook: the checks, and the digests below them."""
    lines: list[Sequence[Any]] = [check[:3] for check in checks]
    head = ["Phép kiểm tra", "Kết quả", "Ý nghĩa"]
    return Sheet("Kiểm tra", head, [*lines, [], *seals.items()])


def sheets_of_counts(report: Report) -> list[Sheet]:
    """Pairs, the full matrix, sources with fingerprints, bodies without any work, work that finds nobody."""
    sources = (
        [code(report, s["unit"]), short(report, s["unit"]), s["n"], s["late"], s["files"], s["fees"], s["fingerprint"]]
        for s in report["sources"]
    )  # fmt: skip
    missing = ([code(report, unit), short(report, unit)] for unit in report["missing_sources"])
    parties = ["Cơ quan giao", "Cơ quan nhận", *kinds_of(report), "Quá hạn", "Cộng"]
    cells = ["Mã giao", "Cơ quan giao", "Mã nhận", "Cơ quan nhận", "Loại việc", "Trạng thái", "Số việc"]
    counts = ["Mã", "Cơ quan giao", "Số việc", "Quá hạn", "Tệp", "Phí", "Dấu kiểm"]
    return [
        Sheet("Giao – nhận", parties, pair_lines(report)),
        Sheet("Ma trận", cells, _cells(report)),
        Sheet("Dấu kiểm", counts, sources),
        Sheet("Thiếu người", ["Cơ quan nhận", "Loại việc", "Số việc", "Còn thiếu"], gap_lines(report)),
        Sheet("Không có dữ liệu", ["Mã", "Cơ quan giao"], missing),
    ]


def _cells(report: Report) -> Iterator[list[Any]]:
    for source, target, kind, state, n in report["matrix"]:
        yield [code(report, source), short(report, source), code(report, target), short(report, target),
               kind_label(kind), state, n]  # fmt: skip
