from django.db import migrations

from lienthong.ground.migration import After


class Migration(After):
    """`work_item_open` begins with the same columns."""

    dependencies = [("work", "0006_open_work")]
    operations = [migrations.RemoveIndex("workitem", "work_item_inbox")]
