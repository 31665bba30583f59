"""lienthong serve: one world's server and worker until ctrl-C."""

import argparse

from lienthong.cli.words import Commands, port, say
from lienthong.ground.database.servers import home_folder, server_at
from lienthong.hosting.inside import server_for_a_while
from lienthong.hosting.serve import Service, begin, require_free_port, require_settings, unnamed
from lienthong.hosting.stopping import until_told_to_stop
from lienthong.hosting.supervisor import Supervisor
from lienthong.hosting.worlds import DEFAULT, open_world
from lienthong.trials.leftovers import end_cut_rounds


def add(commands: Commands) -> None:
    command = commands.add_parser("serve", help="chạy máy chủ cho một thế giới")
    add_address(command)
    command.add_argument("--world", default=DEFAULT, metavar="TÊN")
    command.set_defaults(run=run)


def add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=port, default=8000, metavar="CỔNG")
    command.add_argument("--host", default="127.0.0.1", metavar="ĐỊA CHỈ", help="mặc định chỉ máy này")


def run(arguments: argparse.Namespace) -> int:
    server = server_at(home_folder())
    require_settings(server.home)
    require_free_port(arguments.host, arguments.port)
    with server_for_a_while(server), until_told_to_stop() as stop:
        world = open_world(server, arguments.world, say)
        with Supervisor(server.home) as supervisor:
            end_cut_rounds(server, world.name, say)
            service = Service(server, world.name, arguments.host, arguments.port)
            begin(supervisor, service)
            say(f"Thế giới «{world.name}», {world.now:%H:%M ngày %d/%m/%Y}: {service.addresses[0]}")
            for sentence in filter(None, [unnamed(service)]):
                say(sentence)
            say("Dừng: Ctrl-C.")
            stop.wait()
    return 0
