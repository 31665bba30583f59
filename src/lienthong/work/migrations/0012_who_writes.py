from lienthong.ground.migration import After, run_sql


class Migration(After):
    """What the version before writes says neither who asked nor by which door."""

    dependencies = [("work", "0011_old_search"), ("ground", "0011_door"), ("personnel", "0011_door")]
    operations = [run_sql(__file__, "who_writes.sql")]
