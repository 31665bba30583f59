"""A keeper of the closed work of what ended: finds and reads it, sees nothing open, changes nothing, until the plan
is taken back."""

import html
from dataclasses import replace
from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.procedures import actions as dossier_acts
from lienthong.reorganisation.plans.actions import faults_of, reverse_plan
from lienthong.reorganisation.plans.queries import plan_text
from lienthong.reorganisation.plans.texts.files import (
    digest_of,
    plan_in,
    text_of,
    to_csv,
    to_xlsx,
    to_yaml,
)
from lienthong.work.actions import attach_file
from lienthong.work.queries import inbox, search
from tests import sql
from tests.cast import caller, officer
from tests.files import PDF
from tests.reorganisation.desks import AN_KHANH, BINH_TRUNG, Screen, dossiers
from tests.reorganisation.plans import DAY, PlanText, approved, merge, signers, text, today

THAO_DIEN = "27088"
KEEPER = "H29-SNNMT"


def archived() -> PlanText:
    sentence = replace(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh"), archive=KEEPER)
    return text(sentence)


def closed_and_open() -> tuple[UUID, UUID]:
    """Two dossiers of Thảo Điền: one refused with a paper on it, one still open."""
    done, still = dossiers("1 Thảo Điền", "2 Thảo Điền", code=THAO_DIEN)
    clerk = officer("tiep_nhan", THAO_DIEN)
    attach_file(done, name="giay.pdf", content=PDF, by=clerk)
    dossier_acts.refuse_dossier(done, reason="Không đủ điều kiện", by=clerk)
    return done, still


def test_the_keeper_finds_and_reads_what_is_closed_and_nothing_open(eve: None) -> None:
    done, still = closed_and_open()
    approved(archived())
    assert search_of(KEEPER) == set()
    today(DAY)
    keeper = officer("chuyen_vien", KEEPER)
    assert search_of(KEEPER) == {done}
    screen = Screen(keeper)
    page = html.unescape(screen.text(f"/viec/{done}"))
    assert "Nơi lưu trữ: Sở Nông nghiệp và Môi trường" in page
    paper = page.split("/giay-to/")[1].split('"')[0]
    assert screen.client.get(f"/viec/{done}/giay-to/{paper}").content == PDF
    screen.text(f"/viec/{still}", status=404)
    assert caller(keeper).get(f"/items/{still}").status_code == 404
    with acts.opening(keeper):
        assert done not in {row.id for row in inbox(keeper)}
    heir = Screen(officer("chuyen_vien", AN_KHANH))
    assert "Nơi lưu trữ: Sở Nông nghiệp và Môi trường" in html.unescape(heir.text(f"/viec/{done}"))
    heir.text(f"/viec/{still}")
    old = sql.one("select unit from jurisdiction j join post p using (unit) where j.kind = 'seat' and unit = any"
                  " (select id from unit where code = %s and body = 'ubnd' and not during @> world_today()) limit 1",
                  (THAO_DIEN,))  # fmt: skip
    register = html.unescape(screen.text(f"/so-dang-ky/{old}/ho-so/2025"))
    assert "1/2 mục" not in register
    assert "Nơi lưu trữ chỉ thấy mục đã kết thúc" in register
    assert register.count("data-open") == 1


def search_of(code: str) -> set[UUID]:
    actor = officer("chuyen_vien", code)
    with acts.opening(actor):
        return {row.id for row in search(actor, "tinh trang hon nhan")}


def test_the_keeper_changes_nothing(eve: None) -> None:
    done, _ = closed_and_open()
    approved(archived())
    today(DAY)
    keeper = replace(officer("chuyen_vien", KEEPER), abilities=officer("tiep_nhan", AN_KHANH).abilities)
    with pytest.raises(Refusal):
        dossier_acts.return_dossier(done, by=keeper)
    with pytest.raises(Refusal):
        attach_file(done, name="them.pdf", content=PDF, by=keeper)
    with acts.opening(keeper):
        for statement in (
            "update work_item set subject = 'x' where id = %s", "update dossier set note = 'x' where item = %s",
        ):  # fmt: skip
            assert sql.one("select count(*) from dossier where item = %s", (done,)) == 1
            assert sql.run(statement, (done,)) == 0
    with acts.opening(officer("chuyen_vien", AN_KHANH)):
        assert sql.run("update dossier set note = 'x' where item = %s", (done,)) == 1


def test_reversed_the_archive_is_gone_and_a_stranger_never_had_it(eve: None) -> None:
    done, _ = closed_and_open()
    plan = approved(archived())
    today(DAY)
    assert search_of(KEEPER) == {done}
    Screen(officer("tiep_nhan", BINH_TRUNG)).text(f"/viec/{done}", status=404)
    reverse_plan(plan, by=signers()[0])
    assert search_of(KEEPER) == set()
    Screen(officer("chuyen_vien", KEEPER)).text(f"/viec/{done}", status=404)
    assert sql.one("select count(*) from archive_holding") == 0


def test_without_a_keeper_closed_work_follows_its_jurisdiction(eve: None) -> None:
    done, _ = closed_and_open()
    approved(text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    today(DAY)
    assert search_of(KEEPER) == set()
    page = html.unescape(Screen(officer("chuyen_vien", AN_KHANH)).text(f"/viec/{done}"))
    assert "Nơi lưu trữ" not in page


def test_the_keeper_is_part_of_the_text_that_is_signed(eve: None) -> None:
    given, without = archived(), text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh"))
    assert digest_of(given) != digest_of(without)
    plan = approved(given)
    assert digest_of(plan_text(plan)) == digest_of(given)
    assert digest_of(plan_in(to_csv(given).encode(), ".csv")) == digest_of(given)
    assert digest_of(plan_in(to_xlsx(given), ".xlsx")) == digest_of(given)
    assert f'archive: "{KEEPER}"' in to_yaml(given)


def test_one_keeper_for_the_whole_plan_and_an_unknown_one_is_a_fault(eve: None) -> None:
    document = {
        "name": "Kế hoạch thử", "effective_on": DAY, "archive": KEEPER,
        "transitions": [
            {"kind": "merge", "source": [{"code": THAO_DIEN}], "target": [{"code": "99001", "name": "Phường Thử"}]},
            {"kind": "rename", "source": [{"code": "27091"}], "archive": "99001",
             "target": [{"code": "99002", "name": "Phường Hai"}]},
        ],
    }  # fmt: skip
    read = text_of(document)
    assert [one.archive for one in read.transitions] == [KEEPER, "99001"]
    assert not [fault for fault in faults_of(read) if fault.code == "unknown_archive"]
    wrong = replace(read, transitions=(replace(read.transitions[0], archive="H29-KHONG"),))
    assert [fault.code for fault in faults_of(wrong) if fault.blocks] == ["unknown_archive"]
