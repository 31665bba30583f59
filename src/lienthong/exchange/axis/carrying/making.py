"""From a consignment to what is sent: made anew at each try, and the same each time."""

from datetime import date, datetime
from typing import NamedTuple

from lienthong.exchange.axis.terms import LETTER, Claimed
from lienthong.exchange.edxml.outbound import envelope_of
from lienthong.exchange.edxml.rules import status_of
from lienthong.exchange.edxml.terms import STATUS_WORDS, Envelope, Organ, Reference, StatusCode, StatusMessage
from lienthong.exchange.edxml.writing import written
from lienthong.exchange.webhooks.outbox import as_unit
from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound
from lienthong.work.queries import item_of


class Answered(NamedTuple):
    """A letter that came, as its sender names it."""

    from_id: str
    to_id: str
    sign: str
    dated: date | None
    document_id: str


def message_of(claimed: Claimed) -> tuple[str, bytes]:
    """The id it is sent under, and its bytes. `NotFound` where the letter is no longer seen."""
    if claimed.kind == LETTER:
        return _letter(claimed)
    if claimed.arrival is not None:
        return _answer(claimed, claimed.arrival)
    return _recall(claimed)


def _answer(claimed: Claimed, arrival: int) -> tuple[str, bytes]:
    """A word on a letter that came, under the id it was sent to."""
    answered = sql.only_row(
        Answered,
        "select from_id, to_id, sign, dated, document_id from arrival_answered(%s)",
        (arrival,),
    )
    return answered.to_id, written(
        word_on(answered, claimed.code, claimed.words, claimed.said_at, claimed.unit)
    )


def word_on(answered: Answered, code: str, words: str, at: datetime, unit: int | None) -> StatusMessage:
    """`unit`: who speaks; none where the letter came to nobody here."""
    name = None if unit is None else sql.value(str, "select name from unit where id = %s", (unit,))
    return StatusMessage(
        response_for=Reference(answered.from_id, answered.sign, answered.dated, answered.document_id),
        sender=Organ(answered.to_id, name or ""),
        code=StatusCode(code),
        at=at,
        description=words or STATUS_WORDS[StatusCode(code)],
    )


def _letter(claimed: Claimed) -> tuple[str, bytes]:
    envelope = _envelope(claimed)
    return envelope.sender.id, written(envelope)


def _recall(claimed: Claimed) -> tuple[str, bytes]:
    """That we want a letter back: a word on our own letter, under the id that was sent with it."""
    envelope = _envelope(claimed)
    word = status_of(envelope, StatusCode(claimed.code), envelope.sender, claimed.said_at, claimed.words)
    return envelope.sender.id, written(word)


def _envelope(claimed: Claimed) -> Envelope:
    if claimed.unit is None or claimed.item is None:
        raise NotFound
    with as_unit(claimed.unit, door="axis") as system:
        item_of(system, claimed.item)
        return envelope_of(claimed.item, to=(Organ(claimed.to_id, claimed.to_name),))
