"""Letters with files, asked back and sent to a body that is no more: done by real acts under the eyes of a verifier."""

from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions as letters
from lienthong.documents.enclosures.actions import enclose_file
from lienthong.documents.recalling import actions as recalling
from lienthong.ground.acts import opening
from lienthong.rehearsal.planning import playbook
from lienthong.rehearsal.planning.actions import plan_round, start_round
from lienthong.rehearsal.telling import queries
from lienthong_clerks.enclosing import printed
from tests.cast import AN_KHANH
from tests.rehearsal.people import centre, sender, ward
from tests.rehearsal.playing import Watching, answer, delivery_of

WITH_FILES, RECALLED, KEPT, FORWARDED = 1, 2, 3, 4
"""Instances in the order of their kinds."""

STEPS = {WITH_FILES: 9, RECALLED: 3, KEPT: 10, FORWARDED: 9}


@pytest.fixture
def number(campaign: int) -> int:
    """A running round at An Khánh, at the pace of people."""
    planned: int = plan_round(
        campaign, units=[AN_KHANH], scenarios=["van-ban-thu-hoi"], seed=7, played_by="human", by=centre()
    )["round"]
    start_round(planned, in_seconds=0, by=centre())
    return planned


def sent(number: int) -> dict[int, tuple[UUID, str]]:
    """What the city does of the round: of each instance the delivery at the ward, and the letter's code."""
    with opening(centre()):
        calls: list[dict[str, Any]] = playbook.calls_of(number)["calls"]
    drafts, came = {}, {}
    for call in sorted(calls, key=lambda call: call["call"] == "documents.recall"):
        body, instance = call["with"], call["instance"]
        if call["call"] == "documents.recall":
            recalling.recall_document(drafts[instance], **body, by=sender())
            continue
        drafts[instance] = _issued(body.pop("enclosures"), body)
        came[instance] = delivery_of(body["subject"]), body["body"].split("mã ")[-1].rstrip(".")
    return came


def _issued(names: list[str], letter: dict[str, Any]) -> UUID:
    draft = UUID(letters.draft_document(**letter, by=sender())["id"])
    for name in names:
        enclose_file(draft, name=name, content=printed(name), by=sender())
    letters.submit_draft(draft, by=sender())
    letters.sign_document(draft, by=sender())
    letters.issue_document(draft, by=sender())
    return draft


def verdicts(number: int) -> dict[str, int]:
    with opening(centre()):
        return queries.verdicts_of(number)


def refusals_caught(number: int) -> tuple[int, int]:
    with opening(centre()):
        caught = queries.rates_of(number)["refusals_caught"]
    return caught["passed"], caught["planned"]


def test_who_does_it_right_passes_everything(watching: Watching, number: int) -> None:
    came, clerk = sent(number), ward("van_thu")
    recalling.agree_to_recall(came[RECALLED][0], by=clerk)
    recalling.refuse_recall(came[KEPT][0], reason="Đính chính bằng công văn", by=clerk)
    for instance in (WITH_FILES, KEPT, FORWARDED):
        answer(*came[instance])
        watching.look()
    watching.look()
    assert verdicts(number) == {"PASS": sum(STEPS.values())}
    assert refusals_caught(number) == (1, 1)


def test_a_clerk_who_registers_before_the_sender_asks_has_done_nothing_wrong(
    watching: Watching, number: int
) -> None:
    came, clerk = sent(number), ward("van_thu")
    letters.register_delivery(came[RECALLED][0], by=clerk)
    recalling.agree_to_recall(came[RECALLED][0], by=clerk)
    watching.look()
    # Four arrivals, two recalls, one given back, what is seen of the files and of the body that is no more.
    assert verdicts(number)["PASS"] == 9
    assert "FAIL" not in verdicts(number)


def test_giving_back_what_need_not_be_given_back_is_not_caught(watching: Watching, number: int) -> None:
    came = sent(number)
    recalling.agree_to_recall(came[KEPT][0], by=ward("van_thu"))
    watching.look()
    assert refusals_caught(number) == (0, 1)
