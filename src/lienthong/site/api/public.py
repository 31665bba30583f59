"""What citizens may ask without an account."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from ninja import Query, Router

from lienthong.notices.queries import citizen_notices
from lienthong.personnel.doors import ActorRequest, address_of, in_public
from lienthong.site.citizens import LookUp, case_of
from lienthong.units.addresses.answers import Became, ward_today
from lienthong.units.addresses.gazetteer import Ward
from lienthong.units.addresses.queries import LONGEST

router = Router(tags=["public"])


@router.post(
    "/public/lookup",
    summary="A dossier or report, by its code and secret",
    description="Asked by POST although nothing is changed: a secret in an address lies in everybody's logs.",
)
@in_public("lookup")
def lookup(request: ActorRequest, body: LookUp) -> dict[str, Any]:
    case = case_of(body.code, body.secret, address=address_of(request))
    return {**case, "notices": [asdict(notice) for notice in citizen_notices()]}


@router.get(
    "/public/addresses",
    summary="The ward of today of an old ward or an address",
    description="`standing` says how sure it is: `one`; `divided`, a ward that went to several, all in `today`;"
    " `several` of that name; `two_wards` in one address; `unknown_ward`; `district` alone; `outside` the city;"
    " `nothing`. With `lat` and `lon`, `at_point` is the ward around the point by boundaries of reference. Nothing that"
    " is asked is kept.",
)
@in_public("addresses")
def addresses(
    request: ActorRequest, q: Annotated[str, Query(max_length=LONGEST)] = "",
    lat: Annotated[float | None, Query(ge=-90, le=90)] = None,
    lon: Annotated[float | None, Query(ge=-180, le=180)] = None,
) -> dict[str, Any]:  # fmt: skip
    day = request.actor.day
    answer = ward_today(q, day, None if lat is None or lon is None else (lon, lat))
    return {
        "as_of": request.actor.at, "standing": answer.read.standing,
        "today": [_ward(each) for each in answer.read.today],
        "named": [_became(became, day) for became in answer.became], "districts": answer.read.districts,
        "at_point": answer.at_point and _ward(answer.at_point), "read_as": answer.read_as, "heading": answer.heading,
        "advice": answer.advice,
    }  # fmt: skip


def _ward(ward: Ward) -> dict[str, Any]:
    area = None if ward.is_earlier else ward.area
    return {"area": area, "code": ward.code or None, "name": ward.name}


def _became(became: Became, day: date) -> dict[str, Any]:
    """A ward the words may mean. `ends_on`: the day from which it no longer stands, where that is known; `heirs`: what
    takes it over from then on, the default one first.
    """
    ward = became.ward
    return {
        **_ward(ward), "district": ward.district, "stands": ward.stands_on(day), "ends_on": ward.ends_on,
        "heirs": [_ward(heir) for heir in became.heirs], "why": became.sentence,
    }  # fmt: skip
