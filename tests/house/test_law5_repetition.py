"""Law 5: a repeated request has one effect."""

import pytest

from lienthong.documents import actions
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.work.citizens import keys
from tests import cast, sql
from tests.documents.letters import arrived
from tests.procedures.dossiers import submitted


def _letter(by: Actor, key: str, subject: str = "Một") -> dict[str, object]:
    return actions.draft_document(
        side="government",
        type="CV",
        subject=subject,
        body="Nội dung",
        to=[cast.an().unit or 0],
        by=by,
        key=key,
    )


def _drafts(by: Actor) -> int:
    with acts.opening(by):
        count: int = sql.one("select count(*) from work_item where kind = 'draft'")
    return count


def test_same_key_and_body_answers_the_same_and_does_nothing_more(db: None) -> None:
    dung = cast.dung()
    first = _letter(dung, "k1")
    assert _letter(dung, "k1") == first
    assert _drafts(dung) == 1


def test_same_key_other_body_is_refused(db: None) -> None:
    dung = cast.dung()
    _letter(dung, "k1")
    with pytest.raises(Refusal, match="key_reused"):
        _letter(dung, "k1", subject="Hai")
    assert _drafts(dung) == 1


def test_the_key_belongs_to_who_used_it(db: None) -> None:
    _letter(cast.dung(), "k1")
    _letter(cast.officer("chuyen_vien"), "k1")
    assert _drafts(cast.dung()) == 1
    assert _drafts(cast.an()) == 1


def test_a_refused_act_may_be_tried_again_under_its_key(db: None) -> None:
    an = cast.an()
    item = arrived(cast.AN_KHANH)
    with pytest.raises(Refusal):
        actions.register_delivery(item, by=cast.dung(), key="k2")
    assert actions.register_delivery(item, by=an, key="k2")["state"] == "registered"
    assert actions.register_delivery(item, by=an, key="k2")["state"] == "registered"


def test_over_the_api_a_repeated_post_answers_alike(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    clerk = cast.caller(cast.an())
    first = clerk.post(f"/items/{item}/register-delivery", key="k3")
    second = clerk.post(f"/items/{item}/register-delivery", key="k3")
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert clerk.post(f"/items/{item}/register-delivery", key="k4").json()["code"] == "wrong_state"


HANDED = {"procedure": "2.000815", "applicant": "Nguyễn Văn An", "phone": "0909000123", "papers": []}


@pytest.mark.parametrize("door", ["counter", "online"])
def test_a_citizens_secret_is_told_again_and_kept_nowhere(db: None, door: str) -> None:
    desk = cast.caller(cast.officer("tiep_nhan"))
    if door == "online":
        first, second = (submitted(key="k5") for _ in "12")
    else:
        first, second = (desk.post("/dossiers", HANDED, key="k5").json() for _ in "12")
    assert first == second
    assert len(keys.read(str(first["secret"]))) == 20
    sql.run("reset role")
    kept = sql.one("select answer::text from answer where key = 'k5'")
    assert str(first["id"]) in kept
    assert str(first["secret"]) not in kept
