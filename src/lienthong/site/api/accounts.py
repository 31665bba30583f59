"""Accounts over the API: the list as the page shows it, and what ends or allows access. Giving access and giving it
again stay with people: they make a link that is handed to one person, and whoever held a token could let themselves in
anywhere.
"""

from typing import Annotated, Literal

from ninja import Query, Router
from pydantic import Field

from lienthong.ground.acts import Answer
from lienthong.kernel import reading
from lienthong.pages.forms import Form
from lienthong.pages.lists import LAST_PAGE, PAGE, window
from lienthong.personnel.accounts import actions, queries
from lienthong.personnel.accounts.queries import Listed
from lienthong.personnel.accounts.rules import known_state
from lienthong.personnel.accounts.terms import STATES
from lienthong.personnel.doors import ActorRequest, by_token, require_key
from lienthong.personnel.terms import ROLE_LABELS

router = Router(tags=["accounts"])


class StopAccount(Form):
    reason: Literal["left", "long_leave", "suspected", "duplicate"] = Field(title="Lý do ngừng")


@router.get(
    "/accounts", summary=f"Who may log in, of the bodies I answer for, body by body, {PAGE} at a time"
)
@by_token
def accounts(
    request: ActorRequest,
    state: Annotated[str, Query(description="in_use, waiting, without or stopped")] = "",
    q: Annotated[str, Query(max_length=100, description="In names and login names")] = "",
    unit: Annotated[str, Query(max_length=20, description="A body's code")] = "",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> dict[str, object]:
    actor = request.actor
    actor.require(actions.ABILITY)
    asked, words = known_state(state, field="state"), reading.sought(q)
    counts = queries.counts(actor, words=words, unit=unit or None)
    rows = queries.accounts(actor, words=words, unit=unit or None, state=asked or None, **window(page))
    total = counts.get(asked, 0) if asked else sum(counts.values())
    return {"as_of": actor.at, "total": total, "accounts": [_shown(row) for row in rows]}


def _shown(row: Listed) -> dict[str, object]:
    said = {name: value for name, value in row._asdict().items() if name not in ("person", "total")}
    return {**said, "state_label": STATES[row.state], "role_label": ROLE_LABELS.get(row.role, row.role)}


@router.post(
    "/accounts/{int:account}/stop",
    summary="Nobody logs in with it; what is open ends at once",
    operation_id="stop_account",
)
@by_token
def stop(request: ActorRequest, account: int, body: StopAccount) -> Answer:
    return actions.stop_account(account, **body.model_dump(), by=request.actor, key=require_key(request))


@router.post(
    "/accounts/{int:account}/reopen",
    summary="Let it be used again, with the password it had",
    operation_id="reopen_account",
)
@by_token
def reopen(request: ActorRequest, account: int) -> Answer:
    return actions.reopen_account(account, by=request.actor, key=require_key(request))


@router.post(
    "/accounts/{int:account}/end-access",
    summary="End its sessions, tokens and links; the password stays",
    operation_id="end_account_access",
)
@by_token
def end_access(request: ActorRequest, account: int) -> Answer:
    return actions.end_access(account, by=request.actor, key=require_key(request))
