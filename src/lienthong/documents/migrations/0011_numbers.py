from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """Letters from outside have no issuer of this installation; a number may stand in between two others."""

    dependencies = [("documents", "0010_old_register")]
    operations = [
        migrations.AlterField("document", "issuer_seat", models.IntegerField(null=True)),
        migrations.AlterField("document", "issuer_unit", models.IntegerField(null=True)),
        migrations.AddField("delivery", "register_letter", models.TextField(db_default="")),
        migrations.AddField("delivery", "register_note", models.TextField(db_default="")),
        migrations.AddField("delivery", "directed_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "delivery",
            models.UniqueConstraint(
                name="delivery_number_once",
                fields=["register_unit", "register_year", "register_number", "register_letter", "origin"],
            ),
        ),
    ]
