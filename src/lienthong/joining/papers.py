"""The report of an import in words, as PDF and as a workbook, from its kept numbers alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from lienthong.joining.rules import finding_sentence
from lienthong.joining.terms import RULE_WORDS, TABLE_WORDS
from lienthong.kernel.wording import dots
from lienthong.papers.pdf import pdf
from lienthong.papers.sheets import Sheet, xlsx_of
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.reorganisation.reconciliation import common
from lienthong.reorganisation.reconciliation.common import Check

PACKAGE = "lienthong.joining"


def checks_of(report: Mapping[str, Any], outcome: Mapping[str, Any] | None = None) -> list[Check]:
    """(what, result, meaning, is it as it must be). With an outcome: proved by the act, item by item."""
    n, without = report["total"]["n"], sum(gap["n"] for gap in report["no_recipient"])
    proved = (
        "đã so từng việc khi nhập" if outcome else "việc nhập ghi nguyên từng dòng, khi ký so lại từng việc"
    )
    facts = outcome or report
    same = report["sources_compared"] - len(report["sources_differing"])
    how = "đếm, ngày còn lại, phí và hai tổng 64 bit" if report["same_server"] else "đếm, ngày còn lại, phí"
    changed = sum(line["was"] not in ("", line["becomes"]) for line in report["changes"])
    checks = [
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
        checks.append(("Việc mất", str(outcome["missing"]), f"trong {dots(outcome['items'])} việc đã nhập",
                      outcome["missing"] == 0))  # fmt: skip
    return checks


def change_lines(report: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(table, old, new, rule) in words."""
    for line in report["changes"]:
        table = TABLE_WORDS.get(line["table"], line["table"])
        yield table, line["was"], line["becomes"], RULE_WORDS[line["rule"]]


def changes_by_rule(report: Mapping[str, Any]) -> dict[str, list[tuple[str, str, str]]]:
    by_rule: dict[str, list[tuple[str, str, str]]] = {}
    for table, was, becomes, rule in change_lines(report):
        by_rule.setdefault(rule, []).append((table, was, becomes))
    return by_rule


def as_pdf(report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None = None) -> bytes:
    return pdf(PACKAGE, "joining", _facts(report, sha256, outcome))


def _facts(report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None) -> dict[str, Any]:
    total = report["total"]
    return common.facts_of(report, sha256, checks_of(report, outcome), foot="Nhập") | {
        "title": f"Báo cáo nhập thế giới {report['world']}",
        "world": f"Thế giới «{report['world']}», tỉnh {report['origin']:02}",
        "mode": "đã nhập" if outcome else "chạy thử",
        "file": report["file"]["sha256"],
        "totals": [dots(report["items"]), *(dots(total[key]) for key in ("n", "late", "files", "fees"))],
        "findings": [[finding_sentence(finding), finding["code"]] for finding in report["findings"]],
        "changes": [list(line) for line in change_lines(report)],
        "city_wide": [
            [account["username"] or "", account["name"], ROLE_LABELS.get(account["role"], account["role"])]
            for account in report["city_wide"]
        ],
    }


def as_xlsx(report: Mapping[str, Any], sha256: str, outcome: Mapping[str, Any] | None = None) -> bytes:
    """Sheets: checks, what blocks, what is resolved by rule, pairs, the full matrix, sources with fingerprints."""
    seals = {"SHA-256 của báo cáo": sha256, "SHA-256 của tệp": report["file"]["sha256"]}
    findings = ([finding_sentence(f), f["code"]] for f in report["findings"])
    return xlsx_of(
        common.sheet_of_checks(checks_of(report, outcome), seals),
        Sheet("Phải xử lý", ["Điểm", "Mã"], findings),
        Sheet("Xử lý theo quy tắc", ["Bảng", "Cũ", "Mới", "Quy tắc"], change_lines(report)),
        *common.sheets_of_counts(report),
    )
