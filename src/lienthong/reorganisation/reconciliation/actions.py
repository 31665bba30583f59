"""Acts of reconciling: a dry run kept with its digest, and a receiving unit's word that it found what it was told."""

from datetime import datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.reconciliation.queries import ROOM, numbers, plan_row, totals_of
from lienthong.reorganisation.reconciliation.rules import seal

IN_FORCE = ("approved", "flipped")


class WrittenRow(NamedTuple):
    id: int
    at: datetime


@official_act
def reconcile(plan: int, *, is_live: bool = False, keep_items: bool = False, by: Actor) -> Answer:
    """Count all open work under the plan and keep the report. `keep_items` also keeps every item as it is, so that
    afterwards each can be asked what became of it. Nothing of the work is touched.
    """
    by.require("plan_reorganisation")
    report = numbers(plan, is_live=is_live)
    digest = seal(report)
    params = {"plan": plan, "is_live": is_live, "numbers": Jsonb(report), "sha256": digest}
    written = sql.only_row(WrittenRow, sql.named(ROOM, "write"), params)
    kept = sql.only_value(int, "select take_snapshot(%s)", (written.id,)) if keep_items else 0
    append_line(
        "reorganisation.reconciled", {"plan": plan, "reconciliation": written.id, "sha256": digest}, by=by
    )
    return {"id": written.id, "sha256": digest, "items": report["total"]["n"], "kept": kept}


def _require_come(plan: int, by: Actor) -> None:
    """Confirmed is what has arrived: by a plan in force, from its date on."""
    row = plan_row(plan)
    if row.state not in IN_FORCE:
        raise Refusal(
            "plan_not_in_force", "Kế hoạch chưa được phê duyệt hoặc đã hoàn lại; không có gì để xác nhận."
        )
    if by.day < row.effective_on:
        raise Refusal("not_yet", "Chỉ làm được từ ngày kế hoạch có hiệu lực.")


@official_act
def confirm_totals(plan: int, *, seen: dict[str, Any], by: Actor) -> Answer:
    """The receiving unit signs the totals on its screen: `seen` is what stood there. Refuses `totals_changed`."""
    by.require("confirm_totals")
    assert by.unit is not None
    _require_come(plan, by)
    totals = totals_of(plan, by.unit)
    if not totals["sources"]:
        raise Refusal(
            "nothing_to_confirm", "Đơn vị của bạn không nhận việc nào theo phương án này.", status=422
        )
    if seen != totals["counts"]:
        raise Refusal(
            "totals_changed", "Số liệu vừa thay đổi. Hãy xem lại bảng rồi xác nhận.", totals=totals["counts"]
        )
    written = sql.run(
        sql.named(ROOM, "confirm"),
        {"plan": plan, "unit": by.unit, "totals": Jsonb(totals), "mandate": by.mandate},
    )
    if not written:
        raise Refusal("already_confirmed", "Đơn vị của bạn đã xác nhận số liệu của phương án này.")
    append_line("reorganisation.totals_confirmed", {"plan": plan, "counts": totals["counts"]}, by=by)
    return {"plan": plan, "unit": by.unit, "counts": totals["counts"]}
