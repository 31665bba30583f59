"""The report: one set of facts, a page and a PDF; every rate with n/N."""

import re
from typing import Any

import pytest
from django.test import Client

from lienthong.ground.acts import opening
from lienthong.personnel.asking import begin_session
from lienthong.rehearsal.planning.actions import plan_round, start_round
from lienthong.rehearsal.telling.report import report_of
from tests import sql
from tests.papers.reading import assert_says
from tests.rehearsal.people import centre


@pytest.fixture(scope="module")
def number(campaign: int) -> int:
    planned: int = plan_round(
        campaign, units="pilot", scenarios=["hoi-nghi", "phan-anh-1022"], seed=7, by=centre()
    )["round"]
    start_round(planned, in_seconds=0, by=centre())
    return planned


@pytest.fixture
def browser(login: Any, settings: Any) -> Client:
    client = Client()
    with opening(centre()):
        account = sql.one("select id from account where person = %s", (centre().person,))
        client.cookies[settings.SESSION_COOKIE] = begin_session(account, centre().mandate)
    return client


def test_the_facts_name_every_rate_with_both_numbers(number: int) -> None:
    with opening(centre()):
        facts = report_of(number).facts
    assert facts["headline"]["n_of"] == "0/6"
    for one in (*facts["rates"], *(rate for system in facts["systems"] for rate in system["rates"])):
        assert re.fullmatch(r"[\d.]+/[\d.]+", one["n_of"])
    assert {one["label"] for one in facts["rates"]} <= {one["label"] for one in facts["definitions"]}
    assert facts["map"].count("<path") == 168


def test_the_print_says_what_the_page_says(number: int) -> None:
    with opening(centre()):
        report = report_of(number)
    codes = {"state", "scenarios"}  # for the page
    assert_says(report.pdf(), {name: said for name, said in report.facts.items() if name not in codes})


def test_the_page_and_the_list_of_rounds(browser: Client, number: int) -> None:
    page = browser.get(f"/dien-tap/{number}")
    assert page.status_code == 200
    assert f"vòng {number}" in page.content.decode()
    assert f"/dien-tap/{number}" in browser.get("/dien-tap").content.decode()
    assert browser.get(f"/dien-tap/{number}/bao-cao.pdf")["Content-Type"] == "application/pdf"


def test_a_round_that_is_not_there(browser: Client) -> None:
    assert browser.get("/dien-tap/9999").status_code == 404


def test_a_stranger_is_sent_to_the_login(login: Any, number: int) -> None:
    assert Client().get(f"/dien-tap/{number}").status_code == 302
