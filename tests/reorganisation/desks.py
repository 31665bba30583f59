"""Work in divided wards, and people at their screens."""

import re
from typing import Any
from uuid import UUID

from django.test import Client

from lienthong.ground.actor import Actor
from lienthong.reorganisation.divisions.queries import divisions_of
from lienthong.reorganisation.divisions.terms import Division
from lienthong.reorganisation.plans.verification import Observation, Probe
from tests import sql
from tests.board.rounds import screen
from tests.cast import Caller, caller_under, officer
from tests.procedures.dossiers import of, taken_in
from tests.reorganisation.plans import area_of

AN_PHU, AN_KHANH, BINH_TRUNG = "27091", "27094", "27097"


def counter(code: str = AN_PHU) -> Actor:
    """The clerk at the counter of an old ward."""
    return officer("tiep_nhan", code)


def dossiers(*addresses: str, code: str = AN_PHU) -> list[UUID]:
    """Taken in at a ward's counter, for people who live there."""
    return [of(taken_in(by=counter(code), area=area_of(code), address=address)) for address in addresses]


def division(plan: int, code: str = AN_PHU) -> Division:
    return next(one for one in divisions_of(plan) if one.code == code and " – " not in one.name)


def part(one: Division, name: str) -> int:
    return next(each.id for each in one.parts if name in each.name)


def lasting(*items: UUID) -> list[tuple[Any, ...]]:
    """What must not change, whoever looks."""
    sql.run("reset role")
    found = sql.rows(
        "select id, reference, subject, received_at, due_at, received_seat, state, assignee from work_item"
        " where id = any (%s) order by id",
        (list(items),),
    )
    sql.run("set local role lienthong_app")
    return [tuple(row) for row in found]


def jurisdiction(item: UUID) -> int:
    sql.run("reset role")
    found: int = sql.one("select jurisdiction from work_item where id = %s", (item,))
    sql.run("set local role lienthong_app")
    return found


def read_for(screen: Any, sent: Any) -> Any:
    """What somebody sees who sent a file, after the worker has read it."""
    from lienthong.reorganisation.tasks import read_upload

    assert sent.status_code == 302, sent.content.decode()
    where = sent["Location"]
    assert where.startswith("/sap-xep/tep/"), where
    read_upload(where.rpartition("/")[2])
    return getattr(screen, "client", screen).get(where)


class Screen:
    """A browser: pages read, forms sent with what stands in them."""

    def __init__(self, actor: Actor) -> None:
        self.client: Client = screen(actor)

    def text(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return str(answer.content.decode())

    def send(self, path: str, *, key: str | None = None, **fields: Any) -> Any:
        return self.client.post(path, {"idempotency_key": key or f"{path}-{len(str(fields))}", **fields})

    def hidden(self, path: str, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text(path))
        assert found is not None, (path, name)
        return found[1]


def observed(probe: Probe) -> Observation:
    """Everybody of a probe at the API's door, as virtual clerks do it over the wire."""
    return Observation(
        inboxes={name: _inbox(caller_under(mandate)) for name, mandate in probe.open.items()},
        refused={name: _refusal(caller_under(mandate)) for name, mandate in probe.closed.items()},
    )


def _inbox(caller: Caller) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    page = {"next": ""}
    while page["next"] is not None:
        page = caller.get(f"/items?limit=2&after={page['next']}").json()
        found += [(item["id"], item["jurisdiction"]) for item in page["items"]]
    return found


def _refusal(caller: Caller) -> dict[str, Any]:
    answer = caller.get("/items").json()
    return {"code": answer["code"], "heirs": len(answer["facts"]["heirs"])}
