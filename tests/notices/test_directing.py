"""Who has a part in a letter is told of it, and who leads of what was reported."""

from uuid import UUID

from lienthong.documents import actions
from lienthong.documents.directing import actions as directing
from tests.committed import CommittedWorld
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
