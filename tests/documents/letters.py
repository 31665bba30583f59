"""Letters at each stage, made by the acts themselves."""

from uuid import UUID

from lienthong.documents import actions
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from tests import cast, sql


def drafted(
    by: Actor, to: int, *others: int, subject: str = "Về việc thử nghiệm", answers: UUID | None = None
) -> UUID:
    answer = actions.draft_document(
        side="government",
        type="CV",
        subject=subject,
        body="Nội dung công văn.",
        to=[to, *others],
        to_line="UBND",
        by=by,
        answers=answers,
    )
    return UUID(answer["id"])


def issued(by: Actor, to: int, *, subject: str = "Về việc thử nghiệm") -> dict[str, object]:
    """By the city's centre, whose coordinator drafts, signs and issues."""
    item = drafted(by, to, subject=subject)
    actions.submit_draft(item, by=by)
    actions.sign_document(item, by=by)
    return actions.issue_document(item, by=by)


def delivered(to: Actor) -> UUID:
    """The newest letter in the jurisdiction of this actor's seat."""
    with acts.opening(to):
        found: UUID = sql.one(
            "select id from work_item where kind = 'delivery' and jurisdiction = %s order by id desc limit 1",
            (to.seat,),
        )
    return found


def arrived(code: str) -> UUID:
    clerk = cast.officer("van_thu", code)
    assert clerk.unit is not None
    issued(cast.dung(), clerk.unit)
    return delivered(clerk)
