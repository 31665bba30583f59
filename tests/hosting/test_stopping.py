"""Ctrl-C is heard at once."""

import signal
import subprocess
import sys
import time

from lienthong.hosting.stopping import HEARD

WAITS = """
from lienthong.hosting.stopping import until_told_to_stop
with until_told_to_stop() as stop:
    print("ready", flush=True)
    stop.wait()
    print("ending", flush=True)
    stop.clear()
    stop.set()
    while True:
        pass
"""
SOON_SECONDS = 2


def test_who_stops_a_command_hears_so_at_once_and_may_insist() -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-c", WAITS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        told_at = time.monotonic()
        running.send_signal(signal.SIGINT)
        said = "".join(running.stdout.readline() for _ in range(3))
        assert time.monotonic() - told_at < SOON_SECONDS
        assert said == f"{HEARD}ending\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(SOON_SECONDS) == -signal.SIGINT
