"""A promised date that moves is told to whom it concerns."""

from datetime import date

from lienthong.personnel.decided.actions import approve_decision
from lienthong.work.actions import assign_item
from lienthong.work.promises.actions import move_promises
from tests import cast
from tests.committed import CommittedWorld
from tests.notices.test_telling import tell, words
from tests.personnel.deciding import entered
from tests.personnel.delegating import asked
from tests.procedures.dossiers import of, taken_in


def test_officer_and_citizen_are_told_that_the_date_moved(world: CommittedWorld) -> None:
    answer = taken_in(asked("tiep_nhan"))
    specialist = cast.officer("chuyen_vien")
    assign_item(of(answer), assignee=specialist.mandate, by=cast.officer("truong_phong"))
    today = cast.an().day
    tell()
    decision = entered(since=today, until=date.fromordinal(today.toordinal() + 2), basis_on=today)
    approve_decision(decision, by=asked("lanh_dao"))
    assert move_promises(decision, by=asked("lanh_dao"))["moved"] == 1
    tell()
    assert "dossier.due_moved" in words(specialist, unread=True)
    assert "dossier.received" in words(specialist, unread=True), (
        "the step the dossier waits for is still to be done"
    )
    citizens = world.ask(
        "select count(*) from notice where audience = 'citizen' and verb = 'dossier.due_moved'"
    )
    assert citizens == 1
