"""A letter goes from one installation to another and back come its states; killed, repeated, refused, recalled."""

from pathlib import Path
from uuid import UUID

import pytest

from lienthong.documents import actions as letters
from lienthong.documents.dispatch import queries as dispatch
from lienthong.documents.recalling import actions as recalling
from lienthong.exchange.axis import queries as listed
from lienthong.exchange.axis.carrying import outbox
from lienthong.exchange.axis.connectors.folder import Folder
from lienthong.exchange.axis.queries import Asked
from lienthong.exchange.axis.terms import Claimed, Sent
from lienthong.ground import acts
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import delivered
from tests.exchange.axis.worlds import WARD_ID, Sides, all_rounds, carry, sent_to, settled

WARD = f"UBND phường An Khánh; {WARD_ID}; trục liên thông"


def standing(item: UUID) -> dispatch.Row:
    """What the sender's table says of the one addressee."""
    dung = cast.dung()
    with acts.opening(dung):
        (row,) = dispatch.addressees(dung, dispatch.letter_sent(dung, item).document).rows
    return row


def rows_of(actor: cast.Actor, **asked: str) -> list[listed.Consignment]:
    with acts.opening(actor):
        return listed.consignments(actor, Asked(**asked))


def test_a_letter_goes_over_and_its_states_come_back(sides: Sides) -> None:
    item = sent_to(WARD)
    assert standing(item).state == "sent"
    sides.run()
    assert standing(item).state == "arrived"
    with sides.at(sides.there):
        an = cast.an()
        copy = delivered(an)
        assert [row.state for row in rows_of(an, direction="den")] == ["taken"]
        letters.register_delivery(copy, by=an)
    sides.run()
    assert standing(item).state == "registered"
    with sides.at(sides.there):
        leader = cast.officer("lanh_dao")
        letters.direct_delivery(copy, section="Văn phòng HĐND và UBND", by=leader)
        letters.complete_delivery(copy, by=leader)
    sides.run()
    row = standing(item)
    assert (row.state, row.closed_at is not None) == ("completed", True)
    sent = rows_of(cast.dung(), direction="di")
    assert [(each.kind, each.state, each.tries) for each in sent] == [("letter", "sent", 1)]
    came = [each.code for each in rows_of(cast.dung(), direction="den")]
    assert sorted(came) == ["01", "03", "04", "06"]


def test_a_sender_killed_between_sending_and_marking_sends_the_same_again(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = sent_to(WARD)
    outbox.consign_new_lines()
    (claimed,) = outbox.claim()
    first = _left_unmarked(claimed)
    assert outbox.claim() == [], "in a sender's hands until the lease ends"
    sides.here.run("update axis_consignment set next_at = now()")
    assert carry(sides.folders / "here", sides.folders / "there") == 1
    sides.run()
    with sides.at(sides.there):
        assert [row.state for row in rows_of(cast.an(), direction="den")] == ["taken"]
        assert sides.there.ask("select count(*) from delivery") == 1
    assert standing(item).state == "arrived"
    assert sides.here.ask("select tries from axis_consignment") == 2
    kept = sorted((sides.folders / "there" / "done").iterdir())
    assert len(kept) == 2
    assert {path.read_bytes() for path in kept} == {first}, "the same bytes under the same id"


def _left_unmarked(claimed: Claimed) -> bytes:
    from lienthong.exchange.axis.carrying.making import message_of
    from lienthong.exchange.axis.rules import file_name

    sender, data = message_of(claimed)
    assert Folder(Path(claimed.place)).send(file_name(sender, claimed.to_id, claimed.id), data).is_delivered
    return data


def test_one_that_came_late_does_not_count(sides: Sides) -> None:
    sent_to(WARD)
    outbox.consign_new_lines()
    (claimed,) = outbox.claim()
    sides.here.run("update axis_consignment set next_at = now()")
    (again,) = outbox.claim()
    outbox.settle(claimed, Sent(False, "muộn"))
    outbox.settle(again, Sent(True, "200"))
    assert sides.here.ask("select state || tries from axis_consignment") == "sent2"


def test_what_nobody_can_take_is_refused_and_said(sides: Sides) -> None:
    """No body there has this id: the sender reads why, in its own table."""
    item = sent_to(f"Sở không có; {WARD_ID}.9; trục liên thông")
    sides.run()
    row = standing(item)
    assert row.state == "returned"
    assert row.note
    with sides.at(sides.there):
        assert [each.state for each in rows_of(cast.an(), direction="den")] == ["refused"]


def test_returned_by_its_clerk_with_the_reason(sides: Sides) -> None:
    item = sent_to(WARD)
    sides.run()
    with sides.at(sides.there):
        letters.return_delivery(delivered(cast.an()), reason="Không thuộc thẩm quyền.", by=cast.an())
    sides.run()
    assert standing(item).state == "returned"
    assert "Không thuộc thẩm quyền." in standing(item).note


@pytest.mark.parametrize("agrees", [True, False])
def test_a_recall_is_asked_and_answered(sides: Sides, agrees: bool) -> None:
    item = sent_to(WARD)
    sides.run()
    recalling.recall_document(item, reason="Nhầm số liệu.", by=cast.dung())
    assert standing(item).recall == ""
    sides.run()
    with sides.at(sides.there):
        an = cast.an()
        copy = delivered(an)
        assert sides.there.ask("select recall_reason from delivery") == "Nhầm số liệu."
        if agrees:
            recalling.agree_to_recall(copy, by=an)
        else:
            recalling.refuse_recall(copy, reason="Đã phân công.", by=an)
    sides.run()
    row = standing(item)
    assert row.recall == ("agreed" if agrees else "refused")
    assert row.state == ("recalled" if agrees else "arrived")
    if not agrees:
        assert "Đã phân công." in row.note


def test_without_a_way_it_waits_and_leaves_when_there_is_one(world: CommittedWorld, tmp_path: Path) -> None:
    from tests.exchange.axis.worlds import joined_by_folder

    item = sent_to("Sở Y tế; H30.5; trục liên thông")
    assert all_rounds() == 0
    joined_by_folder(tmp_path, "H31")
    all_rounds()
    assert [row.state for row in rows_of(cast.dung())] == ["waiting"]
    joined = cast.officer("quan_tri", cast.TTCDS)
    from lienthong.exchange.axis.actions import connect_exchange, disconnect_exchange

    connect_exchange(name="y-te", prefixes=["H30"], kind="folder", place=str(tmp_path / "b"), by=joined)
    all_rounds()
    assert [row.state for row in rows_of(cast.dung())] == ["sent"]
    assert len(list((tmp_path / "b" / "out").iterdir())) == 1
    disconnect_exchange(name="y-te", by=joined)
    assert standing(item).state == "sent"


def test_given_up_is_seen_and_tried_again(world: CommittedWorld, tmp_path: Path) -> None:
    from tests.exchange.axis.worlds import joined_by_folder

    (tmp_path / "out").write_text("no folder can be made here")
    item = sent_to("Sở Y tế; H30.5; trục liên thông")
    joined_by_folder(tmp_path, "H30")
    all_rounds()
    world.run("update axis_consignment set tries = 11, next_at = now()")
    all_rounds()
    assert standing(item).state == "unsent"
    (row,) = rows_of(cast.dung(), state="given_up")
    assert "không ghi được" in row.note
    (tmp_path / "out").unlink()
    caller = cast.caller(cast.dung())
    answer = caller.post(f"/exchange/consignments/{row.id}/retry", key="r1")
    assert answer.status_code == 200
    assert cast.caller(cast.chi()).post(f"/exchange/consignments/{row.id}/retry", key="r2").status_code == 404
    all_rounds()
    assert standing(item).state == "sent"
    assert [each.state for each in rows_of(cast.dung())] == ["sent"]


def test_what_cannot_be_read_is_put_aside_with_the_reason(sides: Sides) -> None:
    incoming = sides.folders / "here" / "in"
    incoming.mkdir(parents=True)
    (incoming / "hong.edxml").write_bytes(b"<edXML>")
    assert all_rounds() == 0, "its writer may still be at it"
    settled(incoming / "hong.edxml")
    all_rounds()
    assert list(incoming.iterdir()) == []
    assert (sides.folders / "here" / "wrong" / "hong.edxml.txt").read_text("utf-8").strip().endswith(")")
    assert [row.state for row in rows_of(cast.dung(), direction="den")] == ["refused"]
