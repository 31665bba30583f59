"""A demo as its own process, the way a newcomer starts one: what it printed, its children, its end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.supervisor import alive
from lienthong.hosting.worlds import create_world, drop_world, list_worlds
from tests.database import hurried

CACHE = Path(__file__).resolve().parent.parent / ".cache"

WELCOMED_WITHIN_SECONDS = 240
"""The first time the template is made, on a machine that does other things too."""

LOGIN = re.compile(r"^  (\S.*?)\s{2,}(\S+)\s+(\S+)$", re.M)
CITIZEN = re.compile(r"mã (\S+)\s+bí mật (\S+)")


@dataclass(frozen=True)
class Login:
    username: str
    password: str


class Demo:
    """`said` grows while it runs; `wait` for a sentence of it, or for its end."""

    def __init__(
        self, home: Path, *words: str, word: str = "demo", said: Mapping[str, str] | None = None
    ) -> None:
        """`said`: what its operator sets besides."""
        self.home, self.port, self.lines = home, _free_port(), list[str]()
        command = (sys.executable, "-m", "lienthong.cli", word, "--port", str(self.port), *words)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lienthong.hosting.die_with_parent", str(os.getpid()), *command],
            env={**_plain(home), **(said or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def said(self) -> str:
        return "".join(self.lines)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_for(self, words: str, seconds: float) -> None:
        def look() -> bool:
            if words not in self.said:
                assert self.process.poll() is None, f"it ended:\n{self.said}"
            return words in self.said

        soon(look, seconds, lambda: f"«{words}» was not said in {seconds} s:\n{self.said}")

    def login(self, who: str) -> Login:
        found = {name: Login(username, password) for name, username, password in LOGIN.findall(self.said)}
        return next(login for name, login in found.items() if name.startswith(who))

    @property
    def slip(self) -> tuple[str, str]:
        """A citizen's code and secret."""
        found = CITIZEN.search(self.said)
        assert found is not None, self.said
        return found[1], found[2]

    def pid(self, child: str) -> int | None:
        return alive(self.home / "run", child)

    def ends_within(self, seconds: float) -> int:
        code = self.process.wait(seconds)
        self._reader.join(5)
        return code

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def demo(home: Path, *words: str) -> Iterator[Demo]:
    """In a home that keeps its template between runs, and a world of its own."""
    with _emptied(home):
        pass
    running = Demo(home, *words)
    try:
        running.wait_for("Người dân tra cứu", WELCOMED_WITHIN_SECONDS)
        yield running
    finally:
        running.end()


@contextmanager
def serving(home: Path, world: str, said: Mapping[str, str] | None = None) -> Iterator[Demo]:
    """`lienthong serve` for a world that stands in this home."""
    running = Demo(home, "--world", world, word="serve", said=said)
    try:
        running.wait_for("Dừng: Ctrl-C.", WELCOMED_WITHIN_SECONDS)
        yield running
    finally:
        running.end()


def python(home: Path, module: str, *words: str) -> str:
    """What a module of the tests says when it is run beside a world."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        capture_output=True, text=True, check=False, env=_plain(home), cwd=CACHE.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def lienthong(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lienthong.cli", *words],
        capture_output=True, text=True, check=False, env=_plain(home) | environment,
    )  # fmt: skip


def soon(
    look: Any, seconds: float = 5, why: Callable[[], str] = lambda: "not in time", every: float = 0.05
) -> Any:
    """What `look` says once it says something: the tests' only way to wait."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, why()
        time.sleep(every)
    return found


@contextmanager
def _emptied(home: Path) -> Iterator[EmbeddedServer]:
    """A home without worlds; its database is not left running."""
    server = hurried(home)
    try:
        for world in list_worlds(server):
            drop_world(server, world.name)
        yield server
    finally:
        server.stop()


def fresh_world(home: Path, name: str, on: date, *, before: bool = False) -> None:
    """A world of this name and no other."""
    with _emptied(home) as server:
        create_world(server, name, on, before=before)


def _plain(home: Path) -> dict[str, str]:
    """Without what the tests' own process is told about its database and world."""
    ours = ("LIENTHONG_", "DJANGO_", "DATABASE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "LIENTHONG_HOME": str(home), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
