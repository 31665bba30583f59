from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """Answers in parts, and when the sender last reminded an addressee."""

    dependencies = [("documents", "0011_numbers"), ("addressing", "0001_tables")]
    operations = [
        migrations.AddField("document", "in_part", models.BooleanField(db_default=False)),
        migrations.AddField("delivery", "reminded_at", models.DateTimeField(null=True)),
    ]
