"""Bình Dương's installation becomes part of the city's: people log in and go on, citizens find theirs, 1/7 flips it."""

import html
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from lienthong.documents import actions as documents
from lienthong.ground import acts
from lienthong.joining.queries import joinings
from lienthong.joining.trial_work import give_work
from lienthong.personnel.login import hash_password, log_in
from lienthong.procedures import actions as procedures
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan
from lienthong.reorganisation.plans.queries import plans
from lienthong.reorganisation.plans.texts.files import read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from lienthong.reorganisation.plans.verification import probe_of, verification
from lienthong.units.queries import units_check
from lienthong.work.actions import assign_item, attach_file
from lienthong.work.queries import verify_chains
from lienthong.work.requests.actions import accept_request, answer_request, ask_body
from tests import sql
from tests.cast import officer
from tests.documents.letters import delivered
from tests.files import PDF
from tests.joining.joining import (
    COMMUNE,
    OTHER,
    Base,
    Place,
    become,
    counter,
    exported,
    fresh,
    joined,
    noted,
    tried,
)
from tests.procedures.dossiers import citizen, of, taken_in
from tests.reorganisation.desks import AN_PHU, Screen, observed
from tests.reorganisation.plans import planner, signers

PASSWORD = "mat-khau-cua-binh-duong"
KEPT = """
select id, kind, reference, subject, state, jurisdiction, received_at, due_at, assignee from work_item order by id
"""


def a_morning(place: Place) -> dict[str, Any]:
    """Two dossiers, one with a paper and assessed, a ward asked about the other; a letter to it, registered there."""
    with place.at_work():
        first, second = taken_in(by=counter()), taken_in(by=counter(), applicant="Trần Văn Tám")
        clerk, leader = officer("chuyen_vien", COMMUNE), officer("lanh_dao", COMMUNE)
        attach_file(of(first), name="don.pdf", content=PDF, by=clerk)
        procedures.assess_dossier(of(first), by=clerk, approve=True)
        assign_item(of(second), assignee=clerk.mandate, by=leader)
        letter = _letter()
        asked = ask_body(
            of(second),
            unit=officer("chuyen_vien", OTHER).unit or 0,
            question="Có tranh chấp không?",
            by=clerk,
        )
        noted(leader)
    with place.owner() as owner:
        kept = owner.execute(KEPT).fetchall()
        owner.execute(
            "update account set password = %s where username = %s",
            (hash_password(PASSWORD), f"chuyenvien.{COMMUNE}"),
        )
    return {
        "first": first,
        "second": second,
        "letter": letter,
        "question": of(asked),
        "clerk": clerk,
        "leader": leader,
        "kept": kept,
    }


def _letter() -> UUID:
    sender, leader, receiver = (
        officer("van_thu", COMMUNE),
        officer("lanh_dao", COMMUNE),
        officer("van_thu", OTHER),
    )
    drafted = documents.draft_document(
        side="government", type="CV", subject="Về việc bàn giao hồ sơ", body="Nội dung.", to=[receiver.unit or 0],
        to_line="UBND phường", by=sender,
    )  # fmt: skip
    item = UUID(drafted["id"])
    documents.submit_draft(item, by=sender)
    documents.sign_document(item, by=leader)
    documents.issue_document(item, by=sender)
    arrived = delivered(receiver)
    documents.register_delivery(arrived, by=receiver)
    return arrived


def test_two_installations_become_one(here: Place, there: Place, tmp_path: Path) -> None:
    told = a_morning(there)
    with here.at_work():
        noted(counter())  # the same unit's day has a chain on both sides
    file = exported(there, tmp_path / "binh-duong.ltw")
    assert file.stat().st_mode & 0o777 == 0o600

    before = here.state()
    report = tried(here, file)
    assert (report["findings"], report["due_changed"], report["codes_changed"]) == ([], 0, 0)
    assert report["total"]["n"] == 4  # the letter's draft is closed with its issue
    assert report["sources_differing"] == []
    assert tried(here, file) == report
    assert here.state() == before, "a dry run leaves nothing behind"

    outcome = joined(here, file)
    assert outcome == {"items": 5, "missing": 0, "due_changed": 0, "codes_changed": 0, "baskets_differing": 0,
                       "lines": 13}  # fmt: skip
    with here.owner() as owner:
        assert owner.execute(KEPT).fetchall() == told["kept"]
        chains = verify_chains(owner)
    assert (chains["broken"], chains["headless"]) == ([], 0)
    assert (here.files / _paper(here)[:2] / _paper(here)[2:]).read_bytes() == PDF
    _people_go_on(here, told)
    _the_body_asked_answers_here(here, told)
    _citizens_find_theirs(here, told)
    _the_new_generation_begins(here, told)


def test_three_provinces_become_one(here: Place, there: Place, province: Base, tmp_path: Path) -> None:
    """Bà Rịa – Vũng Tàu comes after Bình Dương; each brings its own, neither meets the other's keys."""
    with fresh(province, tmp_path / "brvt") as third:
        become(third, 77, "ba-ria-vung-tau")
        for place in (there, third):
            give_work(place.url(), place.files, 200, "A" * 20)
            assert joined(here, exported(place, tmp_path / f"{place.database}.ltw"))["items"] == 200
    with here.owner() as owner:
        by_origin = "select origin, count(*)::int from dossier group by 1 order by 1"
        assert owner.execute(by_origin).fetchall() == [(74, 200), (77, 200)]
        chains = verify_chains(owner)
        assert (chains["broken"], chains["headless"]) == ([], 0)
        staff = "select array_agg(distinct id / 10000000 order by id / 10000000) from mandate"
        assert owner.execute(staff).fetchone() == ([174, 177, 179],)
    with here.at_work():
        assert [one.origin for one in joinings()] == [77, 74]
        assert planner().unit_code == "H29-TTCDS", "the centre is still the city's"


def _paper(place: Place) -> str:
    return str(place.one("select digest from stored_file"))


def _people_go_on(place: Place, told: dict[str, Any]) -> None:
    """The imported clerk logs in with the password of before and finds the inbox of before."""
    with place.at_work():
        clerk = Client()
        renamed = f"chuyenvien.{COMMUNE}.74"
        clerk.cookies[settings.SESSION_COOKIE] = log_in(renamed, PASSWORD, address="127.0.0.1").secret
        inbox = clerk.get("/hop-viec").content.decode()
        for answer in (told["first"], told["second"]):
            assert f"/viec/{of(answer)}" in inbox
            assert answer["code"] in inbox
        page = html.unescape(clerk.get(f"/viec/{of(told['first'])}").content.decode())
        assert told["clerk"].name in page, "who assessed it stands in the timeline"
        assert "Nhập từ hệ thống của tỉnh trước đây" in page
        stranger = Screen(counter(AN_PHU))
        for item in (of(told["first"]), told["letter"]):
            assert "Không tìm thấy" in html.unescape(stranger.text(f"/viec/{item}", status=404))
        signed = procedures.sign_dossier(of(told["first"]), by=officer("lanh_dao", COMMUNE))
        assert signed["state"] == "signed"


def _the_body_asked_answers_here(here: Place, told: dict[str, Any]) -> None:
    """The question came with its words and its parent: it is answered where both lie now."""
    with here.at_work():
        other = officer("chuyen_vien", OTHER)
        accept_request(told["question"], by=other)
        answer_request(told["question"], text="Không có tranh chấp.", by=other)
        with acts.opening(officer("chuyen_vien", COMMUNE)):
            words = sql.row("select question, answer from request where item = %s", (told["question"],))
            parent = sql.one("select parties from work_item where id = %s", (of(told["second"]),))
        assert words == ("Có tranh chấp không?", "Không có tranh chấp.")
        assert other.seat not in parent


def _citizens_find_theirs(place: Place, told: dict[str, Any]) -> None:
    with place.at_work():
        for answer, state in ((told["first"], "signed"), (told["second"], "received")):
            with acts.opening(citizen()):
                case = citizen_case(answer["code"], answer["secret"])
            assert (case["code"], case["state"]) == (answer["code"], state)


def _the_new_generation_begins(place: Place, told: dict[str, Any]) -> None:
    with place.at_work():
        made = draft_plan(read_plan(shipped_plan()), by=planner())
        prepare_plan(made["plan"], by=planner())
        for signer in signers():
            approve_plan(made["plan"], digest=made["digest"], by=signer)
    with place.owner() as owner:
        owner.execute("update world set clock_offset = timestamptz '2025-07-01 08:00+07' - now()")
    with place.at_work():
        assert plans()[0].state == "flipped"
        probe = probe_of(made["plan"])
        found = verification(made["plan"], probe, observed(probe))
        assert found["verified"], found
        assert found["seen_twice"] == 0
        heir = Screen(officer("chuyen_vien", COMMUNE)).text("/hop-viec")
        assert f"/viec/{of(told['first'])}" in heir, "the ward of 1/7/2025 bears the same code"
        for day in (date(2025, 6, 30), date(2025, 7, 1)):
            check = units_check(day)
            assert (check["without_holder"], check["with_two_holders"]) == (0, 0)
    with place.owner() as owner:
        assert verify_chains(owner)["broken"] == []
