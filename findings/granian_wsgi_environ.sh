#!/usr/bin/env bash
# Granian puts the whole environment of its process into every WSGI request.
#
# Whoever knows `request.META` as «headers and facts of the request» meets DATABASE_URL and its password there, in whatever
# prints or ships META when something fails; and a variable called HTTP_X_… of the process is a request header nobody sent.
# A program that keeps secrets in its environment must not print META, and one that believes forwarded headers must be
# started without such variables.
#
# granian 2.8.7 (Python package), seen: both variables in what the application is given. Header lines of one name arrive
# joined by commas in their order, so that whoever counts from the right is not misled by a line a client sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check granian==2.8.7
cat > "$folder/app.py" <<'PYTHON'
import json


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({k: v for k, v in environ.items() if k.startswith(("HTTP_", "DATABASE_"))}).encode()]
PYTHON
cd "$folder"
DATABASE_URL=postgresql://owner:secret@db/x HTTP_X_FORWARDED_FOR=203.0.113.7 \
    "$folder/venv/bin/granian" --interface wsgi --port 18231 app:application >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 50); do curl -sf http://127.0.0.1:18231/ -o "$folder/said" && break; sleep 0.2; done
cat "$folder/said"; echo
grep -q 'owner:secret' "$folder/said"
grep -q '203.0.113.7' "$folder/said"
curl -s -H 'X-Forwarded-For: 1.1.1.1' -H 'X-Forwarded-For: 2.2.2.2' http://127.0.0.1:18231/ | grep '1.1.1.1,2.2.2.2'
