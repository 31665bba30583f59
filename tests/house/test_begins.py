"""Everything that can be begun is tried by Chi, of another ward, against An's, and by Bình, who only looks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from lienthong.kernel.refusals import Refusal
from lienthong.personnel.terms import roles_that_can
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin
from tests import cast, sql
from tests.board.rounds import screen
from tests.house.belongings import of_every_kind
from tests.procedures import dossiers
from tests.reports import reports
from tests.site.test_bad_input import nothing_written

Fields = dict[str, Any]


@dataclass(frozen=True)
class Try:
    """What Chi sends to get at An's, to page and API; `opens`: the form's address that names what is An's."""

    page: Fields
    api: Fields
    opens: str = ""


def _of_an(kind: str) -> UUID:
    return of_every_kind()[kind]


def _letter() -> Try:
    """Answering the letter An received."""
    an_letter = _of_an("delivery")
    words = {"subject": "Trả lời", "body": "Nội dung", "answers": str(an_letter)}
    city = cast.dung().unit
    return Try({**words, "to": str(city)}, {**words, "to": [city]}, opens=f"/van-ban/moi?tra-loi={an_letter}")


def _outside() -> Try:
    """Entering a letter after a number of An's register: Chi's has none."""
    _of_an("direction")
    given = {
        "sender": "Bộ Nội vụ",
        "subject": "Về biên chế",
        "sign": "12/BNV-TCBC",
        "reason": "Sót một văn bản",
    }
    return Try({**given, "after_number": "1"}, {**given, "after_number": 1})


def _paper_letter() -> Try:
    """Under a number of An's register of outgoing letters: Chi's book is far from it."""
    given = {
        "subject": "Về biên chế",
        "signer": "Lê Văn Tám",
        "addressees": "Sở Nội vụ",
        "reason": "Số bỏ qua",
    }
    return Try({**given, "type": "CV", "number": "400"}, {**given, "number": 400})


def _copy() -> Try:
    """A copy of the letter An received."""
    an_letter = _of_an("delivery")
    city = cast.dung().unit
    given = {"of": str(an_letter), "form": "SY"}
    return Try({**given, "to": str(city)}, {**given, "to": [city]}, opens=f"/van-ban/sao?viec={an_letter}")


def _dossier() -> Try:
    """Taking a dossier in at An's counter."""
    given = {"procedure": dossiers.COPY, "applicant": "Lê Thị Nở", "phone": "", "papers": ["Bản chính"]}
    unit = cast.an().unit
    page = {**given, "papers": "Bản chính", "channel": "1", "unit": str(unit)}
    return Try(page, {**given, "unit": unit})


def _recorded() -> Try:
    """Writing a report down as if at 1022, into An's ward."""
    given = {"text": reports.TEXT, "name": "Nguyễn Thị Hoa", "phone": "0901234567", "channel": "phone"}
    place = reports.inside(cast.AN_KHANH)
    return Try({**given, **{k: str(v) for k, v in place.items()}}, {**given, **place})


def _meeting() -> Try:
    """Calling An's unit to a meeting."""
    unit = cast.an().unit
    given = {"subject": "Họp", "starts_at": "2025-07-02T08:00:00+07:00"}
    return Try({**given, "starts_at": "08:00 02/07/2025", "units": [str(unit)]}, {**given, "units": [unit]})


def _incident() -> Try:
    """Reporting that An's unit stands still."""
    given = {"severity": "critical", "text": "Cả đơn vị dừng.", "unit": cast.an().unit}
    return Try({**given, "unit": str(cast.an().unit)}, given)


def _file() -> Try:
    """Opening a file of work with the letter An received."""
    an_letter = _of_an("delivery")
    fields = {"code": "99.VP", "title": "Hồ sơ", "years": 10, "first": str(an_letter)}
    return Try({**fields, "years": "10"}, fields, opens=f"/ho-so-cong-viec/moi?viec={an_letter}")


ANYBODY = "open to everybody: what a stranger begins is their own case, answered with its own code and secret"
TRIES: Mapping[str, Callable[[], Try] | str] = {
    "draft_document": _letter,
    "register_outside_letter": _outside,
    "enter_paper_letter": _paper_letter,
    "make_copy": _copy,
    "take_in_dossier": _dossier,
    "record_report": _recorded,
    "convene_meeting": _meeting,
    "report_incident": _incident,
    "open_file": _file,
    "submit_dossier": ANYBODY,
    "submit_report": ANYBODY,
}
"""By the act that begins. One that is not here fails: somebody must say what another ward would try with it."""


def _chi(begin: Begin) -> cast.Actor:
    """An officer of another ward who may begin this; where none of a ward may, its clerk."""
    roles = roles_that_can(begin.ability)
    holders = {row.role for row in _roles_at(cast.BINH_TRUNG)}
    return cast.officer(next((role for role in roles if role in holders), "van_thu"), cast.BINH_TRUNG)


def _roles_at(code: str) -> list[Any]:
    return sql.rows(
        "select distinct p.role from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
        " where u.code = %s and m.during @> world_today() and u.during @> world_today()",
        (code,),
    )


def _officers() -> list[Begin]:
    return [begin for begin in registry.begins() if begin.door == "officer"]


def test_somebody_said_what_chi_would_try() -> None:
    assert {begin.act for begin in registry.begins()} == set(TRIES)
    for begin in registry.begins():
        assert isinstance(TRIES[begin.act], str) == (begin.door == "public"), begin.act


@pytest.mark.parametrize("act", [begin.act for begin in _officers()])
def test_chi_begins_nothing_at_ans(db: None, act: str) -> None:
    begin, make = registry.begin_of(act), TRIES[act]
    assert not isinstance(make, str)
    attempt, chi = make(), _chi(begin)
    page, api = screen(chi), cast.caller(chi)
    with nothing_written():
        if attempt.opens:
            assert page.get(attempt.opens).status_code in (403, 404), "the form shows what is An's"
        answer = page.post(f"/{begin.url}", {**attempt.page, "idempotency_key": str(uuid4())})
        assert answer.status_code in (403, 404, 409, 422), f"{act} by page: {answer.status_code}"
        said = api.post(f"/{begin.path}", attempt.api, key=str(uuid4()))
        assert said.status_code in (403, 404, 409, 422), f"{act} by API: {said.status_code} {said.json()}"
        # Refused for what it is, not for how it was written.
        assert said.json()["code"] != "invalid", said.json()


@pytest.mark.parametrize("act", [begin.act for begin in _officers()])
def test_who_may_not_begin_it_is_told_so(db: None, act: str) -> None:
    begin, make = registry.begin_of(act), TRIES[act]
    assert not isinstance(make, str)
    attempt, unable = make(), _unable(begin)
    page, api = screen(unable), cast.caller(unable)
    with nothing_written():
        for answer in (
            page.get(f"/{begin.url}"),
            page.post(f"/{begin.url}", {**attempt.page, "idempotency_key": "k"}),
        ):
            assert answer.status_code == 403, answer.status_code
            assert re.search(r"không (được|có quyền)|không thuộc|Chức", answer.content.decode()), (
                "no sentence"
            )
        said = api.post(f"/{begin.path}", attempt.api, key="k")
        assert (said.status_code, said.json()["code"]) == (403, "not_allowed")
        assert said.json()["message"].endswith(".")
    assert f'href="/{begin.url}"' not in page.get(begin.home).content.decode(), "offered to who may not"


def _unable(begin: Begin) -> cast.Actor:
    """Bình where a role of the ward looks only; else one of the ward's roles without this ability."""
    able = set(roles_that_can(begin.ability))
    wards = {row.role for row in _roles_at(cast.AN_KHANH)} - able
    if wards:
        return cast.officer(sorted(wards)[0])
    return cast.officer("lanh_dao_tp", _city_leaders_unit())


def _city_leaders_unit() -> str:
    code: str = sql.one(
        "select u.code from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
        " where p.role = 'lanh_dao_tp' and m.during @> world_today() order by m.id limit 1"
    )
    return code


@pytest.mark.parametrize("act", [begin.act for begin in _officers()])
def test_binh_who_only_looks_begins_nothing(db: None, act: str) -> None:
    """The act itself asks, whatever door it was reached by."""
    begin, make = registry.begin_of(act), TRIES[act]
    assert not isinstance(make, str)
    binh = replace(cast.an(), abilities=frozenset({"view_board"}))
    fields = (begin.body or begin.form).model_validate(make().api).model_dump()
    with nothing_written(), pytest.raises(Refusal) as refused:
        begin.perform(**fields, by=binh)
    assert refused.value.status == 403


@pytest.mark.parametrize("act", [act for act, make in TRIES.items() if isinstance(make, str)])
def test_what_the_public_begins_needs_no_login_and_gives_none(db: None, act: str) -> None:
    begin = registry.begin_of(act)
    assert begin.counter, f"{act} is counted nowhere"
    assert Client().get(f"/{begin.url}").status_code == 200
    assert settings.SESSION_COOKIE not in Client().get(f"/{begin.url}").cookies
