"""A letter signed in the head's place elsewhere still says by which paper when its world has come here."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from lienthong.documents import actions as letters
from lienthong.documents import queries
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.personnel.delegations.actions import delegate_authority
from lienthong.work.queries import item_of, timeline
from tests.cast import officer
from tests.documents.letters import delivered, drafted
from tests.joining.joining import COMMUNE, OTHER, Place, exported, joined, tried
from tests.personnel.delegating import PAPER, asked

A_DEPUTY = """
update post set role = 'pho_chu_tich', title = 'Phó Chủ tịch UBND'
where role = 'chuyen_vien' and unit in (select id from unit where code = %s)
"""


def _letter() -> tuple[UUID, str]:
    """In the other installation: the leader is away, a deputy signs, the letter arrives."""
    head, deputy, clerk = (
        asked("lanh_dao", COMMUNE),
        asked("pho_chu_tich", COMMUNE),
        officer("van_thu", COMMUNE),
    )
    delegate_authority(
        form="kt", delegate=deputy.mandate or 0, covers=["sign_document"], since=date(2025, 6, 20),
        until=date(2025, 6, 22), is_away=True, **PAPER, by=head,
    )  # fmt: skip
    receiver = officer("van_thu", OTHER)
    draft = drafted(clerk, receiver.unit or 0)
    letters.submit_draft(draft, by=clerk)
    letters.sign_document(draft, by=asked("pho_chu_tich", COMMUNE))
    letters.issue_document(draft, by=clerk)
    return delivered(receiver), deputy.name


def _told(reader: Actor, item: UUID) -> list[Any]:
    with acts.opening(reader):
        letter = queries.details(reader, item_of(reader, item))["document"]
        return [letter["signature"].said, *(queries.told(line) for line in timeline(item))]


def test_the_paper_comes_along(here: Place, there: Place, tmp_path: Path) -> None:
    with there.owner() as owner:
        owner.execute(A_DEPUTY, (COMMUNE,))
    with there.at_work():
        item, name = _letter()
    file = exported(there, tmp_path / "binh-duong.ltw")
    assert tried(here, file)["findings"] == []
    joined(here, file)
    said = (
        f"{name}, Phó Chủ tịch UBND, ký thay (KT.) Chủ tịch UBND, theo Giấy ủy quyền số 05/GUQ-UBND ngày 30/6/2025,"
        " vắng mặt từ 20/6/2025 đến 22/6/2025"
    )
    with here.at_work():
        told = _told(officer("van_thu", OTHER), item)
    assert told[:2] == [said, said]
