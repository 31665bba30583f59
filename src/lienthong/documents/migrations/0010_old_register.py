from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    dependencies = [("documents", "0009_entries")]
    operations = [migrations.RemoveIndex("document", "document_register")]
