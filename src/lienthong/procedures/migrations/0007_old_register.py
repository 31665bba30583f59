from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    dependencies = [("procedures", "0006_entries")]
    operations = [migrations.RemoveIndex("dossier", "dossier_register")]
