#!/usr/bin/env bash
# granian (WSGI) ends a streamed answer that broke in the middle as if it were whole.
#
# An application that streams 100 pieces and raises at the third: under gunicorn or waitress the line is cut, and every
# client says that the answer is incomplete. granian logs the error and sends the last, empty chunk of a chunked answer:
# curl exits 0, a browser saves half a file as a finished download. Whoever streams exports must give their length
# (Content-Length; then the client notices) or make them whole first.
#
# granian 2.8.7, seen: status 200, 2 pieces of 100, no error in the client.
# Here: papers/files.py gives the length of what it writes, held by tests/hosting/test_places.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check granian==2.8.7
cat > "$folder/app.py" <<'PYTHON'
def application(environ, start):
    start("200 OK", [("Content-Type", "application/zip")])
    return pieces()


def pieces():
    for number in range(100):
        if number == 2:
            raise RuntimeError("the disk is gone")
        yield b"a" * 1000
PYTHON
cd "$folder"
port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$folder/venv/bin/granian" --interface wsgi --port "$port" app:application >"$folder/log" 2>&1 &
server=$!
python3 - "$port" <<'PYTHON'
import http.client
import sys
import time

for _ in range(100):
    try:
        line = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=10)
        line.request("GET", "/")
        break
    except ConnectionRefusedError:
        time.sleep(0.1)
answer = line.getresponse()
content = answer.read()  # IncompleteRead where the line was cut
print("status:", answer.status, "bytes:", len(content))
assert len(content) == 2000, "something else came"
PYTHON
