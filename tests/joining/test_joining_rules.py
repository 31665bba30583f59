"""What both sides have: login names, codes, numbers, books, catalogues, holdings – by rule, and every line shown."""

from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from lienthong.documents import actions as documents
from lienthong.documents.receiving.actions import register_outside_letter
from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures.filing.citizens import OPENING, citizen_case
from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan
from lienthong.reorganisation.plans.texts.files import read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from lienthong.reports import actions as reports
from lienthong.reports.queries import citizen_case as report_case
from lienthong.work.queries import verify_chains
from tests.cast import officer
from tests.documents.letters import delivered, issued
from tests.joining.joining import COMMUNE, OTHER, Place, counter, exported, joined, kept, tried
from tests.procedures.dossiers import citizen, of, taken_in
from tests.reorganisation.plans import area_of, planner, signers

HOLDER = "select unit from holding where jurisdiction = %s and during @> date '2025-06-24'"


def changes(report: dict[str, Any], rule: str) -> list[tuple[str, str, str]]:
    return [(one["table"], one["was"], one["becomes"]) for one in report["changes"] if one["rule"] == rule]


def take_in(place: Place, n: int = 1, **more: Any) -> list[dict[str, Any]]:
    with place.at_work():
        return [taken_in(by=counter(), **more) for _ in range(n)]


def case_of(answer: dict[str, Any], secret: str | None = None) -> dict[str, Any]:
    with acts.opening(citizen()):
        return citizen_case(answer["code"], secret or answer["secret"])


def test_one_code_two_citizens_each_finds_theirs(here: Place, there: Place, tmp_path: Path) -> None:
    """The clock of both shows 20 June, both books begin at 1: the code is one, the secrets are two."""
    (ours,), theirs = (
        take_in(here, applicant="Người ở đây"),
        take_in(there, 3, applicant="Người ở kia", phone="0909 000 999"),
    )
    assert ours["code"] == theirs[0]["code"]
    file = exported(there, tmp_path / "a.ltw")
    report = tried(here, file)
    assert changes(report, "code_twice") == [("dossier", ours["code"], ours["code"])]
    assert joined(here, file)["codes_changed"] == 0
    with here.at_work():
        for answer in (ours, *theirs):
            assert case_of(answer)["code"] == answer["code"]
        with acts.opening(citizen()):
            assert OPENING.by_phone(ours["lookup_code"], "3456") == of(ours)
        with acts.opening(citizen()):
            assert OPENING.by_phone(theirs[0]["lookup_code"], "0999") == of(theirs[0])
        with pytest.raises(NotFound):
            case_of(ours, "0" * 20)
        another = taken_in(by=counter())
    assert another["code"].endswith("-0004"), "the book goes on after the greater last number"
    assert any(table == "book" and new == "3" for table, _, new in changes(report, "greater_number"))


def test_four_digits_that_fit_two_open_neither(here: Place, there: Place, tmp_path: Path) -> None:
    (ours,), (theirs,) = take_in(here), take_in(there)
    joined(here, exported(there, tmp_path / "a.ltw"))
    with here.at_work():
        with pytest.raises(NotFound), acts.opening(citizen()):
            OPENING.by_phone(ours["code"], "3456")
        assert case_of(ours)["code"] == case_of(theirs)["code"]


def test_a_number_in_a_register_stays_on_both_sides(here: Place, there: Place, tmp_path: Path) -> None:
    """In the city's world the council's clerk of the ward has registered number 1 of 2025 as well."""
    items = []
    for place in (here, there):
        with place.at_work():
            sender = officer("van_thu", OTHER) if place is there else officer("trung_tam_cds", "H29-TTCDS")
            receiver = counter(COMMUNE)
        with place.owner() as owner:
            owner.execute(
                "update post set role = 'van_thu' where id = (select post from mandate where id = %s)",
                (receiver.mandate,),
            )
        with place.at_work():
            clerk = officer("van_thu", COMMUNE)
            if place is there:
                item = _letter_from(sender, clerk)
            else:
                issued(sender, clerk.unit or 0)
                item = delivered(clerk)
            documents.register_delivery(item, by=clerk)
            items.append(item)
            if place is there:  # 01a is another number than 01
                between = register_outside_letter(
                    sender="Bộ Nội vụ", subject="Sót", after_number=1, reason="Sót hôm qua", by=clerk
                )
    file = exported(there, tmp_path / "a.ltw")
    doubled = changes(tried(here, file), "number_twice")
    assert [becomes for _, _, becomes in doubled] == ["01/2025"]
    joined(here, file)
    with here.owner() as owner:
        rows = owner.execute(
            "select item, register_number, register_letter, origin from delivery where register_number is not null"
            " order by origin, register_letter"
        ).fetchall()
    assert rows == [(items[0], 1, "", 0), (items[1], 1, "", 74), (UUID(between["id"]), 1, "a", 74)]


def _letter_from(sender: Any, to: Any) -> Any:
    drafted = documents.draft_document(
        side="government", type="CV", subject="Thử", body="Nội dung.", to=[to.unit], to_line="UBND", by=sender
    )
    item = UUID(drafted["id"])
    documents.submit_draft(item, by=sender)
    documents.sign_document(item, by=officer("lanh_dao", OTHER))
    documents.issue_document(item, by=sender)
    return delivered(to)


def test_reporters_find_theirs(here: Place, there: Place, tmp_path: Path) -> None:
    answers = []
    for place in (here, there):
        with place.at_work():
            answers.append(reports.submit_report(
                text="Đèn đường hỏng.", name="Hoa", phone="0901 234 567", field="Hạ tầng kỹ thuật",
                ward=area_of(COMMUNE), by=citizen(),
            ))  # fmt: skip
    with there.owner() as owner:  # as if both had drawn the same code
        code = here.one("select code from report")
        owner.execute("alter table report disable row level security")
        owner.execute("update report set code = %s", (code,))
    file = exported(there, tmp_path / "a.ltw")
    assert changes(tried(here, file), "code_twice") == [("report", code, code)]
    joined(here, file)
    with here.at_work():
        for answer in answers:
            with acts.opening(citizen()):
                assert report_case(answers[0]["code"], answer["secret"])["state"]


def test_login_names_get_the_code_of_their_province(here: Place, there: Place, tmp_path: Path) -> None:
    with here.owner() as owner:
        taken = f"tiepnhan.{COMMUNE}.74"
        owner.execute("update account set username = %s where username = 'lanhdao.h29-snnmt'", (taken,))
    file = exported(there, tmp_path / "a.ltw")
    renamed = {was: new for _, was, new in changes(tried(here, file), "renamed")}
    assert renamed[f"tiepnhan.{COMMUNE}"] == f"tiepnhan.{COMMUNE}.74.2"
    assert renamed[f"lanhdao.{COMMUNE}"] == f"lanhdao.{COMMUNE}.74"
    assert "quantri.74" not in renamed, "what is free here keeps its name"
    before = here.one("select count(*) from account")
    joined(here, file)
    assert here.one("select count(*) from account") == before + there.one("select count(*) from account")
    assert here.one("select count(*) from account where username = 'quantri.74'") == 1


def test_of_a_catalogue_ours_stays_and_the_difference_is_shown(
    here: Place, there: Place, tmp_path: Path
) -> None:
    with there.owner() as owner:
        owner.execute("update procedure set term = 9 where code = '1.004873'")
        owner.execute(
            "insert into procedure select '9.999999', name, full_name, field, competence, term, term_unit, is_assumed,"
            " fee, fee_per, weight, components, decision, result, is_core, supplement_once"
            " from procedure where code = '1.004873'"
        )
    file = exported(there, tmp_path / "a.ltw")
    report = tried(here, file)
    assert changes(report, "ours_stays") == [("procedure", "1.004873: term = 9", "1.004873: term = 3")]
    assert ("procedure", "", "9.999999") in changes(report, "added")
    term = here.one("select term from procedure where code = '1.004873'")
    joined(here, file)
    assert here.one("select term from procedure where code = '1.004873'") == term
    assert here.one("select term from procedure where code = '9.999999'") == 9


def jurisdiction(place: Place, code: str) -> int:
    return int(place.one(
        "select j.id from jurisdiction j join area a on a.id = j.area"
        " where j.kind = 'territory' and a.code = %s and lower(a.during) = '2025-01-01'", (code,)
    ))  # fmt: skip


def hand_over(place: Place, jurisdiction: int, to: str) -> int:
    with place.owner() as owner:
        row = owner.execute(
            "select id from unit where code = %s and body = 'ubnd' and lower(during) = '2025-01-01'", (to,)
        ).fetchone()
        assert row is not None
        owner.execute("update holding set unit = %s where jurisdiction = %s", (row[0], jurisdiction))
    return int(row[0])


def test_of_jurisdictions_of_their_province_their_holdings_count(
    here: Place, there: Place, tmp_path: Path
) -> None:
    take_in(there)
    moved = jurisdiction(there, COMMUNE)
    heir = hand_over(there, moved, OTHER)
    file = exported(there, tmp_path / "a.ltw")
    report = tried(here, file)
    assert report["findings"] == []
    assert len(changes(report, "theirs_counts")) == 1
    assert (
        {pair["source"] for pair in report["pairs"]} == {pair["target"] for pair in report["pairs"]} == {heir}
    )
    joined(here, file)
    assert here.one(HOLDER, (moved,)) == heir


def test_of_others_jurisdictions_a_difference_blocks_and_is_named(
    here: Place, there: Place, tmp_path: Path
) -> None:
    hand_over(there, jurisdiction(there, "27091"), "27088")
    with there.owner() as owner:
        owner.execute("update area set name = 'Phường Lạ' where id = 1027094")
    file = exported(there, tmp_path / "a.ltw")
    report = tried(here, file)
    assert {(f["code"], f["table"]) for f in report["findings"]} == {
        ("registry_differs", "holding"),
        ("registry_differs", "area"),
    }
    before = here.state()
    with pytest.raises(Refusal) as refused:
        kept(here, file)
    assert refused.value.code == "registry_differs"
    assert "1027094" in refused.value.sentence or "An Khánh" in refused.value.sentence
    assert here.state() == before


def test_what_they_made_later_comes_under_its_own_keys(here: Place, there: Place, tmp_path: Path) -> None:
    with there.owner() as owner:
        row = owner.execute(
            "insert into unit (code, body, name, short_name, abbreviation, area, basis, side, during)"
            " select '74-KCN', 'ban', 'Ban Quản lý khu công nghiệp', 'Ban KCN', 'BQL', 1200074, '', 'government',"
            " '[2025-06-01,)' returning id"
        ).fetchone()
        assert row is not None
        owner.execute(
            "with j as (insert into jurisdiction (kind, unit, during)"
            "           values ('seat', %s, '[2025-06-01,)') returning id)"
            " insert into holding (jurisdiction, unit, during) select id, %s, '[2025-06-01,)' from j",
            (row[0], row[0]),
        )
    assert 1_740_000_000 <= row[0] < 1_750_000_000
    file = exported(there, tmp_path / "a.ltw")
    assert ("unit", "", "Ban Quản lý khu công nghiệp") in changes(tried(here, file), "added")
    joined(here, file)
    assert here.one("select name from unit where id = %s", (row[0],)) == "Ban Quản lý khu công nghiệp"
    assert here.one("select count(*) from broken_holdings()") == 0


def test_people_numbered_outside_their_range_are_refused(here: Place, there: Place, tmp_path: Path) -> None:
    with there.owner() as owner:
        owner.execute("insert into person (id, name, folded) values (7, 'Ai đó', 'ai do')")
    codes = {finding["code"] for finding in tried(here, exported(there, tmp_path / "a.ltw"))["findings"]}
    assert codes == {"ids_out_of_range"}


def test_a_plan_prepared_here_does_not_stand_in_the_way(here: Place, there: Place, tmp_path: Path) -> None:
    take_in(there)
    with here.at_work():
        made = draft_plan(read_plan(shipped_plan()), by=planner())
        prepare_plan(made["plan"], by=planner())
    file = exported(there, tmp_path / "a.ltw")
    assert tried(here, file)["findings"] == []
    assert joined(here, file)["items"] == 1


def test_after_the_plan_is_approved_it_is_too_late_and_the_units_are_named(
    here: Place, there: Place, tmp_path: Path
) -> None:
    """Their communes end on 1/7 here and go on there: one of the two is wrong, and no rule says which."""
    with here.at_work():
        made = draft_plan(read_plan(shipped_plan()), by=planner())
        prepare_plan(made["plan"], by=planner())
        for signer in signers():
            approve_plan(made["plan"], digest=made["digest"], by=signer)
    report = tried(here, exported(there, tmp_path / "a.ltw"))
    assert {finding["code"] for finding in report["findings"]} == {"registry_differs"}
    assert {"area", "unit", "holding"} & {finding["table"] for finding in report["findings"]}
    with pytest.raises(Refusal, match="registry_differs"):
        kept(here, tmp_path / "a.ltw")


def test_an_origin_nobody_declared_is_refused(here: Place, there: Place, tmp_path: Path) -> None:
    take_in(there)
    with there.owner() as owner:
        owner.execute("update dossier set origin = 5")
    findings = tried(here, exported(there, tmp_path / "a.ltw"))["findings"]
    assert [(f["code"], f["table"], f["what"]) for f in findings] == [
        ("ids_out_of_range", "dossier", "origin (5)")
    ]


def test_a_world_that_joined_another_brings_both(here: Place, there: Place, tmp_path: Path) -> None:
    """Their own line, and a chain that came to them from elsewhere, arrive as what they are."""
    take_in(there)
    with there.owner() as owner:
        owner.execute(
            "insert into joined_world (origin, origins, name, file_sha256, exported_at, state, report, digest,"
            " changes_digest, checked_at) values (77, '{77}', 'x', 'x', now(), 'joined', '{}', '', '', now())"
        )
        owner.execute("update journal set origin = 77 where item is not null")
    file = exported(there, tmp_path / "a.ltw")
    joined(here, file)
    with here.owner() as owner:
        assert owner.execute(
            "select distinct origin from journal where verb = 'dossier.received'"
        ).fetchall() == [(77,)]
        assert verify_chains(owner)["broken"] == []
        assert owner.execute("select origins from joined_world").fetchone() == ([74, 77],)


def test_the_application_reads_no_waiting_row(here: Place, there: Place, tmp_path: Path) -> None:
    kept(here, exported(there, tmp_path / "a.ltw"))
    with psycopg.connect(here.url("app"), autocommit=True) as app:
        for statement in (
            "select * from joining.account", "select * from joining_changes()", "select join_registry()",
            "insert into joined_world (origin) values (1)", "delete from joining_signature",
            "drop schema joining cascade",
            "insert into joined_day values (1, 1, '2025-01-01', 1, '')",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)  # type: ignore[arg-type]
