"""Official acts on findings: what went wrong at a step, whose it is, and when it counts as mended."""

from collections.abc import Sequence
from datetime import date

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.actions import ABILITY
from lienthong.rehearsal.planning.playbook import pinned_scenarios, round_of
from lienthong.rehearsal.terms import SEVERITIES


@official_act
def open_finding(
    number: int,
    *,
    severity: str,
    scenario: str,
    step: str,
    units: Sequence[int],
    text: str,
    owner: int | None = None,
    due_on: date | None = None,
    by: Actor,
) -> Answer:
    """`owner` is the mandate that mends it."""
    by.require(ABILITY)
    trial = round_of(number)
    _check(trial.id, severity, scenario, step, units)
    made = sql.only_value(
        int,
        "insert into finding (round, severity, scenario, step, units, text, owner, due_on)"
        " values (%s, %s, %s, %s, %s::int[], %s, %s, %s) returning id",
        (trial.id, severity, scenario, step, sorted(units), text, owner, due_on),
    )
    append_line("finding.opened", {"finding": made, "round": number, "severity": severity}, by=by)
    return {"id": made}


def _check(round_id: int, severity: str, scenario: str, step: str, units: Sequence[int]) -> None:
    if severity not in SEVERITIES:
        raise Refusal("unknown_severity", f"Không có mức độ «{severity}».", status=422, field="severity")
    pinned = pinned_scenarios(round_id).get(scenario)
    if pinned is None or all(known.id != step for known in pinned.steps):
        raise Refusal("unknown_step", "Vòng này không có bước đó.", status=422, field="step")
    enrolled = sql.only_value(
        int,
        "select count(*) from round_unit where round = %s and unit = any (%s::int[])",
        (round_id, list(units)),
    )
    if not units or enrolled != len(set(units)):
        raise Refusal("not_enrolled", "Có đơn vị không tham gia vòng này.", status=422, field="units")


@official_act
def close_finding(finding: int, *, passed_in: int, by: Actor) -> Answer:
    """Only a later round in which the same step passed at the same units closes it; no word does."""
    by.require(ABILITY)
    if not sql.only_value(bool, "select close_finding(%s, %s)", (finding, passed_in)):
        raise Refusal(
            "not_mended",
            f"Vòng {passed_in} chưa cho thấy bước này đã đạt ở các đơn vị liên quan.",
            round=passed_in,
        )
    append_line("finding.closed", {"finding": finding, "round": passed_in}, by=by)
    return {"id": finding, "closed_round": passed_in}
