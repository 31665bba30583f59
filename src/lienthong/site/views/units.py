"""Who is who: the communes of the city as of a day, and one of them with its people."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from lienthong.kernel import clock
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.wording import vn_date
from lienthong.pages.frame import page
from lienthong.pages.lists import csv_sheet, day_of, words_of
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.personnel.queries import bodies_in_reach, staff_of
from lienthong.units import queries
from lienthong.units.cards import HeldCard, unit_card
from lienthong.work.queries import Load, loads

KINDS = {"phường": "Phường", "xã": "Xã", "đặc khu": "Đặc khu", "thị trấn": "Thị trấn", "huyện": "Huyện"}


@by_session
def units(request: ActorRequest) -> HttpResponse:
    on, words = day_of(request.GET, clock.today()), words_of(request.GET)
    groups = [
        {"name": KINDS[kind], "rows": list(rows)}
        for kind, rows in groupby(_rows(request, on, words), key=lambda row: row["kind"])
    ]
    return page(
        request,
        "units.html",
        title="Đơn vị",
        nav="unit",
        on=on,
        q=words,
        groups=groups,
        export_url=f"/don-vi.csv?{request.GET.urlencode()}",
    )


def _rows(request: ActorRequest, on: date, words: str) -> list[dict[str, Any]]:
    """The city's communes of a day, or those the words name, kind by kind in the order of their names."""
    units = queries.city_units(on)
    if words:
        named = {area.area for area in queries.areas_named(words, on, limit=200)}
        units = [unit for unit in units if unit.area in named or unit.code == words]
    open_by_unit = loads(request.actor)
    ordered = sorted(units, key=lambda unit: (list(KINDS).index(unit.kind), sort_key(unit.name)))
    return [_row(unit, open_by_unit) for unit in ordered]


EXPORTED = ("Mã", "Đơn vị", "Loại", "Đang mở", "Quá hạn", "Quá hạn tại cơ quan cũ")


@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet; figures only of units whose work one may see."""
    lines = (
        [
            row["code"],
            row["name"],
            KINDS[row["kind"]],
            *(row[n] if row[n] is not None else "" for n in ("open_count", "late_count", "before_count")),
        ]
        for row in _rows(request, day_of(request.GET, clock.today()), words_of(request.GET))
    )
    return csv_sheet("don-vi", EXPORTED, lines)


def _row(unit: queries.CityUnit, open_by_unit: dict[int, Load]) -> dict[str, Any]:
    load = open_by_unit.get(unit.unit)
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "leader": "",
        "open_count": load.open if load else None,
        "late_count": load.late if load else None,
        "before_count": load.late_before if load else None,
    }


@by_session
def unit(request: ActorRequest, code: str) -> HttpResponse:
    on = day_of(request.GET, clock.today())
    card = unit_card(code, on)
    body = card["ubnd"] or card["dang_uy"] or {"id": 0, "code": code, "name": card["name"], "basis": ""}
    recorded = queries.unit_by_id(body["id"]) if body["id"] else None
    load = loads(request.actor).get(body["id"])
    return page(
        request,
        "unit.html",
        title=card["name"],
        nav="unit",
        on=on,
        unit={
            "code": code,
            "name": card["name"],
            "kind": card["kind"],
            "area_name": card["name"],
            "abbreviation": recorded.abbreviation if recorded else "",
            "superior_name": card["province"] or "",
            "basis": body["basis"],
            "start": date.fromisoformat(card["valid_from"]),
            "end": date.fromisoformat(card["valid_until"]) if card["valid_until"] else None,
        },
        predecessors=[_predecessor(area) for area in card["predecessors"]],
        heirs=[_heir(area) for area in card["heirs"]],
        jurisdictions=[_held(jurisdiction) for jurisdiction in card["jurisdictions"]],
        sections=_sections(body["id"]),
        facts=[],
        registers=_registers(request, body["id"]),
        work=load._asdict() if load else None,
    )


def _predecessor(area: Mapping[str, Any]) -> dict[str, str]:
    words = [f"mã {area['code']}", area["district"] or "", "một phần" if area["is_partial"] else ""]
    return {"label": area["name"], "meta": " · ".join(word for word in words if word)}


def _heir(area: Mapping[str, Any]) -> dict[str, str]:
    part = "một phần, mặc định tiếp nhận" if area["is_default"] else "một phần"
    url, meta = f"/don-vi/{area['code']}", part if area["is_partial"] else ""
    return {"label": area["name"], "url": url, "meta": meta}


def _held(jurisdiction: HeldCard) -> dict[str, str]:
    since = vn_date(date.fromisoformat(jurisdiction["since"]))
    return {"label": jurisdiction["name"], "meta": f"từ {since}"}


def _registers(request: ActorRequest, unit: int) -> list[dict[str, str]]:
    """Registers lie with whoever holds the body's seat today."""
    actor = request.actor
    if not bodies_in_reach(actor, {unit}):
        return []
    links = [{"label": "Văn bản đến, văn bản đi, hồ sơ", "url": f"/so-dang-ky/{unit}"}]
    if unit == actor.unit:
        links.append({"label": "Sổ của các cơ quan đã kết thúc", "url": "/so-dang-ky"})
        if actor.can("manage_accounts"):
            links.append({"label": "Tài khoản: ai đăng nhập được", "url": "/tai-khoan"})
        links.append({"label": "Giao ký: ai ký thay người đứng đầu", "url": "/uy-quyen"})
        if actor.can("audit_readings"):
            links.append({"label": "Nhật ký đọc: ai đã xem dữ liệu của người dân", "url": "/nhat-ky-doc"})
        if actor.can("serve_data_subjects"):
            links.append(
                {"label": "Dữ liệu cá nhân: trả lời người dân hỏi về mình", "url": "/du-lieu-ca-nhan"}
            )
    if unit == actor.unit and actor.can("watch_storage"):
        links.append({"label": "Dung lượng: dữ liệu chiếm bao nhiêu, gì xóa bớt", "url": "/dung-luong"})
    return links


def _sections(unit: int) -> list[dict[str, Any]]:
    return [
        {
            "name": section,
            "people": [
                {
                    "name": person.name,
                    "title": person.title,
                    "temporary": person.temporary,
                    "until": person.until,
                }
                for person in people
            ],
        }
        for section, people in groupby(staff_of(unit), key=lambda person: person.section)
    ]
