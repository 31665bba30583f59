from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """A register is read in its order, each outcome for itself; `registers` fills in what stands there already."""

    dependencies = [("procedures", "0005_signed_as")]
    operations = [
        migrations.AddField("dossier", "outcome", models.SmallIntegerField(db_default=0)),
        migrations.AddIndex(
            "dossier",
            models.Index(
                name="dossier_entries",
                fields=["received_unit", "outcome", "received_at", "code"],
                condition=models.Q(("received_unit__isnull", False)),
            ),
        ),
    ]
