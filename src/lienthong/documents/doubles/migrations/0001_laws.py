from django.db import migrations

from lienthong.ground.migration import Before, run_sql

INDEXES = (
    ("document_by_sign", "document (sign) where sign <> ''"),
    ("attachment_digest", "attachment (digest)"),
)


class Migration(Before):
    """A letter that came twice is known by its sign or by its file; both are looked up beside those who work."""

    initial = True
    atomic = False
    dependencies = [("enclosures", "0001_tables"), ("receiving", "0001_tables")]
    operations = [
        *(
            migrations.RunSQL(statement, migrations.RunSQL.noop)
            for name, what in INDEXES
            for statement in (
                f"drop index concurrently if exists {name}",
                f"create index concurrently {name} on {what}",
            )
        ),
        run_sql(__file__, "doubles.sql"),
    ]
