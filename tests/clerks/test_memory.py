"""A killed driver remembers what it did: nothing is forgotten, half a line is."""

import stat
from pathlib import Path

from lienthong_clerks.memory import Memory

HEADING = {"round": 1, "starts_at": 5.0}


def test_calls_and_secrets_outlive_the_process(tmp_path: Path) -> None:
    path = tmp_path / "clerks.json.memory"
    first = Memory(path, HEADING)
    assert not first.resumed
    first.keep_call("e1", {"code": "c", "secret": "s", "late_ms": 3.0})
    first.keep_supplied("c")
    first.keep_cut("e2", "point")
    second = Memory(path, HEADING)
    assert second.resumed
    assert second.calls["e1"]["secret"] == "s"
    assert second.supplied == {"c"}
    assert second.cuts == {"e2": "point"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_line_cut_off_by_a_kill_is_as_if_never_written(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    first = Memory(path, HEADING)
    first.keep_call("e1", {"late_ms": 1.0})
    first.keep_call("e2", {"late_ms": 1.0})
    path.write_bytes(path.read_bytes()[:-8])
    second = Memory(path, HEADING)
    assert set(second.calls) == {"e1"}
    second.keep_call("e2", {"late_ms": 2.0})
    assert Memory(path, HEADING).calls["e2"]["late_ms"] == 2.0


def test_another_round_starts_with_an_empty_memory(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    Memory(path, HEADING).keep_call("e1", {})
    other = Memory(path, {**HEADING, "round": 2})
    assert not other.resumed
    assert other.calls == {}
    assert not Memory(path, HEADING).resumed
