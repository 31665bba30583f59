"""lienthong rehearse: one round of virtual clerks in a world that exists; verify: a round against its records."""

import argparse
import socket
import sys
import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from lienthong.cli.words import Commands, say, scenarios, speed, units, write_json
from lienthong.ground.database.servers import home_folder, server_at
from lienthong.hosting.inside import enter, server_for_a_while, with_database
from lienthong.hosting.serve import Service, begin, require_settings, served_address
from lienthong.hosting.stopping import until_told_to_stop
from lienthong.hosting.supervisor import Supervisor
from lienthong.hosting.worlds import database_of, find_world, open_world
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.asked import asked
from lienthong.trials.capacity import require_machine
from lienthong.units.terms import unknown_unit

if TYPE_CHECKING:
    # Speaks to the database, so it is imported once this process has entered a world.
    from lienthong.rehearsal.verifying.ledger import Ledger
    from lienthong.trials.observing import Trial
    from lienthong.trials.rounds import Operation

VALID, BROKEN, INVALID = 0, 1, 3
LOG_EVERY_SECONDS = 30.0


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "rehearse", help="chạy một vòng diễn tập với cán bộ ảo, hoặc kiểm tra lại một vòng (verify)",
        description="Không có gì thêm: chạy một vòng. verify [SỐ]: đối chiếu một vòng, hoặc mọi vòng, với hồ sơ; "
        "mỗi phép kiểm tra một dòng, dừng ở chỗ sai đầu tiên với mã kết thúc 1.",
    )  # fmt: skip
    command.add_argument("--world", metavar="TÊN")
    add_plan(command)
    command.set_defaults(run=run_round, error=command.error)
    words = command.add_subparsers(title="Lệnh", metavar="verify")
    verify = words.add_parser("verify", help="kiểm tra lại một vòng, hoặc mọi vòng, thay vì chạy")
    verify.add_argument("number", nargs="?", type=int, metavar="SỐ", help="số của vòng cần kiểm tra lại")
    verify.add_argument("--world", default=argparse.SUPPRESS, metavar="TÊN")
    verify.set_defaults(run=run_verify)


def add_plan(command: argparse.ArgumentParser) -> None:
    command.add_argument("--units", type=units, default="all", metavar="all|pilot|nation|MÃ,MÃ")
    command.add_argument("--scenarios", type=scenarios, default=None, metavar="all|documents|TÊN,TÊN")
    command.add_argument(
        "--speed", type=speed, default=60.0, metavar="SỐ", help="phút kịch bản mỗi phút thật"
    )
    command.add_argument("--seed", type=int, default=1, metavar="SỐ")
    command.add_argument("--json", type=Path, metavar="TỆP", help="ghi kết quả ra tệp JSON")


def _world(arguments: argparse.Namespace) -> str:
    """It may be named before «verify» or behind it, so that neither parser alone can ask for it."""
    if not arguments.world:
        arguments.error("the following arguments are required: --world")
    return str(arguments.world)


def run_verify(arguments: argparse.Namespace) -> int:
    """It reads, with the verifier's login, while the world is served or not."""
    arguments.world = _world(arguments)
    return _verify(arguments)


@with_database
def _verify(arguments: argparse.Namespace) -> int:
    name, server = arguments.world, server_at(home_folder())
    find_world(server, name)
    from lienthong.rehearsal.verifying.ledger import Ledger  # here: `serve` does without scripts

    ledger = Ledger(server.url(database_of(name), "verifier"))
    try:
        return _verified(ledger, arguments.number)
    finally:
        ledger.close()


def _verified(ledger: "Ledger", number: int | None) -> int:
    from lienthong.rehearsal.verifying.checking import checked

    numbers = [row.number for row in ledger.ask("rounds", limit=None) if row.state != "planned"]
    if number is not None:
        if number not in numbers:
            raise Refusal(
                "no_such_round", f"Không có vòng {number} nào đã bắt đầu trong thế giới này.", status=404
            )
        numbers = [number]
    for each in sorted(numbers):
        for check in checked(ledger, each):
            say(f"Vòng {each} · {check.label}: {'' if check.holds else 'SAI – '}{check.said}")
            if not check.holds:
                return BROKEN
    say(f"Đã kiểm tra lại {len(numbers)} vòng: khớp với hồ sơ.")
    return VALID


def run_round(arguments: argparse.Namespace) -> int:
    name, server = _world(arguments), server_at(home_folder())
    require_settings(server.home)
    wanted = asked(arguments.units)
    if wanted.unknown:
        raise unknown_unit(wanted.unknown[0])
    require_machine(server.home, wanted, arguments.speed, is_made=True)
    with (
        server_for_a_while(server),
        until_told_to_stop() as stop,
        Supervisor(server.home, "round") as supervisor,
    ):
        world = open_world(server, name, say)
        address = served_address(server.home, world.name)
        if address is None:
            service = Service(server, world.name, "127.0.0.1", _free_port())
            begin(supervisor, service)
            address = service.address
        enter(server, world.name)
        from lienthong.trials.rounds import Operation

        operation = Operation(server, world.name, address, supervisor)
        return drive(arguments, operation, stop, people=False)


def drive(arguments: argparse.Namespace, operation: "Operation", stop: Event, *, people: bool) -> int:
    """Plan, play, end and report one round. The exit code says whether it was valid."""
    from lienthong.trials.leftovers import cut_sentence, end_leftovers
    from lienthong.trials.results import outcome, summary
    from lienthong.trials.rounds import Plan

    begun = time.monotonic()
    for number in end_leftovers():
        say(cut_sentence(number))
    say("Lập kế hoạch vòng diễn tập…")
    trial = operation.begin(
        Plan(arguments.units, arguments.scenarios, arguments.speed, arguments.seed), people=people
    )
    say(_planned(trial.planned))
    operation.follow(stop, Progress().show)
    if trial.was_stopped:
        say(_stopping(trial.number, trial.stopped_at_minute or 0.0))
    unsettled = _ended(operation, trial)
    result = outcome(operation, trial, wall_seconds=time.monotonic() - begun)
    if unsettled is not None:
        result |= {"valid": False, "unsettled": unsettled.sentence}
    say("")
    for line in summary(operation, trial, result):
        say(line)
    if arguments.json is not None:
        write_json(arguments.json, result)
    if unsettled is not None:
        raise unsettled
    return VALID if result["valid"] else INVALID


def _ended(operation: "Operation", trial: "Trial") -> Refusal | None:
    """None once the verifier has said its last word. Without it the figures are still told, as unsettled."""
    try:
        operation.end(trial)
    except Refusal as refused:
        if refused.code != "round_not_settled":
            raise
        return refused
    return None


def _stopping(number: int, minute: float) -> str:
    from lienthong.trials.rounds import STOPPED_SETTLES_WITHIN_SECONDS

    return (
        f"Vòng {number} bị dừng ở phút thứ {minute:.0f} của kịch bản: đang kết thúc vòng và chờ bộ phận kiểm chứng, "
        f"nhiều nhất {STOPPED_SETTLES_WITHIN_SECONDS:.0f} giây."
    )


def _planned(planned: dict[str, Any]) -> str:
    left_out = planned["left_out"]
    without = (
        f" Không ghi danh {', '.join(left_out)}: không nhận địa bàn xã, phường cũ nào." if left_out else ""
    )
    return (
        f"Vòng {planned['round']}: {planned['units']} đơn vị, {planned['cases']} lượt việc, "
        f"{planned['expectations']} bước cần đạt, mã băm {planned['expectations_sha256'][:12]}.{without}"
    )


class Progress:
    """One line over itself on a terminal; in a log now and then a line."""

    def __init__(self) -> None:
        self._next = 0.0

    def show(self, line: str) -> None:
        if sys.stdout.isatty():
            print(f"\r\x1b[K{line}", end="", flush=True)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + LOG_EVERY_SECONDS
            say(line)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
