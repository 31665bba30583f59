"""Words and limits of webhooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

STATES: Mapping[str, str] = {"active": "Đang gửi", "paused": "Tạm dừng", "deleted": "Đã xóa"}

DELIVERY_STATES: Mapping[str, str] = {
    "waiting": "Chờ gửi",
    "delivered": "Đã gửi",
    "withheld": "Không gửi: đơn vị không còn được xem",
    "given_up": "Thôi gửi",
}

VERBS: Mapping[str, str] = {
    "webhook.created": "Lập địa chỉ nhận",
    "webhook.paused": "Hệ thống tạm dừng vì nơi nhận không trả lời",
    "webhook.stopped": "Tạm dừng gửi",
    "webhook.resumed": "Gửi tiếp",
    "webhook.deleted": "Xóa địa chỉ nhận",
}

ABILITY = "manage_webhooks"

MOST_OF_A_UNIT = 20
PAUSED_AFTER_FAILURES = 12
GIVEN_UP_AFTER_TRIES = 10
FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 3 * 3600

TIMEOUT_SECONDS = 5.0
"""For everything: name, connection, request, answer."""

LEASE_SECONDS = 15
"""Longer than a sender needs, shorter than anybody likes to wait for one that was killed."""

IN_THE_AIR = 4
"""Of one address at a time."""

AT_ONCE = 64
"""Of all addresses."""

SIGNATURE_HEADER = "X-LienThong-Signature"
TIMESTAMP_HEADER = "X-LienThong-Timestamp"
TRY_HEADER = "X-LienThong-Try"
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"


class Claimed(NamedTuple):
    """A delivery in this sender's hands until its lease ends."""

    id: int
    webhook: UUID
    unit: int
    url: str
    event: str
    tries: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one try."""

    is_delivered: bool
    answer: str
    """A status, or in a few words what went wrong."""
    is_hopeless: bool = False
    """No later try can come to anything: the webhook is paused at once."""


class WebhookRow(NamedTuple):
    id: UUID
    url: str
    kinds: list[str]
    state: str
    failures: int
    made_at: datetime
    owner: str
    waiting: int
    delivered: int


class DeliveryRow(NamedTuple):
    id: int
    line: int
    type: str
    item: UUID | None
    """None when the unit may no longer see the work."""
    reference: str
    state: str
    tries: int
    tried_at: datetime | None
    next_at: datetime
    answer: str
    made_at: datetime
