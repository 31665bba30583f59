"""How late an answer is, in office time."""

from datetime import datetime, timedelta

import pytest

from lienthong.kernel.clock import ZONE
from lienthong.work.requests import rules
from lienthong.work.requests.actions import (
    accept_request,
    answer_request,
)
from tests import cast
from tests.personnel.delegating import clock_shows
from tests.work.questions import SXD, asked, dossier, specialist

DUE = datetime(2025, 7, 4, 17, tzinfo=ZONE)
"""A Friday."""


@pytest.mark.parametrize(
    ("late", "minutes", "words"),
    [
        (timedelta(), None, ""),
        (timedelta(hours=3), 0, "trễ, ngoài giờ làm việc"),
        (timedelta(days=2), 0, "trễ, ngoài giờ làm việc"),
        (timedelta(days=2, hours=14, minutes=40), 10, "trễ 10 phút"),
        (timedelta(days=2, hours=17), 150, "trễ 2 giờ làm việc"),
        (timedelta(days=3), 480, "trễ 1 ngày làm việc"),
        (timedelta(days=10), 2880, "trễ 6 ngày làm việc"),
    ],
)
def test_lateness_is_counted_in_office_time(late: timedelta, minutes: int | None, words: str) -> None:
    assert rules.minutes_late(DUE, DUE + late) == minutes
    assert rules.late_words(minutes) == words


def test_a_late_answer_says_so_to_machines_too(db: None) -> None:
    item, an, sxd = dossier(), specialist(), specialist(SXD)
    question = asked(item, days=1)
    accept_request(question, by=sxd)
    clock_shows(datetime(2025, 7, 4, 8, tzinfo=ZONE))
    an, sxd = specialist(), specialist(SXD)
    assert answer_request(question, text="Không.", by=sxd)["minutes_late"] == 510
    body = cast.caller(an).get(f"/items/{item}").json()
    assert [(one["state"], one["late"]) for one in body["requests"]] == [("answered", "trễ 1 ngày làm việc")]
    last = body["timeline"][-1]
    assert (last["label"], last["note"], last["unit"]) == (
        "Trả lời ý kiến",
        "trễ 1 ngày làm việc",
        sxd.unit_name,
    )
