"""lienthong demo: a trial operation from nothing, with logins, a board and a report."""

import argparse
from collections.abc import Sequence
from hashlib import sha256

from lienthong.cli.rehearse import add_plan, drive
from lienthong.cli.serve import add_address
from lienthong.cli.words import Commands, say
from lienthong.ground.database.servers import Server, home_folder, server_at
from lienthong.hosting.inside import enter, server_for_a_while
from lienthong.hosting.serve import Service, begin, require_free_port, require_settings
from lienthong.hosting.stopping import until_told_to_stop
from lienthong.hosting.supervisor import Supervisor
from lienthong.hosting.template import FIRST_DAY
from lienthong.hosting.worlds import DEFAULT, World, create_world, has_work_in_flight, open_world
from lienthong.kernel.refusals import Refusal
from lienthong.rehearsal.planning.asked import asked
from lienthong.trials.capacity import require_machine
from lienthong.units.provinces import provinces
from lienthong.units.terms import CITY_PROVINCE, unknown_unit


def add(commands: Commands) -> None:
    command = commands.add_parser("demo", help="vận hành thử: dựng tất cả, chạy một vòng, xem bảng điều hành")
    add_address(command)
    add_plan(command)
    command.add_argument("--exit", action="store_true", help="tự kết thúc khi vòng diễn tập xong")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    server = server_at(home_folder())
    require_settings(server.home)
    require_free_port(arguments.host, arguments.port)
    wanted = asked(arguments.units)
    if wanted.unknown:
        raise unknown_unit(wanted.unknown[0])
    require_machine(server.home, wanted, arguments.speed, is_made=False)
    with server_for_a_while(server), until_told_to_stop() as stop, Supervisor(server.home) as supervisor:
        world = _world(server, wanted.besides)
        service = Service(server, world.name, arguments.host, arguments.port)
        begin(supervisor, service)
        enter(server, world.name)
        _welcome(server, world, service.addresses[0])
        from lienthong.trials.rounds import Operation

        operation = Operation(server, world.name, service.address, supervisor)
        code = drive(arguments, operation, stop, people=True)
        if not arguments.exit and not stop.is_set():
            say(f"Máy chủ vẫn chạy tại {service.addresses[0]}. Dừng: Ctrl-C.")
            stop.wait()
        if arguments.exit:
            operation.close()
        elif operation.human is not None:
            say(f"Vòng {operation.human.number} của người thật vẫn mở; lần khởi động sau làm tiếp.")
    return code


def _world(server: Server, besides: Sequence[str]) -> World:
    """The default world, or the next one once its rounds have used up what the old offices left in flight.

    A round in which other provinces take part has worlds of its own: made as the default one, with these beside.
    """
    usual = name_with(besides)
    number = 1
    while True:
        name = usual if number == 1 else f"{usual}-{number}"
        try:
            world = open_world(server, name, say)
        except Refusal as refused:
            if refused.code != "no_such_world":
                raise
            return create_world(server, name, FIRST_DAY, say, besides=besides)
        if has_work_in_flight(server, name):
            return world
        say(f"Thế giới «{name}» đã dùng hết hồ sơ dở dang của đơn vị cũ; dùng thế giới tiếp theo.")
        number += 1


def name_with(besides: Sequence[str]) -> str:
    """Of worlds in which these provinces stand beside the city: in as many words as fit a world's name."""
    if not besides:
        return DEFAULT
    if set(besides) == set(provinces()) - {CITY_PROVINCE}:
        return f"{DEFAULT}-ca-nuoc"
    listed = "-".join(besides)
    return (
        f"{DEFAULT}-{listed}" if len(listed) <= 15 else f"{DEFAULT}-{sha256(listed.encode()).hexdigest()[:8]}"
    )


def _welcome(server: Server, world: World, address: str) -> None:
    from lienthong.personnel.terms import ROLE_LABELS
    from lienthong.trials.guests import citizen, officials

    say(f"\nThế giới «{world.name}», {world.now:%H:%M ngày %d/%m/%Y}")
    say(f"Bảng điều hành:  {address}/dieu-hanh")
    say(f"Đăng nhập:       {address}/dang-nhap")
    for login in officials(server, world.name):
        say(f"  {ROLE_LABELS[login.role]:<34} {login.username:<24} {login.password}")
    say(f"Bấm để vào từng vai: {address}/dang-nhap/thu")
    code, secret = citizen(server.home / "worlds" / world.name)
    say(f"Người dân tra cứu: {address}/tra-cuu  mã {code}  bí mật {secret}\n")
