from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Letters from outside, parts of a letter's work and closed periods of registers travel with the items."""

    dependencies = [("joining", "0008_drafting"), ("receiving", "0001_tables"), ("directing", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
