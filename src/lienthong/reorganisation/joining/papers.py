"""The report of an import in words, as PDF and as a workbook, from its kept numbers alone."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import save_workbook as write_workbook

from lienthong.ground.wording import dots, vn_datetime
from lienthong.kernel import clock
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.reorganisation import printing
from lienthong.reorganisation.joining.rules import finding_sentence
from lienthong.reorganisation.joining.terms import RULE_WORDS, TABLE_WORDS
from lienthong.reorganisation.reconciliation.papers import (
    ISSUER,
    add_sheet,
    code,
    lacking_words,
    pair_lines,
    rows_of,
    short,
)
from lienthong.work.terms import KIND_LABELS

PACKAGE = "lienthong.reorganisation.joining"
Check = tuple[str, str, str, bool]


def checks_of(report: Mapping[str, Any], outcome: Mapping[str, Any] | None = None) -> list[Check]:
    """(what, result, meaning, is it as it must be). With an outcome: proved by the act, item by item."""
    n, without = report["total"]["n"], sum(one["n"] for one in report["no_recipient"])
    proved = (
        "đã so từng việc khi nhập" if outcome else "việc nhập ghi nguyên từng dòng, khi ký so lại từng việc"
    )
    facts = outcome or report
    same = report["sources_compared"] - len(report["sources_differing"])
    how = "đếm, ngày còn lại, phí và hai tổng 64 bit" if report["same_server"] else "đếm, ngày còn lại, phí"
    changed = sum(line["was"] not in ("", line["becomes"]) for line in report["changes"])
    found = [
        ("Biên của ma trận bằng tổng", f"{dots(n)}/{dots(n)}", "mọi việc đang mở nằm ở đúng một ô", True),
        ("Cơ quan giao khớp với bản kê", f"{same}/{report['sources_compared']}", how,
         not report["sources_differing"]),
        ("Điểm phải xử lý trước khi nhập", dots(len(report["findings"])), "danh mục, tham chiếu, chuỗi nhật ký",
         not report["findings"]),
        ("Hạn giải quyết bị đổi", str(facts["due_changed"]), proved, facts["due_changed"] == 0),
        ("Mã hồ sơ bị đổi", str(facts["codes_changed"]), proved, facts["codes_changed"] == 0),
        ("Tên, sổ số được xử lý theo quy tắc", dots(changed), "liệt kê từng dòng bên dưới", changed == 0),
        ("Việc tới nơi chưa có người đủ quyền", dots(without), "cần phân công", without == 0),
        ("Cơ quan không có một việc nào", dots(len(report["missing_sources"])), "phải có người xác nhận",
         not report["missing_sources"]),
    ]  # fmt: skip
    if outcome:
        found.append(("Việc mất", str(outcome["missing"]), f"trong {dots(outcome['items'])} việc đã nhập",
                      outcome["missing"] == 0))  # fmt: skip
    return found


def change_lines(report: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(table, old, new, rule) in words."""
    for line in report["changes"]:
        table = TABLE_WORDS.get(line["table"], line["table"])
        yield table, line["was"], line["becomes"], RULE_WORDS[line["rule"]]


def changes_by_rule(report: Mapping[str, Any]) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for table, was, becomes, rule in change_lines(report):
        found.setdefault(rule, []).append((table, was, becomes))
    return found


def kinds_of(report: Mapping[str, Any]) -> list[str]:
    return [KIND_LABELS.get(kind, kind) for kind in report["kinds"]]


def as_pdf(report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None = None) -> bytes:
    return printing.pdf(PACKAGE, "joining", _facts(report, sha256, outcome))


def _facts(report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None) -> dict[str, Any]:
    total = report["total"]
    at = clock.local(datetime.fromisoformat(report["as_of"]))
    return {
        "title": f"Báo cáo nhập thế giới {report['world']}", "foot": f"Nhập · {sha256[:16]}",
        "trial": printing.trial_words(), "wide": True, "issuer": ISSUER,
        "written": f"Thành phố Hồ Chí Minh, ngày {at.day} tháng {at.month} năm {at.year}",
        "world": f"Thế giới «{report['world']}», tỉnh {report['origin']:02}", "as_of": vn_datetime(at),
        "mode": "đã nhập" if outcome else "chạy thử", "file": report["file"]["sha256"],
        "checks": [[what, result, meaning] for what, result, meaning, _ in checks_of(report, outcome)],
        "totals": [dots(report["items"]), *(dots(total[key]) for key in ("n", "late", "files", "fees"))],
        "fingerprint": total["fingerprint"], "kinds": kinds_of(report),
        "pairs": [[dots(c) if isinstance(c, int) else c for c in line] for line in pair_lines(report)],
        "findings": [[finding_sentence(one), one["code"]] for one in report["findings"]],
        "changes": [list(line) for line in change_lines(report)],
        "city_wide": [
            [one["username"] or "", one["name"], ROLE_LABELS.get(one["role"], one["role"])]
            for one in report["city_wide"]
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


def as_xlsx(report: Mapping[str, Any], sha256: str) -> bytes:
    """Sheets: checks, what blocks, what is resolved by rule, pairs, the full matrix, sources with fingerprints."""
    book = Workbook()
    first = book.active
    first.title = "Kiểm tra"
    rows_of(first, ["Phép kiểm tra", "Kết quả", "Ý nghĩa"], [line[:3] for line in checks_of(report)])
    for words, value in (("SHA-256 của báo cáo", sha256), ("SHA-256 của tệp", report["file"]["sha256"])):
        first.append([words, value])
    add_sheet(
        book, "Phải xử lý", ["Điểm", "Mã"], ([finding_sentence(f), f["code"]] for f in report["findings"])
    )
    add_sheet(book, "Xử lý theo quy tắc", ["Bảng", "Cũ", "Mới", "Quy tắc"], change_lines(report))
    add_sheet(
        book,
        "Giao – nhận",
        ["Cơ quan giao", "Cơ quan nhận", *kinds_of(report), "Quá hạn", "Cộng"],
        pair_lines(report),
    )
    head = ["Mã giao", "Cơ quan giao", "Mã nhận", "Cơ quan nhận", "Loại việc", "Trạng thái", "Số việc"]
    add_sheet(book, "Ma trận", head, (
        [code(report, s), short(report, s), code(report, t), short(report, t), KIND_LABELS.get(kind, kind), state, n]
        for s, t, kind, state, n in report["matrix"]
    ))  # fmt: skip
    add_sheet(book, "Dấu kiểm", ["Mã", "Cơ quan", "Số việc", "Quá hạn", "Tệp", "Phí", "Dấu kiểm"], (
        [code(report, s["unit"]), short(report, s["unit"]), s["n"], s["late"], s["files"], s["fees"], s["fingerprint"]]
        for s in report["sources"]
    ))  # fmt: skip
    add_sheet(book, "Không có dữ liệu", ["Mã", "Cơ quan"], (
        [code(report, unit), short(report, unit)] for unit in report["missing_sources"]
    ))  # fmt: skip
    written = io.BytesIO()
    write_workbook(book, written)
    return written.getvalue()
