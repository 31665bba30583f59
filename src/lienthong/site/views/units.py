"""Who is who: the communes of the city as of a day, and one of them with its people."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.kernel import clock
from lienthong.kernel.sorting import sort_key
from lienthong.kernel.wording import vn_date
from lienthong.pages.frame import page
from lienthong.pages.lists import csv_sheet, day_of, words_of
from lienthong.personnel.decided.agency_ids import agency_id_of
from lienthong.personnel.doors import ActorRequest, by_session, by_session_at_a_glance, in_public
from lienthong.personnel.queries import bodies_in_reach, staff_of
from lienthong.units import queries
from lienthong.units.addresses.gazetteer import Ward
from lienthong.units.addresses.queries import Sought, heirs_today, wards_sought
from lienthong.units.addresses.wording import why
from lienthong.units.cards import HeldCard, unit_card
from lienthong.units.rules import spells
from lienthong.work.queries import Load, loads
from lienthong.work.receivers.queries import watches

KINDS = {"phường": "Phường", "xã": "Xã", "đặc khu": "Đặc khu", "thị trấn": "Thị trấn", "huyện": "Huyện"}


@by_session
def units(request: ActorRequest) -> HttpResponse:
    on, words = day_of(request.GET, clock.today()), words_of(request.GET)
    sought = wards_sought(words, on) if words else None
    groups = [
        {"name": KINDS[kind], "rows": list(rows)}
        for kind, rows in groupby(_rows(request, on, words, sought), key=lambda row: row["kind"])
    ]
    return page(
        request,
        "units.html",
        title="Đơn vị",
        nav="unit",
        on=on,
        q=words,
        became=[why(ward, heirs_today(ward.area, on), on) for ward in _ended(sought, on)],
        groups=groups,
        export_url=f"/don-vi.csv?{request.GET.urlencode()}",
    )


MOST_TOLD = 5
"""Wards that have ended of which a list says what became of them."""


def _ended(sought: Sought | None, on: date) -> list[Ward]:
    """Of the wards that were named those that have ended: an old name is a word where to look."""
    ended = [ward for ward in sought.named if not ward.stands_on(on)] if sought else []
    return ended[:MOST_TOLD]


def _rows(request: ActorRequest, on: date, words: str, sought: Sought | None) -> list[dict[str, Any]]:
    """The city's communes of a day, kind by kind in the order of their names; of those that are sought the best first,
    whether by their own name, an old one, a district or an address.
    """
    units = queries.city_units(on)
    place: dict[int, int] = {}
    if sought is not None:
        place = {area: n for n, area in enumerate(sought.today(on))}
        units = [unit for unit in units if unit.area in place or unit.code == words]
    open_by_unit = loads(request.actor)

    spelt = {unit.unit for unit in units if words and spells(unit.name, words)}
    first = {unit.kind for unit in units if unit.unit in spelt}

    def order(unit: queries.CityUnit) -> tuple[bool, int, bool, int, str]:
        kind = list(KINDS).index(unit.kind)
        return (
            unit.kind not in first,
            kind,
            unit.unit not in spelt,
            place.get(unit.area, -1),
            sort_key(unit.name),
        )

    return [_row(unit, open_by_unit) for unit in sorted(units, key=order)]


EXPORTED = ("Mã", "Đơn vị", "Loại", "Đang mở", "Quá hạn", "Quá hạn tại cơ quan cũ")


@by_session
def export(request: ActorRequest) -> HttpResponseBase:
    """The same list as a sheet; figures only of units whose work one may see."""
    on, words = day_of(request.GET, clock.today()), words_of(request.GET)
    lines = (
        [
            row["code"],
            row["name"],
            KINDS[row["kind"]],
            *(row[n] if row[n] is not None else "" for n in ("open_count", "late_count", "before_count")),
        ]
        for row in _rows(request, on, words, wards_sought(words, on) if words else None)
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


@require_safe
@by_session_at_a_glance
def bodies_sought(request: ActorRequest) -> HttpResponse:
    """For a list in an officer's form, whatever it is about."""
    return _sought(request)


@require_safe
@in_public("addresses")
def wards_sought_in_public(request: ActorRequest) -> HttpResponse:
    """The same for a list in a citizen's form."""
    return _sought(request)


def _sought(request: ActorRequest) -> JsonResponse:
    """The bodies (`cho=unit`) or communes (`cho=area`) of the day that words find, by their names, old ones, a district
    or an address, as every finder takes them; the best first.
    """
    on, words = request.actor.day, words_of(request.GET)
    areas = wards_sought(words, on).today(on) if words else []
    ids = areas if request.GET.get("cho") == "area" else queries.bodies_of(areas, on)
    return JsonResponse({"ids": [str(number) for number in ids]})


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
        facts=_agency_id(code, body["id"], on),
        registers=_registers(request, body["id"]),
        work=load._asdict() if load else None,
    )


def _agency_id(code: str, unit: int, on: date) -> list[tuple[str, str]]:
    """With the basis; where none is published, so it is said: the code above is our own."""
    agency_id = agency_id_of(code, unit or None, on)
    until = f", đến hết {vn_date(agency_id.until)}" if agency_id.until else ""
    rows = [("Mã định danh điện tử", f"{agency_id.words}{until}"), ("Căn cứ của mã", agency_id.basis)]
    return [(label, value) for label, value in rows if value]


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
        links.append({"label": "Lịch làm việc: ngày nghỉ, làm bù, giờ riêng", "url": "/lich-lam-viec"})
        if actor.can("enter_decision_for_all") or actor.can("enter_decision"):
            links.append({"label": "Ghi mã định danh điện tử theo quyết định", "url": "/ma-dinh-danh/ghi"})
        links.append({"label": "Giao ký: ai ký thay người đứng đầu", "url": "/uy-quyen"})
        links.append({"label": "Ký hiệu, nhiệm kỳ và soạn thảo văn bản", "url": "/ky-hieu"})
        if actor.can("audit_readings"):
            links.append({"label": "Nhật ký đọc: ai đã xem dữ liệu của người dân", "url": "/nhat-ky-doc"})
        if actor.can("serve_data_subjects"):
            links.append(
                {"label": "Dữ liệu cá nhân: trả lời người dân hỏi về mình", "url": "/du-lieu-ca-nhan"}
            )
    if unit == actor.unit and watches(actor):
        links.append({"label": "Việc ở nơi không có người", "url": "/viec-khong-nguoi"})
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
