"""What the registry says of one code on one day, and its check, as data and as text for the command line."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypedDict

from lienthong.ground import sql
from lienthong.units import queries
from lienthong.units.queries import ROOM, HeldJurisdiction, RegistryCheck, UnitView
from lienthong.units.rules import day_before
from lienthong.units.terms import unit_not_yet, unknown_unit, vietnamese

RANKS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã", "agency": "cơ quan"}


class Generation(NamedTuple):
    """An area that carried a code in its days."""

    id: int
    code: str
    rank: str
    kind: str
    name: str
    starts_on: date
    ends_on: date | None
    district: str | None
    province: str | None


class CardBody(TypedDict):
    id: int
    code: str
    name: str
    basis: str


class HeldCard(TypedDict):
    """A jurisdiction held by one of the bodies of a card."""

    id: int
    kind: str
    name: str
    holder: str
    since: str


class UnitCard(TypedDict):
    on: str
    code: str
    name: str
    rank: str
    kind: str
    area: int | None
    district: str | None
    province: str | None
    valid_from: str
    valid_until: str | None
    ubnd: CardBody | None
    dang_uy: CardBody | None
    predecessors: list[dict[str, object]]
    heirs: list[dict[str, object]]
    jurisdictions: list[HeldCard]


def unit_card(code: str, on: date) -> UnitCard:
    """An area or an agency by its code: names, bodies, predecessors, heirs, jurisdictions held.

    Refuses `no_holdings_on`, `unknown_unit`, and for a code of another day `unit_ended` or `unit_not_yet`.
    """
    queries.require_registry(on)
    generations = sql.rows(Generation, sql.named(ROOM, "areas_of_code"), {"code": code.strip().upper()})
    for area in generations:
        if area.starts_on <= on and (area.ends_on is None or on < area.ends_on):
            return _area_card(area, on)
    if generations:
        raise _of_another_day(generations, on)
    bodies = _bodies(None, code.strip().upper(), on)
    if not bodies:
        raise unknown_unit(code)
    return _agency_card(bodies[0], on)


def _bodies(area: int | None, agency: str | None, on: date) -> list[UnitView]:
    return sql.rows(UnitView, sql.named(ROOM, "bodies"), {"area": area, "agency": agency, "on": on})


def _of_another_day(generations: list[Generation], on: date) -> Exception:
    last = generations[0]
    if last.ends_on is None or on < last.starts_on:
        return unit_not_yet(last.name, last.starts_on)
    committee = next(unit for unit in _bodies(last.id, None, day_before(last.ends_on)) if unit.body == "ubnd")
    return queries.ended(committee, on)


def _area_card(area: Generation, on: date) -> UnitCard:
    bodies = _bodies(area.id, None, on)
    return {
        "on": on.isoformat(),
        "code": area.code,
        "name": area.name,
        "rank": area.rank,
        "kind": area.kind,
        "area": area.id,
        "district": area.district,
        "province": area.province,
        "valid_from": area.starts_on.isoformat(),
        "valid_until": area.ends_on.isoformat() if area.ends_on else None,
        "ubnd": _body(bodies, "ubnd"),
        "dang_uy": _body(bodies, "dang_uy"),
        "predecessors": [relative._asdict() for relative in queries.predecessors(area.id)],
        "heirs": [relative._asdict() for relative in queries.heirs_of_area(area.id)],
        "jurisdictions": _jurisdictions(bodies, on),
    }


def _agency_card(unit: UnitView, on: date) -> UnitCard:
    return {
        "on": on.isoformat(),
        "code": unit.code,
        "name": unit.name,
        "rank": "agency",
        "kind": unit.body,
        "area": None,
        "district": None,
        "province": None,
        "valid_from": unit.starts_on.isoformat(),
        "valid_until": unit.ends_on.isoformat() if unit.ends_on else None,
        "ubnd": _body([unit], "ubnd"),
        "dang_uy": _body([unit], "dang_uy"),
        "predecessors": [],
        "heirs": [],
        "jurisdictions": _jurisdictions([unit], on),
    }


def _body(bodies: list[UnitView], body: str) -> CardBody | None:
    view = next((unit for unit in bodies if unit.body == body), None)
    if view is None:
        return None
    return {"id": view.id, "code": view.code, "name": view.name, "basis": view.basis}


def _jurisdictions(bodies: Iterable[UnitView], on: date) -> list[HeldCard]:
    return [
        _jurisdiction(unit, jurisdiction)
        for unit in bodies
        for jurisdiction in queries.jurisdictions_of(unit.id, on)
    ]


def _jurisdiction(unit: UnitView, jurisdiction: HeldJurisdiction) -> HeldCard:
    return {
        "id": jurisdiction.id,
        "kind": jurisdiction.kind,
        "name": jurisdiction.name,
        "holder": unit.short_name,
        "since": jurisdiction.since.isoformat(),
    }


def card_text(card: UnitCard) -> str:
    """The card for a terminal."""
    day = vietnamese(date.fromisoformat(card["on"]))
    place = ", ".join(filter(None, (card["district"], card["province"])))
    lines = [
        f"{card['code']}  {card['name']} ({RANKS[card['rank']]}{'; ' + place if place else ''}), ngày {day}"
    ]
    lines += [f"  {body['name']}" for body in (card["ubnd"], card["dang_uy"]) if body]
    lines += _relatives("Hình thành từ", card["predecessors"])
    lines += _relatives("Chuyển về", card["heirs"])
    lines.append(f"  Thẩm quyền đang giữ: {len(card['jurisdictions'])}")
    lines += [
        f"    {jurisdiction['name']} (từ {jurisdiction['since']})" for jurisdiction in card["jurisdictions"]
    ]
    return "\n".join(lines)


def _relatives(title: str, relatives: list[dict[str, object]]) -> list[str]:
    if not relatives:
        return []
    return [f"  {title} {len(relatives)} đơn vị:"] + [
        f"    {relative['code']}  {relative['name']}"
        + (f", {relative['district']}" if relative["district"] else "")
        + (" (một phần)" if relative["is_partial"] else "")
        for relative in relatives
    ]


def check_text(check: RegistryCheck) -> str:
    """The check for a terminal."""
    return "\n".join(
        (
            f"Ngày {vietnamese(date.fromisoformat(check['on']))}",
            f"  Đơn vị cấp xã cả nước:        {check['communes']}",
            f"  Đơn vị cấp xã của thành phố:  {check['city_communes']}",
            f"  Đơn vị bị chia:               {check['split']} (thành phố: {check['city_split']})",
            f"  Thẩm quyền có hiệu lực:       {check['jurisdictions']}",
            f"  Không có đơn vị giữ:          {check['without_holder']}",
            f"  Có hai đơn vị giữ:            {check['with_two_holders']}",
        )
    )
