"""From an act to the receiver: who is sent what, signed; what misbehaves is refused or paused and holds up nobody."""

import asyncio
import time
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from pytest_django import Settings

from lienthong.exchange.webhooks import actions, outbox, queries, rules
from lienthong.exchange.webhooks.sending import CheckedResolver, Sender
from lienthong.exchange.webhooks.terms import PAUSED_AFTER_FAILURES
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.notices import queries as notices
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import issued
from tests.exchange.receivers import receiver
from tests.notices.test_telling import tell
from tests.reports import reports

SOURCE = "urn:lienthong:79:kiem-thu"


@pytest.fixture(autouse=True)
def _allowed(settings: Settings) -> None:
    settings.WEBHOOK_ALLOW = "127.0.0.1"


def leader(code: str = cast.AN_KHANH) -> Actor:
    return cast.officer("lanh_dao", code)


def subscribed(url: str, by: Actor | None = None, kinds: tuple[str, ...] = ()) -> UUID:
    return UUID(actions.create_webhook(url=url, kinds=kinds, by=by or leader())["id"])


def deliver(*, timeout_seconds: float = 5.0, allow: str = "127.0.0.1") -> int:
    """One round of the messenger's work on webhooks; how many were sent."""
    while outbox.address_new_lines(SOURCE):
        pass
    return asyncio.run(_send(timeout_seconds, allow))


async def _send(timeout_seconds: float, allow: str) -> int:
    claimed = await asyncio.to_thread(outbox.claim)
    networks = rules.allowed_networks(allow)
    async with Sender(key=settings.SECRET_KEY, allowed=networks, timeout_seconds=timeout_seconds) as sender:

        async def one(each: Any) -> None:
            outcome = await sender.send(each)
            await asyncio.to_thread(outbox.settle, each, outcome)

        await asyncio.gather(*map(one, claimed))
    return len(claimed)


def states(webhook: UUID, by: Actor | None = None) -> dict[str, int]:
    with acts.opening(by or leader()):
        return queries.delivery_counts(webhook)


def due_now(world: CommittedWorld) -> None:
    world.run("update webhook_delivery set next_at = now() where state = 'waiting'")


def test_a_change_arrives_signed_as_a_cloudevent(world: CommittedWorld) -> None:
    with receiver() as kept:
        webhook = subscribed(kept.url, kinds=("delivery",))
        issued(cast.dung(), cast.an().unit or 0)
        assert deliver() == 1
        assert deliver() == 0
        (got,) = kept.received
    event = got.event
    assert event["specversion"] == "1.0"
    assert event["type"] == "vn.lienthong.delivery.arrived"
    assert event["source"] == SOURCE
    assert event["subject"] == event["data"]["item"]
    assert event["data"]["kind"] == "delivery"
    assert event["data"]["state"] == "arrived"
    assert event["data"]["by_unit"] == cast.TTCDS
    assert got.headers["Content-Type"] == "application/cloudevents+json; charset=utf-8"
    secret = rules.secret_of(webhook, settings.SECRET_KEY)
    timestamp = int(got.headers["X-LienThong-Timestamp"])
    assert got.headers["X-LienThong-Signature"] == rules.signature(secret, timestamp, got.body)
    assert abs(timestamp - time.time()) < 60
    assert states(webhook) == {"delivered": 1}


def test_nobody_is_sent_what_their_unit_may_not_see(world: CommittedWorld) -> None:
    """Chi's ward never gets An's; the kinds chosen narrow it further."""
    with receiver() as of_chi, receiver() as of_an, receiver() as only_reports:
        subscribed(of_chi.url, by=leader(cast.BINH_TRUNG))
        subscribed(of_an.url)
        subscribed(only_reports.url, kinds=("report",))
        issued(cast.dung(), cast.an().unit or 0)
        reports.reported()
        deliver()
        assert of_chi.received == []
        assert {each.event["data"]["kind"] for each in of_an.received} == {"delivery", "report"}
        assert {each.event["data"]["kind"] for each in only_reports.received} == {"report"}


def test_it_is_asked_again_when_it_leaves(world: CommittedWorld) -> None:
    """The report went elsewhere between the outbox and the line: it is put aside, not sent."""
    from lienthong.reports import actions as report_actions

    with receiver() as kept:
        webhook = subscribed(kept.url, kinds=("report",))
        answer = reports.reported()
        while outbox.address_new_lines(SOURCE):
            pass
        report_actions.transfer_report(reports.item(answer), reason="Không thuộc.", by=reports.contact())
        assert deliver() == 0
        assert kept.received == []
        assert set(states(webhook)) == {"withheld"}


def test_only_the_units_administrator_and_nobody_elses(world: CommittedWorld) -> None:
    with pytest.raises(Refusal) as refused:
        subscribed("https://nhan.example.vn/", by=cast.an())
    assert refused.value.code == "not_allowed"
    webhook = subscribed("https://nhan.example.vn/")
    stranger = leader(cast.BINH_TRUNG)
    for act in (actions.stop_webhook, actions.resume_webhook, actions.delete_webhook):
        with pytest.raises(NotFound):
            act(webhook, by=stranger)
    with acts.opening(stranger):
        assert queries.webhooks_of(stranger) == []
        with pytest.raises(NotFound):
            queries.webhook_of(stranger, webhook)


@pytest.mark.parametrize("status", [500, 404, 301, 307])
def test_what_does_not_take_it_is_tried_again_under_the_same_id(world: CommittedWorld, status: int) -> None:
    with receiver() as elsewhere, receiver(status=status, location=elsewhere.url) as kept:
        webhook = subscribed(kept.url, kinds=("delivery",))
        issued(cast.dung(), cast.an().unit or 0)
        deliver()
        assert states(webhook) == {"waiting": 1}
        assert deliver() == 0, "not at once"
        due_now(world)
        kept.status, kept.location = 200, ""
        deliver()
        assert elsewhere.received == [], "no redirect is followed"
    assert len(kept.ids) == 2
    assert len(set(kept.ids)) == 1
    assert kept.received[0].body == kept.received[1].body
    assert [each.headers["X-LienThong-Try"] for each in kept.received] == ["1", "2"]
    assert states(webhook) == {"delivered": 1}


def test_one_that_answers_slowly_holds_up_nobody(world: CommittedWorld) -> None:
    with receiver(seconds=3) as slow, receiver() as quick:
        subscribed(slow.url, by=leader(cast.BINH_TRUNG))
        subscribed(quick.url)
        for _ in range(6):
            issued(cast.dung(), cast.an().unit or 0)
            issued(cast.dung(), cast.chi().unit or 0)
        began = time.monotonic()
        sent = deliver(timeout_seconds=0.5)
        assert time.monotonic() - began < 3
        assert len(quick.ids) == 4, "of one address at most four at a time"
        assert sent == 8
        deliver(timeout_seconds=0.5)
        assert len(quick.ids) == 6


def test_what_fails_again_and_again_is_paused_and_its_owner_told(world: CommittedWorld) -> None:
    owner = leader()
    with receiver(status=500) as kept:
        webhook = subscribed(kept.url, by=owner, kinds=("delivery",))
        for _ in range(PAUSED_AFTER_FAILURES // 4 + 1):
            issued(cast.dung(), cast.an().unit or 0)
        for _ in range(PAUSED_AFTER_FAILURES):
            due_now(world)
            deliver()
        with acts.opening(owner):
            assert queries.webhook_of(owner, webhook).state == "paused"
        before = len(kept.received)
        due_now(world)
        assert deliver() == 0
        assert len(kept.received) == before
        tell()
        with acts.opening(owner):
            assert "webhook.paused" in [row.verb for row in notices.notices_of(owner)]
        kept.status = 200
        actions.resume_webhook(webhook, by=owner)
        while deliver():
            pass
    assert states(webhook).get("waiting") is None
    assert len(set(kept.ids)) == PAUSED_AFTER_FAILURES // 4 + 1, "what waited is sent when it goes on"


def test_nobody_there(world: CommittedWorld) -> None:
    with receiver() as gone:
        url = gone.url
    webhook = subscribed(url, kinds=("delivery",))
    issued(cast.dung(), cast.an().unit or 0)
    deliver()
    assert states(webhook) == {"waiting": 1}


def test_an_address_that_became_private_is_paused_at_once(world: CommittedWorld, settings: Settings) -> None:
    """Allowed when it was agreed, not any more; and a name that leads to the machine itself (rebinding)."""
    with receiver() as kept:
        by_number = subscribed(kept.url, kinds=("delivery",))
        by_name = subscribed(kept.url.replace("127.0.0.1", "localhost"), kinds=("delivery",))
        issued(cast.dung(), cast.an().unit or 0)
        deliver(allow="")
        assert kept.received == []
    with acts.opening(leader()):
        assert {queries.webhook_of(leader(), each).state for each in (by_number, by_name)} == {"paused"}


def test_a_name_is_looked_up_once_and_every_address_checked() -> None:
    async def look(allow: str) -> list[str]:
        found = await CheckedResolver(rules.allowed_networks(allow)).resolve("localhost", 80)
        return [each["host"] for each in found]

    assert "127.0.0.1" in asyncio.run(look("127.0.0.0/8,::1"))
    with pytest.raises(OSError, match="localhost"):
        asyncio.run(look(""))


def test_a_lease_that_ended_is_taken_up_again_under_the_same_id(world: CommittedWorld) -> None:
    with receiver() as kept:
        subscribed(kept.url, kinds=("delivery",))
        issued(cast.dung(), cast.an().unit or 0)
        while outbox.address_new_lines(SOURCE):
            pass
        (lost,) = outbox.claim()
        assert outbox.claim() == [], "in somebody's hands"
        due_now(world)
        assert deliver() == 1
        assert [each.body.decode() for each in kept.received] == [lost.event]


def test_a_paused_address_loses_nothing_and_a_deleted_one_is_sent_nothing(world: CommittedWorld) -> None:
    with receiver() as kept:
        webhook, me = subscribed(kept.url, kinds=("delivery",)), leader()
        actions.stop_webhook(webhook, by=me)
        issued(cast.dung(), cast.an().unit or 0)
        assert deliver() == 0
        actions.resume_webhook(webhook, by=me)
        assert deliver() == 1
        actions.stop_webhook(webhook, by=me)
        with pytest.raises(Refusal) as refused:
            actions.stop_webhook(webhook, by=me)
        assert refused.value.code == "webhook_changed"
        issued(cast.dung(), cast.an().unit or 0)
        deliver()
        actions.delete_webhook(webhook, by=me)
        assert deliver() == 0
        assert len(kept.ids) == 1


def test_the_key_is_shown_once_and_kept_nowhere(world: CommittedWorld) -> None:
    me = cast.caller(leader())
    made = me.post("/webhooks", {"url": "https://nhan.example.vn/a"}, key="w1")
    assert made.status_code == 200, made.content
    secret = made.json()["secret"]
    assert secret.startswith("whsec_")
    assert secret not in str(me.get("/webhooks").json())
    assert world.ask("select count(*) from answer where answer::text like '%%' || %s || '%%'", secret) == 0
    assert world.ask("select count(*) from journal where facts::text like '%%' || %s || '%%'", secret) == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"url": "http://10.0.0.1/"}, "webhook_url_private"),
        ({"url": "ftp://a.vn/"}, "bad_webhook_url"),
        ({"url": "https://a.vn/", "kinds": ["khác"]}, "unknown_work_kind"),
        ({"url": "https://a.vn/\x00"}, "bad_character"),
        ({}, "invalid"),
        ({"url": "https://a.vn/", "kinds": ["\x00"]}, "bad_character"),
    ],
)
def test_bad_input_over_the_api(world: CommittedWorld, body: dict[str, Any], code: str) -> None:
    answer = cast.caller(leader()).post("/webhooks", body, key="x")
    assert answer.status_code == 422
    assert answer.json()["code"] == code
