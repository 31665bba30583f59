"""Reads of webhooks: those of the seats the actor's unit holds; row security shows no others."""

from typing import NamedTuple
from uuid import UUID

from lienthong.exchange.webhooks.terms import ABILITY, DELIVERY_STATES, DeliveryRow, WebhookRow
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal

PAGE = 50

WEBHOOKS = """
select h.id, h.url, h.kinds, h.state, h.failures, h.made_at, p.name as owner,
       (select count(*)::int from webhook_delivery d where d.webhook = h.id and d.state = 'waiting') as waiting,
       (select count(*)::int from webhook_delivery d where d.webhook = h.id and d.state = 'delivered') as delivered
from webhook h
join mandate m on m.id = h.mandate
join person p on p.id = m.person
where h.state <> 'deleted' and (%(id)s::uuid is null or h.id = %(id)s)
order by h.made_at desc
"""

DELIVERIES = """
select d.id, d.line, d.event ->> 'type' as type, w.id as item, coalesce(w.reference, '') as reference, d.state, d.tries,
       d.tried_at, d.next_at, d.answer, d.made_at
from webhook_delivery d
left join work_item w on w.id = d.item
where d.webhook = %(webhook)s and (%(state)s::text is null or d.state = %(state)s)
  and (%(before)s::bigint is null or d.id < %(before)s)
order by d.id desc
limit %(limit)s
"""


class _Count(NamedTuple):
    state: str
    n: int


def webhooks_of(actor: Actor) -> list[WebhookRow]:
    actor.require(ABILITY)
    return sql.rows(WebhookRow, WEBHOOKS, {"id": None})


def webhook_of(actor: Actor, webhook: UUID) -> WebhookRow:
    actor.require(ABILITY)
    row = sql.row(WebhookRow, WEBHOOKS, {"id": webhook})
    if row is None:
        raise NotFound
    return row


def deliveries_of(
    actor: Actor, webhook: UUID, *, state: str | None = None, before: int | None = None, limit: int = PAGE
) -> list[DeliveryRow]:
    """Newest first; call after `webhook_of`. `before` is the id the page before ended with."""
    if state and state not in DELIVERY_STATES:
        raise Refusal("unknown_delivery_state", "Không có trạng thái gửi này.", status=422, field="state")
    params = {"webhook": webhook, "state": state or None, "before": before, "limit": limit}
    return sql.rows(DeliveryRow, DELIVERIES, params)


def delivery_counts(webhook: UUID) -> dict[str, int]:
    """Deliveries by state; call after `webhook_of`."""
    rows = sql.rows(
        _Count,
        "select state, count(*)::int as n from webhook_delivery where webhook = %s group by state",
        (webhook,),
    )
    return {row.state: row.n for row in rows}
