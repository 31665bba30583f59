"""A program that is stopped and started again: what goes on, what ends, what is said of a round that was stopped."""

from pathlib import Path
from threading import Event

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.supervisor import Supervisor
from lienthong.rehearsal.conduct import Conduct, sentence
from lienthong.rehearsal.planning.actions import end_round
from lienthong.rehearsal.telling import queries
from lienthong.trials import leftovers, rounds
from lienthong.trials.observing import PEOPLES_DRIVER, Trial
from tests.board.rounds import begun, decide
from tests.cast import AN_KHANH
from tests.rehearsal.people import centre


def _states() -> dict[int, str]:
    return {trial.number: trial.state for trial in queries.rounds(100)}


def test_the_round_people_play_goes_on_and_the_clerks_ends(db: None) -> None:
    virtual, human = begun("virtual", units=[AN_KHANH]), begun("human", units=[AN_KHANH])
    assert leftovers.still_played() == human["round"]
    assert leftovers.end_leftovers() == [virtual["round"]]
    assert _states() == {virtual["round"]: "ended", human["round"]: "running"}
    again = Trial.going_on(human["round"])
    assert (again.goes_on, again.driver, again.is_virtual, again.was_stopped) == (
        True,
        PEOPLES_DRIVER,
        False,
        False,
    )


def test_a_round_in_which_nothing_is_left_to_do_ends(db: None) -> None:
    human = begun("human", units=[AN_KHANH])
    decide(human["id"], "PASS", codes=[AN_KHANH])
    assert leftovers.still_played() is None
    assert leftovers.end_leftovers() == [human["round"]]
    assert _states() == {human["round"]: "ended"}


def test_of_two_the_newer_goes_on(db: None) -> None:
    older, newer = begun("human", units=[AN_KHANH]), begun("human", units=[AN_KHANH])
    assert leftovers.still_played() == newer["round"]
    assert leftovers.end_leftovers() == [older["round"]]
    assert _states()[older["round"]] == "ended"


def test_a_round_that_is_stopped_says_so_and_not_that_the_machine_is_slow(tmp_path: Path) -> None:
    home = EmbeddedServer(tmp_path)
    operation = rounds.Operation(home, "kiem-thu", "http://127.0.0.1:9", Supervisor(tmp_path))
    operation.virtual = Trial(1, 60.0, {}, "driver")
    operation.virtual.starts_at = operation.virtual.begun_at
    stop = Event()
    stop.set()
    operation.follow(stop, print)
    assert operation.virtual.was_stopped
    slow = Conduct(
        speed=60,
        stopped_at_minute=operation.virtual.stopped_at_minute,
        answer_p99_ms=9_000.0,
        lateness_p99_ms=9_000.0,
    )
    assert "có người dừng giữa chừng" in sentence(slow)
    assert "không đủ nhanh" not in sentence(slow)


def test_no_token_lies_about_when_the_last_round_is_over(db: None, tmp_path: Path) -> None:
    """The verifier's are for all rounds that run; the clerks' for one."""
    operation = rounds.Operation(
        EmbeddedServer(tmp_path), "kiem-thu", "http://127.0.0.1:9", Supervisor(tmp_path)
    )
    operation.folder.mkdir(parents=True)
    played = [Trial(begun(by, units=[AN_KHANH])["round"], 60.0, {}, "driver") for by in ("virtual", "human")]
    kept = [operation._tokens(trial) for trial in played]
    for path in (operation._readers, *kept):
        path.write_text("{}")
    left = []
    for trial in played:
        end_round(trial.number, by=centre())
        operation._forget(trial)
        left.append({path.name for path in operation.folder.iterdir()})
    assert left == [{"readers.json", kept[1].name}, set()]
