from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Words of our own making, and how items are found by them."""

    dependencies = [("work", "0007_one_inbox_index")]
    operations = [run_sql(__file__, "sought.sql")]
