"""The same meeting through the API, as virtual clerks hold it."""

from tests.cast import BINH_TRUNG, TTCDS, caller, officer


def test_a_round_of_a_meeting_over_the_api(db: None) -> None:
    city, clerk = officer("quan_tri", TTCDS), officer("ky_thuat")
    convenor, point, stranger = caller(city), caller(clerk), caller(officer("ky_thuat", BINH_TRUNG))
    asked = {"subject": "Diễn tập", "units": [clerk.unit], "starts_at": city.at.isoformat()}
    made = convenor.post("/meetings", asked, key="m1").json()
    assert made["points"] == 1
    assert convenor.post("/meetings", asked, key="m1").json() == made

    item = next(row for row in point.get("/my-work").json()["items"] if row["kind"] == "bridge_point")["id"]
    assert [act["act"] for act in point.get(f"/items/{item}").json()["acts"]] == ["join-meeting"]
    assert point.post(f"/items/{item}/join-meeting", key="j1").json()["state"] == "joined"
    code = point.get(f"/items/{item}").json()["desk"]["code"]
    assert convenor.get(f"/items/{item}").json()["desk"]["code"] is None
    assert stranger.get(f"/items/{item}").status_code == 404

    wrong = point.post(f"/items/{item}/answer-code", {"code": f"{(int(code) + 1) % 10**6:06d}"}, key="c1")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_code")
    assert point.post(f"/items/{item}/answer-code", {"code": "12"}, key="c2").status_code == 422
    assert point.post(f"/items/{item}/answer-code", {"code": code}, key="c3").json()["state"] == "confirmed"
    assert stranger.post(f"/items/{item}/leave-meeting", key="l0").status_code == 404
    left = point.post(f"/items/{item}/leave-meeting", {"reason": "Mất đường truyền"}, key="l1")
    assert left.json()["state"] == "left"
    assert point.post(f"/items/{item}/join-meeting", key="j2").json()["again"] is True
    acts = [act["act"] for act in point.get(f"/items/{item}").json()["acts"]]
    assert "answer-code" not in acts

    roll_call = convenor.get(f"/items/{made['id']}").json()["desk"]["roll_call"]
    assert [(p["unit"], p["presence"], p["joins"]) for p in roll_call] == [(clerk.unit, "present", 2)]
    assert convenor.post(f"/items/{made['id']}/close-meeting", key="x1").json()["points"] == 1


def test_a_meeting_without_points_is_refused_in_words(db: None) -> None:
    city = officer("quan_tri", TTCDS)
    asked = {"subject": "Họp", "units": [], "starts_at": city.at.isoformat()}
    refused = caller(city).post("/meetings", asked, key="m2")
    assert (refused.status_code, refused.json()["code"]) == (422, "units_missing")
