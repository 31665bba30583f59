from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What a body outside says of a letter by its own system, and that it is asked to give it back."""

    dependencies = [("addressing", "0001_tables")]
    operations = [
        migrations.AddField("outsideaddressee", "course", models.TextField(db_default="")),
        migrations.AddField("outsideaddressee", "course_at", models.DateTimeField(null=True)),
        migrations.AddField("outsideaddressee", "recall_asked_at", models.DateTimeField(null=True)),
        migrations.AddField("outsideaddressee", "recall_reason", models.TextField(db_default="")),
        migrations.AddField("outsideaddressee", "recall_answer", models.TextField(db_default="")),
        run_sql(__file__, "axis.sql"),
    ]
