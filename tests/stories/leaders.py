"""Two PostgreSQL servers of the wheel: one writes, the other follows it by streaming, and they change places."""

import os
import shutil
import signal
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Literal

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.words import UNLESS_SAID, url_of, words_of
from tests.running import soon


class Pair:
    """`leader` and `follower`; whoever asks both finds the one that writes."""

    def __init__(self, folder: Path) -> None:
        self.leader, self.follower = EmbeddedServer(folder / "mot"), EmbeddedServer(folder / "hai")

    def start(self) -> None:
        self.leader.ensure_running()
        self._follow()
        # Acknowledged means kept by both: without this a change of leaders may lose what the dead one alone had.
        self.set_on_leader("synchronous_standby_names", "*")
        soon(lambda: self._ask_leader("select sync_state from pg_stat_replication") == "sync", 20)

    def stop(self) -> None:
        for server in (self.follower, self.leader):
            server.stop()
            pointer = server.home / "database.at"
            if pointer.exists():
                shutil.rmtree(pointer.read_text("utf-8").strip(), ignore_errors=True)

    def url(self, *first: EmbeddedServer) -> str:
        """As an operator would write it, `first` named first."""
        named = [*first, *(server for server in (self.leader, self.follower) if server not in first)]
        words = words_of(self.leader.admin_url())
        hosts = ",".join(words_of(server.admin_url())["host"] for server in named)
        return url_of(words | {"host": hosts, "port": "5432,5432"})

    def kill_leader(self) -> None:
        pid = self.leader.process()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def promote(self) -> None:
        """The follower leads."""
        assert self.follower._pg_ctl("promote") == 0
        self.leader, self.follower = self.follower, self.leader

    def bring_back(self) -> None:
        """The one that was killed follows the new leader, from a copy of it."""
        shutil.rmtree(self.follower._data)
        self._follow()

    def _follow(self) -> None:
        here = self.follower
        here.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copytree(self.leader.secrets, here.secrets, dirs_exist_ok=True)
        copied = here._account.run(
            [here._server_binaries / "pg_basebackup", "-D", here._data, "-R", "-X", "stream", "-c", "fast", "-d",
             self.leader.admin_url()]
        )  # fmt: skip
        assert copied.returncode == 0, copied.stderr
        here.ensure_running()
        soon(
            lambda: self._ask_leader("select count(*) from pg_stat_replication where state = 'streaming'"), 30
        )

    def _ask_leader(self, text: str) -> object:
        with psycopg.connect(self.leader.admin_url(), autocommit=True) as admin:
            row = admin.execute(SQL(text)).fetchone()  # type: ignore[arg-type]
        return row[0] if row else None

    def set_on_leader(self, name: str, value: str) -> None:
        with psycopg.connect(self.leader.admin_url(), autocommit=True) as admin:
            admin.execute(SQL("alter system set {} = {}").format(SQL(name), Literal(value)))  # type: ignore[arg-type]
            admin.execute("select pg_reload_conf()")


def is_read_only(server: EmbeddedServer) -> bool:
    """Whether a connection that asks for a server that writes is refused there."""
    try:
        psycopg.connect(url_of(UNLESS_SAID | words_of(server.admin_url()))).close()
    except psycopg.OperationalError:
        return True
    return False
