"""The bearer tokens of one round's virtual clerks, in a file of mode 0600: their driver's only secret."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from lienthong.ground import sql
from lienthong.ground.database.passwords import write_private
from lienthong.personnel.asking import mint_tokens
from lienthong.units.terms import CITY_PROVINCE

LASTS = timedelta(days=7)

POSTS = """
select u.id as unit, u.code, u.body, p.role, p.section, m.id as mandate,
       coalesce(n.code, city_of_agency.code, %(city)s) as province
from unit u
left join area a on a.id = u.area
left join area n on n.id = a.province
left join unit above on above.id = u.superior and u.agency is not null
left join area city_of_agency on city_of_agency.id = above.area
join post p on p.unit = u.id
join mandate m on m.post = p.id and m.during @> world_today()
where u.during @> world_today()
  and (u.code = any (%(codes)s::text[]) and u.body in ('ubnd', 'dang_uy') or p.role = any (%(roles)s::text[]))
order by u.id, m.id
"""

CITY_ROLES = ("quan_tri", "trung_tam_cds", "vptu", "tong_dai_1022")
DRIVER_ROLE = "quan_tri"
LOOKS = ("van_thu", "van_thu_dang")
"""Whose token looks at the inbox of the unit."""


class PostRow(NamedTuple):
    unit: int
    code: str
    body: str
    role: str
    section: str
    mandate: int
    province: str


def write_clerk_tokens(path: Path, codes: Sequence[str], *, label: str) -> None:
    """For every post of the units with these codes, and one for each role of the city."""
    with transaction.atomic():
        posts = sql.rows(
            PostRow, POSTS, {"codes": list(codes), "roles": list(CITY_ROLES), "city": CITY_PROVINCE}
        )
        token_of = mint_tokens([post.mandate for post in posts], label, lasts=LASTS)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, json.dumps(_file(posts, token_of)))


def _file(posts: Sequence[Any], token_of: Mapping[int, str]) -> dict[str, Any]:
    city: dict[str, str] = {}
    besides: dict[str, dict[str, str]] = {}
    units: dict[int, dict[str, Any]] = {}
    for post in posts:
        token = token_of[post.mandate]
        if post.role in CITY_ROLES:
            agencies = city if post.province == CITY_PROVINCE else besides.setdefault(post.province, {})
            agencies.setdefault(post.role, token)
            continue
        unit = units.setdefault(
            post.unit,
            {"code": post.code, "body": post.body, "province": post.province, "poll": token, "posts": []},
        )
        if post.role in LOOKS:
            unit["poll"] = token
        unit["posts"].append(
            {"mandate": post.mandate, "role": post.role, "section": post.section, "token": token}
        )
    return {"driver": city[DRIVER_ROLE], "city": city, "besides": besides, "units": units}
