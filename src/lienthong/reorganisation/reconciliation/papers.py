"""The report as PDF and as a workbook, from its kept numbers alone."""

from datetime import date
from typing import Any

from lienthong.kernel.wording import dots, vn_date
from lienthong.papers.pdf import pdf
from lienthong.papers.sheets import Sheet, xlsx_of
from lienthong.reorganisation.people.terms import InHands
from lienthong.reorganisation.reconciliation import common
from lienthong.reorganisation.reconciliation.common import Check, short
from lienthong.reorganisation.reconciliation.terms import Outcome, Report

PACKAGE = "lienthong.reorganisation.reconciliation"

CLAIM = "kế hoạch chỉ ghi quyền giữ, không ghi vào việc nào"
"""What a dry run may say of due dates and codes; only a comparison afterwards proves it."""


def tone_of(result: str, meaning: str, *, good: bool) -> str:
    """Green stands where something was counted and found right; a claim, or 0 of 0, proves nothing."""
    if not good:
        return "soon"
    return "none" if meaning == CLAIM or result == "0/0" else "proof"


def checks_of(report: Report, outcome: Outcome | None = None) -> list[Check]:
    """With an outcome, proved item by item afterwards."""
    undecided = sum(row["n"] for row in report["undecided"])
    without = sum(row["n"] for row in report["no_recipient"])
    n = report["total"]["n"]
    proved = "đã so từng việc" if outcome else CLAIM
    facts = outcome or report
    checks = [
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
        checks += _proofs(outcome)
    return checks


def _hands(hands: InHands | None) -> list[Check]:
    """Reports kept before people were counted have none."""
    if hands is None:
        return []
    words = (
        f"{dots(hands['people_without'])}/{dots(hands['people'])} người chưa có kế nhiệm; việc vào hàng chờ"
    )
    result = f"{dots(hands['items_without'])}/{dots(hands['items'])}"
    return [("Việc đã giao người, chưa có người kế nhiệm", result, words, not hands["items_without"])]


def _proofs(outcome: Outcome) -> list[Check]:
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


def as_pdf(report: Report, sha256: str, outcome: Outcome | None = None, *, since: str = "") -> bytes:
    """`since`: what the numbers no longer say when it is printed."""
    return pdf(PACKAGE, "report", _facts(report, sha256, outcome) | {"since": since})


def _facts(report: Report, sha256: str, outcome: Outcome | None) -> dict[str, Any]:
    plan, total = report["plan"], report["total"]
    counted = [
        total["n"],
        report["moving"],
        report["staying"],
        *(total[key] for key in ("late", "files", "fees")),
    ]
    return common.facts_of(report, sha256, checks_of(report, outcome), foot="Đối chiếu") | {
        "title": f"Báo cáo đối chiếu – {plan['name']}",
        "plan": plan["name"],
        "basis": plan["basis"],
        "effective_on": vn_date(date.fromisoformat(plan["effective_on"])),
        "mode": "trên dữ liệu thật, không tác động" if report["is_live"] else "chạy thử",
        "totals": list(map(dots, counted)),
        "undecided": [
            [short(report, u["source"]), short(report, u["target"]), dots(u["n"])]
            for u in report["undecided"]
        ],
    }


def as_xlsx(report: Report, sha256: str) -> bytes:
    """Sheets: checks, pairs, the full matrix, sources with fingerprints, what needs people, what is undecided."""
    undecided = (
        [short(report, u["source"]), short(report, u["target"]), u["n"]] for u in report["undecided"]
    )
    return xlsx_of(
        common.sheet_of_checks(checks_of(report), {"SHA-256": sha256}),
        *common.sheets_of_counts(report),
        Sheet("Chưa quyết định", ["Địa bàn chia", "Nơi nhận mặc định", "Số việc"], undecided),
    )
