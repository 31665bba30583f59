"""What a trial operation came to: as JSON for programs, in sentences for people."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

import psycopg

from lienthong.hosting.worlds import database_of
from lienthong.kernel import clock
from lienthong.kernel.wording import dots, n_of, percent
from lienthong.rehearsal.conduct import Conduct, Cost, Validity, costs, sentence, validity
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.terms import SYSTEM_LABELS, SYSTEMS
from lienthong.rehearsal.verifying.rates import Rate, Rates, SystemRates
from lienthong.trials.observing import Trial
from lienthong.trials.rounds import Operation, patiently

DUPLICATES = """
select count(*) - count(distinct nonce)
from (
    select substring(d.note from 'DT-[0-9a-f]{8}') as nonce
    from work_item w join dossier d on d.item = w.id
    where w.kind = 'dossier'
    union all
    select substring(r.text from 'DT-[0-9a-f]{8}') from work_item w join report r on r.item = w.id
) made
where nonce in (
    select s.nonce from case_secret s join trial_round t on t.id = s.round where t.number = any (%s::int[])
)
"""
"""Dossiers and reports beyond the first with the same case's code: asked as the verifier, who sees all."""


def outcome(operation: Operation, virtual: Trial, *, wall_seconds: float) -> dict[str, Any]:
    rates = patiently(partial(queries.rates_of, virtual.number))
    conduct = virtual.conduct or Conduct(virtual.speed)
    human = queries.rates_of(operation.human.number) if operation.human else None
    return {
        "valid": validity(conduct) is Validity.VALID,
        "validity": {"code": validity(conduct), "sentence": sentence(conduct)},
        "round": virtual.number,
        "wall_seconds": round(wall_seconds, 1),
        "start_lateness_p99_ms": conduct.lateness_p99_ms,
        "conduct": asdict(conduct),
        "cpu": {cost.who: _cost(cost) for cost in costs(conduct)},
        "duplicates": _duplicates(operation),
        "refusals_caught": _counted(rates["refusals_caught"]),
        "stuck": len(queries.stuck_steps(virtual.number)),
        "roster_sha256": virtual.planned["roster_sha256"],
        "expectations_sha256": virtual.planned["expectations_sha256"],
        **peoples(human),
        "virtual": {"systems": rates["systems"], "all_systems": rates["all_systems"]},
    }


def peoples(rates: Rates | None) -> dict[str, Any]:
    """The round of people, where there is one: what they did, and beside it, never in it, what a token did for them."""
    systems = rates["systems"] if rates else {}
    by_machine = {name: _counted(of["machine"]) for name, of in systems.items()}
    return {"human": {"systems": systems}, "machine": {"systems": by_machine}}


def _duplicates(operation: Operation) -> int:
    with psycopg.connect(operation.server.url(database_of(operation.world), "verifier")) as verifier:
        row = verifier.execute(DUPLICATES, ([trial.number for trial in operation.trials],)).fetchone()
    return int(row[0]) if row else 0


def _cost(cost: Cost) -> dict[str, float | None]:
    return {"seconds": cost.seconds, "per_act_ms": cost.per_act_ms, "per_request_ms": cost.per_request_ms}


def _counted(rate: Rate) -> dict[str, int]:
    return {"passed": rate["passed"], "planned": rate["planned"]}


def summary(operation: Operation, virtual: Trial, result: dict[str, Any]) -> Iterator[str]:
    as_of = clock.local(datetime.fromisoformat(result["virtual"]["all_systems"]["as_of"]))
    yield f"Kết quả vòng {virtual.number} (cán bộ ảo), tính đến {as_of:%H:%M:%S}:"
    yield from _systems(result["virtual"]["systems"])
    yield f"  Đơn vị đạt trọn cả bốn hệ thống: {_rate(result['virtual']['all_systems'])}"
    caught = result["refusals_caught"]
    yield f"  Tình huống cài sẵn bị phát hiện: {_rate(caught)} · Hồ sơ trùng: {result['duplicates']}"
    yield from _worst(virtual)
    if operation.human is not None:
        yield f"Vòng {operation.human.number} (người thật, phường An Khánh):"
        yield from _systems(result["human"]["systems"])
        by_machine = sum(of["passed"] for of in result["machine"]["systems"].values())
        if by_machine:
            yield f"  Bước do máy làm bằng mã truy cập, không tính cho người: {dots(by_machine)}"
    conduct = virtual.conduct or Conduct(virtual.speed)
    yield from _cpu(costs(conduct), conduct)
    yield f"{sentence(conduct)} {result['wall_seconds']:.0f} giây."
    yield f"Báo cáo: {operation.address}/dien-tap/{virtual.number}"


def _systems(systems: dict[str, SystemRates]) -> Iterator[str]:
    for name in SYSTEMS:
        rates = systems[name]
        steps, units, cases = (_rate(rates[of]) for of in ("step_rate", "unit_rate", "case_rate"))
        yield f"  {SYSTEM_LABELS[name]:<24} bước {steps} · đơn vị {units} · lượt việc {cases}"


def _worst(trial: Trial) -> Iterator[str]:
    worst = [unit for unit in queries.worst_units(trial.number) if unit.passed < unit.planned]
    if worst:
        yield "  Đơn vị thấp nhất: " + "; ".join(f"{u.short_name} {u.passed}/{u.planned}" for u in worst)


def _cpu(costs_of: list[Cost], conduct: Conduct) -> Iterator[str]:
    """By process; of the platform's own processes and of all, also what an act and a request come to."""
    if not costs_of:
        return
    *each, server, whole = costs_of
    parts = " · ".join(f"{cost.label} {cost.seconds:.0f}" for cost in each)
    yield (
        f"CPU: {whole.seconds:.0f} giây cho {dots(conduct.acts)} thao tác, "
        f"{dots(conduct.requests)} yêu cầu ({parts})"
    )
    for cost in (server, whole):
        yield f"  {cost.label}: {_ms(cost.per_act_ms)} mỗi thao tác, {_ms(cost.per_request_ms)} mỗi yêu cầu"


def _ms(value: float | None) -> str:
    return "không rõ" if value is None else f"{value:.2f} ms".replace(".", ",")


def _rate(rate: Rate) -> str:
    """Never a percentage without its n/N."""
    return f"{percent(rate['passed'], rate['planned'])} ({n_of(rate['passed'], rate['planned'])})"
