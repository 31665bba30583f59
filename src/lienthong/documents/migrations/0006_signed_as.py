from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """In which form it was signed, for which post, by which delegation."""

    dependencies = [("documents", "0005_archives")]
    operations = [
        migrations.AddField("document", "signed_as", models.TextField(db_default="")),
        migrations.AddField("document", "signed_for", models.IntegerField(null=True)),
        migrations.AddField("document", "signed_under", models.UUIDField(null=True)),
    ]
