"""Decisions about the exchange: which ways may be agreed, when to try again. Pure."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePath

from lienthong.documents.addressing.terms import AXIS_ID
from lienthong.exchange.axis.terms import (
    FIRST_WAIT_SECONDS,
    FOLDER,
    GIVEN_UP_AFTER_TRIES,
    HTTP,
    LONGEST_WAIT_SECONDS,
)
from lienthong.exchange.webhooks.rules import Networks, check_url
from lienthong.kernel.refusals import Refusal

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def wait_after(tries: int) -> timedelta | None:
    """How long after this many tries the next one comes, or None when there is none: 5, 20, 80 s … at most 6 hours."""
    if tries >= GIVEN_UP_AFTER_TRIES:
        return None
    return timedelta(seconds=min(FIRST_WAIT_SECONDS * 4 ** (tries - 1), LONGEST_WAIT_SECONDS))


def file_name(sender: str, receiver: str, consignment: int) -> str:
    """Of a message in a folder, the same at each try."""
    parts = (_NOT_IN_A_NAME.sub("_", part) for part in (sender, receiver, f"{consignment:08d}"))
    return "-".join(parts) + ".edxml"


def check_connector(
    *, name: str, prefixes: Sequence[str], kind: str, place: str, allowed: Networks, is_trial: bool
) -> None:
    """Refuses `connector_name`, `connector_ids`, `connector_place`, and what `check_url` refuses of an address."""
    if not _NAME.fullmatch(name):
        raise Refusal(
            "connector_name",
            "Tên kết nối gồm chữ thường không dấu, số và dấu gạch ngang, ví dụ «truc-quoc-gia».",
            status=422,
            field="name",
        )
    wrong = [each for each in prefixes if not AXIS_ID.fullmatch(each)]
    if wrong or not prefixes:
        raise Refusal(
            "connector_ids",
            "Hãy nêu mã định danh điện tử của những nơi nhận qua kết nối này, ví dụ H09 hoặc H09.12.",
            status=422,
            field="prefixes",
        )
    if kind == FOLDER and not PurePath(place).is_absolute():
        raise Refusal(
            "connector_place",
            "Thư mục của kết nối cần đường dẫn đầy đủ trên máy chủ, ví dụ /srv/truc.",
            status=422,
            field="place",
        )
    if kind == HTTP:
        check_url(place, allowed)
        check_may_leave(place, allowed, is_trial=is_trial)


def check_may_leave(url: str, allowed: Networks, *, is_trial: bool) -> None:
    """Letters leave encrypted, and those of a trial go nowhere but to networks that the operator named. Refuses
    `connector_in_the_open`.
    """
    if (is_trial or not url.startswith("https://")) and not allowed:
        raise Refusal(
            "connector_in_the_open",
            "Văn bản chỉ rời hệ thống qua https://, và văn bản của thế giới thử không đi ra ngoài."
            " Thử nghiệm giữa hai máy thì đặt LIENTHONG_WEBHOOK_ALLOW.",
            status=422,
            field="place",
        )
