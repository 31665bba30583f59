from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    dependencies = [("documents", "0006_signed_as")]

    operations = [
        migrations.AddField("delivery", "recall_asked_at", models.DateTimeField(null=True)),
        migrations.AddField("delivery", "recall_reason", models.TextField(default="", db_default="")),
        migrations.AddField("delivery", "recall_answer", models.TextField(default="", db_default="")),
        migrations.AddField("delivery", "recall_refused", models.TextField(default="", db_default="")),
    ]
