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
    with psycopg.connect(server.url(database_of(world), "verifier")) as reader:
        numbers = [number for (number,) in reader.execute(RUNNING).fetchall()]
    if not numbers or supervised(server.home, "round"):
        return
    run_inside(server, database_of(world), "app", "lienthong.trials.leftovers", failed="rounds_not_ended")
    for number in numbers:
        say(cut_sentence(number))


def cut_sentence(number: int) -> str:
    return f"Vòng {number} bị cắt ngang khi chương trình dừng lần trước; đã kết thúc, bước chưa làm coi như chưa đạt."


def end_leftovers() -> list[int]:
    """The numbers of those that were ended. This process has entered the world as the application."""
    from lienthong.rehearsal.planning import actions
    from lienthong.rehearsal.telling import queries
    from lienthong.trials.acting import as_centre

    left = [trial.number for trial in queries.rounds(100) if trial.state == "running"]
    for number in left:
        with as_centre() as centre:
            actions.end_round(number, by=centre)
    return left


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    import django

    django.setup()
    end_leftovers()


if __name__ == "__main__":
    main()
