from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """A register is read in its order, each outcome for itself; `registers` fills in what stands there already."""

    dependencies = [("documents", "0008_by_key")]
    operations = [
        migrations.AddField("document", "outcome", models.SmallIntegerField(db_default=0)),
        migrations.AddField("delivery", "outcome", models.SmallIntegerField(db_default=0)),
        migrations.AddField("delivery", "register_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "document",
            models.Index(
                name="document_entries",
                fields=["issuer_unit", "outcome", "issued_at", "number"],
                condition=models.Q(("issued_at__isnull", False)),
            ),
        ),
        migrations.AddIndex(
            "delivery",
            models.Index(
                name="delivery_entries",
                fields=["register_unit", "outcome", "register_at", "register_number"],
                condition=models.Q(("register_number__isnull", False)),
            ),
        ),
    ]
