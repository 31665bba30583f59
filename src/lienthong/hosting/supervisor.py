"""Runs the server, the worker, the clerks and the verifier as children and restarts one that dies or hangs.

Each child leads a process group of its own: the terminal's ctrl-C reaches only us, and whatever a killed
child leaves behind (a server's workers would go on answering at its port) ends with its group. A child that
`beats` writes a sign of life into a pipe each second, and so does each process it forks; it knows the file that the
watch touches, and can say so when the watch itself stands still.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, RLock, Thread, main_thread
from typing import BinaryIO

from lienthong.kernel.machine import beating
from lienthong.kernel.refusals import Refusal

LOOK_EVERY = 0.1
SILENT_SECONDS = 6.0
"""Without a sign of life, then it hangs: ended and begun again within ten."""

FIRST_SIGN_WITHIN_SECONDS = 60.0
"""A loaded machine may take long to load a program."""

GRACE_SECONDS = 15.0
"""More than the server grants its own workers."""

SETTLED_SECONDS = 5.0
LONGEST_WAIT = 30.0
LARGEST_LOG = 10_000_000


@dataclass(frozen=True)
class Child:
    """A program to keep running. `finished`: exit codes after which it is not started again. `beats`: it gives signs
    of life (`kernel.machine.beating`), and is replaced when it gives none."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    finished: frozenset[int] = frozenset()
    beats: bool = False


class _Pulse:
    """The signs of one child and of what it forked: by process, when it was last heard."""

    def __init__(self) -> None:
        self.hears, self.says = os.pipe()
        for end in (self.hears, self.says):
            os.set_blocking(end, False)
        self.since = time.monotonic()
        self._last: dict[int, float] = {}
        self._begun = b""

    def listen(self) -> None:
        """All that was said comes first, so that who listens late calls nobody silent."""
        with suppress(BlockingIOError):
            while said := os.read(self.hears, 65536):
                *whole, self._begun = (self._begun + said).split(b"\n")
                self._last.update((int(pid), time.monotonic()) for pid in whole if pid.isdigit())

    def silent(self, leader: int) -> list[int]:
        """Who was heard once and is no more; the leader, too, when nothing came in the time of a start."""
        now = time.monotonic()
        late = [pid for pid, at in self._last.items() if now - at > SILENT_SECONDS]
        for pid in late:
            del self._last[pid]
        if leader not in self._last and leader not in late and now - self.since > FIRST_SIGN_WITHIN_SECONDS:
            late.append(leader)
        return [pid for pid in late if _is_of_group(pid, leader)]

    def close(self) -> None:
        os.close(self.hears)
        os.close(self.says)


@dataclass
class _Kept:
    child: Child
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    wait: float = 0.0
    starts: int = 0
    code: int | None = None
    pulse: _Pulse | None = None
    ended: Event = field(default_factory=Event)

    def forget_pulse(self) -> None:
        if self.pulse is not None:
            self.pulse.close()
            self.pulse = None


class Supervisor:
    """`with Supervisor(home) as supervisor: supervisor.start(child)`; leaving ends every child.

    `label` tells apart the two that one home may have: of a service, and of a round driven against it.
    """

    def __init__(self, home: Path, label: str = "supervisor") -> None:
        self.run, self.logs, self.label = home / "run", home / "logs", label
        self.touched = self.run / f"{label}.watch"
        self._touch_at = 0.0
        self._kept: dict[str, _Kept] = {}
        self._lock = RLock()
        self._leaving = Event()
        self._failure: BaseException | None = None
        # The kernel takes the end of the thread that started a child for the end of the parent: one thread
        # that lives as long as we do starts them all.
        self._watch = Thread(target=self._keep_watch, name="supervisor", daemon=True)

    def __enter__(self) -> "Supervisor":
        for folder in (self.run, self.logs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._claim = _claimed(self.run, self.label)
        if self._claim is None:
            raise Refusal(
                "already_running",
                f"Chương trình đã chạy từ thư mục dữ liệu {self.run.parent} "
                f"(tiến trình {alive(self.run, self.label)}).",
            )
        self._pid_file(self.label).write_text(f"{os.getpid()}\n")
        beating.say_watched(self.touched)
        self._watch.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._leaving.set()
        self._watch.join()
        for kept in self._kept.values():
            if kept.process is not None:
                kept.process.terminate()
        for name in reversed(self._kept):
            self.stop(name)
        self._pid_file(self.label).unlink(missing_ok=True)
        self.touched.unlink(missing_ok=True)
        if self._claim is not None:
            os.close(self._claim)
        if self._failure is not None:
            raise Refusal(
                "watch_lost",
                f"Chương trình không còn trông được các tiến trình của mình nên đã dừng tất cả: {self._failure!r}.",
                status=500,
            ) from self._failure

    def start(self, child: Child) -> None:
        with self._lock:
            self._kept[child.name] = _Kept(child)

    def stop(self, name: str) -> None:
        """End it for good: asked first, killed after the grace."""
        with self._lock:
            kept = self._kept[name]
            process, kept.process = kept.process, None
            kept.forget_pulse()
            kept.ended.set()
        if process is not None:
            _end(process)
        self._pid_file(name).unlink(missing_ok=True)

    def wait(self, name: str, seconds: float | None = None) -> int | None:
        """The exit code of a child that finished, None when it has not within the time."""
        kept = self._kept[name]
        return kept.code if kept.ended.wait(seconds) else None

    def starts(self, name: str) -> int:
        return self._kept[name].starts

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _keep_watch(self) -> None:
        try:
            while not self._leaving.wait(LOOK_EVERY):
                self._touch()
                with self._lock:
                    for kept in self._kept.values():
                        self._look_after(kept)
        except BaseException as failure:
            self._end_loudly(failure)

    def _touch(self) -> None:
        if time.monotonic() < self._touch_at:
            return
        self._touch_at = time.monotonic() + beating.EVERY_SECONDS
        with suppress(OSError):
            beating.say_watched(self.touched)

    def _end_loudly(self, failure: BaseException) -> None:
        """The children end with this thread; who waits beside them is told twice to stop, so that it waits for nothing
        more, and leaves with `watch_lost`."""
        self._failure = failure
        with suppress(OSError):
            traceback.print_exception(failure)
        for kept in self._kept.values():
            if kept.process is not None:
                _kill_group(kept.process.pid)
        waits = main_thread().ident
        for number in (signal.SIGTERM, signal.SIGINT):
            # To that thread: what waits in a lock is woken by no signal that another thread takes.
            if waits is not None:
                signal.pthread_kill(waits, number)

    def _look_after(self, kept: _Kept) -> None:
        if kept.ended.is_set():
            return
        if kept.process is not None:
            code = kept.process.poll()
            if code is None:
                self._end_what_hangs(kept)
                return
            self._bury(kept, code)
        if not kept.ended.is_set() and time.monotonic() >= kept.start_at:
            try:
                self._begin(kept)
            except OSError as failed:
                # A full disk, no process left: what runs goes on, and this one is tried again.
                _say(f"Chưa khởi động được tiến trình {kept.child.name}: {failed}.")
                kept.forget_pulse()
                self._put_off(kept)

    def _end_what_hangs(self, kept: _Kept) -> None:
        """A worker that its server will replace, or the child with all it started."""
        if kept.process is None or kept.pulse is None:
            return
        kept.pulse.listen()
        for pid in kept.pulse.silent(kept.process.pid):
            _say(f"Tiến trình {kept.child.name} ({pid}) không còn dấu hiệu hoạt động nên được thay.")
            if pid == kept.process.pid:
                _kill_group(pid)
            else:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def _bury(self, kept: _Kept, code: int) -> None:
        assert kept.process is not None
        _kill_group(kept.process.pid)
        kept.process, kept.code = None, code
        kept.forget_pulse()
        with suppress(OSError):
            self._pid_file(kept.child.name).unlink(missing_ok=True)
        if code in kept.child.finished:
            kept.ended.set()
            return
        # At once the first time; a child that dies as soon as it starts is given longer and longer.
        if time.monotonic() - kept.started_at > SETTLED_SECONDS:
            kept.wait, kept.start_at = 0.0, time.monotonic()
        else:
            self._put_off(kept)

    def _put_off(self, kept: _Kept) -> None:
        kept.wait = min(max(kept.wait * 2, 0.25), LONGEST_WAIT)
        kept.start_at = time.monotonic() + kept.wait

    def _begin(self, kept: _Kept) -> None:
        child, environment = kept.child, dict(kept.child.environment)
        kept.pulse = _Pulse() if child.beats else None
        handed = (kept.pulse.says,) if kept.pulse else ()
        if kept.pulse:
            environment[beating.VARIABLE] = str(kept.pulse.says)
            environment[beating.WATCHED] = str(self.touched)
        with _log(self.log_of(child.name)) as log:
            kept.process = subprocess.Popen(
                [sys.executable, "-m", "lienthong.hosting.die_with_parent", str(os.getpid()), *child.command],
                env=environment, process_group=0, pass_fds=handed,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        kept.started_at, kept.starts = time.monotonic(), kept.starts + 1
        try:
            self._pid_file(child.name).write_text(f"{kept.process.pid}\n")
        except OSError as failed:
            # It runs, and it is our child whatever the disk says.
            _say(f"Chưa ghi được số của tiến trình {child.name}: {failed}.")

    def _pid_file(self, name: str) -> Path:
        return self.run / f"{name}.pid"


def _log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def _say(sentence: str) -> None:
    with suppress(OSError):  # nobody may be listening
        print(sentence, file=sys.stderr, flush=True)


def _is_of_group(pid: int, leader: int) -> bool:
    with suppress(ProcessLookupError):
        return os.getpgid(pid) == leader
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_SECONDS)
    _kill_group(process.pid)
    process.wait()


def _kill_group(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def supervised(home: Path, label: str = "supervisor") -> bool:
    """Whether a supervisor lives in this home; its lock knows better than a pid file left behind."""
    run = home / "run"
    claim = _claimed(run, label) if run.exists() else None
    if claim is not None:
        os.close(claim)
    return run.exists() and claim is None


def _claimed(run: Path, label: str) -> int | None:
    """The lock that ends with its process; None when another one holds it."""
    claim = os.open(run / f"{label}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(claim)
        return None
    return claim


def alive(run: Path, name: str) -> int | None:
    """The pid of a child that some supervisor of this home keeps, or None."""
    with suppress(FileNotFoundError, ValueError, ProcessLookupError, PermissionError):
        pid = int((run / f"{name}.pid").read_text())
        os.kill(pid, 0)
        return pid
    return None
