"""Who signs in which form, and how a signature reads: decree 30/2020, article 13 and annex I."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.refusals import Refusal
from lienthong.personnel.delegations.rules import abilities_today
from lienthong.personnel.delegations.terms import DELEGATES, DEPUTIES, HEADS, MAY_BE_DELEGATE, SIGNING
from lienthong.personnel.terms import ABILITIES, ROLE_LABELS
from lienthong.work.signing.rules import authority_of, paper_words, signature
from lienthong.work.signing.terms import (
    FORMS,
    MARKS,
    SIGNS_FOR_THE_COMMITTEE,
    SIGNS_IN_OWN_NAME,
    Authority,
    Delegated,
    Facts,
    Head,
)
from tests.house.source import SRC

DAY = date(2025, 7, 2)
DAYS = st.integers(-4, 4).map(lambda n: DAY + timedelta(n))

DELEGATED = st.builds(
    Delegated,
    id=st.uuids(version=4),
    form=st.sampled_from(["kt", "tuq", "tl"]),
    covers=st.lists(st.sampled_from(sorted(SIGNING)), unique=True).map(tuple),
    since=DAYS,
    until=st.none() | DAYS,
    for_post=st.integers(1, 9),
    is_withdrawn=st.booleans(),
    is_lapsed=st.booleans(),
)
FACTS = st.builds(
    Facts,
    role=st.sampled_from(sorted(ABILITIES)),
    title=st.sampled_from(["Phó Chủ tịch UBND", "Chủ tịch UBND", "Quyền Chủ tịch UBND", "Chánh Văn phòng"]),
    day=st.just(DAY),
    ability=st.sampled_from(sorted(SIGNING)),
    delegations=st.lists(DELEGATED, max_size=4).map(tuple),
    head=st.none() | st.builds(Head, post=st.integers(1, 9), title=st.just("Chủ tịch UBND"), is_held=st.booleans()),
)  # fmt: skip


def _authority(facts: Facts) -> Authority | None:
    try:
        return authority_of(facts)
    except Refusal:
        return None


@given(FACTS)
def test_nobody_signs_but_by_office_or_by_what_was_given(facts: Facts) -> None:
    holding = [one for one in facts.delegations if one.holds(facts.day, facts.ability)]
    in_charge = facts.role in DEPUTIES and not (facts.head and facts.head.is_held)
    authority = _authority(facts)
    if authority is None:
        assert not holding
        assert not in_charge
        assert facts.role not in SIGNS_IN_OWN_NAME | SIGNS_FOR_THE_COMMITTEE
        return
    match authority.form:
        case "own" | "q":
            assert facts.role in SIGNS_IN_OWN_NAME
            assert (authority.form == "q") is facts.title.startswith("Quyền ")
        case "tm":
            assert facts.role in SIGNS_FOR_THE_COMMITTEE
        case _ if authority.delegation is None:
            assert authority.form == "kt"
            assert in_charge
        case _:
            (used,) = {(one.form, one.for_post) for one in holding if one.id == authority.delegation}
            assert used == (authority.form, authority.for_post)
    assert (authority.facts(7) == {}) is (authority.form == "own")


@given(FACTS)
def test_the_journal_is_told_ids_and_codes_only(facts: Facts) -> None:
    authority = _authority(facts)
    for value in authority.facts(7).values() if authority else ():
        assert value is None or isinstance(value, int) or value in FORMS or UUID(value)


@given(
    role=st.sampled_from(sorted(ABILITIES)),
    delegated=st.lists(st.sampled_from([*SIGNING, "plan_reorganisation"])),
    in_charge=st.booleans(),
)
def test_what_was_given_adds_signing_and_nothing_else(
    role: str, delegated: list[str], in_charge: bool
) -> None:
    now = abilities_today(role, ABILITIES[role], delegated, in_charge=in_charge)
    assert now - ABILITIES[role] <= SIGNING.keys() & set(delegated)
    lost = ABILITIES[role] - now
    assert lost <= SIGNING.keys()
    assert not lost or (role in DEPUTIES and not in_charge)


def test_the_question_who_asks_knows_the_same_roles() -> None:
    """`ask` stands in SQL: its two lists are those of the terms."""
    text = (SRC / "lienthong/personnel/sql/ask.sql").read_text("utf-8")
    listed = text.partition("if role in (")[2].partition(")")[0]
    assert {role.strip(" '") for role in listed.split(",")} == MAY_BE_DELEGATE
    assert {"pho_chu_tich"} == DEPUTIES
    assert {"lanh_dao"} == HEADS
    assert "in_charge := role = 'pho_chu_tich' and not exists" in text
    assert "h.role = 'lanh_dao'" in text


def test_every_role_that_may_sign_has_a_form() -> None:
    for role, abilities in ABILITIES.items():
        if abilities & SIGNING.keys():
            assert role in SIGNS_IN_OWN_NAME | SIGNS_FOR_THE_COMMITTEE | DEPUTIES, ROLE_LABELS[role]
    for roles in DELEGATES.values():
        assert roles <= ABILITIES.keys()
    assert set(MARKS) == set(FORMS) - {"own"}


PAPER = paper_words("Giấy ủy quyền", "05/GUQ-UBND", date(2025, 6, 30))
DEPUTY, HEAD = "Phó Chủ tịch UBND", "Chủ tịch UBND"


@pytest.mark.parametrize(
    ("form", "title", "for_title", "line"),
    [
        ("own", HEAD, None, ("CHỦ TỊCH",)),
        ("q", "Quyền Chủ tịch UBND", None, ("Q. CHỦ TỊCH",)),
        ("kt", DEPUTY, HEAD, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("kt", "Phó Chủ tịch UBND Thành phố phụ trách việc của cấp huyện", None, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("tuq", "Trưởng phòng văn hóa – xã hội", HEAD, ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA – XÃ HỘI")),
        ("tl", "Chánh Văn phòng HĐND và UBND", HEAD, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("tl", "Giám đốc", HEAD, ("TL. CHỦ TỊCH", "GIÁM ĐỐC")),
        ("tm", "Phó Bí thư Đảng ủy", None, ("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ")),
    ],
)  # fmt: skip
def test_what_is_printed_above_the_name(
    form: str, title: str, for_title: str | None, line: tuple[str, ...]
) -> None:
    assert signature(form, name="Trần B", title=title, for_title=for_title).line == line  # type: ignore[arg-type]


def test_a_signature_says_for_whom_and_by_which_paper() -> None:
    days = {"since": date(2025, 7, 1), "until": date(2025, 7, 3)}
    on_paper = signature(
        "kt", name="Trần B", title=DEPUTY, for_title=HEAD, paper=PAPER, is_away=True, delegated=True, **days
    )
    assert on_paper.said == (
        "Trần B, Phó Chủ tịch UBND, ký thay (KT.) Chủ tịch UBND,"
        " theo Giấy ủy quyền số 05/GUQ-UBND ngày 30/6/2025, vắng mặt từ 1/7/2025 đến 3/7/2025"
    )
    by_word = signature("kt", name="Trần B", title=DEPUTY, for_title=HEAD, delegated=True, **days)
    assert by_word.basis == "theo phân công của Chủ tịch UBND từ 1/7/2025 đến 3/7/2025"
    empty = signature("kt", name="Trần B", title="Phó Chủ tịch UBND Thành phố phụ trách việc của cấp huyện")
    assert (empty.for_title, empty.basis) == ("Chủ tịch UBND Thành phố", "khi khuyết Chủ tịch UBND Thành phố")
    acting = signature("q", name="Lê C", title="Quyền Chủ tịch UBND", paper="Quyết định số 9/QĐ-UBND")
    assert acting.said == "Lê C, ký với tư cách Quyền (Q.) Chủ tịch UBND, theo Quyết định số 9/QĐ-UBND"
    party = signature("tm", name="Đỗ D", title="Phó Bí thư Đảng ủy")
    assert party.said == "Đỗ D, Phó Bí thư Đảng ủy, ký thay mặt (T/M) Đảng ủy"


def test_a_refused_deputy_is_told_when_it_ended() -> None:
    ended = Delegated(
        UUID(int=1), "kt", ("sign_document",), date(2025, 6, 28), date(2025, 7, 1), 1, False, False
    )
    facts = Facts("pho_chu_tich", DEPUTY, DAY, "sign_document", (ended,), Head(1, HEAD, True))
    with pytest.raises(Refusal) as refused:
        authority_of(facts)
    assert (refused.value.code, refused.value.status) == ("no_authority_to_sign", 403)
    assert refused.value.sentence.startswith(
        "Hôm nay Chủ tịch UBND chưa giao bạn ký văn bản. Lần giao trước đã hết ngày 1/7/2025."
    )
