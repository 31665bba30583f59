"""What comes from another installation: a letter is taken in at its addressee and answered, a word is noted on the
letter it is about. The same once more changes nothing and is answered alike.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.dispatch.actions import note_course
from lienthong.documents.recalling.actions import ask_back_copies
from lienthong.exchange.axis.terms import (
    API_DOOR,
    COURSE_OF,
    KEPT,
    LETTER,
    RECALL,
    RECALL_OF,
    STATUS,
    UNREADABLE,
    Claimed,
)
from lienthong.exchange.edxml.inbound import Outcome, taken_in_letter
from lienthong.exchange.edxml.organs import units_by_id
from lienthong.exchange.edxml.reading import read
from lienthong.exchange.edxml.rules import sign_spoken_of
from lienthong.exchange.edxml.terms import Envelope, StatusCode, StatusMessage
from lienthong.exchange.edxml.writing import written
from lienthong.exchange.webhooks.outbox import as_unit
from lienthong.ground import sql
from lienthong.ground.actor import API, PROGRAM, Actor
from lienthong.ground.acts import opening
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.decided.in_force import calendar_under

STATE_OF = {"arrived": "taken", "recall_asked": "taken", "already": "repeated", "refused": "refused"}
"""The desk's word for what became of it → the list's."""

NOTE = """
select note_arrival(%(digest)s, %(seat)s, %(item)s, %(kind)s, %(said)s, %(from_id)s, %(from_name)s, %(to_id)s, %(sign)s,
                    %(dated)s, %(document_id)s, %(state)s, %(why)s, %(way)s, %(code)s)
"""


class Came(NamedTuple):
    """What became of what came. `answer`: what its bringer is told at once; `why`: it was refused."""

    state: str
    answer: bytes = b""
    why: str = ""


class Ours(NamedTuple):
    """A letter of ours that another installation speaks of."""

    item: UUID
    outside: int
    seat: int | None
    unit: int | None


class Place(NamedTuple):
    """Where something came: the seat, and the copy that lies there."""

    seat: int | None
    item: UUID | None


NOWHERE = Place(None, None)


class PlaceRow(NamedTuple):
    receiver: str
    seat: int | None
    item: UUID


class _Now(NamedTuple):
    at: datetime
    decided: UUID | None


class Theirs(NamedTuple):
    """A letter that came, of which its sender speaks."""

    item: UUID
    seat: int | None
    unit: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """As it is kept. `code`: the answer that is to leave by the outbox."""

    digest: str
    kind: str
    way: str
    state: str
    seat: int | None = None
    item: UUID | None = None
    said: str = ""
    from_id: str = ""
    from_name: str = ""
    to_id: str = ""
    sign: str = ""
    dated: date | None = None
    document_id: str = ""
    why: str = ""
    code: str = ""

    def keep(self) -> bool:
        """False: it was there."""
        return sql.only_value(bool, NOTE, {name: getattr(self, name) for name in self.__slots__})


def take_in(data: bytes, *, way: str, access: int | None = None) -> Came:
    """A letter or a word, as it came. Refuses what cannot be read, and a word about a letter nobody here knows; what
    can be read and may not come in is no refusal of this function but a word back to its sender.
    """
    message = read(data)
    if isinstance(message, StatusMessage):
        return _take_word(message, _digest(data), way)
    return _take_envelope(message, _digest(data), way, access)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _take_envelope(envelope: Envelope, digest: str, way: str, access: int | None) -> Came:
    """What the desk made of it, kept for each body concerned with the word that answers it, in one transaction."""
    with _exchange(access) as system:
        outcome = taken_in_letter(envelope, by=system)
        places = _places(outcome, system.day)
        state = STATE_OF[outcome.result]
        why = outcome.fault.sentence if outcome.fault else ""
        for nth, word in enumerate(outcome.answers):
            place = places.get(word.sender.id, NOWHERE)
            is_told = way == API_DOOR and nth == 0
            Arrival(
                digest, LETTER if envelope.is_letter else STATUS, way, state, place.seat, place.item,
                "" if envelope.is_letter else RECALL, envelope.sender.id, envelope.sender.name, word.sender.id,
                word.response_for.code, envelope.promulgated, envelope.document_id, why, "" if is_told else word.code,
            ).keep()  # fmt: skip
    return Came(state, written(outcome.answers[0]), why)


def _places(outcome: Outcome, on: date) -> dict[str, Place]:
    """Electronic id → the seat here and the copy there; of what was refused the seat, where there is one."""
    if outcome.items:
        rows = sql.rows(
            PlaceRow,
            "select a.receiver, w.received_seat as seat, w.id as item from arrived_letter a"
            " join work_item w on w.id = a.item where a.item = any (%s)",
            (list(outcome.items),),
        )
        return {row.receiver: Place(row.seat, row.item) for row in rows}
    units = units_by_id((word.sender.id for word in outcome.answers), on)
    return {
        agency_id: Place(sql.value(int, "select seat_of(%s)", (unit,)), None)
        for agency_id, unit in units.items()
    }


@contextmanager
def _exchange(access: int | None) -> Iterator[Actor]:
    """A transaction of the exchange itself, for which no mandate stands: it reaches whom what came is for."""
    row = sql.only_row(_Now, "select world_now() as at, (select version from decided_head) as decided")
    at = local(row.at)
    system = Actor(
        "system", at=at, door="axis", calendar=calendar_under(row.decided, at.date()),
        through=PROGRAM if access is None else API, access=access,
    )  # fmt: skip
    with opening(system):
        yield system


def _take_word(message: StatusMessage, digest: str, way: str) -> Came:
    spoken_of = message.response_for
    kept = Arrival(
        digest, STATUS, way, "taken", said=message.code, from_id=message.sender.id, from_name=message.sender.name,
        to_id=spoken_of.organ_id, sign=spoken_of.code, dated=spoken_of.promulgated, document_id=spoken_of.document_id,
    )  # fmt: skip
    if message.code is StatusCode.RECALL_ASKED:
        return _take_recall(message, kept)
    letter = sql.row(
        Ours,
        "select item, outside, seat, unit from letter_spoken_of(%s, %s, %s)",
        (sign_spoken_of(spoken_of), spoken_of.promulgated, message.sender.id),
    )
    if letter is None or letter.unit is None:
        raise unknown_letter(spoken_of.code)
    with as_unit(letter.unit, door="axis") as system:
        note_course(
            letter.item,
            outside=letter.outside,
            course=COURSE_OF.get(message.code),
            recall=RECALL_OF.get(message.code, ""),
            words=message.description,
            at=system.at,
            by=system,
        )
        replace(kept, seat=letter.seat, item=letter.item).keep()
    return Came("taken")


def _take_recall(message: StatusMessage, kept: Arrival) -> Came:
    """Its sender wants a letter back: each addressee of it here is asked, and answers for itself."""
    rows = sql.rows(
        Theirs,
        "select item, seat, unit from arrival_spoken_of(%s, %s)",
        (message.response_for.document_id, message.sender.id),
    )
    asked = [row for row in rows if row.unit is not None]
    if not asked:
        raise unknown_letter(message.response_for.code)
    for row in asked:
        with as_unit(row.unit or 0, door="axis") as system:
            try:
                ask_back_copies([row.item], reason=message.description, by=system)
                of_copy = replace(kept, seat=row.seat, item=row.item)
            except Refusal as refusal:
                of_copy = replace(
                    kept, seat=row.seat, item=row.item, state="refused", why=refusal.sentence, code=KEPT
                )
            of_copy.keep()
    return Came("taken")


def note_receipt(message: bytes, claimed: Claimed) -> None:
    """What the other side answered to what was sent, in the format of the exchange; anything else says nothing."""
    try:
        take_in(message, way=claimed.way)
    except (Refusal, NotFound):
        return


def note_unreadable(data: bytes, refusal: Refusal, *, way: str) -> None:
    """What lay in a folder and could not be read: it stands in the list, and its file is put aside."""
    Arrival(_digest(data), UNREADABLE, way, "refused", why=refusal.sentence).keep()


def unknown_letter(sign: str) -> Refusal:
    return Refusal(
        "letter_not_known_here",
        f"Không có văn bản «{sign}» nào đã gửi đến hoặc nhận từ nơi này; kiểm tra ký hiệu, ngày và mã định danh.",
        status=422,
        field="ResponseFor",
    )
