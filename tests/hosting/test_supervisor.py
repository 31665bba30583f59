"""The supervisor with real children: tiny programs that sleep, die and leave others behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings
from django.test import Client

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting.serve import Service
from lienthong.hosting.supervisor import Child, Supervisor, _Pulse, alive, supervised
from lienthong.kernel.machine import beating
from lienthong.kernel.refusals import Refusal
from tests.database import HOME
from tests.running import soon

WAIT = "import signal; signal.pause()"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); {WAIT}"


def program(name: str, text: str, finished: set[int] | None = None) -> Child:
    return Child(name, (sys.executable, "-c", text), dict(os.environ), frozenset(finished or ()))


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(tmp_path) as supervisor:
        yield supervisor


@pytest.mark.drill
def test_a_killed_child_is_back_within_two_seconds(supervisor: Supervisor) -> None:
    supervisor.start(program("one", WAIT))
    first = soon(lambda: alive(supervisor.run, "one"))
    killed_at = time.monotonic()
    os.kill(first, signal.SIGKILL)
    second = soon(lambda: (pid := alive(supervisor.run, "one")) != first and pid)
    assert time.monotonic() - killed_at < 2
    assert second != first


@pytest.mark.drill
def test_what_a_killed_child_leaves_behind_ends_with_it(supervisor: Supervisor) -> None:
    supervisor.start(
        program(
            "server",
            f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', '{WAIT}']);"
            "print(p.pid, flush=True); p.wait()",
        )
    )
    log = supervisor.log_of("server")
    worker = int(soon(lambda: log.exists() and log.read_text().split())[0])
    os.kill(alive(supervisor.run, "server") or 0, signal.SIGKILL)
    soon(lambda: not running(worker))


def test_a_child_that_dies_at_once_is_tried_more_and_more_rarely(supervisor: Supervisor) -> None:
    supervisor.start(
        program("broken", "import time; print(time.monotonic(), flush=True); raise SystemExit(1)")
    )
    log = supervisor.log_of("broken")
    soon(lambda: log.exists() and len(log.read_text().split()) >= 4, 30)
    tried_at = [float(line) for line in log.read_text().split()]
    pauses = [later - earlier for earlier, later in pairwise(tried_at)]
    assert all(pause >= least for pause, least in zip(pauses, (0.25, 0.5, 1.0), strict=False)), pauses
    assert len(pauses) >= 3


def test_a_child_that_finished_stays_finished(supervisor: Supervisor) -> None:
    supervisor.start(program("driver", "raise SystemExit(3)", finished={0, 3}))
    assert supervisor.wait("driver", 5) == 3
    supervisor.start(program("later", "raise SystemExit(0)", finished={0}))
    assert supervisor.wait("later", 5) == 0
    assert supervisor.starts("driver") == 1
    assert alive(supervisor.run, "driver") is None


@pytest.mark.drill
def test_leaving_ends_children_even_those_that_will_not_hear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lienthong.hosting.supervisor.GRACE_SECONDS", 0.5)
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(program("gentle", WAIT))
        supervisor.start(program("deaf", DEAF))
        pids = [soon(partial(alive, supervisor.run, name)) for name in ("gentle", "deaf")]
        soon(lambda: supervisor.log_of("deaf").read_text())
    assert not any(running(pid) for pid in pids)
    assert not list((tmp_path / "run").glob("*.pid"))


@pytest.mark.drill
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word that the parent died")
def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    text = (
        "import os, signal, sys; from pathlib import Path\n"
        "from lienthong.hosting.supervisor import Child, Supervisor\n"
        "with Supervisor(Path(sys.argv[1])) as s:\n"
        f"    s.start(Child('one', (sys.executable, '-c', {WAIT!r}), dict(os.environ))); signal.pause()"
    )
    parent = subprocess.Popen([sys.executable, "-c", text, str(tmp_path)])
    child = soon(lambda: alive(tmp_path / "run", "one"))
    soon(
        lambda: b"die_with_parent" not in Path(f"/proc/{child}/cmdline").read_bytes()
    )  # it knows its parent now
    parent.kill()
    parent.wait()
    soon(lambda: not running(child))


def test_a_child_knows_only_what_it_is_given(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@nowhere/lt")
    told = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    show = (sys.executable, "-c", "import os; print(sorted(os.environ)); raise SystemExit(0)")
    supervisor.start(Child("clerks", show, told | {"LIENTHONG_HOME": "x"}, frozenset({0})))
    supervisor.wait("clerks", 5)
    assert "DATABASE_URL" not in supervisor.log_of("clerks").read_text()


def running(pid: int) -> bool:
    """A zombie that nobody has buried yet does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_home_has_one_supervisor(supervisor: Supervisor) -> None:
    home = supervisor.run.parent
    assert supervised(home)
    with pytest.raises(Refusal, match="already_running"), Supervisor(home):
        pass
    with Supervisor(home, "round") as beside:
        assert supervised(home, "round")
        beside.start(program("driver", WAIT))
    assert not supervised(home, "round")


def test_each_process_gets_the_login_it_needs_and_the_operators_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIENTHONG_ADDRESS", "https://lt.example.vn")
    monkeypatch.setenv("LIENTHONG_PROXY", "127.0.0.1")
    monkeypatch.setenv("LIENTHONG_LARGEST_IMPORT_MB", "7")
    service = Service(EmbeddedServer(HOME), "kiem-thu", "127.0.0.1", 8000)
    children = {child.name: child for child in service.children()}
    web, intake = children["web"].environment, children["intake"].environment
    assert (web["LIENTHONG_PROXY"], web["LIENTHONG_LARGEST_IMPORT_MB"]) == ("127.0.0.1", "7")
    for name in ("web", "worker"):
        said = children[name].environment["LIENTHONG_ADDRESS"]
        assert said == "https://lt.example.vn,http://127.0.0.1:8000"
    assert "lienthong_owner" in intake["LIENTHONG_DB"]
    for name in ("web", "worker"):
        assert "lienthong_owner" not in children[name].environment["LIENTHONG_DB"]


BEATING = f"from lienthong.kernel.machine import beating; beating.beat_beside(); {WAIT}"
FORKING = (
    "import os, signal; from lienthong.kernel.machine import beating; beating.beat_beside()\n"
    "while True:\n"
    "    worker = os.fork()\n"
    "    if worker == 0: signal.pause()\n"
    "    print(worker, flush=True); os.waitpid(worker, 0)"
)


def beating_program(name: str, text: str) -> Child:
    return Child(name, (sys.executable, "-c", text), dict(os.environ), beats=True)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in life, but for the waiting."""
    monkeypatch.setattr("lienthong.hosting.supervisor.SILENT_SECONDS", 2.5)


@pytest.mark.drill
def test_a_child_that_is_stopped_is_replaced_and_its_neighbour_is_not(
    supervisor: Supervisor, impatient: None, capfd: pytest.CaptureFixture[str]
) -> None:
    supervisor.start(beating_program("hung", BEATING))
    supervisor.start(beating_program("well", BEATING))
    hung, well = (soon(partial(alive, supervisor.run, name)) for name in ("hung", "well"))
    soon(lambda: b"die_with_parent" not in Path(f"/proc/{hung}/cmdline").read_bytes())
    soon(lambda: heard(supervisor, "hung", hung) and heard(supervisor, "well", well), 15)
    os.kill(hung, signal.SIGSTOP)
    soon(lambda: alive(supervisor.run, "hung") not in {None, hung}, 10)
    assert not running(hung)
    assert alive(supervisor.run, "well") == well
    assert f"hung ({hung}) không còn dấu hiệu hoạt động" in capfd.readouterr().err


@pytest.mark.drill
def test_a_stopped_worker_is_ended_for_its_server_to_replace(supervisor: Supervisor, impatient: None) -> None:
    supervisor.start(beating_program("server", FORKING))
    server, log = soon(lambda: alive(supervisor.run, "server")), supervisor.log_of("server")
    first = int(soon(lambda: log.exists() and log.read_text().split(), 15)[0])
    soon(lambda: heard(supervisor, "server", first), 15)
    os.kill(first, signal.SIGSTOP)
    soon(lambda: len(log.read_text().split()) > 1, 10)
    assert not running(first)
    assert alive(supervisor.run, "server") == server


def test_who_is_late_in_listening_calls_nobody_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    pulse = _Pulse()
    os.write(pulse.says, b"%d\n" % os.getpid())
    pulse.listen()
    leader = os.getpgid(0)
    monkeypatch.setattr("lienthong.hosting.supervisor.SILENT_SECONDS", -1.0)
    assert os.getpid() in pulse.silent(leader)
    os.write(pulse.says, b"%d\n%d" % (os.getpid(), os.getpid()))
    monkeypatch.setattr("lienthong.hosting.supervisor.SILENT_SECONDS", 60.0)
    pulse.listen()
    assert pulse.silent(leader) == []
    assert pulse._begun == str(os.getpid()).encode(), "half a number is no sign yet"
    pulse.close()


def test_a_full_pipe_ends_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    pulse = _Pulse()
    monkeypatch.setenv(beating.VARIABLE, str(pulse.says))
    for _ in range(20_000):
        beating.beat()
    assert os.environ[beating.VARIABLE] == str(pulse.says)
    pulse.listen()
    assert next(iter(pulse._last)) == os.getpid()
    pulse.close()


def test_a_disk_that_takes_no_pid_file_ends_nothing(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What ended web, worker and intake while their supervisor looked healthy."""
    supervisor.start(program("before", WAIT))
    before = soon(partial(alive, supervisor.run, "before"))
    monkeypatch.setattr(Supervisor, "_pid_file", lambda self, name: self.run / "no folder" / name)
    supervisor.start(program("after", f"print('here', flush=True); {WAIT}"))
    log = supervisor.log_of("after")
    soon(lambda: log.exists() and "here" in log.read_text())
    assert running(before)
    assert supervisor._watch.is_alive()
    assert supervisor.starts("after") == 1
    assert "Chưa ghi được số của tiến trình after" in capfd.readouterr().err


def test_a_child_that_cannot_be_begun_is_tried_again(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    logs, missing = supervisor.logs, supervisor.logs / "away"
    supervisor.logs = missing
    supervisor.start(program("one", WAIT))
    soon(lambda: "Chưa khởi động được tiến trình one" in capfd.readouterr().err)
    supervisor.logs = logs
    soon(lambda: alive(supervisor.run, "one"), 10)


def test_health_says_that_the_watch_stands_still(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there, holds its lock, and looks after nothing: nobody would be replaced."""
    told = f"import os; print(os.environ['{beating.WATCHED}'], flush=True); {WAIT}"
    supervisor.start(beating_program("web", told))
    log, stands_still = supervisor.log_of("web"), Event()
    touched = soon(lambda: log.exists() and log.read_text().strip(), 15)
    monkeypatch.setenv(beating.WATCHED, touched)
    monkeypatch.setattr(beating, "UNWATCHED_SECONDS", 2.5)
    before = Path(touched).stat().st_mtime
    soon(lambda: Path(touched).stat().st_mtime > before)
    assert Client().get(settings.LIVE).status_code == 200
    monkeypatch.setattr(Supervisor, "_look_after", lambda self, kept: stands_still.wait(60))
    try:
        soon(lambda: Client().get(settings.LIVE).status_code == 503, 15)
        assert Client().get(settings.LIVE).content == b"unwatched\n"
        assert supervisor._watch.is_alive()
    finally:
        stands_still.set()


@pytest.mark.drill
@pytest.mark.parametrize(
    "waits", ["stop.wait()", "signal.pause(); signal.pause()"], ids=["in order", "elsewhere"]
)
def test_a_supervisor_that_cannot_watch_ends_loudly_with_its_children(tmp_path: Path, waits: str) -> None:
    text = (
        "import os, signal, sys; from pathlib import Path\n"
        "from lienthong.hosting.stopping import until_told_to_stop\n"
        "from lienthong.hosting.supervisor import Child, Supervisor, alive\n"
        "from tests.running import soon\n"
        "def broken(self, kept): raise RuntimeError('no more')\n"
        "with until_told_to_stop() as stop, Supervisor(Path(sys.argv[1])) as s:\n"
        f"    s.start(Child('one', (sys.executable, '-c', {WAIT!r}), dict(os.environ)))\n"
        "    print(soon(lambda: alive(s.run, 'one')), flush=True)\n"
        "    Supervisor._look_after = broken\n"
        f"    {waits}"
    )
    done = subprocess.run(
        [sys.executable, "-c", text, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0
    assert "watch_lost" in done.stderr
    assert "no more" in done.stderr
    soon(lambda: not running(int(done.stdout.split()[0])))
    assert not supervised(tmp_path)


def heard(supervisor: Supervisor, name: str, pid: int) -> bool:
    pulse = supervisor._kept[name].pulse
    return pulse is not None and pid in pulse._last
