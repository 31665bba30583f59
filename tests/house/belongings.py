"""Something of every kind that An Khánh has or takes part in, made by the acts themselves."""

from collections.abc import Callable, Mapping
from uuid import UUID

from lienthong.conference.actions import convene_meeting
from lienthong.documents.actions import direct_delivery, register_delivery
from lienthong.documents.files_of_work.actions import open_file
from lienthong.ground import acts
from lienthong.incidents.actions import report_incident
from lienthong.kernel.ids import uuid7
from lienthong.work.desks.registry import kinds
from lienthong.work.requests.actions import ask_body
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.documents.letters import arrived, drafted
from tests.procedures import dossiers
from tests.reports import reports


def _draft() -> UUID:
    return drafted(cast.an(), cast.dung().unit or 0, subject="Chuyện riêng của An Khánh")


def _incident() -> UUID:
    clerk = cast.officer("ky_thuat")
    return UUID(report_incident(severity="high", step="vào sổ", text="Máy quét không chạy.", by=clerk)["id"])


def _meeting() -> UUID:
    city = cast.dung()
    units = [cast.an().unit or 0]
    return UUID(convene_meeting(subject="Giao ban", units=units, starts_at=city.at, by=city)["id"])


def _point() -> UUID:
    _meeting()
    return _newest("bridge_point")


def _newest(kind: str) -> UUID:
    an = cast.an()
    with acts.opening(an):
        found: UUID = sql.one(
            "select id from work_item where kind = %s and jurisdiction = %s order by id desc limit 1",
            (kind, an.seat),
        )
    return found


def _question() -> UUID:
    dossier = dossiers.of(dossiers.taken_in())
    asked = cast.dung().unit or 0
    return UUID(ask_body(dossier, unit=asked, question="Xin ý kiến.", by=cast.officer("chuyen_vien"))["id"])


def _part() -> UUID:
    an, head = cast.an(), cast.officer("lanh_dao")
    item = arrived(cast.AN_KHANH)
    register_delivery(item, by=an)
    direct_delivery(item, co=[cast.officer("chuyen_vien").section], by=head)
    return _newest("direction")


def standing_at(
    item: UUID, state: str, step: str = "", *, lies_with: int | None = None, came_to: int | None = None
) -> None:
    """Put an item at a state, and with a body, without the acts that lead there: for laws that ask about every one."""
    with as_owner():
        sql.run(
            "update work_item set state = %(state)s, step = %(step)s, closed_at = null,"
            " jurisdiction = coalesce(%(lies)s, jurisdiction), received_seat = coalesce(%(came)s, received_seat),"
            " parties = array(select distinct unnest(parties || array_remove(array[%(lies)s, %(came)s]::int[], null)))"
            " where id = %(item)s",
            {"item": item, "state": state, "step": step, "lies": lies_with, "came": came_to},
        )


def with_a_paper(item: UUID) -> None:
    with as_owner():
        sql.run(
            "insert into stored_file (digest, size, content_type, kept_at)"
            " values (repeat('0', 64), 1, 'application/pdf', now()) on conflict do nothing"
        )
        sql.run(
            "insert into attachment (id, item, digest, name, mandate, at)"
            " values (%s, %s, repeat('0', 64), 'giấy.pdf', %s, now())",
            (uuid7(), item, cast.an().mandate),
        )


MADE: Mapping[str, Callable[[], UUID]] = {
    "draft": _draft,
    "delivery": lambda: arrived(cast.AN_KHANH),
    "direction": _part,
    "dossier": lambda: dossiers.of(dossiers.taken_in()),
    "report": lambda: reports.item(reports.reported()),
    "incident": _incident,
    "meeting": _meeting,
    "bridge_point": _point,
    "referral": _question,
    "work_file": lambda: UUID(open_file(code="01.VP", title="Chuyện riêng", years=10, by=cast.an())["id"]),
}
"""Kind → an item of it. A new kind needs a line here, or the laws cannot be tried on it."""


def of_every_kind() -> dict[str, UUID]:
    missing = {kind.name for kind in kinds()} - set(MADE)
    assert not missing, f"nothing of these kinds is made in {__name__}: {sorted(missing)}"
    return {kind: make() for kind, make in MADE.items()}
