"""The planner's pages at the size of the city: communes to choose from, the map, long sentences, statements a page."""

import re

from django.test import Client

from lienthong.reorganisation.drafting.queries import communes
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.terms import Source, Target, Transition
from lienthong.reorganisation.plans.texts.files import read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from tests.reorganisation.planning import begun, counted, number, pressed
from tests.reorganisation.plans import DAY, drafted, merge, text

THAO_DIEN, AN_KHANH, AN_LOI_DONG = "27088", "27094", "27115"


def test_communes_are_chosen_in_a_list_where_nothing_can_be_drawn(desk: Client) -> None:
    home = begun(desk)
    shown = desk.get(f"{home}/chon").content.decode()
    assert shown.count('name="pick"') == 442
    assert "Chưa có ranh giới" in shown
    assert "Thành phố Thủ Đức" in shown


def test_the_map_shows_a_drafts_words_before_it_is_prepared(desk: Client) -> None:
    made = drafted(text(merge(THAO_DIEN, AN_LOI_DONG, into=AN_KHANH, name="Phường Một"), merge(
        AN_KHANH, into="99003", name="Phường Ba"
    )))  # fmt: skip
    shown = desk.get(f"/sap-xep/{made['plan']}/ban-do").content.decode()
    assert "Phường Thảo Điền (27088); Phường An Lợi Đông (27115)" in shown
    # The outline is that of An Khánh as it will be: the prepared area under this code.
    assert "← Phường Thảo Điền (27088); Phường An Lợi Đông (27115)" in shown
    assert "1 đơn vị sau sắp xếp chưa có ranh giới để vẽ" in shown


def test_how_many_statements_a_page_takes(desk: Client) -> None:
    """Whatever the size of the plan: 206 sentences here."""
    made = drafted(read_plan(shipped_plan()))
    home = f"/sap-xep/{made['plan']}"
    for path, at_most in ((home, 12), (f"{home}/phuong-an/206", 11), (f"{home}/chon", 8), (f"{home}/sua", 5)):
        with counted() as statements:
            assert desk.get(path).status_code == 200
        assert statements[0] <= at_most, f"{path}: {statements[0]}"
    page = desk.get(f"{home}/phuong-an/206")
    with counted() as statements:
        assert desk.post(f"{home}/phuong-an/206", pressed(page, basis="Nghị quyết riêng")).status_code == 302
    assert statements[0] <= 10, statements[0]


def test_a_country_of_sentences_is_turned_page_by_page_and_the_one_just_saved_is_shown(desk: Client) -> None:
    merges = [merge(str(10_000 + n), into=str(30_000 + n), name=f"Xã Số {n}") for n in range(1, 1_051)]
    home = f"/sap-xep/{drafted(text(*merges))['plan']}"
    shown = desk.get(home).content.decode()
    assert shown.count('<tr id="p') == 500
    assert "Trang 1/3" in shown
    assert "(500/1.050)" in shown
    assert re.search(r"Trên đây là 200/[\d.]+ điểm", shown)
    last = desk.get(f"{home}?so=1050").content.decode()
    assert 'id="p1050" class="plan__chosen"' in last
    assert last.count('<tr id="p') == 50
    assert desk.get(f"{home}?trang=99").content.decode().count('<tr id="p') == 50, "past the end is the end"
    found = desk.get(f"{home}?q=so+777").content.decode()
    assert found.count('<tr id="p') == 1
    assert "Xã Số 777" in found


def test_a_sentence_too_long_for_a_page_is_left_to_files_and_says_so(desk: Client) -> None:
    many = tuple(Source(str(10_000 + n)) for n in range(500))
    taken = Transition("transfer_competence", many, (Target(unit="H29-SXD"),), field="Xây dựng")
    made = drafted(text(taken))
    answer = desk.get(f"/sap-xep/{made['plan']}/phuong-an/1")
    assert answer.status_code == 422
    assert "500 nơi giao" in answer.content.decode()


def test_a_field_of_every_commune_fits_one_form(desk: Client) -> None:
    home = begun(desk)
    codes = [area.code for area in communes(DAY)]
    sent = {"kind": "transfer_competence", "act": "pick", "pick": [f"area:commune:{code}" for code in codes]}
    page = desk.post(f"{home}/phuong-an/moi", sent)
    typed = pressed(page, field="Xây dựng", target_0_receiver='{"unit": "H29-SXD"}')
    assert desk.post(f"{home}/phuong-an/moi", typed).status_code == 302
    assert len(queries.plan_text(number(home)).transitions[0].sources) == len(codes) == 442
