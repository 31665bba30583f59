"""A plan whose date has come, proved from outside: virtual clerks look into every inbox over the public API."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from lienthong.ground.database.passwords import write_private
from lienthong.ground.database.servers import Server
from lienthong.hosting.serve import served_for_a_while
from lienthong.hosting.template import Say, plain_environment
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.asking import forget_tokens, mint_tokens
from lienthong.reorganisation.plans.verification import Observation, Probe, probe_of, verification

LASTS = timedelta(minutes=30)


def verify(server: Server, world: str, plan: int, say: Say) -> dict[str, Any]:
    """The counts of `verification`, seen through a web server that runs already or for as long as this takes."""
    probe = probe_of(plan)
    say(f"{len(probe.open)} đơn vị nhận và {len(probe.closed)} đơn vị cũ đăng nhập, đọc hộp việc…")
    with served_for_a_while(server, world) as address, _tokens(probe) as tokens:
        observation = _observed(address, tokens, plain_environment(server.home))
    return verification(plan, probe, observation)


@contextmanager
def _tokens(probe: Probe) -> Iterator[Path]:
    """A file of mode 0600 with tokens that may only look; forgotten afterwards."""
    mandates = [*probe.open.values(), *probe.closed.values()]
    with transaction.atomic():
        token_of = mint_tokens(mandates, "verification", lasts=LASTS, reader=True)
    tokens = {
        "open": {name: token_of[mandate] for name, mandate in probe.open.items()},
        "closed": {name: token_of[mandate] for name, mandate in probe.closed.items()},
    }
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "tokens.json"
            write_private(path, json.dumps(tokens))
            yield path
    finally:
        with transaction.atomic():
            forget_tokens(token_of.values())


def _observed(address: str, tokens: Path, environment: dict[str, str]) -> Observation:
    seen = tokens.with_name("seen.json")
    words = ("--server", address, "--tokens", str(tokens), "--out", str(seen))
    done = subprocess.run(
        [sys.executable, "-m", "lienthong_clerks.probing", *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = done.stderr.strip()[-400:]
        raise Refusal("looking_failed", f"Không đọc được hết các hộp việc: {said}", status=500)
    return Observation(**json.loads(seen.read_text("utf-8")))
