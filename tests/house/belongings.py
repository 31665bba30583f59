"""Something of every kind that An Khánh has or takes part in, made by the acts themselves."""

from collections.abc import Callable, Mapping
from uuid import UUID

from lienthong.conference.actions import convene_meeting
from lienthong.documents.files_of_work.actions import open_file
from lienthong.ground import acts
from lienthong.incidents.actions import report_incident
from lienthong.work.desks.registry import kinds
from lienthong.work.requests.actions import ask_body
from tests import cast, sql
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


MADE: Mapping[str, Callable[[], UUID]] = {
    "draft": _draft,
    "delivery": lambda: arrived(cast.AN_KHANH),
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
