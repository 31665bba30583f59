"""The automaton accepts exactly the orders that after, when and unless allow."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.rehearsal.scripts.catalogue import known, shipped
from lienthong.rehearsal.scripts.order import Expected, Order, Orders, State, legal_orders
from lienthong.rehearsal.scripts.scenario import EventProof, Scenario

VERBS = (
    "delivery.arrived",
    "delivery.registered",
    "delivery.directed",
    "delivery.answered",
    "delivery.completed",
)


def scenario(after: list[list[int]]) -> Scenario:
    """Steps s0, s1, … each proved by a verb of its own, after the numbered ones."""
    return Scenario.model_validate({
        "id": "x", "name": "X", "version": "1.0.0", "system": "documents", "instances": {"per_unit": 1},
        "roles": {"van_thu": "human"}, "arrive": {"at": 0},
        "steps": [
            {
                "id": f"s{n}", "role": "van_thu", "after": [f"s{b}" for b in before], "within": "60s",
                "do": {"instruct": "x", "play": "register_delivery"}, "expect": [{"event": VERBS[n]}],
            }
            for n, before in enumerate(after)
        ],
    })  # fmt: skip


def accepts(order: Order, verbs: tuple[str, ...]) -> bool:
    state: State = order.start
    for verb in verbs:
        expected = order.next(state, lambda proof, verb=verb: proof.event == verb)  # type: ignore[misc]
        if expected is None:
            return False
        state |= {expected}
    return True


graphs = st.integers(2, 5).flatmap(
    lambda size: st.tuples(
        *(st.lists(st.integers(0, max(n - 1, 0)), unique=True, max_size=n) for n in range(size))
    )
)


@given(graphs)
def test_a_trace_is_legal_exactly_when_every_step_comes_after_its_predecessors(
    graph: tuple[list[int], ...],
) -> None:
    order = Order(scenario(list(graph)), {})
    for trace in permutations(range(len(graph))):
        place = {step: at for at, step in enumerate(trace)}
        respects = all(place[b] < place[s] for s, before in enumerate(graph) for b in before)
        assert accepts(order, tuple(VERBS[step] for step in trace)) == respects


@given(graphs)
def test_the_listed_orders_are_the_accepted_ones(graph: tuple[list[int], ...]) -> None:
    order = Order(scenario(list(graph)), {})
    listed = {tuple(order.proof(e).event for e in trace) for trace in legal_orders(order)}
    accepted = {
        tuple(VERBS[s] for s in trace)
        for trace in permutations(range(len(graph)))
        if accepts(order, tuple(VERBS[s] for s in trace))
    }
    assert listed == accepted


def test_nothing_comes_twice() -> None:
    assert not accepts(Order(scenario([[], [0]]), {}), (VERBS[0], VERBS[0]))


ANSWERED = ["vao_so", "chi_dao", "soan_tra_loi", "trinh_ky", "ky", "phat_hanh", "den_noi"]
STRAIGHT = [
    ("van-ban-den-di", {"sai_noi_nhan": True}, ["gui_den", "tra_lai"]),
    ("phan-anh-1022", {"sai_dia_ban": False}, ["gui", "tiep_nhan", "tra_loi"]),
    ("phan-anh-1022", {"sai_dia_ban": True}, ["gui", "chuyen"]),
    ("thu-tuc", {"loai": "moi", "bo_sung": False}, ["nop", "tiep_nhan", "tham_dinh", "ky", "tra"]),
    ("thu-tuc", {"loai": "dang_do"}, ["tiep_quan", "tham_dinh", "ky", "tra_dang_do"]),
    ("thu-tuc", {"loai": "tu_choi"}, ["nop", "tu_choi"]),
    ("van-ban-thu-hoi", {"loai": "thu_hoi"}, ["gui_den", "xin_lai", "dong_y_thu_hoi"]),
    ("van-ban-thu-hoi", {"loai": "giu_lai"}, ["gui_den", "xin_lai", "khong_tra_lai", *ANSWERED]),
    ("van-ban-thu-hoi", {"loai": "kem_tep"}, ["gui_den", "tep_kem", *ANSWERED]),
    ("van-ban-thu-hoi", {"loai": "don_vi_cu", "don_vi_cu": "26734"}, ["gui_den", "nhan_thay", *ANSWERED]),
    ("van-ban-thu-hoi", {"loai": "don_vi_cu", "don_vi_cu": None}, ["gui_den", *ANSWERED]),
    ("hoi-nghi", {}, ["trieu_tap", "vao_hop", "tra_loi_ma", "mat_duong_truyen", "vao_lai"]),
]


@pytest.mark.parametrize(("name", "params", "steps"), STRAIGHT)
def test_an_instance_has_the_steps_its_parameters_call_for(
    name: str, params: dict[str, Any], steps: list[str]
) -> None:
    assert [step.id for step in Order(known()[name].scenario, params).steps] == steps


def test_a_supplement_comes_between_receiving_and_assessing() -> None:
    order = Order(shipped()["thu-tuc"].scenario, {"loai": "moi", "bo_sung": True})
    assert order.after("tham_dinh") == {"tiep_nhan", "nop_bo_sung"}
    [trace] = legal_orders(order)
    steps = [expected.step for expected in trace]
    assert steps.index("yeu_cau_bo_sung") < steps.index("nop_bo_sung") < steps.index("tham_dinh")


def test_an_event_of_a_step_this_instance_lacks_is_known_and_illegal() -> None:
    """Registering a letter that was meant for somebody else leaves the legal orders."""
    order = Order(shipped()["van-ban-den-di"].scenario, {"sai_noi_nhan": True})
    arrived = order.next(order.start, lambda proof: proof.event == "delivery.arrived")
    assert arrived == Expected("gui_den", 0)

    def registered(proof: EventProof) -> bool:
        return proof.event == "delivery.registered"

    assert order.next(frozenset({arrived}), registered) is None
    assert order.knows(registered)


def test_instances_with_the_same_steps_share_their_order() -> None:
    orders = Orders(shipped()["thu-tuc"].scenario)
    one, same = orders.of({"loai": "moi", "ma": "a"}), orders.of({"loai": "moi", "ma": "b"})
    other = orders.of({"loai": "tu_choi"})
    assert one is same
    assert [step.id for step in one.steps] != [step.id for step in other.steps]
