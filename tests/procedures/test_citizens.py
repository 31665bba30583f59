"""What code and secret open: one dossier, and nothing by guessing."""

from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.ground.limits import LIMITS
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures import actions
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.procedures.filing.keys import lookup_code
from lienthong.work.citizens import keys, opening
from tests import sql
from tests.procedures.dossiers import awaiting, citizen, of, reception, signed, submitted, taken_in


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The tries by telephone number; the counting itself is the ground's, on a connection of its own."""
    tries: list[tuple[str, str]] = []

    def count(*counted: tuple[str, str]) -> None:
        tries.extend(counted)
        if any(tries.count(one) > LIMITS[one[0]].at_most for one in counted):
            raise Refusal("too_often", "…", status=429)

    monkeypatch.setattr(opening, "count_attempts_lastingly", count)
    return tries


def _case(code: str, secret: str) -> dict[str, Any]:
    with acts.opening(citizen()):
        return citizen_case(code, secret)


def test_before_receipt_nothing_is_promised(db: None) -> None:
    answer = submitted()
    case = _case(answer["code"], answer["secret"])
    assert (case["state"], case["due_at"], case["code"]) == ("submitted", None, answer["code"])
    assert case["unit"] == "Ủy ban nhân dân phường An Khánh"
    assert [event["label"] for event in case["events"]] == ["Nộp hồ sơ trực tuyến"]


def test_once_received_the_dossiers_own_code_opens_it_too(db: None) -> None:
    answer = submitted()
    received = actions.receive_dossier(of(answer), by=reception())
    case = _case(received["code"], answer["secret"])
    assert case["code"] == received["code"] == "27094-250701-0001"
    assert case["due_at"].isoformat() == "2025-07-04T17:00:00+07:00"
    assert case == _case(answer["lookup_code"].lower(), answer["secret"].lower().replace("-", ""))


def test_it_says_what_is_missing_and_why_it_was_refused(db: None) -> None:
    answer = awaiting()
    case = _case(answer["code"], answer["secret"])
    assert (case["missing"], case["answer"], case["due_at"]) == (["Giấy tờ tùy thân"], "Nộp bản sao.", None)
    actions.refuse_dossier(of(answer), reason="Không có bản gốc.", by=reception())
    case = _case(answer["code"], answer["secret"])
    assert (case["refused"], case["answer"], case["missing"]) == (True, "Không có bản gốc.", [])
    assert [event["note"] for event in case["events"]] == ["", "Nộp bản sao.", "Không có bản gốc."]


def test_it_says_when_the_result_is_there(db: None) -> None:
    answer = taken_in()
    actions.return_dossier(signed(answer), by=reception())
    case = _case(answer["code"], answer["secret"])
    assert (case["done"], case["state_label"]) == (True, "Đã trả kết quả")


def test_wrong_code_and_wrong_secret_are_one_answer(db: None) -> None:
    answer = submitted()
    for code, secret in [
        (answer["code"], keys.secret_of(uuid7())),
        (lookup_code(), answer["secret"]),
        (answer["code"], ""),
        ("", answer["secret"]),
        ("", ""),
        (str(of(answer)), answer["secret"]),
    ]:
        with acts.opening(citizen()):
            with pytest.raises(NotFound):
                citizen_case(code, secret)
            assert sql.one("select count(*) from work_item") == 0


def test_it_opens_one_item_and_no_other(db: None) -> None:
    mine, other = submitted(), submitted()
    with acts.opening(citizen()):
        citizen_case(mine["code"], mine["secret"])
        assert sql.rows("select id from work_item") == [(of(mine),)]
        assert sql.one("select count(*) from dossier where item = %s", (of(other),)) == 0


def test_the_end_of_the_telephone_number_opens_it_five_times_an_hour(
    db: None, lost: list[tuple[str, str]]
) -> None:
    answer = submitted()
    for _ in range(4):
        with pytest.raises(NotFound):
            _case(answer["code"], "0000")
    assert _case(answer["code"], "3456")["state"] == "submitted"
    with pytest.raises(Refusal, match="too_often"):
        _case(answer["code"], "3456")


def test_guesses_at_codes_that_do_not_exist_are_counted_alike(db: None, lost: list[tuple[str, str]]) -> None:
    with pytest.raises(NotFound):
        _case("HS-00000-00000", "3456")
    assert lost == [("dossier-by-phone", "HS-00000-00000"), ("dossier-by-phone-end", "3456")]


def test_the_end_of_the_telephone_opens_by_the_random_code_only(
    db: None, lost: list[tuple[str, str]]
) -> None:
    """The number of a received dossier is the next of its office: whoever knows one knows all."""
    answer = taken_in()
    number = answer["code"]
    assert number == "27094-250701-0001"
    with pytest.raises(NotFound):
        _case(number, "3456")
    assert _case(answer["lookup_code"], "3456")["code"] == number
    assert _case(number, answer["secret"])["code"] == number


def test_one_set_of_digits_is_not_tried_at_every_number_of_a_ward(
    db: None, lost: list[tuple[str, str]]
) -> None:
    answer = taken_in()
    for number in range(2, LIMITS["dossier-by-phone-end"].at_most + 2):
        with pytest.raises(NotFound):
            _case(f"27094-250701-{number:04}", "3456")
    with pytest.raises(Refusal, match="too_often"):
        _case(answer["lookup_code"], "3456")
    assert _case(answer["lookup_code"], answer["secret"])["code"] == answer["code"]


def test_a_dossier_without_a_number_is_not_opened_by_one(db: None, lost: list[tuple[str, str]]) -> None:
    answer = taken_in(phone="")
    for guess in ("0000", "    "):
        with pytest.raises(NotFound):
            _case(answer["code"], guess)


def test_the_telephone_number_does_not_bring_papers(db: None) -> None:
    answer = awaiting()
    with pytest.raises(NotFound):
        actions.supplement_dossier(code=answer["code"], secret="3456", papers=["Ảnh"], by=citizen())


def test_the_secret_is_kept_as_a_digest(db: None) -> None:
    answer = taken_in()
    with acts.opening(reception()):
        row = sql.row("select secret, d.*::text as whole from dossier d where item = %s", (of(answer),))
    assert bytes(row.secret) == keys.digest_of(answer["secret"])
    assert answer["secret"] not in row.whole


def test_a_guess_counts_though_the_request_fails(db: None) -> None:
    """Each failed lookup rolls its transaction back; the count of tries does not go with it."""
    code = lookup_code()
    for _ in range(LIMITS["dossier-by-phone"].at_most):
        with pytest.raises(NotFound):
            _case(code, "0000")
    with pytest.raises(Refusal, match="too_often"):
        _case(code, "0000")
