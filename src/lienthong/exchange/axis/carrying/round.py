"""One round of the exchange: what acts wrote goes into the outbox, what is due leaves, what lies in folders comes in.
Killed at any point, it goes on from the tables and the folders.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from lienthong.exchange.axis.carrying import outbox
from lienthong.exchange.axis.carrying.arriving import note_receipt, note_unreadable, take_in
from lienthong.exchange.axis.carrying.making import message_of
from lienthong.exchange.axis.connectors.folder import Folder
from lienthong.exchange.axis.connectors.terms import Waiting
from lienthong.exchange.axis.rules import file_name
from lienthong.exchange.axis.terms import FOLDER, LARGEST, Claimed, Connector, Sent
from lienthong.exchange.webhooks.rules import allowed_networks
from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound, Refusal

if TYPE_CHECKING:
    from lienthong.exchange.axis.connectors.http import Http

log = logging.getLogger("lienthong.exchange")

TOO_LARGE = f"tệp lớn hơn {LARGEST // 1_000_000} MB"


def one_round() -> int:
    """How many consignments were written, sent or taken in; nothing is looked at where no way was agreed."""
    ways = outbox.connectors()
    if not ways:
        return 0
    moved = outbox.consign_new_lines() + send_due()
    return moved + sum(fetch(way) for way in ways if way.kind == FOLDER)


def send_due() -> int:
    """Everything that is due and has a way, each with its own outcome; how many left."""
    is_trial = sql.only_value(str, "select kind from world") != "live"
    claimed = outbox.claim()
    return sum(_send(each, is_trial) for each in claimed)


def _send(claimed: Claimed, is_trial: bool) -> bool:
    try:
        sender, data = message_of(claimed)
    except (Refusal, NotFound) as refusal:
        # What cannot be made of the letter cannot be made of it later either.
        said = refusal.sentence if isinstance(refusal, Refusal) else "không còn thấy văn bản"
        outbox.settle(claimed, Sent(False, said, is_hopeless=True))
        return False
    sent = _way(claimed, is_trial).send(file_name(sender, claimed.to_id, claimed.id), data)
    outbox.settle(claimed, sent)
    if sent.message:
        note_receipt(sent.message, claimed)
    return sent.is_delivered


def _way(claimed: Claimed, is_trial: bool) -> "Folder | Http":
    if claimed.way == FOLDER:
        return Folder(Path(claimed.place))
    token_file = Path(claimed.token_file) if claimed.token_file else None
    from lienthong.exchange.axis.connectors.http import (
        Http,
    )  # when it is used: a server at rest does without it

    allowed = allowed_networks(settings.WEBHOOK_ALLOW)
    return Http(claimed.place, token_file, allowed=allowed, is_trial=is_trial)


def fetch(way: Connector) -> int:
    """What lies in the folder's `in/`, taken in and put aside; how many files. One that may still be being written, and
    one that met a fault of ours, stays for the next time.
    """
    folder, moved = Folder(Path(way.place)), 0
    for waiting in folder.fetch():
        try:
            moved += _take(folder, waiting, way)
        except OSError as failed:
            log.warning("the folder of %s: %s", way.name, failed)
    return moved


def _take(folder: Folder, waiting: Waiting, way: Connector) -> bool:
    try:
        if len(waiting.data) > LARGEST:
            raise Refusal("consignment_too_large", TOO_LARGE, status=422)
        came = take_in(waiting.data, way=way.name)
    except Refusal as refusal:
        if waiting.is_fresh:
            return False
        note_unreadable(waiting.data, refusal, way=way.name)
        folder.put_aside(waiting, why=f"{refusal.sentence} ({refusal.code})")
        return True
    folder.put_aside(waiting, why=came.why)
    return True
