"""Run in the peer's own environment: its tables, 168 queues, so many tickets, a clerk of one queue who is logged in.

Prints what the measuring program asks with: the clerk's cookies, their queue and the ids of its tickets.
"""

import json
import os
import sys

import django

QUEUES = 168
FILL = """
insert into helpdesk_ticket (title, queue_id, created, modified, status, on_hold, description, priority, secret_key)
select 'Cấp bản sao trích lục hộ tịch số ' || g, q.id, now() - interval '1 minute' * g, now(), 1, false,
       'Nội dung', 3, gen_random_uuid()::text
from generate_series(1, %s) g
join (select id, row_number() over (order by id) - 1 as n from helpdesk_queue) q on q.n = g %% %s
"""


def main(tickets: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    queue = _queues()
    _fill(tickets)
    from helpdesk.models import Ticket

    cookies = _cookies(_clerk(queue))
    ids = list(Ticket.objects.filter(queue=queue).order_by("id").values_list("id", flat=True)[:500])
    print(json.dumps({"cookies": cookies, "queue": queue.pk, "tickets": ids}))


def _queues():
    from helpdesk.models import Queue

    made = [Queue.objects.create(title=f"Phường {n}", slug=f"phuong-{n}") for n in range(QUEUES)]
    return made[0]


def _fill(tickets: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(FILL, (tickets, QUEUES))
        cursor.execute("vacuum analyze")


def _clerk(queue):
    from django.contrib.auth.models import Permission, User

    clerk = User.objects.create_user("clerk", "clerk@example.org", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename=queue.permission_name.partition(".")[2]))
    return clerk


def _cookies(clerk) -> str:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(clerk.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = clerk.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={'a' * 32}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
