from typing import Any
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Func, Q

from lienthong.ground.migration import AddIndexBeside, Before

STEP = 5_000

REACHED = (
    "select id from (select id from work_item where id > %s order by id limit %s) w order by id desc limit 1"
)

SIGNS = """
update work_item w set words = s.sign || ' ' || w.words
from (
    select id, regexp_replace(normalize(lower(translate(reference, 'Đ', 'đ')), nfkd), '[\\u0300-\\u036f]', '', 'g') as folded
    from work_item
    where id > %s and id <= %s and kind = 'draft' and reference <> ''
) r
cross join lateral (select replace(r.folded, 'đ', 'd') as sign) s
where w.id = r.id and strpos(w.words, s.sign) = 0
"""


def signs_among_words(apps: Any, schema_editor: Any) -> None:
    """A letter got its sign when it was issued, and its words did not. So many items at a time, each time for good: who
    works meanwhile waits for nobody.
    """
    last = UUID(int=0)
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(REACHED, (last, STEP))
            row = cursor.fetchone()
            if row is None:
                return
            cursor.execute(SIGNS, (last, row[0]))
            last = row[0]


class Migration(Before):
    """The indexes of the search, built beside those who work; each step can be repeated."""

    atomic = False
    dependencies = [("work", "0008_sought")]
    operations = [
        AddIndexBeside(
            "workitem", models.Index(F("jurisdiction"), F("received_at").desc(), F("id"), name="work_item_here")
        ),
        AddIndexBeside(
            "workitem",
            models.Index(
                F("received_seat"),
                F("received_at").desc(),
                name="work_item_came_in",
                condition=Q(received_seat__isnull=False) & ~Q(received_seat=F("jurisdiction")),
            ),
        ),
        AddIndexBeside(
            "workitem",
            models.Index(
                F("sender_seat"),
                F("received_at").desc(),
                name="work_item_sent",
                condition=Q(sender_seat__isnull=False),
            ),
        ),
        AddIndexBeside(
            "workitem",
            models.Index(
                fields=["jurisdiction"],
                name="work_item_asked",
                condition=Q(kind="referral", closed_at=None),
                include=["parent"],
            ),
        ),
        AddIndexBeside(
            "workitem",
            GinIndex(
                F("parties"),
                Func(F("words"), F("reference"), function="item_tokens"),
                name="work_item_sought",
                gin_pending_list_limit=512,
            ),
        ),
        migrations.RunPython(signs_among_words, migrations.RunPython.noop),
        migrations.RunSQL("analyze work_item", migrations.RunSQL.noop),
    ]
