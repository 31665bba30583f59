"""A report becomes a dossier or a letter: one act, both timelines say so, the report stays open."""

from uuid import UUID, uuid4

import pytest

from lienthong.bridges.links import links_of
from lienthong.bridges.report_becomes_dossier import make_dossier_of_report
from lienthong.bridges.report_becomes_letter import write_letter_on_report
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.reports import actions as report_actions
from lienthong.work.queries import item_of, timeline
from tests import cast, sql
from tests.procedures import dossiers
from tests.reports import reports

pytestmark = pytest.mark.usefixtures("db")


def specialist() -> Actor:
    return cast.officer("chuyen_vien")


def taken() -> UUID:
    item = reports.item(reports.reported())
    report_actions.take_report(item, by=specialist())
    return item


def procedure() -> str:
    found: str = sql.one("select code from procedure where competence = 'by_address' order by code limit 1")
    return found


def became_dossier(item: UUID, *, key: str | None = None) -> dict[str, object]:
    words = {"procedure": procedure(), "applicant": "Nguyễn Thị Hoa", "phone": "0901234567"}
    keyed = {"key": key} if key else {}
    return make_dossier_of_report(item, **words, by=specialist(), **keyed)


def verbs(actor: Actor, item: UUID) -> list[str]:
    with acts.opening(actor):
        item_of(actor, item)
        return [line.verb for line in timeline(item)]


def test_a_report_becomes_a_dossier_and_both_say_so() -> None:
    report, me = taken(), specialist()
    answer = became_dossier(report)
    dossier = UUID(str(answer["dossier"]))
    assert verbs(me, report)[-1] == "report.became_dossier"
    assert verbs(me, dossier) == ["dossier.submitted", "dossier.made_of_report"]
    with acts.opening(me):
        assert [link.id for link in links_of(report)] == [dossier]
        assert [link.id for link in links_of(dossier)] == [report]
        assert item_of(me, report).state == "taken", "open until it is answered"
        assert item_of(me, dossier).state == "submitted"


def test_its_citizen_opens_the_dossier_with_the_code_and_the_telephone() -> None:
    answer = became_dossier(taken())
    with acts.opening(reports.citizen("lookup")):
        case = citizen_case(str(answer["code"]), "4567")
    assert case["state"] == "submitted"
    assert "secret" not in answer


def test_it_becomes_one_only_once_and_twice_under_a_key_is_once() -> None:
    report, key = taken(), str(uuid4())
    assert became_dossier(report, key=key) == became_dossier(report, key=key)
    with pytest.raises(Refusal) as refused:
        became_dossier(report)
    assert refused.value.code == "already_became"


def test_a_report_becomes_a_letter_too() -> None:
    report, me = taken(), specialist()
    to = cast.dung().unit or 0
    answer = write_letter_on_report(report, to=to, subject="Về phản ánh", body="Đề nghị xử lý.", by=me)
    draft = UUID(str(answer["draft"]))
    became_dossier(report)
    assert verbs(me, report)[-2:] == ["report.became_letter", "report.became_dossier"]
    assert verbs(me, draft) == ["draft.created", "draft.made_of_report"]
    report_actions.answer_report(report, text="Đã gửi văn bản đề nghị.", by=me)
    assert verbs(me, report)[-1] == "report.answered"


def test_who_may_not_and_who_must_not_see() -> None:
    report = taken()
    words = {"procedure": procedure(), "applicant": "Hoa", "phone": "0901234567"}
    with pytest.raises(Refusal) as refused:
        make_dossier_of_report(report, **words, by=cast.binh())
    assert refused.value.code == "not_allowed"
    with pytest.raises(NotFound):
        make_dossier_of_report(report, **words, by=cast.officer("chuyen_vien", cast.BINH_TRUNG))
    with pytest.raises(NotFound):
        make_dossier_of_report(dossiers.of(dossiers.taken_in()), **words, by=specialist())


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"procedure": "không có"}, "procedure"), ({"phone": "12"}, "phone"), ({"applicant": " "}, "applicant")],
)
def test_what_is_refused_leaves_nothing_half_written(changed: dict[str, str], field: str) -> None:
    report, me = taken(), specialist()
    before = verbs(me, report)
    words = {"procedure": procedure(), "applicant": "Hoa", "phone": "0901234567", **changed}
    with pytest.raises(Refusal) as refused:
        make_dossier_of_report(report, **words, by=me)
    assert refused.value.field == field
    assert verbs(me, report) == before


def test_an_answered_report_becomes_nothing_any_more() -> None:
    report = taken()
    report_actions.answer_report(report, text="Đã khắc phục.", by=specialist())
    with pytest.raises(Refusal) as refused:
        became_dossier(report)
    assert refused.value.code == "wrong_state"


def test_the_report_offers_it_over_the_api() -> None:
    report = taken()
    me = cast.caller(specialist())
    offered = {act["act"] for act in me.get(f"/items/{report}").json()["acts"]}
    assert {"make-dossier-of-report", "write-letter-on-report"} <= offered
    done = me.post(
        f"/items/{report}/make-dossier-of-report",
        {"procedure": procedure(), "applicant": "Hoa", "phone": "0901234567"},
        key="b1",
    )
    assert done.status_code == 200, done.content
    links = me.get(f"/items/{report}").json()["links"]
    assert [link["id"] for link in links] == [done.json()["dossier"]]
