"""After the flip, looked at from outside: somebody of every unit logs in and says what lies in the inbox."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.ground import acts, sql
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.asking import mint_token, who_asks
from lienthong.reorganisation.plans.queries import ROOM, plan
from lienthong.work.queries import inbox

ALL = 10_000_000
LASTS = timedelta(minutes=10)


def verification(number: int) -> dict[str, Any]:
    """{…counts…, verified}. Refuses `plan_not_flipped` before the date and for a plan that was taken back."""
    if plan(number).state != "flipped":
        raise Refusal("plan_not_flipped", "Chỉ kiểm chứng được kế hoạch đã đến ngày và đang có hiệu lực.")
    given = {"plan": number}
    baskets = {row.jurisdiction for row in sql.rows(sql.named(ROOM, "handed_over"), given)}
    seen: Counter[UUID] = Counter()
    without_people = []
    receivers = sql.rows(sql.named(ROOM, "receivers"), given)
    for receiver in receivers:
        if receiver.mandate is None:
            without_people.append(receiver.code)
        else:
            seen.update(item for item, basket in _inbox(receiver.mandate) if basket in baskets)
    old = sql.rows(sql.named(ROOM, "former_people"), given)
    still = [row.code for row in old if not _is_told_who_has_it(row.mandate)]
    law = sql.row(sql.named(ROOM, "as_planned"), given)
    found = {
        "plan": number,
        "receiving_units": len(receivers),
        "units_without_people": without_people,
        "open_items": law.open_items,
        "items_in_inboxes": len(seen),
        "seen_twice": sum(count > 1 for count in seen.values()),
        "old_units": law.old_units,
        "old_logins": len(old),
        "old_logins_that_see": still,
        "baskets": law.baskets,
        "baskets_elsewhere": law.elsewhere,
        "held_by_ended": law.held_by_ended,
    }  # fmt: skip
    return found | {"verified": _is_whole(found)}


def _is_whole(found: dict[str, Any]) -> bool:
    nothing = (
        "units_without_people",
        "seen_twice",
        "old_logins_that_see",
        "baskets_elsewhere",
        "held_by_ended",
    )
    return found["open_items"] == found["items_in_inboxes"] and not any(found[name] for name in nothing)


def _inbox(mandate: int) -> list[tuple[UUID, int]]:
    """As at the door: a token, the question who this is, the inbox under row security."""
    with transaction.atomic():
        actor, _ = who_asks(mint_token(mandate, "verification", lasts=LASTS), "token")
        with acts.opened(actor):
            found = [(row.id, row.jurisdiction) for row in inbox(actor, limit=ALL)]
        transaction.set_rollback(True)  # the token served once
    return found


def _is_told_who_has_it(mandate: int) -> bool:
    """An old login opens nothing and is told the heirs."""
    with transaction.atomic():
        try:
            who_asks(mint_token(mandate, "verification", lasts=LASTS), "token")
        except Refusal as refusal:
            return refusal.code == "unit_ended" and bool(refusal.facts["heirs"])
        finally:
            transaction.set_rollback(True)
    return False
