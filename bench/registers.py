"""A ward's register: a page of it, in the order of its entries, from a thousand to a hundred thousand of a year."""

import statistics
import time

from bench import world
from bench.world import Counter
from lienthong.ground.database.embedded import EmbeddedServer

CURVE = (1_000, 10_000, 100_000)
TIMES = 60

FILL = """
with made as materialized (
    select gen_random_uuid() as id, g,
           timestamptz '2025-01-01 00:00+07' + (g * 0.6180339887 %% 1) * interval '360 days' as at,
           case when g %% 50 = 0 then 'received' when g %% 33 = 0 then 'refused' else 'returned' end as state
    from generate_series(%(from)s::int, %(to)s::int) g
), dated as materialized (
    select made.*, 'DO' || %(unit)s || '-' || to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYMMDD') as day from made
), coded as materialized (
    select d.*, d.day || '-' || lpad((coalesce(b.last, 0) + row_number() over (partition by d.day order by d.at))::text,
                                     4, '0') as code
    from dated d
    left join book b on b.unit = %(unit)s and b.year = 2025 and b.code = 'hs-' || right(d.day, 4)
), books as (
    insert into book as b (unit, code, year, last, entered)
    select %(unit)s, 'hs-' || right(day, 4), 2025, count(*), count(*) from coded group by day
    on conflict (unit, code, year) do update
        set last = b.last + excluded.last, entered = b.entered + excluded.entered
), born as (
    insert into work_item (id, kind, reference, subject, words, jurisdiction, received_seat, parties, state, step,
                           section, priority, field, received_at, due_at, closed_at, chain_seq, version, changed_at)
    select id, 'dossier', code, 'Cấp bản sao trích lục hộ tịch',
           lower(code) || ' cap ban sao trich luc ho tich le thi no ' || g, %(seat)s, %(seat)s, array[%(seat)s::int],
           state, 'assess', '', 0, 'Hộ tịch', at, at + interval '5 days',
           case when state <> 'received' then at + interval '1 day' end, 1, 1, now()
    from coded
)
insert into dossier (item, procedure, channel, helped_unit, received_unit, received_at, received_late, code, applicant,
                     phone, address_text, note, papers, missing, asked_note, supplements, paused, fee, refusal_reason,
                     result_note, lookup_code, secret, outcome)
select id, '2.000815', 1, %(unit)s, %(unit)s, at, false, code, 'Lê Thị Nở', '', '12 Trần Não', '', '{}', '{}', '', 0,
       '0', 0, '', '', 'DK-' || id, sha256(id::text::bytea),
       case state when 'received' then 0 when 'refused' then 2 else 1 end
from coded
"""
"""Dossiers as a counter took them in over a year: one in fifty still open, one in thirty refused."""


def fill(server: EmbeddedServer, counter: Counter, start: int, end: int) -> None:
    with world.owner(server) as connection:
        connection.execute(FILL, {"from": start, "to": end, "unit": counter.unit, "seat": counter.seat})
        connection.execute("vacuum analyze work_item, dossier, book")


def register_page(server: EmbeddedServer, counter: Counter) -> dict[str, float]:
    """Milliseconds of a page, whole as the ward's clerk gets it: first, in the middle, last, of one month, of what is
    void, of words; beside the same page of a register of a thousand.
    """
    medians: list[dict[str, float]] = []
    filled = 0
    for size in CURVE:
        fill(server, counter, filled + 1, size)
        filled = size
        medians.append(_pages(counter))
    small, big = medians[0], medians[-1]
    return {
        **{f"{name}_ms": took for name, took in big.items()},
        **{f"{name}_ratio_100k_to_1k": took / small[name] for name, took in big.items()},
    }


def _pages(counter: Counter) -> dict[str, float]:
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE] = world.session_of(counter.reception)
    here = f"/so-dang-ky/{counter.unit}/ho-so/2025"
    july = client.get(f"{here}?thang=7").content.decode()
    middle = july.split("thang=7&amp;sau=")[1].split('"')[0]
    asked = {
        "first": here, "middle": f"{here}?sau={middle}", "last": f"{here}?cuoi=1", "month": f"{here}?thang=7",
        "void": f"{here}?ket-qua=tra", "words": f"{here}?q=le+thi+no+777",
    }  # fmt: skip
    took: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(TIMES):
        for name, path in asked.items():
            begun = time.perf_counter()
            answer = client.get(path)
            took[name].append(1000 * (time.perf_counter() - begun))
            assert answer.status_code == 200, (path, answer.status_code)
    return {name: statistics.median(times) for name, times in took.items()}
