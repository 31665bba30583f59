"""The planner's pages: a plan from nothing to prepared without a file, and what they say when something is wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lienthong.reorganisation.drafting import actions
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.terms import Source, Target, Transition
from tests import sql
from tests.cast import officer
from tests.reorganisation.desks import read_for
from tests.reorganisation.planning import HEAD, begun, inputs, number, pressed, session
from tests.reorganisation.plans import DAY, approved, drafted, merge, planner, signers, text

THAO_DIEN, AN_KHANH, AN_LOI_DONG, AN_PHU = "27088", "27094", "27115", "27091"


def test_a_plan_is_made_prepared_and_signed_without_a_file(desk: Client) -> None:
    home = begun(desk)
    first = desk.get(f"{home}/phuong-an/moi?loai=merge")
    found = desk.post(f"{home}/phuong-an/moi", pressed(first, "look", tim="thao dien"))
    assert "Phường Thảo Điền (27088)" in found.content.decode()
    page = desk.post(
        f"{home}/phuong-an/moi",
        pressed(found, "pick", pick=(f"area:commune:{THAO_DIEN}", f"area:commune:{AN_LOI_DONG}")),
    )
    typed = inputs(page.content.decode())
    assert (typed["target-0-code"], typed["target-0-name"], typed["target-0-province"]) == (
        THAO_DIEN, "Phường Thảo Điền", "79"
    )  # fmt: skip
    answer = desk.post(f"{home}/phuong-an/moi", pressed(page, target_0_name="Phường Thảo Điền Mới"))
    assert answer.status_code == 302, answer.content.decode()
    (made,) = queries.plan_text(number(home)).transitions
    assert made == Transition(
        "merge",
        (Source(THAO_DIEN, name="Phường Thảo Điền"), Source(AN_LOI_DONG, name="Phường An Lợi Đông")),
        (Target(THAO_DIEN, name="Phường Thảo Điền Mới", province="79"),),
    )
    assert desk.post(f"{home}/chuan-bi", {"idempotency_key": "chuẩn bị"}).status_code == 302
    digest = queries.plan(number(home)).digest
    for who in signers():
        assert session(who).post(f"{home}/ky", {"digest": digest, "sources": "2"}).status_code == 302
    assert queries.plan(number(home)).state == "approved"


def test_a_split_names_who_takes_what_is_undecided(desk: Client) -> None:
    home = begun(desk)
    page = desk.post(
        f"{home}/phuong-an/moi", {"kind": "split", "act": "pick", "pick": f"area:commune:{AN_PHU}"}
    )
    typed = pressed(
        page, target_0_code="99001", target_0_name="Phường Tây", target_1_code="99002",
        target_1_name="Phường Đông",
    )  # fmt: skip
    assert (
        desk.post(f"{home}/phuong-an/moi", {**typed, "digest": queries.plan(number(home)).digest}).status_code
        == 302
    )
    (made,) = queries.plan_text(number(home)).transitions
    assert [target.default for target in made.targets] == [True, False]


def test_every_kind_is_offered_and_every_form_opens(desk: Client) -> None:
    home = begun(desk)
    kinds = desk.get(f"{home}/phuong-an/moi").content.decode()
    for kind in ("merge", "split", "extract", "move", "rename", "dissolve", "transfer_competence"):
        assert f"loai={kind}" in kinds
        assert desk.get(f"{home}/phuong-an/moi?loai={kind}").status_code == 200


def test_a_field_goes_from_a_district_by_lines(desk: Client) -> None:
    home = begun(desk)
    page = desk.post(
        f"{home}/phuong-an/moi", {"kind": "dissolve", "act": "pick", "pick": "area:district:769"}
    )
    page = desk.post(
        f"{home}/phuong-an/moi", pressed(page, "add-target", target_0_receiver='{"unit": "H29"}')
    )
    typed = pressed(page, target_1_field="Đất đai", target_1_receiver='{"unit": "H29-SNNMT"}')
    answer = desk.post(f"{home}/phuong-an/moi", {**typed, "digest": queries.plan(number(home)).digest})
    assert answer.status_code == 302, answer.content.decode()
    (made,) = queries.plan_text(number(home)).transitions
    assert made.targets == (Target(unit="H29"), Target(unit="H29-SNNMT", field="Đất đai"))


def test_a_field_of_all_chosen_wards_goes_to_a_department(desk: Client) -> None:
    home = begun(desk)
    picks = [f"area:commune:{code}" for code in (THAO_DIEN, AN_KHANH, AN_PHU)]
    page = desk.post(f"{home}/phuong-an/moi", {"kind": "transfer_competence", "act": "pick", "pick": picks})
    typed = pressed(page, field="Xây dựng", target_0_receiver='{"unit": "H29-SXD"}')
    assert (
        desk.post(f"{home}/phuong-an/moi", {**typed, "digest": queries.plan(number(home)).digest}).status_code
        == 302
    )
    assert desk.post(f"{home}/chuan-bi", {"idempotency_key": "c"}).status_code == 302


def test_a_chain_goes_on_from_another_sentence(desk: Client) -> None:
    home = begun(desk)
    plan = number(home)
    extract = Transition("extract", (Source(AN_PHU),), (Target("99010", name="Phường Tạm", province="79"),))
    actions.add_transition(plan, extract, digest=queries.plan(plan).digest, by=planner())
    first = desk.get(f"{home}/phuong-an/moi?loai=merge")
    found = desk.post(f"{home}/phuong-an/moi", pressed(first, "look", tim="tam"))
    assert "Phường Tạm (99010) – phương án 1" in found.content.decode()
    page = desk.post(
        f"{home}/phuong-an/moi",
        pressed(found, pick=("step:commune:99010", f"area:commune:{THAO_DIEN}"), act="pick"),
    )
    typed = pressed(page, target_0_code="99011", target_0_name="Phường Cuối")
    assert desk.post(f"{home}/phuong-an/moi", typed).status_code == 302
    assert queries.plan_text(plan).transitions[1].sources[0] == Source(key="commune:99010")
    assert desk.post(f"{home}/chuan-bi", {"idempotency_key": "c"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"target_0_code": "27"}, "target-0-code", "Mã gồm đúng 5 chữ số."),
        ({"target_0_name": "Thảo Điền"}, "target-0-name", "Tên bắt đầu bằng loại đơn vị"),
        ({"target_0_province": ""}, "target-0-province", "Hãy chọn tỉnh, thành phố."),
        ({"target_0_bodies": "mttq"}, "target-0-bodies", "Cần có Ủy ban nhân dân"),
    ],
)
def test_what_is_typed_wrongly_is_told_beside_the_field_and_kept(
    desk: Client, typed: dict[str, str], field: str, told: str
) -> None:
    home = begun(desk)
    page = desk.post(
        f"{home}/phuong-an/moi", {"kind": "merge", "act": "pick", "pick": f"area:commune:{AN_PHU}"}
    )
    sent = pressed(page, basis="Nghị quyết đã gõ", **typed)
    sent["digest"] = queries.plan(number(home)).digest
    answer = desk.post(f"{home}/phuong-an/moi", sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    assert f'id="field-{field}"' in shown
    drawn = {"act", "csrfmiddlewaretoken", "target-0"}
    kept = {name: values for name, values in inputs(shown).lists() if name not in drawn}
    assert kept == {
        name: value if isinstance(value, list) else [value]
        for name, value in sent.items()
        if name not in drawn
    }
    assert queries.plan_text(number(home)).transitions == ()


def test_a_sentence_without_sources_is_told_so(desk: Client) -> None:
    home = begun(desk)
    page = desk.get(f"{home}/phuong-an/moi?loai=merge")
    answer = desk.post(f"{home}/phuong-an/moi", pressed(page))
    assert answer.status_code == 422
    assert "Hãy thêm ít nhất một nơi giao." in answer.content.decode()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ({"name": ""}, "Xin nhập tên kế hoạch."),
        ({"effective_on": "hôm nào đó"}, "Viết ngày như 1/7/2026."),
        ({"effective_on": "31/6/2025"}, "Viết ngày như 1/7/2026."),
        ({"effective_on": "20/6/2025"}, "Ngày hiệu lực phải sau hôm nay, 20/6/2025."),
        ({"point_of_no_return": "30/6/2025"}, "Hạn hoàn lại phải từ ngày hiệu lực trở đi."),
    ],
)
def test_a_wrong_head_is_told_beside_the_field(desk: Client, head: dict[str, str], told: str) -> None:
    before = sql.one("select count(*) from plan")
    answer = desk.post("/sap-xep/moi", {**HEAD, **head})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    assert inputs(shown, "plan-head")["basis"] == "NQ 1"
    assert sql.one("select count(*) from plan") == before


def test_without_a_point_of_no_return_it_is_the_date_itself(desk: Client) -> None:
    answer = desk.post("/sap-xep/moi", {**HEAD, "point_of_no_return": ""})
    assert queries.plan(number(answer.headers["Location"].partition("?")[0])).point_of_no_return == DAY


def test_the_head_is_changed_on_its_page(desk: Client) -> None:
    home = begun(desk)
    typed = inputs(desk.get(f"{home}/sua").content.decode(), "plan-head")
    typed["basis"] = "NQ 2"
    assert desk.post(f"{home}/sua", dict(typed.lists())).status_code == 302
    assert queries.plan(number(home)).basis == "NQ 2"


def test_two_planners_the_second_keeps_what_they_typed_and_may_go_on(desk: Client) -> None:
    one = merge(THAO_DIEN, into="99001", name="Phường Một")
    two = merge(AN_PHU, into="99002", name="Phường Hai")
    made = drafted(text(one, two))
    home = f"/sap-xep/{made['plan']}"
    mine = desk.get(f"{home}/phuong-an/2")
    actions.remove_transition(made["plan"], 1, digest=made["digest"], by=planner())
    answer = desk.post(f"{home}/phuong-an/2", pressed(mine, target_0_name="Phường Hai Mới"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in shown
    assert "nay mang số 1" in shown
    assert inputs(shown)["target-0-name"] == "Phường Hai Mới"
    assert queries.plan_text(made["plan"]).transitions == (two,)
    again = desk.post(f"{home}/phuong-an/1", pressed(answer))
    assert again.status_code == 302
    assert queries.plan_text(made["plan"]).transitions[0].targets[0].name == "Phường Hai Mới"


def test_of_two_planners_on_one_sentence_the_seconds_becomes_a_new_one(desk: Client) -> None:
    made = drafted(text(merge(AN_PHU, into="99002", name="Phường Hai")))
    home = f"/sap-xep/{made['plan']}"
    mine = desk.get(f"{home}/phuong-an/1")
    other = merge(AN_PHU, into="99003", name="Phường Ba")
    actions.change_transition(made["plan"], 1, other, digest=made["digest"], by=planner())
    answer = desk.post(f"{home}/phuong-an/1", pressed(mine, target_0_name="Phường Hai Mới"))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert f'action="{home}/phuong-an/moi"' in shown
    assert "sẽ thêm một phương án mới" in shown
    assert inputs(shown)["target-0-name"] == "Phường Hai Mới"
    assert queries.plan_text(made["plan"]).transitions == (other,)


def test_a_sentence_is_taken_out_on_its_page(desk: Client) -> None:
    made = drafted(text(merge(AN_PHU, into="99002", name="Phường Hai")))
    answer = desk.post(f"/sap-xep/{made['plan']}/phuong-an/1/bo", {"digest": made["digest"]})
    assert answer.status_code == 302
    assert queries.plan_text(made["plan"]).transitions == ()


def test_a_fault_stands_beside_its_sentence_and_leads_to_its_form(desk: Client) -> None:
    gap = Transition(
        "split", (Source(AN_PHU),), (Target("99001", name="Phường Tây"), Target("99002", name="Phường Đông"))
    )
    made = drafted(text(merge(THAO_DIEN, into="99005", name="Phường Một"), gap))
    shown = desk.get(f"/sap-xep/{made['plan']}").content.decode()
    row = shown.partition('<tr id="p2"')[2].partition("</tr>")[0]
    assert "được chia mà chưa nêu nơi nhận mặc định" in row
    assert f'href="/sap-xep/{made["plan"]}/phuong-an/2"' in row
    assert "chưa nêu nơi nhận mặc định" in desk.get(f"/sap-xep/{made['plan']}/phuong-an/2").content.decode()


def test_a_signature_that_would_fall_is_said(desk: Client) -> None:
    from lienthong.reorganisation.plans.actions import approve_plan, prepare_plan

    made = drafted(text(merge(THAO_DIEN, into="99005", name="Phường Một")))
    prepare_plan(made["plan"], by=planner())
    approve_plan(made["plan"], digest=made["digest"], by=signers()[0])
    for page in ("phuong-an/1", "sua"):
        assert "chữ ký đó không còn giá trị" in desk.get(f"/sap-xep/{made['plan']}/{page}").content.decode()


def test_a_plan_under_way_has_no_forms_and_its_doors_refuse(desk: Client) -> None:
    plan = approved(text(merge(THAO_DIEN, into="99005", name="Phường Một")))
    shown = desk.get(f"/sap-xep/{plan}").content.decode()
    assert "Thêm phương án" not in shown
    assert "/phuong-an/" not in shown
    for path in ("phuong-an/moi?loai=merge", "phuong-an/1", "sua", "chon"):
        answer = desk.get(f"/sap-xep/{plan}/{path}")
        assert answer.status_code == 409
        assert "không còn là dự thảo" in answer.content.decode()
    for path in ("phuong-an/moi", "phuong-an/1", "phuong-an/1/bo", "sua", "thay-tep"):
        assert desk.post(f"/sap-xep/{plan}/{path}", {"kind": "merge", "act": "save"}).status_code == 409


def test_who_does_not_plan_neither_sees_the_forms_nor_gets_through(eve: None) -> None:
    made = drafted(text(merge(THAO_DIEN, into="99005", name="Phường Một")))
    before = queries.plan(made["plan"]).digest
    for who in (officer("tiep_nhan", THAO_DIEN), signers()[0]):
        stranger = session(who)
        assert "/phuong-an/" not in stranger.get(f"/sap-xep/{made['plan']}").content.decode()
        for path in ("/sap-xep/moi", *(f"/sap-xep/{made['plan']}/{one}" for one in (
            "phuong-an/moi", "phuong-an/1", "sua", "chon",
        ))):  # fmt: skip
            assert stranger.get(path).status_code == 403
        for one in ("phuong-an/moi", "phuong-an/1", "phuong-an/1/bo", "sua", "thay-tep"):
            sent = {"digest": before, "act": "save", "kind": "merge"}
            assert stranger.post(f"/sap-xep/{made['plan']}/{one}", sent).status_code == 403
        assert stranger.post("/sap-xep/moi", HEAD).status_code == 403
    assert queries.plan(made["plan"]).digest == before


def upload(content: str, name: str = "ke-hoach.yaml") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content.encode())


def test_a_file_in_place_of_everything_says_first_what_it_changes(desk: Client) -> None:
    from lienthong.reorganisation.plans.texts.files import to_yaml

    one = merge(THAO_DIEN, into="99001", name="Phường Một")
    two = merge(AN_PHU, into="99002", name="Phường Hai")
    three = merge(AN_PHU, into="99002", name="Phường Hai Khác")
    four = merge(AN_KHANH, into="99004", name="Phường Bốn")
    made = drafted(text(one, two))
    home = f"/sap-xep/{made['plan']}"
    other = text(three, four, on=DAY + timedelta(days=1))
    preview = read_for(desk, desk.post(f"{home}/thay-tep", {"file": upload(to_yaml(other))}))
    shown = preview.content.decode()
    assert preview.status_code == 200
    assert (
        "<strong>1</strong> thêm, <strong>1</strong> sửa, <strong>1</strong> bỏ; đổi ngày hiệu lực" in shown
    )
    assert queries.plan_text(made["plan"]) == text(one, two)
    sent = {"text": _hidden(shown, "text"), "digest": _hidden(shown, "digest")}
    assert desk.post(f"{home}/thay-tep", sent).status_code == 302
    assert queries.plan_text(made["plan"]) == other


def test_a_file_is_not_put_over_what_somebody_wrote_meanwhile(desk: Client) -> None:
    from lienthong.reorganisation.plans.texts.files import to_yaml

    made = drafted(text())
    home = f"/sap-xep/{made['plan']}"
    other = text(merge(AN_PHU, into="99002", name="Phường Hai"))
    shown = read_for(desk, desk.post(f"{home}/thay-tep", {"file": upload(to_yaml(other))})).content.decode()
    one = merge(THAO_DIEN, into="99001", name="Phường Một")
    actions.add_transition(made["plan"], one, digest=made["digest"], by=planner())
    sent = {"text": _hidden(shown, "text"), "digest": _hidden(shown, "digest")}
    answer = desk.post(f"{home}/thay-tep", sent)
    assert answer.status_code == 409
    assert "<strong>1</strong> thêm, <strong>0</strong> sửa, <strong>1</strong> bỏ" in answer.content.decode()
    assert queries.plan_text(made["plan"]).transitions == (one,)


def _hidden(shown: str, name: str) -> str:
    import html
    import re

    found = re.search(rf'name="{name}" value="([^"]*)"', shown)
    assert found is not None
    return html.unescape(found[1])
