from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("documents", "0007_recall"), ("work", "0005_by_key")]
    operations = [
        migrations.AddIndex(
            "delivery",
            models.Index(
                name="delivery_recalled",
                fields=["document"],
                condition=models.Q(recall_asked_at__isnull=False),
            ),
        ),
        run_sql(__file__, "by_key.sql"),
    ]
