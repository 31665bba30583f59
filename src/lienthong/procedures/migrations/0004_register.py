from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    dependencies = [("procedures", "0003_origin")]
    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(name="dossier_register", fields=["received_unit", "received_at"]),
        ),
    ]
