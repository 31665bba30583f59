"""What every report of counted work says alike – a reconciliation's and an import's – from its kept numbers alone."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.writer.excel import save_workbook

from lienthong.ground.sheets import as_text
from lienthong.kernel import clock
from lienthong.kernel.wording import dots, vn_datetime, vn_formal
from lienthong.reorganisation import printing
from lienthong.reorganisation.reconciliation.terms import ABILITY_LABELS
from lienthong.work.desks.registry import kind_label

ISSUER = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
Report = Mapping[str, Any]
Check = tuple[str, str, str, bool]
"""What, result, meaning, is it as it must be."""


def short(report: Report, unit: int) -> str:
    found = report["units"].get(str(unit))
    return str(found["short"]) if found else str(unit)


def code(report: Report, unit: int) -> str:
    found = report["units"].get(str(unit))
    return str(found["code"]) if found else ""


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
        "trial": printing.trial_words(),
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


def workbook_of(checks: Iterable[Check], seals: Mapping[str, str]) -> Workbook:
    """Its first sheet: the checks, and the digests below them."""
    book = Workbook()
    first = book.active
    first.title = "Kiểm tra"
    rows_of(first, ["Phép kiểm tra", "Kết quả", "Ý nghĩa"], [line[:3] for line in checks])
    first.append([])
    for words, value in seals.items():
        first.append([words, value])
    return book


def add_counts(book: Workbook, report: Report) -> None:
    """Pairs, the full matrix, sources with fingerprints, bodies without any work, work that finds nobody."""
    head = ["Cơ quan giao", "Cơ quan nhận", *kinds_of(report), "Quá hạn", "Cộng"]
    add_sheet(book, "Giao – nhận", head, pair_lines(report))
    head = ["Mã giao", "Cơ quan giao", "Mã nhận", "Cơ quan nhận", "Loại việc", "Trạng thái", "Số việc"]
    add_sheet(book, "Ma trận", head, _cells(report))
    add_sheet(book, "Dấu kiểm", ["Mã", "Cơ quan giao", "Số việc", "Quá hạn", "Tệp", "Phí", "Dấu kiểm"], (
        [code(report, s["unit"]), short(report, s["unit"]), s["n"], s["late"], s["files"], s["fees"], s["fingerprint"]]
        for s in report["sources"]
    ))  # fmt: skip
    add_sheet(book, "Thiếu người", ["Cơ quan nhận", "Loại việc", "Số việc", "Còn thiếu"], gap_lines(report))
    add_sheet(book, "Không có dữ liệu", ["Mã", "Cơ quan giao"], (
        [code(report, unit), short(report, unit)] for unit in report["missing_sources"]
    ))  # fmt: skip


def _cells(report: Report) -> Iterator[list[Any]]:
    for source, target, kind, state, n in report["matrix"]:
        yield [code(report, source), short(report, source), code(report, target), short(report, target),
               kind_label(kind), state, n]  # fmt: skip


def add_sheet(book: Workbook, title: str, head: list[str], lines: Iterable[Iterable[Any]]) -> None:
    rows_of(book.create_sheet(title), head, lines)


def rows_of(sheet: Any, head: list[str], lines: Iterable[Iterable[Any]]) -> None:
    sheet.append(head)
    for line in lines:
        sheet.append(list(line))
        as_text(sheet)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(12, min(44, len(str(cell.value)) + 16))
    sheet.freeze_panes = "A2"


def content_of(book: Workbook) -> bytes:
    written = io.BytesIO()
    save_workbook(book, written)
    return written.getvalue()
