from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Whom a letter went to besides bodies here, and what it corrects or replaces, travels with it."""

    dependencies = [("joining", "0008_drafting"), ("addressing", "0001_tables"), ("following", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
