"""A judicial officer's morning: what waits for her, what she takes, leaves to a colleague, and has done."""

import html
import re
from typing import Any
from uuid import UUID

from django.test import Client

from lienthong.personnel.accounts.passwords import hash_password
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.procedures.dossiers import of, reception, taken_in
from tests.work.test_handing import assignee, lines
from tests.work.test_waiting import colleagues_of

PASSWORD = "Mot mat khau dai 2025"
HOME, OFFICE, SECTION = "/viec-cho-toi", "/hop-viec", "/viec-bo-phan"


class Desk:
    """Somebody at a browser, from the login on."""

    def __init__(self, actor: cast.Actor) -> None:
        with as_owner():
            sql.run(
                "update account set password = %s where person = %s", (hash_password(PASSWORD), actor.person)
            )
        name = sql.one("select username from account where person = %s", (actor.person,))
        self.actor, self.browser, self.pressed = actor, Client(), 0
        entered = self.browser.post("/dang-nhap", {"username": name, "password": PASSWORD})
        assert (entered.status_code, entered.headers["Location"]) == (302, HOME)

    def reads(self, path: str) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200, path
        return html.unescape(answer.content.decode())

    def items(self, path: str) -> list[UUID]:
        """As they stand in a list, from above."""
        return [
            UUID(item) for item in re.findall(r'href="/viec/([0-9a-f-]{36})" data-open', self.reads(path))
        ]

    def sends(self, path: str, **typed: Any) -> Any:
        self.pressed += 1
        return self.browser.post(path, {**typed, "idempotency_key": f"{self.actor.mandate}-{self.pressed}"})


def test_a_judicial_officers_morning(db: None) -> None:
    dossiers = [of(taken_in()) for _ in range(4)]
    hers, another = Desk(cast.officer("tu_phap")), Desk(colleagues_of("chuyen_vien")[0])
    leader, counter = Desk(cast.officer("lanh_dao")), Desk(reception())

    waiting = hers.items(HOME)
    assert set(dossiers) <= set(waiting)
    page = hers.reads(HOME)
    assert "còn " in page
    assert "Tất cả" in page

    first, second, third, fourth = dossiers
    taken = hers.sends("/viec/nhan", items=[str(first), str(second), str(third)], back=HOME)
    assert taken.headers["Location"] == f"{HOME}?xong=nhan-3"
    assert "Đã nhận 3 việc." in hers.reads(taken.headers["Location"])
    assert {first, second, third} <= set(hers.items(HOME))
    left = set(another.items(HOME))
    assert not left & {first, second, third}
    assert fourth in left

    assert hers.sends(f"/viec/{first}/assess-dossier", approve="1").status_code == 302
    assert first not in hers.items(HOME)
    assert first in leader.items(HOME)
    assert hers.sends(f"/viec/{second}/hand-back-item").status_code == 302
    assert second in another.items(HOME)

    given = leader.sends("/viec/giao", items=[str(fourth)], back=OFFICE, assignee=str(hers.actor.mandate))
    assert given.headers["Location"] == f"{OFFICE}?xong=giao-1"
    assert fourth in hers.items(HOME)
    assert fourth not in another.items(HOME)
    assert f"cho {hers.actor.name}" in hers.reads(f"/viec/{fourth}")

    assert leader.sends(f"/viec/{first}/sign-dossier").status_code == 302
    assert first not in leader.items(HOME)
    assert first in counter.items(HOME)
    assert [line.verb for line in lines(second)] == ["dossier.received", "item.taken", "item.handed_back"]
    assert assignee(third) == hers.actor.mandate
