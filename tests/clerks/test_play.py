"""Papers in, act out: what a sensible person would do."""

from typing import Any

import pytest

from lienthong_clerks.play import PLAYS, Deed, Draft, Opened, Own

WARDS = {"phường an khánh": 7, "phường thủ đức": 11}
AN_KHANH = Own(7, "Ủy ban nhân dân phường An Khánh", "phường an khánh", "ubnd", 8, WARDS, "[Vòng 3]")
COMPONENTS = ["Tờ khai", "Giấy chứng sinh"]


def opened(
    state: str, desk: dict[str, Any], *acts: str, careless: bool = False, own: Own = AN_KHANH, **more: Any
) -> Opened:
    raw = {"id": "i", "kind": "k", "state": state, "version": 1, "desk": desk, **more}
    if acts:
        raw["acts"] = [{"act": act, "label": "", "key": ""} for act in acts]
    return Opened(raw, own, careless)


def letter(to_line: str, subject: str = "V/v diễn tập", body: str = "Mã DT-0a1b2c3d") -> dict[str, Any]:
    return {
        "document": {
            "id": "d",
            "sign": "15/TTCĐS",
            "side": "government",
            "subject": subject,
            "body": body,
            "to_line": to_line,
            "issuer": {"id": 3, "name": "Trung tâm Chuyển đổi số"},
        }
    }


OURS = letter("Kính gửi: UBND phường An Khánh")
MISADDRESSED = letter("Kính gửi: UBND phường Thủ Đức")


@pytest.mark.parametrize("play", ["register_delivery", "return_delivery"])
def test_a_misaddressed_letter_goes_back_and_ours_is_registered(play: str) -> None:
    back = PLAYS[play](opened("arrived", MISADDRESSED))
    assert isinstance(back, Deed)
    assert back.act == "return-delivery"
    assert "Thủ Đức" in back.body["reason"]
    assert PLAYS[play](opened("arrived", OURS)) == Deed("register-delivery", {})


def test_a_careless_clerk_registers_everything() -> None:
    assert PLAYS["register_delivery"](opened("arrived", MISADDRESSED, careless=True)) == Deed(
        "register-delivery", {}
    )


def test_an_answer_quotes_the_code_and_goes_to_sender_and_sister() -> None:
    draft = PLAYS["draft_document"](opened("directed", OURS))
    assert isinstance(draft, Draft)
    assert "DT-0a1b2c3d" in draft.body["body"]
    assert (draft.body["to"], draft.body["copies"], draft.body["answers"]) == ([3], [8], "i")
    assert draft.body["subject"].startswith("[Vòng 3]")


def test_the_same_letter_is_answered_in_the_same_words() -> None:
    assert PLAYS["draft_document"](opened("directed", OURS)) == PLAYS["draft_document"](
        opened("directed", OURS)
    )


@pytest.mark.parametrize(
    "desk",
    [
        letter("Kính gửi: Đảng ủy phường An Khánh"),
        letter("Kính gửi: UBND phường An Khánh", "Phúc đáp văn bản số 1"),
    ],
)
def test_copies_and_replies_are_filed_not_answered(desk: dict[str, Any]) -> None:
    filed = PLAYS["draft_document"](opened("directed", desk))
    assert isinstance(filed, Deed)
    assert filed.act == "complete-delivery"


def dossier(*papers: str, note: str = "") -> dict[str, Any]:
    return {"components": COMPONENTS, "papers": list(papers), "note": note}


def test_a_complete_dossier_is_received_and_assessed() -> None:
    complete = dossier(*COMPONENTS)
    assert PLAYS["receive_dossier"](opened("submitted", complete)) == Deed("receive-dossier", {})
    assessed = PLAYS["assess_dossier"](opened("received", complete, "assess-dossier"))
    assert isinstance(assessed, Deed)
    assert assessed.act == "assess-dossier"
    assert assessed.body["approve"] is True


def test_a_missing_paper_is_asked_for_once_received() -> None:
    lacking = dossier("Tờ khai")
    assert PLAYS["receive_dossier"](opened("submitted", lacking, "receive-dossier")) == Deed(
        "receive-dossier", {}
    )
    asked = PLAYS["request_supplement"](opened("received", lacking, "request-supplement"))
    assert isinstance(asked, Deed)
    assert asked.act == "request-supplement"
    assert asked.body["missing"] == ["Giấy chứng sinh"]
    assert PLAYS["assess_dossier"](opened("received", lacking, "assess-dossier")) is None


@pytest.mark.parametrize("state", ["submitted", "received"])
def test_a_paper_that_does_not_exist_means_refusal(state: str) -> None:
    hopeless = dossier("Tờ khai", note="Không có giấy tờ gốc")
    refused = PLAYS["refuse_dossier"](opened(state, hopeless, "refuse-dossier", "receive-dossier"))
    assert isinstance(refused, Deed)
    assert refused.act == "refuse-dossier"
    assert "Giấy chứng sinh" in refused.body["reason"]


def test_the_statement_alone_refuses_nothing() -> None:
    complete = dossier(*COMPONENTS, note="Không có giấy tờ gốc của bản dịch")
    assert PLAYS["receive_dossier"](opened("submitted", complete)) == Deed("receive-dossier", {})


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"text": "Đèn hỏng. Nơi xảy ra: phường Thủ Đức. Mã phản ánh DT-12345678."},
        {"text": "Nơi xảy ra: Phường Thủ Đức.", "point_ward": {"id": 4, "name": "Phường An Khánh"}},
        {"text": "Đèn hỏng.", "point_ward": {"id": 5, "name": "Phường Thủ Đức"}},
        {"place_name": "phường Thủ Đức"},
    ],
)
def test_a_report_from_elsewhere_is_handed_on(elsewhere: dict[str, Any]) -> None:
    handed_on = PLAYS["take_report"](opened("routed", elsewhere))
    assert isinstance(handed_on, Deed)
    assert (handed_on.act, handed_on.body["unit"]) == ("transfer-report", 11)


@pytest.mark.parametrize(
    "desk",
    [
        {"point_ward": {"id": 4, "name": "Phường An Khánh"}},
        {"text": "Nơi xảy ra: phường An Khánh. Gần phường Thủ Đức."},
        {"place_name": "phường An Khánh"},
        {"named_ward": {"id": 1, "name": "Phường Thủ Đức"}, "place_name": "Phường Thủ Đức"},
        {"place_name": "12 đường số 5"},
        {},
    ],
)
def test_a_report_in_our_ward_is_taken(desk: dict[str, Any]) -> None:
    assert PLAYS["take_report"](opened("routed", desk)) == Deed("take-report", {})


def test_the_answer_to_a_report_shows_that_it_was_read() -> None:
    answer = PLAYS["answer_report"](opened("taken", {"text": "Đèn hỏng, DT-12345678"}, "answer-report"))
    assert isinstance(answer, Deed)
    assert "DT-12345678" in answer.body["text"]


def test_the_code_of_the_conference_is_read_from_the_screen() -> None:
    assert PLAYS["answer_code"](opened("joined", {"code": "042137"})) == Deed(
        "answer-code", {"code": "042137"}
    )
    assert PLAYS["answer_code"](opened("joined", {})) is None
    wrong = PLAYS["answer_code"](opened("joined", {"code": "999999"}, careless=True))
    assert wrong == Deed("answer-code", {"code": "000000"})


def test_nobody_does_what_the_page_does_not_offer() -> None:
    assert PLAYS["sign_document"](opened("submitted", {}, "issue-document")) is None
    assert PLAYS["sign_document"](opened("submitted", {}, "sign_document")) == Deed("sign-document", {})


def asked_back(reason: str, answer: str = "chưa trả lời") -> dict[str, Any]:
    return {**OURS, "recall": f"{reason} (08:05 ngày 1/7/2025; {answer})"}


WRONG_IN_SUBSTANCE = asked_back("[Vòng 3] Biểu số liệu có sai sót về nội dung")
WRONG_IN_FORM = asked_back("[Vòng 3] Văn bản sai thể thức ở phần nơi nhận")


def test_what_is_wrong_in_substance_goes_back_and_a_slip_of_form_does_not() -> None:
    answer = PLAYS["answer_recall"]
    assert answer(opened("arrived", WRONG_IN_SUBSTANCE)) == Deed("agree-to-recall", {})
    kept = answer(opened("arrived", WRONG_IN_FORM))
    assert isinstance(kept, Deed)
    assert kept.act == "refuse-recall"
    assert "đính chính" in kept.body["reason"]
    assert answer(opened("arrived", WRONG_IN_FORM, careless=True)) == Deed("agree-to-recall", {})


@pytest.mark.parametrize("play", ["register_delivery", "return_delivery", "direct_delivery"])
def test_nobody_works_on_a_letter_that_is_asked_back_until_it_is_answered(play: str) -> None:
    assert PLAYS[play](opened("arrived", WRONG_IN_FORM)) is None
    kept = asked_back("Văn bản sai thể thức", "không trả lại: Vẫn thực hiện")
    assert PLAYS[play](opened("arrived", kept)) is not None
    assert PLAYS["answer_recall"](opened("arrived", kept)) is None
    assert PLAYS["answer_recall"](opened("arrived", OURS)) is None


def test_a_letter_to_the_body_before_us_is_ours() -> None:
    old = letter("Kính gửi: Ủy ban nhân dân phường Bình An")
    assert PLAYS["register_delivery"](opened("arrived", old)) != Deed("register-delivery", {})
    forwarded = {**old, "in_place_of": "Ủy ban nhân dân phường Bình An"}
    assert PLAYS["register_delivery"](opened("arrived", forwarded)) == Deed("register-delivery", {})
    elsewhere = {**MISADDRESSED, "in_place_of": "Ủy ban nhân dân phường Bình An"}
    back = PLAYS["register_delivery"](opened("arrived", elsewhere))
    assert isinstance(back, Deed)
    assert back.act == "return-delivery"


def test_an_answer_says_how_many_files_came_with_the_letter() -> None:
    with_files = {"document": {**OURS["document"], "enclosures": [{"name": "a.pdf"}, {"name": "b.pdf"}]}}
    draft = PLAYS["draft_document"](opened("directed", with_files))
    assert isinstance(draft, Draft)
    assert "2 tệp kèm theo" in draft.body["body"]
