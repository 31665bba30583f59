"""Who is told what, from what acts wrote; nothing lost, nothing doubled."""

from pathlib import Path
from uuid import UUID

import psycopg

from lienthong.documents import actions as documents
from lienthong.documents.dispatch.actions import remind_addressees
from lienthong.documents.recalling.actions import recall_document, refuse_recall
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.notices import queries, reading
from lienthong.notices.telling import tell_of_new_lines
from lienthong.notices.terms import OFFICER_WORDS, PAGES, RULES
from lienthong.personnel.delegations.actions import withdraw_delegation
from lienthong.work.actions import assign_item
from lienthong.work.requests.actions import (
    accept_request,
    answer_request,
    ask_body,
    decline_request,
    withdraw_request,
)
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import delivered, drafted, issued
from tests.personnel.delegating import asked as asked_today
from tests.personnel.delegating import given
from tests.procedures.dossiers import BUILDING, of, taken_in
from tests.reports import reports


def tell() -> int:
    told = 0
    while batch := tell_of_new_lines(None):
        told += batch
    return told


def words(actor: Actor, *, unread: bool = False) -> list[str]:
    with acts.opening(actor):
        return [row.verb for row in queries.notices_of(actor, unread=unread)]


def unread(actor: Actor) -> int:
    with acts.opening(actor):
        return queries.unread_count(actor)


def test_those_who_may_do_the_next_step_are_told_and_nobody_else(world: CommittedWorld) -> None:
    an, chi = cast.an(), cast.chi()
    issued(cast.dung(), an.unit or 0)
    assert words(an) == [], "no act tells anybody"
    tell()
    assert words(an) == ["delivery.arrived"]
    assert words(chi) == []
    assert words(cast.binh()) == [], "who cannot register it is not told"
    leader = cast.officer("lanh_dao")
    documents.register_delivery(delivered(an), by=an)
    tell()
    assert words(leader) == ["delivery.registered"]
    assert words(an) == ["delivery.arrived"]
    assert unread(an) == 0, "the step it asked for is done"
    assert unread(leader) == 1


def test_the_person_it_is_given_to_and_the_one_who_wrote_it(world: CommittedWorld) -> None:
    an, leader, clerk = cast.an(), cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    issued(cast.dung(), an.unit or 0)
    item = delivered(an)
    documents.register_delivery(item, by=an)
    documents.direct_delivery(item, assignee=clerk.mandate, by=leader)
    draft = drafted(clerk, cast.dung().unit or 0)
    documents.submit_draft(draft, by=clerk)
    documents.send_back_draft(draft, note="Sửa lại căn cứ.", by=leader)
    tell()
    assert words(clerk) == ["draft.sent_back", "delivery.directed"]
    assert "draft.submitted" in words(leader)
    assert "draft.sent_back" not in words(leader), "who did it need not be told"


def test_what_is_done_before_anybody_was_told_asks_for_nothing(world: CommittedWorld) -> None:
    an = cast.an()
    issued(cast.dung(), an.unit or 0)
    documents.register_delivery(delivered(an), by=an)
    tell()
    assert words(an) == ["delivery.arrived"]
    assert unread(an) == 0
    assert unread(cast.officer("lanh_dao")) == 1


def test_a_report_tells_the_operator_or_the_ward(world: CommittedWorld) -> None:
    reports.reported()
    reports.submitted()
    tell()
    assert words(reports.contact()) == ["report.routed"]
    assert words(reports.contact(cast.BINH_TRUNG)) == []
    assert words(reports.operator()) == ["report.submitted"]


def test_a_body_asked_and_whoever_has_the_work_are_told_of_a_question(world: CommittedWorld) -> None:
    item = of(taken_in(procedure=BUILDING))
    asker, has_it, asked = (
        cast.officer("lanh_dao"),
        cast.officer("chuyen_vien"),
        cast.officer("chuyen_vien", "H29-SXD"),
    )
    assign_item(item, assignee=has_it.mandate, by=asker)
    tell()
    before = words(has_it)

    def ask() -> UUID:
        return of(ask_body(item, unit=asked.unit or 0, question="Có vướng quy hoạch không?", by=has_it))

    question = ask()
    tell()
    assert words(asked) == ["request.asked"]
    assert words(has_it) == before, "the line on the work itself tells nobody a second time"
    assert words(cast.chi()) == []
    accept_request(question, by=asked)
    tell()
    assert unread(asked) == 0, "the step it asked for is done"
    answer_request(question, text="Không vướng.", by=asked)
    tell()
    assert words(has_it) == ["request.answered", *before]
    assert "request.answered" not in words(asker), "it is in one person's hands"
    decline_request(ask(), reason="Ngoài lĩnh vực.", by=asked)
    withdrawn = ask()
    accept_request(withdrawn, by=asked)
    withdraw_request(withdrawn, reason="Không cần nữa.", by=has_it)
    tell()
    assert words(has_it) == ["request.declined", "request.answered", *before]
    assert words(asked) == ["request.withdrawn", "request.asked", "request.asked", "request.asked"]
    with acts.opening(has_it):
        declined = queries.notices_of(has_it)[0]
        assert queries.address_behind(has_it, declined.id) == f"/viec/{declined.item}"
        assert declined.about == "Việc phối hợp"


def test_an_answer_on_work_in_nobodys_hands_is_told_to_who_asked(world: CommittedWorld) -> None:
    """And a question asked meanwhile does not count as the step the work itself waits for."""
    item = of(taken_in(procedure=BUILDING))
    asker, asked = cast.officer("lanh_dao"), cast.officer("chuyen_vien", "H29-SXD")
    tell()
    waiting = "select not settled from notice where verb = 'dossier.received' and audience = 'ability'"
    assert world.ask(waiting)
    question = of(ask_body(item, unit=asked.unit or 0, question="Có vướng quy hoạch không?", by=asker))
    decline_request(question, reason="Ngoài lĩnh vực.", by=asked)
    tell()
    assert words(asker) == ["request.declined"]
    assert world.ask(waiting)


def test_who_may_sign_from_now_on_or_no_longer_is_told(world: CommittedWorld) -> None:
    head, deputy = asked_today("lanh_dao"), asked_today("pho_chu_tich")
    delegation = given(deputy)
    tell()
    assert words(deputy) == ["authority.delegated"]
    assert words(head) == words(cast.an()) == []
    withdraw_delegation(UUID(str(delegation)), reason="Đã trở lại làm việc.", by=head)
    tell()
    assert words(deputy) == ["authority.withdrawn", "authority.delegated"]
    with acts.opening(deputy):
        row = queries.notices_of(deputy)[0]
        assert row.is_own
        assert queries.address_behind(deputy, row.id) == "/uy-quyen"
        assert row.about == "Giao ký"


def test_every_line_about_no_item_has_a_page(world: CommittedWorld) -> None:
    assert set(PAGES) <= {rule.verb for rule in RULES}
    assert {rule.verb for rule in RULES} == set(OFFICER_WORDS)


def test_read_one_read_all(world: CommittedWorld) -> None:
    an = cast.an()
    for _ in range(3):
        issued(cast.dung(), an.unit or 0)
    tell()
    assert unread(an) == 3
    with acts.opening(an):
        rows = queries.notices_of(an)
        reading.mark_read(rows[0].id, by=an)
    assert unread(an) == 2
    assert len(words(an, unread=True)) == 2
    with acts.opening(an):
        reading.mark_all_read(up_to=rows[1].id, by=an)
    assert unread(an) == 0
    issued(cast.dung(), an.unit or 0)
    tell()
    assert unread(an) == 1, "what comes later is unread"


def test_a_letter_to_many_is_one_statement_and_each_is_told_once(world: CommittedWorld) -> None:
    dung, an, chi = cast.dung(), cast.an(), cast.chi()
    letter = documents.draft_document(
        side="government", type="CV", subject="Gửi hai phường", body="Nội dung.", to=[an.unit or 0, chi.unit or 0],
        by=dung,
    )  # fmt: skip
    item = UUID(letter["id"])
    documents.submit_draft(item, by=dung)
    documents.sign_document(item, by=dung)
    documents.issue_document(item, by=dung)
    tell()
    assert words(an) == words(chi) == ["delivery.arrived"]
    assert tell() == 0


def test_a_line_that_commits_late_under_a_lower_id_is_not_lost(world: CommittedWorld) -> None:
    """The cut: what is written after it was begun is not read before it has ended."""
    an = cast.an()
    line = (
        "insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)"
        " select gen_random_uuid(), world_now(), 'delivery.arrived', item, jurisdiction, null, null, '{}', 99, ''"
        " from journal where item = %s limit 1"
    )
    issued(cast.dung(), an.unit or 0)
    item = delivered(an)
    tell()
    with psycopg.connect(world.owner) as slow, psycopg.connect(world.owner, autocommit=True) as quick:
        slow.execute(line, (item,))
        quick.execute(line, (item,))
        assert tell() == 0, "the later line waits for the earlier one"
        slow.commit()
        assert tell() == 2
    assert words(an) == ["delivery.arrived"] * 3


def test_a_reader_that_dies_has_read_nothing(world: CommittedWorld) -> None:
    an = cast.an()
    issued(cast.dung(), an.unit or 0)
    from lienthong.notices.telling import _rules

    with psycopg.connect(world.app) as dying:
        told = dying.execute("select tell_of_tail(%s, 1000, false)", (_rules(),)).fetchone()
        assert told is not None
        assert told[0] > 0
        assert tell() == 0, "a second reader at the same time finds nothing"
        dying.rollback()
    assert tell() == told[0]
    assert words(an) == ["delivery.arrived"]


def test_what_was_read_is_not_read_again(world: CommittedWorld) -> None:
    with psycopg.connect(world.owner, autocommit=True) as owner:
        # Told of long ago, ten lines an act; then three that are new.
        owner.execute(
            "insert into journal (act, at, verb, facts, seq, digest, xid)"
            " select gen_random_uuid(), now(), 'plan.drafted', '{}', 1, '', (100 + n / 10)::text::xid8"
            " from generate_series(1, 5000) n"
        )
        owner.execute("select count(*) from read_tail('notices', 10000)")
        owner.execute("analyze journal, tail_cursor")
        owner.execute(
            "insert into journal (act, at, verb, facts, seq, digest)"
            " select gen_random_uuid(), now(), 'plan.drafted', '{}', 1, '' from generate_series(1, 3)"
        )
        with owner.transaction():
            assert owner.execute("select count(*) from read_tail('notices', 1000)").fetchone() == (3,)
            read = owner.execute(
                "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'journal'"
            ).fetchone()
    assert read is not None
    assert read[0] <= 10, "a place in the journal is walked to, not searched for"


def test_the_application_cannot_read_the_tail_or_the_messages(world: CommittedWorld) -> None:
    with psycopg.connect(world.app, autocommit=True) as app:
        for text in ("select read_tail('notices', 10)", "select * from tail_cursor", "select * from mail"):
            try:
                app.execute(text)  # type: ignore[call-overload]
            except psycopg.errors.InsufficientPrivilege:
                continue
            raise AssertionError(text)


def test_what_a_unit_may_no_longer_see_is_not_told_of(world: CommittedWorld) -> None:
    answer = reports.reported()
    contact = reports.contact()
    tell()
    assert words(contact) == ["report.routed"]
    from lienthong.reports import actions

    actions.transfer_report(reports.item(answer), reason="Không thuộc địa bàn.", by=contact)
    tell()
    assert words(contact) == []
    assert words(reports.operator()) == ["report.transferred"]


def test_no_file_of_the_room_is_called_by_an_act() -> None:
    """No act calls a notice: outside the room only those that show them name it."""
    src = Path(__file__).resolve().parents[2] / "src" / "lienthong"
    naming = {
        path.relative_to(src).parts[0]
        for path in src.rglob("*.py")
        if "lienthong.notices" in path.read_text("utf-8")
    }
    assert naming <= {"notices", "site", "hosting"}


def test_an_addressee_is_told_of_a_reminder_a_recall_and_a_replacement(world: CommittedWorld) -> None:
    an, city = cast.an(), cast.dung()
    draft = UUID(str(issued(city, an.unit or 0)["id"]))
    remind_addressees(draft, words="Đề nghị vào sổ.", by=city)
    tell()
    assert words(an)[0] == "delivery.reminded"
    recall_document(draft, reason="Sai số liệu", by=city)
    tell()
    assert words(an)[0] == "delivery.recall_asked"
    refuse_recall(delivered(an), reason="Đã làm xong", by=an)
    tell()
    assert words(city)[0] == "delivery.recall_refused"
    new = documents.draft_document(
        side="government", type="CV", subject="Thay thế", body="x", to=[an.unit or 0], revises=draft,
        revision="replaces", by=city,
    )["id"]  # fmt: skip
    for act in (documents.submit_draft, documents.sign_document, documents.issue_document):
        act(UUID(new), by=city)
    tell()
    assert {"delivery.replaced", "delivery.arrived"} <= set(words(an))


def test_whoever_a_letter_within_the_house_is_for_is_told(world: CommittedWorld) -> None:
    clerk, leader, specialist = cast.an(), cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    draft = UUID(
        documents.draft_document(
            side="government",
            type="CV",
            subject="Nội bộ",
            body="x",
            persons=[specialist.mandate or 0],
            by=clerk,
        )["id"]
    )
    documents.submit_draft(draft, by=clerk)
    documents.sign_document(draft, by=leader)
    documents.issue_document(draft, by=clerk)
    tell()
    assert words(specialist)[0] == "delivery.sent_within"
    assert words(cast.officer("tu_phap")) == []
