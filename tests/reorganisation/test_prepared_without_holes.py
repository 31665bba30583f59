"""A plan in which no hole is found can be prepared: what validation lets through, the registry can carry out."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.reorganisation.plans import actions
from lienthong.reorganisation.plans.terms import BODIES, KIND_LABELS, Source, Target, Transition
from tests.reorganisation.plans import drafted, planner, text

COMMUNES = ("27088", "27091", "27094", "27115")
codes = st.sampled_from([*COMMUNES, "99001", "99002", ""])
sources = st.one_of(
    st.builds(Source, code=st.sampled_from(COMMUNES), part=st.booleans(), default=st.booleans()),
    st.builds(Source, code=st.sampled_from(["769", "770"]), rank=st.just("district")),
    st.builds(Source, key=st.sampled_from(["a", "commune:99001"])),
    st.builds(Source, unit=st.sampled_from(["H29", "H29-SXD", "H29-X"])),
)
names = st.sampled_from(["Phường Một", "Phường Hai", "Một", ""])
areas = st.builds(
    Target, code=codes, name=names, province=st.sampled_from(["79", "", "xx"]), default=st.booleans(),
    bodies=st.sampled_from([BODIES, ("ubnd",), ("mttq",), ("ubnd", "lạ")]), key=st.sampled_from(["", "a"]),
    rank=st.sampled_from(["commune", "commune", "commune", "district", "ward"]),
    reversal=st.sampled_from(["", *COMMUNES]),
)  # fmt: skip
receivers = st.builds(
    Target, unit=st.sampled_from(["", "H29", "H29-SXD", "H29-X"]), by_address=st.booleans(),
    field=st.sampled_from(["", "Đất đai", "Hộ tịch"]),
)  # fmt: skip
halves = st.builds(
    Target, code=st.sampled_from(["99001", "99002"]), name=st.sampled_from(["Phường Một", "Phường Hai"]),
    province=st.just("79"),
)  # fmt: skip
sentences = st.builds(
    lambda kind, given, made, field, archive: Transition(kind, tuple(given), tuple(made), field, "", archive),
    st.sampled_from(list(KIND_LABELS)), st.lists(sources, min_size=1, max_size=2),
    st.lists(st.one_of(halves, areas, receivers), min_size=1, max_size=2), st.sampled_from(["", "Đất đai"]),
    st.sampled_from(["", "H29", "99001", "x"]),
)  # fmt: skip


@pytest.mark.usefixtures("eve")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(given=st.lists(sentences, min_size=1, max_size=3))
def test_a_plan_without_holes_can_be_prepared(given: list[Transition]) -> None:
    with transaction.atomic():
        made = drafted(text(*given))
        if not any(hole["blocks"] for hole in made["holes"]):
            actions.prepare_plan(made["plan"], by=planner())
        transaction.set_rollback(True)
