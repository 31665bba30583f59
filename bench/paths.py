"""The hot paths, each measured against its limit."""

import statistics
import time
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from bench import frozen, measure, world
from bench.measure import Served
from bench.recording import recorded
from bench.staff import employ
from bench.world import Counter
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting import worlds

ROUNDS = 3
PLANNED = 6
"""Times after which PostgreSQL keeps a statement's plan."""
BODY = {
    "procedure": "2.000815",
    "applicant": "Nguyễn Văn An",
    "phone": "0909000123",
    "address": "12 Trần Não",
    "papers": ["Bản chính", "Bản sao cần chứng thực"],
}


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _ask(method: str, path: str, token: str, body: Any = None, key: str = "") -> Any:
    from django.test import Client

    headers = _bearer(token) | ({"Idempotency-Key": key} if key else {})
    call = getattr(Client(SERVER_NAME="localhost"), method.lower())
    answer = (
        call(f"/api/v1{path}", headers=headers)
        if method == "GET"
        else call(f"/api/v1{path}", body, content_type="application/json", headers=headers)
    )
    assert answer.status_code == 200, answer.content[:500]
    return answer.json()


def receive_dossier(server: EmbeddedServer, at: Served, counters: list[Counter]) -> dict[str, float]:
    _ask("POST", "/dossiers", counters[0].reception, BODY, key="warm")
    with recorded() as sent:
        _ask("POST", "/dossiers", counters[0].reception, BODY, key="recorded")
    requests = [
        {"method": "POST", "path": "/api/v1/dossiers", "headers": _bearer(counter.reception), "body": BODY}
        for counter in counters
    ]
    return _against_pgbench(server, at, requests, _frozen(server, "receive", counters), len(sent) + 2)


def _frozen(server: EmbeddedServer, name: str, counters: list[Counter]) -> list[str]:
    """The statements of `before-speed`, for these wards."""
    with world.owner(server) as owner:
        staff = employ(owner, world.NAME)
        assert [ward.unit for ward in staff.wards[: len(counters)]] == [one.unit for one in counters]
        return frozen.scripts(name, owner, staff)


def move_one_step(server: EmbeddedServer, at: Served, counters: list[Counter]) -> dict[str, float]:
    world.fill_drafts(server, [counter.seat for counter in counters])
    n, item = len(counters), UUID(int=1)
    holder = counters[1 % n]
    with recorded() as sent:
        _ask("POST", f"/items/{item}/submit-draft", holder.specialist, {}, key="move")
    _ask("POST", f"/items/{item}/send-back-draft", holder.leader, {"note": "làm lại"}, key="back")
    submit = [
        {
            "method": "POST",
            "path": f"/api/v1/items/{UUID(int=i)}/submit-draft",
            "body": {},
            "headers": _bearer(counters[i % n].specialist),
        }
        for i in range(1, world.DRAFTS + 1)
    ]
    send_back = [
        {
            "method": "POST",
            "path": f"/api/v1/items/{UUID(int=i)}/send-back-draft",
            "body": {"note": "làm lại"},
            "headers": _bearer(counters[i % n].leader),
        }
        for i in range(1, world.DRAFTS + 1)
    ]
    scripts = _frozen(server, "move", counters)
    return _against_pgbench(server, at, submit + send_back, scripts, len(sent) + 2, reset=True)


def _against_pgbench(
    server: EmbeddedServer,
    at: Served,
    requests: list[dict[str, Any]],
    scripts: list[str],
    statements: int,
    reset: bool = False,
) -> dict[str, float]:
    """Interleaved, medians of three."""
    http, limits = [], []
    for _ in range(ROUNDS):
        if reset:
            reset_drafts(server)
        http.append(measure.over_http(server, at, requests))
        limits.append(measure.over_pgbench(server, world.NAME, scripts))
    rate, limit = statistics.median(measured.rate for measured in http), statistics.median(limits)
    return {
        "rate": rate,
        "pgbench_rate": limit,
        "ratio_to_pgbench": rate / limit,
        "app_cpu_ms": statistics.median(measured.app_ms for measured in http),
        "db_cpu_ms": statistics.median(measured.db_ms for measured in http),
        "statements": statements,
    }


def reset_drafts(server: EmbeddedServer) -> None:
    with world.owner(server) as owner:
        owner.execute("update work_item set state = 'drafting' where kind = 'draft'")
        owner.execute("vacuum work_item")


def inbox(server: EmbeddedServer, at: Served, counter: Counter) -> dict[str, float]:
    """JSON and page of fifty, at the present size of the world."""
    cookie = world.cookie(world.session_of(counter.reception))
    with recorded() as sent:
        rows = _ask("GET", "/items", counter.reception)["items"]
    assert len(rows) == 50, f"{len(rows)} rows: the inbox must be full to be compared"
    as_json = measure.over_http(
        server, at, [{"method": "GET", "path": "/api/v1/items", "headers": _bearer(counter.reception)}]
    )
    page = measure.over_http(server, at, [{"method": "GET", "path": "/hop-viec", "headers": cookie}])
    return {
        "json_rate": as_json.rate,
        "json_app_cpu_ms": as_json.app_ms,
        "json_db_cpu_ms": as_json.db_ms,
        "page_rate": page.rate,
        "page_app_cpu_ms": page.app_ms,
        "page_db_cpu_ms": page.db_ms,
        "statements": len(sent) + 2,
    }


def restricted(server: EmbeddedServer, counter: Counter, times: int = 400) -> float:
    """The inbox's statement under row security over the same without, alternating."""
    from lienthong.ground.sql import named
    from lienthong.hosting.worlds import database_of

    database = database_of(world.NAME)
    params: dict[str, Any] = dict.fromkeys(
        ("kind", "state", "section", "mine", "late", "after_due", "after_id")
    ) | {"limit": 50}
    took: dict[str, list[float]] = {"app": [], "owner": []}
    with (
        psycopg.connect(server.url(database, "app"), prepare_threshold=1) as app,
        psycopg.connect(server.url(database, "owner"), prepare_threshold=1) as owner,
    ):
        held = owner.execute("select held_by(%s, world_today())", (counter.unit,)).fetchone()
        assert held is not None
        params["held"] = held[0]
        app.execute("select set_config('lt.scope', %s, true)", ("{" + ",".join(map(str, held[0])) + "}",))
        for _ in range(times):
            for name, connection in (("app", app), ("owner", owner)):
                cursor = connection.cursor(binary=True)
                begun = time.perf_counter()
                rows = cursor.execute(named("lienthong.work", "inbox_narrow"), params).fetchall()
                took[name].append(time.perf_counter() - begun)
                assert len(rows) == 50
    return statistics.median(took["app"]) / statistics.median(took["owner"])


MADE = """
    select w.*, gen_random_uuid() as fresh, d.document, d.is_copy, j.act, j.at, j.verb, j.unit, j.mandate, j.facts,
           j.seq, j.digest
    from journal j join work_item w on w.id = j.item join delivery d on d.item = w.id
"""
COLUMNS = (
    "kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties, state, step, section,"
    " priority, field, received_at, due_at, chain_seq, chain_digest, version, changed_at"
)
BARE = f"""
    with i as (insert into work_item (id, {COLUMNS}) select fresh, {COLUMNS} from made),
         d as (insert into delivery (item, document, is_copy, note) select fresh, document, is_copy, '' from made)
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select act, at, verb, fresh, jurisdiction, unit, mandate, facts, seq, digest from made
"""


class Issued(NamedTuple):
    """`seen_s`: from the answer until every inbox was seen to have it. `kept`: rows of its text and of its files."""

    item: UUID
    ratio: float
    seen_s: float
    kept: int


def letter(server: EmbeddedServer, units: list[int], files: int = 0) -> Issued:
    """Issue one letter with so many files to these units, over a bare insert of the rows it made; statements planned,
    as on a server.
    """
    took, bare, seen = [], [], []
    with (
        world.owner(server) as owner,
        psycopg.connect(
            server.url(worlds.database_of(world.NAME), "app"), autocommit=True, prepare_threshold=1
        ) as app,
    ):
        # Once, and before: new tables make every connection plan its statements again.
        owner.execute(f"create temp table made as {MADE} limit 0")
        for _ in range(PLANNED):
            _issue(units[:2], files)
        for _ in range(ROUNDS):
            item, act, seconds = _issue(units, files)
            seen.append(_seen_s(app, owner, act))
            took.append(seconds)
            bare.append(_bare_insert(owner, act))
        # One more, whose rows no bare insert has doubled.
        item, _, _ = _issue(units, files)
        kept = owner.execute(KEPT, {"item": item}).fetchone()
    assert kept is not None
    return Issued(item, statistics.median(took) / statistics.median(bare), max(seen), kept[0])


ARRIVED = """
select w.id, w.jurisdiction from work_item w join journal j on j.item = w.id where j.act = %s and w.kind = 'delivery'
"""
LISTED = "select exists (select from work_item where id = %s and jurisdiction = %s and closed_at is null)"
KEPT = """
select 1 + (select count(*) from enclosure e where e.document = d.document)::int from draft d where d.item = %(item)s
"""
"""The letter's text once, and once each of its files, whoever it went to."""


def _seen_s(app: psycopg.Connection[Any], owner: psycopg.Connection[Any], act: UUID) -> float:
    """Each addressee looks under its own scope, one after the other."""
    begun = time.perf_counter()
    for item, seat in owner.execute(ARRIVED, (act,)).fetchall():
        with app.transaction():
            app.execute("select set_config('lt.scope', %s, true)", (f"{{{seat}}}",))
            assert app.execute(LISTED, (item, seat)).fetchone() == (True,), (
                "an addressee does not see the letter"
            )
    return time.perf_counter() - begun


def _issue(units: list[int], files: int) -> tuple[UUID, UUID, float]:
    from lienthong.documents import actions
    from lienthong.documents.enclosures.actions import enclose_file
    from lienthong.ground import acts, sql
    from tests import cast
    from tests.files import pdf

    dung = cast.dung()
    item = UUID(
        actions.draft_document(
            side="government", type="CV", subject="Đo lường", body="Nội dung", to=units, by=dung
        )["id"]
    )
    for n in range(files):
        enclose_file(item, name=f"Phụ lục {n}.pdf", content=pdf(f"{item} {n}"), by=dung)
    actions.submit_draft(item, by=dung)
    actions.sign_document(item, by=dung)
    begun = time.perf_counter()
    actions.issue_document(item, by=dung)
    seconds = time.perf_counter() - begun
    with acts.opening(dung):
        act = sql.only_value(
            UUID, "select act from journal where item = %s order by seq desc limit 1", (item,)
        )
    return item, act, seconds


def _bare_insert(owner: psycopg.Connection[Any], act: UUID) -> float:
    owner.execute("delete from made")
    owner.execute(f"insert into made {MADE} where j.act = %s", (act,))
    begun = time.perf_counter()
    owner.execute(BARE)
    return time.perf_counter() - begun


def board(times: int = 15) -> float:
    """Milliseconds to compute the board's figures."""
    from lienthong.board.queries import count

    took = []
    for _ in range(times):
        begun = time.perf_counter()
        count()
        took.append(time.perf_counter() - begun)
    return 1000 * statistics.median(took)
