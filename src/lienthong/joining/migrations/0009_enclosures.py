from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What goes with a letter travels with it."""

    dependencies = [("joining", "0008_drafting"), ("enclosures", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
