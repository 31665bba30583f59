"""Every act has an ability of its own: whoever may only look changes nothing."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import lienthong
from lienthong.documents.enclosures.terms import MOVES_OF_ENCLOSURES
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.terms import ABILITIES, LOOKS
from lienthong.work.actions import attach_file
from lienthong.work.desks import registry
from lienthong.work.items.terms import Move, Note
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import drafted
from tests.files import PDF
from tests.house.source import decorators, functions, trees

CITIZENS = {act.act for act in registry.citizen_acts()}
"""They have a code and a secret, and no abilities."""


def _written_down() -> Iterator[tuple[str, Move | Note]]:
    """Every move and note a module of the house holds, alone or in a table."""
    for module in pkgutil.walk_packages(lienthong.__path__, "lienthong."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, Move | Note) and one.act not in CITIZENS:
                    yield f"{module.name}: {one.act}", one


def test_no_act_is_done_by_looking() -> None:
    acts = dict(_written_down())
    assert len({one.act for one in acts.values()}) > 25
    for where, act in acts.items():
        assert act.ability not in LOOKS | {""}, f"{where} is done by whoever may «{act.ability}»"
    for begin in registry.begins():
        assert begin.door == "public" or begin.ability not in LOOKS | {""}, begin.act


def test_no_official_act_asks_for_leave_to_look() -> None:
    tried = 0
    for path, tree in trees().items():
        for function in functions(tree):
            if not any(name.split(".")[-1] == "official_act" for name in decorators(function)):
                continue
            tried += 1
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".require"):
                    said = {one.value for one in node.args if isinstance(one, ast.Constant)}
                    assert not said & LOOKS, f"{path}: {function.name} asks {said}"
    assert tried > 40


def test_an_ability_that_no_role_has_is_written_nowhere() -> None:
    had = frozenset().union(*ABILITIES.values())
    for where, act in _written_down():
        assert act.ability in had, f"{where} is for nobody: {act.ability}"


def test_papers_are_added_by_whoever_works_on_something() -> None:
    on_items = {act.move.ability for act in registry.all_acts()} | {
        begin.ability for begin in registry.begins() if begin.home == "/hop-viec"
    }
    for role, abilities in ABILITIES.items():
        works = bool(abilities & on_items) or "assign_item" in abilities
        assert works <= ("add_paper" in abilities), role
        assert ("add_paper" in abilities) <= (
            abilities > LOOKS | {"report_incident", "add_paper"} or works
        ), role


def test_an_observer_adds_no_paper(db: None) -> None:
    observer = _observer()
    item = drafted(cast.officer("van_thu"), cast.dung().unit or 0)
    as_of_an_khanh = replace(cast.an(), abilities=observer.abilities)
    with pytest.raises(Refusal) as refused:
        attach_file(item, name="giay.pdf", content=PDF, by=as_of_an_khanh)
    assert refused.value.status == 403
    assert sql.one("select count(*) from attachment") == 0


def _observer() -> cast.Actor:
    unit = sql.one(
        "select u.code from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
        " where p.role = 'to_cong_tac' and m.during @> world_today() order by m.id limit 1"
    )
    return cast.officer("to_cong_tac", unit)


def test_an_observer_sees_no_form_for_papers(db: None) -> None:
    observer = _observer()
    colleague = next(
        a for r in ("trung_tam_cds", "lanh_dao", "van_thu") if (a := _in_unit(r, observer.unit_code))
    )
    item = drafted(colleague, cast.an().unit or 0)
    page = screen(colleague).get(f"/viec/{item}").content.decode()
    assert f"/viec/{item}/giay-to" in page
    assert MOVES_OF_ENCLOSURES["enclose_file"].label in page
    seen = screen(observer)
    assert f"/viec/{item}/giay-to" not in seen.get(f"/viec/{item}").content.decode()
    sent = seen.post(
        f"/viec/{item}/giay-to", {"file": SimpleUploadedFile("giay.pdf", PDF), "idempotency_key": "look"}
    )
    assert sent.status_code == 403


def _in_unit(role: str, code: str) -> cast.Actor | None:
    try:
        return cast.officer(role, code)
    except AssertionError:
        return None
