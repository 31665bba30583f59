#!/usr/bin/env bash
# Django reads a body sent with `Transfer-Encoding: chunked` as an empty one, without an error.
#
# A WSGI server that says `wsgi.input_terminated` hands over a body whose end it knows, and one expects the framework to
# read it to there. Django takes the length from CONTENT_LENGTH only, and what has none for no body: a machine that
# streams its JSON (`curl -T -`, Java's HttpClient with a publisher of unknown length) is told that every field is
# missing, and a form without required fields is accepted empty. Whoever serves Django without a proxy that buffers
# bodies has to give them a length, or refuse them.
#
# Here every body is given a length: `hosting/running/bodies.py`, `tests/hosting/test_bodies.py`.
#
# Django 5.2.19 on granian 2.8.7, seen: whole body b'{"a": 1}', in chunks b'', both answered 200.
set -euo pipefail
folder=$(mktemp -d)
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check django==5.2.19 granian==2.8.7
cat > "$folder/app.py" <<'APP'
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path


def body(request):
    told = request.META.get("wsgi.input_terminated", False)
    return JsonResponse({"body": request.body.decode(), "terminated": told})


settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="k")
urlpatterns = [path("", body)]
application = get_wsgi_application()
APP
(cd "$folder" && exec venv/bin/granian --interface wsgi --port 8099 app:application >/dev/null 2>&1) &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
"$folder/venv/bin/python" - <<'PYTHON'
import http.client
import json
import time


def sent(chunked):
    line = http.client.HTTPConnection("127.0.0.1", 8099, timeout=10)
    content = b'{"a": 1}'
    if chunked:
        line.request("POST", "/", iter([content]), {"Transfer-Encoding": "chunked"}, encode_chunked=True)
    else:
        line.request("POST", "/", content)
    answer = line.getresponse()
    return answer.status, json.loads(answer.read())


for _ in range(100):
    try:
        whole = sent(chunked=False)
        break
    except ConnectionRefusedError:
        time.sleep(0.1)
pieces = sent(chunked=True)
print("whole:", whole)
print("in chunks:", pieces)
assert whole == (200, {"body": '{"a": 1}', "terminated": True})
assert pieces == (200, {"body": "", "terminated": True}), "Django reads it now"
PYTHON
