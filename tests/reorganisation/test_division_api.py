"""Divisions for machines: the same list and acts as at the screen, the same refusals, each key one effect."""

from typing import Any
from uuid import uuid4

import pytest

from lienthong.ground import acts
from lienthong.reorganisation.divisions import queries
from lienthong.reorganisation.divisions.rules import needs_second_eyes
from lienthong.reorganisation.divisions.terms import Division
from lienthong.reorganisation.plans.actions import prepare_plan
from tests.cast import Caller, caller, officer
from tests.reorganisation.desks import AN_KHANH, AN_PHU, counter, division, dossiers, jurisdiction, part
from tests.reorganisation.plans import drafted, planner, text
from tests.reorganisation.test_divisions import SPLIT

ADDRESSES = ("1 Nguyễn Hoàng", "3 Nguyễn Hoàng", "5 đường số 7", "xóm trên")


@pytest.fixture
def split(eve: None) -> Division:
    made = drafted(text(SPLIT))
    prepare_plan(made["plan"], by=planner())
    return division(made["plan"])


def home(one: Division) -> str:
    return f"/reorganisations/{one.plan}/divisions/{one.undivided}"


def get(who: Caller, path: str, status: int = 200) -> Any:
    answer = who.get(path)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_machine_reads_the_list_and_decides_it(split: Division) -> None:
    first, second, third, _ = items = dossiers(*ADDRESSES)
    clerk, west = caller(counter()), part(split, "Tây")
    (listed,) = get(clerk, "/reorganisations")["reorganisations"]
    assert (listed["plan"], listed["state"]) == (split.plan, "draft")
    (told,) = get(clerk, f"/reorganisations/{split.plan}/divisions")["divisions"]
    assert (told["undivided"], told["left"], told["total"]) == (split.undivided, 4, 4)
    assert [one["street"] for one in get(clerk, f"{home(split)}/streets")["streets"]] == [
        "nguyen hoang", "so 7", ""
    ]  # fmt: skip

    body = {"items": [str(first)], "part": west, "reason": "sổ hộ khẩu"}
    answers = [clerk.post(f"{home(split)}/decisions", body, key="one").json() for _ in range(2)]
    assert answers == [{"decided": {str(west): 1}}] * 2
    assert clerk.post(f"{home(split)}/decisions", {**body, "items": [str(second)]}, key="one").json()[
        "code"
    ] == ("key_reused")
    (line,) = get(clerk, f"{home(split)}/pending?street=nguyen%20hoang")["items"]
    assert line["id"] == str(second)
    assert line["suggestions"] == [
        {"part": west, "reason": "1/1 việc cùng đường «nguyen hoang» đã về Phường Tây", "votes": 2}
    ]
    street = {"street": "so 7", "part": west}
    assert clerk.post(f"{home(split)}/street-decisions", street, key="two").json() == {
        "decided": {str(west): 1}
    }
    assert clerk.post(f"{home(split)}/taken-back", {"items": [str(first)]}, key="three").json() == {
        "taken_back": 1
    }
    assert [jurisdiction(item) == west for item in items] == [False, False, True, False]
    assert jurisdiction(third) == west


def test_rules_are_written_tried_and_applied_in_batches(split: Division) -> None:
    dossiers(*ADDRESSES)
    clerk, west = caller(counter()), part(split, "Tây")
    body = {"kind": "words", "pattern": {"any": ["Nguyễn Hoàng"]}, "part": west}
    assert clerk.post(f"{home(split)}/rules", body, key="r").json()["no"] == 1
    tried = get(clerk, f"{home(split)}/rules")
    assert (tried["rules"][0]["items"], tried["trial"]["unknown"]) == (2, 2)
    after, decided, left = None, 0, 0
    for turn in range(3):
        answer = clerk.post(
            f"{home(split)}/rules/apply", {"after": after, "at_most": 2}, key=f"a{turn}"
        ).json()
        decided, left, after = (
            decided + sum(answer["decided"].values()),
            left + answer["left"],
            answer["after"],
        )
        if after is None:
            break
    assert (decided, left, after) == (2, 2, None)
    assert clerk.post(f"{home(split)}/rules/1/withdraw", key="w").json() == {"no": 1}
    bad = clerk.post(f"{home(split)}/rules", {**body, "pattern": {"any": [" "]}}, key="bad")
    assert (bad.status_code, bad.json()["code"]) == (422, "bad_rule")
    assert clerk.post(f"{home(split)}/rules", {**body, "kind": "moon"}, key="m").json()["code"] == "invalid"


def test_a_second_person_looks_at_the_sample(split: Division) -> None:
    items = dossiers(*(f"{n} Nguyễn Hoàng" for n in range(1, 30)))
    clerk, leader = caller(counter()), caller(officer("lanh_dao", AN_PHU))
    body = {"items": [str(item) for item in items], "part": part(split, "Tây")}
    clerk.post(f"{home(split)}/decisions", body, key="all")
    drawn = get(leader, f"{home(split)}/sample")
    expected = {str(item) for item in items if needs_second_eyes(split.plan, item)}
    assert {one["item"] for one in drawn["sample"]} == expected
    assert drawn["decided_by_people"] == len(items)
    assert not any(one["mine"] or one["looked"] for one in drawn["sample"])
    item = sorted(expected or {str(items[0])})[0]
    own = clerk.post(f"{home(split)}/sample/{item}/second", key="s")
    assert (own.status_code, own.json()["code"]) == (403, "same_eyes")
    assert leader.post(f"{home(split)}/sample/{item}/second", key="s").status_code == 200


def test_a_stranger_finds_nothing_whatever_is_asked(split: Division) -> None:
    (item,) = dossiers("1 Nguyễn Hoàng")
    chi, west = caller(counter(AN_KHANH)), part(split, "Tây")
    assert get(chi, f"/reorganisations/{split.plan}/divisions")["divisions"] == []
    for path in ("streets", "pending", "rules", "sample"):
        assert "Nguyễn Hoàng" not in str(get(chi, f"{home(split)}/{path}", status=404))
    for path, body in (
        ("decisions", {"items": [str(item)], "part": west}),
        ("street-decisions", {"street": "nguyen hoang", "part": west}),
        ("taken-back", {"items": [str(item)]}),
        ("rules", {"kind": "field", "pattern": {"fields": ["x"]}, "part": west}),
        ("rules/apply", {}),
        ("rules/1/withdraw", {}),
        (f"sample/{item}/second", {}),
    ):
        assert chi.post(f"{home(split)}/{path}", body, key=path).status_code == 404, path
    assert jurisdiction(item) == split.undivided
    get(chi, f"/reorganisations/{split.plan}/divisions/{10**12}/streets", status=404)


def test_every_act_wants_a_key_and_foreign_items_are_refused(split: Division) -> None:
    (own,) = dossiers("1 Nguyễn Hoàng")
    clerk = caller(counter())
    body = {"items": [str(own), str(uuid4())], "part": part(split, "Tây")}
    assert clerk.post(f"{home(split)}/decisions", body, key="f").json()["code"] == "not_divided"
    assert clerk.post(f"{home(split)}/decisions", body, key="").json()["code"] == "key_missing"
    wrong = {"items": [str(own)], "part": split.undivided}
    assert clerk.post(f"{home(split)}/decisions", wrong, key="p").json()["code"] == "unknown_part"
    with acts.opening(counter()):
        assert queries.decided_by_people(counter(), split) == 0
