"""The city writes to its 168: twelve do not register and are reminded, one returns the letter, one gives it back when
asked, one keeps it, and what was wrong in it is corrected. Through the pages, as those who do it.
"""

import re
from typing import Any
from uuid import UUID

from django.test import Client

from lienthong.documents.actions import register_delivery
from lienthong.ground.actor import Actor
from lienthong.units.queries import city_units
from tests import cast
from tests.documents.letters import delivered
from tests.reorganisation.planning import session

LAGGARDS = 12


class Desk:
    """Somebody at their pages; every form they send is another."""

    def __init__(self, who: Actor) -> None:
        self.who, self.page, self.sent = who, session(who), 0
        assert isinstance(self.page, Client)

    def reads(self, address: str) -> str:
        answer = self.page.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content.decode()

    def sends(self, address: str, **fields: Any) -> str:
        self.sent += 1
        key = f"{self.who.mandate}-{self.sent}"
        answer = self.page.post(address, {**fields, "idempotency_key": key})
        assert answer.status_code == 302, re.findall(r"field__error.*?<span>(.*?)<", answer.content.decode())
        return str(answer.headers["Location"])


def issued(city: Desk, **letter: Any) -> str:
    """Written on the page, submitted, signed and issued there: the letter's address."""
    letter = {"side": "government", "type": "CV", "urgency": "0", "body": "Nội dung.", **letter}
    address = city.sends("/van-ban/moi", **letter)
    for act in ("submit-draft", "sign-document", "issue-document"):
        city.sends(f"{address}/{act}")
    return address


def clerk_of(code: str) -> Actor:
    return cast.officer("van_thu", code)


def test_the_city_writes_to_168_and_sees_what_became_of_it(db: None) -> None:
    city = Desk(cast.dung())
    letter = issued(city, subject="Báo cáo tuần đầu vận hành", groups=["phuong-xa"])
    wards = [unit.code for unit in city_units(city.who.day)]
    prompt, late = wards[LAGGARDS:], wards[:LAGGARDS]
    for code in prompt:
        clerk = clerk_of(code)
        register_delivery(delivered(clerk), by=clerk)

    shown = city.reads(letter)
    assert re.search(rf"Chưa vào sổ\s*<span>{LAGGARDS}</span>", shown)
    waiting = city.reads(f"{letter}/noi-nhan?tinh-trang=arrived")
    assert waiting.count("data-row") == LAGGARDS

    city.sends(f"{letter}/remind-addressees", whom="arrived", words="Đề nghị vào sổ trước 16 giờ hôm nay.")
    assert city.reads(f"{letter}/noi-nhan?tinh-trang=arrived").count("nhắc ") == LAGGARDS
    assert "nhắc " not in city.reads(f"{letter}/noi-nhan?tinh-trang=registered")
    slow = Desk(clerk_of(late[0]))
    theirs = f"/viec/{delivered(slow.who)}"
    assert "Đề nghị vào sổ trước 16 giờ hôm nay." in slow.reads(theirs)

    # One was not meant, one gives the letter back, one keeps it.
    slow.sends(f"{theirs}/return-delivery", reason="Không thuộc địa bàn phường")
    city.sends(f"{letter}/recall-document", reason="Sai biểu số liệu")
    agrees, refuses = Desk(clerk_of(prompt[0])), Desk(clerk_of(prompt[1]))
    agrees.sends(f"/viec/{delivered(agrees.who)}/agree-to-recall")
    refuses.sends(f"/viec/{delivered(refuses.who)}/refuse-recall", reason="Đã báo cáo xong")
    table = city.reads(f"{letter}/noi-nhan")
    for state, n in (("Trả lại", 1), ("Đã thu hồi", 1), ("Đã vào sổ", 168 - LAGGARDS - 1)):
        assert re.search(rf"{state}\s*<span>{n}</span>", table), state
    assert "Không thuộc địa bàn phường" in city.reads(f"{letter}/noi-nhan?tinh-trang=returned")
    assert "không đồng ý thu hồi" in city.reads(f"{letter}/noi-nhan?q={refuses.who.unit_name}")
    assert city.reads(f"{letter}/noi-nhan.csv").count("không trả lại") == 1


def test_what_was_wrong_is_corrected_and_every_addressee_reads_it(db: None) -> None:
    city, ward = Desk(cast.dung()), Desk(cast.an())
    letter = issued(city, subject="Lịch trực", to=[str(ward.who.unit)])
    first = f"/viec/{delivered(ward.who)}"
    form = city.reads(f"/van-ban/moi?dinh-chinh={letter.rpartition('/')[2]}")
    assert f'value="{ward.who.unit}" checked' in form, "it goes to whom the letter went"
    issued(
        city, subject="Đính chính lịch trực", body="Trực từ 7 giờ.", to=[str(ward.who.unit)],
        revises=letter.rpartition("/")[2], revision="corrects",
    )  # fmt: skip
    shown = ward.reads(first)
    assert "Được đính chính bằng" in shown
    second = UUID(str(delivered(ward.who)))
    assert f'href="/viec/{second}"' in shown
    assert "Đính chính: " in ward.reads(f"/viec/{second}")
