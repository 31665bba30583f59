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
from lienthong.reorganisation.plans.verification import Sights, Watch, verification, watch

LASTS = timedelta(minutes=30)


def verify(server: Server, world: str, plan: int, say: Say) -> dict[str, Any]:
    """The counts of `verification`, seen through a web server that runs already or for as long as this takes."""
    watched = watch(plan)
    say(f"{len(watched.open)} đơn vị nhận và {len(watched.closed)} đơn vị cũ đăng nhập, đọc hộp việc…")
    with served_for_a_while(server, world) as address, _tokens(watched) as tokens:
        sights = _looked(address, tokens, plain_environment(server.home))
    return verification(plan, watched, sights)


@contextmanager
def _tokens(watched: Watch) -> Iterator[Path]:
    """A file of mode 0600 with tokens that may only look; forgotten afterwards."""
    mandates = [*watched.open.values(), *watched.closed.values()]
    with transaction.atomic():
        token_of = mint_tokens(mandates, "verification", lasts=LASTS, reader=True)
    told = {
        "open": {name: token_of[mandate] for name, mandate in watched.open.items()},
        "closed": {name: token_of[mandate] for name, mandate in watched.closed.items()},
    }
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "tokens.json"
            write_private(path, json.dumps(told))
            yield path
    finally:
        with transaction.atomic():
            forget_tokens(token_of.values())


def _looked(address: str, tokens: Path, environment: dict[str, str]) -> Sights:
    seen = tokens.with_name("seen.json")
    words = ("--server", address, "--tokens", str(tokens), "--out", str(seen))
    done = subprocess.run(
        [sys.executable, "-m", "lienthong_clerks.looking", *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = done.stderr.strip()[-400:]
        raise Refusal("looking_failed", f"Không đọc được hết các hộp việc: {said}", status=500)
    return Sights(**json.loads(seen.read_text("utf-8")))
