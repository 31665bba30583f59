"""On pages the wards stand as a dictionary has them, not as if they wore no marks."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from lienthong.kernel.text import fold
from lienthong.units.addresses.queries import wards_sought
from lienthong.units.queries import city_units
from lienthong.units.rules import spells
from tests import cast
from tests.kernel.test_sorting import ORDERED
from tests.reorganisation.desks import Screen

OPTION = re.compile(r"<option value=\"\d+\"[^>]*>\s*([^<]+?)\s*</option>")
PLACE = {name: n for n, name in enumerate(ORDERED[1])}


def in_order(names: list[str]) -> bool:
    return [PLACE[name] for name in names] == sorted(PLACE[name] for name in names)


@pytest.mark.parametrize(("path", "lists"), [("/phan-anh", 1), ("/nop-ho-so", 2)])
def test_a_citizen_finds_the_ward_where_they_look(db: None, path: str, lists: int) -> None:
    shown = [html.unescape(name) for name in OPTION.findall(Client().get(path).content.decode())]
    wards = [name for name in shown if name in PLACE]
    assert len(wards) == 168 * lists
    for n in range(lists):
        assert in_order(wards[168 * n : 168 * (n + 1)])


def test_the_list_of_units_is_in_order_by_kind(db: None) -> None:
    page = html.unescape(Screen(cast.officer("tiep_nhan")).text("/don-vi"))
    shown = [name for name in re.findall(r">\s*((?:Phường|Xã|Đặc khu) [^<]+?)\s*<", page) if name in PLACE]
    assert len(shown) >= 168
    for kind in ("Phường", "Xã"):
        assert in_order([name for name in shown if name.startswith(kind)])


def test_words_for_an_area_bring_names_in_order(db: None) -> None:
    names = [ward.name for ward in wards_sought("tan", date(2025, 7, 1)).like]
    wards = [unit.name for unit in city_units(date(2025, 7, 1))]
    assert sorted(names) == sorted(name for name in wards if " tan" in fold(name))
    assert len(names) > 20
    assert in_order([name for name in names if not spells(name, "tan")])
