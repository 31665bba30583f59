"""A plan in which no fault is found can be approved: what validation lets through, the registry can carry out."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.plans import actions
from lienthong.reorganisation.plans.terms import BODIES, KIND_LABELS, Source, Target, Transition
from tests.reorganisation.plans import drafted, planner, signers, text

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

communes = st.builds(
    Source, code=st.sampled_from(COMMUNES), part=st.sampled_from([False, False, True]), default=st.booleans()
)
districts = st.builds(Source, code=st.sampled_from(["769", "770", "771"]), rank=st.just("district"))
provinces = st.builds(Source, code=st.sampled_from(["74", "79"]), rank=st.just("province"))
parties = st.builds(
    Target, code=st.sampled_from([*COMMUNES, "99001", "99002", "99003"]), name=st.just("Phường Mới"),
    province=st.just("79"), default=st.booleans(), reversal=st.sampled_from(["", *COMMUNES]),
    key=st.sampled_from(["", "", "a"]), unit=st.sampled_from(["", "", "", "H29-SXD"]),
)  # fmt: skip
whole_provinces = st.builds(
    Target, code=st.sampled_from(["79", "74"]), rank=st.just("province"), name=st.just("Tỉnh Mới"),
    bodies=st.just(("ubnd",)), unit=st.sampled_from(["", "H29"]),
)  # fmt: skip
by_field = st.builds(
    Target, unit=st.sampled_from(["", "H29-SXD"]), by_address=st.booleans(),
    field=st.sampled_from(["Đất đai", "Hộ tịch"]),
)  # fmt: skip
rest = st.one_of(st.just(Target(unit="H29")), st.builds(Target, code=st.sampled_from(["99001", "27088"])))


def _one(
    kind: str, given: st.SearchStrategy, made: st.SearchStrategy, **more: st.SearchStrategy
) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.builds(Transition, st.just(kind), given.map(tuple), made.map(tuple), **more)


likely = st.one_of(
    _one("merge", st.lists(st.one_of(communes, communes, sources), min_size=1, max_size=3), st.tuples(parties)),
    _one("merge", st.lists(provinces, min_size=1, max_size=2), st.tuples(whole_provinces)),
    _one("split", st.tuples(communes), st.lists(parties, min_size=2, max_size=2)),
    _one("extract", st.tuples(communes), st.tuples(parties), archive=st.sampled_from(["", "H29", "99001"])),
    _one("rename", st.tuples(st.one_of(communes, st.just(Source(key="a")))), st.tuples(parties)),
    _one("move", st.lists(communes, min_size=1, max_size=2), st.tuples(parties)),
    _one("dissolve", st.tuples(st.one_of(districts, communes)), st.lists(by_field, max_size=2).flatmap(
        lambda lines: rest.map(lambda one: [one, *lines]))),
    _one("transfer_competence", st.lists(st.one_of(communes, st.just(Source(unit="H29-SXD"))), min_size=1, max_size=2),
         st.tuples(by_field), field=st.sampled_from(["Đất đai", "Xây dựng"])),
)  # fmt: skip


@pytest.mark.usefixtures("eve")
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given=st.lists(st.one_of(likely, likely, likely, sentences), min_size=1, max_size=3))
def test_a_plan_without_faults_can_be_approved(given: list[Transition]) -> None:
    with transaction.atomic():
        made = drafted(text(*given))
        whole = not any(fault["blocks"] for fault in made["holes"])
        event("whole" if whole else "with holes")
        if whole:
            _approved(made)
        transaction.set_rollback(True)


def _approved(made: dict[str, Any]) -> None:
    try:
        actions.prepare_plan(made["plan"], by=planner())
    except Refusal as refused:
        assert refused.code == "plan_changes_nothing"  # noqa: PT017
        return
    for signer in signers():
        actions.approve_plan(made["plan"], digest=made["digest"], by=signer)
