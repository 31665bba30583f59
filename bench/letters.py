"""A letter read in a small world and in one of a million items and twenty thousand letters."""

import statistics
import time
from uuid import UUID

import psycopg

from bench import world
from bench.world import Counter
from lienthong.ground.database.embedded import EmbeddedServer

FEW, MANY = 1_000, 20_000
READS = 300

FILL = """
with sender as (
    select id as unit, seat_of(id) as seat from unit where code = 'H29-TTCDS' and during @> world_today()
), ward as (
    select seat_of(u.id) as seat, row_number() over (order by u.id <> %(unit)s, u.id) - 1 as n
    from unit u
    join area a on a.id = u.area and a.rank = 'commune'
    join area p on p.id = a.province and p.code = '79'
    where u.body = 'ubnd' and u.during @> world_today()
), made as materialized (
    -- Every eighth goes to the ward that reads: of a thousand more than a page of a search shows.
    select gen_random_uuid() as letter, gen_random_uuid() as draft, gen_random_uuid() as delivery, g,
           g || '/CV' as sign, g || '/cv van ban' as words, ward.seat, sender.seat as from_seat,
           sender.unit as from_unit
    from generate_series(%(from)s::int, %(to)s::int) g
    join ward on ward.n = case when g %% 8 = 0 then 0 else g %% 168 end
    cross join sender
), items as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, sender_seat, parties,
                           state, received_at, closed_at, chain_seq, version, changed_at, step, section, priority,
                           field)
    select item.*, world_now(), world_now(), 1, 1, now(), '', '', 0, ''
    from made
    cross join lateral (
        values (draft, 'draft', sign, 'Văn bản', words, from_seat, null::int, null::int, array[from_seat], 'issued'),
               (delivery, 'delivery', sign, 'Văn bản', words, seat, seat, from_seat, array[seat, from_seat],
                'completed')
    ) item
), letters as (
    insert into document (id, side, type, subject, body, to_line, urgency, issuer_seat, issuer_unit, sign, number,
                          issued_at, content_hash)
    select letter, 'government', 'CV', 'Văn bản', 'Nội dung', '', 0, from_seat, from_unit, sign, g, world_now(), ''
    from made
), drafts as (
    insert into draft (item, document) select draft, letter from made
), addressees as (
    insert into addressee (document, seat, is_copy) select letter, seat, false from made
)
insert into delivery (item, document, is_copy, note) select delivery, letter, false, '' from made
"""


def fill(server: EmbeddedServer, counter: Counter, start: int, end: int) -> None:
    """Letters `start` to `end`, done with, each to one ward."""
    with world.owner(server) as owner:
        owner.execute(FILL, {"from": start, "to": end, "unit": counter.unit})
        owner.execute("vacuum analyze document, draft, delivery, addressee, work_item")


def read_ms(server: EmbeddedServer, counter: Counter) -> float:
    """Milliseconds of the statement behind a letter's page, for the ward that got it; planned as on a server."""
    from lienthong.ground.sql import named
    from lienthong.hosting.worlds import database_of

    text, took = named("lienthong.documents", "details"), []
    with psycopg.connect(server.url(database_of(world.NAME), "app"), prepare_threshold=1) as app:
        app.execute("select set_config('lt.scope', held_by(%s, world_today())::text, true)", (counter.unit,))
        found = app.execute(
            "select w.id from work_item w where kind = 'delivery' and jurisdiction = %s order by id limit %s",
            (counter.seat, READS),
        ).fetchall()
        items: list[UUID] = [item for (item,) in found]
        for turn in range(READS):
            cursor = app.cursor(binary=True)
            begun = time.perf_counter()
            letters = cursor.execute(text, {"item": items[turn % len(items)]}).fetchall()
            took.append(time.perf_counter() - begun)
            assert len(letters) == 1
    return 1000 * statistics.median(took)
