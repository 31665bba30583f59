"""lienthong rehearse: one round of virtual clerks in a world that exists."""

import argparse
import socket
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

from lienthong.ground.servers import Server, home_folder, server_at
from lienthong.site.cli.words import Commands, say, scenarios, units, write_json
from lienthong.site.inside import enter, server_for_a_while
from lienthong.site.serve import Service, begin, served_address
from lienthong.site.stopping import until_told_to_stop
from lienthong.site.supervisor import Supervisor
from lienthong.site.worlds import open_world

VALID, INVALID = 0, 3


def add(commands: Commands) -> None:
    command = commands.add_parser("rehearse", help="chạy một vòng diễn tập với cán bộ ảo")
    command.add_argument("--world", required=True, metavar="TÊN")
    add_plan(command)
    command.set_defaults(run=run)


def add_plan(command: argparse.ArgumentParser) -> None:
    command.add_argument("--units", type=units, default="all", metavar="all|pilot|MÃ,MÃ")
    command.add_argument("--scenarios", type=scenarios, default=None, metavar="all|TÊN,TÊN")
    command.add_argument(
        "--speed", type=float, default=60.0, metavar="SỐ", help="phút kịch bản mỗi phút thật"
    )
    command.add_argument("--seed", type=int, default=1, metavar="SỐ")
    command.add_argument("--json", type=Path, metavar="TỆP", help="ghi kết quả ra tệp JSON")


def run(given: argparse.Namespace) -> int:
    server = server_at(home_folder())
    with (
        server_for_a_while(server),
        until_told_to_stop() as told,
        Supervisor(server.home, "round") as supervisor,
    ):
        world = open_world(server, given.world, say)
        address = served_address(server.home, world.name)
        if address is None:
            service = Service(server, world.name, "127.0.0.1", _free_port())
            begin(supervisor, service)
            address = service.address
        enter(server, world.name)
        return drive(given, server, world.name, address, supervisor, told, people=False)


def drive(
    given: argparse.Namespace, server: Server, world: str, address: str, supervisor: Supervisor, told: Event,
    *, people: bool,
) -> int:  # fmt: skip
    """Plan, play, end and report one round. The exit code says whether it was valid."""
    from lienthong.site.results import outcome, summary
    from lienthong.site.rounds import Operation, Plan

    operation = Operation(server, world, address, supervisor)
    begun = time.monotonic()
    say("Lập kế hoạch vòng diễn tập…")
    operation.begin(Plan(given.units, given.scenarios, given.speed, given.seed), people=people)
    assert operation.virtual is not None
    say(_planned(operation.virtual.planned))
    code = operation.follow(told, _shown(operation))
    supervisor.stop("driver")
    for trial in operation.trials:
        # An Khánh's own round stays open as long as people may still play it.
        if trial is operation.virtual or told.is_set() or getattr(given, "exit", False):
            operation.end(trial)
    found = outcome(operation, wall_seconds=time.monotonic() - begun, driver_code=code)
    say("")
    for line in summary(operation, found):
        say(line)
    if given.json is not None:
        write_json(given.json, found)
    return VALID if found["valid"] else INVALID


def _planned(planned: dict[str, Any]) -> str:
    return (
        f"Vòng {planned['round']}: {planned['units']} đơn vị, {planned['cases']} lượt việc, "
        f"{planned['expectations']} bước cần đạt, mã băm {planned['expectations_sha256'][:12]}."
    )


def _shown(operation: Any) -> Any:
    from lienthong.site.results import progress_line

    def show(rates: dict[str, Any]) -> None:
        line = progress_line(operation.virtual, rates)
        # Over itself on a terminal; a log gets the last one only.
        if sys.stdout.isatty():
            print(f"\r\x1b[K{line}", end="", flush=True)

    return show


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
