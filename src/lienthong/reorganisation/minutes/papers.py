"""Minutes as PDF."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from lienthong.kernel import clock
from lienthong.kernel.wording import NO_TERM, dots, vn_date, vn_datetime, vn_formal
from lienthong.papers.pdf import pdf, trial_words
from lienthong.reorganisation.minutes.queries import HandOver, ItemRow
from lienthong.reorganisation.reconciliation.queries import PlanRow
from lienthong.work.desks.registry import kind_label, state_label
from lienthong.work.lateness.rules import is_overdue

PACKAGE = "lienthong.reorganisation.minutes"


def as_pdf(
    hand_over: HandOver, plan: PlanRow, *, undivided: frozenset[int] = frozenset(), confirmed: str = ""
) -> bytes:
    """`plan` has name, basis, effective_on and at; `undivided` are jurisdictions nobody has decided about."""
    return pdf(PACKAGE, "minutes", _facts(hand_over, plan, undivided, confirmed))


def _facts(hand_over: HandOver, plan: PlanRow, undivided: frozenset[int], confirmed: str) -> dict[str, Any]:
    pair, at = hand_over.pair, clock.local(plan.at)
    waiting = sum(item.jurisdiction in undivided for item in hand_over.items)
    return {
        "title": f"Biên bản bàn giao {pair.source_short} – {pair.target_short}",
        "foot": f"{pair.source_code} – {pair.target_code} · {hand_over.sha256[:16]}",
        "trial": trial_words(),
        "source": pair.source_name,
        "target": pair.target_name,
        "about": f"công việc đang giải quyết từ {pair.source_short} sang {pair.target_short}",
        "written": f"Thành phố Hồ Chí Minh, {vn_formal(at)}",
        "basis": plan.basis,
        "plan": plan.name,
        "effective_on": vn_date(plan.effective_on),
        "giver": hand_over.giver[0],
        "giver_title": hand_over.giver[1],
        "taker": hand_over.taker[0],
        "taker_title": hand_over.taker[1],
        "as_of": vn_datetime(at),
        "kinds": _kinds(hand_over, at),
        "undecided": _undecided_words(waiting),
        "items": [_line(number, item) for number, item in enumerate(hand_over.items, 1)],
        "sha256": hand_over.sha256,
        "confirmed": confirmed,
    }  # fmt: skip


def _undecided_words(n: int) -> str:
    return f"Trong đó {dots(n)} việc chưa quyết định thuộc phần nào, tạm giao bên nhận mặc định." if n else ""


def _kinds(hand_over: HandOver, at: datetime) -> list[list[str]]:
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for item in hand_over.items:
        late = is_overdue(item.due_at, item.paused_at, at=at)
        for key in (item.kind, ""):
            sums[key] = [a + b for a, b in zip(sums[key], (1, int(late), item.files, item.fee), strict=True)]
    whole = sums.pop("", [0, 0, 0, 0])
    lines = [[kind_label(kind), *map(dots, numbers)] for kind, numbers in sorted(sums.items())]
    return [*lines, ["Cộng", *map(dots, whole)]]


def _line(number: int, item: ItemRow) -> list[str]:
    due = vn_datetime(item.due_at) if item.due_at else NO_TERM
    return [
        str(number), item.reference or "–", item.subject, state_label(item.kind, item.state),
        vn_date(item.received_at), due,
    ]  # fmt: skip
