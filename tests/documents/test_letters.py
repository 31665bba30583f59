"""The life of a letter: what its sender, its clerk, its leader and a stranger rely on."""

from uuid import UUID

import pytest

from lienthong.documents import actions, queries
from lienthong.documents.conventions.numbering import sign_of
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import inbox, item_of, timeline
from tests import cast, sql
from tests.documents.letters import arrived, delivered, drafted, issued


def _details(actor: Actor, item: UUID) -> dict[str, object]:
    with acts.opening(actor):
        return queries.details(actor, item_of(actor, item))


def _state(actor: Actor, item: UUID) -> str:
    with acts.opening(actor):
        state: str = item_of(actor, item).state
    return state


def test_an_issued_letter_is_in_the_addressees_inbox_and_in_no_others(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    with acts.opening(cast.an()):
        assert item in [row.id for row in inbox(cast.an())]
    with acts.opening(cast.chi()):
        assert item not in [row.id for row in inbox(cast.chi())]
        with pytest.raises(NotFound):
            item_of(cast.chi(), item)


def test_sender_and_addressee_hold_the_same_content(db: None) -> None:
    dung, an = cast.dung(), cast.an()
    answer = issued(dung, an.unit or 0)
    sent = _details(dung, UUID(str(answer["id"])))["document"]
    got = _details(an, delivered(an))["document"]
    assert sent["content_hash"] == got["content_hash"] == answer["content_hash"] != ""  # type: ignore[index]


def test_registering_gives_the_next_number_of_the_year(db: None) -> None:
    an = cast.an()
    first, second = arrived(cast.AN_KHANH), arrived(cast.AN_KHANH)
    one = actions.register_delivery(first, by=an)["register_number"]
    two = actions.register_delivery(second, by=an)["register_number"]
    assert two == one + 1


def test_a_refused_registration_leaves_no_gap(db: None) -> None:
    an = cast.an()
    first, second = arrived(cast.AN_KHANH), arrived(cast.AN_KHANH)
    one = actions.register_delivery(first, by=an)["register_number"]
    with pytest.raises(Refusal, match="wrong_state"):
        actions.register_delivery(first, by=an)
    assert actions.register_delivery(second, by=an)["register_number"] == one + 1


def test_a_letter_is_answered_by_a_letter(db: None) -> None:
    an, dung = cast.an(), cast.dung()
    leader, specialist = cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=an)
    actions.direct_delivery(
        item, note="Trả lời trong tuần", assignee=specialist.mandate, due_days=2, by=leader
    )
    draft = drafted(specialist, dung.unit or 0, answers=item)
    actions.submit_draft(draft, by=specialist)
    actions.sign_document(draft, by=leader)
    actions.issue_document(draft, by=an)
    assert _state(an, item) == "answered"
    assert _details(dung, delivered(dung))["document"]["answers"] == item  # type: ignore[index]


def test_only_the_leader_signs(db: None) -> None:
    specialist = cast.officer("chuyen_vien")
    draft = drafted(specialist, cast.dung().unit or 0)
    actions.submit_draft(draft, by=specialist)
    with pytest.raises(Refusal, match="not_allowed"):
        actions.sign_document(draft, by=specialist)
    with pytest.raises(Refusal, match="wrong_state"):
        actions.issue_document(draft, by=cast.an())


def test_a_misaddressed_letter_goes_back_and_the_sender_sees_why(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    actions.return_delivery(item, reason="Kính gửi đơn vị khác", by=cast.an())
    assert _state(cast.dung(), item) == "returned"
    assert _details(cast.dung(), item)["note"] == "Kính gửi đơn vị khác"


def test_a_stranger_can_do_nothing_with_it(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    with pytest.raises(NotFound):
        actions.register_delivery(item, by=cast.chi())
    with pytest.raises(NotFound):
        actions.return_delivery(item, reason="không phải của tôi", by=cast.chi())


def test_the_sender_sees_but_cannot_act_in_the_addressees_name(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    with pytest.raises(Refusal, match="not_holder"):
        actions.register_delivery(item, by=cast.dung())


def test_the_timeline_names_who_for_which_unit(db: None) -> None:
    an = cast.an()
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=an)
    with acts.opening(an):
        lines = timeline(item)
    assert [line.verb for line in lines] == ["delivery.arrived", "delivery.registered"]
    assert (lines[1].who, lines[1].unit) == (an.name, an.unit_name)


def test_secret_documents_are_refused(db: None) -> None:
    with pytest.raises(Refusal, match="secret_document"):
        actions.draft_document(
            side="government",
            type="CV",
            subject="x",
            body="y",
            to=[cast.an().unit or 0],
            secrecy="mat",
            by=cast.dung(),
        )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type": "ZZ"}, "unknown_type"),
        ({"subject": " "}, "subject_missing"),
        ({"body": ""}, "body_missing"),
        ({"to": []}, "addressee_missing"),
        ({"to": [999_999_999]}, "unknown_addressee"),
        ({"urgency": 7}, "unknown_urgency"),
    ],
)
def test_what_could_not_be_issued_is_refused_with_its_field(
    db: None, fields: dict[str, object], code: str
) -> None:
    letter = {
        "side": "government",
        "type": "CV",
        "subject": "Trích yếu",
        "body": "Nội dung",
        "to": [cast.an().unit],
    }
    with pytest.raises(Refusal) as refused:
        actions.draft_document(**{**letter, **fields}, by=cast.dung())
    assert refused.value.code == code
    assert refused.value.field is not None


def test_a_letter_to_every_ward_is_one_statement_and_one_act(db: None) -> None:
    from lienthong.units.queries import city_units

    dung = cast.dung()
    wards = [unit.unit for unit in city_units(dung.day)]
    item = actions.draft_document(
        side="government", type="TB", subject="Gửi tất cả", body="Nội dung", to=wards, by=dung
    )["id"]
    actions.submit_draft(UUID(item), by=dung)
    actions.sign_document(UUID(item), by=dung)
    assert actions.issue_document(UUID(item), by=dung)["deliveries"] == 168
    with acts.opening(dung):
        arrivals, acts_done = sql.row(
            "select count(*) as lines, count(distinct act) as acts from journal where verb = 'delivery.arrived'"
        )
    assert (arrivals, acts_done) == (168, 1)


@pytest.mark.parametrize(
    ("type_code", "side", "drafter", "sign"),
    [
        ("CV", "government", "VP", "05/UBND-VP"),
        ("QĐ", "government", "VP", "05/QĐ-UBND"),
        ("CV", "party", "VP", "05-CV/UBND"),
    ],
)
def test_signs_are_written_as_the_decree_asks(type_code: str, side: str, drafter: str, sign: str) -> None:
    assert sign_of(5, type_code=type_code, side=side, issuer="UBND", drafter=drafter) == sign


def test_who_comes_second_is_told_who_was_first(db: None) -> None:
    an = cast.an()
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=an)
    with pytest.raises(Refusal) as refused:
        actions.register_delivery(item, by=an)
    assert refused.value.code == "wrong_state"
    assert f"{an.name}, {an.title}, vừa xử lý lúc" in refused.value.sentence
