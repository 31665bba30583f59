from lienthong.ground.migration import After, run_sql


class Migration(After):
    """What the version before writes says neither who asked nor by which door."""

    dependencies = [("work", "0007_one_inbox_index"), ("ground", "0011_door"), ("personnel", "0010_door")]
    operations = [run_sql(__file__, "who_writes.sql")]
