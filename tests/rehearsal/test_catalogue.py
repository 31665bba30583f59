"""Scenario files: the shipped ones load, and each way to write one wrong has its sentence."""

import re
from textwrap import dedent

import pytest

from lienthong.rehearsal.scripts.catalogue import GROUPS, ScenarioError, known, load, named, shipped

GOOD = dedent("""
    id: thu
    name: Thử
    version: 1.0.0
    system: documents
    instances: {per_unit: 2}
    roles: {trung_tam_cds: virtual, van_thu: human, he_thong: virtual}
    arrive: {at: 1}
    params:
      sai: {choose_one_instance: true}
    steps:
      - id: gui
        role: trung_tam_cds
        do: {call: documents.send}
        expect: [{event: delivery.arrived, where: {to: "$unit"}}]
        within: 60s
      - id: vao_so
        role: van_thu
        after: [gui]
        unless: sai
        do: {instruct: "Vào sổ", play: register_delivery}
        expect: [{event: delivery.registered}, {state: registered, as: trung_tam_cds}]
        start_within: 10m
        within: 15m
""")


def test_the_five_shipped_scenarios_cover_the_four_systems() -> None:
    systems = [pin.scenario.system for pin in shipped().values()]
    assert sorted(systems) == ["conference", "documents", "documents", "procedures", "reports"]
    assert sum(pin.scenario.instances.per_unit for pin in shipped().values()) == 18


def test_every_trap_of_the_specification_is_caught_by_a_step() -> None:
    caught = {step.id for pin in shipped().values() for step in pin.scenario.steps if step.catches}
    assert caught == {"tra_lai", "chuyen", "tu_choi"}


def test_one_word_asks_for_all_letters_and_no_round_plays_more_than_it_names() -> None:
    letters = [name for name, pin in known().items() if pin.scenario.system == "documents"]
    assert sorted(GROUPS["documents"]) == sorted(letters)
    assert named(["documents", "hoi-nghi"]) == [*GROUPS["documents"], "hoi-nghi"]
    assert set(known()) - set(shipped()) == {"van-ban-thu-hoi"}
    assert known()["van-ban-thu-hoi"].scenario.step("khong_tra_lai").catches


def test_limits_are_read_as_seconds() -> None:
    step = load(GOOD, "thu.yaml").scenario.step("vao_so")
    assert (step.start_within, step.within) == (600, 900)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


WRONG = {
    "no step twice": (changed("- id: vao_so", "- id: gui"), "gui", "id", "dùng 2 lần"),
    "unknown role in roles": (changed("van_thu: human", "thu_ky: human"), None, "roles", "vai trò thu_ky"),
    "role of a step not listed": (changed("role: van_thu", "role: bi_thu"), "vao_so", "role", "bi_thu"),
    "no proof": (
        changed('expect: [{event: delivery.arrived, where: {to: "$unit"}}]', "expect: []"),
        "gui", "expect", "không được để trống",
    ),
    "no limit": (changed("    within: 60s\n", ""), "gui", "within", "thiếu mục này"),
    "bad limit": (changed("60s", "lâu"), "gui", "within", "60s, 15m hoặc 2h"),
    "unknown proof": (
        changed("{event: delivery.registered}", "{belief: strong}"),
        "vao_so", "expect", "bằng chứng đã biết",
    ),
    "unknown event": (
        changed("event: delivery.registered", "event: delivery.eaten"),
        "vao_so", "expect.event", "delivery.eaten",
    ),
    "proof only its actor can read": (
        changed("as: trung_tam_cds", "as: van_thu"),
        "vao_so", "expect.as", "chỉ chính van_thu đọc được",
    ),
    "unknown reader": (changed("as: trung_tam_cds", "as: ong_gia"), "vao_so", "expect.as", "không có vai trò"),
    "after nothing": (changed("after: [gui]", "after: [den]"), "vao_so", "after", "không có bước den"),
    "a circle": (
        changed("    do: {call: documents.send}", "    after: vao_so\n    do: {call: documents.send}"),
        "gui", "after", "gui → vao_so",
    ),
    "unknown condition": (changed("unless: sai", "unless: dung"), "vao_so", "unless", "tham số dung"),
    "unknown play": (changed("register_delivery", "burn_delivery"), "vao_so", "do.play", "burn_delivery"),
    "unknown call": (changed("documents.send", "documents.eat"), "gui", "do.call", "documents.eat"),
    "no version": (changed("version: 1.0.0", "version: một"), None, "version", "1.0.0"),
    "unknown system": (changed("system: documents", "system: canteen"), None, "system", "giá trị cho phép"),
    "start after end": (
        changed("start_within: 10m", "start_within: 20m"), "vao_so", "start_within", "dài hơn",
    ),
    "a word too much": (
        changed("    within: 15m", "    within: 15m\n    color: red"), "vao_so", "color", "không có mục",
    ),
    "two ways to draw": (
        changed("{choose_one_instance: true}", "{choose_one_instance: true, share: 0.5}"),
        None, "params.sai", "đúng một trong",
    ),
    "kinds that do not add up": (
        changed("{choose_one_instance: true}", "{kinds: {a: 1}}"), None, "params.sai", "khác số lượt",
    ),
    "no arrival": (changed("arrive: {at: 1}", "arrive: {}"), None, "arrive", "đúng một trong"),
    "not YAML": ("id: [", None, None, "không đọc được YAML"),
    "not a table": ("- một\n- hai\n", None, None, "bảng các mục"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_file_step_and_field(name: str) -> None:
    text, step, field, sentence = WRONG[name]
    with pytest.raises(ScenarioError, match=re.escape(sentence)) as error:
        load(text, "thu.yaml")
    wrong = error.value
    assert wrong.file == "thu.yaml"
    assert wrong.step == step
    assert (wrong.field or "").startswith(field or "")
    assert str(wrong).startswith("thu.yaml")
