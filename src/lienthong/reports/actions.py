"""Official acts on reports to 1022."""

from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, another_act, official_act, tells_secret
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reports import queries, rules
from lienthong.reports.place import jurisdiction_of, operator_jurisdiction, place_of
from lienthong.reports.terms import (
    CHANNELS,
    HANDED_BACK,
    MOVES,
    REOPENED,
    REPORT,
    WEB,
    Contact,
    Destination,
    Place,
    Said,
)
from lienthong.units.queries import UnitView, ended, jurisdiction_for, seat_of, unit_by_id
from lienthong.units.terms import unit_not_yet, unknown_unit
from lienthong.work.citizens import keys
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, Moved, NewItem
from lienthong.work.queries import item_of
from lienthong.work.receivers.queries import receiver_of
from lienthong.work.receivers.rules import check_receivers
from lienthong.work.receivers.terms import Receiver

ROOM = "lienthong.reports"


class ReportRow(NamedTuple):
    """What an act needs to know of a report."""

    id: UUID
    reference: str
    state: str
    jurisdiction: int
    place: int | None
    field: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    text: str
    place_said: str
    lat: float | None
    lon: float | None
    ward: int | None
    old_ward: int | None
    channel: str
    answer_hours: int
    holder_name: str | None


@official_act
@tells_secret(keys.secret_of)
def submit_report(
    *,
    text: str,
    name: str,
    subject: str = "",
    lat: float | None = None,
    lon: float | None = None,
    ward: int | None = None,
    old_ward: int | None = None,
    place: str = "",
    field: str = "",
    phone: str = "",
    email: str = "",
    anonymous: bool = False,
    channel: str = WEB,
    by: Actor,
) -> Answer:
    """A citizen's report, typed by them or, from another channel, written down by the operator.

    `ward` and `old_ward` are areas. Answers with the code and, this once, the secret. Where the place
    is known the report goes to its ward at once.
    """
    _check_channel(channel, by)
    said = Said(text, place, lat, lon, ward, old_ward)
    subject = rules.check_said(said, subject)
    contact = rules.contact_of(name=name, phone=phone, email=email, anonymous=anonymous)
    kind = rules.field_named(field, queries.fields())
    where = place_of(said, by.day, spoken_with=channel != WEB)
    destination, at, receiver = _destination(rules.destination_of(where), kind.name, by)
    code = rules.new_code(by.day)
    moved = _open(destination, at, receiver, where, said, subject, kind.name, code, by)
    secret = keys.secret_of(moved.id)
    _write(moved.id, said, contact, code=code, secret=secret, channel=channel, hours=kind.answer_hours)
    if destination.kind != "competence":
        moved = _route_at_once(moved, receiver, destination, kind.answer_hours, by)
    return moved.answer(code=code, secret=secret)


def _check_channel(channel: str, by: Actor) -> None:
    if channel not in CHANNELS:
        raise Refusal("unknown_channel", f"Không có kênh «{channel}».", status=422, field="channel")
    if channel != WEB or by.kind == "officer":
        by.require("route_report")


def _destination(wanted: Destination, field: str, by: Actor) -> tuple[Destination, int, Receiver]:
    """The jurisdiction of the day and who answers for it. Where nobody there could take it, the operator's people do;
    refuses `nobody_there` where it has none either.
    """
    jurisdiction = jurisdiction_of(wanted, field, by.day)
    receiver = receiver_of(jurisdiction, REPORT, by.day)
    if not receiver.takes_up and wanted.kind != "competence":
        return _destination(Destination("competence", None, "unattended"), field, by)
    check_receivers([receiver], None)
    return wanted, jurisdiction, receiver


def _open(
    destination: Destination, jurisdiction: int, receiver: Receiver, where: Place, said: Said, subject: str,
    field: str, code: str, by: Actor,
) -> Moved:  # fmt: skip
    """In the jurisdiction of the day; the operator stays a party only of what came into its own hands."""
    received = by.seat
    if received is None and destination.kind == "competence":
        received = seat_of(receiver.unit)
    report = NewItem(
        REPORT,
        subject=subject,
        state="submitted",
        verb="report.submitted",
        step="route",
        reference=code,
        words=f"{said.place} {said.text[:500]}",
        place=where.area,
        field=field,
        due_at=rules.route_due(by.at, by.calendar.of(jurisdiction)),
        facts={"decided_by": destination.decided_by},
    )
    return open_item(report, Arrival(jurisdiction, received), by=by)


def _write(
    item: UUID, said: Said, contact: Contact, *, code: str, secret: str, channel: str, hours: int
) -> None:
    kept = {"code": rules.kept(code), "secret": keys.digest_of(secret), "channel": channel}
    sql.run(
        sql.named(ROOM, "write"),
        {"item": item, **asdict(said), **asdict(contact), **kept, "answer_hours": hours},
    )


def _route_at_once(
    moved: Moved, receiver: Receiver, destination: Destination, hours: int, by: Actor
) -> Moved:
    """What the system does because of a submission is an act of its own, in the same transaction."""
    change = Change(
        moved.id,
        {"to": receiver.unit, "decided_by": destination.decided_by},
        due_at=rules.answer_due(moved.received_at, hours, by.calendar.of(moved.jurisdiction)),
    )
    with another_act():
        return move_item(MOVES["route_report"], change, by=by, reached=True)


@official_act
def route_report(item: UUID, *, unit: int | None = None, by: Actor) -> Answer:
    """The operator sends it to a unit, or, naming none, where the place says. Refuses `nobody_there`."""
    report = _report(item, by)
    target = _unit(unit, by) if unit is not None else None
    jurisdiction = (
        _jurisdiction_at(target, report.field, by) if target else _jurisdiction_by_place(report, by)
    )
    receiver, calendar = _receiver_at(jurisdiction, by), by.calendar.of(jurisdiction)
    due_at = rules.answer_due(report.received_at, report.answer_hours, calendar)
    change = Change(
        item,
        {"to": receiver.unit, "decided_by": "operator"},
        jurisdiction=jurisdiction,
        place=_place(target, report),
        due_at=rules.handed_on_due(due_at, by.at, report.answer_hours, calendar),
    )
    return move_item(MOVES["route_report"], change, by=by).answer()


@official_act
def take_report(item: UUID, *, by: Actor) -> Answer:
    return move_item(MOVES["take_report"], Change(item, assignee=by.mandate), by=by).answer()


@official_act
def answer_report(item: UUID, *, text: str, by: Actor) -> Answer:
    """What was done, in words the reporter reads."""
    moved = move_item(MOVES["answer_report"], Change(item), by=by)
    _say(item, "answer", text, by)
    return moved.answer()


@official_act
def transfer_report(item: UUID, *, reason: str, unit: int | None = None, by: Actor) -> Answer:
    """To the unit it belongs to, or back to the operator. Whoever passes it on sees it no more."""
    report = _report(item, by)
    target = _unit(unit, by) if unit is not None else None
    jurisdiction = _jurisdiction_at(target, report.field, by) if target else operator_jurisdiction(by.day)
    rules.check_transfer(
        held=report.jurisdiction, target=jurisdiction, to=report.holder_name or "cơ quan khác"
    )
    to_unit, calendar = _receiver_at(jurisdiction, by).unit, by.calendar.of(jurisdiction)
    due_at = rules.route_due(by.at, calendar)
    if target and report.due_at is not None:
        due_at = rules.handed_on_due(report.due_at, by.at, report.answer_hours, calendar)
    # Said first: once it is handed on, the new body's report is no longer this unit's to write on.
    _say(item, "transfer", reason, by, to_unit=to_unit)
    change = Change(
        item,
        {"to": to_unit},
        jurisdiction=jurisdiction,
        place=_place(target, report),
        assignee=None,
        section="",
        due_at=due_at,
    )
    return move_item(MOVES["transfer_report"] if target else HANDED_BACK, change, by=by).answer()


@official_act
def refuse_report(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The operator says why it is nothing for 1022; the reporter reads the reason."""
    moved = move_item(MOVES["refuse_report"], Change(item), by=by)
    _say(item, "refusal", reason, by)
    return moved.answer()


@official_act
def reopen_report(*, code: str, secret: str, text: str, by: Actor) -> Answer:
    """The reporter says it was not fixed: the same report is open again, where it was answered."""
    item = queries.OPENING.by_secret(code, secret)
    report = _report(item, by)
    if report.closed_at is None or report.state != "answered":
        raise Refusal(
            "not_answered", "Chỉ báo «chưa khắc phục» được khi phản ánh đã có trả lời.", state=report.state
        )
    rules.check_reopening(answered_at=report.closed_at, at=by.at)
    calendar = by.calendar.of(report.jurisdiction)
    change = Change(item, due_at=rules.answer_due(by.at, report.answer_hours, calendar))
    moved = move_item(REOPENED, change, by=by, reached=True)
    sql.run("update report set reopened = reopened + 1 where item = %s", (item,))
    _say(item, "reopening", text, by)
    return moved.answer(code=report.reference)


def _report(item: UUID, by: Actor) -> ReportRow:
    """The item with what its desk adds, if the actor may see it and it is a report."""
    item_of(by, item)
    report = sql.row(ReportRow, sql.named(ROOM, "standing"), {"item": item})
    if report is None:
        raise NotFound
    return report


def _unit(unit: int, by: Actor) -> UnitView:
    try:
        body = unit_by_id(unit)
    except NotFound:
        raise unknown_unit(str(unit)) from None
    if body.ends_on is not None and body.ends_on <= by.day:
        raise ended(body, by.day)
    if by.day < body.starts_on:
        raise unit_not_yet(body.name, body.starts_on)
    return body


def _jurisdiction_at(unit: UnitView, field: str, by: Actor) -> int:
    """A committee answers for its territory, every other body for what reaches its seat."""
    if unit.body == "ubnd" and unit.area is not None:
        return jurisdiction_for("territory", unit.area, field, by.day)
    return jurisdiction_for("seat", unit.id, None, by.day)


def _jurisdiction_by_place(report: ReportRow, by: Actor) -> int:
    said = Said(report.text, report.place_said, report.lat, report.lon, report.ward, report.old_ward)
    destination = rules.destination_of(place_of(said, by.day, spoken_with=report.channel != WEB))
    if destination.kind == "competence":
        raise Refusal(
            "place_unknown",
            "Chưa rõ phản ánh thuộc địa bàn nào. Xin chọn cơ quan nhận.",
            status=422,
            field="unit",
        )
    return jurisdiction_of(destination, report.field, by.day)


def _receiver_at(jurisdiction: int, by: Actor) -> Receiver:
    """Who answers for the jurisdiction today. Refuses `nobody_there`."""
    receiver = receiver_of(jurisdiction, REPORT, by.day)
    check_receivers([receiver], "unit")
    return receiver


def _place(unit: UnitView | None, report: ReportRow) -> int | None:
    area = unit.area if unit is not None and unit.body == "ubnd" else None
    return report.place if area is None else area


def _say(item: UUID, kind: str, text: str, by: Actor, *, to_unit: int | None = None) -> None:
    sql.run(
        sql.named(ROOM, "entry"),
        {
            "id": uuid7(),
            "item": item,
            "kind": kind,
            "text": text,
            "unit": by.unit,
            "to_unit": to_unit,
            "mandate": by.mandate,
        },
    )
