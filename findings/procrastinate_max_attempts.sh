#!/usr/bin/env bash
# procrastinate's RetryStrategy(max_attempts=3) runs a job four times.
#
# "Attempts" are those after the first failure: the job's counter is 0 while it runs the first time and is compared before
# it is raised. Whoever means "three times in all" for something that costs – a message that is sent, a fee that is booked –
# gets one more; `retry=3` is the same.
#
# procrastinate 3.10.0, seen: 4 runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check procrastinate==3.10.0
"$folder/venv/bin/python" - <<'PYTHON'
import logging

import procrastinate
from procrastinate.testing import InMemoryConnector

logging.disable()
app = procrastinate.App(connector=InMemoryConnector())
runs = 0


@app.task(name="fail", retry=procrastinate.RetryStrategy(max_attempts=3))
def fail():
    global runs
    runs += 1
    raise RuntimeError


with app.open():
    fail.defer()
    app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
print("runs:", runs)
assert runs == 4, "it counts all runs now"
PYTHON
