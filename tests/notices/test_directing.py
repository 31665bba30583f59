"""Who has a part in a letter is told of it, and who leads of what was reported."""

from uuid import UUID

from lienthong.documents import actions
from lienthong.documents.directing import actions as directing
from lienthong.notices.telling import remind_of_due
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import arrived
from tests.documents.test_directing import head, parts_of, person_of, working
from tests.documents.test_receiving import entered
from tests.notices.test_telling import tell, words


def test_who_is_named_and_who_leads_are_told(world: CommittedWorld) -> None:
    lead, co = working()
    leads, other = person_of(lead), person_of(co)
    item = entered()
    tell()
    assert "delivery.entered" in words(head())
    actions.direct_delivery(item, assignee=leads.mandate, co=[co], by=head())
    tell()
    assert "direction.given" in words(other)
    assert "direction.given" not in words(leads)
    directing.report_part(UUID(parts_of(item)[co]["item"]), report="Đã xong", by=other)
    tell()
    assert "direction.reported" in words(leads)


def test_who_has_a_letter_that_is_nearly_or_already_late_is_reminded_once_each(world: CommittedWorld) -> None:
    lead, co = working()
    leads, other = person_of(lead), person_of(co)
    item, soon = entered(), entered()
    actions.direct_delivery(item, assignee=leads.mandate, co=[co], due_days=5, by=head())
    actions.direct_delivery(soon, assignee=leads.mandate, due_days=1, by=head())
    waiting = arrived(cast.AN_KHANH)
    tell()
    assert remind_of_due() == 0, "they were told today, when it came"
    world.run("update world set clock_offset = clock_offset + interval '1 day'")
    assert remind_of_due() == 2, "the letter due tomorrow, and the one to be entered by then"
    assert words(leads).count("letter.due_soon") == 1
    assert "letter.due_soon" in words(cast.an())
    assert remind_of_due() == 0, "nobody is told twice"
    world.run(
        "update work_item set due_at = world_now() - interval '1 hour' where id = any (%s)", [item, soon]
    )
    world.run("update work_item set due_at = world_now() - interval '1 hour' where parent = %s", item)
    assert remind_of_due() == 3
    assert words(leads).count("letter.late") == 2
    assert "letter.late" in words(other)
    assert "letter.late" not in words(cast.chi())
    actions.register_delivery(waiting, by=cast.an())
    tell()
    assert "letter.due_soon" not in words(cast.an(), unread=True), "it was entered: nothing is owed there"
