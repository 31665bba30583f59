"""What a machine asks first and most often: who am I, and what is there to do."""

from datetime import datetime, timedelta
from typing import Any

from ninja import Router

from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.work import queries
from lienthong.work.promises import api as promises
from lienthong.work.signing import api as signing

router = Router(tags=["work"])
router.add_router("", signing.router)
router.add_router("", promises.router)


@router.get("/me", summary="Who am I")
@by_token
def me(request: ActorRequest) -> dict[str, Any]:
    actor = request.actor
    return {
        "mandate": actor.mandate,
        "role": actor.role,
        "name": actor.name,
        "section": actor.section,
        "unit": {"id": actor.unit, "code": actor.unit_code, "name": actor.unit_name},
        "abilities": sorted(actor.abilities),
        "now": actor.at,
    }


@router.get("/my-work", summary="Open work of my unit, changed since the cursor")
@by_token
def my_work(request: ActorRequest, since: str = "") -> dict[str, Any]:
    asked_at = clock.real()
    rows = queries.changed_since(request.actor, _cursor(since))
    return {
        "cursor": (asked_at - queries.POLL_OVERLAP).isoformat(),
        "as_of": request.actor.at,
        "items": [row._asdict() for row in rows],
    }


def _cursor(text: str) -> datetime | None:
    if not text:
        return None
    try:
        since = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        since = None
    if since is None or since.tzinfo is None or since > clock.real() + timedelta(minutes=5):
        raise Refusal(
            "bad_since", "Mốc «since» không phải «cursor» của lần hỏi trước.", status=422, field="since"
        )
    return since
