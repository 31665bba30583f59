"""python -m lienthong.trials.leftovers: end the rounds that a killed program left running.

Nobody plays them any more; what was not done in them stays not done. Without it they read «đang chạy» for good.
"""

import os

import psycopg

from lienthong.ground.database.servers import Server
from lienthong.hosting.supervisor import supervised
from lienthong.hosting.template import Say, run_inside
from lienthong.hosting.worlds import database_of

RUNNING = "select number from trial_round where state = 'running' order by number"


def end_cut_rounds(server: Server, world: str, say: Say) -> None:
    """At the next start, from a process that has entered no world. A round that is being driven goes on."""
    running = _running(server, world)
    if not running or supervised(server.home, "round"):
        return
    run_inside(server, database_of(world), "app", "lienthong.trials.leftovers", failed="rounds_not_ended")
    for number in sorted(running - _running(server, world)):
        say(cut_sentence(number))


def _running(server: Server, world: str) -> set[int]:
    with psycopg.connect(server.url(database_of(world), "verifier")) as reader:
        return {number for (number,) in reader.execute(RUNNING).fetchall()}


def cut_sentence(number: int) -> str:
    return f"Vòng {number} bị cắt ngang khi chương trình dừng lần trước; đã kết thúc, bước chưa làm coi như chưa đạt."


def end_leftovers() -> list[int]:
    """The numbers of those that were ended; what people still play goes on. This process has entered the world as the
    application.
    """
    from lienthong.rehearsal.planning import actions
    from lienthong.rehearsal.telling import queries
    from lienthong.trials.acting import as_centre

    played = still_played()
    running = [trial.number for trial in queries.rounds(100) if trial.state == "running"]
    left = [number for number in running if number != played]
    for number in left:
        with as_centre() as centre:
            actions.end_round(number, by=centre)
    return left


def still_played() -> int | None:
    """The newest round that people play, as long as something is left to do in it."""
    from lienthong.rehearsal.telling import queries

    peoples = [
        trial.number
        for trial in queries.rounds(100)
        if trial.state == "running" and trial.played_by == "human"
    ]
    newest = max(peoples, default=None)
    return newest if newest is not None and queries.outstanding(newest).undecided else None


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    import django

    django.setup()
    end_leftovers()


if __name__ == "__main__":
    main()
