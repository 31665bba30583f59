from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who reported may be put right, and is found by their own number when they ask what is held about them."""

    dependencies = [("reports", "0005_secret"), ("persons", "0002_rights")]
    operations = [
        migrations.AddIndex(
            "reporter", models.Index(name="reporter_phone", fields=["phone"], condition=~models.Q(phone=""))
        ),
        run_sql(__file__, "corrected.sql"),
    ]
