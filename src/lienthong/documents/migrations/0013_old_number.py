from django.db import migrations

from lienthong.ground.migration import After, run_sql


class Migration(After):
    """The key without letters goes; entries stand in the order of their numbers, as whoever enters them now keeps it."""

    dependencies = [("documents", "0012_dispatch")]
    operations = [
        migrations.RemoveConstraint("delivery", "delivery_register_once"),
        run_sql(__file__, "number_order.sql"),
    ]
