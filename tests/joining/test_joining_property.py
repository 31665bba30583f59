"""Whatever a province did before: export and import lose nothing, double nothing and change neither code nor date."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lienthong.documents import actions as documents
from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures import actions as procedures
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.reports import actions as reports
from lienthong.work.actions import assign_item, attach_file
from lienthong.work.queries import verify_chains
from tests.cast import officer
from tests.files import pdf
from tests.joining.joining import (
    COMMUNE,
    OTHER,
    Base,
    Place,
    counter,
    exported,
    fresh,
    joined,
    noted,
    tried,
)
from tests.procedures.dossiers import citizen, of, submitted, taken_in
from tests.reorganisation.plans import area_of

WARDS = st.sampled_from([COMMUNE, OTHER, "25753"])
STEPS = st.sampled_from(["paper", "assign", "assess", "sign", "supplement", "refuse"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("dossier"), WARDS, st.lists(STEPS, max_size=4, unique=True)),
        st.tuples(st.just("online"), WARDS, st.just([])),
        st.tuples(st.just("report"), WARDS, st.just([])),
        st.tuples(st.just("draft"), WARDS, st.just([])),
        st.tuples(st.just("note"), WARDS, st.just([])),
    ),
    max_size=6,
)
ITEMS = """
select w.id, w.kind, w.reference, w.subject, w.words, w.jurisdiction, w.parties, w.state, w.step, w.assignee,
       w.received_at, w.due_at, w.closed_at, d.code, d.lookup_code, d.secret, d.applicant, r.code,
       (select array_agg(a.digest) from attachment a where a.item = w.id)
from work_item w left join dossier d on d.item = w.id left join report r on r.item = w.id order by w.id
"""
LINES = """
select item, seq, act, at, verb, jurisdiction, unit, mandate, facts, digest from journal
where verb <> 'item.imported' and not starts_with(verb, 'world.') and (item is not null or origin = %s)
order by item, unit, at, seq
"""


def do(what: str, ward: str, steps: list[str]) -> dict[str, Any] | None:
    match what:
        case "dossier":
            answer = taken_in(by=counter(ward))
            for step in steps:
                _step(step, answer, ward)
            return answer
        case "online":
            return submitted(unit=counter(ward))
        case "report":
            reports.submit_report(
                text="Đèn đường hỏng đã ba đêm.",
                name="Hoa",
                phone="0901234567",
                field="Giao thông",
                ward=area_of(ward),
                by=citizen(),
            )
        case "draft":
            clerk, to = officer("van_thu", ward), officer("van_thu", OTHER)
            documents.draft_document(side="government", type="CV", subject="Thử", body="Nội dung.", to=[to.unit or 0],
                                     to_line="UBND", by=clerk)  # fmt: skip
        case _:
            noted(officer("lanh_dao", ward))
    return None


def _step(step: str, answer: dict[str, Any], ward: str) -> None:
    """Acts the state forbids are refused and change nothing: that is part of what a province did."""
    clerk, item = officer("chuyen_vien", ward), of(answer)
    try:
        match step:
            case "paper":
                attach_file(item, name="a.pdf", content=pdf(filler=ward.encode()), by=clerk)
            case "assign":
                assign_item(item, assignee=clerk.mandate, by=officer("lanh_dao", ward))
            case "assess":
                procedures.assess_dossier(item, approve=True, by=clerk)
            case "sign":
                procedures.sign_dossier(item, by=officer("lanh_dao", ward))
            case "supplement":
                procedures.request_supplement(item, missing=("Giấy tờ",), note="Nộp thêm.", by=counter(ward))
            case "refuse":
                procedures.refuse_dossier(item, reason="Không thuộc thẩm quyền.", by=counter(ward))
    except (Refusal, NotFound):
        pass


def rows(place: Place, text: str, *params: Any) -> list[Any]:
    with place.owner() as owner:
        return owner.execute(text, params or None).fetchall()  # type: ignore[arg-type]


@pytest.mark.usefixtures("django_db_setup")
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(theirs=ACTS, ours=ACTS)
def test_nothing_is_lost_doubled_or_changed(
    city: Base, province: Base, django_db_blocker: Any, theirs: list[Any], ours: list[Any]
) -> None:
    with django_db_blocker.unblock(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with fresh(city, folder / "here") as here, fresh(province, folder / "there") as there:
            _round_trip(here, there, folder, theirs, ours)


def _round_trip(here: Place, there: Place, folder: Path, theirs: list[Any], ours: list[Any]) -> None:
    with here.at_work():
        for what, ward, _ in ours:
            if what in {"dossier", "online", "report"}:
                do(what, ward, [])
    with there.at_work():
        handed_in = [answer for answer in (do(*one) for one in theirs) if answer]
    known, foreign, history = rows(here, ITEMS), rows(there, ITEMS), rows(there, LINES, 0)
    file = exported(there, folder / "a.ltw")
    report = tried(here, file)
    assert (report["findings"], report["sources_differing"]) == ([], [])
    assert report["total"]["n"] == sum(row[12] is None for row in foreign)
    outcome = joined(here, file)
    assert (outcome["items"], outcome["missing"], outcome["baskets_differing"]) == (len(foreign), 0, 0)
    assert rows(here, ITEMS) == sorted(known + foreign)
    ids = {row[0] for row in foreign}
    assert [line for line in rows(here, LINES, 74) if line[0] is None or line[0] in ids] == history
    with here.owner() as owner:
        chains = verify_chains(owner)
    assert (chains["broken"], chains["headless"]) == ([], 0)
    with here.at_work():
        for answer in handed_in:
            with acts.opening(citizen()):
                assert citizen_case(answer.get("lookup_code") or answer["code"], answer["secret"])["state"]
