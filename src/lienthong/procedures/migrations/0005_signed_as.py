from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """In which form it was signed, for which post, by which delegation."""

    dependencies = [("procedures", "0004_register")]
    operations = [
        migrations.AddField("dossier", "signed_as", models.TextField(db_default="")),
        migrations.AddField("dossier", "signed_for", models.IntegerField(null=True)),
        migrations.AddField("dossier", "signed_under", models.UUIDField(null=True)),
    ]
