"""The report as PDF and as a workbook, from its kept numbers alone."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.writer.excel import save_workbook as write_workbook

from lienthong.ground.wording import dots, vn_date, vn_datetime
from lienthong.kernel import clock
from lienthong.reorganisation import printing
from lienthong.reorganisation.reconciliation.terms import ABILITY_LABELS
from lienthong.work.terms import KIND_LABELS

PACKAGE = "lienthong.reorganisation.reconciliation"
ISSUER = "Ủy ban nhân dân Thành phố Hồ Chí Minh"


CLAIM = "kế hoạch chỉ ghi quyền giữ, không ghi vào việc nào"
"""What a dry run may say of due dates and codes; only a comparison afterwards proves it."""


def tone_of(result: str, meaning: str, *, good: bool) -> str:
    """Green stands where something was counted and found right; a claim, or 0 of 0, proves nothing."""
    if not good:
        return "soon"
    return "none" if meaning == CLAIM or result == "0/0" else "proof"


def checks_of(
    report: Mapping[str, Any], outcome: Mapping[str, Any] | None = None
) -> list[tuple[str, str, str, bool]]:
    """(what, result, meaning, is it as it must be). With an outcome, proved item by item afterwards."""
    undecided = sum(one["n"] for one in report["undecided"])
    without = sum(one["n"] for one in report["no_recipient"])
    n = report["total"]["n"]
    proved = "đã so từng việc" if outcome else CLAIM
    facts = outcome or report
    found = [
        ("Biên của ma trận bằng tổng", f"{dots(n)}/{dots(n)}", "mọi việc đang mở nằm ở đúng một ô", True),
        ("Hạn giải quyết bị đổi", str(facts["due_changed"]), proved, facts["due_changed"] == 0),
        ("Mã hồ sơ bị đổi", str(facts["codes_changed"]), proved, facts["codes_changed"] == 0),
        ("Việc chưa quyết định phần", dots(undecided), "tạm về nơi nhận mặc định", undecided == 0),
        ("Việc tới nơi chưa có người đủ quyền", dots(without), "cần phân công trước ngày hiệu lực", without == 0),
        *_hands(report.get("in_hands")),
        (
            "Cơ quan giao không có dữ liệu", dots(len(report["missing_sources"])), "phải có người xác nhận",
            not report["missing_sources"],
        ),
    ]  # fmt: skip
    if outcome:
        found += _proofs(outcome)
    return found


def _hands(found: Mapping[str, Any] | None) -> list[tuple[str, str, str, bool]]:
    """Reports kept before people were counted have none."""
    if found is None:
        return []
    words = (
        f"{dots(found['people_without'])}/{dots(found['people'])} người chưa có kế nhiệm; việc vào hàng chờ"
    )
    result = f"{dots(found['items_without'])}/{dots(found['items'])}"
    return [("Việc đã giao người, chưa có người kế nhiệm", result, words, not found["items_without"])]


def _proofs(outcome: Mapping[str, Any]) -> list[tuple[str, str, str, bool]]:
    same = outcome["sources_compared"] - len(outcome["sources_differing"])
    return [
        ("Việc mất", str(outcome["missing"]), f"trong {dots(outcome['items'])} việc đã ghi", outcome["missing"] == 0),
        (
            "Thay đổi không giải thích được", str(outcome["unexplained"]), "không có hành vi công vụ nào",
            not outcome["unexplained"],
        ),
        (
            "Cơ quan giao có dấu kiểm khớp", f"{same}/{outcome['sources_compared']}", "đếm và hai tổng 64 bit",
            not outcome["sources_differing"],
        ),
    ]  # fmt: skip


def as_pdf(
    report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None = None, *, since: str = ""
) -> bytes:
    """`since`: what the numbers no longer say when it is printed."""
    return printing.pdf(PACKAGE, "report", _facts(report, sha256, outcome) | {"since": since})


def _facts(report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None) -> dict[str, Any]:
    plan, total = report["plan"], report["total"]
    at = clock.local(datetime.fromisoformat(report["as_of"]))
    kinds = list(report["kinds"])
    return {
        "title": f"Báo cáo đối chiếu – {plan['name']}",
        "foot": f"Đối chiếu · {sha256[:16]}",
        "trial": printing.trial_words(),
        "wide": True,
        "issuer": ISSUER,
        "written": f"Thành phố Hồ Chí Minh, ngày {at.day} tháng {at.month} năm {at.year}",
        "plan": plan["name"],
        "basis": plan["basis"],
        "effective_on": vn_date(date.fromisoformat(plan["effective_on"])),
        "as_of": vn_datetime(at),
        "mode": "trên dữ liệu thật, không tác động" if report["is_live"] else "chạy thử",
        "checks": [[what, result, meaning] for what, result, meaning, _ in checks_of(report, outcome)],
        "totals": [dots(total["n"]), dots(report["moving"]), dots(report["staying"]), dots(total["late"]),
                   dots(total["files"]), dots(total["fees"])],
        "fingerprint": total["fingerprint"],
        "kinds": [KIND_LABELS.get(kind, kind) for kind in kinds],
        "pairs": [_texts(line) for line in pair_lines(report)],
        "undecided": [
            [short(report, u["source"]), short(report, u["target"]), dots(u["n"])] for u in report["undecided"]
        ],
        "no_recipient": [
            [short(report, g["unit"]), KIND_LABELS.get(g["kind"], g["kind"]), dots(g["n"]), lacking_words(g)]
            for g in report["no_recipient"]
        ],
        "missing": [short(report, unit) for unit in report["missing_sources"]],
        "sources": [
            [code(report, s["unit"]), short(report, s["unit"]), dots(s["n"]), s["fingerprint"].partition(":")[2]]
            for s in report["sources"]
        ],
        "sha256": sha256,
    }  # fmt: skip


def lacking_words(gap: Mapping[str, Any]) -> str:
    return ", ".join(ABILITY_LABELS.get(ability, ability) for ability in gap["lacking"])


def short(report: Mapping[str, Any], unit: int) -> str:
    found = report["units"].get(str(unit))
    return str(found["short"]) if found else str(unit)


def code(report: Mapping[str, Any], unit: int) -> str:
    found = report["units"].get(str(unit))
    return str(found["code"]) if found else ""


def pair_lines(report: Mapping[str, Any]) -> Iterator[list[Any]]:
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


def _texts(line: list[Any]) -> list[str]:
    return [dots(cell) if isinstance(cell, int) else cell for cell in line]


def as_xlsx(report: Mapping[str, Any], sha256: str) -> bytes:
    """Sheets: checks, pairs, the full matrix, sources with fingerprints, what needs people."""
    book = Workbook()
    first = book.active
    first.title = "Kiểm tra"
    rows_of(first, ["Phép kiểm tra", "Kết quả", "Ý nghĩa"], [line[:3] for line in checks_of(report)])
    first.append([])
    first.append(["SHA-256", sha256])
    kinds = [KIND_LABELS.get(kind, kind) for kind in report["kinds"]]
    add_sheet(
        book, "Giao – nhận", ["Cơ quan giao", "Cơ quan nhận", *kinds, "Quá hạn", "Cộng"], pair_lines(report)
    )
    add_sheet(
        book,
        "Ma trận",
        ["Mã giao", "Cơ quan giao", "Mã nhận", "Cơ quan nhận", "Loại việc", "Trạng thái", "Số việc"],
        _cells(report),
    )
    add_sheet(book, "Dấu kiểm", ["Mã", "Cơ quan giao", "Số việc", "Quá hạn", "Tệp", "Phí", "Dấu kiểm"], (
        [code(report, s["unit"]), short(report, s["unit"]), s["n"], s["late"], s["files"], s["fees"], s["fingerprint"]]
        for s in report["sources"]
    ))  # fmt: skip
    add_sheet(book, "Chưa quyết định", ["Địa bàn chia", "Nơi nhận mặc định", "Số việc"], (
        [short(report, u["source"]), short(report, u["target"]), u["n"]] for u in report["undecided"]
    ))  # fmt: skip
    add_sheet(book, "Thiếu người", ["Cơ quan nhận", "Loại việc", "Số việc", "Còn thiếu"], (
        [short(report, g["unit"]), KIND_LABELS.get(g["kind"], g["kind"]), g["n"], lacking_words(g)]
        for g in report["no_recipient"]
    ))  # fmt: skip
    add_sheet(book, "Không có dữ liệu", ["Mã", "Cơ quan giao"], (
        [code(report, unit), short(report, unit)] for unit in report["missing_sources"]
    ))  # fmt: skip
    written = io.BytesIO()
    write_workbook(book, written)
    return written.getvalue()


def _cells(report: Mapping[str, Any]) -> Iterator[list[Any]]:
    for source, target, kind, state, n in report["matrix"]:
        yield [code(report, source), short(report, source), code(report, target), short(report, target),
               KIND_LABELS.get(kind, kind), state, n]  # fmt: skip


def add_sheet(book: Workbook, title: str, head: list[str], lines: Any) -> None:
    rows_of(book.create_sheet(title), head, lines)


def rows_of(sheet: Any, head: list[str], lines: Any) -> None:
    sheet.append(head)
    for line in lines:
        sheet.append(list(line))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(12, min(44, len(str(cell.value)) + 16))
    sheet.freeze_panes = "A2"
