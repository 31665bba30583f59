"""Letters with what goes with them: the sender's table of addressees, a search among a million, what the worker reads
and draws of a file, signatures.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from bench import letters, measure, world
from bench.measure import Served
from bench.recording import recorded
from bench.world import Counter
from lienthong.ground.database.embedded import EmbeddedServer

MANY = 1_000_000
"""Letters searched; one in ten has a file whose text was read."""

FILLED_AT_ONCE = 98_000
SECONDS, CLIENTS = 3.0, 2
PAGES, DRAWN = 100, 10
SIGNED_AT_ONCE = 100
WORD_OF_FILES, WORD_OF_LETTERS = "giai phong mat bang", "van ban"

FILL_TEXTS = """
insert into letter_text (place, digest, parties, tokens)
select d.id, md5(d.number::text) || md5(d.id::text), w.parties,
       item_tokens(case when d.number <= 1000 and d.number %% 100 = 0 then 'giai phong mat bang ' else '' end
                   || (select string_agg('tu' || (d.number * 7919 + n * n * 31) %% 20000, ' ')
                       from generate_series(1, 60) n), '')
from document d
join delivery v on v.document = d.id
join work_item w on w.id = v.item
where d.sign = d.number || '/CV' and d.number between %(from)s and %(to)s and d.number %% 10 = 0
"""
"""Ten texts have the words that are sought, among a hundred as among a hundred thousand: what is shown stays the same.
Sixty others of twenty thousand are in each.
"""


def addressees(server: EmbeddedServer, item: UUID) -> dict[str, float]:
    """CPU of the first page of the table of addressees of a letter to the nation, for its sender, and of the API's."""
    from tests import cast

    dung = cast.dung().mandate
    assert dung is not None
    headers, cookies = {"Authorization": f"Bearer {_token(dung)}"}, world.cookie(world.session_under(dung))
    with measure.served(server, world.NAME) as at:
        page = _asked(server, at, f"/viec/{item}/noi-nhan", cookies)
        api = _asked(server, at, f"/api/v1/letters/{item}/addressees", headers)
        letter = _asked(server, at, f"/viec/{item}", cookies)
    return {"page_cpu_ms": page, "api_cpu_ms": api, "letter_cpu_ms": letter}


def _asked(server: EmbeddedServer, at: Served, path: str, headers: dict[str, str]) -> float:
    request = {"method": "GET", "path": path, "headers": headers}
    return measure.over_http(server, at, [request], SECONDS, CLIENTS).cpu_ms


def _token(mandate: int) -> str:
    from django.db import transaction

    from lienthong.personnel.asking import mint_token

    with transaction.atomic():
        return mint_token(mandate, "bench", lasts=world.LASTS)


def search_ms(server: EmbeddedServer, at: Served, counter: Counter) -> dict[str, float]:
    """CPU of a search of letters, for a ward's reception: by what stands in files, and by what stands in letters."""
    headers = world.cookie(world.session_of(counter.reception))
    return {
        "files_ms": _asked(server, at, f"/van-ban/tim?q={quote(WORD_OF_FILES)}", headers),
        "letters_ms": _asked(server, at, f"/van-ban/tim?q={quote(WORD_OF_LETTERS)}", headers),
    }


def search(server: EmbeddedServer, counter: Counter, few: dict[str, float]) -> dict[str, float]:
    """The same among a million, over what it cost among a thousand (`few`); with how many statements."""
    for start in range(letters.MANY, MANY, FILLED_AT_ONCE):
        letters.fill(server, counter, start + 1, start + FILLED_AT_ONCE)
    fill_texts(server, letters.FEW + 1, MANY)
    with measure.served(server, world.NAME) as at:
        many = search_ms(server, at, counter)
    return {
        **many,
        **{name.replace("_ms", "_ratio"): many[name] / few[name] for name in many},
        "statements": _statements(world.cookie(world.session_of(counter.reception))),
    }


def fill_texts(server: EmbeddedServer, start: int, end: int) -> None:
    with world.owner(server) as owner:
        owner.execute(FILL_TEXTS, {"from": start, "to": end})
        owner.execute("vacuum analyze letter_text")


def _statements(headers: dict[str, str]) -> int:
    """Of a page that is asked for again."""
    from django.test import Client

    client, path = Client(SERVER_NAME="localhost"), f"/van-ban/tim?q={quote(WORD_OF_FILES)}"
    client.get(path, headers=headers)
    with recorded() as sent:
        assert client.get(path, headers=headers).status_code == 200
    return len(sent)


def contents() -> dict[str, float]:
    """What one file of a hundred dense pages costs the worker's child: the most memory it held, CPU of a page."""
    from tests.files import pdf

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.pdf"
        line = "Giai phong mat bang duong Luong Dinh Cua, phuong An Khanh "
        file.write_bytes(pdf(*(line * 40 + str(n) for n in range(PAGES))))
        read_mb, read_ms = _child("pdf", str(file))
        draw_mb, draw_ms = _child("draw", str(file), "1", str(DRAWN), folder)
        drawn = len(list(Path(folder).glob("*.png")))
    assert drawn == DRAWN
    return {
        "read_mb": read_mb,
        "draw_mb": draw_mb,
        "page_read_ms": read_ms / PAGES,
        "page_draw_ms": draw_ms / DRAWN,
    }


def _child(*words: str) -> tuple[float, float]:
    """Megabytes at the most, and milliseconds of CPU, of the process as the worker starts it. What `wait4` says of its
    memory is that of the process it was forked from, where that had more.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "lienthong.work.contents.child", *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    most, ended = 0, 0
    while not ended:
        most = max(most, _most_kb(child.pid))
        time.sleep(0.002)
        ended, code, used = os.wait4(child.pid, os.WNOHANG)
    child.returncode = os.waitstatus_to_exitcode(code)
    assert child.returncode == 0
    return most / 1024, 1000 * (used.ru_utime + used.ru_stime)


def _most_kb(pid: int) -> int:
    said = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    return next((int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM:")), 0)


def signatures() -> dict[str, float]:
    """CPU of a hundred digests signed in one request with a key in a file, and of each letter's steps: prepared,
    finished, looked into.
    """
    from lienthong.documents.signing.pdf import checking, signing
    from lienthong_signer.keys import FileKey, signed
    from tests.documents.signing import papers

    city = papers.new_authority()
    own, places = papers.given(city), signing.with_places(papers.page())
    certificate, chain = papers.read(own.certificate), [papers.root(city)]
    lists = papers.believing(city)
    begun, begin_ms = _timed(
        lambda: [
            signing.begin(places, "signature", certificate=certificate, chain=chain,
                          stamp=papers.STAMPS["signature"], at=papers.NOW)
            for _ in range(SIGNED_AT_ONCE)
        ]
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "key.p12"
        file.write_bytes(own.file)
        digests = [signing.digest_of(one) for one in begun]
        (_, made), sign_ms = _timed(lambda: signed(FileKey(file), "", digests))
    finished, finish_ms = _timed(
        lambda: [
            signing.finish(one, signature, certificate=certificate, chain=chain)
            for one, signature in zip(begun, made, strict=True)
        ]
    )
    outcomes, check_ms = _timed(lambda: [checking.check(pdf, lists, papers.NOW) for pdf in finished])
    assert all(outcome.signatures[0].is_whole for outcome in outcomes)
    return {
        "sign_100_ms": sign_ms,
        "begin_ms": begin_ms / SIGNED_AT_ONCE,
        "finish_ms": finish_ms / SIGNED_AT_ONCE,
        "check_ms": check_ms / SIGNED_AT_ONCE,
        "server_ms": (begin_ms + sign_ms + finish_ms) / SIGNED_AT_ONCE,
    }


def _timed(work: Any) -> tuple[Any, float]:
    begun = time.process_time()
    answer = work()
    return answer, 1000 * (time.process_time() - begun)
