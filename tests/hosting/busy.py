"""python -m tests.hosting.busy WORLD: a unit at work – letters, papers uploaded, recalls withdrawn – until it is ended.

Each line it prints is an act that was acknowledged: the digest of a paper, written down after its commit.
"""

import itertools
import os
import sys
from hashlib import sha256
from uuid import UUID

from lienthong.ground.database.servers import home_folder, server_at
from lienthong.hosting.inside import enter


def main(world: str) -> None:
    os.environ.pop("LIENTHONG_DB", None)
    enter(server_at(home_folder()), world)
    from lienthong.documents.recalling.actions import recall_document, withdraw_recall
    from lienthong.work.actions import attach_file
    from tests import cast
    from tests.documents.letters import drafted, issued
    from tests.files import pdf

    clerk, centre = cast.an(), cast.dung()
    for number in itertools.count():
        draft = drafted(clerk, centre.unit or 0, subject=f"Công văn {number}")
        paper = pdf(filler=f"{os.getpid()} {number}".encode() * 5_000)
        attach_file(draft, name=f"giay-{number}.pdf", content=paper, by=clerk)
        letter = issued(centre, clerk.unit or 0, subject=f"Thư {number}")
        recall_document(UUID(str(letter["id"])), reason="Nhầm nơi nhận", by=centre)
        withdraw_recall(UUID(str(letter["id"])), by=centre)
        print(sha256(paper).hexdigest(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
