"""After the flip, looked at from outside: somebody of every unit logs in and says what lies in the inbox.

Whom to ask (the probe) is decided here, and what their observation comes to; it is made over the public API.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.plans.queries import ROOM, plan


class Receiver(NamedTuple):
    """A body that has work of the plan today, and somebody in office there."""

    id: int
    code: str
    body: str
    mandate: int | None


class FormerPerson(NamedTuple):
    """Somebody in office at a body the plan ended, on its last day."""

    id: int
    code: str
    body: str
    mandate: int


class AsPlanned(NamedTuple):
    open_items: int
    old_units: int
    jurisdictions: int
    elsewhere: int
    held_by_ended: int


@dataclass(frozen=True, slots=True)
class Probe:
    """Mandates by the name of their unit: those who must find the work, and those who must be told who has it."""

    open: Mapping[str, int]
    closed: Mapping[str, int]
    without_people: Sequence[str]


@dataclass(frozen=True, slots=True)
class Observation:
    """`inboxes`: (item, jurisdiction) by name. `refused`: {code, heirs} by name."""

    inboxes: Mapping[str, Sequence[tuple[str, int]]]
    refused: Mapping[str, Mapping[str, Any]]


def probe_of(number: int) -> Probe:
    """Refuses `plan_not_flipped` before the date and for a plan that was taken back."""
    if plan(number).state != "flipped":
        raise Refusal("plan_not_flipped", "Chỉ kiểm chứng được kế hoạch đã đến ngày và đang có hiệu lực.")
    receivers = sql.rows(Receiver, sql.named(ROOM, "receivers"), {"plan": number})
    former = sql.rows(FormerPerson, sql.named(ROOM, "former_people"), {"plan": number})
    return Probe(
        open={_name(row): row.mandate for row in receivers if row.mandate is not None},
        closed={_name(row): row.mandate for row in former},
        without_people=[row.code for row in receivers if row.mandate is None],
    )


def _name(row: Receiver | FormerPerson) -> str:
    return f"{row.code} {row.body} {row.id}"


def verification(number: int, probe: Probe, observation: Observation) -> dict[str, Any]:
    """What was counted, and whether all of it is as planned: {…counts…, verified}."""
    params = {"plan": number}
    jurisdictions = set(sql.values(int, sql.named(ROOM, "handed_over"), params))
    seen = Counter(
        item
        for inbox in observation.inboxes.values()
        for item, jurisdiction in inbox
        if jurisdiction in jurisdictions
    )
    law = sql.only_row(AsPlanned, sql.named(ROOM, "as_planned"), params)
    figures = {
        "plan": number,
        "receiving_units": len(probe.open) + len(probe.without_people),
        "units_without_people": probe.without_people,
        "units_not_looked_at": sorted(probe.open.keys() - observation.inboxes.keys()),
        "open_items": law.open_items,
        "items_in_inboxes": len(seen),
        "seen_twice": sum(count > 1 for count in seen.values()),
        "old_units": law.old_units,
        "old_logins": len(probe.closed),
        "old_logins_that_see": [name for name in probe.closed if not _is_told(observation.refused.get(name))],
        "baskets": law.jurisdictions,
        "baskets_elsewhere": law.elsewhere,
        "held_by_ended": law.held_by_ended,
    }  # fmt: skip
    return figures | {"verified": _is_whole(figures)}


def _is_told(answer: Mapping[str, Any] | None) -> bool:
    """An old login opens nothing and is told the heirs."""
    return answer is not None and answer["code"] == "unit_ended" and bool(answer["heirs"])


def _is_whole(figures: dict[str, Any]) -> bool:
    nothing = (
        "units_without_people",
        "units_not_looked_at",
        "seen_twice",
        "old_logins_that_see",
        "baskets_elsewhere",
        "held_by_ended",
    )
    return figures["open_items"] == figures["items_in_inboxes"] and not any(figures[name] for name in nothing)


def sentence(figures: Mapping[str, Any]) -> str:
    return (
        f"Kiểm chứng {'đạt' if figures['verified'] else 'KHÔNG ĐẠT'}: {figures['receiving_units']} đơn vị nhận, "
        f"{figures['items_in_inboxes']} việc trong hộp việc trên tổng {figures['open_items']}, "
        f"{figures['seen_twice']} việc thấy hai lần; {figures['old_logins']} tài khoản cũ, "
        f"{len(figures['old_logins_that_see'])} còn thấy việc."
    )
