"""Builds that are measured: this checkout, and another commit in a folder of its own.

Another build has its own source, environment and home, and other modules than ours: it is reached by its `lienthong`
command, over HTTP and through its database, never by an import.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bench.measure import Served, free_port
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.kernel.refusals import Refusal

SOURCE = Path(__file__).resolve().parent.parent
NAMED = SOURCE / "bench" / "before-speed"
"""Holds the commit that `--against` means when it is given none."""

WORLD = "so-sanh"
FIRST_PAGE_WITHIN_SECONDS = 180.0
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME")


@dataclass(frozen=True)
class Build:
    label: str
    source: Path
    python: Path
    home: Path

    @property
    def server(self) -> EmbeddedServer:
        """Its database by the files of its home; only its own command starts and stops it."""
        return EmbeddedServer(self.home)

    def lienthong(self, *words: str) -> str:
        """What its command prints; a refusal with the command's own words when it fails."""
        done = subprocess.run(
            [str(self.python), "-m", "lienthong", *words],
            env=self.environment(), cwd=self.source, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip()[-600:]
            raise Refusal("build_command_failed", f"Bản {self.label}: «lienthong {words[0]}» hỏng: {said}")
        return done.stdout

    def environment(self) -> dict[str, str]:
        """Nothing of ours that would lead it into our source, database or settings."""
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        return environment | {"LIENTHONG_HOME": str(self.home), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Side:
    """A build that is being served. `first_page_s`: from the command to its first page."""

    build: Build
    at: Served
    supervisor: int
    first_page_s: float

    @property
    def server(self) -> EmbeddedServer:
        return self.build.server


def cache() -> Path:
    """Where other builds and peers are kept from one run to the next, outside every source tree."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "lienthong-bench"


def own() -> Build:
    return Build("nay", SOURCE, Path(sys.executable), SOURCE / ".cache" / "bench-against-home")


def commit_of(asked: str) -> str:
    """The whole hash. `before-speed`: the one that the file of this name holds."""
    if asked == NAMED.name:
        if not NAMED.exists():
            raise Refusal("no_before_speed", f"Không có tệp {NAMED}; hãy nêu commit: --against COMMIT.")
        asked = NAMED.read_text("ascii").strip()
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
    if commit.returncode != 0:
        raise Refusal("unknown_commit", f"Kho mã không có commit «{asked}».", status=404, commit=asked)
    return commit.stdout.decode().strip()


def checked_out(asked: str) -> Build:
    """The build of this commit, with an environment made from its own lock; made once, then found again."""
    commit = commit_of(asked)
    folder = cache() / commit[:12]
    source = folder / "source"
    if not source.exists():
        _unpack(commit, source)
    if not (source / ".venv" / "made").exists():
        _install(source)
    return Build("trước", source, source / ".venv" / "bin" / "python", folder / "home")


def _unpack(commit: str, source: Path) -> None:
    archive = _git("archive", "--format=tar", commit)
    if archive.returncode != 0:
        raise Refusal("unknown_commit", f"Không lấy được commit {commit}: {archive.stderr.decode()[-300:]}")
    fresh = source.with_name("source.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(fresh)], input=archive.stdout, check=True)
    fresh.rename(source)


def _install(source: Path) -> None:
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    done = _run(["make", "install", f"PYTHON={python}"], source)
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()[-600:]
        raise Refusal("build_not_made", f"Không dựng được môi trường của bản trước: {said}")
    (source / ".venv" / "made").touch()


def _git(*words: str) -> subprocess.CompletedProcess[bytes]:
    return _run(["git", *words], SOURCE)


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    except FileNotFoundError as missing:
        raise Refusal(
            f"no_{command[0]}",
            f"Máy này không có lệnh «{command[0]}», nên không dựng được bản khác để so sánh.",
        ) from missing


@contextmanager
def serving(build: Build) -> Iterator[Side]:
    """`lienthong serve` as in life; a world of an older build is migrated by it first."""
    port, begun = free_port(), time.monotonic()
    log = build.home / "bench-serve.log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [str(build.python), "-m", "lienthong", "serve", "--world", WORLD, "--port", str(port)],
            env=build.environment(), cwd=build.source, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        _await_page(build, process, base, log)
        web = int((build.home / "run" / "web.pid").read_text("ascii"))
        yield Side(build, Served(base, web), process.pid, time.monotonic() - begun)
    finally:
        process.terminate()
        process.wait(60)


def _await_page(build: Build, process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    until = time.monotonic() + FIRST_PAGE_WITHIN_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urlopen(base + "/", timeout=5).read()  # noqa: S310 – our own address
            return
        except OSError:
            time.sleep(0.05)
    said = log.read_text("utf-8", "replace").strip()[-600:]
    raise Refusal("build_not_started", f"Bản {build.label} không khởi động được: {said}")
