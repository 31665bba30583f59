"""Official acts on the exchange of documents: which ways there are, and trying once more what was given up."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings

from lienthong.exchange.axis import rules
from lienthong.exchange.axis.terms import CONNECT, LEASE_SECONDS, WATCH
from lienthong.exchange.webhooks.rules import allowed_networks
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import NotFound, Refusal


class _Unsent(NamedTuple):
    state: str


@official_act
def connect_exchange(
    *, name: str, prefixes: Sequence[str], kind: str, place: str, token_file: str = "", by: Actor
) -> Answer:
    """From today a way to whoever's electronic id begins with one of `prefixes`; what waits for it leaves. The word the
    other side asks for stays in its file. Refuses what `check_connector` refuses, `connector_there`.
    """
    by.require(CONNECT)
    ids = sorted({prefix.strip().upper() for prefix in prefixes})
    is_trial = sql.only_value(str, "select kind from world") != "live"
    rules.check_connector(
        name=name, prefixes=ids, kind=kind, place=place, allowed=allowed_networks(settings.WEBHOOK_ALLOW),
        is_trial=is_trial,
    )  # fmt: skip
    made = sql.value(
        int,
        "insert into axis_connector (name, prefixes, kind, place, token_file, since, mandate)"
        " values (%s, %s::text[], %s, %s, %s, %s, %s) on conflict do nothing returning id",
        (name, ids, kind, place, token_file, by.day, by.mandate),
    )
    if made is None:
        raise Refusal(
            "connector_there",
            f"Đã có kết nối tên {name}; ngừng kết nối ấy trước khi lập lại.",
            status=422,
            field="name",
        )
    append_line("axis.connected", {"connector": made, "name": name, "prefixes": ids, "kind": kind}, by=by)
    return {"id": made, "name": name, "prefixes": ids}


@official_act
def disconnect_exchange(*, name: str, by: Actor) -> Answer:
    """Nothing leaves or comes that way from now on; what waits for it waits for another. `NotFound`."""
    by.require(CONNECT)
    ended = sql.value(
        int,
        "update axis_connector set until = %s where name = %s and until is null returning id",
        (by.day, name),
    )
    if ended is None:
        raise NotFound
    append_line("axis.disconnected", {"connector": ended, "name": name}, by=by)
    return {"id": ended, "name": name}


@official_act
def retry_consignment(consignment: int, *, by: Actor) -> Answer:
    """Send at once what was given up or waits for its next try; tries are counted anew. `NotFound` for another body's;
    refuses `already_sent`.
    """
    by.require(WATCH)
    row = sql.row(_Unsent, "select state from axis_consignment where id = %s for update", (consignment,))
    if row is None:
        raise NotFound
    if row.state == "sent":
        raise Refusal("already_sent", "Bản này đã gửi đi rồi.")
    # What is in a sender's hands just now is not taken out of them: their lease ends soon.
    sql.run(
        "update axis_consignment set state = 'waiting', tries = 0, next_at = statement_timestamp()"
        " where id = %s and (state = 'given_up' or next_at > statement_timestamp() + make_interval(secs => %s))",
        (consignment, LEASE_SECONDS),
    )
    append_line("axis.retried", {"consignment": consignment}, by=by)
    return {"id": consignment, "state": "waiting"}
