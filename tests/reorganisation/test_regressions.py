"""What went wrong at others when offices were merged. Each is a sentence somebody there had to write afterwards."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest

from lienthong.documents import actions as letters
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.asking import mint_token, who_asks
from lienthong.procedures.actions import assess_dossier, take_in_dossier
from lienthong.reorganisation.plans import actions
from lienthong.reorganisation.plans.verification import Observation, probe_of, verification
from lienthong.work import queries
from lienthong.work.actions import attach_file
from tests import sql
from tests.cast import AN_KHANH, BINH_TRUNG, TTCDS, caller, officer
from tests.files import pdf
from tests.reorganisation.desks import Screen, observed
from tests.reorganisation.plans import DAY, real_plan_approved, signers, today

PAPER = pdf()


def counter(code: str = AN_KHANH) -> Actor:
    return officer("tiep_nhan", code)


def handed_in(clerk: Actor) -> UUID:
    answer = take_in_dossier(
        procedure="1.004873", applicant="Nguyễn Thị Mai", phone="0903123456", address="12 Trần Não",
        area=sql.one("select area from unit where id = %s", (clerk.unit,)), papers=["Tờ khai"], note="", by=clerk,
    )  # fmt: skip
    return UUID(answer["id"])


def flip() -> int:
    """The real plan is approved and its day comes."""
    plan = real_plan_approved()
    today(DAY)
    return plan


def test_a_draft_of_a_dissolved_unit_is_finished_by_its_heir(real: None) -> None:
    old = replace(counter(), abilities=frozenset({"draft_document"}))
    centre = sql.one("select id from unit where code = %s", (TTCDS,))
    draft = letters.draft_document(
        side="government", type="CV", subject="Báo cáo dở dang", body="Nội dung.", to=[centre], by=old
    )
    flip()
    item = UUID(draft["id"])
    letters.submit_draft(item, by=officer("chuyen_vien"))
    letters.sign_document(item, by=officer("lanh_dao"))
    issued = letters.issue_document(item, by=officer("van_thu"))
    assert issued["state"] == "issued"


def test_work_given_to_a_person_who_left_waits_for_nobody(real: None) -> None:
    clerk = counter()
    item = handed_in(clerk)
    sql.run("reset role")
    sql.run("update work_item set assignee = %s where id = %s", (clerk.mandate, item))
    sql.run("set local role lienthong_app")
    flip()
    heir = officer("chuyen_vien")
    with acts.opening(heir):
        mine = {row.id: row for row in queries.inbox(heir, limit=1000)}
    assert mine[item].jurisdiction in heir.scope
    assert assess_dossier(item, note="", approve=True, by=officer("tu_phap"))["state"] == "assessed"


def test_what_was_begun_before_midnight_gives_nothing_back_to_the_old_unit(real: None) -> None:
    clerk = counter()
    item = handed_in(clerk)
    flip()
    # The act of somebody who was let in before midnight, and sent after it.
    attach_file(item, name="bo-sung.pdf", content=PAPER, by=clerk)
    heir = officer("chuyen_vien")
    with acts.opening(heir):
        assert queries.item_of(heir, item).jurisdiction in heir.scope
        assert (
            sql.one("select holder_of(jurisdiction, world_today()) from work_item where id = %s", (item,))
            == heir.unit
        )


def test_an_old_paper_never_stands_in_the_way(real: None) -> None:
    clerk = counter()
    item = handed_in(clerk)
    attach_file(item, name="cu.pdf", content=PAPER, by=clerk)
    flip()
    heir = officer("chuyen_vien")
    with acts.opening(heir):
        papers = queries.item_of(heir, item).papers
    assert [paper["name"] for paper in papers] == ["cu.pdf"]
    assert attach_file(item, name="moi.pdf", content=pdf(filler=b"2"), by=heir)["state"] == "received"


def test_codes_dates_and_receipt_are_what_they_were(real: None) -> None:
    clerk = counter()
    item = handed_in(clerk)
    lasting = "select reference, due_at, received_at, received_seat from work_item where id = %s"
    with acts.opening(clerk):
        before = sql.row(lasting, (item,))
    flip()
    heir = officer("chuyen_vien")
    with acts.opening(heir):
        assert sql.row(lasting, (item,)) == before


def test_the_old_clerk_is_told_who_has_it(real: None) -> None:
    clerk = counter()
    assert clerk.mandate is not None
    token = mint_token(clerk.mandate, "test", lasts=timedelta(hours=1))
    flip()
    with pytest.raises(Refusal) as refused:
        who_asks(token, "token")
    assert refused.value.code == "unit_ended"
    assert refused.value.facts["heirs"][0]["name"] == "Ủy ban nhân dân phường An Khánh"


def test_the_neighbour_gains_no_reading(real: None) -> None:
    item = handed_in(counter())
    flip()
    chi = officer("chuyen_vien", BINH_TRUNG)
    with acts.opening(chi), pytest.raises(NotFound):
        queries.item_of(chi, item)


def test_unit_3_never_sees_unit_30(eve: None) -> None:
    item = handed_in(counter())
    with acts.opening(counter()):
        jurisdiction = sql.one("select jurisdiction from work_item where id = %s", (item,))
    for near in (jurisdiction // 10, jurisdiction * 10 % 2**31, int(f"{jurisdiction}"[1:]), jurisdiction + 1):
        acts.set_scope((near,))
        assert sql.one("select count(*) from work_item where id = %s", (item,)) == 0
    acts.set_scope((jurisdiction,))
    assert sql.one("select count(*) from work_item where id = %s", (item,)) == 1


def test_list_count_export_search_file_api_and_board_show_the_same_work(real: None) -> None:
    items = set()
    for code in (AN_KHANH, "27088", "27115"):
        for _ in range(2):
            item = handed_in(counter(code))
            attach_file(item, name="cu.pdf", content=PAPER, by=counter(code))
            items.add(item)
    flip()
    heir, stranger = officer("chuyen_vien"), officer("chuyen_vien", BINH_TRUNG)
    with acts.opening(heir):
        listed = {row.id for row in queries.inbox(heir, limit=1000)}
        procedure = queries.item_of(heir, item).subject
        found = {row.id for row in queries.search(heir, procedure, limit=1000)}
        counted = sum(row.n for row in queries.counts(heir))
        on_board = queries.loads(heir)[heir.unit].open
        opened = {item: queries.item_of(heir, item) for item in items}
    assert listed == found == set(opened) == items
    assert counted == on_board == len(items)
    for who, sees in ((heir, items), (stranger, set())):
        screen, machine = Screen(who), caller(who)
        by_api = {UUID(row["id"]) for row in machine.get("/items?limit=500").json()["items"]}
        by_words = {
            UUID(row["id"]) for row in machine.get(f"/items?{urlencode({'q': procedure})}").json()["items"]
        }
        exported = screen.text("/hop-viec.csv")
        files = {
            item for item, one in opened.items()
            if screen.client.get(f"/viec/{item}/giay-to/{one.papers[0]['id']}").status_code == 200
        }  # fmt: skip
        assert by_api == by_words == files == sees
        assert {item for item, one in opened.items() if one.reference in exported} == sees


def test_from_outside_every_item_is_seen_once_and_by_its_heir(real: None) -> None:
    for code in (AN_KHANH, "27088", "27091", "27097"):
        handed_in(counter(code))
    plan = flip()
    probe = probe_of(plan)
    observation = observed(probe)
    found = verification(plan, probe, observation)
    assert found["verified"], {k: v for k, v in found.items() if v}
    assert found["items_in_inboxes"] == 4
    assert found["receiving_units"] > 168

    name = next(name for name, inbox in observation.inboxes.items() if inbox)
    lost = verification(plan, probe, Observation({**observation.inboxes, name: []}, observation.refused))
    assert not lost["verified"]
    other = next(name for name, inbox in observation.inboxes.items() if not inbox)
    doubled = {**observation.inboxes, other: observation.inboxes[name]}
    assert verification(plan, probe, Observation(doubled, observation.refused))["seen_twice"] > 0
    unseen = {key: inbox for key, inbox in observation.inboxes.items() if key != other}
    assert verification(plan, probe, Observation(unseen, observation.refused))["units_not_looked_at"] == [
        other
    ]


def test_a_result_signed_meanwhile_stays_after_going_back(real: None) -> None:
    item = handed_in(counter())
    plan = flip()
    assess_dossier(item, note="", approve=True, by=officer("tu_phap"))
    actions.reverse_plan(plan, by=signers()[0])
    back = counter()
    with acts.opening(back):
        kept = queries.item_of(back, item)
    assert kept.state == "assessed"
    assert kept.jurisdiction in back.scope
