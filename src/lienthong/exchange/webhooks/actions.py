"""Official acts on webhooks."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from lienthong.exchange.webhooks import rules
from lienthong.exchange.webhooks.terms import ABILITY, MOST_OF_A_UNIT
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.kinds import KINDS


class _Webhook(NamedTuple):
    id: UUID
    mandate: int
    state: str


@official_act
def create_webhook(*, url: str, kinds: Sequence[str] = (), by: Actor) -> Answer:
    """An address that is told what happens to the work of the actor's unit; `kinds` of work, none named: all.

    Its key is made from its id and never written down: the answer kept under an idempotency key does not hold it.
    """
    by.require(ABILITY)
    address = rules.check_url(url, rules.allowed_networks(settings.WEBHOOK_ALLOW))
    unknown = sorted(set(kinds) - KINDS.keys())
    if unknown:
        raise Refusal("unknown_work_kind", f"Không có loại việc «{unknown[0]}».", status=422, field="kinds")
    _check_room(by)
    webhook = uuid7()
    sql.run(
        "insert into webhook (id, unit, seat, mandate, url, kinds, state, failures, made_at)"
        " values (%s, %s, %s, %s, %s, %s::text[], 'active', 0, statement_timestamp())",
        (webhook, by.unit, by.seat, by.mandate, address, sorted(set(kinds))),
    )
    append_line("webhook.created", {"webhook": str(webhook), "kinds": sorted(set(kinds))}, by=by)
    return {"id": str(webhook), "url": address, "kinds": sorted(set(kinds)), "state": "active"}


def _check_room(by: Actor) -> None:
    standing = sql.only_value(
        int, "select count(*)::int from webhook where unit = %s and state <> 'deleted'", (by.unit,)
    )
    if standing >= MOST_OF_A_UNIT:
        raise Refusal(
            "too_many_webhooks",
            f"Đơn vị đã có {MOST_OF_A_UNIT} địa chỉ nhận. Hãy xóa địa chỉ không dùng nữa.",
        )


@official_act
def stop_webhook(webhook: UUID, *, by: Actor) -> Answer:
    """Nothing is sent until it is resumed; what happens meanwhile waits."""
    return _change(webhook, "active", "paused", "webhook.stopped", by)


@official_act
def resume_webhook(webhook: UUID, *, by: Actor) -> Answer:
    """What waits is sent at once; failures are counted anew."""
    answer = _change(webhook, "paused", "active", "webhook.resumed", by)
    sql.run(
        "update webhook_delivery set next_at = statement_timestamp() where webhook = %s and state = 'waiting'"
        " and not is_sending",
        (webhook,),
    )
    return answer


@official_act
def delete_webhook(webhook: UUID, *, by: Actor) -> Answer:
    """For good; what was waiting is not sent."""
    by.require(ABILITY)
    row = _webhook(webhook)
    answer = _change(webhook, row.state, "deleted", "webhook.deleted", by)
    sql.run(
        "update webhook_delivery set state = 'given_up', is_sending = false where webhook = %s and state = 'waiting'",
        (webhook,),
    )
    return answer


@official_act
def pause_failing_webhook(webhook: UUID, *, answer: str, by: Actor) -> Answer:
    """The system's own act, after repeated failure: the line names whom to tell."""
    row = _webhook(webhook)
    sql.run("update webhook set state = 'paused' where id = %s and state = 'active'", (webhook,))
    append_line(
        "webhook.paused", {"webhook": str(webhook), "owner": row.mandate, "answer": answer[:100]}, by=by
    )
    return {"id": str(webhook), "state": "paused"}


def _change(webhook: UUID, was: str, to: str, verb: str, by: Actor) -> Answer:
    by.require(ABILITY)
    row = _webhook(webhook)
    changed = sql.run(
        "update webhook set state = %s, failures = 0 where id = %s and state = %s", (to, webhook, was)
    )
    if not changed:
        raise Refusal(
            "webhook_changed", "Địa chỉ này đã ở trạng thái khác. Hãy tải lại trang.", state=row.state
        )
    append_line(verb, {"webhook": str(webhook)}, by=by)
    return {"id": str(webhook), "state": to}


def _webhook(webhook: UUID) -> _Webhook:
    """Of a seat the actor's unit holds: row security shows no other."""
    row = sql.row(
        _Webhook, "select id, mandate, state from webhook where id = %s and state <> 'deleted'", (webhook,)
    )
    if row is None:
        raise NotFound
    return row
