import json
from pathlib import Path

from lienthong_clerks.tally import Tally, write_status


def tally_late(*late_ms: float) -> Tally:
    tally = Tally()
    for value in late_ms:
        tally.lateness.add(value)
    return tally


def test_one_late_call_in_two_hundred_leaves_a_round_valid() -> None:
    assert tally_late(*[1.0] * 199, 900.0).valid
    assert not tally_late(*[1.0] * 97, *[900.0] * 3).valid


def test_an_invalid_round_says_so() -> None:
    sentence = tally_late(300.0).sentence()
    assert "INVALID" in sentence
    assert "300 ms" in sentence
    assert "INVALID" not in tally_late(250.0).sentence()


def test_status_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "clerks.json"
    tally = tally_late(2.0)
    tally.acted("sign-document", 0.05)
    tally.complain("not_found", "open: 404")
    write_status(path, tally.as_dict())
    write_status(path, tally.as_dict())
    read = json.loads(path.read_text())
    assert read["acts"] == {"sign-document": 1}
    assert read["latency"]["sign-document"] == {"n": 1, "p50_ms": 50.0, "p95_ms": 50.0, "p99_ms": 50.0}
    assert read["lateness"] == {"n": 1, "p50_ms": 2.0, "p99_ms": 2.0}
    assert read["errors"] == {"not_found": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["clerks.json"]


def test_a_restarted_driver_counts_on() -> None:
    tally = Tally()
    tally.carry_on({"requests": 10, "acts": {"sign-document": 4}, "errors": {"409": 1}})
    tally.acted("sign-document", 0.1)
    tally.carry_on({})
    assert (tally.requests, tally.acts["sign-document"], tally.errors["409"]) == (10, 5, 1)
