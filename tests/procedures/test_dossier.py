"""The life of a dossier: what its citizen, its counter, its officer, its leader and a stranger rely on."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.working_time import VIETNAM
from lienthong.procedures import actions
from lienthong.procedures.desk import DESK
from lienthong.work.queries import inbox, timeline
from tests import cast, sql
from tests.procedures.dossiers import (
    BUILDING,
    COPY,
    MARRIAGE,
    awaiting,
    of,
    reception,
    seen,
    signed,
    submitted,
    taken_in,
)


def _verbs(actor: Actor, item: UUID) -> list[str]:
    with acts.opening(actor):
        return [line.verb for line in timeline(item)]


def _offered(actor: Actor, item: UUID) -> set[str]:
    found, _ = seen(actor, item)
    return {act.move.act for act in DESK.acts if act.offered(actor, found)}


def _let_pass(span: timedelta) -> None:
    sql.run("reset role")
    sql.run("update world set clock_offset = clock_offset + %s", (span,))
    sql.run("set local role lienthong_app")


def test_the_whole_way_of_an_online_dossier(db: None) -> None:
    item = of(submitted())
    an = reception()
    received = actions.receive_dossier(item, by=an)
    assert received["code"] == "27094-250701-0001"
    actions.assess_dossier(item, approve=True, by=cast.officer("chuyen_vien"))
    actions.sign_dossier(item, by=cast.officer("lanh_dao"))
    actions.return_dossier(item, by=an)
    found, desk = seen(an, item)
    assert (found.state, found.reference) == ("returned", "27094-250701-0001")
    assert found.closed_at is not None
    assert (desk["approved"], desk["signed_by"]) == (True, cast.officer("lanh_dao").name)
    assert _verbs(an, item) == [
        "dossier.submitted", "dossier.received", "dossier.assessed", "dossier.signed", "dossier.returned",
    ]  # fmt: skip


def test_at_the_counter_handing_in_and_receiving_are_one_line(db: None) -> None:
    answer = taken_in()
    found, desk = seen(reception(), of(answer))
    assert (answer["state"], answer["code"]) == ("received", "27094-250701-0001")
    assert _verbs(reception(), found.id) == ["dossier.received"]
    assert desk["received_at_unit"]["name"] == "Ủy ban nhân dân phường An Khánh"
    assert (desk["channel"], desk["phone"]) == (1, "0903123456")


def test_codes_are_numbered_by_unit_and_day_without_a_gap(db: None) -> None:
    codes = [taken_in()["code"], taken_in(reception(cast.BINH_TRUNG))["code"]]
    with pytest.raises(Refusal, match="unknown_procedure"):
        taken_in(procedure="9.999999")
    item = of(submitted())
    actions.receive_dossier(item, by=reception())
    with pytest.raises(Refusal, match=f"wrong_state: .* {reception().name}, .* vừa xử lý lúc"):
        actions.receive_dossier(item, by=reception())
    codes.append(taken_in()["code"])
    _let_pass(timedelta(days=1))
    codes.append(taken_in()["code"])
    assert codes == ["27094-250701-0001", "27097-250701-0001", "27094-250701-0003", "27094-250702-0001"]


def test_the_same_key_is_one_dossier(db: None) -> None:
    given = {"procedure": MARRIAGE, "applicant": "Lê Thị Nở", "phone": "0903123456"}
    an = reception()
    first = actions.take_in_dossier(**given, by=an, key="k")
    assert actions.take_in_dossier(**given, by=an, key="k") == first
    with pytest.raises(Refusal, match="key_reused"):
        actions.take_in_dossier(**{**given, "applicant": "Khác"}, by=an, key="k")
    assert taken_in()["code"].endswith("0002")


def test_the_promised_time_is_the_procedures(db: None) -> None:
    found, _ = seen(reception(), of(taken_in(procedure=MARRIAGE)))
    assert found.due_at == VIETNAM.add_days(found.received_at, 3)
    found, _ = seen(reception(), of(taken_in(procedure=COPY)))
    assert found.due_at == VIETNAM.same_day_due(found.received_at)


def test_an_online_dossier_waits_to_be_received_within_a_working_day(db: None) -> None:
    item = of(submitted())
    found, desk = seen(reception(), item)
    assert found.due_at == VIETNAM.add_days(found.received_at, 1)
    assert (found.reference, desk["code"], found.section) == ("", None, "Trung tâm Phục vụ hành chính công")
    _let_pass(timedelta(days=2))
    late = actions.receive_dossier(item, by=reception())
    assert late["received_late"] is True
    found, desk = seen(reception(), item)
    assert desk["received_late"] is True
    assert found.due_at == VIETNAM.add_days(reception().at, 3)


def test_while_papers_are_awaited_the_clock_stands_still(db: None) -> None:
    answer = awaiting()
    before, desk = seen(reception(), of(answer))
    assert (before.state, desk["missing"]) == ("awaiting_supplement", ["Giấy tờ tùy thân"])
    assert before.paused_at == reception().at
    _let_pass(timedelta(days=1))
    actions.accept_supplement(of(answer), papers=["giấy tờ tùy thân"], by=reception())
    after, desk = seen(reception(), of(answer))
    assert (after.state, after.paused_at, desk["missing"]) == ("received", None, [])
    assert desk["papers"] == ["Tờ khai", "giấy tờ tùy thân"]
    assert desk["paused_seconds"] == 8 * 3600
    assert VIETNAM.time_between(before.due_at, after.due_at) == timedelta(hours=8)


def test_the_citizen_brings_the_papers_with_code_and_secret(db: None) -> None:
    answer = awaiting()
    by = Actor("citizen", at=reception().at, door="supplements")
    moved = actions.supplement_dossier(
        code=answer["code"], secret=answer["secret"], papers=["Giấy tờ tùy thân"], by=by
    )
    assert (moved["state"], moved["missing"]) == ("received", [])
    assert _verbs(reception(), of(answer))[-1] == "dossier.supplemented"
    with pytest.raises(Refusal, match="wrong_state"):
        actions.supplement_dossier(
            code=answer["code"], secret=answer["secret"], papers=["Giấy tờ tùy thân"], by=by
        )


def test_what_did_not_come_stays_missing(db: None) -> None:
    answer = awaiting(("Giấy tờ tùy thân", "Ảnh"))
    moved = actions.accept_supplement(of(answer), papers=["Ảnh"], by=reception())
    assert moved["missing"] == ["Giấy tờ tùy thân"]


def test_a_building_permit_is_asked_for_papers_once(db: None) -> None:
    answer = awaiting(("Bản cam kết",), procedure=BUILDING)
    actions.accept_supplement(of(answer), papers=["Bản cam kết"], by=reception())
    assert seen(reception(), of(answer))[1]["supplement_allowed"] is False
    with pytest.raises(Refusal, match="supplement_once"):
        actions.request_supplement(of(answer), missing=["Bản vẽ thiết kế"], by=reception())


@pytest.mark.parametrize("stage", [submitted, taken_in, awaiting])
def test_it_can_be_refused_with_a_reason_until_it_is_assessed(db: None, stage: object) -> None:
    item = of(stage())  # type: ignore[operator]
    with pytest.raises(Refusal, match="reason_missing"):
        actions.refuse_dossier(item, reason="  ", by=reception())
    actions.refuse_dossier(item, reason="Không có giấy tờ gốc.", by=reception())
    found, desk = seen(reception(), item)
    assert (found.state, found.paused_at, desk["refusal_reason"]) == (
        "refused",
        None,
        "Không có giấy tờ gốc.",
    )


def test_after_the_finding_it_is_too_late_to_refuse(db: None) -> None:
    item = of(taken_in())
    actions.assess_dossier(item, approve=False, note="Không đủ điều kiện.", by=cast.officer("chuyen_vien"))
    with pytest.raises(Refusal, match="wrong_state"):
        actions.refuse_dossier(item, reason="Muộn", by=reception())
    assert seen(reception(), item)[1]["approved"] is False


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("tiep_nhan", {"request_supplement", "refuse_dossier", "void_dossier"}),
        ("chuyen_vien", {"assess_dossier"}),
        ("lanh_dao", set()),
        ("van_thu", set()),
    ],
)
def test_each_does_what_the_role_may(db: None, role: str, allowed: set[str]) -> None:
    item = of(taken_in())
    assert _offered(cast.officer(role), item) == allowed


def test_an_ability_the_role_has_not_is_refused(db: None) -> None:
    item = of(taken_in())
    with pytest.raises(Refusal, match="not_allowed"):
        actions.assess_dossier(item, approve=True, by=cast.an())
    with pytest.raises(Refusal, match="not_allowed"):
        taken_in(cast.an())


def test_a_colleague_who_only_reads_sees_no_telephone_number(db: None) -> None:
    item = of(taken_in())
    binh = replace(cast.binh(), abilities=frozenset({"view_board"}))
    assert seen(binh, item)[1]["phone"] == ""
    assert seen(binh, item)[1]["prints"] == []
    assert seen(reception(), item)[1]["phone"] == "0903123456"


def test_a_stranger_finds_nothing_and_can_do_nothing(db: None) -> None:
    items = [of(taken_in()), of(submitted()), of(awaiting()), signed(taken_in())]
    chi = reception(cast.BINH_TRUNG)
    with acts.opening(chi):
        assert sql.one("select count(*) from dossier") == 0
        assert [row.id for row in inbox(chi) if row.id in items] == []
    for item in items:
        for perform in (
            lambda i: actions.receive_dossier(i, by=chi),
            lambda i: actions.request_supplement(i, missing=["x"], by=chi),
            lambda i: actions.accept_supplement(i, papers=["x"], by=chi),
            lambda i: actions.refuse_dossier(i, reason="không", by=chi),
            lambda i: actions.return_dossier(i, by=chi),
        ):
            with pytest.raises(NotFound):
                perform(item)


def test_the_citys_reader_sees_and_does_nothing(db: None) -> None:
    """Reading the whole city is a list of jurisdictions to look at, not to act on."""
    item = of(taken_in())
    an = reception()
    reader = replace(cast.dung(), scope=(), reads=an.scope, abilities=an.abilities)
    assert seen(reader, item)[0].state == "received"
    assert _offered(reader, item) == set()
    with pytest.raises(Refusal, match="not_holder"):
        actions.request_supplement(item, missing=["x"], by=reader)
    with pytest.raises(Refusal, match="not_holder"):
        actions.refuse_dossier(item, reason="không", by=reader)


def test_the_journal_holds_no_personal_data(db: None) -> None:
    answer = awaiting(applicant="Trần Văn Kín", note="riêng tư", address="12 Trần Não")
    with acts.opening(reception()):
        lines = " ".join(str(row.facts) for row in timeline(of(answer)))
    for secret in ("Kín", "riêng", "Trần Não", "0903123456", answer["secret"], answer["lookup_code"]):
        assert secret not in lines


def test_the_chain_of_its_lines_is_whole(db: None) -> None:
    """The head on the item is the digest of the last line, through all the statements that write one."""
    answer = awaiting()
    actions.accept_supplement(of(answer), papers=["Giấy tờ tùy thân"], by=reception())
    online = of(submitted())
    actions.receive_dossier(online, by=reception())
    with acts.opening(reception()):
        for item in (of(answer), online):
            lines = sql.rows(
                "select digest, journal_digest(lag(digest) over (order by seq), seq, act, at, verb, item,"
                " jurisdiction, unit, mandate, facts) as should, seq from journal where item = %s"
                " order by seq",
                (item,),
            )
            assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
            assert all(line.digest == line.should for line in lines)
            assert sql.one("select chain_digest from work_item where id = %s", (item,)) == lines[-1].digest
