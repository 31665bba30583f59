"""Letters as files of exchange: out of one installation, into another, and what came twice, back or wrong."""

import base64
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from lienthong.documents import actions, queries
from lienthong.documents.enclosures.actions import enclose_file
from lienthong.documents.enclosures.queries import enclosures_of
from lienthong.documents.following.queries import letters_beside
from lienthong.documents.recalling import actions as recalling
from lienthong.exchange.edxml.inbound import Outcome, taken_in, taken_in_letter
from lienthong.exchange.edxml.organs import organs_of, units_by_id
from lienthong.exchange.edxml.outbound import envelope_of
from lienthong.exchange.edxml.reading import read
from lienthong.exchange.edxml.rules import document_id
from lienthong.exchange.edxml.terms import Envelope, Organ, Reference, StatusCode
from lienthong.exchange.edxml.writing import written
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import Item, item_of, timeline
from tests import cast, sql
from tests.documents.letters import delivered, drafted
from tests.exchange.edxml.shapes import other_prefix
from tests.files import PDF, pdf
from tests.reorganisation.planning import session

MINISTRY = "G01"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = str(tmp_path)


def organ(actor: Actor) -> Organ:
    assert actor.unit is not None
    return organs_of([actor.unit], actor.day)[actor.unit]


def sent(to: Actor, *, files: bool = True) -> UUID:
    """The draft of a letter that the city's centre issued, with two enclosures."""
    city = cast.dung()
    draft = drafted(city, to.unit or 0, subject="Về việc kê khai <thử> & đối chiếu")
    if files:
        enclose_file(draft, name="Phụ lục 1.pdf", content=PDF, by=city)
        enclose_file(draft, name="Phụ lục 2.pdf", content=pdf("Hai"), by=city)
    actions.submit_draft(draft, by=city)
    actions.sign_document(draft, by=city)
    actions.issue_document(draft, by=city)
    return draft


def envelope(draft: UUID, by: Actor, *to: Organ) -> Envelope:
    with acts.opening(by):
        item_of(by, draft)
        return envelope_of(draft, to=to)


def took_in(data: bytes | Envelope, by: Actor) -> Outcome:
    with acts.opening(by):
        return taken_in(written(data) if isinstance(data, Envelope) else data, by=by)


def from_ministry(by: Actor, **more: object) -> Envelope:
    letter = read(other_prefix(to=organ(by).id))
    assert isinstance(letter, Envelope)
    return letter._replace(**more)


def shown(item: UUID, by: Actor) -> tuple[Item, queries.Details, list[str]]:
    with acts.opening(by):
        row = item_of(by, item)
        return row, queries.details(by, row), [line.verb for line in timeline(item)]


def held(by: Actor) -> tuple[int, ...]:
    """How much there is of what they see."""
    with acts.opening(by):
        return tuple(
            sql.one(f"select count(*) from {table}")
            for table in ("work_item", "journal", "document", "delivery", "enclosure", "arrived_letter")
        )


def test_a_letter_holds_the_same_in_another_installation_and_comes_once(db: None) -> None:
    clerk, city = cast.an(), cast.dung()
    draft = sent(clerk)
    data = written(envelope(draft, city))
    assert written(envelope(draft, city)) == data, "sent again, it is the same bytes"
    outcome = took_in(data, clerk)
    assert outcome.result == "arrived"
    _, own, _ = shown(draft, city)
    row, came, verbs = shown(outcome.items[0], clerk)
    assert outcome.content_hash == came["document"]["content_hash"] == own["document"]["content_hash"]
    assert [(each["name"], each["digest"]) for each in came["document"]["enclosures"]] == [
        (each["name"], each["digest"]) for each in own["document"]["enclosures"]
    ]
    for field in ("sign", "type", "subject", "body", "to_line", "urgency"):
        assert came["document"][field] == own["document"][field], field  # type: ignore[literal-required]
    assert (row.state, verbs) == ("arrived", ["delivery.arrived"])
    assert came["sender_unit"] == city.unit
    (status,) = outcome.answers
    assert (status.code, status.sender.id) == (StatusCode.ARRIVED, organ(clerk).id)
    assert status.response_for.document_id == envelope(draft, city).document_id
    before = held(clerk)
    again = took_in(data, clerk)
    assert (again.result, again.items, again.consignment) == ("already", outcome.items, outcome.consignment)
    assert again.content_hash == outcome.content_hash
    assert held(clerk) == before


def test_the_clerk_registers_what_a_ministry_sent_at_their_page(db: None) -> None:
    clerk = cast.an()
    outcome = took_in(from_ministry(clerk), clerk)
    (item,) = outcome.items
    page = session(clerk)
    text = page.get(f"/viec/{item}").content.decode()
    for words in (
        "Bộ Nội vụ",
        "15/BNV-VP",
        "Về việc sắp xếp đơn vị hành chính",
        "phu-luc.png",
        "Hệ thống khác",
    ):
        assert words in text
    actions.register_delivery(item, by=clerk)
    row, came, _ = shown(item, clerk)
    assert row.state == "registered"
    assert came["register_number"]
    assert came["outside"] is not None
    assert (came["outside"]["dated"], came["outside"]["pages"]) == ("2025-06-20", 3)
    assert came["document"]["to_line"] == "UBND các phường; Lưu: VT"
    with pytest.raises(NotFound):
        shown(item, cast.chi())


def test_the_letters_own_file_is_a_paper_and_no_enclosure(db: None) -> None:
    clerk = cast.an()
    letter = from_ministry(clerk)
    (file,) = letter.attachments
    outcome = took_in(
        letter._replace(attachments=(file._replace(description="Văn bản", name="15.png"), file)), clerk
    )
    (item,) = outcome.items
    with acts.opening(clerk):
        assert [row.name for row in enclosures_of(item)] == ["phu-luc.png"]
        assert sql.one("select name from attachment where item = %s", (item,)) == "15.png"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"secrecy": "Mật"}, "secret_letter"),
        ({"type_name": "Bức thư"}, "edxml_type"),
        ({"subject": "…"}, "outside_subject_missing"),
        ({"subject": "a" * 501}, "edxml_too_long"),
        ({"promulgated": date(2099, 1, 1)}, "dated_after_arrival"),
        ({"to": (Organ("H57.1"),)}, "edxml_unknown_addressee"),
    ],
)
def test_what_may_not_come_in_is_refused_and_its_sender_told(
    db: None, change: dict[str, object], code: str
) -> None:
    clerk = cast.an()
    before = held(clerk)
    with acts.opening(clerk):
        outcome = taken_in_letter(from_ministry(clerk, **change), by=clerk)
    assert outcome.fault is not None
    assert (outcome.result, outcome.fault.code) == ("refused", code)
    (status,) = outcome.answers
    assert (status.code, status.description) == (StatusCode.REFUSED, outcome.fault.sentence)
    assert held(clerk) == before


def test_a_file_that_may_not_come_in_keeps_the_letter_out(db: None) -> None:
    clerk = cast.an()
    data = other_prefix(to=organ(clerk).id, content=base64.b64encode(b"MZ\x90\x00 chay").decode())
    before = held(clerk)
    outcome = took_in(data, clerk)
    assert outcome.fault is not None
    assert (outcome.result, outcome.fault.code) == ("refused", "file_type")
    assert held(clerk) == before


def test_another_bodys_clerk_takes_in_nothing(db: None) -> None:
    clerk = cast.an()
    for other, code in ((cast.chi(), "not_addressed"), (cast.binh(), "not_allowed")):
        outcome = took_in(from_ministry(clerk), other)
        assert outcome.fault is not None
        assert (outcome.result, outcome.fault.code) == ("refused", code)


def test_other_words_under_the_same_id_are_no_second_letter(db: None) -> None:
    clerk = cast.an()
    took_in(from_ministry(clerk), clerk)
    outcome = took_in(from_ministry(clerk, content="Nội dung khác."), clerk)
    assert outcome.fault is not None
    assert (outcome.result, outcome.fault.code) == ("refused", "exchanged_otherwise")


def test_the_exchange_itself_hands_in_at_every_body_named(db: None) -> None:
    clerk, other = cast.an(), cast.chi()
    exchange = Actor("system", at=clerk.at, door="edxml")
    letter = from_ministry(clerk, to=(organ(clerk), Organ("H57.1"), organ(other), organ(clerk)))
    outcome = took_in(letter, exchange)
    assert (outcome.result, len(outcome.items), len(outcome.answers)) == ("arrived", 2, 2)
    for receiver in (clerk, other):
        item = delivered(receiver)
        assert item in outcome.items
        assert shown(item, receiver)[1]["document"]["content_hash"] == outcome.content_hash
    assert took_in(letter, exchange).result == "already"
    more = took_in(letter._replace(to=(organ(clerk), organ(cast.dung()))), exchange)
    assert (more.result, len(more.items)) == ("arrived", 1)


def test_a_letter_that_came_is_asked_back_once(db: None) -> None:
    clerk = cast.an()
    (item,) = took_in(from_ministry(clerk), clerk).items
    recall = read(other_prefix(organ(clerk).id, 1, "Sai phụ lục", "G01,2025/06/20,15/BNV-VP"))
    assert isinstance(recall, Envelope)
    assert took_in(recall, clerk).result == "recall_asked"
    row, came, verbs = shown(item, clerk)
    assert "Sai phụ lục" in came["recall"]
    assert (row.state, verbs[-1]) == ("arrived", "delivery.recall_asked")
    before = held(clerk)
    assert took_in(recall, clerk).result == "already"
    assert held(clerk) == before
    recalling.agree_to_recall(item, by=clerk)
    assert shown(item, clerk)[0].state == "recalled"


def test_a_letter_that_never_came_or_is_finished_is_not_given_back(db: None) -> None:
    clerk = cast.an()
    recall = read(other_prefix(organ(clerk).id, 1, "Sai", "G01,2025/06/20,15/BNV-VP"))
    assert isinstance(recall, Envelope)
    unknown = took_in(recall, clerk)
    assert unknown.fault is not None
    assert (unknown.fault.code, unknown.answers[0].code) == ("exchanged_unknown", StatusCode.RECALL_REFUSED)
    (item,) = took_in(from_ministry(clerk), clerk).items
    actions.register_delivery(item, by=clerk)
    actions.complete_delivery(item, by=cast.officer("lanh_dao"))
    late = took_in(recall, clerk)
    assert late.fault is not None
    assert late.fault.code == "nothing_to_recall"


@pytest.mark.parametrize(("purpose", "verb"), [(2, "delivery.corrected"), (3, "delivery.replaced")])
def test_an_update_or_replacement_stands_beside_the_first(db: None, purpose: int, verb: str) -> None:
    clerk = cast.an()
    (first,) = took_in(from_ministry(clerk), clerk).items
    letter = read(other_prefix(organ(clerk).id, purpose, "", "G01,2025/06/20,15/BNV-VP"))
    assert isinstance(letter, Envelope)
    newer = letter._replace(number="16", document_id="G01,2025/06/20,16/BNV-VP")
    (second,) = took_in(newer, clerk).items
    assert shown(first, clerk)[2][-1] == verb
    with acts.opening(clerk):
        (beside,) = letters_beside(first)
    assert (beside.item, beside.sign, beside.issuer) == (second, "16/BNV-VP", "Bộ Nội vụ")


def test_an_answer_from_outside_stands_beside_the_letter_it_answers(db: None) -> None:
    clerk, city = cast.an(), cast.dung()
    draft = sent(clerk, files=False)
    ours = envelope(draft, city)
    sign = ours.document_id.rpartition(",")[2]
    reference = Reference(ours.sender.id, sign, ours.promulgated, ours.document_id)
    answer = from_ministry(city, responses_for=(Reference("G99", "1/X", date(2025, 1, 1), "x"), reference),
                           promulgated=city.day)  # fmt: skip
    (item,) = took_in(answer, city).items
    with acts.opening(city):
        assert [(row.relation, row.item) for row in letters_beside(draft)] == [("answer", item)]
        assert [(row.relation, row.item) for row in letters_beside(item)] == [("answers", draft)]
    assert "Văn bản trả lời" in session(city).get(f"/viec/{draft}").content.decode()


def test_our_answer_names_the_letter_by_its_senders_id(db: None) -> None:
    clerk = cast.an()
    (item,) = took_in(from_ministry(clerk), clerk).items
    actions.register_delivery(item, by=clerk)
    specialist, leader = cast.officer("chuyen_vien"), cast.officer("lanh_dao")
    actions.direct_delivery(item, assignee=specialist.mandate, by=leader)
    draft = drafted(specialist, cast.dung().unit or 0, answers=item)
    actions.submit_draft(draft, by=specialist)
    actions.sign_document(draft, by=leader)
    actions.issue_document(draft, by=clerk)
    letter = envelope(draft, clerk, Organ(MINISTRY, "Bộ Nội vụ"))
    assert letter.responses_for == (
        Reference(MINISTRY, "15/BNV-VP", date(2025, 6, 20), "G01,2025/06/20,15/BNV-VP"),
    )
    assert [each.id for each in letter.to] == [MINISTRY]
    assert letter.signer.full_name
    assert letter.document_id == document_id(
        organ(clerk).id, local(clerk.at).date(), f"{letter.number}/{letter.notation}"
    )


def test_only_its_sender_writes_a_letter_out_and_only_once_issued(db: None) -> None:
    clerk, city = cast.an(), cast.dung()
    draft = sent(clerk, files=False)
    with pytest.raises(NotFound):
        envelope(draft, cast.chi())
    with pytest.raises(NotFound):
        envelope(delivered(clerk), clerk)
    waiting = drafted(city, clerk.unit or 0)
    with pytest.raises(Refusal) as caught:
        envelope(waiting, city)
    assert caught.value.code == "edxml_not_issued"


def test_bodies_are_known_by_their_ids_and_ours_say_so(db: None) -> None:
    clerk, city = cast.an(), cast.dung()
    ours, theirs = organ(clerk).id, organ(city).id
    assert ours == f"LT-{clerk.unit}"
    assert theirs == "H29-TTCDS"
    assert units_by_id([ours, theirs, "G01", "LT-", "LT-999999999", "27094"], clerk.day) == {
        ours: clerk.unit,
        theirs: city.unit,
    }
