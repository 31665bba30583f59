"""What was done to a plan, by whom: for those who plan and sign it."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.drafting import actions
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.actions import approve_plan, prepare_plan
from lienthong.reorganisation.plans.history_views import GROUPS
from lienthong.reorganisation.plans.terms import Target
from lienthong.reorganisation.words import PLAN_VERBS
from tests.cast import officer
from tests.reorganisation.planning import session
from tests.reorganisation.plans import DAY, drafted, merge, planner, signers, text
from tests.reorganisation.test_killed import real_url

__all__ = ["real_url"]

THAO_DIEN, AN_LOI_DONG = "27088", "27115"
FIRST = merge(THAO_DIEN, AN_LOI_DONG, into="99001", name="Phường Thử Nghiệm")
OTHER = replace(FIRST, targets=(Target(code="99001", name="Phường Tên Khác", province="79"),))


@pytest.fixture
def edited(eve: None) -> int:
    """A plan that was drafted, changed twice, prepared and signed."""
    made = drafted(text(FIRST))
    plan = int(made["plan"])
    changed = actions.change_transition(plan, 1, OTHER, digest=made["digest"], by=planner())
    head = queries.plan_text(plan)
    moved = actions.change_plan_head(
        plan, name=head.name, effective_on=DAY + timedelta(days=1), basis=head.basis,
        point_of_no_return=head.point_of_no_return, digest=changed["digest"], by=planner(),
    )  # fmt: skip
    prepare_plan(plan, by=planner())
    approve_plan(plan, digest=moved["digest"], by=signers()[0])
    return plan


@pytest.fixture
def desk(edited: int) -> Client:
    return session(planner())


def test_every_edit_stands_with_what_stood_there_before(edited: int, desk: Client) -> None:
    shown = desk.get(f"/sap-xep/{edited}/nhat-ky").content.decode()
    assert "5 lần ghi" in shown
    assert re.search(r"Trước: [^<]*Phường Thử Nghiệm \(99001\)", shown)
    assert re.search(r"Sau: [^<]*Phường Tên Khác \(99001\)", shown)
    assert f"Ngày hiệu lực: {DAY.day}/{DAY.month}/{DAY.year}" in shown
    assert "Chữ ký thứ 1" in shown
    assert shown.index("Ký kế hoạch sắp xếp") < shown.index("Lập dự thảo kế hoạch"), "newest first"
    assert "/nhat-ky" in desk.get(f"/sap-xep/{edited}").content.decode()


def test_a_group_of_it_is_shown_counted_and_taken_along(edited: int, desk: Client) -> None:
    shown = desk.get(f"/sap-xep/{edited}/nhat-ky?nhom=ky").content.decode()
    assert "2 lần ghi" in shown
    assert "Sửa phương án" not in shown
    book = load_workbook(io.BytesIO(desk.get(f"/sap-xep/{edited}/nhat-ky.xlsx?nhom=noi-dung").content))
    lines = list(book.active.iter_rows(values_only=True))
    assert len(lines) == 1 + 3
    changed = next(line for line in lines if line[4] == "Sửa phương án 1")
    assert ("Thử Nghiệm" in changed[5], "Tên Khác" in changed[6]) == (True, True)
    assert desk.get(f"/sap-xep/{edited}/nhat-ky.pdf").status_code == 404


def test_every_verb_of_a_plan_stands_in_a_group() -> None:
    grouped = [verb for _, verbs in GROUPS.values() for verb in verbs]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == set(PLAN_VERBS) - {"plan.flipped"}, "flipping speaks of no single plan"


def test_another_plan_says_nothing_of_this_one(edited: int, desk: Client) -> None:
    other = drafted(text(FIRST, on=DAY + timedelta(days=30)))["plan"]
    assert "1 lần ghi" in desk.get(f"/sap-xep/{other}/nhat-ky").content.decode()


def test_who_neither_plans_nor_signs_does_not_find_it(edited: int) -> None:
    clerk = session(officer("tiep_nhan", THAO_DIEN))
    assert clerk.get(f"/sap-xep/{edited}/nhat-ky").status_code == 404
    assert clerk.get(f"/sap-xep/{edited}/nhat-ky.csv").status_code == 404
    assert "/nhat-ky" not in clerk.get(f"/sap-xep/{edited}").content.decode()


@pytest.fixture
def planners(real_url: str) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_of_two_planners_at_the_same_moment_one_is_told_of_the_other(planners: ThreadPoolExecutor) -> None:
    made = drafted(text(FIRST))
    who, start = planner(), Barrier(2)

    def change(name: str) -> str:
        mine = replace(FIRST, targets=(Target(code="99001", name=name, province="79"),))
        start.wait()
        try:
            actions.change_transition(made["plan"], 1, mine, digest=made["digest"], by=who)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return name

    told: list[Any] = list(planners.map(change, ["Phường Một", "Phường Hai"]))
    assert "plan_edited_meanwhile" in told
    (kept,) = set(told) - {"plan_edited_meanwhile"}
    assert queries.plan_text(made["plan"]).transitions[0].targets[0].name == kept
