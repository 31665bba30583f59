#!/usr/bin/env bash
# asyncio.run, called in the main thread, writes out (repr) what the coroutine returned – twice, for a message nobody reads.
#
# It is believed to cost a new event loop. But it asks for the handler of SIGINT, which is a `functools.partial` of the
# finished task; `signal.getsignal` and `signal.signal` try to make a member of an enum of it, and the enum's refusal, which
# is caught, holds the repr of the handler, of the task, and of its result. Whoever calls the coroutines of pyHanko from a
# command or a test (certificates, CMS attributes) pays for asn1crypto's repr, which encodes the whole structure: more than
# making the signature. In other threads nothing is wrong. `loop.run_until_complete` on a loop of one's own does without,
# as `documents/signing/pdf/waiting.py` has it; `tests/documents/signing/test_pdf.py` holds how long sealing may take.
#
# Python 3.11.7, asn1crypto 1.5.1, seen: repr called 2 times by asyncio.run, 0 times by run_until_complete.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check asn1crypto==1.5.1
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio

from asn1crypto import x509

calls = 0


class Name(x509.Name):
    def __repr__(self) -> str:
        global calls
        calls += 1
        return super().__repr__()


async def ours() -> Name:
    return Name(name="", value=x509.RDNSequence([]))


asyncio.run(ours())
by_run = calls
loop = asyncio.new_event_loop()
loop.run_until_complete(ours())
loop.close()
print(f"repr called {by_run} times by asyncio.run, {calls - by_run} times by run_until_complete")
assert by_run, "the result is written out no more"
assert calls == by_run
PYTHON
