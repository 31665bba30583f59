"""What the worker does for letters that are signed: finish their files, and look into files that came in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.documents.signing import queries
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.terms import CHECK_FILE, FINISH_LETTER
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import opening
from lienthong.ground.jobs.running import Again
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal

PLACES: tuple[Place, ...] = ("signature", "seal")
FAILED = """
update letter_signature set standing = 'failed', problem = %s
where document = (select document from draft where item = %s) and place = %s
"""


@app.task(name=FINISH_LETTER, retry=Again(after_seconds=10))
def finish_letter(item: str, seat: int) -> list[str]:
    """Whatever of a letter's two signatures waits, in their order; the digests of the files that came of it.
    `seat`: the jurisdiction its draft lies in, which is all this job sees.
    """
    from lienthong.documents.signing.letters import making  # here, see tests/hosting/test_loaded.py

    made = []
    for place in PLACES:
        with transaction.atomic():
            worker = _worker(FINISH_LETTER, seat)
        try:
            with opening(worker):
                made.append(making.finish(UUID(item), place, worker))
        except Refusal as refused:
            with opening(worker):
                sql.run(FAILED, (refused.code, UUID(item), place))
    return [digest for digest in made if digest]


@app.task(name=CHECK_FILE, retry=Again(after_seconds=60))
def check_file(digest: str) -> bool:
    """Look for signatures in a kept file; whether anybody signed it. One that was looked into by the lists of today is
    left alone.
    """
    with transaction.atomic():
        worker = _worker(CHECK_FILE)
    with opening(worker):
        outcome = queries.known_outcome(digest, worker.at) or queries.look_into(digest, worker.at)
    return bool(outcome.signatures)


def _worker(door: str, *scope: int) -> Actor:
    at = clock.local(sql.only_value(datetime, "select world_now()"))
    return Actor("system", at=at, scope=scope, door=door)
